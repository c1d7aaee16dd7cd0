// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/subject_mask.hpp"

#include "base/error.hpp"
#include "image/resample.hpp"

#include <fmt/format.h>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <numeric>

namespace croquis::image {
namespace {

constexpr double kSmallestKept = 0.10;   // of the largest component
constexpr double kLargestHole = 0.01;    // of the mask
constexpr double kLeastShare = 0.03;     // of the picture
constexpr double kLeastWhole = 0.01;     // of the picture, when it is one piece: a rocket on its pad is 2.3 %
constexpr double kMostShare = 0.92;      // of the picture
constexpr double kLeastInLargest = 0.55; // of the mask; below it the subject is torn
constexpr int kMostComponents = 6;

/// The connected parts (over edges, not corners) of the pixels that have one value.
struct Components {
    cv::Mat labels;         // [height, width] int; 0: the other value
    std::vector<int> areas; // [count + 1] pixels; [0] is 0
};

Components componentsOf(const Raster<std::uint8_t>& mask, std::uint8_t value) {
    const cv::Mat view(mask.height, mask.width, CV_8U, const_cast<std::uint8_t*>(mask.values.data()));
    Components components;
    cv::Mat statistics;
    cv::Mat centres;
    const int count =
        cv::connectedComponentsWithStats(view == value, components.labels, statistics, centres, 4, CV_32S);
    components.areas.push_back(0);
    for (int label = 1; label < count; ++label)
        components.areas.push_back(statistics.at<int>(label, cv::CC_STAT_AREA));
    return components;
}

/// Sets the pixels of every component that `chosen` (by label) names.
void paint(Raster<std::uint8_t>& mask, const Components& components, const std::vector<bool>& chosen,
           std::uint8_t value) {
    for (int y = 0; y < mask.height; ++y) {
        const int* labels = components.labels.ptr<int>(y);
        for (int x = 0; x < mask.width; ++x)
            if (labels[x] > 0 && chosen[static_cast<std::size_t>(labels[x])])
                mask.at(x, y) = value;
    }
}

/// Drops small components; @return the areas of those kept.
std::vector<int> dropSmallComponents(Raster<std::uint8_t>& mask) {
    const Components components = componentsOf(mask, 255);
    const double least = kSmallestKept * *std::ranges::max_element(components.areas);
    std::vector<bool> dropped;
    std::vector<int> kept;
    for (const int area : components.areas) {
        dropped.push_back(area < least);
        if (area > 0 && area >= least)
            kept.push_back(area);
    }
    paint(mask, components, dropped, 0);
    return kept;
}

void fillSmallHoles(Raster<std::uint8_t>& mask, int maskArea) {
    const Components holes = componentsOf(mask, 0);
    std::vector<bool> filled;
    for (const int area : holes.areas)
        filled.push_back(area < kLargestHole * maskArea);
    paint(mask, holes, filled, 255);
}

double shareOf(const Raster<std::uint8_t>& mask) {
    if (mask.empty())
        return 0;
    return static_cast<double>(std::ranges::count(mask.values, std::uint8_t{255})) /
           static_cast<double>(mask.values.size());
}

/// Why a mask that was found, not given, is better not used; empty when it is plausible.
std::string objection(double share, const std::vector<int>& components) {
    std::string cause;
    const int total = std::accumulate(components.begin(), components.end(), 0);
    if (components.empty())
        cause = "nothing stands out";
    else if (share < (components.size() == 1 ? kLeastWhole : kLeastShare))
        cause = fmt::format("what stands out covers only {:.1f} % of the picture", 100 * share);
    else if (share > kMostShare)
        cause = fmt::format("what stands out covers {:.0f} % of the picture", 100 * share);
    else if (static_cast<int>(components.size()) > kMostComponents ||
             std::ranges::max(components) < kLeastInLargest * total)
        cause = fmt::format("what stands out falls into {} parts", components.size());
    return cause.empty() ? cause : fmt::format("No clear subject found ({}). The whole photo will be drawn.", cause);
}

SubjectMask givenMask(Raster<std::uint8_t> inside, const std::string& emptyReason) {
    SubjectMask mask;
    mask.inside = std::move(inside);
    mask.areaShare = shareOf(mask.inside);
    mask.plausible = mask.areaShare > 0;
    if (!mask.plausible)
        mask.reason = emptyReason;
    return mask;
}

} // namespace

SubjectMask subjectFromProbability(const Plane& probability) {
    SubjectMask mask;
    mask.inside = Raster<std::uint8_t>(probability.width, probability.height);
    std::ranges::transform(probability.values, mask.inside.values.begin(),
                           [](float p) { return static_cast<std::uint8_t>(p > 0.5F ? 255 : 0); });
    std::vector<int> components;
    if (!mask.inside.empty()) {
        components = dropSmallComponents(mask.inside);
        fillSmallHoles(mask.inside, std::accumulate(components.begin(), components.end(), 0));
    }
    mask.areaShare = shareOf(mask.inside);
    mask.reason = objection(mask.areaShare, components);
    mask.plausible = mask.reason.empty();
    return mask;
}

SubjectMask subjectFromAlpha(const Photo& photo) {
    if (photo.alpha.empty())
        throw InvalidArgument(fmt::format("{} has no transparency that could tell its subject.", photo.fileName));
    Raster<std::uint8_t> inside = photo.alpha;
    std::ranges::for_each(inside.values, [](std::uint8_t& value) { value = value >= 128 ? 255 : 0; });
    return givenMask(
        std::move(inside),
        fmt::format("{} is transparent nearly everywhere. The whole photo will be drawn.", photo.fileName));
}

SubjectMask subjectFromMaskFile(const Photo& photo, const std::filesystem::path& maskFile) {
    const Photo light = loadPhoto(maskFile);
    const Raster<std::uint8_t> scaled = resample(light.rgb, photo.rgb.width, photo.rgb.height, ResampleFilter::bicubic);
    Raster<std::uint8_t> inside(scaled.width, scaled.height);
    for (int y = 0; y < inside.height; ++y)
        for (int x = 0; x < inside.width; ++x)
            inside.at(x, y) = scaled.at(x, y, 0) + scaled.at(x, y, 1) + scaled.at(x, y, 2) >= 3 * 128 ? 255 : 0;
    auto mask = givenMask(
        std::move(inside),
        fmt::format("{} is dark everywhere, so it marks no subject. The whole photo will be drawn.", light.fileName));
    mask.fileSha256 = light.sha256;
    return mask;
}

} // namespace croquis::image
