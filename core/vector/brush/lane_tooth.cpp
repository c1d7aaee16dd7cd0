// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/blot_field.hpp"
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/cubic_fit.hpp"
#include "vector/brush/ink_field.hpp"
#include "vector/brush/segment.hpp"
#include "vector/brush/zero_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSmallestIsland = 1.2; ///< cells of the grid
constexpr double kFine = 0.15;          ///< tolerances: of the polygon
constexpr double kCubics = 1.3;         ///< likewise: of the cubics along it
constexpr double kMostBeside = 0.047;   ///< millimetres, of those; the polygon takes what is left of 0.05

/// The field's zero line on the page: closed polygons with the ink on one side throughout.
template <typename Field>
class Contours {
  public:
    /// @param fine  how far the polygons may lie from the line.
    Contours(const Field& field, double fine) : m_field(field), m_fine(fine), m_line(field, field.isClosed()) {}

    template <typename Take>
    void each(Take&& take) {
        std::vector<Point> polygon;
        m_line.follow(
            [&](std::size_t at, std::size_t next) {
                polygon.push_back(crossing(at));
                bend(polygon, at, next);
            },
            [&] {
                if (polygon.size() > 2)
                    take(polygon);
                polygon.clear();
            });
    }

  private:
    Point onPage(Point place) const { return m_field.point(place.x, place.y); }
    Point crossing(std::size_t edge) const { return onPage(m_line.placeOf(edge)); }

    /// Within the cell between two edges the line is a hyperbola, which bends on the page as the stroke does.
    void bend(std::vector<Point>& polygon, std::size_t from, std::size_t to) const {
        Point a = m_line.placeOf(from), b = m_line.placeOf(to);
        if (m_field.isClosed()) // both of the same cell
            for (Point* p : {&a, &b})
                if (p->x < std::max(a.x, b.x) - 0.5 * m_field.columns())
                    p->x += m_field.columns() - 1;
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
        const auto isStraight = [&](Point p) { return isWithin(p, chord.page[0], chord.page[1], m_fine * m_fine); };
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

    const Field& m_field;
    double m_fine;
    ZeroLine<Field> m_line;
};

double area(std::span<const Point> polygon) {
    double sum = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const Point a = polygon[i] - polygon[0], b = polygon[(i + 1) % polygon.size()] - polygon[0];
        sum += a.x * b.y - a.y * b.x;
    }
    return 0.5 * sum;
}

template <typename Field>
std::vector<Contour> toothOf(const Field& field, double tolerance, double step) {
    std::vector<Contour> result;
    const double smallest = kSmallestIsland * field.columnStep() * field.rowStep();
    Contours<Field>(field, kFine * tolerance).each([&](std::span<const Point> polygon) {
        if (std::abs(area(polygon)) < smallest)
            return;
        Contour contour = fitCubics(polygon, std::min(kCubics * tolerance, kMostBeside), step);
        if (contour.points.size() > 2)
            result.push_back(std::move(contour));
    });
    return result;
}

} // namespace

std::vector<Contour> laneTooth(const BrushLane& lane, double tolerance, double step) {
    if (lane.isBlot())
        return toothOf(BlotField(lane, true), tolerance, step);
    return toothOf(InkField(lane, kFine * tolerance), tolerance, step);
}

} // namespace croquis::vector
