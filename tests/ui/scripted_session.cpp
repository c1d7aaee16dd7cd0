// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scripted_session.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <thread>

namespace croquis::test {
namespace {

using optimise::SketchResult;

void rest(int milliseconds) {
    if (milliseconds > 0)
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

} // namespace

void Gate::close() {
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
}

void Gate::open() {
    {
        const std::scoped_lock lock(m_mutex);
        m_closed = false;
    }
    m_changed.notify_all();
}

void Gate::pass() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_closed; });
}

void Script::openGates() {
    for (auto* gate : {&read, &check, &subject, &place, &first, &finish})
        gate->open();
}

void Script::waitForIterations(int count) const {
    for (int done = iterationsDone; done < count; done = iterationsDone)
        iterationsDone.wait(done);
}

double markOf(const session::PhotoSummary& photo) {
    const auto where = std::to_string(photo.canvasFromPhoto(geometry::Point{1, 1}).x);
    return static_cast<double>(std::hash<std::string>()(photo.fileName + where) % 100000) / 1000;
}

std::optional<double> photoMarkOf(const optimise::LossTerms& loss) {
    for (const auto& term : loss.terms)
        if (term.name == "photo")
            return term.value;
    return std::nullopt;
}

namespace {

class ScriptedSession final : public session::SketchSession {
  public:
    explicit ScriptedSession(std::shared_ptr<Script> script)
        : m_script(std::move(script)), m_model(m_script->model),
          m_device(m_script->opened.get().device == "cpu" ? "cpu" : m_script->device) {}

    session::EngineDescription engine() const override {
        return {m_device, 2, "fp32", m_model, std::string(64, 'a'), {}, {}};
    }

    session::PhotoSummary loadPhoto(const std::filesystem::path& file, const session::PhotoOptions& options,
                                    optimise::IterationObserver& observer) override {
        ++m_script->loads;
        m_script->photoOptions = options;
        m_script->read.pass();
        if (m_script->onLoad)
            m_script->onLoad();
        requireReadable(file);
        m_photo.reset();
        m_pictures.photo = {40, 30, 3, std::vector<std::uint8_t>(40 * 30 * 3, 120)};
        m_pictures.mask = {};
        observer.stepBegan("finding subject");
        rest(m_script->subjectMs);
        m_script->subject.pass();
        const bool masked = options.mask != session::PhotoOptions::Mask::none;
        if (masked)
            m_pictures.mask = {40, 30, 1, std::vector<std::uint8_t>(40 * 30, 255)};
        session::PhotoSummary photo{file.filename().string(),
                                    m_script->sha256,
                                    40,
                                    30,
                                    geometry::Affine::scaleThenTranslate(masked ? 5 : 4, {12, 37}),
                                    masked,
                                    m_script->notices};
        photo.hints = m_script->hints;
        photo.nothingToDraw = m_script->nothingToDraw;
        photo.originalWidth = m_script->originalWidth; // as if it had been reduced
        photo.originalHeight = m_script->originalHeight;
        m_photo = photo;
        return photo;
    }
    void checkPhoto(const std::filesystem::path& file, const session::PhotoOptions&) const override {
        ++m_script->checks;
        m_script->check.pass();
        requireReadable(file);
    }
    session::PhotoPictures pictures() const override { return m_pictures; }
    session::NetworkView networkView(const std::vector<geometry::CubicBezier>& strokes) const override {
        m_script->seen.set(strokes);
        ++m_script->views;
        const session::Picture grey{224, 224, 1, std::vector<std::uint8_t>(224 * 224, 128)};
        return {grey, grey};
    }

    optimise::RunSummary draw(const session::DrawOptions& options, optimise::IterationObserver& observer,
                              std::stop_token stop) override {
        m_script->drawn.set(options);
        ++m_script->draws;
        if (!m_photo)
            throw InvalidArgument("There is no photo.");
        if (!m_photo->nothingToDraw.empty())
            throw ImageFileError(m_photo->nothingToDraw);
        if (m_script->onDraw)
            m_script->onDraw();
        observer.stepBegan("placing strokes");
        m_script->place.pass();
        std::vector<SketchResult> sketches;
        for (const auto& plan : options.plans)
            sketches.push_back(placed(plan));
        std::vector<std::vector<geometry::CubicBezier>> first;
        for (const auto& sketch : sketches)
            first.push_back(sketch.strokes);
        observer.strokesPlaced(first);
        observer.stepBegan("refining");
        if (!m_script->runNotice.empty())
            observer.noticed(m_script->runNotice);
        m_script->first.pass();
        optimise::RunSummary run;
        for (int iteration = 0; iteration <= m_script->iterations && !stop.stop_requested(); ++iteration) {
            for (const auto& edit : observer.takeEdits()) {
                note(edit);
                apply(edit, sketches);
            }
            if (m_script->breaks)
                throw Error("it broke");
            report(iteration, sketches, observer);
            run.iterations = iteration;
            rest(m_script->iterationMs);
        }
        if (stop.stop_requested()) // as the engine does: but for another number of strokes
            run.editsMissed = applyCheap(observer.takeEdits(), sketches);
        ++m_script->ends;
        m_script->finish.pass();
        if (m_script->onFinish)
            m_script->onFinish();
        run.termination = stop.stop_requested() ? optimise::Termination::stopped : m_script->termination;
        run.message = m_script->end;
        run.seconds = m_script->seconds;
        if (m_script->losesAll)
            for (auto& sketch : sketches)
                fill(sketch, 0);
        run.sketches = std::move(sketches);
        return run;
    }
    session::ScoreResult score(const std::vector<geometry::CubicBezier>&, const session::DrawOptions&) override {
        return {};
    }
    void bench(const session::BenchReport&) override {}

