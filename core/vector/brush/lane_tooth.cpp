// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/ink_field.hpp"
#include "vector/brush/segment.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSmallestIsland = 1.2; ///< cells of the grid
constexpr double kFine = 0.15;          ///< tolerances: of the polygon
constexpr double kSpline = 1.15;        ///< likewise: of the spline along it
constexpr double kMostBeside = 0.034;   ///< millimetres, of that; rounding takes what is left of 0.05
constexpr double kThinning = 1.0;       ///< of that, to begin with

/// Follows the field's zero line (marching squares): closed polygons with the ink on one side throughout.
class Contours {
  public:
    /// @param fine  how far the polygons may lie from the line.
    Contours(const InkField& field, double fine)
        : m_field(field), m_fine(fine),
          m_next(2 * static_cast<std::size_t>(field.columns()) * static_cast<std::size_t>(field.rows()), kNone) {
        for (int i = 0; i + 1 < field.columns(); ++i)
            for (int j = 0; j + 1 < field.rows(); ++j)
                cell(i, j);
    }

    template <typename Take>
    void each(Take&& take) {
        std::vector<Point> polygon;
        for (std::size_t edge = 0; edge < m_next.size(); ++edge) {
            polygon.clear();
            for (std::size_t at = edge; m_next[at] != kNone;) {
                polygon.push_back(crossing(at));
                const std::size_t next = m_next[at];
                bend(polygon, at, next);
                m_next[at] = kNone;
                at = next;
            }
            if (polygon.size() > 2)
                take(polygon);
        }
    }

  private:
    static constexpr std::uint32_t kNone = 0xffffffff;

    std::size_t node(int i, int j) const {
        return static_cast<std::size_t>(i) * static_cast<std::size_t>(m_field.rows()) + static_cast<std::size_t>(j);
    }
    /// Edges are numbered by the node they leave: even along, odd across.
    std::size_t along(int i, int j) const { return 2 * node(i, j); }
    std::size_t across(int i, int j) const { return 2 * node(i, j) + 1; }

    void cell(int i, int j) {
        const std::array<float, 4> corner{m_field.at(i, j), m_field.at(i + 1, j), m_field.at(i + 1, j + 1),
                                          m_field.at(i, j + 1)};
        const auto inside = [&corner](std::size_t k) { return corner[k % 4] > 0; };
        const int count = inside(0) + inside(1) + inside(2) + inside(3);
        if (count == 0 || count == 4)
            return;
        const std::array<std::size_t, 4> edges{along(i, j), across(i + 1, j), along(i, j + 1), across(i, j)};
        // Two opposite corners: they are joined where the saddle between them is above 0.
        const float saddle = corner[0] * corner[2] - corner[1] * corner[3];
        const bool joined = (corner[0] + corner[2] - corner[1] - corner[3] > 0) == (saddle > 0);
        for (std::size_t k = 0; k < 4; ++k) {
            if (!inside(k) || inside(k + 1))
                continue;
            // Leaves the ink over edge k: on to where it comes in, the next such edge or, around one corner, the last.
            std::size_t m = k + 1;
            if (count == 2 && inside(k + 2) && !joined)
                m = k + 3;
            else
                while (inside(m) || !inside(m + 1))
                    ++m;
            m_next[edges[k]] = static_cast<std::uint32_t>(edges[m % 4]);
        }
    }

    /// A place on the grid: column and row.
    Point placeOf(std::size_t edge) const {
        const int i = static_cast<int>(edge / 2 / static_cast<std::size_t>(m_field.rows()));
        const int j = static_cast<int>(edge / 2 % static_cast<std::size_t>(m_field.rows()));
        const bool isAcross = edge % 2 == 1;
        const double from = m_field.at(i, j), to = isAcross ? m_field.at(i, j + 1) : m_field.at(i + 1, j);
        const double share = std::clamp(from / (from - to), 0.01, 0.99);
        return {i + (isAcross ? 0 : share), j + (isAcross ? share : 0)};
    }
    Point onPage(Point place) const {
        const int i = std::min(static_cast<int>(place.x), m_field.columns() - 2);
        const Point a = m_field.point(i, place.y), b = m_field.point(i + 1, place.y);
        return {std::lerp(a.x, b.x, place.x - i), std::lerp(a.y, b.y, place.x - i)};
    }
    Point crossing(std::size_t edge) const { return onPage(placeOf(edge)); }

