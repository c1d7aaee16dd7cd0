// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

#include <cstdint>

namespace croquis::session {

/// There are no edges in a picture but noise, or it is empty: it is looked at no finer than the canvas shows it.
/// @param photo  sRGB or alpha, 0..255; all channels have to be uniform.
bool almostUniform(const image::Raster<std::uint8_t>& photo);

} // namespace croquis::session
