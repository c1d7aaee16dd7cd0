// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_file.hpp"

#include "base/error.hpp"
#include "vector/file_content.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

namespace croquis::vector {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaximumBytes = 1u << 20;
constexpr int kMaximumDepth = 6;
constexpr int kMaximumValues = 4096;

constexpr std::array<std::pair<std::string_view, Blend>, 2> kBlends{
    {{"normal", Blend::normal}, {"multiply", Blend::multiply}}};
constexpr std::array<std::pair<std::string_view, Brush::Ends>, 5> kEnds{{{"round", Brush::Ends::round},
                                                                         {"butt", Brush::Ends::butt},
                                                                         {"felt", Brush::Ends::felt},
                                                                         {"slant", Brush::Ends::slant},
                                                                         {"ragged", Brush::Ends::ragged}}};

/// Printable, and not longer than a line.
std::string shown(std::string_view text) {
    std::string result;
    for (const char c : text.substr(0, 40))
        result += c >= ' ' && c <= '~' ? c : '?';
    return result;
}

Json parse(std::string_view text) {
    if (text.size() > kMaximumBytes)
        throw ExportError("it is larger than 1 MB");
    int values = 0;
    std::vector<std::set<std::string, std::less<>>> keys;
    const auto bounded = [&](int depth, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        if (depth > kMaximumDepth)
            throw ExportError("it is nested too deeply");
        if (++values > kMaximumValues)
            throw ExportError("it has too many entries");
        if (event == Event::object_start)
            keys.emplace_back();
        else if (event == Event::object_end)
            keys.pop_back();
        else if (event == Event::key && !keys.back().insert(value.get<std::string>()).second)
            throw ExportError(fmt::format("\"{}\" is given twice", shown(value.get<std::string>())));
        return true;
    };
    try {
        return Json::parse(text, bounded);
    } catch (const Json::parse_error& error) {
        const std::string_view before = text.substr(0, error.byte > 0 ? error.byte - 1 : 0);
        throw ExportError(fmt::format("it isn't valid JSON at line {}, character {}",
                                      std::ranges::count(before, '\n') + 1,
                                      before.size() - (before.rfind('\n') + 1) + 1));
    } catch (const Json::exception&) {
        throw ExportError("it isn't valid JSON");
    }
}

std::string textOf(const Json& value, std::string_view field) {
    if (!value.is_string())
        throw ExportError(fmt::format("\"{}\" must be text", field));
    return value.get<std::string>();
}

double numberOf(const Json& value, std::string_view field) {
    if (!value.is_number())
        throw ExportError(fmt::format("\"{}\" must be a number", field));
    return value.get<double>();
}

template <typename Names>
auto choiceOf(const Json& value, std::string_view field, const Names& names) {
    const std::string text = textOf(value, field);
    std::string known;
    for (const auto& [name, choice] : names) {
        if (text == name)
            return choice;
        known += fmt::format("{}{}", known.empty() ? "" : ", ", name);
    }
    throw ExportError(fmt::format("\"{}\" must be one of {}, not \"{}\"", field, known, shown(text)));
}

std::vector<BrushPoint> pointsOf(const Json& value, std::string_view field) {
    const auto refuse = [field] { throw ExportError(fmt::format("\"{}\" must be a list of pairs of numbers", field)); };
    if (!value.is_array())
        refuse();
    std::vector<BrushPoint> points;
    for (const Json& pair : value) {
        if (!pair.is_array() || pair.size() != 2 || !pair[0].is_number() || !pair[1].is_number())
            refuse();
        points.push_back({pair[0].get<double>(), pair[1].get<double>()});
    }
    return points;
}

std::string pathOf(const BrushNumber& field) {
    return fmt::format("{}{}{}", field.group, field.group.empty() ? "" : ".", field.name);
}

void setNumber(Brush& brush, const Json& value, const std::string& path) {
    const auto numbers = brushNumbers();
    const auto field = std::ranges::find(numbers, path, pathOf);
    if (field == numbers.end())
        throw ExportError(fmt::format("there is no \"{}\" in a brush", shown(path)));
    const double number = numberOf(value, path);
    if (!(number >= field->minimum && number <= field->maximum))
        throw ExportError(
            fmt::format("\"{}\" must lie between {} and {}, not {}", path, field->minimum, field->maximum, number));
    if (field->whole && number != std::floor(number))
        throw ExportError(fmt::format("\"{}\" must be a whole number, not {}", path, number));
    field->set(brush, number);
}

bool isGroup(std::string_view key) {
    return !key.empty() && std::ranges::find(brushNumbers(), key, &BrushNumber::group) != brushNumbers().end();
}

void requireSchema(const Json& json) {
    if (!json.is_object())
        throw ExportError("it isn't a brush but other JSON");
    const auto schema = json.find("croquisBrush");
    if (schema == json.end() || !schema->is_number_unsigned() || *schema == 0u)
        throw ExportError("it isn't a brush: \"croquisBrush\" must give its schema, 1");
    if (*schema > static_cast<unsigned>(kBrushSchema))
        throw ExportError(fmt::format("it was made for a newer Croquis (schema {}, this program reads up to {})",
                                      schema->dump(), kBrushSchema));
    if (!json.contains("name"))
        throw ExportError("\"name\" is missing");
}

Brush interpret(const Json& json) {
    requireSchema(json);
    Brush brush;
    brush.description.clear();
    for (const auto& [key, value] : json.items()) {
        if (key == "croquisBrush")
            continue;
        if (key == "$schema") // for editors
            static_cast<void>(textOf(value, key));
        else if (key == "name")
            brush.name = textOf(value, key);
        else if (key == "description")
            brush.description = textOf(value, key);
        else if (key == "blend")
            brush.blend = choiceOf(value, key, kBlends);
        else if (key == "ends")
            brush.ends = choiceOf(value, key, kEnds);
        else if (key == "profile")
            brush.profile = pointsOf(value, key);
        else if (key == "gaps")
            brush.gaps = pointsOf(value, key);
        else if (isGroup(key) && !value.is_object())
            throw ExportError(fmt::format("\"{}\" must be an object", key));
        else if (isGroup(key))
            for (const auto& [name, number] : value.items())
                setNumber(brush, number, fmt::format("{}.{}", key, name));
        else
            setNumber(brush, value, key);
    }
    try {
        brush.validate();
    } catch (const InvalidArgument& error) {
        throw ExportError(error.what());
    }
    return brush;
}

template <typename Names, typename Value>
std::string_view nameOf(const Names& names, Value value) {
    return std::ranges::find(names, value, [](const auto& entry) { return entry.second; })->first;
}

Json jsonOf(const std::vector<BrushPoint>& points) {
    Json list = Json::array();
    for (const BrushPoint& point : points)
        list.push_back({point.at, point.value});
    return list;
}

} // namespace

