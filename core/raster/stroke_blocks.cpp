// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/stroke_blocks.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::raster {

namespace {

constexpr double kBlockReach = 2.1213204; // from a block's centre to its farthest pixel centre

} // namespace

template <class Real>
void BlockFinder<Real>::find(const Real* points, Real radius, int width, int height) {
    m_blocks.clear();
    if (!canBeDrawn(points))
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
    const int count = chordCount(p);
    const CubicTerms<Real> curve = cubicTerms(p);
    m_segments.count = count;
    m_segments.step = Real(1) / Real(count);
    for (int i = 0; i < count; ++i) {
        const Chord<Real> chord = chordAt(curve, p, i, count);
        m_segments.x[i] = chord.x;
        m_segments.y[i] = chord.y;
        m_segments.ex[i] = chord.ex;
        m_segments.ey[i] = chord.ey;
        m_segments.inverseLength2[i] = chord.inverseLength2;
    }
}

template <class Real>
void BlockFinder<Real>::visit(int i, Real reach, BlockRange all) {
    const Chord<Real> chord = m_segments[i];
    const auto firstBlock = [](Real v, int low, int high) {
        return static_cast<int>(std::clamp(v / kBlockSide, Real(low), Real(high) + 1));
    };
    const auto lastBlock = [](Real v, int low, int high) {
        return static_cast<int>(std::floor(std::clamp(v / kBlockSide, Real(low) - 1, Real(high))));
    };
    const int left = firstBlock(std::min(chord.x, chord.x + chord.ex) - reach, all.left, all.right);
    const int right = lastBlock(std::max(chord.x, chord.x + chord.ex) + reach, all.left, all.right);
    const int top = firstBlock(std::min(chord.y, chord.y + chord.ey) - reach, all.top, all.bottom);
    const int bottom = lastBlock(std::max(chord.y, chord.y + chord.ey) + reach, all.top, all.bottom);
    const Real limit = (reach + Real(kBlockReach)) * (reach + Real(kBlockReach));
    for (int row = top; row <= bottom; ++row) {
        const Real py = Real(row * kBlockSide + kBlockSide / 2);
        std::int32_t* at = m_blockAt.data() + static_cast<std::size_t>(row - all.top) * (all.right - all.left + 1);
        for (int column = left; column <= right; ++column) {
            const Real px = Real(column * kBlockSide + kBlockSide / 2);
            if (footOn(chord, px, py).distance2 > limit)
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
