// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

#include <span>

namespace croquis::saliency {

/// Closes the small gaps a person would not leave: ends of two strokes less than 8 px apart meet half way, then an end
/// less than 5 px from the middle of another stroke is drawn up to it, unless the two run side by side. The nearest
/// pairs first, each end once; the end's direction is kept. Strokes shorter than 12 px stay, but for links: those that
/// begin or end within 3 px of a longer one's end.
void joinEnds(std::span<geometry::CubicBezier> strokes);

} // namespace croquis::saliency
