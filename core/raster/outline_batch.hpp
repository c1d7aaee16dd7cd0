// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace croquis::raster {

/// Sixteen pixels fill one vector register of the widest processors.
inline constexpr int kLanes = 16;

template <class Value>
using Lanes = std::array<Value, kLanes>;

/// A pixel that one straight outline can't describe is painted as kSplit x kSplit square cells.
inline constexpr int kSplit = 2;
inline constexpr int kCells = kSplit * kSplit;

/// Sixteen pixels, or sixteen cells, that one stroke's outline may cross.
template <class Real>
struct OutlineBatch {
    Lanes<Real> x, y;  ///< centre, canvas pixels
    Lanes<Real> foot;  ///< t of the nearest point of the curve
    Lanes<Real> paper; ///< while painting what the stroke leaves, afterwards -d picture / d coverage; 0 in unused lanes
    Lanes<std::int32_t> place; ///< the pixel's index in the picture
    Lanes<std::int32_t> mark;  ///< PixelMark
};

/// How an outline crosses a pixel.
enum PixelMark : std::int32_t {
    kUncrossed,
    kPlain, ///< nearly straight
    kSharp, ///< beside a round end, or where it turns sharply
};

} // namespace croquis::raster
