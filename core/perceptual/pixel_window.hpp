// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::perceptual {

/// A rectangle of a picture, half open.
struct PixelWindow {
    int left = 0, top = 0, right = 0, bottom = 0; ///< pixels

    int width() const { return right - left; }
    int height() const { return bottom - top; }
};

} // namespace croquis::perceptual
