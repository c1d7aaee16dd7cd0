// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/export/sketch_export.hpp"
#include "ui/main_window/kept_picture.hpp"
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
#include "ui/sketch/brief_words.hpp"

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
namespace {

constexpr int kTellingMs = 160;

} // namespace

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
    on("sketch", [this] { sketchAction(); });
    on("stop", [this] { isBusy(m_desk.state()) ? m_desk.stop() : m_exports->cancel(); });
    on("newSeed", [this] { m_desk.newSeed(); });
    on("continue", [this] { m_desk.drawOn(); });
    on("more", [this] { m_abstraction->stepTick(true); });
    on("fewer", [this] { m_abstraction->stepTick(false); });
    on("nextBrush", [this] { m_lookPanel->chooseNextBrush(); });
    on("wider", [this] { m_lookPanel->stepWidth(true); });
    on("thinner", [this] { m_lookPanel->stepWidth(false); });
    on("fit", [this] { m_canvas->fit(); });
    on("zoomIn", [this] { m_canvas->zoomBy(1.25); });
    on("zoomOut", [this] { m_canvas->zoomBy(0.8); });
    on("shortcuts", [this] { showShortcuts(); });
    on("about", [this] { showAbout(); });
    for (const char* sample : {"sample-cat", "sample-astronaut", "sample-coffee", "sample-rocket"})
        on(sample,
           [this, file = QStringLiteral(":/samples/%1.jpg").arg(QLatin1String(sample + 7))] { openPhoto(file); });
    on("viewSketch", [this] { setView(View::sketch); });
    on("viewOverlay", [this] { setView(View::overlay); });
    on("viewLevels", [this] { setView(View::levels); });
    on("viewProcess", [this] { setView(View::process); });
    connect(m_actions->recentMenu(), &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    connect(m_actions->putAsideMenu(), &QMenu::aboutToShow, this, &MainWindow::fillPutAside);
}

void MainWindow::connectParts() {
    connect(m_message, &MessageBar::offerChanged, this, &MainWindow::updateActions);
    connect(&document().undoStack(), &QUndoStack::indexChanged, this, &MainWindow::dropNews);
    connect(&m_desk, &SketchDesk::runBegan, this, &MainWindow::dropNews);
    connect(&document(), &SketchDocument::marksChanged, this, &MainWindow::dropStaleMessage);
    connect(m_message, &MessageBar::closed, this, [this](const QString& sentence) {
        if (m_app.aside.isOffered && sentence.startsWith(sentenceOnAside()))
            offerAsideNoMore();
    });
    connect(m_modelCard, &ModelCard::fetchableChanged, this, &MainWindow::updateActions);
    connect(m_exports, &ExportTasks::began, this, &MainWindow::updateActions);
    connect(m_exports, &ExportTasks::ended, this, &MainWindow::updateActions);
    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::openDialog);
    connect(m_startPage, &StartPage::pasteRequested, this, &MainWindow::paste);
    connect(m_startPage, &StartPage::sampleRequested, this, &MainWindow::openPhoto);
    connect(m_startPage, &StartPage::asideRequested, this, &MainWindow::bringAsideBack);
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
    connect(m_canvas, &SketchCanvas::nothingChosen, m_strokeList, &StrokeList::chooseNone);
    connect(m_strokeList, &StrokeList::strokesChosen, m_canvas, &SketchCanvas::setChosen);
    connect(m_strokeList, &StrokeList::refused, this, [this](const QString& reason) { tellNews(reason); });
    connect(m_canvas, &SketchCanvas::menuRequested, m_strokeList, &StrokeList::showMenu);
    connect(m_canvas, &SketchCanvas::dragOutRequested, this, &MainWindow::dragOut);
    connect(&document(), &SketchDocument::marksChanged, this, &MainWindow::showLevels);
    connect(&document(), &SketchDocument::marksChanged, this, &MainWindow::showProcess);
    connect(&document(), &SketchDocument::marksChanged, this, [this] {
        if (!controller().isBusy())
            showProgress(); // how many are hidden
    });
    connect(&document(), &SketchDocument::stepLost, this, [this](const QString& step) {
        hint({tr("\"%1\" was of a sketch that isn't here any more, so it was taken out of the history.").arg(step)});
        m_message->markAsNews();
    });
    connect(m_photoPanel, &PhotoPanel::photoOpacityChanged, this, [this] { setView(m_view); });
    connect(m_canvas, &SketchCanvas::zoomChanged, this, [this](double zoom) {
        m_zoom->setVisible(zoom != 1);
        m_zoom->setText(tr("%1 %").arg(locale().toString(100 * zoom, 'f', 0)));
    });
    connect(m_photoPanel, &PhotoPanel::maskShown, m_canvas, &SketchCanvas::setMaskShown);
    connect(m_abstraction, &AbstractionPanel::autoStartChanged, this, [this](bool automatic) {
        m_app.autoStart = automatic;
        saveSettings();
        m_desk.setAutoStart(automatic);
    });
    m_abstraction->setRecipeGuard([this](const std::string& recipe) { return isDrawable(recipe); });
    connect(m_abstraction, &AbstractionPanel::engineSettingsRequested, this, &MainWindow::settingsDialog);
    connect(m_levels, &LevelsView::drawRequested, &m_desk, [this] {
        if (m_desk.areLevelsWanted()) // and the photo has waited
            return m_desk.drawLevels();
        m_desk.setLevelsWanted(true);
    });
    connect(m_levels, &LevelsView::pauseToggled, &m_desk, &SketchDesk::pauseOrResume);
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
        showProcess();
    });
}

