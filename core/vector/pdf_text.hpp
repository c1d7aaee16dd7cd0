// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace croquis::vector {

/// The one font of our PDFs, an object of its own: every reader has it, so it isn't embedded (ISO 32000-1, 9.6.2.2).
/// Its letters are those of Windows' Latin 1.
inline constexpr std::string_view kPdfFont =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// UTF-8 as a string of that font, in angle brackets; "?" for what it doesn't have.
std::string pdfLatin(std::string_view utf8);
/// Those of a text that it doesn't have, each once.
std::u32string lettersPdfLacks(std::string_view utf8);
/// How wide that is, of the font's size; of letters with marks about.
double pdfWidth(std::string_view utf8);

} // namespace croquis::vector
