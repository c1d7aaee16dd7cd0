// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/raster_options.hpp"

#include "base/error.hpp"

namespace croquis::raster {

void RasterOptions::validate() const {
    constexpr int largestSide = 16384;
    constexpr float widestStroke = 1024;
    if (width < 1 || width > largestSide)
        throw InvalidArgument("width: the canvas must be 1 to 16384 pixels wide.");
    if (height < 1 || height > largestSide)
        throw InvalidArgument("height: the canvas must be 1 to 16384 pixels high.");
    if (!(strokeWidth > 0) || strokeWidth > widestStroke)
        throw InvalidArgument("strokeWidth: a stroke must be wider than 0 and at most 1024 pixels wide.");
}

} // namespace croquis::raster
