// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/cubic_fit.hpp"

#include "vector/brush/cubic_feet.hpp"
#include "vector/brush/cubic_powers.hpp"
#include "vector/brush/farthest_fit.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr int kRefinements = 1;
constexpr double kHopeless = 6; ///< square tolerances: what lies so far off isn't refined
constexpr double kBulge = 0.1;  ///< tolerances
constexpr int kMostLooks = 64;
constexpr std::size_t kLongest = 512;   ///< points of the polygon that one cubic passes
constexpr double kSingular = 1e-9;      ///< of the equations' determinant
constexpr double kFarthestHandle = 1.5; ///< ways along the polygon: one further away makes a loop

double squareOf(double value) {
    return value * value;
}

double squared(Point p) {
    return geometry::dot(p, p);
}

/// Of a closed polygon, within somewhat less than the tolerance: what lies between the places looked at bulges further.
class CubicFit {
  public:
    CubicFit(std::span<const Point> polygon, double tolerance, double step)
        : m_most(squareOf((1 - kBulge) * tolerance)), m_step(step) {
        for (const Point p : polygon)
            if (m_points.empty() || squared(p - m_points.back()) > 0)
                m_points.push_back(p);
        while (m_points.size() > 1 && m_points.back() == m_points.front())
            m_points.pop_back();
        if (m_points.size() < 3)
            return;
        m_points.push_back(m_points.front());
        m_ways.push_back(0);
        for (std::size_t i = 1; i < m_points.size(); ++i)
            m_ways.push_back(m_ways.back() + geometry::length(m_points[i] - m_points[i - 1]));
        m_parameters.resize(m_points.size());
    }

    Contour take() {
        Contour contour;
        if (m_points.size() < 4)
            return contour;
        contour.points.push_back(rounded(m_points.front()));
        std::size_t passed = 1;
        for (std::size_t from = 0; from + 1 < m_points.size(); from += passed) {
            passed = farthest(from, passed);
            if (m_found.to == m_found.from && m_found.a == m_found.from && m_found.b == m_found.from)
                continue;
            for (const Point p : {m_found.a, m_found.b, m_found.to})
                contour.points.push_back(p);
        }
        return contour.points.size() > 3 ? contour : Contour{};
    }

  private:
    struct Cubic {
        Point from, a, b, to;
    };
    Point rounded(Point p) const { return {std::round(p.x / m_step) * m_step, std::round(p.y / m_step) * m_step}; }

    /// How many points a cubic from there passes, which is found. @param likely  what the one before it did.
    std::size_t farthest(std::size_t from, std::size_t likely) {
        const std::size_t most = std::min(m_points.size() - 1 - from, kLongest);
        m_found = straight(from, from + 1);
        return farthestFit(most, likely, kExactly, [&](std::size_t points) { return tryTo(from, from + points); });
    }

    Cubic straight(std::size_t first, std::size_t last) const {
        const Point from = rounded(m_points[first]), to = rounded(m_points[last]);
        return {from, rounded(from + (1.0 / 3) * (to - from)), rounded(from + (2.0 / 3) * (to - from)), to};
    }

    bool tryTo(std::size_t first, std::size_t last) {
        const double start = m_ways[first], whole = 1 / (m_ways[last] - start);
        for (std::size_t i = first; i <= last; ++i)
            m_parameters[i] = (m_ways[i] - start) * whole;
        const auto points = std::span<const Point>(m_points).subspan(first, last - first + 1);
        const auto parameters = std::span(m_parameters).subspan(first, points.size());
        for (int k = 0;; ++k) {
            const Cubic cubic = solve(first, last);
            const CubicPowers powers(cubic.from, cubic.a, cubic.b, cubic.to);
            const double worst = farthestOff(powers, points, parameters, kHopeless * m_most);
            if (worst <= m_most && keepsTo(powers, first, last)) {
                m_found = cubic;
                return true;
            }
            if (k == kRefinements || worst > kHopeless * m_most)
                return false;
            stepToFeet(powers, points, parameters);
        }
    }

    /// Both inner control points by least squares.
    Cubic solve(std::size_t first, std::size_t last) const {
        const Point from = rounded(m_points[first]), to = rounded(m_points[last]);
        double aa = 0, ab = 0, bb = 0;
        Point ofA, ofB;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double t = m_parameters[i], s = 1 - t;
            const double a = 3 * s * s * t, b = 3 * s * t * t;
            const Point rest = m_points[i] - (s * s * s) * from - (t * t * t) * to;
            aa += a * a;
            ab += a * b;
            bb += b * b;
            ofA = ofA + a * rest;
            ofB = ofB + b * rest;
        }
        const double determinant = aa * bb - ab * ab;
        if (!(determinant > kSingular * aa * bb))
            return quadratic(first, last);
        const Point a = (1 / determinant) * (bb * ofA - ab * ofB), b = (1 / determinant) * (aa * ofB - ab * ofA);
        const double far = kFarthestHandle * (m_ways[last] - m_ways[first]);
        if (std::max(squared(a - from), squared(b - to)) > far * far)
            return straight(first, last);
        return {from, rounded(a), rounded(b), to};
    }

    /// Of a single point in between, the curve of second degree that passes it.
    Cubic quadratic(std::size_t first, std::size_t last) const {
        const Point from = rounded(m_points[first]), to = rounded(m_points[last]), through = m_points[first + 1];
        const double t = m_parameters[first + 1], s = 1 - t, share = 2 * s * t;
        if (last != first + 2 || !(share > 0))
            return straight(first, last);
        const Point corner = (1 / share) * (through - (s * s) * from - (t * t) * to);
        return {from, rounded(from + (2.0 / 3) * (corner - from)), rounded(to + (2.0 / 3) * (corner - to)), to};
    }

    /// Whether it is near the polygon between its points as well, where it bends further than a chord tells.
    bool keepsTo(const CubicPowers& powers, std::size_t first, std::size_t last) const {
        const double bend = std::sqrt(std::max(squared(powers.bend(0)), squared(powers.bend(1))));
        const double often = std::sqrt(bend / (8 * kBulge * std::sqrt(m_most)));
        for (std::size_t i = first + 1; i <= last; ++i) {
            const double gap = m_parameters[i] - m_parameters[i - 1];
            const int parts = std::min(static_cast<int>(often * gap) + 1, kMostLooks);
            for (int k = 1; k < parts; ++k)
                if (!isWithin(powers.at(m_parameters[i - 1] + gap * k / parts), m_points[i - 1], m_points[i], m_most))
                    return false;
        }
        return true;
    }

    std::vector<Point> m_points; ///< the first one again at the end
    std::vector<double> m_ways;  ///< to each of them
    std::vector<double> m_parameters;
    double m_most;
    double m_step;
    Cubic m_found;
};

} // namespace

Contour fitCubics(std::span<const Point> polygon, double tolerance, double step) {
    return CubicFit(polygon, tolerance, step).take();
}

} // namespace croquis::vector
