// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/feature_spots.hpp"

#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

constexpr std::array<double, 4> kSigmas = {1.6, 2.3, 3.2, 4.5};
constexpr std::size_t kMostSpots = 64;
constexpr int kMaximumReach = 2; // px around a spot in which none is stronger
constexpr float kLeastStrength = 0.01F;

/// Second derivatives at a pixel, by central differences.
struct Hessian {
    float xx, yy, xy;

    Hessian(const Plane& p, int x, int y)
        : xx(p.at(x - 1, y) - 2 * p.at(x, y) + p.at(x + 1, y)), yy(p.at(x, y - 1) - 2 * p.at(x, y) + p.at(x, y + 1)),
          xy((p.at(x + 1, y + 1) - p.at(x - 1, y + 1) - p.at(x + 1, y - 1) + p.at(x - 1, y - 1)) / 4) {}

    float smaller() const { return (xx + yy) / 2 - std::sqrt((xx - yy) * (xx - yy) / 4 + xy * xy); }
    /// Along the smaller curvature: the way the spot is long.
    Point axis() const {
        const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
        return {-std::sin(angle), std::cos(angle)};
    }
};

bool isMaximum(const Plane& plane, int x, int y) {
    for (int v = std::max(0, y - kMaximumReach); v <= std::min(plane.height - 1, y + kMaximumReach); ++v)
        for (int u = std::max(0, x - kMaximumReach); u <= std::min(plane.width - 1, x + kMaximumReach); ++u)
            if (plane.at(u, v) > plane.at(x, y) || (plane.at(u, v) == plane.at(x, y) && (v < y || (v == y && u < x))))
                return false;
    return true;
}

} // namespace

std::vector<FeatureSpot> featureSpots(const Plane& luma, const Plane& wellInside) {
    Plane strongest(luma.width, luma.height), sigmas = strongest;
    std::array<Plane, kSigmas.size()> smooth;
    for (std::size_t k = 0; k < kSigmas.size(); ++k) {
        smooth[k] = blurred(luma, kSigmas[k]);
        const auto scale = static_cast<float>(kSigmas[k] * kSigmas[k]);
        for (int y = 1; y + 1 < luma.height; ++y)
            for (int x = 1; x + 1 < luma.width; ++x) {
                const float strength = scale * Hessian(smooth[k], x, y).smaller() * wellInside.at(x, y);
                if (strength > strongest.at(x, y)) {
                    strongest.at(x, y) = strength;
                    sigmas.at(x, y) = static_cast<float>(k);
                }
            }
    }
    std::vector<FeatureSpot> spots;
    for (int y = 1; y + 1 < luma.height; ++y)
        for (int x = 1; x + 1 < luma.width; ++x) {
            if (strongest.at(x, y) < kLeastStrength || !isMaximum(strongest, x, y))
                continue;
            const auto k = static_cast<std::size_t>(sigmas.at(x, y));
            spots.push_back({{x + 0.5, y + 0.5}, Hessian(smooth[k], x, y).axis(), kSigmas[k], strongest.at(x, y)});
        }
    std::stable_sort(spots.begin(), spots.end(),
                     [](const FeatureSpot& a, const FeatureSpot& b) { return a.strength > b.strength; });
    spots.resize(std::min(spots.size(), kMostSpots));
    return spots;
}

} // namespace croquis::saliency
