// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

namespace croquis::vector {

/// What brushes are measured with, by `bench` and by tests: 64 strokes all over 200 x 200 mm, as wide as a sketch's are
/// exported and somewhat longer than those of a sketch of 64 (cat.jpg: 30 mm on average, these 55). Always the same.
geometry::Sketch scribble();

} // namespace croquis::vector
