// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/picture_size.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace croquis::vector {
namespace {

/// The longer side rounded, the other so that all of the page fits at that scale.
PixelSize fitted(double width, double height, double longSide) {
    if (!(longSide >= 0 && longSide < kMaximumPictureSide + 0.5) || !(width > 0) || !(height > 0))
        throw InvalidArgument(
            fmt::format("A picture side of {:.0f} pixels can't be painted: it must lie between 1 and {}.", longSide,
                        kMaximumPictureSide));
    const double scale = std::max(1.0, std::round(longSide)) / std::max(width, height);
    const auto side = [scale](double length) {
        return std::max(1, static_cast<int>(std::ceil(scale * length - 1e-6)));
    };
    return {side(width), side(height)};
}

} // namespace

geometry::Affine pictureFromPage(double pageWidth, double pageHeight, PixelSize size) {
    if (!(pageWidth > 0 && pageHeight > 0 && std::isfinite(pageWidth) && std::isfinite(pageHeight)))
        throw InvalidArgument("The sketch's page has no area.");
    const double scale = std::min(size.width / pageWidth, size.height / pageHeight);
    const auto margin = [](double free) { return free < 2 ? 0 : 0.5 * free; };
    return geometry::Affine::scaleThenTranslate(
        scale, {margin(size.width - scale * pageWidth), margin(size.height - scale * pageHeight)});
}

PixelSize pictureSize(double widthMm, double heightMm, double dpi) {
    return fitted(widthMm, heightMm, std::max(widthMm, heightMm) / kMillimetresPerInch * dpi);
}

PixelSize pictureSizeFor(const geometry::Sketch& sketch, int longSide) {
    return fitted(sketch.width, sketch.height, longSide);
}

} // namespace croquis::vector
