// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/sheet.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace croquis::cli {

using sheet::allEndings;
using sheet::kindOf;
using sheet::OutputKind;
using sheet::Sheet;
using sheet::SheetRequest;

/// The options about page and machine, as typed; the same for draw and render.
struct SheetArguments {
    std::string profile = "drawing";
    std::string page, margin, join;
    std::optional<std::size_t> pens;
    bool keepOrder = false, actualSize = false, compound = false;
    plot::GcodeOptions gcode;
    std::string gcodeFor = "grbl", hpglFor = "auto";
    std::string animate = "none", loop = "forever";
    animation::AnimationOptions motion;
    animation::GifOptions gif;
    animation::Mp4Options mp4;

    /// Those that decide how a result looks and so go into its record where they aren't at their defaults.
    std::vector<CLI::Option*> recorded;
    CLI::Option *pageOption = nullptr, *animateOption = nullptr, *loopOption = nullptr;
    /// Those that only a plotter or a cutter understands.
    std::vector<CLI::Option*> forMachines;
    /// Those of them that say how the machine's pen is moved; recorded, too, whatever page there is.
    std::vector<CLI::Option*> forPens;
    /// Those that only what moves understands; recorded, too.
    std::vector<CLI::Option*> forMotion;
};
void addSheetOptions(CLI::App& command, SheetArguments& arguments);

/// What was typed, or its default.
std::string valueOf(const CLI::Option& option);

/// What they mean.
/// @param kinds  what will be written.
/// @throws InvalidArgument for values that aren't any, and for options that change nothing.
SheetRequest sheetFrom(const SheetArguments& arguments, const std::set<OutputKind>& kinds);

/// What is asked of a film and can't be had as it is: a motion that comes once only where nothing that is written can
/// hold that, an odd side. A sentence each.
std::vector<std::string> filmNotices(const SheetRequest& request, const std::set<OutputKind>& kinds);

/// "scaled to 90 %, 16 paths, pen down 1.24 m, travel 0.61 m (1.02 m in file order), 16 lifts, about 43 s at ..."
std::string sentenceFor(const sheet::PlotFigures& figures);

} // namespace croquis::cli