void MainWindow::connectDesk() {
    connect(&m_desk, &SketchDesk::changed, this, &MainWindow::refresh);
    connect(&m_desk, &SketchDesk::failed, this, &MainWindow::showFailure);
    connect(&controller(), &RunController::noticed, this, [this](const QString& sentence) {
        const QString before = m_message->kind() == MessageBar::Kind::warning ? m_message->text() : QString();
        const QString now = localised(sentence.toStdString());
        warn(before.isEmpty() ? now : before + QLatin1Char(' ') + now, {}, {});
        offerNextPhoto();
    });
    connect(&m_desk, &SketchDesk::engineOpened, this, &MainWindow::showEngine);
    connect(&document(), &SketchDocument::settingsChanged, this, [this] { openAnew(); });
    m_desk.setKeeper([this](const std::function<void()>& comeAllTheSame) {
        return putSketchAside(tr("Open without it"), comeAllTheSame);
    });
    connect(&m_desk, &SketchDesk::photoReplaced, this, [this] {
        m_process->clear();
        m_photoChanged = QFileInfo(m_desk.photoPath()).lastModified();
        setWindowTitle(tr("%1 - Croquis").arg(shownPhoto(nameOfPhoto())));
    });
    connect(&m_desk, &SketchDesk::photoLoaded, this, &MainWindow::sayOfPhoto);
    connect(&m_desk, &SketchDesk::levelsRestored, this, [this] {
        showBatch();
        setView(View::levels);
    });
    connect(&m_desk, &SketchDesk::restoredAlone, this, [this](const vector::Provenance& record) {
        m_alone = record;
        takeMarks();
        setWindowTitle(
            tr("%1 - Croquis").arg(nameInBrief(shownPhoto(QString::fromStdString(record.source.name)).toStdString())));
        m_saved = sketchAsSvg(Hidden::drawn).value_or(QByteArray()); // there is a file of it
    });
    connect(&m_desk, &SketchDesk::restored, this, [this](bool samePhoto) {
        takeMarks();
        m_saved = sketchAsSvg(Hidden::drawn).value_or(QByteArray()); // there is a file of it
        QStringList sentences = remarksOnRestored();
        if (!samePhoto)
            sentences.prepend(tr("%1 isn't the photo this sketch was made from; it is shown all the same.")
                                  .arg(shownPhoto(QString::fromStdString(document().photo()->summary.fileName))));
        if (!sentences.isEmpty())
            tellNews(sentences.join(QLatin1Char(' ')));
    });
    connect(&controller(), &RunController::strokesPlaced, this, &MainWindow::showSeeds);
    connect(&controller(), &RunController::networkSeen, m_process, &ProcessView::setView);
}

