// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"

#include <string>
#include <vector>

namespace croquis::image {

/// What makes a photo harder to sketch than another would be, from measurements; sentences for the person, the gravest
/// first. None: nothing of the kind.
/// - a small subject: its square is less than half the canvas' size in photo pixels;
/// - a subject that the canvas zooms in on: more than 15 % of the photo's width or height lie outside;
/// - a busy picture: no subject was cut out, and more than two fifths of the photo lie on an edge;
/// - a photo far from square that is drawn whole: that all of it is kept.
/// @param mask    the one the target was placed with; null: the whole photo is drawn.
/// Cost: below 1 ms; 5 ms where the subject is small.
std::vector<std::string> photoHints(const Photo& photo, const SubjectMask* mask, const CanvasTarget& target);

/// Share of the photo's area on the canvas where the lightness changes by more than 0.1 between a pixel's neighbours,
/// in either direction. 0..1.
double edgeShare(const CanvasTarget& target);

} // namespace croquis::image
