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
    struct Pass {
        LanePieces::Foot foot; ///< where that is deepest
        std::array<double, kMostPasses> depths;
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

    /// Where the lane is nearest to a place, each time that it passes, in order.
    void findPasses(Point p, const std::vector<std::uint32_t>& near) {
        m_feet.clear();
        m_passes.clear();
        for (const std::size_t k : near)
            m_feet.push_back(m_pieces.foot(k, p));
        const auto follows = [this](const LanePieces::Foot& one, const LanePieces::Foot& other) {
            return other.piece == one.piece + 1 ||
                   (m_pieces.isClosed() && other.piece == 0 && one.piece + 1 == m_pieces.size());
        };
        const std::size_t count = m_feet.size();
        for (std::size_t i = 0; i < count; ++i) {
            const LanePieces::Foot &here = m_feet[i], &before = m_feet[(i + count - 1) % count],
                                   &after = m_feet[(i + 1) % count];
            if (here.depth > -kBeside * m_step && (!follows(before, here) || before.depth < here.depth) &&
                (!follows(here, after) || after.depth <= here.depth))
                m_passes.push_back({here, {}});
        }
    }

    /// The deepest chain of passes each of which came back to the one before it, for each length.
    void look(std::size_t node, const std::vector<std::uint32_t>& near) {
        const auto rows = static_cast<std::size_t>(m_rows);
        const Point p = onPage({static_cast<double>(node / rows), static_cast<double>(node % rows)});
        findPasses(p, near);
        if (m_passes.size() < 2)
            return;
        Depths& result = m_values[node];
        for (std::size_t j = 0; j < m_passes.size(); ++j) {
            Pass& here = m_passes[j];
            here.depths.fill(-kBeside * m_step);
            here.depths[0] = here.foot.depth;
            for (std::size_t i = j; i-- > 0;) {
                const Pass& before = m_passes[i];
                const double left = std::min(m_pieces.left(before.foot.piece, here.foot.piece, p), here.foot.depth);
                const double wet = m_pieces.wetness(before.foot, here.foot);
                for (std::size_t k = 1; k < static_cast<std::size_t>(m_most); ++k)
                    here.depths[k] = std::max(here.depths[k], std::min(before.depths[k - 1], left) - wet);
            }
            for (std::size_t k = 1; k < kMostPasses; ++k)
                result[k - 1] = std::max(result[k - 1], static_cast<float>(here.depths[k]));
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
    std::vector<LanePieces::Foot> m_feet;
    std::vector<Pass> m_passes;
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
