// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/muzzle.hpp"

#include "image/canvas_target.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

constexpr float kSpotStrength = 0.03F; // FeatureSpot::strength
constexpr float kPatchContrast = 0.15F;
constexpr float kEyeAttention = 0.5F, kNoseAttention = 0.45F;
constexpr double kLeastEyes = 18;  // px between them: nearer ones leave no room for a muzzle's lines
constexpr double kMostEyes = 85;   // a head that fills the canvas
constexpr double kSteepest = 0.84; // tangent of 40 degrees
constexpr double kLeastDown = 0.45, kMostDown = 1.4, kUsualDown = 0.8, kDownSpread = 0.35; // eye distances
constexpr double kMostAside = 0.35, kAsideSpread = 0.2;
constexpr double kLeastLikeness = 0.018; // handles, windows and lenses mostly stay below
constexpr std::size_t kMostPlaces = 40;

struct DarkPlace {
    Point centre;
    double darkness;  ///< of a spot's scale: about a quarter of its contrast
    double attention; ///< 0..1
};

std::vector<DarkPlace> darkPlaces(std::span<const FeatureSpot> spots, std::span<const DarkPatch> patches,
                                  const Plane& attention) {
    std::vector<DarkPlace> places;
    const auto add = [&](Point centre, double darkness) {
        const float noticed = sampled(attention, centre.x, centre.y);
        if (noticed >= std::min(kEyeAttention, kNoseAttention) && places.size() < kMostPlaces)
            places.push_back({centre, darkness, noticed});
    };
    for (const DarkPatch& patch : patches)
        if (patch.contrast >= kPatchContrast)
            add(patch.centre, 0.3 * patch.contrast);
    for (const FeatureSpot& spot : spots)
        if (spot.strength >= kSpotStrength)
            add(spot.centre, spot.strength);
    return places;
}

double bell(double value, double centre, double spread) {
    const double away = (value - centre) / spread;
    return std::exp(-0.5 * away * away);
}

/// How well three places pass for a face, 0 where they can't.
double likeness(const DarkPlace& left, const DarkPlace& right, const DarkPlace& nose) {
    const Point across = right.centre - left.centre, middle = 0.5 * (left.centre + right.centre);
    const double eyes = geometry::length(across);
    if (across.x <= 0 || eyes < kLeastEyes || eyes > kMostEyes || std::abs(across.y) > kSteepest * across.x ||
        std::min(left.attention, right.attention) < kEyeAttention || nose.attention < kNoseAttention)
        return 0;
    const Point to = (1 / eyes) * (nose.centre - middle), along = (1 / eyes) * across;
    const double aside = geometry::dot(to, along), down = geometry::dot(to, {-along.y, along.x});
    if (down < kLeastDown || down > kMostDown || std::abs(aside) > kMostAside)
        return 0;
    const double alike = std::min(left.darkness, right.darkness) / std::max(left.darkness, right.darkness);
    return left.attention * right.attention * nose.attention * std::sqrt(alike) *
           std::cbrt(left.darkness * right.darkness * nose.darkness) * bell(down, kUsualDown, kDownSpread) *
           bell(aside, 0, kAsideSpread);
}

/// A Gaussian in a turned frame.
struct Bell {
    Point centre, along;
    double across, high; ///< standard deviations along and athwart
    float height;
};

void raise(Plane& plane, const Bell& bell) {
    for (int y = 0; y < plane.height; ++y)
        for (int x = 0; x < plane.width; ++x) {
            const Point p = Point{x + 0.5, y + 0.5} - bell.centre;
            const double u = geometry::dot(p, bell.along) / bell.across;
            const double v = geometry::dot(p, {-bell.along.y, bell.along.x}) / bell.high;
            plane.at(x, y) =
                std::max(plane.at(x, y), bell.height * static_cast<float>(std::exp(-0.5 * (u * u + v * v))));
        }
}

Muzzle muzzleOf(Point leftEye, Point rightEye, Point nose) {
    Muzzle muzzle{leftEye, rightEye, nose, Plane(image::kCanvasSide, image::kCanvasSide), {}};
    muzzle.head = muzzle.features;
    const double eyes = geometry::length(rightEye - leftEye);
    const Point along = (1 / eyes) * (rightEye - leftEye), down{-along.y, along.x};
    raise(muzzle.features, {nose, along, 0.22 * eyes, 0.16 * eyes, 1});
    raise(muzzle.features, {nose + 0.25 * eyes * down, along, 0.3 * eyes, 0.15 * eyes, 0.85F});
    raise(muzzle.head, {0.25 * (leftEye + rightEye) + 0.5 * nose, along, 1.5 * eyes, 1.5 * eyes, 1});
    return muzzle;
}

} // namespace

std::optional<Muzzle> findMuzzle(std::span<const FeatureSpot> spots, std::span<const DarkPatch> patches,
                                 const Plane& attention) {
    const std::vector<DarkPlace> places = darkPlaces(spots, patches, attention);
    std::array<const DarkPlace*, 3> best{};
    double most = kLeastLikeness;
    for (const DarkPlace& left : places)
        for (const DarkPlace& right : places)
            for (const DarkPlace& nose : places) {
                const double like = likeness(left, right, nose);
                if (like > most) {
                    most = like;
                    best = {&left, &right, &nose};
                }
            }
    if (!best[0])
        return std::nullopt;
    return muzzleOf(best[0]->centre, best[1]->centre, best[2]->centre);
}

} // namespace croquis::saliency
