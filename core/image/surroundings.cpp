// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/surroundings.hpp"

#include "image/moment_ellipse.hpp"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace croquis::image {
namespace {

constexpr double kBareShare = 0.12; // of the canvas
constexpr double kBareElongation = 6;
constexpr float kReach = 30; // canvas pixels round the bar that are wholly drawn
constexpr float kFade = 8;   // and beyond them the standard deviation of the fall

bool isBareBar(const Plane& outline) {
    std::vector<std::uint32_t> inside;
    for (std::size_t i = 0; i < outline.values.size(); ++i)
        if (outline.values[i] > 0.5F)
            inside.push_back(static_cast<std::uint32_t>(i));
    const MomentEllipse ellipse = momentEllipse(inside, outline.width);
    return static_cast<double>(inside.size()) < kBareShare * static_cast<double>(outline.values.size()) &&
           ellipse.longHalf > kBareElongation * ellipse.shortHalf;
}

} // namespace

Plane withSurroundings(const Plane& outline, const Plane& photoArea) {
    Plane present = outline;
    if (!isBareBar(outline))
        return present;
    cv::Mat outside(outline.height, outline.width, CV_8U);
    std::transform(outline.values.begin(), outline.values.end(), outside.ptr<std::uint8_t>(),
                   [](float value) { return static_cast<std::uint8_t>(value > 0.5F ? 0 : 1); });
    cv::Mat distance;
    cv::distanceTransform(outside, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    for (std::size_t i = 0; i < present.values.size(); ++i) {
        const float away = std::max(0.F, distance.ptr<float>()[i] - kReach) / kFade;
        present.values[i] = std::max(present.values[i], photoArea.values[i] * std::exp(-0.5F * away * away));
    }
    return present;
}

} // namespace croquis::image
