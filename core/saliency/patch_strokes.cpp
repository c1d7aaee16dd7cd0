// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/patch_strokes.hpp"

#include "image/moment_ellipse.hpp"
#include "saliency/cubic_fit.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <optional>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;
using image::MomentEllipse;

namespace {

constexpr double kPenRadius = 1.5;
constexpr double kLeastHalf = 1.5;   // px, of a scribble's height and width
constexpr double kLoopInset = 2.25;  // of the scribbles inside a line round them
constexpr double kSteepest = 1.5;    // of a band's middles, along by down
constexpr double kLoopTolerance = 3; // px
constexpr int kLoopRounds = 6;       // of looking for the nearest parameters and fitting
constexpr std::size_t kLoopSamples = 64, kLoopReach = 6;

/// A region in the frame of its ellipse, as rows across the shorter axis.
class Rows {
  public:
    Rows(std::span<const std::uint32_t> region, int width, const MomentEllipse& ellipse) {
        const Point normal{-ellipse.axis.y, ellipse.axis.x};
        for (const std::uint32_t pixel : region) {
            const auto stride = static_cast<std::uint32_t>(width);
            const Point p = Point{pixel % stride + 0.5, pixel / stride + 0.5} - ellipse.centre;
            Row& row = m_rows[static_cast<int>(std::floor(geometry::dot(p, normal)))];
            const double along = geometry::dot(p, ellipse.axis);
            row.left = std::min(row.left, along);
            row.right = std::max(row.right, along);
        }
    }

    double top() const { return m_rows.begin()->first; }
    double bottom() const { return m_rows.rbegin()->first + 1; }

    /// What lies between two heights, about as a parallelogram.
    struct Band {
        double middle = 0;    ///< along the longer axis, at half its height
        double slope = 0;     ///< of the middles, along by down
        double halfWidth = 0; ///< the mean one
    };
    Band band(double from, double to) const {
        double weights = 0, down = 0, middle = 0, half = 0, downDown = 0, downMiddle = 0;
        const double centre = 0.5 * (from + to);
        for (const auto& [height, row] : m_rows) {
            const double share = std::min(to, height + 1.) - std::max(from, static_cast<double>(height));
            if (share <= 0)
                continue;
            const double y = height + 0.5 - centre, x = 0.5 * (row.left + row.right);
            weights += share;
            down += share * y;
            middle += share * x;
            half += share * 0.5 * (row.right - row.left + 1);
            downDown += share * y * y;
            downMiddle += share * y * x;
        }
        if (weights <= 0)
            return {};
        const double spread = downDown - down * down / weights;
        const double slope = spread > 1e-6 ? (downMiddle - down * middle / weights) / spread : 0;
        return {(middle - slope * down) / weights, slope, half / weights};
    }

    /// The border from the place farthest from the centre round to it again, about 1 px apart.
    std::vector<Point> border(const MomentEllipse& ellipse) const {
        std::vector<Point> corners, back;
        const Point normal{-ellipse.axis.y, ellipse.axis.x};
        const auto at = [&](double along, double down) {
            return ellipse.centre + along * ellipse.axis + down * normal;
        };
        for (const auto& [height, row] : m_rows) {
            corners.push_back(at(row.right + 0.5, height + 0.5));
            back.push_back(at(row.left - 0.5, height + 0.5));
        }
        corners.insert(corners.end(), back.rbegin(), back.rend());
        const auto farthest =
            std::ranges::max_element(corners, {}, [&](Point p) { return geometry::length(p - ellipse.centre); });
        std::ranges::rotate(corners, farthest);
        corners.push_back(corners.front());
        std::vector<Point> points{corners.front()};
        for (std::size_t i = 1; i < corners.size(); ++i) {
            const Point from = corners[i - 1], way = corners[i] - from;
            const int steps = static_cast<int>(std::ceil(geometry::length(way)));
            for (int k = 1; k <= steps; ++k)
                points.push_back(from + (static_cast<double>(k) / steps) * way);
        }
        return points;
    }

