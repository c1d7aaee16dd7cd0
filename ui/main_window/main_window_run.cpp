// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::uint32_t kSeedsToChooseFrom = 1000000;

} // namespace

void MainWindow::startDrawing() {
    session::DrawOptions options;
    options.quality = m_document.settings().quality;
    options.plans = plansFor(m_document.settings());
    m_levelsRun = false;
    const auto& marks = m_document.marks();
    auto& first = options.plans.front();
    for (const auto& stroke : m_document.moment().strokes)
        if (marks.locked.contains(stroke.id)) { // what is locked stays, also in another sketch
            first.start.push_back(stroke.curve);
            first.startIds.push_back(stroke.id);
            first.lockedIds.push_back(stroke.id);
        }
    first.fillUp = !first.start.empty();
    draw(std::move(options));
}

void MainWindow::startLevels() {
    session::DrawOptions options;
    options.quality = m_document.settings().quality;
    options.plans = levelPlans(m_document.settings());
    m_levelsRun = true;
    draw(std::move(options));
}

void MainWindow::continueDrawing() {
    session::DrawOptions options;
    const auto& moment = m_document.moment();
    optimise::SketchPlan plan;
    plan.seed = moment.seed;
    plan.strokeCount = static_cast<int>(moment.strokes.size());
    for (const auto& stroke : moment.strokes) {
        plan.start.push_back(stroke.curve);
        plan.startIds.push_back(stroke.id);
        if (m_document.marks().locked.contains(stroke.id))
            plan.lockedIds.push_back(stroke.id);
    }
    options.plans = {plan};
    options.quality = optimise::Quality::fine;
    m_levelsRun = false;
    draw(std::move(options));
}

void MainWindow::draw(session::DrawOptions options) {
    m_rest.stop();
    if (!m_controller.hasPhoto()) // reading another one was given up: back to the one on the screen
        return loadPhoto(m_photoPath);
    m_message->clear(MessageBar::Kind::warning); // a hint about the photo is still one
    leaveMoment();
    keepSketch();
    m_timeline->setScrubbing(false);
    m_frames.clear();
    m_timeline->plot().clear();
    m_plans = options.plans;
    m_sketch = 0;
    if (m_levelsRun) { // the level that the slider shows is the sketch meanwhile
        for (std::size_t k = 0; k < m_plans.size(); ++k)
            if (m_plans[k].strokeCount <= m_document.settings().strokes)
                m_sketch = k;
        m_levels->setLevels(std::vector<SketchMoment>(m_plans.size()));
    }
    auto marks = m_document.marks();
    marks.deleted.clear(); // ids begin anew, but for the strokes that are taken over
    const auto& kept = m_plans.front().startIds;
    for (auto* ids : {&marks.hidden, &marks.reversed})
        std::erase_if(*ids, [&](int id) { return std::find(kept.begin(), kept.end(), id) == kept.end(); });
    m_document.setMarks(std::move(marks));
    m_drawn = m_document.settings();
    m_timeline->setSketches({}, 0);
    m_canvas->setDimmed(true);
    m_controller.start(options);
}

void MainWindow::newSeed() {
    RunSettings settings = m_document.settings();
    settings.seed = QRandomGenerator::global()->bounded(1U, kSeedsToChooseFrom);
    m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("New seed")));
    takeOverSettings();
    if (!m_controller.isBusy()) // drawing by itself is switched off, but this was asked for
        startDrawing();
}

void MainWindow::pauseOrResume() {
    if (m_controller.state() == RunState::paused)
        m_controller.resume();
    else
        m_controller.pause();
}

bool MainWindow::isOutdated() const {
    return m_document.hasStrokes() && !(m_document.settings() == m_drawn);
}

void MainWindow::settingsChanged() {
    m_controller.markOutdated(isOutdated());
    stateChanged(m_controller.state());
    m_rest.start();
}

void MainWindow::takeOverSettings() {
    m_rest.stop();
    const RunSettings settings = m_document.settings();
    const RunState state = m_controller.state();
    if (!m_document.photo() || state == RunState::stopping || state == RunState::noModel)
        return;
    if (settings == m_drawn && state != RunState::loaded)
        return;
    if (settings.onlySubject == m_drawn.onlySubject && showKept(settings))
        return;
    RunSettings otherCount = m_drawn;
    otherCount.strokes = settings.strokes;
    const bool drawsNow = state == RunState::running || state == RunState::paused;
    if (settings.onlySubject != m_drawn.onlySubject && (m_controller.isBusy() || m_app.autoStart)) {
        m_drawn.onlySubject = settings.onlySubject;
        m_controller.loadPhoto(
            m_photoPath.toStdString(),
            {settings.onlySubject ? session::PhotoOptions::Mask::automatic : session::PhotoOptions::Mask::none, {}});
    } else if (drawsNow && settings == otherCount && m_plans.size() == 1) {
        m_controller.edit({0, optimise::SetStrokeCount{settings.strokes}});
        m_drawn = settings;
    } else if (m_controller.isBusy() || m_app.autoStart) {
        drawForView();
    }
}

void MainWindow::drawForView() {
    if (m_view == View::levels)
        startLevels();
    else
        startDrawing();
}