void MainWindow::connectRecord() {
    connect(&m_desk, &SketchDesk::recordReplaced, this, &MainWindow::showRecord);
    connect(&m_desk, &SketchDesk::levelsLeft, this, [this] { setView(View::sketch); });
    connect(&m_desk, &SketchDesk::runBegan, this, [this] {
        m_message->clear(MessageBar::Kind::warning); // a hint about the photo is still one
    });
    connect(&m_desk, &SketchDesk::framesArrived, this, [this](const std::vector<RunFrame>& frames) {
        m_carriesLost = false;
        m_timeline->plot().append(frames);
        m_canvas->setRunLength(frames.back().iterationCount);
        m_canvas->setBadge(badgeText(m_desk)); // the run may have heard of another number of strokes
        if (m_desk.record().isLevels())
            showTiles(m_desk.sketches());
        // After a pause the last strokes may arrive later than what asked for their view.
        if (frames.front().iteration == 0 || controller().state() == RunState::paused)
            showProcess();
        if (!m_tellingRest.isActive())
            tellIteration();
    });
    m_tellingRest.setSingleShot(true);
    m_tellingRest.setInterval(kTellingMs);
    connect(&m_tellingRest, &QTimer::timeout, this, [this] {
        const auto& frames = m_desk.record().frames();
        if (isBusy(m_desk.state()) && !frames.empty() && frames.back().iteration != m_progress->value())
            tellIteration();
    });
    connect(&m_desk, &SketchDesk::runEnded, this, &MainWindow::showEnd);
    connect(&m_desk, &SketchDesk::sketchChosen, this, [this] {
        const std::size_t sketch = m_desk.record().sketch();
        m_timeline->plot().setSketch(sketch);
        markSketch();
        m_timeline->setChosen(static_cast<int>(sketch));
        m_levels->setChosen(sketch);
        showProcess();
    });
    connect(&m_desk, &SketchDesk::momentShown, this, [this](bool elsewhere) {
        m_timeline->setScrubbing(elsewhere);
        showProcess();
        m_canvas->setBadge(badgeText(m_desk));
        if (!elsewhere) {
            auto& plot = m_timeline->plot();
            if (plot.chosen() && m_desk.record().summary()) { // the run may have ended meanwhile
                plot.setSketch(m_desk.record().sketch());
                markSketch();
            }
            plot.setChosen(std::nullopt);
            return showProgress();
        }
        const auto& moment = document().moment();
        m_timeline->describe(m_timeline->momentText(moment.iteration, moment.loss.total));
    });
}

void MainWindow::refresh() {
    dropStaleMessage();
    const RunState state = m_desk.state();
    m_canvas->setBadge(badgeText(m_desk));
    m_canvas->setDimmed(state == RunState::outdated || state == RunState::preparing);
    if (!isBusy(state))
        m_canvas->setSeeds({});
    m_photoPanel->setPhotoAlone(state == RunState::loaded && !document().hasStrokes());
    if (!isBusy(state))
        m_canvas->setRunLength(std::nullopt);
    const bool levels = m_desk.record().isLevels() || m_desk.areLevelsNext() || isBusy(state);
    const bool leaves = areLevelsOffered() ? isBusy(state) // something else is drawn
                                           : !levels && document().hasStrokes() && state != RunState::failed;
    if (m_view == View::levels && leaves)
        setView(View::sketch); // they aren't what is drawn
    m_lookPanel->setRunning(state == RunState::running || state == RunState::stopping);
    if (state == RunState::preparing)
        m_progress->setRange(0, 0);
    updateActions();
    showProgress();
}

void MainWindow::tellIteration() {
    const auto& frame = m_desk.record().frames().back();
    m_tellingRest.start();
    showProgress();
    m_progress->setRange(0, std::max(frame.iterationCount, 1));
    m_progress->setValue(frame.iteration); // paints at once: the rest with it
}

void MainWindow::showProgress() {
    m_status->setText(progressText(m_desk, locale(), m_cardNote));
    if (!document().isElsewhere())
        m_timeline->describe({});
}

} // namespace croquis::ui
