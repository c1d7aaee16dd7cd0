// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "draw_job.hpp"

#include "export_files.hpp"
#include "history_file.hpp"
#include "path_text.hpp"
#include "repetition.hpp"

#include "animation/moment_recorder.hpp"
#include "base/error.hpp"
#include "models/model_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace croquis::cli {
namespace {

namespace fs = std::filesystem;

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
        paths.push_back(printedPath(file));
    return {{"event", "result"},
            {"photo", printedPath(targets.photo)},
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

/// Passes everything on, and leaves what is going on at its next step when it was interrupted.
class Interruptible final : public optimise::IterationObserver {
  public:
    struct Left {};

    Interruptible(optimise::IterationObserver& observer, const Interruption& interruption)
        : m_observer(observer), m_interruption(interruption) {}

    void stepBegan(const std::string& name) override {
        if (m_interruption.happened())
            throw Left();
        m_observer.stepBegan(name);
    }
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override {
        m_observer.strokesPlaced(sketches);
    }
    void iterationFinished(const optimise::IterationSummary& summary) override {
        m_observer.iterationFinished(summary);
    }

  private:
    optimise::IterationObserver& m_observer;
    const Interruption& m_interruption;
};

/// None when interrupted meanwhile.
std::optional<session::PhotoSummary> readPhoto(const DrawRequest& request, const fs::path& file,
                                               session::SketchSession& session, ProgressPrinter& printer,
                                               const Interruption& interruption) {
    try {
        Interruptible observer(printer, interruption);
        auto photo = session.loadPhoto(file, request.photo, observer);
        return interruption.happened() ? std::nullopt : std::optional(std::move(photo));
    } catch (const Interruptible::Left&) {
        return std::nullopt;
    }
}

/// What a run leaves besides its strokes.
struct RunRecord {
    std::optional<HistoryFile> history;
    bool moves = false;                                         ///< moments are wanted
    std::map<std::size_t, animation::MomentRecorder> recorders; ///< of each sketch drawn together

    void add(const optimise::IterationSummary& summary) {
        if (history)
            history->add(summary);
        if (moves)
            for (const auto& sketch : summary.sketches)
                recorders[sketch.sketch].add(summary.iteration, sketch.controlPoints, sketch.ids);
    }
};

/// Files as they are written; the first that can't be is what the photo failed with.
class Writing {
  public:
    Writing(DrawnPhoto& drawn, ProgressPrinter& printer) : m_drawn(drawn), m_printer(printer) {}

    void add(const std::function<fs::path()>& write) {
        try {
            const fs::path file = write();
            m_drawn.files.push_back(file);
            m_printer.fileWritten(file);
        } catch (const std::exception& error) {
            if (m_drawn.failure)
                m_printer.notice(error.what());
            else
                m_drawn.failure = std::current_exception();
        }
    }

  private:
    DrawnPhoto& m_drawn;
    ProgressPrinter& m_printer;
};

/// Whatever else is in the way of the files shows now, not after the computing.
void makeReady(const std::vector<fs::path>& files) {
    for (const auto& file : files) {
        makeFolderFor(file);
        const base::AtomicFile tried(file);
    }
}

DrawnPhoto nothingYet(const fs::path& photo, ProgressPrinter& printer) {
    printer.notice(
        fmt::format("{}: stopped before the first strokes; nothing was written.", photo.filename().string()));
    return {{}, true, {}};
}

} // namespace

void checkPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                optimise::IterationObserver& observer) {
    for (const auto& file : targets.files())
        requireWritable(file, request.overwrite);
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
    const auto tell = [&printer](const std::vector<std::string>& sentences) {
        for (const auto& sentence : sentences)
            printer.notice(sentence);
    };
    printer.photoBegan(targets.photo.filename());
    const auto files = targets.files();
    for (const auto& file : files)
        requireWritable(file, request.overwrite);
    const auto photo = readPhoto(request, targets.photo, session, printer, interruption);
    if (!photo)
        return nothingYet(targets.photo, printer);
    for (const auto& notice : photo->notices)
        printer.notice(fmt::format("{}: {}", photo->fileName, notice));
    if (request.repeated)
        tell(differencesBefore(*request.repeated, *photo, session.engine()));
    makeReady(files);
    RunRecord record;
    record.moves = request.sheet.motion.motion == animation::Motion::convergence;
    if (!targets.history.empty())
        record.history.emplace(targets.history);
    printer.alsoTell = [&record](const optimise::IterationSummary& summary) { record.add(summary); };
    const auto run =
        orOtherNetwork(request, [&] { return session.draw(request.sketch, printer, interruption.token()); });
    printer.alsoTell = nullptr;
    if (run.sketches.empty())
        return nothingYet(targets.photo, printer);
    DrawnPhoto drawn{{}, run.termination == optimise::Termination::stopped, {}};
    const bool failed = run.termination == optimise::Termination::failed;
    if (failed)
        drawn.failure = std::make_exception_ptr(Error(fmt::format("{}: {}", photo->fileName, run.message)));
    else if (!run.message.empty())
        printer.notice(fmt::format("{}: {}", photo->fileName, run.message));
    if (request.repeated)
        tell(differencesAfter(*request.repeated, session.engine()));

    const auto& arrange = request.levels ? session::levelsOfRun : session::drawingOfRun;
    const auto drawing = arrange(run, *photo, session.engine(), request.page, request.sketch.recipe, request.settings);
    Sheet page(drawing, request.sheet,
               record.moves ? momentsOf(run, record.recorders, session::pageFor(*photo, request.page).pageFromCanvas)
                            : std::vector<animation::Moment>());
    Writing writing(drawn, printer);
    for (const auto& [kind, file] : targets.results)
        writing.add([&, kind, file] { return writeFile(file, page.encoded(kind), request.overwrite); });
    if (record.history)
        writing.add([&] { return record.history->finish(request.overwrite); });
    std::set<OutputKind> kinds;
    for (const auto& [kind, file] : targets.results)
        kinds.insert(kind);
    printer.plotted(page.figures(kinds));
    if (!drawn.files.empty())
        printer.photoFinished(resultOf(targets, run, drawn.files));
    return drawn;
}

} // namespace croquis::cli
