// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_colour.hpp"

#include "vector/svg_css_transform.hpp"
#include "vector/svg_values.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace croquis::vector {
namespace {

using NamedColour = std::pair<std::string_view, std::uint32_t>;

constexpr auto kNamedColours = std::to_array<NamedColour>({{"aliceblue", 0xf0f8ff},
                                                           {"antiquewhite", 0xfaebd7},
                                                           {"aqua", 0x00ffff},
                                                           {"aquamarine", 0x7fffd4},
                                                           {"azure", 0xf0ffff},
                                                           {"beige", 0xf5f5dc},
                                                           {"bisque", 0xffe4c4},
                                                           {"black", 0x000000},
                                                           {"blanchedalmond", 0xffebcd},
                                                           {"blue", 0x0000ff},
                                                           {"blueviolet", 0x8a2be2},
                                                           {"brown", 0xa52a2a},
                                                           {"burlywood", 0xdeb887},
                                                           {"cadetblue", 0x5f9ea0},
                                                           {"chartreuse", 0x7fff00},
                                                           {"chocolate", 0xd2691e},
                                                           {"coral", 0xff7f50},
                                                           {"cornflowerblue", 0x6495ed},
                                                           {"cornsilk", 0xfff8dc},
                                                           {"crimson", 0xdc143c},
                                                           {"cyan", 0x00ffff},
                                                           {"darkblue", 0x00008b},
                                                           {"darkcyan", 0x008b8b},
                                                           {"darkgoldenrod", 0xb8860b},
                                                           {"darkgray", 0xa9a9a9},
                                                           {"darkgreen", 0x006400},
                                                           {"darkgrey", 0xa9a9a9},
                                                           {"darkkhaki", 0xbdb76b},
                                                           {"darkmagenta", 0x8b008b},
                                                           {"darkolivegreen", 0x556b2f},
                                                           {"darkorange", 0xff8c00},
                                                           {"darkorchid", 0x9932cc},
                                                           {"darkred", 0x8b0000},
                                                           {"darksalmon", 0xe9967a},
                                                           {"darkseagreen", 0x8fbc8f},
                                                           {"darkslateblue", 0x483d8b},
                                                           {"darkslategray", 0x2f4f4f},
                                                           {"darkslategrey", 0x2f4f4f},
                                                           {"darkturquoise", 0x00ced1},
                                                           {"darkviolet", 0x9400d3},
                                                           {"deeppink", 0xff1493},
                                                           {"deepskyblue", 0x00bfff},
                                                           {"dimgray", 0x696969},
                                                           {"dimgrey", 0x696969},
                                                           {"dodgerblue", 0x1e90ff},
                                                           {"firebrick", 0xb22222},
                                                           {"floralwhite", 0xfffaf0},
                                                           {"forestgreen", 0x228b22},
                                                           {"fuchsia", 0xff00ff},
                                                           {"gainsboro", 0xdcdcdc},
                                                           {"ghostwhite", 0xf8f8ff},
                                                           {"gold", 0xffd700},
                                                           {"goldenrod", 0xdaa520},
                                                           {"gray", 0x808080},
                                                           {"green", 0x008000},
                                                           {"greenyellow", 0xadff2f},
                                                           {"grey", 0x808080},
                                                           {"honeydew", 0xf0fff0},
                                                           {"hotpink", 0xff69b4},
                                                           {"indianred", 0xcd5c5c},
                                                           {"indigo", 0x4b0082},
                                                           {"ivory", 0xfffff0},
                                                           {"khaki", 0xf0e68c},
                                                           {"lavender", 0xe6e6fa},
                                                           {"lavenderblush", 0xfff0f5},
                                                           {"lawngreen", 0x7cfc00},
                                                           {"lemonchiffon", 0xfffacd},
                                                           {"lightblue", 0xadd8e6},
                                                           {"lightcoral", 0xf08080},
                                                           {"lightcyan", 0xe0ffff},
                                                           {"lightgoldenrodyellow", 0xfafad2},
                                                           {"lightgray", 0xd3d3d3},
                                                           {"lightgreen", 0x90ee90},
                                                           {"lightgrey", 0xd3d3d3},
                                                           {"lightpink", 0xffb6c1},
                                                           {"lightsalmon", 0xffa07a},
                                                           {"lightseagreen", 0x20b2aa},
                                                           {"lightskyblue", 0x87cefa},
                                                           {"lightslategray", 0x778899},
                                                           {"lightslategrey", 0x778899},
                                                           {"lightsteelblue", 0xb0c4de},
                                                           {"lightyellow", 0xffffe0},
                                                           {"lime", 0x00ff00},
                                                           {"limegreen", 0x32cd32},
                                                           {"linen", 0xfaf0e6},
                                                           {"magenta", 0xff00ff},
                                                           {"maroon", 0x800000},
                                                           {"mediumaquamarine", 0x66cdaa},
                                                           {"mediumblue", 0x0000cd},
                                                           {"mediumorchid", 0xba55d3},
                                                           {"mediumpurple", 0x9370db},
                                                           {"mediumseagreen", 0x3cb371},
                                                           {"mediumslateblue", 0x7b68ee},
                                                           {"mediumspringgreen", 0x00fa9a},
                                                           {"mediumturquoise", 0x48d1cc},
                                                           {"mediumvioletred", 0xc71585},
                                                           {"midnightblue", 0x191970},
                                                           {"mintcream", 0xf5fffa},
                                                           {"mistyrose", 0xffe4e1},
                                                           {"moccasin", 0xffe4b5},
                                                           {"navajowhite", 0xffdead},
                                                           {"navy", 0x000080},
                                                           {"oldlace", 0xfdf5e6},
                                                           {"olive", 0x808000},
                                                           {"olivedrab", 0x6b8e23},
                                                           {"orange", 0xffa500},
                                                           {"orangered", 0xff4500},
                                                           {"orchid", 0xda70d6},
                                                           {"palegoldenrod", 0xeee8aa},
                                                           {"palegreen", 0x98fb98},
                                                           {"paleturquoise", 0xafeeee},
                                                           {"palevioletred", 0xdb7093},
                                                           {"papayawhip", 0xffefd5},
                                                           {"peachpuff", 0xffdab9},
                                                           {"peru", 0xcd853f},
                                                           {"pink", 0xffc0cb},
                                                           {"plum", 0xdda0dd},
                                                           {"powderblue", 0xb0e0e6},
                                                           {"purple", 0x800080},
                                                           {"rebeccapurple", 0x663399},
                                                           {"red", 0xff0000},
                                                           {"rosybrown", 0xbc8f8f},
                                                           {"royalblue", 0x4169e1},
                                                           {"saddlebrown", 0x8b4513},
                                                           {"salmon", 0xfa8072},
                                                           {"sandybrown", 0xf4a460},
                                                           {"seagreen", 0x2e8b57},
                                                           {"seashell", 0xfff5ee},
                                                           {"sienna", 0xa0522d},
                                                           {"silver", 0xc0c0c0},
                                                           {"skyblue", 0x87ceeb},
                                                           {"slateblue", 0x6a5acd},
                                                           {"slategray", 0x708090},
                                                           {"slategrey", 0x708090},
                                                           {"snow", 0xfffafa},
                                                           {"springgreen", 0x00ff7f},
                                                           {"steelblue", 0x4682b4},
                                                           {"tan", 0xd2b48c},
                                                           {"teal", 0x008080},
                                                           {"thistle", 0xd8bfd8},
                                                           {"tomato", 0xff6347},
                                                           {"turquoise", 0x40e0d0},
                                                           {"violet", 0xee82ee},
                                                           {"wheat", 0xf5deb3},
                                                           {"white", 0xffffff},
                                                           {"whitesmoke", 0xf5f5f5},
                                                           {"yellow", 0xffff00},
                                                           {"yellowgreen", 0x9acd32}});
static_assert(std::ranges::is_sorted(kNamedColours));

geometry::Colour fromBits(std::uint32_t rgb) {
    return {static_cast<std::uint8_t>(rgb >> 16 & 0xff), static_cast<std::uint8_t>(rgb >> 8 & 0xff),
            static_cast<std::uint8_t>(rgb & 0xff)};
}

std::optional<TranslucentColour> fromHex(std::string_view digits) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    const auto doubled = [](std::uint32_t v) { return (v & 0xf00) * 0x1100 + (v & 0xf0) * 0x110 + (v & 0xf) * 0x11; };
    switch (digits.size()) {
    case 3:
        return TranslucentColour{fromBits(doubled(value)), 1};
    case 4:
        return TranslucentColour{fromBits(doubled(value >> 4)), (value & 0xf) / 15.0};
    case 6:
        return TranslucentColour{fromBits(value), 1};
    case 8:
        return TranslucentColour{fromBits(value >> 8), (value & 0xff) / 255.0};
    default:
        return std::nullopt;
    }
}