    /// Within the cell between two edges the line is a hyperbola, which bends on the page as the stroke does.
    void bend(std::vector<Point>& polygon, std::size_t from, std::size_t to) const {
        const Point a = placeOf(from), b = placeOf(to);
        const int i = std::clamp(static_cast<int>(0.5 * (a.x + b.x)), 0, m_field.columns() - 2);
        const int j = std::clamp(static_cast<int>(0.5 * (a.y + b.y)), 0, m_field.rows() - 2);
        bend(polygon, {{a, b}, {polygon.back(), onPage(b)}, i, j}, 7);
    }
    struct Chord {
        std::array<Point, 2> place, page;
        int column, row; ///< of the cell
    };
    void bend(std::vector<Point>& polygon, const Chord& chord, int depth) const {
        const Point between = onLine(chord), onPage = this->onPage(between);
        // Where the stroke turns tightly the grid has a fold on the page, which the middle alone needn't show.
        const auto isStraight = [&](Point p) {
            return squaredDistance(p, chord.page[0], chord.page[1]) < m_fine * m_fine;
        };
        const bool folds = m_field.isTight(chord.column) || m_field.isTight(chord.column + 1);
        if (depth == 0 ||
            (isStraight(onPage) && (!folds || (isStraight(this->onPage(0.5 * (chord.place[0] + between))) &&
                                               isStraight(this->onPage(0.5 * (between + chord.place[1])))))))
            return;
        bend(polygon, {{chord.place[0], between}, {chord.page[0], onPage}, chord.column, chord.row}, depth - 1);
        polygon.push_back(onPage);
        bend(polygon, {{between, chord.place[1]}, {onPage, chord.page[1]}, chord.column, chord.row}, depth - 1);
    }
    /// The zero line's place beside the middle of a chord, square to it; the middle itself where it passes elsewhere.
    Point onLine(const Chord& chord) const {
        const int i = chord.column, j = chord.row;
        const double v00 = m_field.at(i, j), v10 = m_field.at(i + 1, j) - v00, v01 = m_field.at(i, j + 1) - v00;
        const double v11 = m_field.at(i + 1, j + 1) - v00 - v10 - v01; // v00 + v10 x + v01 y + v11 x y
        const Point way = chord.place[1] - chord.place[0], aside{-way.y, way.x};
        const Point middle = 0.5 * (chord.place[0] + chord.place[1]) - Point{double(i), double(j)};
        const double a = v11 * aside.x * aside.y;
        const double b = v10 * aside.x + v01 * aside.y + v11 * (middle.x * aside.y + middle.y * aside.x);
        const double c = v00 + v10 * middle.x + v01 * middle.y + v11 * middle.x * middle.y;
        const double root = b * b - 4 * a * c;
        if (!(root >= 0))
            return 0.5 * (chord.place[0] + chord.place[1]);
        // Of both branches the one with the ink on the side where it is all along: rising that way.
        const double rise = std::sqrt(root), whole = b > 0 ? b + rise : 2 * a;
        const double step = std::abs(whole) > 0 ? std::clamp((b > 0 ? -2 * c : rise - b) / whole, -0.75, 0.75) : 0;
        const Point found = middle + step * aside;
        return Point{std::clamp(found.x, 0.0, 1.0) + i, std::clamp(found.y, 0.0, 1.0) + j};
    }

    const InkField& m_field;
    double m_fine;
    std::vector<std::uint32_t> m_next;
};

double area(std::span<const Point> polygon) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point a = polygon[i] - polygon[0], b = polygon[(i + 1) % polygon.size()] - polygon[0];
        sum += a.x * b.y - a.y * b.x;
    }
    return 0.5 * sum;
}

/// A closed spline along a closed polygon: within a tolerance of it, with as few vertices as that takes.
class SplineFit {
  public:
    SplineFit(std::span<const Point> polygon, double tolerance) : m_polygon(polygon), m_tolerance(tolerance) {
        thin();
        m_isNew.assign(m_places.size(), true);
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
        const double most = kThinning * m_tolerance;
        std::size_t last = 0;
        m_places.push_back(0);
        for (std::size_t i = 1; i + 1 < m_polygon.size(); ++i) {
            bool near = i - last < kLongest;
            for (std::size_t k = last + 1; near && k <= i; ++k)
                near = squaredDistance(m_polygon[k], m_polygon[last], m_polygon[i + 1]) < most * most;
            if (!near) {
                m_places.push_back(static_cast<double>(i));
                last = i;
            }
        }
        m_places.push_back(static_cast<double>(m_polygon.size() - 1));
    }

    Point on(double place) const {
        const auto i = static_cast<std::size_t>(place);
        const Point a = m_polygon[i % m_polygon.size()], b = m_polygon[(i + 1) % m_polygon.size()];
        return a + (place - static_cast<double>(i)) * (b - a);
    }
    /// Of the vertex some places further, beyond the last one the first again.
    double place(std::size_t k, std::size_t further) const {
        const std::size_t i = k + further, count = m_places.size();
        return i < count ? m_places[i] : m_places[i - count] + static_cast<double>(m_polygon.size());
    }

