// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/lane_passes.hpp"

#include "vector/brush/lane_pieces.hpp"
#include "vector/brush/passed_outline.hpp"
#include "vector/brush/zero_line.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace croquis::vector {
namespace {

using geometry::Point;

constexpr double kSpacing = 0.05;                        ///< breadths, of the grid's nodes
constexpr double kMostAside = 2000, kMostNodes = 160000; ///< nodes along a side of it, and all
constexpr double kBeside = 3; ///< steps: what lies so little beside a place still tells where the edge is
constexpr int kMostPasses = 4;

double squared(Point p) {
    return geometry::dot(p, p);
}

/// How deep each node of a grid lies within so many passes; below 0 where it is passed less often.
class PassField {
  public:
    PassField(const BrushLane& lane, const LanePieces& pieces, int most) : m_pieces(pieces), m_most(most) {
        find();
        if (m_again.empty())
            return;
        lay(kSpacing * lane.breadth());
        std::vector<bool> isNear(m_values.size());
        for (const std::size_t k : m_again)
            eachNear(k, [&](std::size_t node) { isNear[node] = true; });
        std::vector<std::vector<std::uint32_t>> near(m_values.size());
        for (std::size_t k = 0; k < m_pieces.size(); ++k)
            eachNear(k, [&](std::size_t node) {
                if (isNear[node])
                    near[node].push_back(static_cast<std::uint32_t>(k));
            });
        for (std::size_t node = 0; node < near.size(); ++node)
            if (near[node].size() > 1)
                look(node, near[node]);
    }

    bool isAnywhere() const { return !m_again.empty(); }
    void setPass(int times) { m_pass = static_cast<std::size_t>(times - 2); }
    int columns() const { return m_columns; }
    int rows() const { return m_rows; }
    float at(int column, int row) const { return m_values[index(column, row)][m_pass]; }
    double step() const { return m_step; }
    Point onPage(Point place) const { return m_first + m_step * place; }

  private:
    using Depths = std::array<float, kMostPasses - 1>; ///< twice, three times, ...
    struct Here {
        std::size_t piece;
        double depth;
        double gap;          ///< how far the lane went from here since the piece before, at most
        double past, coming; ///< likewise since it began, and until it ends
        std::array<double, kMostPasses> passes;
    };

    std::size_t index(int column, int row) const {
        return static_cast<std::size_t>(column) * static_cast<std::size_t>(m_rows) + static_cast<std::size_t>(row);
    }

    /// The pieces that lie on others that they came back to.
    void find() {
        std::vector<bool> again(m_pieces.size());
        for (std::size_t i = 0; i < m_pieces.size(); ++i)
            for (std::size_t j = i + 1; j < m_pieces.size(); ++j) {
                const double reach = m_pieces.reach(i) + m_pieces.reach(j);
                if (squared(m_pieces.at(i).from - m_pieces.at(j).from) < 1.2 * reach * reach &&
                    m_pieces.comesBack(i, j))
                    again[i] = again[j] = true;
            }
        for (std::size_t k = 0; k < again.size(); ++k)
            if (again[k])
                m_again.push_back(k);
    }