  private:
    static void requireReadable(const std::filesystem::path& file) {
        if (file.filename().string().starts_with("broken"))
            throw ImageFileError(file.filename().string() + " is damaged or incomplete.");
    }
    static geometry::CubicBezier strokeOf(int id) {
        const double y = 10 + (id * 37) % 200;
        return {{{{20, y}, {60, y - 15}, {100, y + 15}, {150, y}}}};
    }
    static SketchResult placed(const optimise::SketchPlan& plan) {
        SketchResult sketch;
        sketch.plan = plan;
        sketch.strokes = plan.start;
        sketch.ids = plan.startIds;
        fill(sketch, plan.strokeCount);
        return sketch;
    }
    static void fill(SketchResult& sketch, int count) {
        int next = 1;
        for (const int id : sketch.ids)
            next = std::max(next, id + 1);
        while (static_cast<int>(sketch.ids.size()) < count) {
            sketch.ids.push_back(next);
            sketch.strokes.push_back(strokeOf(next++));
        }
        sketch.ids.resize(static_cast<std::size_t>(count));
        sketch.strokes.resize(static_cast<std::size_t>(count));
    }
    void note(const optimise::SketchEdit& edit) {
        if (const auto* change = std::get_if<optimise::SetStrokeCount>(&edit.change)) {
            auto counts = m_script->counts.get();
            counts.push_back(change->count);
            m_script->counts.set(counts);
        }
    }
    static void apply(const optimise::SketchEdit& edit, std::vector<SketchResult>& sketches) {
        auto& sketch = sketches.at(edit.sketch);
        if (const auto* change = std::get_if<optimise::SetStrokeCount>(&edit.change))
            fill(sketch, change->count);
        if (const auto* removal = std::get_if<optimise::RemoveStroke>(&edit.change)) {
            const auto found = std::find(sketch.ids.begin(), sketch.ids.end(), removal->id);
            if (found == sketch.ids.end())
                return;
            sketch.strokes.erase(sketch.strokes.begin() + (found - sketch.ids.begin()));
            sketch.ids.erase(found);
        }
        if (const auto* addition = std::get_if<optimise::AddStroke>(&edit.change)) {
            const auto place = static_cast<std::ptrdiff_t>(std::min(addition->position, sketch.ids.size()));
            sketch.ids.insert(sketch.ids.begin() + place, addition->id);
            sketch.strokes.insert(sketch.strokes.begin() + place, addition->curve);
        }
        if (const auto* wanted = std::get_if<optimise::RestoreStrokes>(&edit.change))
            restore(*wanted, sketch);
    }
    /// @return whether one was left out.
    static bool applyCheap(const std::vector<optimise::SketchEdit>& edits, std::vector<SketchResult>& sketches) {
        bool missed = false;
        for (const auto& edit : edits) {
            const bool dear = std::holds_alternative<optimise::SetStrokeCount>(edit.change);
            if (!dear)
                apply(edit, sketches);
            missed = dear || (missed && !std::holds_alternative<optimise::RestoreStrokes>(edit.change));
        }
        return missed;
    }
    static void restore(const optimise::RestoreStrokes& wanted, SketchResult& sketch) {
        auto strokes = wanted.curves;
        for (std::size_t k = 0; k < strokes.size(); ++k) {
            const auto there = std::find(sketch.ids.begin(), sketch.ids.end(), wanted.ids[k]) - sketch.ids.begin();
            if (there < static_cast<std::ptrdiff_t>(sketch.ids.size()))
                strokes[k] = sketch.strokes[static_cast<std::size_t>(there)];
        }
        sketch.ids = wanted.ids;
        sketch.strokes = std::move(strokes);
    }
    void report(int iteration, std::vector<SketchResult>& sketches, optimise::IterationObserver& observer) {
        optimise::IterationSummary summary{iteration, m_script->iterations, iteration * 0.001, {}};
        std::vector<std::vector<float>> points(sketches.size());
        const std::size_t leader = m_script->leadsInTurn ? static_cast<std::size_t>(iteration) / 20 % sketches.size()
                                                         : m_script->leader.load();
        for (std::size_t k = 0; k < sketches.size(); ++k) {
            auto& sketch = sketches[k];
            for (auto& stroke : sketch.strokes)
                for (auto& point : stroke.points)
                    point.x += 0.25;
            for (const auto& stroke : sketch.strokes)
                for (const auto& point : stroke.points) {
                    points[k].push_back(static_cast<float>(point.x));
                    points[k].push_back(static_cast<float>(point.y));
                }
            sketch.loss.total = 4.0 / (1 + iteration) + static_cast<double>(k == leader ? 0 : k + 1);
            sketch.loss.terms = {{"edges", sketch.loss.total / 2}, {"embedding", sketch.loss.total / 2}};
            if (m_script->marksPhotos)
                sketch.loss.terms.push_back({"photo", markOf(*m_photo)});
            sketch.iteration = iteration;
            summary.sketches.push_back({k, sketch.loss, points[k], sketch.ids, true});
        }
        observer.iterationFinished(summary);
        ++m_script->iterationsDone;
        m_script->iterationsDone.notify_all();
    }

    std::shared_ptr<Script> m_script;
    std::string m_model;
    std::string m_device;
    session::PhotoPictures m_pictures;
    std::optional<session::PhotoSummary> m_photo; ///< the one that is drawn
};

} // namespace

std::unique_ptr<session::SketchSession> openScripted(std::shared_ptr<Script> script) {
    return std::make_unique<ScriptedSession>(std::move(script));
}

} // namespace croquis::test
