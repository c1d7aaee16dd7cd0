// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/provenance.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <set>

namespace croquis::vector {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaximumBytes = 4u << 20;
constexpr int kMaximumDepth = 16;
constexpr std::uint64_t kLargestId = 1'000'000'000;
constexpr double kLongestPage = 1e6; // millimetres
constexpr int kMaximumKeys = 10000;  // an ordered object is searched from its start for every key

double finite(double value, const char* what) {
    if (!std::isfinite(value))
        throw InvalidArgument(fmt::format("provenance: {} isn't a finite number", what));
    return value;
}

/// The double whose shortest text is the float's shortest text, so that 0.1f is written 0.1 and not
/// 0.10000000149011612.
double shortest(float value) {
    std::array<char, 64> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    double result = value;
    if (error == std::errc())
        std::from_chars(text.data(), end, result);
    const bool exact = std::abs(result) <= std::numeric_limits<float>::max() && static_cast<float>(result) == value;
    return exact ? result : static_cast<double>(value);
}

Json jsonOf(const FileIdentity& file) {
    return Json{{"name", file.name}, {"sha256", file.sha256}};
}

Json jsonOf(const SketchRecord& sketch) {
    Json terms = Json::object();
    for (const base::LossTerm& term : sketch.terms)
        terms[term.name] = finite(term.value, "a loss term");
    const geometry::Affine& m = sketch.pageFromCanvas;
    Json map = Json::array();
    for (const double value : {m.a, m.b, m.c, m.d, m.e, m.f})
        map.push_back(finite(value, "pageFromCanvas"));
    Json curves = Json::array();
    for (const CanvasCurve& curve : sketch.curves) {
        Json numbers = Json::array();
        for (const float value : curve)
            numbers.push_back(shortest(static_cast<float>(finite(value, "a control point"))));
        curves.push_back(std::move(numbers));
    }
    Json json{{"layer", sketch.layer},         {"seed", sketch.seed},
              {"iteration", sketch.iteration}, {"loss", finite(sketch.loss, "the loss")},
              {"terms", std::move(terms)},     {"pageFromCanvas", std::move(map)},
              {"curves", std::move(curves)}};
    if (!sketch.importance.empty())
        json["importance"] = sketch.importance;
    if (!sketch.ids.empty())
        json["ids"] = sketch.ids;
    return json;
}

[[noreturn]] void damaged(const std::string& cause) {
    throw ExportError(fmt::format("its record of how it was made is damaged ({})", cause));
}

const Json& member(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (!object.is_object() || found == object.end())
        damaged(fmt::format("\"{}\" is missing", key));
    return *found;
}

std::string textOf(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_string())
        damaged(fmt::format("\"{}\" isn't text", key));
    return value.get<std::string>();
}

double numberIn(const Json& value, const char* what) {
    if (!value.is_number())
        damaged(fmt::format("\"{}\" isn't a number", what));
    return value.get<double>();
}

template <class Integer>
Integer integerOf(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        if (number <= static_cast<std::uint64_t>(std::numeric_limits<Integer>::max()))
            return static_cast<Integer>(number);
    }
    damaged(fmt::format("\"{}\" isn't a whole number in its range", key));
}

const Json& arrayOf(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_array())
        damaged(fmt::format("\"{}\" isn't a list", key));
    return value;
}

FileIdentity identityOf(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return {textOf(value, "name"), textOf(value, "sha256")};
}

CanvasCurve curveOf(const Json& numbers) {
    CanvasCurve curve{};
    if (!numbers.is_array() || numbers.size() != curve.size())
        damaged("a curve doesn't have eight numbers");
    for (std::size_t i = 0; i < curve.size(); ++i) {
        const double value = numberIn(numbers[i], "curves");
        if (std::abs(value) > std::numeric_limits<float>::max())
            damaged("a control point is out of range");
        curve[i] = static_cast<float>(value);
    }
    return curve;
}

