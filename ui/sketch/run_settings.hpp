// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "ui/sketch/look.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace croquis::ui {

/// What a sketch is computed from: a change costs computing time.
struct RunSettings {
    int strokes = 16;
    std::uint64_t seed = 0;
    int seeds = 1; ///< drawn together, the best is kept
    optimise::Quality quality = optimise::Quality::normal;
    bool onlySubject = true;        ///< find the subject; else the whole photo is drawn
    std::string recipe = "default"; ///< a name that optimise::recipeFor() knows
    // Out of a record: the window has no control for them, but to forget them.
    std::vector<std::string> set{}; ///< other constants of the recipe, "name=value" each, all of them good
    std::string saliencyModel{};    ///< in place of the program's own choice; empty: that

    friend bool operator==(const RunSettings&, const RunSettings&) = default;
};

/// The seeds of the settings, as the command line counts them.
std::vector<optimise::SketchPlan> plansFor(const RunSettings& settings);
/// 4, 8, 16 and 32 strokes of the same seed.
std::vector<optimise::SketchPlan> levelPlans(const RunSettings& settings);

/// The settings with another recipe, and what it stands for: how many seeds, and whether the subject is looked for;
/// other constants of the recipe before are none of its.
RunSettings withRecipe(RunSettings settings, const std::string& recipe);
/// What the settings say of a run, but for its plans.
session::DrawOptions drawOptionsOf(const RunSettings& settings);
/// How the settings' photo is read.
session::PhotoOptions photoOptionsOf(const RunSettings& settings);
/// How wide the optimiser's strokes are, canvas pixels.
double strokeWidthOf(const RunSettings& settings);

/// The options of the draw command that these are, each one, as typed: what the provenance records.
std::vector<vector::Setting> settingsOf(const RunSettings& settings, const session::SessionOptions& engine,
                                        const Look& look);

/// What a record holds of them; anything it doesn't hold stays as it is.
/// @return what can't be kept, as one would type it ("iterations 300").
std::vector<std::string> restoreSettings(const vector::Provenance& provenance, RunSettings& settings, Look& look);

} // namespace croquis::ui
