// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/card_engine.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/recipe/run_summary.hpp"

#include <functional>
#include <string>

namespace croquis::card {

/// One measured quantity.
struct CardFigure {
    std::string name;
    double value = 0;
    std::string unit;
    int runs = 1;
};

struct CardBenchOptions {
    int iterations = 2001;                     ///< of the runs as the program makes them
    int eagerIterations = 200;                 ///< of one kernel by kernel
    int timedIterations = 40;                  ///< of one whose kernels are timed
    int repeats = 20;                          ///< of a kernel in each of these
    std::int64_t copiedFloats = kCopiedFloats; ///< that the memory's rate is taken by
};

/// Draws some sketches of 16 strokes by a recipe with the iterations that the maker makes.
using SketchesDrawn = std::function<optimise::RunSummary(const optimise::Recipe& recipe, int sketches,
                                                         const optimise::IterationMaker& maker)>;

/// Times a card: whole runs with one seed and with three, an iteration kernel by kernel, what its memory copies, and
/// each kernel with the share of that rate that it keeps busy. What the card says of itself meanwhile (that it makes no
/// graph, or draws sketches in parts) becomes part of the figure's name.
/// @param recipe  runs to its end, whatever its stop rule is.
/// @throws DeviceError where a run fails.
void benchCard(const CardEngine& engine, optimise::Recipe recipe, const SketchesDrawn& draw,
               const std::function<void(const CardFigure&)>& report, const CardBenchOptions& options = {});

} // namespace croquis::card
