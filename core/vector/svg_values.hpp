// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"

#include <string_view>
#include <utility>

namespace croquis::vector {

/// Reads numbers out of SVG's attribute syntax, front to back: spaces and at most one comma between them, "1-2.5.5e3"
/// is 1, -2.5, .5e3. The text must outlive the scanner. Every function throws ExportError with the cause; the caller
/// adds the file's name.
class NumberScanner {
  public:
    explicit NumberScanner(std::string_view text) : m_rest(text) {}

    /// The text that is left, spaces skipped.
    std::string_view rest();
    bool atEnd() { return rest().empty(); }
    /// Whether a number comes next; a comma before it isn't skipped.
    bool atNumber();
    /// The next number, finite. A comma after it is skipped with the spaces when `commaMayFollow`.
    double number(bool commaMayFollow = true);
    /// One of the digits 0 and 1, which needs no separator after it.
    bool flag();
    /// The next character, spaces skipped, or 0 at the end.
    char take();

  private:
    void skipSeparator();

    std::string_view m_rest;
};

/// `em` stands for the letters' size, `rem` for that of the whole document, which is taken as 16 px, and their kind;
/// `percent` for what follows a window, too.
enum class LengthUnit { none, px, mm, cm, inch, pt, pc, quarter, em, rem, ex, percent };
inline constexpr double kLettersPixels = 16;

/// A number with its unit. 1in = 25.4mm = 96px.
struct Length {
    double value = 0;
    LengthUnit unit = LengthUnit::none;

    /// CSS pixels, which are the user units of a document without viewBox. @param hundredPercent  what 100% stands for.
    /// @param letters  the letters' size.
    double pixels(double hundredPercent, double letters = kLettersPixels) const;
    bool isAbsolute() const { return unit != LengthUnit::none && !isRelative(); }
    /// To letters or to what is around.
    bool isRelative() const { return unit >= LengthUnit::em; }
};

/// One millimetre in CSS pixels.
inline constexpr double kPixelsPerMm = 96 / 25.4;

/// @throws ExportError for anything else than one finite number and one of the units above.
Length parseLength(std::string_view text);

/// An opacity: a number or a percentage, brought into 0..1.
double parseOpacity(std::string_view text);

/// A list of matrix, translate, scale, rotate, skewX and skewY, or "none".
geometry::Affine parseTransform(std::string_view text);

std::string_view trimmed(std::string_view text);

/// The text before the first `separator` and the text after it (empty when there is none), both trimmed.
std::pair<std::string_view, std::string_view> splitOnce(std::string_view text, char separator);

} // namespace croquis::vector
