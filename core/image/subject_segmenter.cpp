// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "image/resample.hpp"
#include "image/subject_mask.hpp"
#include "image/thread_count.hpp"

#include <fmt/format.h>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/dnn.hpp>

#include <algorithm>
#include <array>

namespace croquis::image {
namespace {

constexpr int kInputSide = 320;
constexpr std::array kMean = {0.485F, 0.456F, 0.406F};
constexpr std::array kDeviation = {0.229F, 0.224F, 0.225F};

/// [1, 3, 320, 320] float32, normalised.
cv::Mat networkInput(const Raster<std::uint8_t>& rgb) {
    const Raster<std::uint8_t> small = resample(rgb, kInputSide, kInputSide, ResampleFilter::lanczos);
    const float brightest = std::max<float>(1, *std::ranges::max_element(small.values));
    const std::array<int, 4> shape = {1, 3, kInputSide, kInputSide};
    cv::Mat input(4, shape.data(), CV_32F);
    auto* value = input.ptr<float>();
    for (int channel = 0; channel < 3; ++channel) {
        const auto c = static_cast<std::size_t>(channel);
        for (int y = 0; y < kInputSide; ++y)
            for (int x = 0; x < kInputSide; ++x)
                *value++ = (static_cast<float>(small.at(x, y, channel)) / brightest - kMean[c]) / kDeviation[c];
    }
    return input;
}

/// Stretched to 0..1 and brought to the photo's size through 8 bits, as the network's own program does.
Plane probabilityOf(const cv::Mat& output, int width, int height) {
    const std::span<const float> values(output.ptr<float>(), output.total());
    const auto [lowest, highest] = std::ranges::minmax(values);
    const float range = highest - lowest;
    Raster<std::uint8_t> small(kInputSide, kInputSide);
    if (range > 0)
        std::ranges::transform(values, small.values.begin(), [lowest = lowest, range](float v) {
            return static_cast<std::uint8_t>((v - lowest) / range * 255);
        });
    const Raster<std::uint8_t> full = resample(small, width, height, ResampleFilter::bicubic);
    Plane probability(width, height);
    std::ranges::transform(full.values, probability.values.begin(),
                           [](std::uint8_t v) { return static_cast<float>(v) / 255; });
    return probability;
}

} // namespace

struct SubjectSegmenter::Network {
    cv::dnn::Net net;
    cv::String output;
};

SubjectSegmenter::SubjectSegmenter(const std::filesystem::path& onnxFile) : m_network(std::make_unique<Network>()) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(onnxFile, error))
        throw ModelFileError(fmt::format("The subject model {} is missing. Fetch it again.", onnxFile.string()));
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    try {
        m_network->net = cv::dnn::readNetFromONNX(onnxFile.string());
        const std::vector<cv::String> outputs = m_network->net.getUnconnectedOutLayersNames();
        m_network->net.setPreferableBackend(cv::dnn::DNN_BACKEND_OPENCV);
        m_network->net.setPreferableTarget(cv::dnn::DNN_TARGET_CPU);
        if (outputs.size() != 7)
            throw ModelFileError(
                fmt::format("{} isn't the U2-Net p subject model. Fetch it again.", onnxFile.string()));
        m_network->output = outputs.front();
    } catch (const cv::Exception&) {
        throw ModelFileError(fmt::format("The subject model {} is damaged. Fetch it again.", onnxFile.string()));
    }
}

SubjectSegmenter::~SubjectSegmenter() = default;

SubjectMask SubjectSegmenter::segment(const Photo& photo, int threads) {
    const ThreadCount threadCount(threads);
    cv::Mat output;
    try {
        m_network->net.setInput(networkInput(photo.rgb));
        output = m_network->net.forward(m_network->output);
    } catch (const cv::Exception& failure) {
        throw ModelFileError(fmt::format("The subject model failed: {}. Fetch it again.", failure.err));
    }
    if (output.total() != std::size_t{kInputSide} * kInputSide || output.type() != CV_32F)
        throw ModelFileError("The subject model isn't U2-Net p: its output has another size. Fetch it again.");
    return subjectFromProbability(probabilityOf(output, photo.rgb.width, photo.rgb.height));
}

} // namespace croquis::image
