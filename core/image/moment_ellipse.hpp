// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <cstdint>
#include <span>

namespace croquis::image {

/// The ellipse with the second moments of a set of pixels: how long it is, how wide and where it points.
struct MomentEllipse {
    geometry::Point centre; ///< pixels, (0.5, 0.5) the first one's centre
    geometry::Point axis;   ///< unit vector along its longer side
    double longHalf = 0;    ///< half axes, pixels: twice the standard deviations
    double shortHalf = 0;
};

/// @param pixels  y * width + x; none gives an ellipse of no size at the origin.
MomentEllipse momentEllipse(std::span<const std::uint32_t> pixels, int width);

} // namespace croquis::image