void MainWindow::stateChanged(RunState state) {
    const bool outdated = state == RunState::outdated;
    QString badge;
    if (state == RunState::paused)
        badge = tr("Paused");
    else if (outdated && m_drawn.strokes != m_document.settings().strokes)
        badge = QStringLiteral("%1 → %2").arg(m_drawn.strokes).arg(m_document.settings().strokes);
    else if (outdated)
        badge = tr("Other settings");
    else if (state == RunState::preparing)
        badge = m_step;
    m_canvas->setBadge(badge);
    m_canvas->setDimmed(outdated || state == RunState::preparing);
    if (state == RunState::preparing)
        m_progress->setRange(0, 0);
    updateActions();
    describeProgress();
}

void MainWindow::stepBegan(const QString& name) {
    const std::map<QString, QString> steps{{"loading model", tr("Opening the model...")},
                                           {"finding subject", tr("Finding the subject...")},
                                           {"placing strokes", tr("Placing strokes...")},
                                           {"refining", tr("Drawing...")}};
    const auto found = steps.find(name);
    m_step = found == steps.end() ? name : found->second;
    stateChanged(m_controller.state());
}

void MainWindow::photoLoaded(const LoadedPhoto& photo) {
    m_document.updatePhoto(photo);
    m_process->clear();
    if (!photo.summary.notices.empty())
        m_message->show(MessageBar::Kind::hint, localised(photo.summary.notices.front()));
    if (m_restored)
        return applyRestored();
    if (m_app.autoStart)
        drawForView();
}

void MainWindow::framesArrived(const std::vector<RunFrame>& frames) {
    m_frames.insert(m_frames.end(), frames.begin(), frames.end());
    m_timeline->plot().append(frames);
    const RunFrame& last = frames.back();
    m_progress->setRange(0, std::max(last.iterationCount, 1));
    m_progress->setValue(last.iteration);
    if (m_levelsRun)
        showLevels();
    if (m_present)
        return describeProgress();            // another moment is looked at
    if (m_plans.size() > 1 && !m_levelsRun) { // the best of the seeds leads
        const auto best = std::min_element(last.sketches.begin(), last.sketches.end(),
                                           [](const auto& a, const auto& b) { return a.loss.total < b.loss.total; });
        if (best != last.sketches.end() && best->sketch != m_sketch && last.sketches.size() == m_plans.size()) {
            m_sketch = best->sketch;
            m_timeline->plot().setSketch(m_sketch);
        }
    }
    for (const auto& sketch : last.sketches)
        if (sketch.sketch == m_sketch)
            m_document.setMoment(momentOf(last, sketch, m_plans[m_sketch].seed));
    m_canvas->setDimmed(false);
    describeProgress();
}

void MainWindow::showLevels() {
    auto levels = m_levels->levels();
    levels.resize(m_plans.size());
    for (const auto& sketch : m_frames.back().sketches)
        levels[sketch.sketch] = momentOf(m_frames.back(), sketch, m_plans[sketch.sketch].seed);
    m_levels->setLevels(levels);
}

void MainWindow::runEnded(const optimise::RunSummary& run, const session::EngineDescription& engine, bool editsMissed) {
    m_engine = engine;
    if (run.sketches.empty())
        return stateChanged(m_controller.state());
    m_run = run;
    if (!m_levelsRun)
        m_sketch = session::bestSketch(run);
    QStringList names;
    for (std::size_t k = 0; k < run.sketches.size(); ++k)
        names += m_levelsRun ? tr("%n stroke(s)", nullptr, static_cast<int>(run.sketches[k].strokes.size()))
                             : tr("Seed %1").arg(run.sketches[k].plan.seed);
    m_timeline->setSketches(names, static_cast<int>(m_sketch));
    if (m_timeline->plot().chosen() == std::nullopt || !m_present)
        m_timeline->plot().setSketch(m_sketch);
    if (m_levelsRun) {
        std::vector<SketchMoment> levels;
        for (const auto& sketch : run.sketches)
            levels.push_back(momentOf(sketch));
        m_levels->setLevels(levels);
    }
    const SketchMoment best = momentOf(run.sketches[m_sketch]);
    if (m_present)
        m_present = best;
    else
        m_document.setMoment(best);
    if (!run.message.empty())
        m_message->show(MessageBar::Kind::warning, localised(run.message));
    else if (best.strokes.empty())
        m_message->show(MessageBar::Kind::warning, tr("The sketch holds no strokes."), tr("Draw again"),
                        [this] { startDrawing(); });
    if (editsMissed)
        m_drawn.strokes = static_cast<int>(best.strokes.size());
    m_controller.markOutdated(isOutdated());
    stateChanged(m_controller.state());
    if (isOutdated())
        m_rest.start();
    else if (m_view == View::levels && !m_levelsRun && run.termination != optimise::Termination::stopped)
        startLevels(); // asked for while the sketch was drawn
}

void MainWindow::failed(const Failure& failure) {
    const QString sentence = localised(failure.message.toStdString());
    m_modelCard->refresh(sentence);
    m_restored.reset();
    const QString copied = details(failure.message);
    if (failure.kind == Failure::Kind::photo && !m_document.photo())
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Open another"), [this] { openDialog(); }, copied);
    else if (failure.kind == Failure::Kind::photo)
        m_message->show(MessageBar::Kind::warning, sentence, {}, {}, copied);
    else if (failure.kind != Failure::Kind::model)
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Try again"), [this] { openEngine(); }, copied);
    const bool wasRead = std::exchange(m_incoming, {}).isEmpty();
    if (!wasRead && failure.kind == Failure::Kind::photo && m_document.hasStrokes() && m_controller.hasPhoto()) {
        m_controller.adoptSketch(); // the sketch before is still the sketch
        m_controller.markOutdated(isOutdated());
    }
    stateChanged(m_controller.state());
}

} // namespace croquis::ui