/// What stands between the brackets of rgb() and rgba().
std::optional<TranslucentColour> fromChannels(std::string text) {
    std::ranges::replace(text, '/', ' ');
    std::ranges::replace(text, ',', ' ');
    std::array<double, 4> values{0, 0, 0, 1};
    NumberScanner scanner(text);
    std::size_t count = 0;
    for (; !scanner.atEnd(); ++count) {
        if (count == values.size() || !scanner.atNumber())
            return std::nullopt;
        const double full = count < 3 ? 255 : 1;
        double value = scanner.number(false);
        if (scanner.rest().starts_with('%')) {
            scanner.take();
            value = value * full / 100;
        }
        values[count] = std::clamp(value, 0.0, full);
    }
    if (count < 3)
        return std::nullopt;
    const auto channel = [&values](std::size_t i) { return static_cast<std::uint8_t>(std::lround(values[i])); };
    return TranslucentColour{{channel(0), channel(1), channel(2)}, values[3]};
}

/// Hue in degrees, the others 0..1 (CSS Color 4, section 7).
geometry::Colour fromHue(double hue, double saturation, double lightness) {
    const auto channel = [&](double n) {
        const double k = std::fmod(n + hue / 30, 12);
        const double a = saturation * std::min(lightness, 1 - lightness);
        return static_cast<std::uint8_t>(
            std::lround(255 * (lightness - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0})))));
    };
    return {channel(0), channel(8), channel(4)};
}

