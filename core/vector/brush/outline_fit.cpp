// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/outline_fit.hpp"

#include "vector/brush/cubic_feet.hpp"
#include "vector/brush/cubic_powers.hpp"
#include "vector/brush/farthest_fit.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::CubicBezier;
using geometry::Point;

constexpr double kCorner = 0.766; ///< cosine of 40 degrees
constexpr int kRefinements = 1;
constexpr double kHopeless = 6;                     ///< square tolerances: what lies so far off isn't refined
constexpr std::size_t kLikely = 16, kLongest = 512; ///< points that one curve passes
constexpr std::size_t kNearly = 12;                 ///< a share of them: no nearer is looked for how many

double product(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}

double lengthOf(Point p) { // page coordinates need no scaling against overflow
    return std::sqrt(product(p, p));
}

CubicPowers powersOf(const CubicBezier& curve) {
    return {curve.points[0], curve.points[1], curve.points[2], curve.points[3]};
}

Point unit(Point p) {
    const double length = lengthOf(p);
    return length > 0 ? (1 / length) * p : Point{};
}

/// Fits one smooth run of points, piece after piece.
class RunFit {
  public:
    RunFit(std::span<const Point> points, double tolerance, std::vector<CubicBezier>& out)
        : m_points(points), m_tolerance(tolerance), m_out(out), m_parameters(points.size()) {}

    /// From one point to another, each curve as far as it can follow.
    void fit(std::size_t first, std::size_t last, Point leaving, Point arriving) {
        std::size_t passed = kLikely;
        while (first < last) {
            passed = farthest(first, last, leaving, arriving, passed);
            m_out.push_back(m_found);
            first += passed;
            if (first < last)
                leaving = throughAt(first);
        }
    }

  private:
    /// The tangent of the circle through three points, however unlike their distances.
    Point throughAt(std::size_t i) const {
        const Point in = m_points[i] - m_points[i - 1], out = m_points[i + 1] - m_points[i];
        const double before = lengthOf(in), after = lengthOf(out);
        return unit((after / before) * in + (before / after) * out);
    }

    /// How many points a curve from there passes, which is found. @param likely  what the one before it did.
    std::size_t farthest(std::size_t first, std::size_t last, Point leaving, Point arriving, std::size_t likely) {
        const std::size_t most = std::min(last - first, kLongest);
        const auto towards = [&](std::size_t to) { return to == last ? arriving : throughAt(to); };
        m_found = between(m_points[first], m_points[first + 1], leaving, towards(first + 1));
        return farthestFit(most, likely, kNearly, [&](std::size_t points) {
            return tryTo(first, first + points, leaving, towards(first + points));
        });
    }

    bool tryTo(std::size_t first, std::size_t last, Point leaving, Point arriving) {
        parametrise(first, last);
        const auto points = std::span<const Point>(m_points).subspan(first, last - first + 1);
        const auto parameters = std::span(m_parameters).subspan(first, points.size());
        for (int i = 0;; ++i) {
            const CubicBezier curve = solve(first, last, leaving, arriving);
            const CubicPowers powers = powersOf(curve);
            const double worst = farthestOff(powers, points, parameters, kHopeless * m_tolerance * m_tolerance);
            if (worst <= m_tolerance * m_tolerance && keepsTo(powers, first, last)) {
                m_found = curve;
                return true;
            }
            if (i == kRefinements || worst > kHopeless * m_tolerance * m_tolerance)
                return false;
            stepToFeet(powers, points, parameters);
        }
    }

    /// From a point to the next. What the neighbours say of the tangents holds if it fits: at a spike it doesn't.
    CubicBezier between(Point from, Point to, Point leaving, Point arriving) const {
        const double third = lengthOf(to - from) / 3;
        const CubicBezier curve{{from, from + third * leaving, to - third * arriving, to}};
        const CubicPowers powers = powersOf(curve);
        for (const double t : {0.25, 0.5, 0.75})
            if (squaredDistance(powers.at(t), from, to) > 0.25 * m_tolerance * m_tolerance)
                return {{from, from + (1.0 / 3) * (to - from), to - (1.0 / 3) * (to - from), to}};
        return curve;
    }

    /// Whether it is near the points' polygon between them as well.
    bool keepsTo(const CubicPowers& powers, std::size_t first, std::size_t last) const {
        const int looks = last - first < 6 ? 4 : 1;
        for (std::size_t i = first + 1; i <= last; ++i)
            for (int k = 1; k <= looks; ++k) {
                const double t = std::lerp(m_parameters[i - 1], m_parameters[i], k / (looks + 1.0));
                if (squaredDistance(powers.at(t), m_points[i - 1], m_points[i]) > m_tolerance * m_tolerance)
                    return false;
            }
        return true;
    }

