// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace croquis::vector {

/// Closed: the last point is joined to the first.
using Polygon = std::vector<geometry::Point>;

/// Where closed polygons lie, and how often over themselves and one another.
///
/// Outlines that come out run clockwise as seen (y down), their holes the other way round, and none crosses another.
/// Cost: O(n log n), O(n) for each crossing, and for each edge the number of those beside it.
class OutlineCover {
  public:
    /// @param weights  how often each polygon counts; no more of them than polygons, the rest once.
    explicit OutlineCover(std::span<const Polygon> polygons, std::span<const int> weights = {});

    /// False where there were too many points or crossings to tell.
    bool isKnown() const { return m_isKnown; }
    /// Whether the non-zero rule fills that place. @pre isKnown()
    bool covers(geometry::Point p) const { return windingAt(p) != 0; }
    /// What the non-zero rule fills, whichever way the polygons run. Empty where nothing is known.
    std::vector<Polygon> seen() const;
    /// Around what polygons that run clockwise pass at least so many times oftener than others do. Likewise.
    std::vector<Polygon> passed(int times) const;

  private:
    struct Edge {
        geometry::Point from, to;
        double left, right, top, bottom;
        std::size_t next; ///< begins where it ends
        int weight;
        std::size_t row, lastRow;
    };
    /// Where an edge crosses another.
    struct Passage {
        std::size_t edge;
        double share; ///< along it
        std::size_t crossing;
    };
    /// A stretch of a polygon from one crossing to the next.
    struct Stretch {
        std::size_t from, to; ///< crossings; the same for a polygon that crosses none
        Polygon points;       ///< with both
        int beside;           ///< how often its left is passed
        int weight;           ///< its right is so much oftener
    };

    bool cross();
    void cross(std::size_t i, std::size_t j);
    int windingAt(geometry::Point p) const;
    void sortByRow();
    std::size_t rowOf(double y) const;
    std::span<const std::uint32_t> edgesIn(std::size_t row) const;
    void addStretches(std::size_t first, std::size_t last);
    void add(Stretch stretch);
    template <typename Holds>
    std::vector<Polygon> around(const Holds& holds) const;

    std::vector<Edge> m_edges;
    std::vector<std::size_t> m_ends; ///< of each polygon's edges
    double m_top = 0, m_rowsAUnit = 1;
    std::vector<std::size_t> m_rows;    ///< of the page: where each one's edges begin in m_byRow, and where they end
    std::vector<std::uint32_t> m_byRow; ///< edges, from left to right in each row
    std::vector<geometry::Point> m_crossings;
    std::vector<Passage> m_passages; ///< two of each crossing, along the polygons
    std::vector<Stretch> m_stretches;
    bool m_isKnown;
};

/// Square units; above 0 where it runs clockwise as seen.
double areaOf(std::span<const geometry::Point> polygon);
/// By the even-odd rule.
bool isInside(geometry::Point p, std::span<const geometry::Point> polygon);

} // namespace croquis::vector
