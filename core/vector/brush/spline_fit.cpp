// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/spline_fit.hpp"

#include "vector/brush/segment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::Point;

double product(Point a, Point b) {
    return a.x * b.x + a.y * b.y;
}

class SplineFit {
  public:
    SplineFit(std::span<const Point> polygon, double tolerance) : m_polygon(polygon), m_tolerance(tolerance) {
        thin();
        for (const double place : m_places)
            m_points.push_back(on(place));
        m_isNew.assign(m_places.size(), 1);
        for (int i = 0; i < kRefinements && refine(); ++i)
            ;
    }

    /// On multiples of `step`.
    std::vector<Point> vertices(double step) const {
        std::vector<Point> result;
        for (std::size_t k = 0; k < m_places.size(); ++k) {
            const Point vertex = vertexAt(k);
            const Point rounded{std::round(vertex.x / step) * step, std::round(vertex.y / step) * step};
            if (result.empty() || !(rounded == result.back()))
                result.push_back(rounded);
        }
        while (result.size() > 1 && result.back() == result.front())
            result.pop_back();
        return result;
    }

  private:
    static constexpr int kRefinements = 14;
    static constexpr std::size_t kLongest = 24; ///< points of the polygon between two vertices

    /// Leaves out points that lie within the tolerance of the line past them.
    void thin() {
        const double most = m_tolerance * m_tolerance;
        std::size_t last = 0;
        m_places.push_back(0);
        for (std::size_t i = 1; i + 1 < m_polygon.size(); ++i) {
            bool near = i - last < kLongest;
            for (std::size_t k = last + 1; near && k <= i; ++k)
                near = isWithin(m_polygon[k], m_polygon[last], m_polygon[i + 1], most);
            if (!near) {
                m_places.push_back(static_cast<double>(i));
                last = i;
            }
        }
        m_places.push_back(static_cast<double>(m_polygon.size() - 1));
    }

    /// Up to twice around.
    Point on(double place) const {
        const auto whole = static_cast<std::size_t>(place);
        const std::size_t i = whole < m_polygon.size() ? whole : whole - m_polygon.size();
        const Point a = m_polygon[i], b = m_polygon[i + 1 < m_polygon.size() ? i + 1 : 0];
        return a + (place - static_cast<double>(whole)) * (b - a);
    }
    /// Of the vertex some places further, beyond the last one the first again.
    double place(std::size_t k, std::size_t further) const {
        const std::size_t i = k + further, count = m_places.size();
        return i < count ? m_places[i] : m_places[i - count] + static_cast<double>(m_polygon.size());
    }

    /// A spline passes each of its corners an eighth of (2 here - before - after) inside, so its corners lie that much
    /// further out than the polygon's, square to the line from neighbour to neighbour.
    Point vertexAt(std::size_t k) const {
        const Point here = m_points[k], before = m_points[previous(k)], after = m_points[next(k)];
        const Point across = after - before;
        Point out = 0.125 * (2.0 * here - before - after);
        if (const double length2 = product(across, across); length2 > 0)
            out = out - (product(out, across) / length2) * across;
        return here + out;
    }
    std::size_t previous(std::size_t k) const { return k > 0 ? k - 1 : m_places.size() - 1; }
    std::size_t next(std::size_t k) const { return k + 1 < m_places.size() ? k + 1 : 0; }

