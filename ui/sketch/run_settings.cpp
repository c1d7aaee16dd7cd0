// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/run_settings.hpp"

#include "base/error.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "ui/models/installed_model.hpp"
#include "ui/sketch/brief_words.hpp"
#include "vector/brush/brush_file.hpp"

#include <QString>

#include <array>

namespace croquis::ui {
namespace {

constexpr std::uint64_t kSeedStep = 1000; // as croquis-cli draw --seeds
constexpr std::array<int, 4> kLevels{4, 8, 16, 32};

/// Millimetres in the C locale without needless digits.
std::string millimetres(double value) {
    return QString::number(value, 'g', 6).toStdString() + "mm";
}

std::string hexOf(geometry::Colour colour) {
    return QString::asprintf("#%02x%02x%02x", colour.red, colour.green, colour.blue).toStdString();
}

/// The pen for a brush that isn't known here.
vector::Brush brushIn(const std::string* text) {
    try {
        return text == nullptr ? vector::Brush() : vector::brushFromText(*text);
    } catch (const Error&) {
        return {};
    }
}

/// None for one that isn't known here.
vector::Variation variationIn(const std::string* text) {
    try {
        return text == nullptr ? vector::Variation() : vector::variationFrom(*text);
    } catch (const Error&) {
        return {};
    }
}

vector::PaperTexture textureIn(const std::string* text) {
    try {
        return text == nullptr ? vector::PaperTexture::none : vector::paperTextureFrom(*text);
    } catch (const Error&) {
        return vector::PaperTexture::none;
    }
}

/// Whether the reader of such texts knows it; one that isn't there is no riddle.
template <typename Read>
bool isKnown(const std::string* text, const Read& read) {
    try {
        if (text != nullptr && !text->empty())
            static_cast<void>(read(*text));
        return true;
    } catch (const Error&) {
        return false;
    }
}

std::optional<double> numberIn(const std::string* text) {
    if (text == nullptr)
        return std::nullopt;
    QString digits = QString::fromStdString(*text);
    if (digits.endsWith(QLatin1String("mm")))
        digits.chop(2);
    bool good = false;
    const double value = digits.trimmed().toDouble(&good);
    return good ? std::optional(value) : std::nullopt;
}

std::optional<geometry::Colour> colourIn(const std::string* text) {
    if (text == nullptr || text->size() != 7 || text->front() != '#')
        return std::nullopt;
    bool good = false;
    const unsigned value = QString::fromStdString(text->substr(1)).toUInt(&good, 16);
    if (!good)
        return std::nullopt;
    return geometry::Colour{static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8 & 255),
                            static_cast<std::uint8_t>(value & 255)};
}

/// With what is set in it; without, where that is possible with another quality only.
optimise::Recipe recipeOf(const RunSettings& settings) {
    try {
        return optimise::adjustedRecipe(settings.recipe, settings.quality, optimise::Network::embedded, settings.set);
    } catch (const InvalidArgument&) {
        return optimise::recipeFor(settings.recipe, settings.quality);
    }
}

/// Whether the recipe has such constants, with the one kind of network or the other.
bool canBeSet(const std::vector<std::string>& set, const RunSettings& settings) {
    for (const auto network : {optimise::Network::embedded, optimise::Network::clip}) {
        try {
            static_cast<void>(optimise::adjustedRecipe(settings.recipe, settings.quality, network, set));
            return true;
        } catch (const InvalidArgument&) { // perhaps with the other
        }
    }
    return false;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : ",") + part;
    return text;
}

std::vector<std::string> splitAtCommas(const std::string& text) {
    std::vector<std::string> parts;
    for (const auto& part : QString::fromStdString(text).split(QLatin1Char(','), Qt::SkipEmptyParts))
        parts.push_back(part.toStdString());
    return parts;
}

/// "auto" leaves it to the recipe.
std::string maskOf(const RunSettings& settings) {
    if (settings.onlySubject == recipeOf(settings).findSubject)
        return "auto";
    return settings.onlySubject ? "subject" : "none";
}

} // namespace

RunSettings withRecipe(RunSettings settings, const std::string& recipe) {
    settings.recipe = recipe;
    settings.set.clear();
    const auto constants = recipeOf(settings);
    settings.seeds = constants.seeds;
    settings.onlySubject = constants.findSubject;
    return settings;
}

session::DrawOptions drawOptionsOf(const RunSettings& settings) {
    session::DrawOptions options;
    options.quality = settings.quality;
    options.recipe = settings.recipe;
    options.recipeSettings = settings.set;
    return options;
}

session::PhotoOptions photoOptionsOf(const RunSettings& settings) {
    session::PhotoOptions options;
    options.placement = recipeOf(settings).placement;
    if (!settings.onlySubject)
        options.mask = session::PhotoOptions::Mask::none;
    return options;
}

double strokeWidthOf(const RunSettings& settings) {
    return recipeOf(settings).strokeWidth;
}

std::vector<optimise::SketchPlan> plansFor(const RunSettings& settings) {
    std::vector<optimise::SketchPlan> plans;
    for (int k = 0; k < settings.seeds; ++k)
        plans.push_back({settings.strokes, settings.seed + kSeedStep * static_cast<std::uint64_t>(k), {}});
    return plans;
}

std::vector<optimise::SketchPlan> levelPlans(const RunSettings& settings) {
    std::vector<optimise::SketchPlan> plans;
    for (const int strokes : kLevels)
        plans.push_back({strokes, settings.seed, {}});
    return plans;
}

