// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/caption.hpp"

#include "vector/svg_path_data.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace croquis::vector {
namespace {

/// A letter: its line as an SVG path on a grid whose base line is 0, lower case 4 high and capitals 6, y down.
struct Letter {
    char32_t code;
    double advance;
    std::string_view line;
};

constexpr double kGrid = 8.4;   ///< of the font's size
constexpr double kWeight = 0.7; ///< grid units
constexpr double kDotsLow = -5.3, kDotsHigh = -7.2;
constexpr char32_t kReplacement = 0xFFFD;

constexpr std::array kLetters = std::to_array<Letter>({
    {U' ', 2.6, ""},
    {U'a', 5.6, "M4-4V0M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'b', 5.6, "M0-6V0M0-2a2 2 0 1 1 4 0a2 2 0 1 1-4 0"},
    {U'c', 5.0, "M3.5-3.3a2 2 0 1 0 0 2.6"},
    {U'd', 5.6, "M4-6V0M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'e', 5.4, "M0-2H4a2 2 0 1 0-.5 1.3"},
    {U'f', 3.6, "M3-6a1.6 1.6 0 0 0-1.8 1.6V0M0-4H2.6"},
    {U'g', 5.6, "M4-4V.4a2 1.9 0 0 1-3.7 .9M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'h', 5.6, "M0-6V0M0-2a2 2 0 0 1 4 0V0"},
    {U'i', 2.2, "M.4-4V0M.4-5.5V-5.4"},
    {U'j', 2.6, "M1-4V1a1.2 1.2 0 0 1-1.4 1M1-5.5V-5.4"},
    {U'k', 5.0, "M0-6V0M3.4-4L0-1.4M1.2-2.3L3.6 0"},
    {U'l', 2.2, "M.4-6V0"},
    {U'm', 8.0, "M0-4V0M0-2.4a1.6 1.6 0 0 1 3.2 0V0M3.2-2.4a1.6 1.6 0 0 1 3.2 0V0"},
    {U'n', 5.6, "M0-4V0M0-2a2 2 0 0 1 4 0V0"},
    {U'o', 5.6, "M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'p', 5.6, "M0-4V2M0-2a2 2 0 1 1 4 0a2 2 0 1 1-4 0"},
    {U'q', 5.6, "M4-4V2M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'r', 3.8, "M0-4V0M0-2.2a2 2 0 0 1 2.6-1.6"},
    {U's', 4.6, "M3-3.4C2.6-4.2 .2-4.3 .2-3C.2-1.6 3.1-2.4 3.1-1C3.1 .4 .4 .2 0-.7"},
    {U't', 3.9, "M1.2-5.4V-1a1 1 0 0 0 1.6 .8M0-4H2.8"},
    {U'u', 5.6, "M0-4V-2a2 2 0 0 0 4 0M4-4V0"},
    {U'v', 5.2, "M0-4L1.9 0L3.8-4"},
    {U'w', 7.0, "M0-4L1.4 0L2.8-4L4.2 0L5.6-4"},
    {U'x', 5.0, "M0-4L3.6 0M3.6-4L0 0"},
    {U'y', 5.2, "M0-4L1.9 0M3.8-4L1.4 1.2C1.1 1.9 .6 2.1 0 2"},
    {U'z', 5.0, "M0-4H3.4L0 0H3.5"},
    {U'A', 6.2, "M0 0L2.4-6L4.8 0M.9-2.2H3.9"},
    {U'B', 5.4, "M0 0V-6H2.2a1.45 1.45 0 0 1 0 2.9H0M2.2-3.1a1.55 1.55 0 0 1 0 3.1H0"},
    {U'C', 6.4, "M5.3-4.9a3 3 0 1 0 0 3.8"},
    {U'D', 6.2, "M0 0V-6H1.8a3 3 0 0 1 0 6Z"},
    {U'E', 5.2, "M4-6H0V0H4M0-3.1H3.4"},
    {U'F', 4.8, "M4-6H0V0M0-3.1H3.3"},
    {U'G', 7.2, "M5.3-4.9a3 3 0 1 0 .7 1.9H3.4"},
    {U'H', 6.2, "M0-6V0M4.6-6V0M0-3.1H4.6"},
    {U'I', 3.4, "M0-6H1.8M.9-6V0M0 0H1.8"},
    {U'J', 4.2, "M2.6-6V-1.6a1.5 1.5 0 0 1-2.8 .5"},
    {U'K', 5.6, "M0-6V0M4.2-6L0-2.4M1.4-3.6L4.4 0"},
    {U'L', 4.8, "M0-6V0H3.6"},
    {U'M', 7.2, "M0 0V-6L2.8-1.6L5.6-6V0"},
    {U'N', 6.2, "M0 0V-6L4.6 0V-6"},
    {U'O', 7.4, "M6-3a3 3 0 1 1-6 0a3 3 0 1 1 6 0"},
    {U'P', 5.2, "M0 0V-6H2.2a1.6 1.6 0 0 1 0 3.2H0"},
    {U'Q', 7.4, "M6-3a3 3 0 1 1-6 0a3 3 0 1 1 6 0M3.8-1.6L6 .4"},
    {U'R', 5.6, "M0 0V-6H2.2a1.6 1.6 0 0 1 0 3.2H0M2.2-2.8L4.2 0"},
    {U'S', 5.9, "M4.2-5.1C3.5-6.4 .3-6.4 .3-4.6C.3-2.4 4.5-3.6 4.5-1.5C4.5 .5 .8 .4 0-1.1"},
    {U'T', 5.8, "M0-6H4.8M2.4-6V0"},
    {U'U', 6.2, "M0-6V-2.2a2.3 2.3 0 0 0 4.6 0V-6"},
    {U'V', 5.8, "M0-6L2.4 0L4.8-6"},
    {U'W', 8.4, "M0-6L1.8 0L3.6-6L5.4 0L7.2-6"},
    {U'X', 5.6, "M0-6L4.4 0M4.4-6L0 0"},
    {U'Y', 5.6, "M0-6L2.3-3L4.6-6M2.3-3V0"},
    {U'Z', 5.8, "M0-6H4.4L0 0H4.5"},
    {U'0', 5.4, "M4-3a2 3 0 1 1-4 0a2 3 0 1 1 4 0"},
    {U'1', 5.4, "M.6-4.8L2.2-6V0"},
    {U'2', 5.4, "M.2-4.4a1.9 1.7 0 1 1 3.4 .8L0 0H4"},
    {U'3', 5.4, "M.3-5.2a1.8 1.5 0 1 1 1.4 2.1a1.9 1.55 0 1 1-1.7 2.2"},
    {U'4', 5.6, "M3 0V-6L0-1.8H4.2"},
    {U'5', 5.4, "M3.6-6H.6L.3-3.3C.9-3.8 4-4.2 4-1.9C4 .4 .9 .4 0-.8"},
    {U'6', 5.4, "M3.4-5.7C1.4-6.4 0-4.6 0-2M4-2a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'7', 5.2, "M0-6H4L1.4 0"},
    {U'8', 5.4, "M3.6-4.5a1.6 1.5 0 1 1-3.2 0a1.6 1.5 0 1 1 3.2 0M4-1.5a2 1.5 0 1 1-4 0a2 1.5 0 1 1 4 0"},
    {U'9', 5.4, "M.6-.3C2.6 .4 4-1.4 4-4M4-4a2 2 0 1 1-4 0a2 2 0 1 1 4 0"},
    {U'-', 3.6, "M.2-2.3H2.4"},
    {U'_', 4.8, "M0 .9H3.8"},
    {U'.', 2.0, "M.4-.1V0"},
    {U',', 2.2, "M.6-.1L.2 1"},
    {U':', 2.0, "M.4-.1V0M.4-3.6V-3.5"},
    {U'!', 2.2, "M.4-6V-1.8M.4-.1V0"},
    {U'\'', 1.8, "M.3-6V-4.6"},
    {U'(', 3.0, "M1.8-6.6C0-4.4 0-1 1.8 1.2"},
    {U')', 3.0, "M.2-6.6C2-4.4 2-1 .2 1.2"},
    {U'[', 3.0, "M1.6-6.6H.2V1.2H1.6"},
    {U']', 3.0, "M.2-6.6H1.6V1.2H.2"},
    {U'/', 3.8, "M0 .8L2.6-6.4"},
    {U'+', 4.8, "M0-2.4H3.4M1.7-4.1V-.7"},
    {U'=', 4.8, "M0-3.2H3.4M0-1.6H3.4"},
    {U'&', 6.0, "M4.6 0L1-4.2C.2-6 3-6.6 3-5C3-3.4 0-3.4 0-1.6C0 .6 3.4 .6 4.2-2.6"},
    {U'#', 5.6, "M1.4-5.6L.8-.2M3.4-5.6L2.8-.2M.2-3.9H4.2M0-1.9H4"},
    {U'~', 4.8, "M0-2C.6-3.4 1.4-2.8 1.7-2.4C2-2 2.8-1.4 3.4-2.8"},
});
constexpr Letter kBox{kReplacement, 5.0, "M0 0V-6H3.6V0Z"};

/// What a letter with a mark is without it, "A" to "y" from U+00C0 on; a space: it is no such letter.
constexpr std::string_view kPlain = "AAAAAA CEEEEIIII NOOOOO OUUUUY  aaaaaa ceeeeiiii nooooo ouuuuy y";

struct Shape {
    const Letter* letter;
    bool dotted = false; ///< two dots above
};

const Letter* find(char32_t code) {
    const auto found = std::ranges::find(kLetters, code, &Letter::code);
    return found == kLetters.end() ? nullptr : &*found;
}

std::vector<Shape> shapesOf(std::string_view text) {
    std::vector<Shape> shapes;
    for (const char32_t code : codePointsOf(text)) {
        if (code == 0xDF) { // sharp s
            shapes.insert(shapes.end(), 2, Shape{find(U's')});
            continue;
        }
        const bool marked = code >= 0xC0 && code <= 0xFF && kPlain[code - 0xC0] != ' ';
        const Letter* letter = find(marked ? static_cast<char32_t>(kPlain[code - 0xC0]) : code);
        const bool dotted =
            std::u32string_view(U"\u00C4\u00CB\u00CF\u00D6\u00DC\u00E4\u00EB\u00EF\u00F6\u00FC\u00FF").find(code) !=
            std::u32string_view::npos;
        shapes.push_back({letter == nullptr ? &kBox : letter, dotted});
    }
    return shapes;
}

double widthOf(const std::vector<Shape>& shapes) {
    double width = 0;
    for (const Shape& shape : shapes)
        width += shape.letter->advance;
    return width;
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

double captionWidthMm(const Caption& caption) {
    return widthOf(shapesOf(caption.text)) * caption.sizeMm / kGrid;
}

std::vector<Mark> captionMarks(const Caption& caption) {
    const auto shapes = shapesOf(caption.text);
    const double scale = caption.sizeMm / kGrid;
    double at = caption.middle.x - 0.5 * scale * widthOf(shapes);
    std::vector<Mark> marks;
    std::vector<geometry::CubicBezier> curves;
    for (const Shape& shape : shapes) {
        curves.clear();
        CurvePen pen(curves);
        drawPathData(shape.letter->line, pen);
        if (shape.dotted) {
            const bool low = shape.letter->code >= U'a';
            const double y = low ? kDotsLow : kDotsHigh, middle = 0.5 * (shape.letter->advance - 1.6);
            for (const double x : {middle - 0.9, middle + 0.9}) {
                pen.moveTo({x, y});
                pen.lineTo({x, y - 0.1});
            }
        }
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
        at += scale * shape.letter->advance;
    }
    return marks;
}

} // namespace croquis::vector
