// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/sketch_desk.hpp"

#include "ui/desk/restored_sketch.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::uint32_t kSeedsToChooseFrom = 1000000;
constexpr std::size_t kMostStrokes = 128; // as the abstraction slider

} // namespace

SketchDesk::SketchDesk(RunController::OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent)
    : QObject(parent), m_controller(std::move(open), std::move(runner)) {
    connectRun();
    connect(&m_document, &SketchDocument::settingsChanged, this, &SketchDesk::settingsChanged);
    connect(&m_document, &SketchDocument::strokesChanged, this, &SketchDesk::strokesChanged);
    connect(&m_policy, &RunPolicy::rested, this, &SketchDesk::takeOver);
}

bool SketchDesk::isOutdated() const {
    return m_document.hasStrokes() && !(m_document.settings() == m_policy.drawn());
}

RunState SketchDesk::atRest() const {
    if (m_document.hasStrokes())
        return isOutdated() ? RunState::outdated : RunState::done;
    return m_document.photo() ? RunState::loaded : RunState::empty;
}

void SketchDesk::setAutoStart(bool automatic) {
    if (std::exchange(m_autoStart, automatic) != automatic && automatic)
        m_policy.beginRest();
}

void SketchDesk::setLevelsWanted(bool wanted) {
    const bool entered = std::exchange(m_levelsWanted, wanted) != wanted && wanted;
    if (entered && !m_record.isLevels() && m_document.photo() && !m_controller.isBusy())
        drawLevels();
}

void SketchDesk::draw() {
    if (m_levelsWanted)
        drawLevels();
    else
        drawSketch();
}

void SketchDesk::drawSketch() {
    session::DrawOptions options = drawOptionsOf(m_document.settings());
    options.plans = plansFor(m_document.settings());
    keepLocked(options.plans.front());
    begin(std::move(options), RunRecord::Kind::seeds);
}

void SketchDesk::drawLevels() {
    session::DrawOptions options = drawOptionsOf(m_document.settings());
    options.plans = levelPlans(m_document.settings());
    std::for_each(options.plans.begin(), options.plans.end(), [this](auto& plan) { keepLocked(plan); });
    begin(std::move(options), RunRecord::Kind::levels);
}

/// What is locked stays, also in another sketch; of more than the plan has strokes, the last.
void SketchDesk::keepLocked(optimise::SketchPlan& plan) const {
    auto locked = m_document.moment().strokes;
    std::erase_if(locked, [this](const auto& stroke) { return !m_document.marks().locked.contains(stroke.id); });
    // With the largest ids no new stroke gets the id of one that is left out.
    std::sort(locked.begin(), locked.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    const auto most = static_cast<std::size_t>(plan.strokeCount);
    locked.erase(locked.begin(), locked.end() - static_cast<std::ptrdiff_t>(std::min(most, locked.size())));
    for (const auto& stroke : locked) {
        plan.start.push_back(stroke.curve);
        plan.startIds.push_back(stroke.id);
        plan.lockedIds.push_back(stroke.id);
    }
    plan.fillUp = !plan.start.empty();
}

void SketchDesk::drawOn() {
    session::DrawOptions options = drawOptionsOf(m_document.settings());
    const auto& moment = m_document.moment();
    if (moment.strokes.empty())
        return;
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
    const SketchChoice before = choice();
    begin(std::move(options), RunRecord::Kind::seeds);
    m_replaced = before;
    m_replacedBy = tr("Draw on");
}

bool SketchDesk::drawFrom(std::vector<geometry::CubicBezier> strokes) {
    if (!m_document.photo() || m_controller.isBusy())
        return false;
    strokes.resize(std::min(strokes.size(), kMostStrokes));
    const SketchChoice before = choice();
    RunSettings settings = m_document.settings();
    settings.strokes = static_cast<int>(strokes.size());
    settings.seeds = 1;
    m_document.setSettings(settings);
    session::DrawOptions options = drawOptionsOf(settings);
    options.plans = {{settings.strokes, settings.seed, std::move(strokes)}};
    begin(std::move(options), RunRecord::Kind::seeds);
    if (!before.moment.strokes.empty()) {
        m_replaced = before;
        m_replacedBy = tr("Start from strokes");
    }
    return true;
}

void SketchDesk::begin(session::DrawOptions options, RunRecord::Kind kind) {
    m_policy.endRest();
    if (!m_controller.hasPhoto()) { // reading another one was given up: back to the one on the desk
        m_drawWhenRead = true;
        return read(m_photoPath, m_keepPart);
    }
    leaveMoment();
    keepSketch();
    clearRecord();
    m_replaced.reset();
    m_record.begin(options.plans, kind, m_document.settings().strokes);
    ++m_batch;
    m_policy.ask(m_document.settings());
    m_fresh = true;
    m_pace.begin(options, options.plans.size());
    if (kind == RunRecord::Kind::levels || !options.plans.front().start.empty())
        m_pace.spoil(); // not what a photo takes
    Q_EMIT runBegan();
    m_controller.start(options);
}

/// The sketch before gives way.
void SketchDesk::strokesPlaced() {
    if (!std::exchange(m_fresh, false))
        return;
    m_policy.taken();
    m_drawnBy = m_engine;
    auto marks = m_document.marks();
    marks.deleted.clear(); // ids begin anew, but for the strokes that are taken over
    const auto isTaken = [this](int id) {
        return std::any_of(m_record.plans().begin(), m_record.plans().end(), [id](const auto& plan) {
            return std::find(plan.startIds.begin(), plan.startIds.end(), id) != plan.startIds.end();
        });
    };
    for (auto* ids : {&marks.hidden, &marks.reversed, &marks.locked})
        std::erase_if(*ids, [&](int id) { return !isTaken(id); });
    for (std::size_t k = 0; k < m_record.plans().size(); ++k)
        m_marks[k] = marks;
    m_document.setMarks(std::move(marks));
}

void SketchDesk::newSeed() {
    RunSettings settings = m_document.settings();
    settings.seed = QRandomGenerator::global()->bounded(1U, kSeedsToChooseFrom);
    m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("New seed")));
    takeOver();
    if (!m_controller.isBusy()) // drawing by itself is switched off, but this was asked for
        drawSketch();
}

