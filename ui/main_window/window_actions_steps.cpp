// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to do in each state, and what it is called.
#include "ui/main_window/window_actions.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"

#include <QAction>
#include <QFontMetrics>
#include <QMenu>
#include <QToolButton>

#include <algorithm>

namespace croquis::ui {
namespace {

/// Whether the primary action is what there is to do next.
bool leadsOn(RunState state) {
    return state == RunState::loaded || state == RunState::outdated || state == RunState::paused ||
           state == RunState::failed;
}

} // namespace

void WindowActions::update(const Situation& situation) {
    const RunState state = situation.state;
    const bool running = state == RunState::running, paused = state == RunState::paused;
    const bool model = state != RunState::noModel;
    at("stop")->setEnabled(running || paused || state == RunState::preparing || situation.exports);
    at("newSeed")->setEnabled(situation.photo && model && state != RunState::stopping);
    at("continue")->setEnabled(situation.photo && situation.strokes && model && !isBusy(state));
    at("nextPhoto")->setEnabled(situation.queue);
    for (const auto* key : {"quickExport", "quickPng", "export", "copy"})
        at(key)->setEnabled(situation.strokes);
    updatePrimary(situation);
}

WindowActions::Step WindowActions::sketchStep(const Situation& situation) {
    switch (situation.state) {
    case RunState::noModel:
    case RunState::empty:
        return {tr("Sketch", "draw it"), "sketch", false};
    case RunState::loaded:
        break;
    case RunState::preparing:
        return {tr("Cancel"), "close"};
    case RunState::running:
        return {tr("Pause"), "pause"};
    case RunState::paused:
        return {tr("Resume"), "resume"};
    case RunState::stopping:
        return {tr("Stopping"), "stop", false};
    case RunState::done:
        return {tr("Draw on"), "continue", situation.photo, tr("Draw on: 500 iterations more")};
    case RunState::outdated:
        return {tr("Redraw"), "redraw"};
    case RunState::failed:
        if (situation.strokes)
            return {tr("Redraw"), "redraw", situation.photo};
        break;
    }
    return {tr("Sketch", "draw it"), "sketch", situation.photo};
}

WindowActions::Step WindowActions::primaryStep(const Situation& situation) {
    const Step sketch = sketchStep(situation);
    if (situation.state == RunState::noModel)
        return {tr("Fetch"), "next", situation.fetch};
    if (situation.state == RunState::failed && !situation.offer.isEmpty())
        return {situation.offer, "next"};
    return sketch.enabled || situation.state == RunState::stopping ? sketch : Step{tr("Open"), "open"};
}

void WindowActions::updatePrimary(const Situation& situation) {
    const auto show = [](QAction* action, const Step& step, const QKeySequence& keys, QPalette::ColorRole role) {
        action->setText(step.text);
        action->setIcon(lineIcon(step.icon, role));
        action->setToolTip(withKeys(step.more.isEmpty() ? step.text : step.more, keys));
        action->setEnabled(step.enabled);
    };
    auto *primary = at("primary"), *sketch = at("sketch");
    const Step now = primaryStep(situation), key = sketchStep(situation);
    show(sketch, key, sketch->shortcut(), QPalette::ButtonText);
    show(primary, now,
         now.text == key.text  ? sketch->shortcut()
         : now.icon == u"open" ? at("open")->shortcut()
                               : QKeySequence(),
         leadsOn(situation.state) ? QPalette::HighlightedText : QPalette::ButtonText);
    offerDrawingOn(key.text != tr("Draw on"));
    m_buttons.primary->setAccessibleName(plain(now.text));
    m_buttons.open->setVisible(now.icon != u"open"); // one of a kind is enough
    updateAccents(situation);
    keepPlace(now.text);
}

/// Where the menu's first entry does it already, there is no second one.
void WindowActions::offerDrawingOn(bool offered) {
    const auto entries = m_sketchMenu->actions();
    auto *draws = at("continue"), *before = at("newSeed");
    if (entries.contains(draws) == offered)
        return;
    if (offered)
        m_sketchMenu->insertAction(entries.at(entries.indexOf(before) + 1), draws);
    else
        m_sketchMenu->removeAction(draws);
}

/// What stands beside the button stays where it is from one step of a run to the next.
void WindowActions::keepPlace(const QString& text) {
    QFont bold = m_buttons.primary->font(); // as it is where it leads on
    bold.setWeight(QFont::DemiBold);
    const auto width = [](const QFontMetrics& letters, const QString& words) { // as QToolButton reckons
        return letters.size(Qt::TextShowMnemonic, words).width() + 2 * letters.horizontalAdvance(QLatin1Char(' '));
    };
    int most = 0;
    for (const auto& step : {tr("Sketch", "draw it"), tr("Cancel"), tr("Pause"), tr("Resume"), tr("Stopping"),
                             tr("Draw on"), tr("Redraw"), tr("Open")})
        most = std::max(most, width(QFontMetrics(bold), step));
    const int now = width(m_buttons.primary->fontMetrics(), text);
    m_buttons.primary->setMinimumWidth(m_buttons.primary->sizeHint().width() + std::max(0, most - now));
}

/// One button leads on: what there is to do in the state at hand (interface.md). Where the page in the middle says it,
/// that has it; after a run the way leads to the export.
void WindowActions::updateAccents(const Situation& situation) {
    const bool exports = situation.strokes && (situation.state == RunState::done || situation.state == RunState::empty);
    at("quickExport")
        ->setIcon(lineIcon(QStringLiteral("export"), exports ? QPalette::HighlightedText : QPalette::ButtonText));
    setAccent(m_buttons.primary, leadsOn(situation.state));
    setAccent(m_buttons.exportSketch, exports);
}

} // namespace croquis::ui
