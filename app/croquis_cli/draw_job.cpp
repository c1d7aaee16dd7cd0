// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_job.hpp"

#include "command.hpp"
#include "export_files.hpp"
#include "history_file.hpp"
#include "repetition.hpp"

#include "animation/moment_recorder.hpp"
#include "models/model_store.hpp"
#include "vector/stroke_painter.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>
#include <span>
#include <system_error>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

std::string lowerExtension(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return extension;
}

constexpr std::array<std::string_view, 9> kPhotoExtensions{".jpg",  ".jpeg", ".png", ".webp", ".tif",
                                                           ".tiff", ".bmp",  ".gif", ".jpe"};
constexpr std::array<std::string_view, 2> kResultExtensions{".json", ".jsonl"};

template <typename List>
bool hasExtensionOf(const List& extensions, const fs::path& file) {
    return std::find(extensions.begin(), extensions.end(), lowerExtension(file)) != extensions.end();
}

std::vector<fs::path> photosOf(const std::vector<std::string>& arguments) {
    std::vector<fs::path> photos;
    for (const auto& argument : arguments) {
        if (argument.empty())
            throw InvalidArgument("The name of a photo is empty.");
        std::error_code ignored;
        if (!fs::is_directory(argument, ignored)) {
            photos.emplace_back(argument);
            continue;
        }
        std::vector<fs::path> found;
        for (const auto& entry : fs::directory_iterator(argument, ignored))
            if (entry.is_regular_file(ignored) && hasExtensionOf(kPhotoExtensions, entry.path()))
                found.push_back(entry.path());
        if (found.empty())
            throw ImageFileError(fmt::format("There are no photos in the folder {}.", argument));
        std::sort(found.begin(), found.end());
        photos.insert(photos.end(), found.begin(), found.end());
    }
    return photos;
}

/// Where the results of one option go.
struct Place {
    std::string option; ///< without dashes
    std::string path;   ///< as typed
    std::string extension;
};

/// A name that ends in / or is a folder there, and for several photos one that isn't a file's.
bool meansFolder(const Place& place, bool severalPhotos) {
    std::error_code ignored;
    if (place.path.ends_with('/') || fs::is_directory(place.path, ignored))
        return true;
    if (severalPhotos && (hasExtensionOf(kPhotoExtensions, place.path) ||
                          hasExtensionOf(kResultExtensions, place.path) || kindOf(place.path)))
        throw InvalidArgument(
            fmt::format("Several photos need a folder: --{} {} is the name of a file.", place.option, place.path));
    return severalPhotos;
}

/// folder/<name>.<extension> for a folder, else the path itself.
fs::path targetFor(const Place& place, const std::string& name, bool severalPhotos) {
    if (!meansFolder(place, severalPhotos))
        return place.path;
    return fs::path(place.path) / (name + place.extension);
}

/// What each photo's results are called: its name without the ending, with it where that tells it from another's.
std::vector<std::string> namesFor(const std::vector<fs::path>& photos) {
    std::map<std::string, std::multiset<std::string>> groups; // file names by what they are without the ending
    for (const auto& photo : photos)
        groups[photo.stem().string()].insert(photo.filename().string());
    std::vector<std::string> names;
    for (const auto& photo : photos) {
        const auto& group = groups[photo.stem().string()];
        const bool distinct = std::ranges::adjacent_find(group) == group.end();
        names.push_back(group.size() > 1 && distinct ? photo.filename().string() : photo.stem().string());
    }
    return names;
}

void makeFolder(const fs::path& file) {
    if (!file.has_parent_path())
        return;
    std::error_code error;
    fs::create_directories(file.parent_path(), error); // a failure shows when the file is opened, with its cause
}

std::string_view wordFor(optimise::Termination termination) {
    constexpr std::array<std::string_view, 4> kWords{"completed", "converged", "stopped", "failed"};
    return kWords[static_cast<std::size_t>(termination)];
}

