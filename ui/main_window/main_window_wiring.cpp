// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/progress_text.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/models/models_door.hpp"
#include "ui/panels/abstraction_panel.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/panels/stroke_list.hpp"
#include "ui/panels/timeline_panel.hpp"

#include <QAction>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace croquis::ui {

void MainWindow::connectActions() {
    const auto on = [this](const char* key, auto act) { m_actions->on(key, std::move(act)); };
    on("open", [this] { openDialog(); });
    on("paste", [this] { paste(); });
    on("nextPhoto", [this] { nextPhoto(); });
    on("quickExport", [this] { quickExport(QStringLiteral(".svg")); });
    on("quickPng", [this] { quickExport(QStringLiteral(".png")); });
    on("export", [this] { exportDialog(); });
    on("settings", [this] { settingsDialog(); });
    on("models", [this] { m_models->open(); });
    on("quit", [this] { close(); });
    on("copy", [this] { copySketch(); });
    on("primary", [this] { primaryAction(); });
    on("pause", [this] { m_desk.pauseOrResume(); });
    on("stop", [this] { m_desk.stop(); });
    on("newSeed", [this] { m_desk.newSeed(); });
    on("continue", [this] { m_desk.drawOn(); });
    on("more", [this] { m_abstraction->stepTick(true); });
    on("fewer", [this] { m_abstraction->stepTick(false); });
    on("nextBrush", [this] { m_lookPanel->chooseNextBrush(); });
    on("wider", [this] { m_lookPanel->stepWidth(true); });
    on("thinner", [this] { m_lookPanel->stepWidth(false); });
    on("fit", [this] { m_canvas->fit(); });
    on("zoomIn", [this] { m_canvas->zoomBy(1.25, QPointF(m_canvas->rect().center())); });
    on("zoomOut", [this] { m_canvas->zoomBy(0.8, QPointF(m_canvas->rect().center())); });
    on("shortcuts", [this] { showShortcuts(); });
    on("about", [this] { showAbout(); });
    on("viewSketch", [this] { setView(View::sketch); });
    on("viewOverlay", [this] { setView(View::overlay); });
    on("viewLevels", [this] { setView(View::levels); });
    on("viewProcess", [this] { setView(View::process); });
    connect(m_actions->recentMenu(), &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    connect(m_actions->putAsideMenu(), &QMenu::aboutToShow, this, &MainWindow::fillPutAside);
}

void MainWindow::connectParts() {
    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::openDialog);
    connect(m_startPage, &StartPage::pasteRequested, this, &MainWindow::paste);
    connect(m_startPage, &StartPage::sampleRequested, this, &MainWindow::openPhoto);
    connect(m_models, &ModelsDoor::arrived, this, &MainWindow::modelArrived);
    connect(m_modelCard, &ModelCard::fetchRequested, m_models, &ModelsDoor::fetch);
    connect(m_modelCard, &ModelCard::settingsRequested, this, &MainWindow::settingsDialog);
    connect(m_modelCard, &ModelCard::importRequested, this, &MainWindow::importModelFile);
    connect(m_modelCard, &ModelCard::retryRequested, this, [this] { openEngine(); });
    connect(m_canvas, &SketchCanvas::strokeHovered, m_strokeList, &StrokeList::setHighlighted);
    connect(m_strokeList, &StrokeList::strokeHovered, m_canvas, &SketchCanvas::setHighlighted);
    connect(m_canvas, &SketchCanvas::pauseToggled, &m_desk, &SketchDesk::pauseOrResume);
    connect(m_canvas, &SketchCanvas::deleteRequested, m_strokeList, &StrokeList::remove);
    connect(m_canvas, &SketchCanvas::lockRequested, m_strokeList, &StrokeList::toggleLocked);
    connect(m_canvas, &SketchCanvas::hideRequested, m_strokeList, &StrokeList::toggleHidden);
    connect(m_canvas, &SketchCanvas::reverseRequested, m_strokeList, &StrokeList::toggleReversed);
    connect(m_canvas, &SketchCanvas::strokeChosen, m_strokeList, &StrokeList::choose);
    connect(m_canvas, &SketchCanvas::menuRequested, m_strokeList, &StrokeList::showMenu);
    connect(m_canvas, &SketchCanvas::dragOutRequested, this, &MainWindow::dragOut);
    connect(&document(), &SketchDocument::marksChanged, this, &MainWindow::showLevels);
    connect(m_photoPanel, &PhotoPanel::photoOpacityChanged, this, [this] { setView(m_view); });
    connect(m_canvas, &SketchCanvas::zoomChanged, this, [this](double zoom) {
        m_zoom->setVisible(zoom != 1);
        m_zoom->setText(tr("%1 %").arg(locale().toString(100 * zoom, 'f', 0)));
    });
    connect(m_photoPanel, &PhotoPanel::maskShown, m_canvas, &SketchCanvas::setMaskShown);
    connect(m_abstraction, &AbstractionPanel::autoStartChanged, this, [this](bool automatic) {
        m_app.autoStart = automatic;
        m_app.save();
        m_desk.setAutoStart(automatic);
    });
    connect(m_abstraction, &AbstractionPanel::engineSettingsRequested, this, &MainWindow::settingsDialog);
    connect(m_levels, &LevelsView::promoted, this, [this](std::size_t level) {
        m_desk.choose(level);
        setView(View::sketch);
    });
    connect(&m_timeline->plot(), &LossPlot::iterationChosen, &m_desk, &SketchDesk::lookAt);
    connect(m_timeline, &TimelinePanel::momentAccepted, &m_desk, &SketchDesk::acceptMoment);
    connect(m_timeline, &TimelinePanel::momentLeft, &m_desk, &SketchDesk::leaveMoment);
    connect(m_timeline, &TimelinePanel::sketchChosen, &m_desk,
            [this](int sketch) { m_desk.choose(static_cast<std::size_t>(sketch)); });
    connect(&document(), &SketchDocument::strokesChanged, this, [this, had = false]() mutable {
        if (std::exchange(had, document().hasStrokes()) != document().hasStrokes()) // not at every preview
            updateActions();
        if (controller().isBusy())
            return;
        showProgress();
        showLevels();
    });
}

