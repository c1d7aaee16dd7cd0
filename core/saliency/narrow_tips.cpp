// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/narrow_tips.hpp"

#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;

namespace {

constexpr double kMeets = 1;          // px: joined ends are in one place
constexpr double kWidest = 16;        // px, of a tip
constexpr double kLongSide = 2.5;     // of the tip's width, that a side has at least
constexpr double kSideBySide = 0.8;   // cosine between the sides' directions
constexpr double kAcross = 0.6;       // cosine between a side and the link, at most
constexpr double kCut = 0.8;          // of the tip's width, that is cut off the sides
constexpr double kBentLink = 1.35;    // times its chord: such a link goes round something already
constexpr double kFlatRound = 4. / 3; // of the height that a cubic with handles abreast reaches
constexpr int kSamples = 12;

struct Side {
    std::size_t stroke;
    bool last;
};

CubicBezier arriving(const CubicBezier& curve, bool last) {
    return last ? curve : curve.reversed();
}

Point unit(Point step) {
    return (1 / (geometry::length(step) + 1e-9)) * step;
}

Point directionAtTheEnd(const CubicBezier& curve) {
    return unit(curve.points[3] - curve.at(1 - 1. / 16));
}

/// The one long stroke, but for the link, whose end is there.
std::optional<Side> sideAt(std::span<const CubicBezier> strokes, std::size_t link, Point place, double width) {
    std::optional<Side> found;
    for (std::size_t k = 0; k < strokes.size(); ++k)
        for (const bool last : {false, true}) {
            if (k == link || geometry::length(strokes[k].points[last ? 3 : 0] - place) > kMeets)
                continue;
            if (found || strokes[k].isScribble() || strokes[k].arcLength() < kLongSide * width)
                return std::nullopt;
            found = Side{k, last};
        }
    return found;
}

double at(const image::Plane& edges, Point place) {
    return sampled(edges, place.x, place.y);
}

double strengthAlong(const image::Plane& edges, const CubicBezier& curve) {
    double sum = 0;
    for (int k = 0; k <= kSamples; ++k)
        sum += at(edges, curve.at(static_cast<double>(k) / kSamples));
    return sum / (kSamples + 1);
}

void roundTip(std::span<CubicBezier> strokes, std::size_t link, const image::Plane& edges) {
    const CubicBezier& flat = strokes[link];
    const Point chord = flat.points[3] - flat.points[0];
    const double width = geometry::length(chord);
    if (width < 3 || width > kWidest || flat.arcLength() > kBentLink * width || flat.isScribble())
        return;
    const auto first = sideAt(strokes, link, flat.points[0], width),
               second = sideAt(strokes, link, flat.points[3], width);
    if (!first || !second || first->stroke == second->stroke)
        return;
    const CubicBezier one = arriving(strokes[first->stroke], first->last),
                      other = arriving(strokes[second->stroke], second->last);
    const Point ahead = directionAtTheEnd(one), beside = directionAtTheEnd(other);
    const Point onwards = unit(ahead + beside);
    if (geometry::dot(ahead, beside) < kSideBySide || std::abs(geometry::dot(onwards, unit(chord))) > kAcross)
        return;
    const auto cut = [&](const CubicBezier& side) {
        return side.until(side.parameterAt(1 - kCut * width / side.arcLength()));
    };
    const CubicBezier shorter = cut(one), otherShorter = cut(other);
    const Point from = shorter.points[3], to = otherShorter.points[3];
    const double height = geometry::dot(flat.at(0.5) - 0.5 * (from + to), onwards);
    const CubicBezier round{{from, from + kFlatRound * height * directionAtTheEnd(shorter),
                             to + kFlatRound * height * directionAtTheEnd(otherShorter), to}};
    const double corners = 0.5 * (at(edges, flat.points[0]) + at(edges, flat.points[3]));
    if (strengthAlong(edges, round) < corners)
        return;
    strokes[link] = round;
    strokes[first->stroke] = arriving(shorter, first->last);
    strokes[second->stroke] = arriving(otherShorter, second->last);
}

} // namespace

void roundTips(std::span<CubicBezier> strokes, const image::Plane& edges) {
    for (std::size_t link = 0; link < strokes.size(); ++link)
        roundTip(strokes, link, edges);
}

} // namespace croquis::saliency
