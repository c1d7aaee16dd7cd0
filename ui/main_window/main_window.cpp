// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"

#include "ui/accessibility/accessibility.hpp"
#include "ui/accessibility/key_focus.hpp"
#include "ui/accessibility/run_announcer.hpp"
#include "ui/brushes/brush_door.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/export/export_bar.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/main_window/centre.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/main_window/session_log.hpp"
#include "ui/main_window/side_area.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/models/models_door.hpp"
#include "ui/panels/abstraction_panel.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/panels/more_section.hpp"
#include "ui/panels/panel_parts.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/panels/stroke_list.hpp"
#include "ui/panels/timeline_panel.hpp"
#include "ui/style/icons.hpp"
#include "ui/style/theme.hpp"

#include <QDockWidget>
#include <QGuiApplication>
#include <QPainter>
#include <QProgressBar>
#include <QResizeEvent>
#include <QScreen>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kSideWidth = 216, kSettingsWidth = 320, kLeastTimeline = 128; // pixels
constexpr double kTimelineShare = 0.22;                                     // of the window's height
constexpr QSize kLeastWindow{640, 344}; // with its frame it fits a screen of 1366 x 768 at scale 2
constexpr QSize kFrame{16, 40};         // what a window manager puts around
constexpr int kStatusMargin = 8;        // pixels, as the style sheet's
constexpr int kNarrow = 900;            // pixels of width below which photo and strokes step aside
constexpr int kLow = 420;               // pixels of height below which the timeline does

/// Panels below one another. A low window takes their breath before it scrolls, but not what stands above something
/// that is unfolded: a click moves nothing away from under the pointer.
class PanelColumn final : public QWidget {
  public:
    QSize minimumSizeHint() const override {
        QSize least = QWidget::minimumSizeHint();
        const auto sections = findChildren<MoreSection*>();
        if (std::any_of(sections.begin(), sections.end(), [](const auto* section) { return section->isOpen(); }))
            least.setHeight(sizeHint().height());
        return least;
    }
};

/// A line that ends in dots where it has no room, and tells the rest when it is pointed at.
class StatusLine final : public QLabel {
  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const QRect room = contentsRect().adjusted(kStatusMargin, 0, -kStatusMargin, 0);
        const QString line = fontMetrics().elidedText(text(), Qt::ElideRight, room.width());
        QPainter painter(this);
        painter.setPen(quietText());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, line);
        setToolTip(line == text() ? QString() : text());
    }
};

QScrollArea* scrolled(std::initializer_list<QWidget*> widgets, int width) {
    auto* content = new PanelColumn;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (auto* widget : widgets)
        layout->addWidget(widget);
    auto* area = new SideArea(width);
    area->setWidget(content);
    area->guardValues();
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

} // namespace