void MainWindow::connectDesk() {
    connect(&m_desk, &SketchDesk::changed, this, &MainWindow::refresh);
    connect(&m_desk, &SketchDesk::failed, this, &MainWindow::showFailure);
    connect(&m_desk, &SketchDesk::engineOpened, this, [this](const session::EngineDescription& engine) {
        const QString device = engine.device == "cpu" ? tr("Processor, %n thread(s)", nullptr, engine.threads)
                                                      : QString::fromStdString(engine.device);
        m_engineStatus->setText(QStringLiteral("%1 · %2").arg(device, QString::fromStdString(engine.modelName)));
        m_models->offerClip();
    });
    connect(&document(), &SketchDocument::settingsChanged, this, [this] { openAnew(); });
    connect(&m_desk, &SketchDesk::givesWay, this, &MainWindow::putSketchAside);
    connect(&m_desk, &SketchDesk::photoReplaced, this, [this] {
        m_process->clear();
        setWindowTitle(tr("%1 - Croquis").arg(QFileInfo(m_desk.photoPath()).fileName()));
    });
    connect(&m_desk, &SketchDesk::photoLoaded, this, [this](const LoadedPhoto& photo) {
        m_process->clear();
        const QString aside = std::exchange(m_asideFile, {}); // the sketch before
        if (photo.summary.notices.empty())
            return;
        QStringList sentences;
        if (!aside.isEmpty())
            sentences += m_message->text();
        for (const auto& notice : photo.summary.notices)
            sentences += localised(notice);
        m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')));
        if (!aside.isEmpty())
            m_message->offer(tr("Bring it back"), [this, aside] { openFiles({aside}); });
        offerNextPhoto();
    });
    connect(&m_desk, &SketchDesk::levelsRestored, this, [this] {
        showBatch();
        setView(View::levels);
    });
    connect(&m_desk, &SketchDesk::restored, this, [this](bool samePhoto) {
        m_saved = sketchAsSvg().value_or(QByteArray()); // there is a file of it
        QStringList sentences = remarksOnRestored();
        if (!samePhoto)
            sentences.prepend(tr("%1 isn't the photo this sketch was made from; it is shown all the same.")
                                  .arg(QString::fromStdString(document().photo()->summary.fileName)));
        if (!sentences.isEmpty())
            m_message->show(MessageBar::Kind::hint, sentences.join(QLatin1Char(' ')));
    });
    connect(&controller(), &RunController::strokesPlaced, this, [this](const auto& sketches) {
        if (!sketches.empty())
            m_process->setSeeds(sketches[std::min(m_desk.record().sketch(), sketches.size() - 1)]);
    });
    connect(&controller(), &RunController::networkSeen, m_process, &ProcessView::setView);
}

