// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_bench.hpp"

#include <fmt/format.h>

#include <utility>

namespace croquis::card {

void benchCard(const CardEngine& engine, optimise::Recipe recipe, const SketchesDrawn& draw,
               const std::function<void(const CardFigure&)>& report, const CardBenchOptions& options) {
    recipe.stopRule = optimise::StopRule::still;
    recipe.stillness = 0;
    const auto run = [&](int iterations, int sketches, const optimise::IterationMaker& maker) {
        recipe.iterations = iterations;
        auto summary = draw(recipe, sketches, maker);
        if (summary.termination == optimise::Termination::failed)
            throw DeviceError(summary.message);
        return summary;
    };
    std::string said;
    const auto notice = [&said](const std::string& sentence) { said += " " + sentence; };
    for (const int seeds : {1, 3}) {
        const auto summary = run(options.iterations, seeds, engine.maker(notice));
        report({fmt::format("{} iterations, 16 strokes, {} views, {}.{}", summary.iterations, 1 + recipe.augmentedViews,
                            seeds == 1 ? "one seed" : "three seeds", std::exchange(said, "")),
                summary.seconds, "s", 1});
        report({"an iteration of these", 1e3 * summary.seconds / summary.iterations, "ms", summary.iterations});
    }
    CardOptions eager;
    eager.captures = false;
    const auto single = run(options.eagerIterations, 1, engine.maker(notice, eager));
    report({"an iteration, one seed, kernel by kernel" + std::exchange(said, ""),
            1e3 * single.seconds / single.iterations, "ms", single.iterations});

    TimedCard timed(engine.card(), options.repeats);
    const double rate = memoryRate(timed, options.copiedFloats);
    report({"memory, copied", 1e-9 * rate, "GB/s", 5});
    run(options.timedIterations, 1, engine.timingMaker(timed));
    for (const TimedPart& part : timed.parts()) {
        const int times = static_cast<int>(part.seconds.size());
        report({part.name, 1e6 * part.median(), "us", times});
        if (part.bytes > 0 && part.median() > 0)
            report({"its rate, of the memory's", 100 * static_cast<double>(part.bytes) / (part.median() * rate), "%",
                    times});
    }
}

} // namespace croquis::card
