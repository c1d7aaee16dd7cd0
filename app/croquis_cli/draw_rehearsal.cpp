// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_rehearsal.hpp"

#include "export_files.hpp"
#include "repetition.hpp"
#include "values.hpp"

#include "optimise/recipe/recipe_options.hpp"

#include <filesystem>
#include <set>
#include <utility>

namespace croquis::cli {
namespace {

/// The names that the files would get. @param taken  those of the photos before.
std::vector<std::filesystem::path> namesOf(const DrawTargets& target, bool overwrite,
                                           std::set<std::filesystem::path>& taken) {
    std::vector<std::filesystem::path> names;
    for (const auto& file : target.files()) {
        names.push_back(overwrite ? file : freeName(file, taken));
        taken.insert(names.back());
    }
    return names;
}

/// Opens the network that is to tell where strokes begin, which drawing does not before its photo is read.
/// @throws ModelFileError as drawing does.
void checkSaliencyModel(const DrawRequest& request, const optimise::Recipe& recipe) {
    const bool isAsked =
        recipe.saliency == optimise::Saliency::attention && recipe.seeding != optimise::Seeding::anywhere;
    session::SessionOptions observer = request.engine;
    observer.model = std::exchange(observer.saliencyModel, {});
    observer.device = "cpu";
    observer.precision = "fp32";
    if (isAsked && !observer.model.empty())
        orOtherNetwork(request, [&] { return openEngine(observer); });
}

} // namespace

int rehearse(const DrawArguments& arguments, const std::vector<DrawTargets>& targets, std::size_t all,
             ProgressPrinter& printer, const Interruption& interruption) {
    const DrawRequest& request = arguments.request;
    const auto session = orOtherNetwork(request, [&] { return openEngine(request.engine); });
    std::set<std::filesystem::path> taken;
    const auto engine = session->engine();
    const auto recipe = optimise::adjustedRecipe(request.sketch.recipe, request.sketch.quality, engine.network,
                                                 request.sketch.recipeSettings, request.sketch.iterations);
    checkSaliencyModel(request, recipe);
    DrawPlan plan;
    plan.strokes = request.levels ? levelsFrom(arguments.levels) : std::vector<int>{arguments.strokes};
    plan.iterations = recipe.iterations;
    plan.seeds = static_cast<int>(request.levels ? 1 : request.sketch.plans.size());
    plan.precision = engine.precision;
    return forEachPhoto(targets, all, printer, [&](const DrawTargets& target) {
        printer.photoBegan(target.photo.filename());
        checkPhoto(request, target, *session, printer);
        plan.files = namesOf(target, request.overwrite, taken);
        printer.planned(target.photo, plan);
        return !interruption.happened();
    });
}

} // namespace croquis::cli
