// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"

#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/panels/abstraction_panel.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/panels/stroke_list.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "ui/style/icons.hpp"

#include <QDockWidget>
#include <QGuiApplication>
#include <QProgressBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStatusBar>

#include <utility>

namespace croquis::ui {
namespace {

constexpr int kRestMs = 300; // interface.md: settings are taken over after 300 ms of rest
constexpr int kSideWidth = 216, kSettingsWidth = 320;

QScrollArea* scrolled(std::initializer_list<QWidget*> widgets, int width) {
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (auto* widget : widgets)
        layout->addWidget(widget);
    auto* area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(width);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

MainWindow::MainWindow(RunController::OpenSession open, std::unique_ptr<JobRunner> runner)
    : m_app(AppSettings::load()), m_controller(std::move(open), std::move(runner)) {
    setWindowTitle(tr("Croquis"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    resize(1280, 860);
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    makeCentre();
    makeDocks();
    makeStatusBar();
    makeActions();
    makeViewActions();
    makeMenus();
    makeToolBar();
    connectParts();
    connectRun();
    m_abstraction->setAutoStart(m_app.autoStart);
    setView(View::sketch);
    stateChanged(m_controller.state());
}

MainWindow::~MainWindow() {
    // Messages of a run that ends now would find half a window.
    m_controller.disconnect(this);
    m_document.disconnect(this);
    m_document.undoStack().disconnect(this);
}

void MainWindow::makeCentre() {
    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_message = new MessageBar;
    m_centre = new QStackedWidget;
    m_startPage = new StartPage;
    m_modelCard = new ModelCard;
    m_canvas = new SketchCanvas(m_document);
    m_levels = new LevelsView(m_document);
    m_process = new ProcessView;
    for (auto* page : std::initializer_list<QWidget*>{m_startPage, m_modelCard, m_canvas, m_levels, m_process})
        m_centre->addWidget(page);
    layout->addWidget(m_message);
    layout->addWidget(m_centre, 1);
    setCentralWidget(centre);
    m_hover = new QLabel(this);
    m_hover->setObjectName(QStringLiteral("dropHover"));
    m_hover->setAlignment(Qt::AlignCenter);
    m_hover->setWordWrap(true);
    m_hover->setAutoFillBackground(true);
    m_hover->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_hover->hide();
}

void MainWindow::makeDocks() {
    const auto dock = [this](const QString& name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
        auto* widget = new QDockWidget(title, this);
        widget->setObjectName(name);
        widget->setTitleBarWidget(new QWidget(widget)); // the panels have headings of their own
        widget->setFeatures(QDockWidget::DockWidgetClosable);
        widget->setWidget(content);
        addDockWidget(area, widget);
        return widget;
    };
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    m_photoPanel = new PhotoPanel(m_document);
    m_strokeList = new StrokeList(m_document, [this](auto change) {
        m_controller.edit({m_sketch, std::move(change)});
    });
    m_abstraction = new AbstractionPanel(m_document);
    m_lookPanel = new LookPanel(m_document);
    m_timeline = new TimelinePanel;
    auto* side = scrolled({m_photoPanel, rule(), m_strokeList}, kSideWidth);
    auto* settings = scrolled({m_abstraction, rule(), m_lookPanel}, kSettingsWidth);
    auto* left = dock(QStringLiteral("photoDock"), tr("Photo and strokes"), side, Qt::LeftDockWidgetArea);
    auto* right = dock(QStringLiteral("settingsDock"), tr("Abstraction and look"), settings, Qt::RightDockWidgetArea);
    auto* bottom = dock(QStringLiteral("timelineDock"), tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea);
    resizeDocks({left, right}, {kSideWidth, kSettingsWidth}, Qt::Horizontal);
    resizeDocks({bottom}, {190}, Qt::Vertical);
}

void MainWindow::makeStatusBar() {
    m_status = new QLabel;
    m_status->setObjectName(QStringLiteral("status"));
    m_engineStatus = new QLabel(tr("Opening the engine..."));
    m_engineStatus->setObjectName(QStringLiteral("engineStatus"));
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_progress);
    statusBar()->addWidget(m_status, 1);
    statusBar()->addPermanentWidget(m_engineStatus);
}

void MainWindow::connectParts() {
    connect(m_startPage, &StartPage::openRequested, this, &MainWindow::openDialog);
    connect(m_startPage, &StartPage::pasteRequested, this, &MainWindow::paste);
    connect(m_startPage, &StartPage::sampleRequested, this, &MainWindow::loadPhoto);
    connect(m_modelCard, &ModelCard::importRequested, this, &MainWindow::importModelFile);
    connect(m_modelCard, &ModelCard::retryRequested, this, &MainWindow::openEngine);
    connect(m_canvas, &SketchCanvas::strokeHovered, m_strokeList, &StrokeList::setHighlighted);
    connect(m_strokeList, &StrokeList::strokeHovered, m_canvas, &SketchCanvas::setHighlighted);
    connect(m_canvas, &SketchCanvas::pauseToggled, this, &MainWindow::pauseOrResume);
    connect(m_canvas, &SketchCanvas::deleteRequested, m_strokeList, &StrokeList::remove);
    connect(m_canvas, &SketchCanvas::lockRequested, m_strokeList, &StrokeList::toggleLocked);
    connect(m_canvas, &SketchCanvas::hideRequested, m_strokeList, &StrokeList::toggleHidden);
    connect(m_canvas, &SketchCanvas::dragOutRequested, this, &MainWindow::dragOut);
    connect(m_photoPanel, &PhotoPanel::photoOpacityChanged, this, [this] { setView(m_view); });
    connect(m_photoPanel, &PhotoPanel::maskShown, m_canvas, &SketchCanvas::setMaskShown);
    connect(m_abstraction, &AbstractionPanel::autoStartChanged, this, [this](bool automatic) {
        m_app.autoStart = automatic;
        m_app.save();
        if (automatic)
            m_rest.start();
    });
    connect(m_levels, &LevelsView::promoted, this, [this](std::size_t level) {
        chooseSketch(level);
        setView(View::sketch);
    });
    connect(&m_timeline->plot(), &LossPlot::iterationChosen, this, &MainWindow::showIteration);
    connect(m_timeline, &TimelinePanel::momentAccepted, this, &MainWindow::acceptMoment);
    connect(m_timeline, &TimelinePanel::momentLeft, this, &MainWindow::leaveMoment);
    connect(m_timeline, &TimelinePanel::sketchChosen, this,
            [this](int sketch) { chooseSketch(static_cast<std::size_t>(sketch)); });
    connect(&m_document, &SketchDocument::settingsChanged, this, &MainWindow::settingsChanged);
    connect(&m_document, &SketchDocument::strokesChanged, this, [this, had = false]() mutable {
        if (std::exchange(had, m_document.hasStrokes()) != m_document.hasStrokes()) // not at every preview
            updateActions();
        if (!m_controller.isBusy())
            describeProgress();
    });
    connect(&m_rest, &QTimer::timeout, this, &MainWindow::takeOverSettings);
}

void MainWindow::connectRun() {
    connect(&m_controller, &RunController::stateChanged, this, &MainWindow::stateChanged);
    connect(&m_controller, &RunController::stepBegan, this, &MainWindow::stepBegan);
    connect(&m_controller, &RunController::engineOpened, this, [this](const session::EngineDescription& engine) {
        m_engine = engine;
        const QString device = engine.device == "cpu" ? tr("Processor, %n thread(s)", nullptr, engine.threads)
                                                      : QString::fromStdString(engine.device);
        m_engineStatus->setText(QStringLiteral("%1 · %2").arg(device, QString::fromStdString(engine.modelName)));
    });
    connect(&m_controller, &RunController::photoRead, this, &MainWindow::photoRead);
    connect(&m_controller, &RunController::photoLoaded, this, &MainWindow::photoLoaded);
    connect(&m_controller, &RunController::strokesPlaced, this, [this](const auto& sketches) {
        if (!sketches.empty())
            m_process->setSeeds(sketches[std::min(m_sketch, sketches.size() - 1)]);
    });
    connect(&m_controller, &RunController::framesArrived, this, &MainWindow::framesArrived);
    connect(&m_controller, &RunController::networkSeen, m_process, &ProcessView::setView);
    connect(&m_controller, &RunController::runEnded, this, &MainWindow::runEnded);
    connect(&m_controller, &RunController::failed, this, &MainWindow::failed);
}

void MainWindow::openEngine() {
    if (m_photoPath.isEmpty())
        m_controller.openEngine(m_app.engine);
    else
        loadPhoto(m_photoPath);
}

} // namespace croquis::ui