/// Places, each once.
std::vector<int> importanceIn(const Json& object, std::size_t count) {
    const Json& list = arrayOf(object, "importance");
    std::vector<bool> taken(count);
    std::vector<int> places;
    for (const Json& value : list) {
        const bool whole = value.is_number_unsigned() && value.get<std::uint64_t>() < count;
        if (!whole || list.size() != count || taken[value.get<std::size_t>()])
            damaged("\"importance\" doesn't give each curve a place of its own");
        taken[value.get<std::size_t>()] = true;
        places.push_back(value.get<int>());
    }
    return places;
}

/// Whole numbers from 1, each once.
std::vector<int> idsIn(const Json& object, std::size_t count) {
    const Json& list = arrayOf(object, "ids");
    std::set<int> taken;
    std::vector<int> ids;
    for (const Json& value : list) {
        const bool whole = value.is_number_unsigned() && value.get<std::uint64_t>() - 1 < kLargestId;
        if (!whole || list.size() != count || !taken.insert(value.get<int>()).second)
            damaged("\"ids\" doesn't give each curve a number of its own");
        ids.push_back(value.get<int>());
    }
    return ids;
}

SketchRecord recordOf(const Json& object) {
    SketchRecord record;
    record.layer = textOf(object, "layer");
    record.seed = integerOf<std::uint64_t>(object, "seed");
    record.iteration = integerOf<std::int64_t>(object, "iteration");
    record.loss = numberIn(member(object, "loss"), "loss");
    const Json& terms = member(object, "terms");
    if (!terms.is_object())
        damaged("\"terms\" isn't an object");
    for (const auto& [name, value] : terms.items())
        record.terms.push_back({name, numberIn(value, "terms")});
    const Json& map = arrayOf(object, "pageFromCanvas");
    if (map.size() != 6)
        damaged("\"pageFromCanvas\" doesn't have six numbers");
    const auto entry = [&map](std::size_t i) { return numberIn(map[i], "pageFromCanvas"); };
    record.pageFromCanvas = {entry(0), entry(1), entry(2), entry(3), entry(4), entry(5)};
    for (const Json& curve : arrayOf(object, "curves"))
        record.curves.push_back(curveOf(curve));
    if (object.contains("importance"))
        record.importance = importanceIn(object, record.curves.size());
    if (object.contains("ids"))
        record.ids = idsIn(object, record.curves.size());
    return record;
}

std::vector<Setting> settingsOf(const Json& object) {
    const Json& settings = member(object, "settings");
    if (!settings.is_object())
        damaged("\"settings\" isn't an object");
    std::vector<Setting> result;
    for (const auto& [name, value] : settings.items()) {
        if (!value.is_string())
            damaged("a setting isn't text");
        result.push_back({name, value.get<std::string>()});
    }
    return result;
}

geometry::Point pageIn(const Json& object) {
    const Json& sides = arrayOf(object, "page");
    if (sides.size() != 2)
        damaged("\"page\" doesn't have two numbers");
    const geometry::Point page{numberIn(sides[0], "page"), numberIn(sides[1], "page")};
    if (!(std::min(page.x, page.y) > 0 && std::max(page.x, page.y) <= kLongestPage))
        damaged("\"page\" isn't the size of a page");
    return page;
}

Json parse(std::string_view text) {
    if (text.size() > kMaximumBytes)
        damaged("it is larger than 4 MB");
    int keys = 0;
    const auto bounded = [&keys](int depth, Json::parse_event_t event, Json&) {
        const bool opens = event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (opens && depth > kMaximumDepth)
            damaged("it is nested too deeply");
        if (event == Json::parse_event_t::key && ++keys > kMaximumKeys)
            damaged("it has too many entries");
        return true;
    };
    try {
        return Json::parse(text, bounded);
    } catch (const Json::exception&) {
        damaged("it isn't valid JSON");
    }
}

