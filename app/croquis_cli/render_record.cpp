// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "render_record.hpp"

#include "plot/page_layout.hpp"
#include "vector/brush/brush_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace croquis::cli {
namespace {

void put(vector::Provenance& record, const std::string& name, const std::string& value) {
    const auto setting = std::ranges::find(record.settings, name, &vector::Setting::name);
    if (setting != record.settings.end())
        setting->value = value;
    else
        record.settings.push_back({name, value});
}

void forget(vector::Provenance& record, const std::string& name) {
    std::erase_if(record.settings, [&](const vector::Setting& setting) { return setting.name == name; });
}

bool isOfMotion(const SheetArguments& sheet, const CLI::Option* option) {
    return option == sheet.animateOption || std::ranges::find(sheet.forMotion, option) != sheet.forMotion.end();
}

/// How a pen is moved, wherever the sketch lies.
bool isOfPens(const SheetArguments& sheet, const CLI::Option* option) {
    return std::ranges::find(sheet.forPens, option) != sheet.forPens.end();
}

/// Typed, and about where and with what the sketch is laid down.
std::vector<const CLI::Option*> typedPage(const SheetArguments& sheet) {
    std::vector<const CLI::Option*> typed;
    for (const CLI::Option* option : sheet.recorded)
        if (option->count() > 0 && !isOfMotion(sheet, option) && !isOfPens(sheet, option))
            typed.push_back(option);
    return typed;
}

/// The width that the strokes get with their page, where the one recorded is a length.
void tellOfWidth(vector::Drawing& drawing, const SheetRequest& request) {
    vector::Provenance& record = *drawing.provenance;
    const std::string* recorded = vector::findSetting(record, "width");
    if (recorded == nullptr || recorded->empty() || drawing.layers.empty() || drawing.layers.front().strokes.empty())
        return;
    if (request.machine) // its lines are as wide as the pen unless that is said
        return put(record, "width", "");
    if (!request.page)
        return;
    const auto placed = plot::placedOn(drawing, {*request.page, request.marginMm.value_or(plot::PageLayout{}.marginMm),
                                                 plot::Extent::frame, plot::StrokeWidths::scaled});
    const auto& strokes = placed.layers.front().strokes; // the widest is the one that no variation makes thinner
    put(record, "width", fmt::format("{}mm", std::ranges::max(strokes, {}, &geometry::Stroke::width).width));
}

} // namespace

bool canTellOfPage(const vector::Provenance& record, const SheetArguments& sheet) {
    const std::string* profile = vector::findSetting(record, "profile");
    const bool laidDown =
        vector::findSetting(record, "page") != nullptr || (profile != nullptr && *profile != "drawing");
    return !laidDown || typedPage(sheet).empty();
}

void tellOfLook(vector::Drawing& drawing, const TypedLook& look, const SheetArguments& sheet,
                const SheetRequest& request, OutputKind kind) {
    vector::Provenance& record = *drawing.provenance;
    if (vector::findSetting(record, "brush") != nullptr || !drawing.brush.isPen())
        put(record, "brush", vector::textFor(drawing.brush));
    for (const auto& [name, value] : {std::pair("paper-texture", std::string(vector::nameOf(drawing.texture))),
                                      {"vary-width", vector::textFor(drawing.variation.width)},
                                      {"vary-opacity", vector::textFor(drawing.variation.opacity)}})
        if (vector::findSetting(record, name) != nullptr || value != "none")
            put(record, name, value);
    if (!look.colour.empty())
        put(record, "colour", look.colour);
    if (!look.paper.empty())
        put(record, "paper", look.paper);
    if (kind == OutputKind::png && look.dpi != SheetRequest{}.dpi)
        put(record, "dpi", fmt::format("{}", look.dpi));
    const auto page = typedPage(sheet);
    if (!page.empty() && canTellOfPage(record, sheet)) {
        if (look.width.empty())
            tellOfWidth(drawing, request);
        for (const CLI::Option* option : page)
            put(record, option->get_single_name(), valueOf(*option));
    }
    if (!look.width.empty())
        put(record, "width", look.width);
    if (kind == OutputKind::svg && !request.animated) {
        for (const CLI::Option* option : sheet.recorded)
            if (isOfMotion(sheet, option))
                forget(record, option->get_single_name());
    }
    if (request.machine || sheet::isForMachine(kind)) // what moves the pen now is what was typed now
        for (const CLI::Option* option : sheet.forPens)
            forget(record, option->get_single_name());
    for (const CLI::Option* option : sheet.recorded)
        if (option->count() > 0 && (isOfMotion(sheet, option) || isOfPens(sheet, option)))
            put(record, option->get_single_name(), valueOf(*option));
}

} // namespace croquis::cli