    void lay(double step) {
        Point least = m_pieces.at(m_again.front()).from, most = least;
        double reach = 0;
        for (const std::size_t k : m_again) {
            reach = std::max(reach, m_pieces.reach(k));
            for (const Point p : {m_pieces.at(k).from, m_pieces.at(k).to}) {
                least = {std::min(least.x, p.x), std::min(least.y, p.y)};
                most = {std::max(most.x, p.x), std::max(most.y, p.y)};
            }
        }
        const Point size = most - least + Point{2 * reach, 2 * reach};
        m_step = std::max({step, std::max(size.x, size.y) / kMostAside, std::sqrt(size.x * size.y / kMostNodes)});
        const double margin = reach + (kBeside + 1) * m_step;
        m_first = least - Point{margin, margin};
        m_columns = static_cast<int>((most.x - least.x + 2 * margin) / m_step) + 2;
        m_rows = static_cast<int>((most.y - least.y + 2 * margin) / m_step) + 2;
        Depths nowhere;
        nowhere.fill(static_cast<float>(-kBeside * m_step));
        m_values.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), nowhere);
    }

    template <typename Take>
    void eachNear(std::size_t k, const Take& take) const {
        const LanePieces::Piece& piece = m_pieces.at(k);
        const double reach = m_pieces.reach(k) + kBeside * m_step + 0.5 * geometry::length(piece.to - piece.from);
        const Point place = (1 / m_step) * (0.5 * (piece.from + piece.to) - m_first);
        const double far = reach / m_step;
        for (int i = std::max(1, int(place.x - far)); i <= std::min(m_columns - 2, int(place.x + far) + 1); ++i) {
            const double aside = i - place.x, up = far * far - aside * aside;
            if (up < 0)
                continue;
            const double high = std::sqrt(up);
            for (int j = std::max(1, int(place.y - high)); j <= std::min(m_rows - 2, int(place.y + high) + 1); ++j)
                take(index(i, j));
        }
    }

    /// How far from a place some pieces go that aren't near it, nearly: they go on from near ones.
    double farthest(Point p, std::size_t first, std::size_t last) const {
        double far = 0;
        for (const std::size_t k : {first, first + (last - first) / 2, last})
            far = std::max(far, squared(m_pieces.at(k).from - p));
        return std::sqrt(far);
    }

    /// A closed lane that passes where it begins does so once.
    void beginAtAGap() {
        if (m_here.front().piece > 0 || m_here.back().piece + 1 < m_pieces.size())
            return;
        const auto follows = [](const Here& one, const Here& other) { return other.piece == one.piece + 1; };
        for (std::size_t k = m_here.size() - 1; k > 0; --k)
            if (!follows(m_here[k - 1], m_here[k])) {
                std::rotate(m_here.begin(), m_here.begin() + static_cast<std::ptrdiff_t>(k), m_here.end());
                return;
            }
    }

    void measureGaps(Point p) {
        const auto between = [&](const Here& from, const Here& to) {
            if (from.piece < to.piece)
                return farthest(p, from.piece + 1, to.piece);
            return std::max(farthest(p, from.piece, m_pieces.size() - 1), farthest(p, 0, to.piece));
        };
        double past = between(m_here.back(), m_here.front()); // matters for closed ones only
        for (std::size_t k = 0; k < m_here.size(); ++k) {
            if (k > 0)
                m_here[k].gap = between(m_here[k - 1], m_here[k]);
            past = m_here[k].past = std::max(past, m_here[k].gap);
        }
        double coming = 0;
        for (auto here = m_here.rbegin(); here != m_here.rend(); ++here) {
            here->coming = coming;
            coming = std::max(coming, here->gap);
        }
    }

    /// The deepest chain of pieces of which each came back to the one before it, for each length.
    void look(std::size_t node, const std::vector<std::uint32_t>& near) {
        const auto rows = static_cast<std::size_t>(m_rows);
        const Point p = onPage({static_cast<double>(node / rows), static_cast<double>(node % rows)});
        m_here.clear();
        for (const std::size_t k : near)
            if (const double depth = m_pieces.depth(k, p); depth > -kBeside * m_step)
                m_here.push_back({k, depth, 0, 0, 0, {}});
        if (m_here.size() < 2)
            return;
        if (m_pieces.isClosed())
            beginAtAGap();
        measureGaps(p);
        Depths& result = m_values[node];
        for (std::size_t j = 0; j < m_here.size(); ++j) {
            Here& here = m_here[j];
            here.passes.fill(-kBeside * m_step);
            here.passes[0] = here.depth;
            double gap = here.gap;
            for (std::size_t i = j; i-- > 0;) {
                const Here& before = m_here[i];
                const auto [one, other] = std::minmax(before.piece, here.piece);
                if (m_pieces.comesBack(one, other)) {
                    const double left = m_pieces.left(gap, std::max(before.past, here.coming));
                    const double wet = m_pieces.wetness(one, other);
                    for (std::size_t k = 1; k < static_cast<std::size_t>(m_most); ++k)
                        here.passes[k] =
                            std::max(here.passes[k], std::min({here.depth, before.passes[k - 1], left}) - wet);
                }
                gap = std::max(gap, before.gap);
            }
            for (std::size_t k = 1; k < kMostPasses; ++k)
                result[k - 1] = std::max(result[k - 1], static_cast<float>(here.passes[k]));
        }
    }

    const LanePieces& m_pieces;
    int m_most;
    std::vector<std::size_t> m_again;
    Point m_first;
    double m_step = 1;
    int m_columns = 0, m_rows = 0;
    std::vector<Depths> m_values; ///< column after column
    std::size_t m_pass = 0;
    std::vector<Here> m_here;
};

} // namespace

std::vector<std::vector<Polygon>> passesOf(const BrushLane& lane, int most) {
    std::vector<std::vector<Polygon>> passes;
    if (!LanePieces::mayComeBack(lane))
        return passes;
    const LanePieces pieces(lane);
    PassField field(lane, pieces, std::min(most, kMostPasses));
    for (int times = 2; field.isAnywhere() && times <= std::min(most, kMostPasses); ++times) {
        field.setPass(times);
        std::vector<Polygon> polygons;
        Polygon polygon;
        ZeroLine<PassField> line(field);
        line.follow([&](std::size_t at, std::size_t) { polygon.push_back(field.onPage(line.placeOf(at))); },
                    [&] { polygons.push_back(passedOutline(pieces, std::exchange(polygon, {}), field.step())); });
        if (polygons.empty())
            break;
        passes.push_back(std::move(polygons));
    }
    return passes;
}

} // namespace croquis::vector