  private:
    struct Row {
        double left = std::numeric_limits<double>::max(), right = std::numeric_limits<double>::lowest();
    };
    std::map<int, Row> m_rows;
};

/// A cubic that runs to, fro and to again over a band, `inset` inside its sides. Its handles lie far outside: with x(t)
/// of the control values -u, k, -k, u the curve turns at about k / 3.5 - u / 2.
CubicBezier scribbleIn(const MomentEllipse& ellipse, const Rows::Band& band, double inset, double centre, double half) {
    const double across = std::max(band.halfWidth - inset, kLeastHalf);
    const double end = 0.6 * across, handle = 3.5 * (across + end / 2), handleDown = 0.7 * half;
    const double slope = std::clamp(band.slope, -kSteepest, kSteepest);
    const Point normal{-ellipse.axis.y, ellipse.axis.x};
    const auto at = [&](double x, double y) {
        return ellipse.centre + (band.middle + x + slope * y) * ellipse.axis + (centre + y) * normal;
    };
    return {{at(-end, -half), at(handle, -handleDown), at(-handle, handleDown), at(end, half)}};
}

/// In as few bands as it takes for none to be higher than twice `bandHalf`, `most` at most, `inset` below the top.
std::vector<CubicBezier> scribblesIn(const MomentEllipse& ellipse, const Rows& rows, double inset, double bandHalf,
                                     int most) {
    const double half = std::max(0.5 * (rows.bottom() - rows.top()) - inset, kLeastHalf);
    const double middle = 0.5 * (rows.top() + rows.bottom());
    const int bands = std::clamp(static_cast<int>(std::ceil(half / bandHalf)), 1, most);
    std::vector<CubicBezier> scribbles;
    for (int i = 0; i < bands; ++i) {
        const double centre = middle + half * ((2 * i + 1.0) / bands - 1);
        scribbles.push_back(scribbleIn(ellipse, rows.band(centre - half / bands, centre + half / bands),
                                       std::min(inset, kPenRadius), centre, half / bands));
    }
    return scribbles;
}

/// One line along the border, from its farthest corner round to it: the blur that found the patch took about half a pen
/// off it. Nothing where one cubic can't.
std::optional<CubicBezier> loopAlong(const MomentEllipse& ellipse, const Rows& rows) {
    const std::vector<Point> path = rows.border(ellipse);
    if (path.size() < 8)
        return std::nullopt;
    std::vector<double> parameters = lengthsAlong(path);
    CubicBezier loop = fitCubic(path, parameters).curve;
    double farthest = 0;
    for (int round = 0; round < kLoopRounds; ++round) {
        const Point corner = 0.5 * (loop.points[0] + loop.points[3]);
        loop.points[0] = loop.points[3] = corner;
        farthest = 0;
        std::size_t nearest = 0;
        for (std::size_t i = 0; i < path.size(); ++i) { // the parameters keep their order
            double least = std::numeric_limits<double>::max();
            const std::size_t from = nearest, to = std::min(kLoopSamples, from + kLoopReach);
            for (std::size_t k = from; k <= to; ++k) {
                const double away = geometry::length(loop.at(static_cast<double>(k) / kLoopSamples) - path[i]);
                if (away < least) {
                    least = away;
                    nearest = k;
                }
            }
            parameters[i] = static_cast<double>(nearest) / kLoopSamples;
            farthest = std::max(farthest, least);
        }
        parameters.front() = 0;
        parameters.back() = 1;
        if (round + 1 < kLoopRounds)
            loop = fitCubic(path, parameters).curve;
    }
    return farthest > kLoopTolerance ? std::nullopt : std::optional(loop);
}

} // namespace

std::vector<CubicBezier> patchStrokes(std::span<const std::uint32_t> region, int width, PatchFill fill) {
    const MomentEllipse ellipse = image::momentEllipse(region, width);
    const Rows rows(region, width, ellipse);
    std::vector<CubicBezier> strokes = scribblesIn(ellipse, rows, kPenRadius, fill.bandHalf, fill.most);
    if (strokes.size() < 2)
        return strokes;
    if (const auto loop = loopAlong(ellipse, rows)) {
        strokes = scribblesIn(ellipse, rows, kLoopInset, fill.bandHalf, fill.most - 1);
        strokes.insert(strokes.begin(), *loop);
    }
    return strokes;
}

} // namespace croquis::saliency
