// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for: runs, and what ends them.
#include "ui/desk/sketch_desk.hpp"

#include "geometry/sketch.hpp"
#include "ui/sketch/document_commands.hpp"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::uint32_t kSeedsToChooseFrom = 1000000;
constexpr std::size_t kMostStrokes = geometry::kMostStrokes;
constexpr int kMoreIterations = 500; // interface.md, states: done

std::vector<SketchStroke> lockedStrokes(const SketchDocument& document) {
    auto locked = document.moment().strokes;
    std::erase_if(locked, [&](const auto& stroke) { return !document.marks().locked.contains(stroke.id); });
    return locked;
}

/// Of the one stroke that is changed; none: it is of others, too.
std::optional<int> strokeOf(const decltype(optimise::SketchEdit::change)& change) {
    return std::visit(
        [](const auto& made) -> std::optional<int> {
            if constexpr (requires { made.id; })
                return made.id;
            else
                return std::nullopt;
        },
        change);
}

/// What is locked stays, also in another sketch; of more than the plan has strokes, the last.
void keepLocked(optimise::SketchPlan& plan, const SketchDocument& document) {
    auto locked = lockedStrokes(document);
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

} // namespace

SketchDesk::SketchDesk(RunController::OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent)
    : QObject(parent), m_controller(std::move(open), std::move(runner)) {
    connectRun();
    connect(&m_document, &SketchDocument::settingsChanged, this, &SketchDesk::settingsChanged);
    connect(&m_document, &SketchDocument::strokesChanged, this, &SketchDesk::strokesChanged);
    connect(&m_document, &SketchDocument::strokesReturned, this, &SketchDesk::followStrokes);
    connect(&m_policy, &RunPolicy::rested, this, &SketchDesk::takeOver);
    m_document.setSwapper(this);
}

bool SketchDesk::isOfAnotherEngine() const {
    return m_document.hasStrokes() && !m_maker.record && !judgesAlike(m_maker.engine, m_engine);
}

bool SketchDesk::isOutdated() const {
    return m_document.hasStrokes() && (!(m_document.settings() == m_policy.drawn()) || isOfAnotherEngine());
}

RunState SketchDesk::atRest() const {
    if (!m_document.photo())
        return RunState::empty;
    if (m_document.hasStrokes())
        return isOutdated() ? RunState::outdated : RunState::done;
    return RunState::loaded;
}

void SketchDesk::rest() {
    if (isReading() || state() == RunState::noModel)
        return;
    m_controller.rest(atRest());
    followStrokes();
}

void SketchDesk::setAutoStart(bool automatic) {
    if (std::exchange(m_autoStart, automatic) != automatic && automatic)
        m_policy.beginRest();
}

void SketchDesk::setLevelsWanted(bool wanted) {
    const bool entered = std::exchange(m_levelsWanted, wanted) != wanted && wanted;
    m_levelsNext = false;
    if (!entered || m_record->isLevels() || !m_document.photo())
        return;
    if (m_controller.isBusy())
        m_levelsNext = true;
    else
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
    const int locked = static_cast<int>(lockedStrokes(m_document).size());
    for (auto& plan :
         options.plans) { // the sketch has what is locked, whichever seed is best and however few are asked for
        plan.strokeCount = std::max(plan.strokeCount, locked);
        keepLocked(plan, m_document);
    }
    begin(std::move(options), RunRecord::Kind::seeds, m_document.settings());
}

void SketchDesk::drawLevels() {
    session::DrawOptions options = drawOptionsOf(m_document.settings());
    options.plans = levelPlans(m_document.settings());
    for (auto& plan : options.plans)
        keepLocked(plan, m_document);
    begin(std::move(options), RunRecord::Kind::levels, m_document.settings());
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
    options.iterations = kMoreIterations;
    RunSettings asked = m_document.settings();
    asked.strokes = plan.strokeCount;
    begin(std::move(options), RunRecord::Kind::seeds, asked, tr("Draw on"));
}

