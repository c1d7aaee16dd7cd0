// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"
#include "vector/brush/noise.hpp"
#include "vector/brush/outline_cover.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace croquis::vector {

/// How much ink a lane leaves that is a blot (Course), at the nodes of a grid on the page: all that its round tip
/// passes, with its texture around the middle of that. Above 0 it shows, between the nodes it is bilinear.
class BlotField {
  public:
    /// Keeps a reference to the lane. @param rough  with notches, bristle gaps and the paper's tooth.
    /// Cost: O(columns * rows * knots of the spine).
    BlotField(const BrushLane& lane, bool rough);

    bool isClosed() const { return false; }
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    float at(int column, int row) const { return m_values[index(column, row)]; }
    geometry::Point point(double column, double row) const { return m_first + m_step * geometry::Point{column, row}; }
    bool isTight(int) const { return false; }
    double columnStep() const { return m_step; }
    double rowStep() const { return m_step; }

  private:
    struct Foot; ///< of a place on the line

    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    }
    void lay(double step);
    Foot footOf(geometry::Point p) const;
    bool isInside(geometry::Point p) const;
    double depth(const Foot& foot) const;
    double ink(const Foot& foot) const;
    double around(const Foot& foot, double often, double aside) const;

    const BrushLane& m_lane;
    Noise m_noise, m_texture;
    double m_half;                       ///< of its breadth, page units
    std::vector<geometry::Point> m_line; ///< the spine's
    geometry::Point m_middle;
    geometry::Point m_first; ///< the grid's
    double m_step = 1, m_length = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<float> m_values; ///< column after column
};

/// Its smooth outline, clockwise as seen, without holes; within 0.005 breadths.
Polygon blotOutline(const BrushLane& lane);

} // namespace croquis::vector