void MainWindow::connectRecord() {
    connect(&m_desk, &SketchDesk::recordReplaced, this, &MainWindow::showRecord);
    connect(&m_desk, &SketchDesk::runBegan, this, [this] {
        m_message->clear(MessageBar::Kind::warning); // a hint about the photo is still one
    });
    connect(&m_desk, &SketchDesk::framesArrived, this, [this](const std::vector<RunFrame>& frames) {
        m_timeline->plot().append(frames);
        m_canvas->setRunLength(frames.back().iterationCount);
        if (m_desk.record().isLevels())
            m_levels->setLevels(m_desk.sketches());
        showProgress();
        m_progress->setRange(0, std::max(frames.back().iterationCount, 1));
        m_progress->setValue(frames.back().iteration); // paints at once: the rest with it
    });
    connect(&m_desk, &SketchDesk::runEnded, this, &MainWindow::showEnd);
    connect(&m_desk, &SketchDesk::sketchChosen, this, [this] {
        const std::size_t sketch = m_desk.record().sketch();
        m_timeline->plot().setSketch(sketch);
        m_timeline->setChosen(static_cast<int>(sketch));
        m_levels->setChosen(sketch);
    });
    connect(&m_desk, &SketchDesk::momentShown, this, [this](bool elsewhere) {
        m_timeline->setScrubbing(elsewhere);
        m_canvas->setBadge(badgeText(m_desk));
        if (!elsewhere) {
            m_timeline->plot().setChosen(std::nullopt);
            return showProgress();
        }
        const auto& moment = document().moment();
        m_timeline->describe(m_timeline->momentText(moment.iteration, moment.loss.total));
    });
}

/// Timeline and board are the record's. A view of levels without them is none.
void MainWindow::showRecord() {
    const auto& record = m_desk.record();
    m_timeline->plot().clear();
    m_timeline->setScrubbing(false);
    m_timeline->setSketches({}, 0);
    if (!record.frames().empty())
        m_timeline->plot().append(record.frames());
    m_levels->setLevels(record.isLevels() ? m_desk.sketches() : std::vector<SketchMoment>());
    m_levels->setChosen(record.sketch());
    if (record.summary())
        showBatch();
    if (m_view == View::levels && !record.isLevels() && document().hasStrokes())
        setView(View::sketch);
}

void MainWindow::refresh() {
    const RunState state = m_desk.state();
    m_canvas->setBadge(badgeText(m_desk));
    m_canvas->setDimmed(state == RunState::outdated || state == RunState::preparing);
    if (!isBusy(state))
        m_canvas->setRunLength(std::nullopt);
    m_lookPanel->setRunning(state == RunState::running || state == RunState::stopping);
    if (state == RunState::preparing)
        m_progress->setRange(0, 0);
    updateActions();
    showProgress();
}

void MainWindow::showProgress() {
    m_status->setText(progressText(m_desk, locale()));
    if (!document().isElsewhere())
        m_timeline->describe({});
}

/// While they are looked at; drawn ones, as their owner has them.
void MainWindow::showLevels() {
    if (m_view == View::levels && m_desk.record().isLevels() && m_desk.record().summary())
        m_levels->setLevels(m_desk.sketches());
}

void MainWindow::showBatch() {
    const auto& record = m_desk.record();
    QStringList names;
    for (const auto& sketch : record.summary()->sketches)
        names += record.isLevels() ? tr("%n stroke(s)", nullptr, static_cast<int>(sketch.strokes.size()))
                                   : tr("Seed %1").arg(sketch.plan.seed);
    m_timeline->setSketches(names, static_cast<int>(record.sketch()));
    if (!document().isElsewhere())
        m_timeline->plot().setSketch(record.sketch());
    if (record.isLevels()) {
        m_levels->setLevels(m_desk.sketches());
        m_levels->setChosen(record.sketch());
    }
}

