// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/pdf_text.hpp"

#include "vector/caption.hpp"

#include <fmt/format.h>

#include <array>

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

unsigned byteOf(char32_t code) {
    const bool isThere = (code >= 0x20 && code < 0x7F) || (code >= 0xA0 && code <= 0xFF);
    return isThere ? static_cast<unsigned>(code) : '?';
}

} // namespace

std::string pdfLatin(std::string_view utf8) {
    std::string out = "<";
    for (const char32_t code : codePointsOf(utf8))
        out += fmt::format("{:02X}", byteOf(code));
    return out + '>';
}

double pdfWidth(std::string_view utf8) {
    int width = 0;
    for (const char32_t code : codePointsOf(utf8)) {
        const unsigned byte = byteOf(code);
        width += byte < 0x7F ? kWidths[byte - 0x20] : kOther;
    }
    return width / 1000.0;
}

} // namespace croquis::vector
