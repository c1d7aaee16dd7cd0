// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace croquis::plot {

/// Finds the nearest of a fixed set of points, some of which may have been taken out: a k-d tree (Bentley, CACM 1975).
/// Building costs O(n log n), a search O(log n) for points that are spread or coincide. Equal distances: the lower
/// index. Reading is safe from any thread, remove() isn't.
class EndIndex {
  public:
    /// @param points  finite.
    explicit EndIndex(std::vector<geometry::Point> points);

    /// The nearest point that is still there.
    std::optional<std::size_t> nearest(geometry::Point to) const;
    /// At most `count` of those that are there, nearest first, none further than `farthest`.
    std::vector<std::size_t> nearest(geometry::Point to, std::size_t count,
                                     double farthest = std::numeric_limits<double>::infinity()) const;
    void remove(std::size_t point);

  private:
    struct Node {
        geometry::Box box;
        std::uint32_t begin, end; ///< of m_order
        std::uint32_t left = 0;   ///< of m_nodes; the right one follows it; 0: a leaf
        std::uint32_t parent = 0;
        std::uint32_t alive = 0;
        std::uint32_t first = 0; ///< lowest index of those alive
    };
    struct Search;

    void build();
    std::uint32_t firstOf(const Node& node) const;
    void search(std::uint32_t node, Search& search) const;

    std::vector<geometry::Point> m_points;
    std::vector<std::uint32_t> m_order;
    std::vector<std::uint32_t> m_leafOf;
    std::vector<bool> m_removed;
    std::vector<Node> m_nodes;
};

} // namespace croquis::plot
