// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush_lane.hpp"

#include <cstddef>
#include <vector>

namespace croquis::vector {

/// The smallest things in a rough brush's texture, breadths, and how many nodes of a grid each needs.
struct Feature {
    double along, across;
};
Feature finestFeature(const Brush& brush);
constexpr double kNodesAFeature = 2.6;

/// How much ink a rough brush leaves over the paper, at the nodes of a grid along and across its lane; above 0 it
/// shows. Between the nodes it is bilinear: the grid is the texture, and the edge of the ink is the zero line of that.
class InkField {
  public:
    /// Keeps a reference to the lane. @param fine  page units: how far from the stroke's own bend a place between two
    /// columns may lie. Cost: O(columns * rows).
    explicit InkField(const BrushLane& lane, double fine = 0);

    /// The lane goes around something: its last column is the first one again.
    bool isClosed() const { return m_lane.isClosed(); }
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    float at(int column, int row) const { return m_values[index(column, row)]; }
    /// On the page, between the nodes too, where it bends as the stroke does.
    geometry::Point point(double column, double row) const;
    /// The stroke turns there within its own breadth.
    bool isTight(int column) const { return m_isTight[static_cast<std::size_t>(column)]; }
    double columnStep() const { return m_columnStep; }
    double rowStep() const;

  private:
    struct Column;

    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    }
    double way(int column) const { return m_lane.start() - m_pad + (column - (isClosed() ? 0 : 0.5)) * m_columnStep; }
    double height(double row) const; ///< half breadths from the lane's middle
    const SpineFrame& frame(int column) const { return m_frames[static_cast<std::size_t>(column)]; }

    void fill();
    geometry::Point onColumn(int column, double row) const {
        return frame(column).at(m_offsets[static_cast<std::size_t>(column)] + 0.5 * m_lane.breadth() * height(row));
    }
    /// What the middle between two columns lies beside that of a chord from one to the next.
    geometry::Point sagitta(int column, geometry::Point chord) const;
    void markBends(double fine);
    struct Kinks {
        std::vector<StrokeSpine::Turn> left, right; ///< that it turns to
    };
    void addFrame(int column, const Kinks& kinks);
    Kinks kinks() const;
    Column columnAt(int i) const;
    double depth(Column& column, double height) const;
    double bristle(double height) const;
    double ink(Column& column, double height) const;

    const BrushLane& m_lane;
    Noise m_noise;
    double m_pad = 0;
    double m_columnStep = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<SpineFrame> m_frames;
    std::vector<double> m_offsets;
    std::vector<bool> m_isTight;
    std::vector<bool> m_isBent;  ///< between a column and the next
    std::vector<float> m_values; ///< column after column
};

} // namespace croquis::vector
