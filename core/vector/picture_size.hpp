// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/sketch.hpp"

namespace croquis::vector {

struct PixelSize {
    int width = 0;
    int height = 0;

    friend bool operator==(const PixelSize&, const PixelSize&) = default;
};

/// Largest side of a painted picture.
inline constexpr int kMaximumPictureSide = 20000;
inline constexpr double kMillimetresPerInch = 25.4;

/// Pixels of a page of that many millimetres at `dpi`, at least 1 x 1: the longer side rounded, the other rounded up
/// (as rsvg-convert does), so that the page fits. @throws InvalidArgument beyond kMaximumPictureSide or for a page
/// without area.
PixelSize pictureSize(double widthMm, double heightMm, double dpi);

/// The same for a longer side of `longSide` pixels.
PixelSize pictureSizeFor(const geometry::Sketch& sketch, int longSide);

/// The map that fits a page into a picture: scaled alike in both directions and centred where its shape and the
/// picture's differ by two pixels or more; less, from rounding, stays free at the right or bottom.
/// @throws InvalidArgument for a page without area.
geometry::Affine pictureFromPage(double pageWidth, double pageHeight, PixelSize size);

} // namespace croquis::vector
