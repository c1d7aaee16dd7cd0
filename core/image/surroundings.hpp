// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"

namespace croquis::image {

/// A subject that is a bare bar says little by its outline: a rocket without its pad is a pencil. So that what stands
/// round it is drawn too, its place reaches 30 px further and fades out there (a Gaussian of the distance); any other
/// subject stays as it is.
/// @param outline    [224, 224] 0..1, the mask.
/// @param photoArea  [224, 224] 0..1, where the photo is.
/// @return           [224, 224] 0..1, nowhere less than the mask.
/// Cost: 1 ms. Any thread.
Plane withSurroundings(const Plane& outline, const Plane& photoArea);

} // namespace croquis::image