void MainWindow::showEnd(const optimise::RunSummary& run) {
    showBatch();
    if (!run.message.empty())
        m_message->show(MessageBar::Kind::warning, localised(run.message));
    else if (!document().hasStrokes())
        m_message->show(MessageBar::Kind::warning, tr("The sketch holds no strokes."), tr("Draw again"),
                        [this] { m_desk.drawSketch(); });
}

void MainWindow::showFailure(const Failure& failure, const QString& photo) {
    const QString sentence = localised(failure.message.toStdString());
    if (failure.kind == Failure::Kind::model) {
        m_modelCard->refresh(sentence, m_opened.model, m_opened.saliencyModel);
        m_engineStatus->setText(m_modelCard->title());
    }
    const QString copied = details(failure.message);
    if (failure.kind == Failure::Kind::damagedPhoto && !photo.isEmpty())
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Try anyway"), [this, photo] { m_desk.readPhoto(photo, true); },
            copied);
    else if (failure.isOfPhoto() && !document().photo() && m_queue.isEmpty())
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Open another"), [this] { openDialog(); }, copied);
    else if (failure.isOfPhoto())
        m_message->show(MessageBar::Kind::warning, sentence, {}, {}, copied);
    else if (const auto model = optimise::recipeFor(document().settings().recipe, document().settings().quality).model;
             failure.kind == Failure::Kind::drawing && !model.empty() && engineOptions().model != model)
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Models..."), [this] { m_models->open(); }, copied);
    else if (failure.kind != Failure::Kind::model)
        m_message->show(
            MessageBar::Kind::warning, sentence, tr("Try again"), [this] { openEngine(SketchDesk::Then::draw); },
            copied);
    if (failure.isOfPhoto())
        offerNextPhoto();
}

void MainWindow::updateActions() {
    const RunState state = m_desk.state();
    const bool photo = document().photo() != nullptr, strokes = document().hasStrokes();
    m_actions->update({state, photo, strokes, !m_queue.isEmpty()});
    QWidget* page = m_canvas;
    if (state == RunState::noModel)
        page = m_modelCard;
    else if (!photo && !strokes && state != RunState::preparing)
        page = m_startPage;
    else if (m_view == View::levels && (m_desk.record().isLevels() || (isBusy(state) && state != RunState::preparing)))
        page = m_levels;
    else if (m_view == View::process)
        page = m_process;
    const bool begins = page == m_canvas && m_centre->currentWidget() == m_startPage;
    m_centre->setCurrentWidget(page);
    if (begins) // Space pauses, Shift shows the photo
        m_canvas->setFocus();
    m_progress->setVisible(isBusy(state));
}

void MainWindow::primaryAction() {
    switch (m_desk.state()) {
    case RunState::noModel:
    case RunState::empty:
    case RunState::stopping:
        return; // the page in the middle says what to do
    case RunState::preparing:
        return m_desk.stop();
    case RunState::running:
    case RunState::paused:
        return m_desk.pauseOrResume();
    case RunState::done:
        return document().photo() ? m_desk.drawOn() : openDialog();
    case RunState::failed:
        if (!document().photo())
            return openDialog();
        [[fallthrough]];
    case RunState::loaded:
    case RunState::outdated:
        return m_desk.draw();
    }
}

void MainWindow::setView(View view) {
    const bool entered = std::exchange(m_view, view) != view;
    const char* key = view == View::sketch    ? "viewSketch"
                      : view == View::overlay ? "viewOverlay"
                      : view == View::levels  ? "viewLevels"
                                              : "viewProcess";
    m_actions->at(key)->setChecked(true);
    showLevels();
    m_canvas->setPhotoOpacity(view == View::overlay ? m_photoPanel->photoOpacity() : 0);
    controller().setNetworkWanted(view == View::process);
    if (entered && view == View::process)
        m_desk.requestNetworkView();
    updateActions();
    m_desk.setLevelsWanted(view == View::levels);
}

} // namespace croquis::ui
