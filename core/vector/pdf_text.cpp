// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/pdf_text.hpp"

#include "vector/caption.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace croquis::vector {
namespace {

/// Helvetica's, thousandths, from the space to the tilde (Adobe's font metrics).
constexpr std::array<int, 95> kWidths{278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
                                      556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
                                      1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                                      667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
                                      333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
                                      556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
constexpr int kOther = 556;

/// Of the bytes 0x80 to 0x9F (ISO 32000-1, annex D.2); 0: none.
struct WindowsLetter {
    char32_t code;
    int width; ///< as above
};
constexpr std::array<WindowsLetter, 32> kWindows{
    {{0x20AC, 556}, {0, 0},        {0x201A, 222},  {0x0192, 556}, {0x201E, 333},  {0x2026, 1000}, {0x2020, 556},
     {0x2021, 556}, {0x02C6, 333}, {0x2030, 1000}, {0x0160, 667}, {0x2039, 333},  {0x0152, 1000}, {0, 0},
     {0x017D, 611}, {0, 0},        {0, 0},         {0x2018, 222}, {0x2019, 222},  {0x201C, 333},  {0x201D, 333},
     {0x2022, 350}, {0x2013, 556}, {0x2014, 1000}, {0x02DC, 333}, {0x2122, 1000}, {0x0161, 500},  {0x203A, 333},
     {0x0153, 944}, {0, 0},        {0x017E, 500},  {0x0178, 667}}};

/// Nothing for what the font doesn't have.
std::optional<unsigned> byteOf(char32_t code) {
    if ((code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF))
        return static_cast<unsigned>(code);
    const auto found = std::ranges::find(kWindows, code, &WindowsLetter::code);
    return code == 0 || found == kWindows.end() ? std::nullopt
                                                : std::optional(0x80 + static_cast<unsigned>(found - kWindows.begin()));
}

int widthOf(unsigned byte) {
    return byte < 0x7F ? kWidths[byte - 0x20] : byte < 0xA0 ? kWindows[byte - 0x80].width : kOther;
}

} // namespace

std::string pdfLatin(std::string_view utf8) {
    std::string out = "<";
    for (const char32_t code : codePointsOf(utf8))
        out += fmt::format("{:02X}", byteOf(code).value_or('?'));
    return out + '>';
}

std::u32string lettersPdfLacks(std::string_view utf8) {
    std::u32string missing;
    for (const char32_t code : codePointsOf(utf8))
        if (!byteOf(code) && missing.find(code) == std::u32string::npos)
            missing += code;
    return missing;
}

double pdfWidth(std::string_view utf8) {
    int width = 0;
    for (const char32_t code : codePointsOf(utf8))
        width += widthOf(byteOf(code).value_or('?'));
    return width / 1000.0;
}

} // namespace croquis::vector
