// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/moment_ellipse.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::image {

using geometry::Point;

MomentEllipse momentEllipse(std::span<const std::uint32_t> pixels, int width) {
    MomentEllipse ellipse;
    if (pixels.empty())
        return ellipse;
    const auto position = [w = static_cast<std::uint32_t>(width)](std::uint32_t pixel) {
        return Point{pixel % w + 0.5, pixel / w + 0.5};
    };
    const double share = 1 / static_cast<double>(pixels.size());
    for (const std::uint32_t pixel : pixels)
        ellipse.centre = ellipse.centre + share * position(pixel);
    double xx = 0, yy = 0, xy = 0;
    for (const std::uint32_t pixel : pixels) {
        const Point d = position(pixel) - ellipse.centre;
        xx += share * d.x * d.x;
        yy += share * d.y * d.y;
        xy += share * d.x * d.y;
    }
    const double middle = (xx + yy) / 2, spread = std::hypot((xx - yy) / 2, xy);
    const double angle = 0.5 * std::atan2(2 * xy, xx - yy);
    ellipse.axis = {std::cos(angle), std::sin(angle)};
    ellipse.longHalf = 2 * std::sqrt(middle + spread);
    ellipse.shortHalf = 2 * std::sqrt(std::max(0., middle - spread));
    return ellipse;
}

} // namespace croquis::image
