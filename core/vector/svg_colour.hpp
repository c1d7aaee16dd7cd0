// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <optional>
#include <string_view>

namespace croquis::vector {

struct TranslucentColour {
    geometry::Colour colour;
    double alpha = 1;
};

/// #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), "transparent" and the 148 names of CSS Color 4, in
/// any case; nothing for what it doesn't know.
std::optional<TranslucentColour> parseColour(std::string_view text);

} // namespace croquis::vector
