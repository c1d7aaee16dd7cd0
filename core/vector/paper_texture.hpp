// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/mark.hpp"

#include <string_view>
#include <vector>

namespace croquis::vector {

/// What can be seen of the paper itself, where it has a colour.
enum class PaperTexture {
    none,
    laid,   ///< fine lines close together and wide ones far apart, of the mould's wires
    flecked ///< short hairs and specks, as in recycled paper
};

/// "none", "laid", "flecked". @throws InvalidArgument for another word.
PaperTexture paperTextureFrom(std::string_view text);
std::string_view nameOf(PaperTexture texture);

/// The texture of a page in millimetres, to be painted over its colour and below the strokes; darker than the paper, or
/// lighter where that is dark. The same page has the same texture, byte for byte. Of a page up to 420 mm (A3) the
/// texture has the size it has on paper; on a larger one it is larger. Cost: some 1 ms. Any thread.
/// @throws InvalidArgument for a page without area.
std::vector<Mark> paperMarks(double widthMm, double heightMm, geometry::Colour paper, PaperTexture texture);

} // namespace croquis::vector
