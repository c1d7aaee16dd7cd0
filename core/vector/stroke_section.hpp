// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "vector/coverage_row.hpp"

#include <array>
#include <span>
#include <vector>

namespace croquis::vector {

/// Scan conversion of one stroke: a polyline swept by a disc, whose union is taken exactly, so that crossing itself
/// darkens nothing.
///
/// The stroke's cut along a horizontal line is a few intervals whose ends are known in closed form (circles and
/// straight flanks). A pixel row's coverage is their area between lines: rows are split where the stroke turns up or
/// down, then halved until the ends run straight, so the area is exact for straight edges and within about 0.01 of a
/// pixel for the rest.
class StrokeSection {
  public:
    /// @param polyline  at least one point, pixels, finite, below 1e8 in magnitude.
    /// @param radius  above 0, pixels.
    /// @param columns  width of the picture in pixels; what lies beside it is cut off.
    StrokeSection(std::span<const geometry::Point> polyline, double radius, int columns);
    StrokeSection(StrokeSection&&) = default; // no copy: m_active points into m_pieces

    /// Adds the coverage of pixel row `row` as differences: the sum of row[0..x] is the coverage of pixel x, 0..1 up to
    /// rounding. Rows must be asked for in rising order, each at most once. @param differences  columns + 2 values,
    /// zero where not touched.
    ColumnRange addRow(int row, std::span<float> differences);

  private:
    /// A segment with its two end discs, upper end first.
    struct Capsule {
        geometry::Point a;
        geometry::Point b;
        double top, bottom;
        double slope;               ///< dx/dy of the flanks
        double leftTop, leftBottom; ///< where the left flank runs, y
        double rightTop, rightBottom;
        double leftX, rightX; ///< at leftTop and rightTop
    };
    struct Interval {
        double left, right;
    };
    using Cut = std::vector<Interval>;

    static constexpr int kDepth = 9;

    Capsule capsule(geometry::Point from, geometry::Point to) const;
    Interval cutOf(const Capsule& piece, double y) const;
    void cut(double y, Cut& result) const;
    void integrate(double y0, const Cut& cut0, double y1, const Cut& cut1, int depth);
    void addStraight(const Cut& upper, const Cut& lower, double height);

    double m_radius;
    double m_columns;
    std::vector<Capsule> m_pieces; ///< by top
    std::vector<double> m_turns;   ///< y where the stroke may begin or end with a jump, rising
    std::size_t m_next = 0;
    std::vector<const Capsule*> m_active;
    std::array<Cut, kDepth + 1> m_middle;
    Cut m_upper, m_lower;
    double m_cutAt = -1; ///< where m_upper is a cut already; below 0: nowhere
    std::span<float> m_differences;
    double m_leftmost = 0, m_rightmost = 0;
};

} // namespace croquis::vector