    /// Puts vertices to both sides of those that the spline passes too far off. @return false: there is none.
    bool refine() {
        const std::size_t count = m_places.size();
        m_vertices.resize(count);
        for (std::size_t k = 0; k < count; ++k)
            if (m_isNew[k]) // of the others the neighbours are what they were, too
                m_vertices[k] = vertexAt(k);
        m_split.assign(count, 0);
        for (std::size_t k = 0; k < count; ++k)
            if (m_isNew[k] && !passes(k))
                m_split[k] = m_split[previous(k)] = 1;
        const auto halved = static_cast<std::size_t>(std::ranges::count(m_split, 1));
        if (halved == 0)
            return false;
        std::vector<double> places;
        std::vector<Point> points, vertices;
        std::vector<char> isNew;
        places.reserve(count + halved);
        points.reserve(count + halved);
        vertices.reserve(count + halved);
        isNew.reserve(count + halved);
        for (std::size_t k = 0; k < count; ++k) {
            places.push_back(m_places[k]);
            points.push_back(m_points[k]);
            vertices.push_back(m_vertices[k]);
            isNew.push_back(m_split[k] | m_split[previous(k)]);
            if (const double next = place(k, 1); m_split[k] && next - m_places[k] > kLeastWay) {
                places.push_back(0.5 * (m_places[k] + next));
                points.push_back(on(places.back()));
                vertices.emplace_back();
                isNew.push_back(1);
            }
        }
        const bool more = places.size() > count;
        if (more && places.back() >= static_cast<double>(m_polygon.size())) { // a place past the last point is fine
            places.back() = std::min(places.back(), static_cast<double>(m_polygon.size()) - kLeastWay);
            points.back() = on(places.back());
        }
        m_places = std::move(places);
        m_points = std::move(points);
        m_vertices = std::move(vertices);
        m_isNew = std::move(isNew);
        return more;
    }
    static constexpr double kLeastWay = 1e-3;

    /// Whether the spline's piece at a vertex and the polygon keep to each other.
    bool passes(std::size_t k) const {
        const double most = m_tolerance * m_tolerance;
        const double first = m_places[previous(k)];
        double middle = m_places[k], last = place(k, 1);
        if (middle < first)
            middle += static_cast<double>(m_polygon.size()), last += static_cast<double>(m_polygon.size());
        // The polygon from halfway to the vertex before to halfway to the next, and somewhat further.
        const std::array<Point, 7> line{
            at(first),  at(0.5 * (first + middle)),        at(std::lerp(first, middle, 0.75)),
            at(middle), at(std::lerp(last, middle, 0.75)), at(0.5 * (middle + last)),
            at(last)};
        const Point here = m_vertices[k];
        const Point start = 0.5 * (m_vertices[previous(k)] + here), end = 0.5 * (here + m_vertices[next(k)]);
        const std::array<Point, 5> curve{start, 0.5625 * start + 0.375 * here + 0.0625 * end,
                                         0.25 * start + 0.5 * here + 0.25 * end,
                                         0.0625 * start + 0.375 * here + 0.5625 * end, end};
        // Both run alike, so the piece that each is nearest to is known to begin with.
        for (std::size_t i = 0; i < curve.size(); ++i)
            if (!isNear(curve[i], line, i, most))
                return false;
        for (std::size_t i = 1; i + 1 < line.size(); ++i)
            if (!isNear(line[i], curve, std::min<std::size_t>(i - 1, 3), most))
                return false;
        return true;
    }
    /// Up to three times around.
    Point at(double place) const {
        const auto count = static_cast<double>(m_polygon.size());
        return on(place >= count ? place - count : place);
    }
    /// @param likely  the piece to look at first.
    template <std::size_t size>
    static bool isNear(Point p, const std::array<Point, size>& line, std::size_t likely, double most) {
        if (isWithin(p, line[likely], line[likely + 1], most))
            return true;
        for (std::size_t i = 1; i < size; ++i)
            if (isWithin(p, line[i - 1], line[i], most))
                return true;
        return false;
    }

    std::span<const Point> m_polygon;
    double m_tolerance;
    std::vector<double> m_places;  ///< of the vertices, points of the polygon
    std::vector<Point> m_points;   ///< likewise: where that is
    std::vector<char> m_isNew;     ///< likewise: not looked at yet
    std::vector<Point> m_vertices; ///< likewise: of the spline
    std::vector<char> m_split;     ///< likewise: the way from it to the next is halved
};

} // namespace

std::vector<Point> fitSpline(std::span<const Point> polygon, double tolerance, double step) {
    return SplineFit(polygon, tolerance).vertices(step);
}

} // namespace croquis::vector
