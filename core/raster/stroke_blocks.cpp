// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/stroke_blocks.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::raster {

namespace {

constexpr double kFarthest = 16777216;    // 2^24
constexpr double kBlockReach = 2.1213204; // from a block's centre to its farthest pixel centre

template <class Real>
bool usable(const Real* points) {
    return std::all_of(points, points + 8, [](Real v) { return std::abs(v) < Real(kFarthest); }); // false for NaN
}

} // namespace

template <class Real>
void BlockFinder<Real>::find(const Real* points, Real radius, int width, int height) {
    m_blocks.clear();
    if (!usable(points))
        return;
    const auto [minX, maxX] = std::minmax({points[0], points[2], points[4], points[6]});
    const auto [minY, maxY] = std::minmax({points[1], points[3], points[5], points[7]});
    const Real reach = radius + kOutlineReach<Real>;
    if (maxX + reach < 0 || maxY + reach < 0 || minX - reach > Real(width) || minY - reach > Real(height))
        return;
    const auto blockOf = [](Real pixel, int size) {
        return static_cast<int>(std::clamp(pixel, Real(0), Real(size - 1))) / kBlockSide;
    };
    const BlockRange all{blockOf(minX - reach, width), blockOf(minY - reach, height), blockOf(maxX + reach, width),
                         blockOf(maxY + reach, height)};
    m_blockAt.assign(static_cast<std::size_t>(all.right - all.left + 1) * (all.bottom - all.top + 1), -1);
    cut(points);
    for (int i = 0; i < m_segments.count; ++i)
        visit(i, reach, all);
}

template <class Real>
void BlockFinder<Real>::cut(const Real* p) {
    const auto length2 = [](Real x, Real y) { return x * x + y * y; };
    const Real bend2 = std::max(length2(p[0] - 2 * p[2] + p[4], p[1] - 2 * p[3] + p[5]),
                                length2(p[2] - 2 * p[4] + p[6], p[3] - 2 * p[5] + p[7]));
    const Real wanted = std::ceil(std::sqrt(std::sqrt(bend2) * Real(0.75) / kFlatness<Real>)); // Wang's bound
    const int count = std::clamp(static_cast<int>(std::min(wanted, Real(kMaximumSegments))), 1, kMaximumSegments);
    const CubicTerms<Real> c = cubicTerms(p);
    m_segments.count = count;
    m_segments.step = Real(1) / Real(count);
    Real x = p[0];
    Real y = p[1];
    for (int i = 0; i < count; ++i) {
        const Real t = Real(i + 1) * m_segments.step;
        const bool last = i + 1 == count;
        const Real nextX = last ? p[6] : ((c.x3 * t + c.x2) * t + c.x1) * t + c.x0;
        const Real nextY = last ? p[7] : ((c.y3 * t + c.y2) * t + c.y1) * t + c.y0;
        const Real ex = nextX - x;
        const Real ey = nextY - y;
        m_segments.x[i] = x;
        m_segments.y[i] = y;
        m_segments.ex[i] = ex;
        m_segments.ey[i] = ey;
        m_segments.inverseLength2[i] = length2(ex, ey) > kTiny<Real> ? 1 / length2(ex, ey) : 0;
        x = nextX;
        y = nextY;
    }
}

template <class Real>
void BlockFinder<Real>::visit(int i, Real reach, BlockRange all) {
    const Real ax = m_segments.x[i];
    const Real ay = m_segments.y[i];
    const Real ex = m_segments.ex[i];
    const Real ey = m_segments.ey[i];
    const auto firstBlock = [](Real v, int low, int high) {
        return static_cast<int>(std::clamp(v / kBlockSide, Real(low), Real(high) + 1));
    };
    const auto lastBlock = [](Real v, int low, int high) {
        return static_cast<int>(std::floor(std::clamp(v / kBlockSide, Real(low) - 1, Real(high))));
    };
    const int left = firstBlock(std::min(ax, ax + ex) - reach, all.left, all.right);
    const int right = lastBlock(std::max(ax, ax + ex) + reach, all.left, all.right);
    const int top = firstBlock(std::min(ay, ay + ey) - reach, all.top, all.bottom);
    const int bottom = lastBlock(std::max(ay, ay + ey) + reach, all.top, all.bottom);
    const Real limit = (reach + Real(kBlockReach)) * (reach + Real(kBlockReach));
    for (int row = top; row <= bottom; ++row) {
        const Real py = Real(row * kBlockSide + kBlockSide / 2) - ay;
        std::int32_t* at = m_blockAt.data() + static_cast<std::size_t>(row - all.top) * (all.right - all.left + 1);
        for (int column = left; column <= right; ++column) {
            const Real px = Real(column * kBlockSide + kBlockSide / 2) - ax;
            const Real w = within((px * ex + py * ey) * m_segments.inverseLength2[i], Real(0), Real(1));
            const Real qx = px - w * ex;
            const Real qy = py - w * ey;
            if (qx * qx + qy * qy > limit)
                continue;
            std::int32_t& index = at[column - all.left];
            if (index < 0) {
                index = static_cast<std::int32_t>(m_blocks.size());
                m_blocks.push_back({column * kBlockSide, row * kBlockSide, static_cast<std::uint16_t>(i), 0});
            }
            m_blocks[index].last = static_cast<std::uint16_t>(i);
        }
    }
}

template class BlockFinder<float>;
template class BlockFinder<double>;

} // namespace croquis::raster