/// What stands between the brackets of hsl() and hsla(): a hue, two percentages, and perhaps an opacity.
std::optional<TranslucentColour> fromHueText(std::string text) {
    std::ranges::replace(text, '/', ' ');
    std::ranges::replace(text, ',', ' ');
    std::string_view rest = trimmed(text);
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view first = rest.substr(0, end);
    const bool hasUnit = !first.empty() && first.back() >= 'a' && first.back() <= 'z';
    const auto hue = parseAngle(hasUnit ? std::string(first) : std::string(first) + "deg");
    if (!hue)
        return std::nullopt;
    std::array<double, 3> shares{0, 0, 1};
    NumberScanner scanner(rest.substr(end));
    std::size_t count = 0;
    for (; !scanner.atEnd(); ++count) {
        if (count == shares.size() || !scanner.atNumber())
            return std::nullopt;
        const double value = scanner.number(false);
        const bool isPercentage = scanner.rest().starts_with('%');
        if (isPercentage)
            scanner.take();
        shares[count] = std::clamp(isPercentage || count < 2 ? value / 100 : value, 0.0, 1.0);
    }
    if (count < 2)
        return std::nullopt;
    const double turned = std::fmod(*hue, 360);
    return TranslucentColour{fromHue(turned < 0 ? turned + 360 : turned, shares[0], shares[1]), shares[2]};
}

} // namespace

std::optional<TranslucentColour> parseColour(std::string_view text) {
    std::string name(trimmed(text).substr(0, 128));
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (name.starts_with('#'))
        return fromHex(std::string_view(name).substr(1));
    if (name.starts_with("rgb") && name.ends_with(')') && name.find('(') != std::string::npos) {
        const std::size_t open = name.find('(');
        return fromChannels(name.substr(open + 1, name.size() - open - 2));
    }
    if ((name.starts_with("hsl(") || name.starts_with("hsla(")) && name.ends_with(')')) {
        const std::size_t open = name.find('(');
        return fromHueText(name.substr(open + 1, name.size() - open - 2));
    }
    if (name == "transparent")
        return TranslucentColour{{}, 0};
    const auto found = std::ranges::lower_bound(kNamedColours, std::string_view(name), {}, &NamedColour::first);
    if (found == kNamedColours.end() || found->first != name)
        return std::nullopt;
    return TranslucentColour{fromBits(found->second), 1};
}

} // namespace croquis::vector
