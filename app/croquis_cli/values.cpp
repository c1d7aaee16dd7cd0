// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "values.hpp"

#include "command.hpp"

#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/brush_library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

namespace croquis::cli {

double millimetresFrom(const std::string& option, const std::string& text) {
    constexpr std::array<std::pair<std::string_view, double>, 5> kUnits{
        {{"", 1}, {"mm", 1}, {"cm", 10}, {"in", 25.4}, {"pt", 25.4 / 72}}};
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    unit.remove_prefix(std::min(unit.find_first_not_of(' '), unit.size()));
    if (error == std::errc{} && std::isfinite(value))
        for (const auto& [name, millimetres] : kUnits)
            if (unit == name)
                return value * millimetres;
    throw InvalidArgument(
        fmt::format("--{} takes a length such as 200mm, 20cm, 8in or 12pt, not \"{}\".", option, text));
}

std::vector<int> levelsFrom(const std::string& text) {
    std::set<int> levels;
    std::size_t count = 0;
    for (const char* at = text.data(); count == 0 || *at == ','; ++count) {
        int strokes = 0;
        const auto [end, error] = std::from_chars(at + (count == 0 ? 0 : 1), text.data() + text.size(), strokes);
        if (error != std::errc{} || strokes < 1 || strokes > 128)
            break;
        levels.insert(strokes);
        at = end;
        if (at == text.data() + text.size() && levels.size() == count + 1 && count >= 1 && count < 8)
            return {levels.begin(), levels.end()};
    }
    throw InvalidArgument(fmt::format(
        "--levels takes 2 to 8 different numbers of strokes from 1 to 128, as 4,8,16,32, not \"{}\".", text));
}

geometry::Colour colourFrom(const std::string& option, const std::string& text) {
    const bool shortForm = text.size() == 4;
    if (text.starts_with('#') && (shortForm || text.size() == 7)) {
        std::array<std::uint8_t, 3> channels{};
        bool good = true;
        for (std::size_t k = 0; k < 3; ++k) {
            const std::string digits = shortForm ? std::string(2, text[1 + k]) : text.substr(1 + 2 * k, 2);
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + 2, channels[k], 16);
            good = good && error == std::errc{} && end == digits.data() + 2;
        }
        if (good)
            return {channels[0], channels[1], channels[2]};
    }
    throw InvalidArgument(fmt::format("--{} takes a colour such as #1a2b3c, not \"{}\".", option, text));
}

vector::Brush brushFrom(const std::string& text) {
    try {
        if (!text.starts_with('{') && (text.ends_with(".json") || text.find('/') != std::string::npos))
            return vector::readBrush(text);
        const bool mayBeOwn =
            !text.starts_with('{') &&
            std::ranges::find(vector::builtInBrushes(), text, &vector::Brush::name) == vector::builtInBrushes().end();
        if (mayBeOwn)
            if (auto own = vector::BrushLibrary::standard().find(text))
                return std::move(*own);
        return vector::brushFromText(text);
    } catch (const ExportError& error) {
        throw BadInput(error.what());
    }
}

vector::Variation variationFrom(const std::string& option, const std::string& text) {
    try {
        return vector::variationFrom(text);
    } catch (const InvalidArgument& error) {
        throw InvalidArgument(fmt::format("--{}: {}", option, error.what()));
    }
}

session::PhotoOptions photoOptionsFrom(const std::string& mask, const optimise::Recipe& recipe, bool keepPart) {
    using Mask = session::PhotoOptions::Mask;
    session::PhotoOptions options;
    options.placement = recipe.placement;
    options.keepPart = keepPart;
    if (mask == "none" || (mask == "auto" && !recipe.findSubject)) {
        options.mask = Mask::none;
    } else if (mask != "auto" && mask != "subject") {
        options.mask = Mask::file;
        options.maskFile = mask;
    }
    return options;
}

std::unique_ptr<session::SketchSession> openEngine(session::SessionOptions options) {
    if (options.device == "auto")
        options.device = "cpu";
    return session::SketchSession::open(options);
}

std::string textureWithoutPaper(vector::PaperTexture texture) {
    return fmt::format(
        "--paper-texture {} doesn't show: only a paper with a colour has a texture, --paper '#f7f1e3' for "
        "instance.",
        vector::nameOf(texture));
}

} // namespace croquis::cli
