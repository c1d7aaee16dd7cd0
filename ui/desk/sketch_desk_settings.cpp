// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from settings and strokes that were changed.
#include "ui/desk/sketch_desk.hpp"

#include <utility>

namespace croquis::ui {

void SketchDesk::settingsChanged() {
    m_marksThen = m_document.marks();
    m_controller.markOutdated(isOutdated());
    if (state() == RunState::failed && m_document.hasStrokes() && !isOutdated())
        rest(); // what couldn't be drawn isn't asked for any more
    Q_EMIT changed();
    m_policy.beginRest();
}

/// Without a stroke there is a photo and nothing done; with the stroke back there is a sketch again.
void SketchDesk::strokesChanged() {
    const RunState now = state();
    const bool sketch = now == RunState::done || now == RunState::outdated;
    if (m_document.hasStrokes() ? now == RunState::loaded : sketch)
        rest();
}

/// There may be more strokes than the slider says: locked ones that stay, one that came back when others had taken its
/// place. The slider follows them; it doesn't while a number is on its way to the run.
void SketchDesk::followStrokes() {
    const bool drawn = isDrawing() || state() == RunState::done || state() == RunState::outdated;
    const int strokes = static_cast<int>(m_document.sketch().strokes.size());
    RunSettings settings = m_policy.drawn();
    if (!drawn || m_coming || m_countBefore || m_resumed || strokes <= settings.strokes)
        return;
    const bool asDrawn = m_document.settings() == settings;
    settings.strokes = strokes;
    m_policy.setDrawn(settings);
    if (asDrawn) {
        m_document.setSettings(settings);
        m_policy.endRest();
    }
    m_controller.markOutdated(isOutdated());
}

void SketchDesk::takeOver() {
    m_policy.endRest();
    if (isReading()) // it will be drawn with them
        return;
    const RunSettings settings = m_document.settings();
    const bool other = isOfAnotherEngine();
    if (m_coming && m_document.hasStrokes() && settings == m_policy.drawn() && settings != m_policy.asked() && !other)
        return giveUp(); // what is on the desk is what is wanted
    const auto before = sketchBefore(settings);
    m_restsLater = state() == RunState::stopping;
    const RunPolicy::Situation now{state(), m_document.photo() != nullptr, m_autoStart, before.has_value(),
                                   other && !m_controller.isBusy()};
    switch (m_policy.takeover(settings, now)) {
    case Takeover::nothing:
        return;
    case Takeover::bringBack:
        return lay(*before);
    case Takeover::changeCount:
        if (m_coming) // the run has yet to tell of its first strokes
            return m_policy.beginRest();
        changeCount(settings.strokes);
        return m_policy.setDrawn(settings);
    case Takeover::draw:
        return draw();
    }
}

/// A sketch of the settings that is there already.
std::optional<SketchChoice> SketchDesk::sketchBefore(const RunSettings& settings) const {
    RunSettings level = m_policy.drawn();
    level.strokes = settings.strokes;
    if (m_levelsWanted && m_record->isLevels() && m_record->summary() && !m_coming && settings == level)
        return levelOf(settings.strokes);
    const auto kept = m_kept.find(settings, m_engine);
    const bool drawsLevels = m_record->isLevels() && !m_record->summary();
    // What is locked belongs into the sketch, also into one that was kept.
    if (!kept || (m_document.marks().locked.empty() && !kept->record->wasBrokenOff() && !drawsLevels))
        return kept;
    return std::nullopt;
}

/// In the run under way: all seeds, or of levels the one with so many strokes or else the one that is looked at.
void SketchDesk::changeCount(int strokes) {
    m_pace.spoil();
    m_resumed.reset();
    if (!m_countBefore)
        m_countBefore = m_policy.drawn().strokes;
    if (const auto level = m_record->levelOf(strokes)) {
        leaveMoment();
        chooseInRecord(*level);
        if (auto moment = m_record->newest())
            m_document.setMoment(std::move(*moment));
        Q_EMIT sketchChosen();
    }
    giveCount(strokes);
}

void SketchDesk::giveCount(int strokes) {
    const std::size_t first = m_record->isLevels() ? m_record->sketch() : 0;
    const std::size_t count = m_record->isLevels() ? 1 : m_record->plans().size();
    for (std::size_t k = first; k < first + count; ++k)
        m_controller.edit({k, optimise::SetStrokeCount{strokes}});
    m_countEdit = m_controller.editsGiven();
}

} // namespace croquis::ui
