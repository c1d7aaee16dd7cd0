// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/caption.hpp"

#include "vector/caption_letters.hpp"
#include "vector/svg_path_data.hpp"

namespace croquis::vector {
namespace {

constexpr double kGrid = 8.4;   ///< of the font's size
constexpr double kWeight = 0.7; ///< grid units
constexpr double kGap = 1.6;    ///< likewise, within a letter's advance behind it
constexpr char32_t kReplacement = 0xFFFD;

std::vector<Letter> lettersOf(std::string_view text) {
    std::vector<Letter> letters;
    for (const char32_t code : codePointsOf(text))
        letters.push_back(letterOf(code));
    return letters;
}

double widthOf(const std::vector<Letter>& letters) {
    double width = 0;
    for (const Letter& letter : letters)
        width += letter.advance;
    return width;
}

/// A letter's lines with its mark, grid units.
void draw(const Letter& letter, std::vector<geometry::CubicBezier>& curves) {
    CurvePen pen(curves);
    drawPathData(letter.line, pen);
    const std::size_t first = curves.size();
    if (!letter.mark.empty())
        drawPathData(letter.mark, pen);
    const geometry::Point middle{0.5 * (letter.advance - kGap), letter.markBase};
    for (std::size_t i = first; i < curves.size(); ++i)
        for (geometry::Point& p : curves[i].points)
            p = p + middle;
}

} // namespace

std::u32string codePointsOf(std::string_view utf8) {
    std::u32string result;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto first = static_cast<unsigned char>(utf8[i]);
        const std::size_t length = first < 0x80                    ? 1
                                   : first >= 0xC2 && first < 0xE0 ? 2
                                   : (first & 0xF0u) == 0xE0       ? 3
                                   : first >= 0xF0 && first < 0xF5 ? 4
                                                                   : 0;
        char32_t code = length <= 1 ? first : first & (0x7Fu >> length);
        bool good = length > 0 && i + length <= utf8.size();
        for (std::size_t k = 1; good && k < length; ++k) {
            const auto next = static_cast<unsigned char>(utf8[i + k]);
            good = (next & 0xC0u) == 0x80;
            code = (code << 6) | (next & 0x3Fu);
        }
        result.push_back(good ? code : kReplacement);
        i += good ? length : 1;
    }
    return result;
}

std::u32string lettersWithoutShape(std::string_view text) {
    std::u32string missing;
    for (const char32_t code : codePointsOf(text))
        if (letterOf(code).code == kReplacement && missing.find(code) == std::u32string::npos)
            missing += code;
    return missing;
}

double captionWidthMm(const Caption& caption) {
    return widthOf(lettersOf(caption.text)) * caption.sizeMm / kGrid;
}

std::vector<Mark> captionMarks(const Caption& caption) {
    const auto letters = lettersOf(caption.text);
    const double scale = caption.sizeMm / kGrid;
    double at = caption.middle.x - 0.5 * scale * widthOf(letters);
    std::vector<Mark> marks;
    std::vector<geometry::CubicBezier> curves;
    for (const Letter& letter : letters) {
        curves.clear();
        draw(letter, curves);
        for (geometry::CubicBezier& curve : curves) {
            for (geometry::Point& p : curve.points)
                p = {at + scale * p.x, caption.middle.y + scale * p.y};
            const bool goesOn = !marks.empty() && !marks.back().line->curves.empty() && &curve != &curves.front() &&
                                marks.back().line->curves.back().points[3] == curve.points[0];
            if (goesOn)
                marks.back().line->curves.push_back(curve);
            else
                marks.push_back({StrokedLine{{curve}, kWeight * scale}, {}, caption.colour, 1, Blend::normal});
        }
        at += scale * letter.advance;
    }
    return marks;
}

} // namespace croquis::vector