/// The seven files, one after the other (CMakeLists.txt makes this from resources/brushes).
extern const std::string_view kBuiltInBrushTexts[];
extern const std::size_t kBuiltInBrushCount;
extern const std::string_view kBrushSchemaText;

Brush brushFromJson(std::string_view json, const std::string& source) {
    try {
        return interpret(parse(json));
    } catch (const ExportError& error) {
        throw ExportError(fmt::format("Couldn't read the brush {}: {}.", source, error.what()));
    }
}

Brush readBrush(const std::filesystem::path& file) {
    return brushFromJson(readFileContent(file, kMaximumBytes), file.string());
}

std::string toJson(const Brush& brush, int indent) {
    brush.validate();
    const Brush pen;
    Json json{{"croquisBrush", kBrushSchema}, {"name", brush.name}};
    if (!brush.description.empty())
        json["description"] = brush.description;
    if (brush.blend != pen.blend)
        json["blend"] = nameOf(kBlends, brush.blend);
    if (brush.ends != pen.ends)
        json["ends"] = nameOf(kEnds, brush.ends);
    if (!brush.profile.empty())
        json["profile"] = jsonOf(brush.profile);
    if (!brush.gaps.empty())
        json["gaps"] = jsonOf(brush.gaps);
    for (const BrushNumber& field : brushNumbers()) {
        const double value = field.get(brush);
        if (value == field.get(pen))
            continue;
        Json& owner = field.group.empty() ? json : json[std::string(field.group)];
        if (field.whole)
            owner[std::string(field.name)] = static_cast<int>(value);
        else
            owner[std::string(field.name)] = value;
    }
    return json.dump(indent, ' ', true, Json::error_handler_t::replace);
}

std::string_view brushSchema() {
    return kBrushSchemaText;
}

const std::vector<Brush>& builtInBrushes() {
    static const std::vector<Brush> kBrushes = [] {
        std::vector<Brush> brushes;
        for (std::size_t i = 0; i < kBuiltInBrushCount; ++i)
            brushes.push_back(brushFromJson(kBuiltInBrushTexts[i], fmt::format("built in as number {}", i + 1)));
        return brushes;
    }();
    return kBrushes;
}

Brush brushFromText(const std::string& text) {
    if (text.starts_with('{'))
        return brushFromJson(text, "that is given as JSON");
    const auto& brushes = builtInBrushes();
    const auto found = std::ranges::find(brushes, text, &Brush::name);
    if (found != brushes.end())
        return *found;
    std::string known;
    for (const Brush& brush : brushes)
        known += fmt::format("{}{}", known.empty() ? "" : ", ", brush.name);
    throw InvalidArgument(fmt::format("There is no brush \"{}\": choose {}, or a brush file (its name ends in .json).",
                                      shown(text), known));
}

std::string textFor(const Brush& brush) {
    return brush.isPen() ? Brush().name : toJson(brush, -1);
}

} // namespace croquis::vector
