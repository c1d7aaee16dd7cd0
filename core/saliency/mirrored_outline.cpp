// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/mirrored_outline.hpp"

#include "saliency/cubic_fit.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

using Line = std::vector<Point>; // about 1 px apart

constexpr double kMostAside = 0.15;                   // eye distances
constexpr double kReach = 1.9, kMiddleDown = 0.3;     // eye distances: of the head, about below the eyes
constexpr double kBelowNose = 0.3, kBesideAxis = 0.1; // eye distances: neck and paws; nose and mouth
constexpr float kAtBorder = 7;                        // px of the subject's
constexpr float kInside = 0.5F;                       // PhotoMaps::subject
constexpr double kMeeting = 8;                        // px
constexpr std::size_t kShortest = 20;                 // points
constexpr double kTolerance = 5;                      // px; the two sides aren't alike to the pixel

/// The line that a face is symmetric about.
struct FaceAxis {
    Point middle; ///< between the eyes
    Point down;   ///< unit
    double eyes;  ///< their distance

    Point mirrored(Point p) const { return middle + (2 * along(p)) * down - (p - middle); }
    double along(Point p) const { return geometry::dot(p - middle, down); }
    double beside(Point p) const { return std::abs(geometry::dot(p - middle, {down.y, -down.x})); }
};

std::optional<FaceAxis> axisOf(const Muzzle& muzzle) {
    const Point across = muzzle.rightEye - muzzle.leftEye, middle = 0.5 * (muzzle.leftEye + muzzle.rightEye);
    const double eyes = geometry::length(across);
    const Point level = (1 / eyes) * across, nose = muzzle.nose - middle;
    if (std::abs(geometry::dot(nose, level)) > kMostAside * eyes)
        return std::nullopt;
    const Point down = Point{-level.y, level.x} + (1 / geometry::length(nose)) * nose;
    return FaceAxis{middle, (1 / geometry::length(down)) * down, eyes};
}

/// The mirror images of what the strokes show of the head's border, where they would show something new.
std::vector<Line> missingPieces(const PhotoMaps& maps, const FaceAxis& axis, const StrokeChoice& choice) {
    const Plane depth = distanceToOutside(maps.subject);
    const Point middle = axis.middle + kMiddleDown * axis.eyes * axis.down;
    const double lowest = axis.along(maps.muzzle->nose) + kBelowNose * axis.eyes;
    const auto isOutline = [&](Point p) {
        return sampled(depth, p.x, p.y) < kAtBorder && geometry::length(p - middle) < kReach * axis.eyes &&
               axis.along(p) < lowest && axis.beside(p) > kBesideAxis * axis.eyes;
    };
    const auto isMissing = [&](Point p) {
        return p.x > 0 && p.y > 0 && p.x < maps.subject.width && p.y < maps.subject.height &&
               sampled(maps.subject, p.x, p.y) > kInside && sampled(choice.unexplained(), p.x, p.y) > 0;
    };
    std::vector<Line> pieces;
    for (const Line& path : choice.paths()) {
        Line piece;
        for (const Point p : path) {
            if (isOutline(p) && isMissing(axis.mirrored(p)))
                piece.push_back(axis.mirrored(p));
            else if (!piece.empty())
                pieces.push_back(std::exchange(piece, {}));
        }
        if (!piece.empty())
            pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// Appends a piece, turned round where it must be, if it begins where the line ends and goes on in its direction.
bool goesOn(Line& line, Line piece) {
    if (geometry::length(line.back() - piece.back()) < geometry::length(line.back() - piece.front()))
        std::ranges::reverse(piece);
    if (geometry::length(line.back() - piece.front()) > kMeeting ||
        geometry::dot(line.back() - line[line.size() / 2], piece[piece.size() / 2] - piece.front()) < 0)
        return false;
    line.insert(line.end(), piece.begin(), piece.end());
    return true;
}

Line longestLine(std::vector<Line> pieces) {
    Line longest;
    while (!pieces.empty()) {
        Line line = std::move(pieces.back());
        pieces.pop_back();
        for (int end = 0; end < 2; ++end) {
            for (auto next = pieces.begin(); next != pieces.end();) {
                if (goesOn(line, *next)) {
                    pieces.erase(next);
                    next = pieces.begin();
                } else {
                    ++next;
                }
            }
            std::ranges::reverse(line);
        }
        if (line.size() > longest.size())
            longest = std::move(line);
    }
    return longest;
}

} // namespace

std::optional<StrokeCandidate> mirroredOutline(const PhotoMaps& maps, const StrokeChoice& choice, double longest) {
    const auto axis = axisOf(*maps.muzzle);
    if (!axis)
        return std::nullopt;
    Line line = longestLine(missingPieces(maps, *axis, choice));
    line.resize(std::min(line.size(), static_cast<std::size_t>(longest)));
    for (; line.size() >= kShortest; line.resize(3 * line.size() / 4)) {
        const CubicFit fit = fitCubic(line, lengthsAlong(line));
        if (fit.largestError <= kTolerance)
            return StrokeCandidate{fit.curve, std::move(line)};
    }
    return std::nullopt;
}

} // namespace croquis::saliency
