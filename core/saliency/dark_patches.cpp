// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/dark_patches.hpp"

#include "image/moment_ellipse.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

namespace croquis::saliency {

using image::MomentEllipse;
using image::Plane;

namespace {

constexpr double kSurroundings = 10;
constexpr double kSmoothing = 2;
constexpr float kLeastContrast = 0.08F;
constexpr float kPeakShare = 0.3F; // of the peak's contrast: the patch's border
/// Where that lets it run into its surroundings, as a pupil runs into the lid's rim.
constexpr std::array kTighterShares = {0.45F, 0.6F};
constexpr int kLeastArea = 60; // px: below it a dash does (FeatureSpot)
constexpr int kMostArea = 700;
constexpr double kLeastFullness = 0.75; // of the ellipse with the same second moments
constexpr double kMostElongation = 3;   // axis by axis; a longer one is a line

/// The pixels connected (over edges) to `start` that are above `least` out of `contrast`, which is left as it was.
std::vector<std::uint32_t> regionAbout(Plane& contrast, std::uint32_t start, float least) {
    std::vector<std::uint32_t> region;
    const auto width = static_cast<std::uint32_t>(contrast.width);
    const auto visit = [&](bool inPlane, std::uint32_t pixel) {
        if (inPlane && contrast.values[pixel] > least) {
            contrast.values[pixel] *= -1; // visited
            region.push_back(pixel);
        }
    };
    visit(true, start);
    for (std::size_t next = 0; next < region.size(); ++next) {
        const std::uint32_t pixel = region[next], x = pixel % width, y = pixel / width;
        visit(x > 0, pixel - 1);
        visit(x + 1 < width, pixel + 1);
        visit(y > 0, pixel - width);
        visit(y + 1 < static_cast<std::uint32_t>(contrast.height), pixel + width);
    }
    for (const std::uint32_t pixel : region)
        contrast.values[pixel] *= -1;
    return region;
}

std::optional<DarkPatch> patchOf(std::vector<std::uint32_t> region, int width, float contrast) {
    const auto area = static_cast<int>(region.size());
    if (area < kLeastArea || area > kMostArea)
        return std::nullopt;
    const MomentEllipse ellipse = image::momentEllipse(region, width);
    if (area < kLeastFullness * std::numbers::pi * ellipse.longHalf * ellipse.shortHalf ||
        ellipse.longHalf > kMostElongation * ellipse.shortHalf)
        return std::nullopt;
    return DarkPatch{ellipse.centre, std::move(region), contrast};
}

} // namespace

std::vector<DarkPatch> darkPatches(const Plane& luma, const Plane& wellInside) {
    Plane contrast = blurred(luma, kSurroundings);
    const Plane near = blurred(luma, kSmoothing);
    for (std::size_t i = 0; i < contrast.values.size(); ++i)
        contrast.values[i] = std::max(contrast.values[i] - near.values[i], 0.F) * wellInside.values[i];

    std::vector<std::uint32_t> peaks(contrast.values.size());
    std::iota(peaks.begin(), peaks.end(), 0U);
    std::erase_if(peaks, [&](std::uint32_t pixel) { return contrast.values[pixel] < kLeastContrast; });
    std::ranges::stable_sort(peaks, std::greater{}, [&](std::uint32_t pixel) { return contrast.values[pixel]; });
    std::vector<DarkPatch> patches;
    for (const std::uint32_t peak : peaks) {
        const float strength = contrast.values[peak];
        if (strength < kLeastContrast)
            continue; // taken by a stronger peak's region
        const auto widest = regionAbout(contrast, peak, kPeakShare * strength);
        std::optional<DarkPatch> patch = patchOf(widest, luma.width, strength);
        for (auto share = kTighterShares.begin(); !patch && share != kTighterShares.end(); ++share)
            patch = patchOf(regionAbout(contrast, peak, *share * strength), luma.width, strength);
        if (patch)
            patches.push_back(std::move(*patch));
        for (const std::uint32_t pixel : widest)
            contrast.values[pixel] = 0;
    }
    return patches;
}

} // namespace croquis::saliency
