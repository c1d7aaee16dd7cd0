// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/face_finder.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "image/resample.hpp"
#include "image/thread_count.hpp"

#include <fmt/format.h>

#include <opencv2/core.hpp>
#include <opencv2/objdetect.hpp>

#include <algorithm>
#include <cmath>
#include <span>

namespace croquis::image {
namespace {

constexpr const char* kFirst = "haarcascade_frontalface_default.xml";
constexpr const char* kSecond = "haarcascade_frontalface_alt2.xml";
constexpr int kSearchedSide = 420;     // pixels; faces of a twelfth of it still hold 35
constexpr double kSmallestShare = 12;  // of the longer side, inverse
constexpr double kScaleStep = 1.1;     // OpenCV's default
constexpr int kNeighbours = 4;         // windows that must agree, in the first cascade
constexpr int kSecondNeighbours = 2;   // in the second, which sees only the first one's finds
constexpr double kLeastOverlap = 0.45; // intersection over union of the two cascades' boxes

void load(cv::CascadeClassifier& cascade, const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error))
        throw ModelFileError(fmt::format("The face model {} is missing.", file.string()));
    try {
        if (cascade.load(file.string()))
            return;
    } catch (const cv::Exception&) {
    }
    throw ModelFileError(fmt::format("The face model {} is damaged.", file.string()));
}

cv::Mat greyOf(const Raster<std::uint8_t>& rgb) {
    cv::Mat grey(rgb.height, rgb.width, CV_8U);
    for (int y = 0; y < rgb.height; ++y)
        for (int x = 0; x < rgb.width; ++x)
            grey.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(
                (299 * rgb.at(x, y, 0) + 587 * rgb.at(x, y, 1) + 114 * rgb.at(x, y, 2) + 500) / 1000);
    return grey;
}

double overlap(const cv::Rect& a, const cv::Rect& b) {
    const double both = (a & b).area();
    return both / (a.area() + b.area() - both);
}

} // namespace

struct FaceFinder::Cascades {
    cv::CascadeClassifier first, second;
};

FaceFinder::FaceFinder(const std::filesystem::path& folder) : m_cascades(std::make_unique<Cascades>()) {
    load(m_cascades->first, folder / kFirst);
    load(m_cascades->second, folder / kSecond);
    const std::string each = base::sha256OfFile(folder / kFirst) + base::sha256OfFile(folder / kSecond);
    m_sha256 = base::sha256(std::as_bytes(std::span(each)));
}

FaceFinder::~FaceFinder() = default;

std::vector<Face> FaceFinder::find(const Photo& photo, int threads) {
    const int longer = std::max(photo.rgb.width, photo.rgb.height);
    const double scale = static_cast<double>(kSearchedSide) / longer;
    const auto scaled = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
    const cv::Mat grey =
        greyOf(resample(photo.rgb, scaled(photo.rgb.width), scaled(photo.rgb.height), ResampleFilter::bicubic));
    const int smallest = static_cast<int>(kSearchedSide / kSmallestShare);
    const ThreadCount threadCount(threads);
    std::vector<cv::Rect> found;
    std::vector<Face> faces;
    try {
        m_cascades->first.detectMultiScale(grey, found, kScaleStep, kNeighbours, 0, {smallest, smallest});
        for (const cv::Rect& box : found) {
            const int margin = box.width / 4;
            const cv::Rect around =
                cv::Rect(box.x - margin, box.y - margin, box.width + 2 * margin, box.height + 2 * margin) &
                cv::Rect(0, 0, grey.cols, grey.rows);
            std::vector<cv::Rect> again;
            m_cascades->second.detectMultiScale(grey(around), again, kScaleStep, kSecondNeighbours, 0,
                                                {box.width * 3 / 5, box.height * 3 / 5});
            const bool agree = std::any_of(again.begin(), again.end(), [&](const cv::Rect& other) {
                return overlap(box, other + around.tl()) >= kLeastOverlap;
            });
            if (agree)
                faces.push_back({box.x / scale, box.y / scale, box.width / scale, box.height / scale});
        }
    } catch (const cv::Exception& failure) {
        throw ModelFileError(fmt::format("The face model failed: {}.", failure.err));
    }
    std::stable_sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.width > b.width; });
    return faces;
}

std::filesystem::path FaceFinder::systemFolder() {
    for (const char* folder : {"/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades",
                               "/usr/local/share/opencv4/haarcascades"}) {
        std::error_code error;
        const std::filesystem::path path = folder;
        if (std::filesystem::exists(path / kFirst, error) && std::filesystem::exists(path / kSecond, error))
            return path;
    }
    return {};
}

} // namespace croquis::image
