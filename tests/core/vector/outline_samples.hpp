// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace croquis::test {

using geometry::CubicBezier;
using geometry::Point;

inline CubicBezier straight(Point from, Point to) {
    return {{from, from + (1.0 / 3) * (to - from), from + (2.0 / 3) * (to - from), to}};
}

inline CubicBezier cubic(Point a, Point b, Point c, Point d) {
    return {{a, b, c, d}};
}

/// Strokes that are hard to follow, on a page of 100 mm.
inline std::vector<CubicBezier> hardCurves() {
    const Point a{20, 50}, b{80, 50};
    return {
        cubic(a, a, a, a),                                           // a point
        cubic(a, a, b, b),                                           // no tangent at either end
        cubic(a, b, a, b),                                           // to, fro and to again
        cubic(a, b, b, a),                                           // there and back: a turn on the spot
        cubic(a, {120, 20}, {-20, 20}, b),                           // a loop
        cubic(a, {80, 10}, {20, 10}, b),                             // a cusp
        cubic(a, {80.001, 10}, {20, 10}, b),                         // nearly a cusp
        cubic({50, 50}, {50.5, 49}, {51, 50}, {50.2, 50.4}),         // smaller than the brush
        cubic({50, 50}, {52, 46}, {46, 46}, {50, 50}),               // a closed loop narrower than the brush
        cubic({30, 30}, {1000, 31}, {-900, 32}, {60, 33}),           // far out and back
        cubic(a, {20 + 1e-9, 50}, {20 + 2e-9, 50}, {20 + 3e-9, 50}), // nearly a point
        straight({-1000, 50}, {1000, 50}),
    };
}

/// How far points lie from a line; one after the other is looked for where the one before it was near.
class DistanceFrom {
  public:
    /// @param near  close enough not to look any further.
    DistanceFrom(std::vector<Point> line, double near) : m_line(std::move(line)), m_near(near) {}

    double operator()(Point p) {
        const std::size_t count = m_line.size() - 1;
        double best = 1e300;
        for (std::size_t k = 0; k < count && best > m_near; ++k) { // to and fro around the last one
            const std::size_t i = (m_last + count + (k % 2 == 0 ? k / 2 : count - (k + 1) / 2)) % count;
            if (const double distance = std::sqrt(vector::squaredDistance(p, m_line[i], m_line[i + 1]));
                distance < best) {
                best = distance;
                m_found = i;
            }
        }
        m_last = m_found;
        return best;
    }

  private:
    std::vector<Point> m_line;
    double m_near;
    std::size_t m_last = 0, m_found = 0;
};

/// The outline as a fine polygon.
inline std::vector<Point> polygonOf(const vector::Contour& contour, int samples = 16) {
    const auto& p = contour.points;
    std::vector<Point> result;
    for (std::size_t i = 0; i + 3 < p.size(); i += 3) {
        const CubicBezier curve{{p[i], p[i + 1], p[i + 2], p[i + 3]}};
        for (int k = 0; k < samples; ++k)
            result.push_back(curve.at(static_cast<double>(k) / samples));
    }
    return result;
}

} // namespace croquis::test