MainWindow::MainWindow(RunController::OpenSession open, std::unique_ptr<JobRunner> runner)
    : m_app(AppSettings::load()), m_desk(std::move(open), std::move(runner)), m_timelineShare(kTimelineShare) {
    installAccessibleInterfaces();
    watchKeys();
    m_log = new SessionLog(m_desk, this);
    setWindowTitle(tr("Croquis"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(kLeastWindow);
    resize(QSize(1280, 860).boundedTo(screen()->availableSize() - kFrame).expandedTo(kLeastWindow));
    makeCentre();
    makeDocks();
    makeStatusBar();
    m_actions = new WindowActions(*this, document().undoStack());
    connectActions();
    m_brushDoor->connectTo(*m_actions);
    m_lookPanel->addBrushActions({m_actions->at("resetBrush"), m_actions->at("saveBrush")},
                                 {m_actions->at("renameBrush"), m_actions->at("deleteBrush"),
                                  m_actions->at("importBrush"), m_actions->at("exportBrush")});
    connectParts();
    connectDesk();
    connectRecord();
    orderTabs();
    centralWidget()->setFocus(); // Tab begins at the tool bar, but nothing is framed before it is pressed
    m_desk.setAutoStart(m_app.autoStart);
    m_abstraction->setAutoStart(m_app.autoStart);
    setView(View::sketch);
    refresh();
}

MainWindow::~MainWindow() {
    // Messages of a run that ends now would find half a window.
    for (auto* exports : {m_exports, m_svgExports})
        exports->disconnect(this);
    m_desk.disconnect(this);
    controller().disconnect(this);
    document().disconnect(this);
    document().undoStack().disconnect(this);
}

void MainWindow::makeCentre() {
    m_message = new MessageBar;
    m_models = new ModelsDoor(this, *m_message);
    m_brushDoor = new BrushDoor(this, document(), m_brushes, *m_message);
    for (auto** exports : {&m_exports, &m_svgExports}) {
        *exports = new ExportTasks(std::make_unique<ThreadRunner>(), this);
        connect(*exports, &ExportTasks::ended, this, &MainWindow::showOutcome);
    }
    m_svgExports->setObjectName(QStringLiteral("svgExports"));
    m_centre = new QStackedWidget;
    m_startPage = new StartPage;
    m_modelCard = new ModelCard;
    m_canvas = new SketchCanvas(document());
    m_levels = new LevelsView(document());
    m_process = new ProcessView;
    m_cardArea = new QScrollArea; // a low or narrow window has no room for it
    m_cardArea->setWidget(m_modelCard);
    m_cardArea->setWidgetResizable(true);
    m_cardArea->setFrameShape(QFrame::NoFrame);
    m_cardArea->setFocusPolicy(Qt::NoFocus);
    for (auto* page : std::initializer_list<QWidget*>{m_startPage, m_cardArea, m_canvas, m_levels, m_process})
        m_centre->addWidget(page);
    auto* centre = new Centre(m_centre, {m_canvas, m_levels, m_process}, m_message);
    connect(centre, &Centre::covered, m_canvas, &SketchCanvas::setCovered);
    setCentralWidget(centre);
    m_hover = new QLabel(this);
    m_hover->setObjectName(QStringLiteral("dropHover"));
    m_hover->setTextFormat(Qt::PlainText);
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
    m_photoPanel = new PhotoPanel(document());
    m_strokeList = new StrokeList(document(), [this](auto change) { return m_desk.edit(std::move(change)); });
    m_abstraction = new AbstractionPanel(document());
    m_abstraction->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum); // what is over stands at the end
    m_lookPanel = new LookPanel(document(), m_brushes);
    m_timeline = new TimelinePanel;
    auto* side = scrolled({m_photoPanel, rule(), m_strokeList}, kSideWidth);
    auto* settings = scrolled({m_abstraction, rule(), m_lookPanel}, kSettingsWidth);
    m_photoDock = dock(QStringLiteral("photoDock"), tr("Photo and strokes"), side, Qt::LeftDockWidgetArea);
    auto* right = dock(QStringLiteral("settingsDock"), tr("Abstraction and look"), settings, Qt::RightDockWidgetArea);
    m_timelineDock = dock(QStringLiteral("timelineDock"), tr("Timeline"), m_timeline, Qt::BottomDockWidgetArea);
    m_timelineDock->installEventFilter(this);
    resizeDocks({m_photoDock, right}, {kSideWidth, kSettingsWidth}, Qt::Horizontal);
}

void MainWindow::stepAside(QDockWidget* dock, Aside& aside, bool noRoom) {
    if (std::exchange(aside.noRoom, noRoom) == noRoom)
        return;
    if (noRoom) // unless the person has closed it
        aside.stepped = !dock->testAttribute(Qt::WA_WState_ExplicitShowHide) || !dock->isHidden();
    if (aside.stepped)
        dock->setVisible(!noRoom);
}

int MainWindow::timelineHeight() const {
    return std::max(kLeastTimeline, static_cast<int>(std::lround(m_timelineShare * height())));
}

/// The timeline keeps its share of the window, however that was dragged; a small window is for the sketch.
void MainWindow::resizeEvent(QResizeEvent* event) {
    QMainWindow::resizeEvent(event);
    stepAside(m_photoDock, m_photoAside, event->size().width() < kNarrow);
    stepAside(m_timelineDock, m_timelineAside, event->size().height() < kLow);
    resizeDocks({m_timelineDock}, {timelineHeight()}, Qt::Vertical);
    m_laidOutHeight = height();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    const bool isDragged = event->type() == QEvent::Resize && height() == m_laidOutHeight; // else the window is
    if (watched == m_timelineDock && isDragged && m_timelineDock->isVisible() && !m_timelineDock->isFloating() &&
        m_timelineDock->height() != timelineHeight())
        m_timelineShare = static_cast<double>(m_timelineDock->height()) / height();
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::makeStatusBar() {
    m_status = new StatusLine;
    m_status->setObjectName(QStringLiteral("status"));
    new RunAnnouncer(controller(), document(), *m_status, this);
    m_engineStatus = new QLabel(tr("Opening the engine..."));
    m_engineStatus->setObjectName(QStringLiteral("engineStatus"));
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(160);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_progress);
    m_status->setMinimumWidth(1); // cut off rather than that the window can't be made narrower
    statusBar()->addWidget(m_status, 1);
    m_zoom = new QToolButton;
    m_zoom->setObjectName(QStringLiteral("zoomButton"));
    m_zoom->setIcon(lineIcon(QStringLiteral("fit")));
    m_zoom->setIconSize({14, 14});
    m_zoom->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    name(m_zoom, tr("Fit the page into the window"), tr("Fit the page into the window (Ctrl+0)"));
    m_zoom->hide();
    connect(m_zoom, &QToolButton::clicked, m_canvas, &SketchCanvas::fit);
    statusBar()->setContentsMargins(8, 0, 8, 0);
    statusBar()->addPermanentWidget(new ExportBar(*m_exports));
    statusBar()->addPermanentWidget(m_zoom);
    statusBar()->addPermanentWidget(m_engineStatus);
}

/// As the eye goes: tool bar, photo and strokes, the centre, settings, timeline.
void MainWindow::orderTabs() {
    QWidget* before = nullptr;
    for (auto* part : std::initializer_list<QWidget*>{
             findChild<QToolBar*>(), findChild<QDockWidget*>(QStringLiteral("photoDock")), centralWidget(),
             findChild<QDockWidget*>(QStringLiteral("settingsDock")), m_timelineDock}) {
        QList<QWidget*> inside; // in the part's own order
        for (auto* widget = part->nextInFocusChain(); widget != part; widget = widget->nextInFocusChain())
            if (part->isAncestorOf(widget) && (widget->focusPolicy() & Qt::TabFocus) != 0)
                inside += widget;
        for (auto* widget : std::as_const(inside)) {
            if (before != nullptr)
                setTabOrder(before, widget);
            before = widget;
        }
    }
}

} // namespace croquis::ui
