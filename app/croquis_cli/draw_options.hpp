// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_job.hpp"
#include "sheet_options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace croquis::cli {

/// The draw command's options as typed. `recorded` are those that decide how the sketch looks: they go into the
/// provenance and come back with --from.
struct DrawArguments {
    DrawRequest request;
    SheetArguments sheet;
    std::string png, gif, mp4, pdf, hpgl, gcode;
    int strokes = 16;
    std::uint64_t seed = 0;
    std::optional<int> seeds;
    std::string levels;
    std::optional<int> iterations;
    std::string quality = "normal";
    std::string mask = "auto";
    std::string frame = "subject";
    std::string width, colour = "#000000", paper = "none", texture = "none", size = "200mm", brush = "pen";
    std::string varyWidth = "none", varyOpacity = "none";
    std::string from;
    std::string progress = "auto";
    std::string shard;
    bool dryRun = false, noCaptions = false;
    std::vector<CLI::Option*> recorded;
    CLI::Option *sizeOption = nullptr, *strokesOption = nullptr, *levelsOption = nullptr;
    bool ownPage = false; ///< a plot on the sketch's own page, which --size gives
};

/// Adds what the command takes; the arguments must outlive it.
void addDrawOptions(CLI::App& command, DrawArguments& arguments);

} // namespace croquis::cli