void SketchDesk::pauseOrResume() {
    if (state() == RunState::paused)
        m_controller.resume();
    else
        m_controller.pause();
    m_pace.spoil();
}

void SketchDesk::stop() {
    if (state() != RunState::preparing)
        return m_controller.stop();
    m_fresh = m_drawWhenRead = false;
    m_incoming.clear();
    m_restored.reset();
    m_policy.giveUp();
    takeWhatWasDrawn();
    m_controller.cancel(atRest());
}

void SketchDesk::settingsChanged() {
    m_controller.markOutdated(isOutdated());
    Q_EMIT changed();
    m_policy.beginRest();
}

/// Without a stroke there is a photo and nothing done; with the stroke back there is a sketch again.
void SketchDesk::strokesChanged() {
    const RunState now = state();
    const bool sketch = now == RunState::done || now == RunState::outdated;
    if (m_document.hasStrokes() ? now == RunState::loaded : sketch)
        m_controller.adoptSketch(atRest());
}

void SketchDesk::takeOver() {
    m_policy.endRest();
    const RunSettings settings = m_document.settings();
    RunPolicy::Situation now{state(), m_document.photo().has_value(), m_autoStart, false};
    // What is locked belongs into the sketch, also into one that was kept.
    now.kept = m_document.marks().locked.empty() && m_kept.find(settings).has_value();
    switch (m_policy.takeover(settings, now)) {
    case Takeover::nothing:
        return;
    case Takeover::bringBack:
        return showKept();
    case Takeover::readPhoto:
        m_drawWhenRead = true;
        m_policy.ask(settings);
        return read(m_photoPath, m_keepPart);
    case Takeover::changeCount:
        changeCount(settings.strokes);
        return m_policy.setDrawn(settings);
    case Takeover::draw:
        return draw();
    }
}

/// In the run under way: all seeds, or of levels the one with so many strokes or else the one that is looked at.
void SketchDesk::changeCount(int strokes) {
    m_pace.spoil();
    if (const auto level = m_record.levelOf(strokes)) {
        leaveMoment();
        chooseInRecord(*level);
        if (auto moment = m_record.newest())
            m_document.setMoment(std::move(*moment));
        Q_EMIT sketchChosen();
    }
    const std::size_t first = m_record.isLevels() ? m_record.sketch() : 0;
    const std::size_t count = m_record.isLevels() ? 1 : m_record.plans().size();
    for (std::size_t k = first; k < first + count; ++k)
        m_controller.edit({k, optimise::SetStrokeCount{strokes}});
}

void SketchDesk::keepSketch() {
    if (!m_controller.isBusy() && m_document.hasStrokes() && m_document.marks().locked.empty())
        m_kept.keep({m_policy.drawn(), m_document.sketch(), m_document.marks()});
}

void SketchDesk::showKept() {
    const auto kept = m_kept.find(m_document.settings());
    leaveMoment();
    keepSketch();
    m_policy.setDrawn(kept->settings);
    m_fresh = false;
    if (!m_record.isLevels()) // the record is another sketch's
        clearRecord();
    m_document.setMarks(kept->marks);
    m_document.setMoment(kept->moment);
    m_controller.adoptSketch();
    Q_EMIT changed();
}

} // namespace croquis::ui