    /// A spline passes each of its corners an eighth of (2 here - before - after) inside, so its corners lie that much
    /// further out than the polygon's, square to the line from neighbour to neighbour.
    Point vertexAt(std::size_t k) const {
        const std::size_t count = m_places.size();
        const Point here = on(m_places[k]), before = on(m_places[(k + count - 1) % count]),
                    after = on(m_places[(k + 1) % count]);
        const Point across = after - before;
        Point out = 0.125 * (2.0 * here - before - after);
        if (const double length2 = dot(across, across); length2 > 0)
            out = out - (dot(out, across) / length2) * across;
        return here + out;
    }

    /// Puts vertices to both sides of those that the spline passes too far off. @return false: there is none.
    bool refine() {
        const std::size_t count = m_places.size();
        std::vector<Point> vertices;
        for (std::size_t k = 0; k < count; ++k)
            vertices.push_back(vertexAt(k));
        std::vector<bool> split(count, false); // the way from a vertex to the next
        for (std::size_t k = 0; k < count; ++k)
            if (m_isNew[k] && !passes(k, vertices[(k + count - 1) % count], vertices[k], vertices[(k + 1) % count]))
                split[k] = split[(k + count - 1) % count] = true;
        std::vector<double> places;
        m_isNew.clear();
        for (std::size_t k = 0; k < count; ++k) {
            places.push_back(m_places[k]);
            m_isNew.push_back(split[k] || split[(k + count - 1) % count]);
            if (const double next = place(k, 1); split[k] && next - m_places[k] > kLeastWay) {
                places.push_back(0.5 * (m_places[k] + next));
                m_isNew.push_back(true);
            }
        }
        const bool more = places.size() > count;
        if (more && places.back() >= static_cast<double>(m_polygon.size())) // a place past the last point is fine
            places.back() = std::min(places.back(), static_cast<double>(m_polygon.size()) - kLeastWay);
        m_places = std::move(places);
        return more;
    }
    static constexpr double kLeastWay = 1e-3;

    /// Whether the spline's piece at a vertex and the polygon keep to each other.
    bool passes(std::size_t k, Point before, Point here, Point after) const {
        const std::size_t count = m_places.size();
        const double most = m_tolerance * m_tolerance;
        const double first = place((k + count - 1) % count, 0);
        double middle = m_places[k], last = place(k, 1);
        if (middle < first)
            middle += static_cast<double>(m_polygon.size()), last += static_cast<double>(m_polygon.size());
        // The polygon from halfway to the vertex before to halfway to the next, and somewhat further.
        const std::array<Point, 7> line{
            at(first),  at(0.5 * (first + middle)),        at(std::lerp(first, middle, 0.75)),
            at(middle), at(std::lerp(last, middle, 0.75)), at(0.5 * (middle + last)),
            at(last)};
        const Point start = 0.5 * (before + here), end = 0.5 * (here + after);
        std::array<Point, 5> curve;
        for (std::size_t i = 0; i < curve.size(); ++i) {
            const double t = static_cast<double>(i) / (curve.size() - 1), s = 1 - t;
            curve[i] = (s * s) * start + (2 * s * t) * here + (t * t) * end;
        }
        return std::ranges::all_of(curve, [&](Point p) { return isNear(p, line, most); }) &&
               std::all_of(line.begin() + 1, line.end() - 1, [&](Point p) { return isNear(p, curve, most); });
    }
    Point at(double place) const {
        const auto count = static_cast<double>(m_polygon.size());
        return on(place >= count ? place - count : place);
    }
    template <std::size_t size>
    static bool isNear(Point p, const std::array<Point, size>& line, double most) {
        for (std::size_t i = 1; i < size; ++i)
            if (squaredDistance(p, line[i - 1], line[i]) <= most)
                return true;
        return false;
    }

    std::span<const Point> m_polygon;
    double m_tolerance;
    std::vector<double> m_places; ///< of the vertices, points of the polygon
    std::vector<bool> m_isNew;    ///< likewise: not looked at yet
};

} // namespace

std::vector<Contour> laneTooth(const BrushLane& lane, double tolerance, double step) {
    std::vector<Contour> result;
    const InkField field(lane);
    const double smallest = kSmallestIsland * field.columnStep() * field.rowStep();
    Contours(field, kFine * tolerance).each([&](std::span<const Point> polygon) {
        if (std::abs(area(polygon)) < smallest)
            return;
        // Twice the step, so that the middle between two vertices lies on it as well.
        Contour contour{Contour::Kind::spline,
                        SplineFit(polygon, std::min(kSpline * tolerance, kMostBeside)).vertices(2 * step)};
        if (contour.points.size() > 2)
            result.push_back(std::move(contour));
    });
    return result;
}

} // namespace croquis::vector
