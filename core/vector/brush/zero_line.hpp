// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace croquis::vector {

/// The zero line of a field that is bilinear between the nodes of a grid (marching squares): closed loops, what is
/// above 0 on the same side of them throughout.
/// @tparam Field  has columns(), rows() and at(column, row), a float; below 0 at all nodes of its margin.
template <typename Field>
class ZeroLine {
  public:
    /// Keeps a reference to the field. @param closed  its last column is its first one again, and neither a margin.
    explicit ZeroLine(const Field& field, bool closed = false)
        : m_field(field), m_closed(closed),
          m_next(2 * static_cast<std::size_t>(field.columns()) * static_cast<std::size_t>(field.rows()), kNone) {
        for (int i = 0; i + 1 < field.columns(); ++i)
            for (int j = 0; j + 1 < field.rows(); ++j)
                cell(i, j);
    }

    /// Follows every loop, once.
    /// @param step  (edge, next edge) of the grid, those that the line crosses. @param end  () after each loop.
    template <typename Step, typename End>
    void follow(Step&& step, End&& end) {
        for (std::size_t edge = 0; edge < m_next.size(); ++edge) {
            if (m_next[edge] == kNone)
                continue;
            for (std::size_t at = edge; m_next[at] != kNone;) {
                const std::size_t next = m_next[at];
                step(at, next);
                m_next[at] = kNone;
                at = next;
            }
            end();
        }
    }

    /// Where the line crosses that edge: column and row.
    geometry::Point placeOf(std::size_t edge) const {
        const auto node = static_cast<std::uint32_t>(edge / 2), rows = static_cast<std::uint32_t>(m_field.rows());
        const int i = static_cast<int>(node / rows), j = static_cast<int>(node % rows);
        const bool isAcross = edge % 2 == 1;
        const double from = m_field.at(i, j), to = isAcross ? m_field.at(i, j + 1) : m_field.at(i + 1, j);
        const double share = std::clamp(from / (from - to), 0.01, 0.99);
        return {i + (isAcross ? 0 : share), j + (isAcross ? share : 0)};
    }

  private:
    static constexpr std::uint32_t kNone = 0xffffffff;

    std::size_t node(int i, int j) const {
        if (m_closed && i + 1 == m_field.columns())
            i = 0;
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

    const Field& m_field;
    bool m_closed;
    std::vector<std::uint32_t> m_next;
};

} // namespace croquis::vector