Provenance provenanceIn(const Json& json) {
    Provenance provenance;
    provenance.programVersion = textOf(json, "version");
    provenance.recipe = textOf(json, "recipe");
    provenance.model = identityOf(json, "model");
    if (json.contains("maskModel"))
        provenance.maskModel = identityOf(json, "maskModel");
    if (json.contains("saliencyModel"))
        provenance.saliencyModel = identityOf(json, "saliencyModel");
    if (json.contains("faceModel"))
        provenance.faceModel = identityOf(json, "faceModel");
    if (json.contains("maskFile"))
        provenance.maskFile = identityOf(json, "maskFile");
    provenance.source = identityOf(json, "source");
    provenance.device = textOf(json, "device");
    provenance.threads = integerOf<int>(json, "threads");
    if (json.contains("precision"))
        provenance.precision = textOf(json, "precision");
    if (json.contains("sketchesAtOnce"))
        provenance.sketchesAtOnce = integerOf<int>(json, "sketchesAtOnce");
    provenance.settings = settingsOf(json);
    for (const Json& sketch : arrayOf(json, "sketches"))
        provenance.sketches.push_back(recordOf(sketch));
    if (json.contains("page"))
        provenance.page = pageIn(json);
    return provenance;
}

} // namespace

const std::string* findSetting(const Provenance& provenance, std::string_view name) {
    const auto found = std::ranges::find(provenance.settings, name, &Setting::name);
    return found == provenance.settings.end() ? nullptr : &found->value;
}

std::string toJson(const Provenance& provenance) {
    Json settings = Json::object();
    for (const Setting& setting : provenance.settings) {
        if (settings.contains(setting.name))
            throw InvalidArgument(fmt::format("provenance: the setting {} is given twice", setting.name));
        settings[setting.name] = setting.value;
    }
    Json sketches = Json::array();
    for (const SketchRecord& sketch : provenance.sketches)
        sketches.push_back(jsonOf(sketch));
    Json json{{"schema", kProvenanceSchema},
              {"program", "croquis"},
              {"version", provenance.programVersion},
              {"recipe", provenance.recipe},
              {"model", jsonOf(provenance.model)}};
    if (provenance.maskModel)
        json["maskModel"] = jsonOf(*provenance.maskModel);
    if (provenance.saliencyModel)
        json["saliencyModel"] = jsonOf(*provenance.saliencyModel);
    if (provenance.faceModel)
        json["faceModel"] = jsonOf(*provenance.faceModel);
    if (provenance.maskFile)
        json["maskFile"] = jsonOf(*provenance.maskFile);
    json["source"] = jsonOf(provenance.source);
    json["device"] = provenance.device;
    json["threads"] = std::max(provenance.threads, 0);
    if (!provenance.precision.empty())
        json["precision"] = provenance.precision;
    if (provenance.sketchesAtOnce > 0)
        json["sketchesAtOnce"] = provenance.sketchesAtOnce;
    json["settings"] = std::move(settings);
    json["sketches"] = std::move(sketches);
    if (provenance.page)
        json["page"] = {finite(provenance.page->x, "the page"), finite(provenance.page->y, "the page")};
    return json.dump(-1, ' ', true, Json::error_handler_t::replace);
}

Provenance provenanceFromJson(std::string_view text, NewerRecord newer) {
    const Json json = parse(text);
    const int schema = integerOf<int>(json, "schema");
    if (schema < 1)
        damaged("\"schema\" isn't a whole number in its range");
    if (schema <= kProvenanceSchema)
        return provenanceIn(json);
    if (newer == NewerRecord::readAsKnown)
        try {
            Provenance provenance = provenanceIn(json);
            provenance.schema = schema;
            return provenance;
        } catch (const ExportError&) { // what was a number is something else by now
        }
    throw ExportError(fmt::format("it was made by a newer Croquis (record {}, this program reads up to {}); update "
                                  "Croquis to restore it",
                                  schema, kProvenanceSchema));
}

} // namespace croquis::vector
