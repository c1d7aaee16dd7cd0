// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::raster {

struct RasterOptions {
    int width = 224;       ///< canvas pixels, 1..16384
    int height = 224;      ///< canvas pixels, 1..16384
    float strokeWidth = 3; ///< canvas pixels, > 0, at most 1024; CLIPasso's "1.5" is the radius

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

} // namespace croquis::raster
