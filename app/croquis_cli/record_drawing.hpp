// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <string>
#include <vector>

namespace croquis::cli {

/// The sketches of a record as they were exported: the strokes on their page, in the look that its settings tell of, as
/// the SVG of that export holds them.
/// @param notices  sentences about what a setting says that can't be followed, so that its default is used.
vector::Drawing drawingOf(const vector::Provenance& record, std::vector<std::string>& notices);

} // namespace croquis::cli