bool SketchDesk::drawFrom(std::vector<geometry::CubicBezier> strokes) {
    if (!m_document.photo() || m_controller.isBusy())
        return false;
    strokes.resize(std::min(strokes.size(), kMostStrokes));
    RunSettings settings = m_document.settings();
    settings.strokes = static_cast<int>(strokes.size());
    settings.seeds = 1;
    session::DrawOptions options = drawOptionsOf(settings);
    options.plans = {{settings.strokes, settings.seed, std::move(strokes)}};
    m_borrowed = Borrowed{ownSettings(), settings};
    begin(std::move(options), RunRecord::Kind::seeds, settings, tr("Start from strokes"));
    return true;
}

/// @param asked  what the panel is to show of it. @param name  of the command that undoes it; empty: a setting's, or
/// one for the kind.
void SketchDesk::begin(session::DrawOptions options, RunRecord::Kind kind, RunSettings asked, const QString& name) {
    if (m_file.path.isEmpty())
        return;
    m_policy.endRest();
    forgetPhotoToCome();
    leaveMoment();
    breakOff();
    const bool levels = kind == RunRecord::Kind::levels;
    const auto& chosen = m_document.settings();
    Coming coming{std::make_shared<RunRecord>(++m_runs, options.plans, kind, chosen.strokes), {}, name, chosen};
    // Where a setting was changed, undoing that leads back.
    if (name.isEmpty() && (chosen == m_policy.drawn() || (levels && !m_record->isLevels())))
        coming.replacing = levels ? tr("Levels") : tr("Redraw");
    if (levels)
        asked.strokes = coming.record->strokesOf(coming.record->sketch());
    m_policy.ask(asked);
    m_coming = std::move(coming);
    m_pace.begin(options, options.plans.size());
    if (levels || !options.plans.front().start.empty())
        m_pace.spoil(); // not what a photo takes
    Q_EMIT runBegan();
    m_controller.setSketchSeen(sketchToCome());
    m_controller.start(requestFor(m_file, chosen), options);
}

void SketchDesk::newSeed() {
    RunSettings settings = m_document.settings();
    settings.seed = QRandomGenerator::global()->bounded(1U, kSeedsToChooseFrom);
    m_document.undoStack().push(new SettingsCommand(m_document, settings, tr("New seed")));
    takeOver();
    if (!m_controller.isBusy()) // drawing by itself is switched off, but this was asked for
        draw();
}

void SketchDesk::pauseOrResume() {
    const RunState before = state();
    if (before == RunState::paused)
        m_controller.resume();
    else
        m_controller.pause();
    if (state() != before) // else there was nothing to hold up
        m_pace.spoil();
}

int SketchDesk::edit(decltype(optimise::SketchEdit::change) change) {
    bool taken = false;
    if (!m_coming) {
        taken = m_controller.edit({m_record->sketch(), std::move(change)});
    } else if (const auto stroke = strokeOf(change)) { // a run that hasn't told of its strokes yet
        for (std::size_t k = 0; k < m_coming->record->plans().size(); ++k)
            if (m_coming->record->beginsWith(k, *stroke))
                taken = m_controller.edit({k, change}) || taken;
    }
    return taken ? m_controller.editsGiven() : std::numeric_limits<int>::max();
}

void SketchDesk::stop() {
    m_policy.endRest();
    m_restsLater = false;
    m_levelsNext = false;
    if (state() == RunState::preparing)
        return giveUp();
    m_controller.stop();
    leaveLevels();
}

/// What is on its way; what is on the desk stays.
void SketchDesk::giveUp() {
    forgetPhotoToCome();
    m_coming.reset();
    m_policy.giveUp();
    m_controller.rest(atRest());
    followStrokes();
    leaveLevels();
}

/// A view of levels without them is none: where the person ended what was to come, the sketch is what is looked at.
void SketchDesk::leaveLevels() {
    const bool come = m_levelsNext || (m_coming && m_coming->record->isLevels());
    if (m_record->isLevels() || come || !m_document.hasStrokes() || !std::exchange(m_levelsWanted, false))
        return;
    Q_EMIT levelsLeft();
}

} // namespace croquis::ui