    void parametrise(std::size_t first, std::size_t last) {
        m_parameters[first] = 0;
        for (std::size_t i = first + 1; i <= last; ++i)
            m_parameters[i] = m_parameters[i - 1] + lengthOf(m_points[i] - m_points[i - 1]);
        for (std::size_t i = first + 1; i <= last; ++i)
            m_parameters[i] /= m_parameters[last];
        m_parameters[last] = 1;
    }

    /// The lengths of both handles by least squares.
    CubicBezier solve(std::size_t first, std::size_t last, Point leaving, Point arriving) const {
        const Point from = m_points[first], to = m_points[last];
        double c00 = 0, c01 = 0, c11 = 0, x0 = 0, x1 = 0;
        for (std::size_t i = first; i <= last; ++i) {
            const double t = m_parameters[i], s = 1 - t;
            const Point a = (3 * s * s * t) * leaving, b = (-3 * s * t * t) * arriving;
            const Point rest = m_points[i] - (s * s * s + 3 * s * s * t) * from - (t * t * t + 3 * s * t * t) * to;
            c00 += product(a, a);
            c01 += product(a, b);
            c11 += product(b, b);
            x0 += product(a, rest);
            x1 += product(b, rest);
        }
        const double chord = lengthOf(to - from);
        const double determinant = c00 * c11 - c01 * c01;
        double before = 0, after = 0;
        if (std::abs(determinant) > 1e-12 * c00 * c11) {
            before = (x0 * c11 - x1 * c01) / determinant;
            after = (c00 * x1 - c01 * x0) / determinant;
        }
        // Handles that point back or reach far beyond would make loops.
        const double least = 1e-3 * chord, most = 3 * chord;
        if (!(before > least && after > least && before < most && after < most))
            before = after = chord / 3;
        return {{from, from + before * leaving, to - after * arriving, to}};
    }

    std::span<const Point> m_points;
    double m_tolerance;
    std::vector<CubicBezier>& m_out;
    std::vector<double> m_parameters;
    CubicBezier m_found;
};

std::vector<Point> distinct(std::span<const Point> points, double nearest) {
    std::vector<Point> result;
    result.reserve(points.size() + 1);
    for (const Point p : points)
        if (result.empty() || lengthOf(p - result.back()) > nearest)
            result.push_back(p);
    while (result.size() > 1 && lengthOf(result.back() - result.front()) <= nearest)
        result.pop_back();
    return result;
}

} // namespace

Contour fitOutline(std::span<const Point> points, double tolerance, double step) {
    std::vector<Point> closed = distinct(points, 0.1 * tolerance);
    if (closed.size() < 3)
        return {};
    const auto at = [&closed](std::size_t i) { return closed[i % closed.size()]; };
    const auto isCorner = [&](std::size_t i) {
        const Point in = unit(at(i) - at(i + closed.size() - 1)), out = unit(at(i + 1) - at(i));
        return product(in, out) < kCorner;
    };
    std::size_t start = 0;
    while (start < closed.size() && !isCorner(start))
        ++start;
    const bool cornerless = start == closed.size();
    std::rotate(closed.begin(), closed.begin() + static_cast<std::ptrdiff_t>(cornerless ? 0 : start), closed.end());
    std::vector<std::size_t> ends{0};
    for (std::size_t i = 1; i < closed.size(); ++i)
        if (isCorner(i))
            ends.push_back(i);
    const std::size_t count = closed.size();
    ends.push_back(count);
    closed.push_back(closed.front());

    std::vector<CubicBezier> curves;
    RunFit run(closed, tolerance, curves);
    const Point seam = unit(closed[1] - closed[count - 1]);
    for (std::size_t k = 0; k + 1 < ends.size(); ++k) {
        const std::size_t first = ends[k], last = ends[k + 1];
        run.fit(first, last, cornerless ? seam : unit(closed[first + 1] - closed[first]),
                cornerless ? seam : unit(closed[last] - closed[last - 1]));
    }
    Contour contour;
    const auto rounded = [step](Point p) {
        return Point{std::round(p.x / step) * step, std::round(p.y / step) * step};
    };
    contour.points.push_back(rounded(closed.front()));
    for (const CubicBezier& curve : curves)
        for (std::size_t k = 1; k < 4; ++k)
            contour.points.push_back(rounded(curve.points[k]));
    return contour;
}

} // namespace croquis::vector