std::vector<vector::Setting> settingsOf(const RunSettings& settings, const session::SessionOptions& engine,
                                        const Look& look) {
    const auto& page = look.page;
    return {{"strokes", std::to_string(settings.strokes)},
            {"seed", std::to_string(settings.seed)},
            {"seeds", settings.seeds == recipeOf(settings).seeds ? "" : std::to_string(settings.seeds)},
            {"iterations", ""},
            {"quality", std::string(optimise::nameOf(settings.quality))},
            {"recipe", settings.recipe},
            {"set", joined(settings.set)},
            {"model", engine.model},
            {"saliency-model", settings.saliencyModel.empty() ? engine.saliencyModel : settings.saliencyModel},
            {"device", engine.device},
            {"threads", std::to_string(engine.threads)},
            {"precision", engine.precision},
            {"mask", maskOf(settings)},
            {"allow-fewer", ""},
            {"frame", page.frame == session::PageOptions::Frame::photo ? "photo" : "subject"},
            {"size", millimetres(page.longSideMm)},
            {"width", page.strokeWidthMm ? millimetres(*page.strokeWidthMm) : ""},
            {"colour", hexOf(page.colour)},
            {"paper", page.paper ? hexOf(*page.paper) : "none"},
            {"paper-texture", std::string(vector::nameOf(page.texture))},
            {"brush", vector::textFor(page.brush)},
            {"vary-width", vector::textFor(page.variation.width)},
            {"vary-opacity", vector::textFor(page.variation.opacity)}};
}

std::vector<std::string> restoreSettings(const vector::Provenance& provenance, RunSettings& settings, Look& look) {
    const auto text = [&](const char* name) { return vector::findSetting(provenance, name); };
    std::vector<std::string> leftOut;
    const auto leaveOut = [&](const char* name, const std::string& value) {
        leftOut.push_back(std::string(name) + ' ' + inBrief(value).toStdString());
    };
    if (const auto* recipe = text("recipe"); recipe != nullptr && (*recipe == "default" || *recipe == "clipasso"))
        settings = withRecipe(settings, *recipe);
    else if (recipe != nullptr && !recipe->empty())
        leaveOut("recipe", *recipe);
    if (const auto strokes = numberIn(text("strokes")); strokes && *strokes >= 1 && *strokes <= 128)
        settings.strokes = static_cast<int>(*strokes);
    if (const auto* seed = text("seed"))
        settings.seed = QString::fromStdString(*seed).toULongLong();
    if (const auto seeds = numberIn(text("seeds")); seeds && *seeds >= 1 && *seeds <= 16)
        settings.seeds = static_cast<int>(*seeds);
    if (const auto* quality = text("quality"))
        settings.quality = *quality == "draft"  ? optimise::Quality::draft
                           : *quality == "fine" ? optimise::Quality::fine
                                                : optimise::Quality::normal;
    if (const auto* quality = text("quality");
        quality != nullptr && !quality->empty() && *quality != optimise::nameOf(settings.quality))
        leaveOut("quality", *quality);
    if (const auto* set = text("set")) {
        const auto constants = splitAtCommas(*set);
        settings.set = canBeSet(constants, settings) ? constants : std::vector<std::string>();
        if (settings.set.size() != constants.size())
            leaveOut("set", *set);
    }
    if (const auto* mask = text("mask"))
        settings.onlySubject = *mask == "auto" ? recipeOf(settings).findSubject : *mask != "none";
    if (const auto* mask = text("mask"); mask != nullptr && *mask != "auto" && *mask != "subject" && *mask != "none")
        leaveOut("mask", *mask);
    if (const auto* iterations = text("iterations"); iterations != nullptr && !iterations->empty())
        leaveOut("iterations", *iterations);
    if (const auto* model = text("saliency-model")) {
        settings.saliencyModel = model->empty() || isInstalled(*model) ? *model : std::string();
        if (settings.saliencyModel != *model)
            leaveOut("saliency-model", *model);
    }
    look.order = StrokeOrder::asDrawn; // the curves are in the order they were to be drawn in
    auto& page = look.page;
    if (const auto* frame = text("frame"))
        page.frame = *frame == "photo" ? session::PageOptions::Frame::photo : session::PageOptions::Frame::subject;
    if (const auto size = numberIn(text("size")); size && *size >= 1 && *size <= 10000)
        page.longSideMm = *size;
    page.strokeWidthMm = numberIn(text("width"));
    if (page.strokeWidthMm && !(*page.strokeWidthMm > 0 && *page.strokeWidthMm <= page.longSideMm))
        page.strokeWidthMm.reset();
    if (const auto colour = colourIn(text("colour")))
        page.colour = *colour;
    if (const auto paper = colourIn(text("paper")))
        page.paper = *paper;
    else if (const auto* none = text("paper"); none != nullptr && *none == "none")
        page.paper.reset();
    page.texture = textureIn(text("paper-texture"));
    page.brush = brushIn(text("brush"));
    page.variation = {variationIn(text("vary-width")), variationIn(text("vary-opacity"))};
    if (!isKnown(text("brush"), [](const std::string& brush) { return vector::brushFromText(brush); }))
        leaveOut("brush", *text("brush"));
    if (!isKnown(text("paper-texture"), [](const std::string& name) { return vector::paperTextureFrom(name); }))
        leaveOut("paper-texture", *text("paper-texture"));
    for (const char* vary : {"vary-width", "vary-opacity"})
        if (!isKnown(text(vary), [](const std::string& by) { return vector::variationFrom(by); }))
            leaveOut(vary, *text(vary));
    return leftOut;
}

} // namespace croquis::ui
