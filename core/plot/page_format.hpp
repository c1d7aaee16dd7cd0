// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace croquis::plot {

/// A sheet of paper.
struct PageFormat {
    double widthMm = 210;
    double heightMm = 297;

    friend bool operator==(const PageFormat&, const PageFormat&) = default;
};

/// A0 to A8, Letter, Legal or Tabloid, portrait unless "-landscape" follows ("A4-landscape", "letter-portrait"), or
/// width x height with a unit ("210x297mm", "8.5 x 11 in", "20x30cm"; a bare one is millimetres). Case doesn't matter.
/// @throws InvalidArgument for anything else, and for a side that isn't between 20 mm and 10 m.
PageFormat pageFormatFrom(std::string_view text);

/// What gives that page there: "A5-landscape", "300x200mm".
std::string nameOf(const PageFormat& page);

} // namespace croquis::plot
