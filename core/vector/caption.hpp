// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"
#include "vector/brush/mark.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// A line of text below a picture. SVG and PDF hold it as text, the PDF of the letters it has (pdf_text.hpp); where
/// there are pixels it is drawn in letters of one line, which need no font. Machines don't draw it.
struct Caption {
    std::string text;       ///< UTF-8
    geometry::Point middle; ///< of its base line, page millimetres
    double sizeMm = 3;      ///< of the font
    geometry::Colour colour{96, 96, 96};

    friend bool operator==(const Caption&, const Caption&) = default;
};

/// The code points of UTF-8; U+FFFD for what is none.
std::u32string codePointsOf(std::string_view utf8);

/// The text in letters of one line, a box for each that has no shape here. Cost: some microseconds a letter.
std::vector<Mark> captionMarks(const Caption& caption);

/// Those of a text that are boxes there, each once: what isn't of ISO 8859-1 (caption_letters.hpp).
std::u32string lettersWithoutShape(std::string_view text);

/// How wide captionMarks are, millimetres.
double captionWidthMm(const Caption& caption);

} // namespace croquis::vector