nlohmann::json resultOf(const DrawTargets& targets, const optimise::RunSummary& run,
                        const std::vector<fs::path>& files) {
    const auto& sketch = run.sketches[session::bestSketch(run)];
    nlohmann::json terms = nlohmann::json::object();
    for (const auto& term : sketch.loss.terms)
        terms[term.name] = term.value;
    nlohmann::json paths = nlohmann::json::array();
    for (const auto& file : files)
        paths.push_back(file.string());
    return {{"event", "result"},
            {"photo", targets.photo.string()},
            {"files", paths},
            {"strokes", sketch.strokes.size()},
            {"seed", sketch.plan.seed},
            {"iteration", sketch.iteration},
            {"loss", sketch.loss.total},
            {"terms", terms},
            {"reseeded", sketch.reseededStrokes},
            {"iterations", run.iterations},
            {"seconds", run.seconds},
            {"termination", wordFor(run.termination)}};
}

/// No result may take the place of a photo, nor of another result.
void requireDistinct(const std::vector<DrawTargets>& all, bool overwrite) {
    const auto canonical = [](const fs::path& file) {
        std::error_code ignored;
        return fs::weakly_canonical(file, ignored);
    };
    std::set<fs::path> photos, taken;
    for (const auto& targets : all)
        photos.insert(canonical(targets.photo));
    for (const auto& targets : all) {
        std::set<fs::path> own;
        for (const auto& file : targets.files()) {
            const auto path = canonical(file);
            if (photos.contains(path))
                throw InvalidArgument(
                    fmt::format("{} is a photo to be drawn; choose another name for the result.", file.string()));
            const bool twice = !own.insert(path).second, takenBefore = !taken.insert(path).second;
            if (twice || (takenBefore && overwrite))
                throw InvalidArgument(
                    fmt::format("Two results would be written to {}; choose different names.", file.string()));
        }
    }
}

/// How the sketch that is kept came to be.
std::vector<animation::Moment> momentsOf(const optimise::RunSummary& run,
                                         const std::map<std::size_t, animation::MomentRecorder>& recorders,
                                         const geometry::Affine& pageFromCanvas) {
    const std::size_t best = session::bestSketch(run);
    const auto& sketch = run.sketches[best];
    std::vector<animation::KnownStroke> strokes;
    for (std::size_t k = 0; k < sketch.strokes.size(); ++k)
        strokes.push_back({sketch.ids[k], sketch.strokes[k]});
    const auto recorder = recorders.find(best);
    return (recorder == recorders.end() ? animation::MomentRecorder() : recorder->second)
        .moments(strokes, sketch.iteration, pageFromCanvas);
}

} // namespace

std::vector<fs::path> DrawTargets::files() const {
    std::vector<fs::path> all;
    for (const auto& [kind, file] : results)
        all.push_back(file);
    if (!history.empty())
        all.push_back(history);
    return all;
}

bool meansFolders(const DrawRequest& request) {
    std::error_code ignored;
    return std::ranges::any_of(request.photos,
                               [&](const std::string& name) { return fs::is_directory(name, ignored); });
}

std::vector<DrawTargets> planTargets(const DrawRequest& request) {
    const auto photos = photosOf(request.photos);
    const bool several = photos.size() > 1;
    const auto names = namesFor(photos);
    std::vector<DrawTargets> all;
    for (std::size_t k = 0; k < photos.size(); ++k) {
        const std::string& name = names[k];
        DrawTargets targets{photos[k], {}, {}};
        const fs::path output =
            targetFor({"output", request.output.empty() ? "./" : request.output, ".svg"}, name, several);
        const auto kind = kindOf(output);
        if (!kind)
            throw InvalidArgument(fmt::format("--output takes a name that ends in {}, or a folder, not {}.",
                                              allEndings(), request.output));
        targets.results[*kind] = output;
        for (const auto& [other, path] : request.also) {
            const std::string option = extensionOf(other).substr(1);
            const fs::path target = targetFor({option, path, extensionOf(other)}, name, several);
            if (kindOf(target) != other)
                throw InvalidArgument(fmt::format("--{} takes a name that ends in {}, or a folder, not {}.", option,
                                                  endingsOf(other), path));
            targets.results[other] = target;
        }
        if (!request.history.empty())
            targets.history = targetFor({"history", request.history, ".jsonl"}, name, several);
        if (const double side = request.sheet.longSideMm(request.page.longSideMm);
            targets.results.contains(OutputKind::png))
            vector::pictureSize(side, side, request.sheet.dpi); // too large is said before anything is drawn
        all.push_back(std::move(targets));
    }
    requireDistinct(all, request.overwrite);
    return all;
}

void checkPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                optimise::IterationObserver& observer) {
    session::PhotoOptions options = request.photo;
    if (options.mask == session::PhotoOptions::Mask::automatic) {
        // Without its model the session says whether this photo needs one; with it there is nothing to find out.
        const auto& segmenter = models::ModelCatalogue::builtIn().defaultFor(models::ModelRole::mask);
        if (models::ModelStore::standard().verify(segmenter) == models::ModelStore::Condition::good)
            options.mask = session::PhotoOptions::Mask::none;
    }
    const auto photo = session.loadPhoto(targets.photo, options, observer);
    if (!photo.nothingToDraw.empty())
        throw ImageFileError(photo.nothingToDraw);
}

DrawnPhoto drawPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                     ProgressPrinter& printer, const Interruption& interruption) {
    printer.photoBegan(targets.photo.filename().string());
    const auto photo = session.loadPhoto(targets.photo, request.photo, printer);
    for (const auto& notice : photo.notices)
        printer.notice(fmt::format("{}: {}", photo.fileName, notice));
    const auto tell = [&printer](const std::vector<std::string>& sentences) {
        for (const auto& sentence : sentences)
            printer.notice(sentence);
    };
    if (request.repeated)
        tell(differencesBefore(*request.repeated, photo, session.engine()));
    for (const auto& file : targets.files())
        makeFolder(file);
    std::optional<HistoryFile> history;
    if (!targets.history.empty())
        history.emplace(targets.history);
    const bool moves = request.sheet.motion.motion == animation::Motion::convergence;
    std::map<std::size_t, animation::MomentRecorder> recorders; // of each sketch drawn together
    printer.alsoTell = [&](const optimise::IterationSummary& summary) {
        if (history)
            history->add(summary);
        if (moves)
            for (const auto& sketch : summary.sketches)
                recorders[sketch.sketch].add(summary.iteration, sketch.controlPoints, sketch.ids);
    };
    const auto run = session.draw(request.sketch, printer, interruption.token());
    printer.alsoTell = nullptr;
    if (run.sketches.empty()) {
        printer.notice(fmt::format("{}: stopped before the first strokes; nothing was written.", photo.fileName));
        return {{}, true};
    }
    if (!run.message.empty())
        printer.notice(fmt::format("{}: {}", photo.fileName, run.message));
    if (request.repeated)
        tell(differencesAfter(*request.repeated, session.engine()));

    const auto& arrange = request.levels ? session::levelsOfRun : session::drawingOfRun;
    const auto drawing = arrange(run, photo, session.engine(), request.page, request.sketch.recipe, request.settings);
    std::vector<fs::path> files;
    Sheet page(drawing, request.sheet,
               moves ? momentsOf(run, recorders, session::pageFor(photo, request.page).pageFromCanvas)
                     : std::vector<animation::Moment>());
    for (const auto& [kind, file] : targets.results)
        files.push_back(writeFile(file, page.encoded(kind), request.overwrite));
    if (history)
        files.push_back(history->finish(request.overwrite));
    for (const auto& file : files)
        printer.fileWritten(file);
    if (const auto report = page.report())
        printer.plotted(*report, request.sheet.gcode.speeds);
    printer.photoFinished(resultOf(targets, run, files));
    return {files, run.termination == optimise::Termination::stopped};
}

} // namespace croquis::cli
