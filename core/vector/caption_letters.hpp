// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace croquis::vector {

/// A letter of one line, as an SVG path on a grid whose base line is 0, lower case 4 high and capitals 6, y down.
struct Letter {
    char32_t code;
    double advance; ///< grid units, as all below
    std::string_view line;
    std::string_view mark = {}; ///< likewise: an accent and the like, from the letter's middle
    double markBase = 0;        ///< where its base line is
};

/// All of ISO 8859-1 that one sees, the dashes, curly quotation marks, ellipsis, bullet and euro; what stands for the
/// others is a box, whose code is U+FFFD.
Letter letterOf(char32_t code);

} // namespace croquis::vector
