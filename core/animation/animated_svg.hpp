// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

#include <string>

namespace croquis::animation {

/// @throws InvalidArgument for what writeAnimatedSvg refuses of it.
void requireAnimatable(Motion motion, const vector::Brush& brush);

/// The drawing's SVG (vector::writeSvg) with one style sheet more, which sets its strokes in motion: no script, so that
/// whatever reads the SVG reads this too and what doesn't animate shows the finished drawing. The root has a class that
/// follows from the file's content, every name of the sheet begins with it and so do the ids of title and description:
/// several such files can be part of one web page. So does a reader who asked for less motion (prefers-reduced-motion).
/// Draw-on moves the dashes of the lines, behind masks where a brush made outlines of them; convergence moves the
/// paths' data (CSS Shapes, `d: path()`; browsers without it show the finished drawing).
/// @throws InvalidArgument as vector::writeSvg, and for a convergence of a brush other than the pen, whose marks have
/// no common path from one moment to the next.
std::string writeAnimatedSvg(const Animation& animation);

} // namespace croquis::animation
