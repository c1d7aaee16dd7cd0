// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "vector/brush/mark.hpp"
#include "vector/coverage_row.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::vector {

/// The set of rows [first, last).
struct RowRange {
    int first = 0;
    int last = 0;
};

/// Scan conversion of filled outlines: the exact area under every straight piece, summed with its winding. Where
/// outlines overlap in one pixel's edge only, the sum stands for their union, a little too dark there.
class FillSection {
  public:
    /// @param contours  finite and below 1e8 pixels through the map. @param columns, rows  of the picture;
    /// what lies beside it is cut off.
    FillSection(std::span<const Contour> contours, const geometry::Affine& pictureFromPage, int columns, int rows);

    /// Those that it touches.
    RowRange rows() const { return m_rows; }
    ColumnRange columns() const;
    /// As StrokeSection::addRow; the sum's sign is the outlines' and its magnitude may pass 1.
    ColumnRange addRow(int row, std::span<float> differences);

  private:
    struct Edge {
        double top, bottom;
        double x, slope;  ///< at its top, dx/dy
        double direction; ///< 1 downwards, -1 upwards
    };

    void addContour(const Contour& contour, const geometry::Affine& pictureFromPage);
    void addCubic(geometry::Point from, geometry::Point a, geometry::Point b, geometry::Point to);
    void addLine(geometry::Point from, geometry::Point to);
    void sortByRow();
    void addClipped(std::span<float> differences, double x0, double x1, double height) const;

    double m_columns;
    int m_height;
    RowRange m_rows;
    geometry::Point m_least{1e9, 1e9}, m_most{-1e9, -1e9}; ///< of the outlines' control points
    std::vector<geometry::Point> m_points;                 ///< of the outline at hand
    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_starts; ///< of each row's edges among m_edges, from m_rows.first on
    std::vector<std::uint32_t> m_active; ///< of m_edges
};

} // namespace croquis::vector
