// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/model_card.hpp"
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/panels/abstraction_panel.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/style/icons.hpp"

#include <QActionGroup>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QProgressBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

namespace croquis::ui {
namespace {

QToolButton* buttonFor(QToolBar* bar, QAction* action) {
    auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action));
    button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    return button;
}

} // namespace

QAction* MainWindow::add(const QString& key, const QString& text, const QString& icon, const QKeySequence& shortcut,
                         std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setObjectName(key);
    if (!icon.isEmpty())
        action->setIcon(lineIcon(icon));
    action->setShortcut(shortcut);
    const QString plain = QString(text).remove(QLatin1Char('&')).remove(QStringLiteral("..."));
    action->setToolTip(
        shortcut.isEmpty() ? plain : QStringLiteral("%1 (%2)").arg(plain, shortcut.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    m_actions[key] = action;
    return action;
}

void MainWindow::makeActions() {
    add("open", tr("&Open..."), "open", QKeySequence("Ctrl+O"), [this] { openDialog(); });
    add("paste", tr("&Paste"), "paste", QKeySequence("Ctrl+V"), [this] { paste(); });
    add("nextPhoto", tr("&Next photo"), "next", QKeySequence("Ctrl+Shift+N"), [this] { nextPhoto(); });
    add("quickExport", tr("&Quick export"), "export", QKeySequence("Ctrl+E"), [this] { quickExport(".svg"); });
    add("quickPng", tr("Quick export as &PNG"), {}, {}, [this] { quickExport(".png"); });
    add("export", tr("&Export..."), {}, QKeySequence("Ctrl+Shift+E"), [this] { exportDialog(); });
    add("settings", tr("&Settings..."), "settings", QKeySequence("Ctrl+,"), [this] { settingsDialog(); });
    add("quit", tr("&Quit"), {}, QKeySequence("Ctrl+Q"), [this] { close(); });
    add("copy", tr("&Copy the sketch"), "copy", QKeySequence("Ctrl+C"), [this] { copySketch(); });
    add("primary", tr("Sketch"), "sketch", QKeySequence("Ctrl+Return"), [this] { primaryAction(); });
    m_actions["primary"]->setShortcuts({QKeySequence("Ctrl+Return"), QKeySequence("F5")});
    add("pause", tr("&Pause"), "pause", {}, [this] { pauseOrResume(); });
    add("stop", tr("S&top"), "stop", QKeySequence("Esc"), [this] { m_controller.stop(); });
    add("newSeed", tr("&New seed"), "seed", QKeySequence("Ctrl+R"), [this] { newSeed(); });
    add("continue", tr("&Continue for longer"), "continue", {}, [this] { continueDrawing(); });
    add("more", tr("&More strokes"), {}, QKeySequence("Ctrl+Up"), [this] { m_abstraction->stepTick(true); });
    add("fewer", tr("&Fewer strokes"), {}, QKeySequence("Ctrl+Down"), [this] { m_abstraction->stepTick(false); });
    add("wider", tr("&Wider"), {}, QKeySequence("Ctrl+]"), [this] { m_lookPanel->stepWidth(true); });
    add("thinner", tr("&Thinner"), {}, QKeySequence("Ctrl+["), [this] { m_lookPanel->stepWidth(false); });
    add("fit", tr("&Fit"), "fit", QKeySequence("Ctrl+0"), [this] { m_canvas->fit(); });
    add("zoomIn", tr("Zoom &in"), "zoom-in", QKeySequence("Ctrl++"),
        [this] { m_canvas->zoomBy(1.25, QPointF(m_canvas->rect().center())); });
    m_actions["zoomIn"]->setShortcuts({QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")});
    add("zoomOut", tr("Zoom &out"), "zoom-out", QKeySequence("Ctrl+-"),
        [this] { m_canvas->zoomBy(0.8, QPointF(m_canvas->rect().center())); });
    add("shortcuts", tr("&Keys"), {}, QKeySequence("F1"), [this] { showShortcuts(); });
    m_actions["shortcuts"]->setShortcuts({QKeySequence("F1"), QKeySequence("Ctrl+?")});
    add("about", tr("&About Croquis"), {}, {}, [this] { showAbout(); });
    const auto stack = [this](const QString& key, QAction* action, const QString& icon, const QKeySequence& shortcut) {
        action->setObjectName(key);
        action->setIcon(lineIcon(icon));
        action->setShortcut(shortcut);
        addAction(action);
        m_actions[key] = action;
    };
    stack("undo", m_document.undoStack().createUndoAction(this, tr("Undo")), "undo", QKeySequence("Ctrl+Z"));
    stack("redo", m_document.undoStack().createRedoAction(this, tr("Redo")), "redo", QKeySequence("Ctrl+Shift+Z"));
}

void MainWindow::makeViewActions() {
    m_views = new QActionGroup(this);
    struct Item {
        View view;
        QString key, text, icon, shortcut;
    };
    const std::initializer_list<Item> items{{View::sketch, "viewSketch", tr("Sketch"), "view-sketch", "Ctrl+1"},
                                            {View::overlay, "viewOverlay", tr("Overlay"), "view-overlay", "Ctrl+2"},
                                            {View::levels, "viewLevels", tr("Levels"), "view-levels", "Ctrl+3"},
                                            {View::process, "viewProcess", tr("Process"), "view-process", "Ctrl+4"}};
    for (const auto& item : items) {
        auto* action = add(item.key, item.text, item.icon, QKeySequence(item.shortcut),
                           [this, view = item.view] { setView(view); });
        action->setCheckable(true);
        m_views->addAction(action);
    }
    const std::initializer_list<std::tuple<const char*, const char*, QString>> docks{
        {"photoDock", "togglePhoto", "F9"},
        {"settingsDock", "toggleSettings", "F10"},
        {"timelineDock", "toggleTimeline", "F11"}};
    for (const auto& [dock, key, shortcut] : docks) {
        auto* action = findChild<QDockWidget*>(QLatin1String(dock))->toggleViewAction();
        action->setShortcut(QKeySequence(shortcut));
        addAction(action);
        m_actions[QLatin1String(key)] = action;
    }
}

void MainWindow::makeMenus() {
    const auto fill = [this](QMenu* menu, std::initializer_list<const char*> keys) {
        for (const auto* key : keys)
            if (*key == '\0')
                menu->addSeparator();
            else
                menu->addAction(m_actions.at(QLatin1String(key)));
    };
    auto* file = menuBar()->addMenu(tr("&File"));
    fill(file, {"open", "paste"});
    auto* recent = file->addMenu(tr("Open &recent"));
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecent(recent); });
    fill(file, {"nextPhoto", "", "quickExport", "quickPng", "export", "", "settings", "", "quit"});
    fill(menuBar()->addMenu(tr("&Edit")), {"undo", "redo", "", "copy"});
    fill(menuBar()->addMenu(tr("&View")), {"viewSketch", "viewOverlay", "viewLevels", "viewProcess", "", "fit",
                                           "zoomIn", "zoomOut", "", "togglePhoto", "toggleSettings", "toggleTimeline"});
    fill(menuBar()->addMenu(tr("&Sketch")),
         {"primary", "pause", "stop", "", "newSeed", "continue", "", "more", "fewer"});
    fill(menuBar()->addMenu(tr("&Brush")), {"wider", "thinner"});
    fill(menuBar()->addMenu(tr("&Help")), {"shortcuts", "about"});
}

void MainWindow::makeToolBar() {
    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setIconSize({20, 20});
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto place = [&](const char* key, Qt::ToolButtonStyle style) {
        auto* action = m_actions.at(QLatin1String(key));
        bar->addAction(action);
        auto* button = buttonFor(bar, action);
        button->setToolButtonStyle(style);
        button->setFocusPolicy(Qt::TabFocus);
        return button;
    };
    place("open", Qt::ToolButtonIconOnly);
    place("paste", Qt::ToolButtonIconOnly);
    bar->addSeparator();
    m_primary = place("primary", Qt::ToolButtonTextBesideIcon);
    m_primary->setObjectName(QStringLiteral("primary"));
    place("stop", Qt::ToolButtonIconOnly);
    place("newSeed", Qt::ToolButtonIconOnly);
    bar->addSeparator();
    for (const auto* key : {"viewSketch", "viewOverlay", "viewLevels", "viewProcess"})
        place(key, Qt::ToolButtonTextBesideIcon);
    bar->addSeparator();
    place("undo", Qt::ToolButtonIconOnly);
    place("redo", Qt::ToolButtonIconOnly);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    auto* exportButton = place("quickExport", Qt::ToolButtonTextBesideIcon);
    m_actions.at("quickExport")->setIconText(tr("Export"));
    auto* menu = new QMenu(this);
    for (const auto* key : {"quickExport", "quickPng", "export", "copy"})
        menu->addAction(m_actions.at(QLatin1String(key)));
    exportButton->setMenu(menu);
    exportButton->setPopupMode(QToolButton::MenuButtonPopup);
}

void MainWindow::updateActions() {
    const RunState state = m_controller.state();
    const bool strokes = m_document.hasStrokes(), photo = m_document.photo().has_value();
    const bool running = state == RunState::running, paused = state == RunState::paused;
    const bool preparing = state == RunState::preparing, stopping = state == RunState::stopping;
    const bool rests = !m_controller.isBusy() && photo && state != RunState::noModel;
    const auto enable = [this](const char* key, bool enabled) {
        m_actions.at(QLatin1String(key))->setEnabled(enabled);
    };
    enable("pause", running || paused);
    enable("stop", running || paused || preparing);
    enable("newSeed", photo && !stopping && state != RunState::noModel);
    enable("continue", rests && strokes);
    enable("nextPhoto", !m_queue.isEmpty());
    for (const auto* key : {"quickExport", "quickPng", "export", "copy"})
        enable(key, strokes);
    auto* pause = m_actions.at("pause");
    pause->setText(paused ? tr("&Resume") : tr("&Pause"));
    pause->setIcon(lineIcon(paused ? QStringLiteral("resume") : QStringLiteral("pause")));
    pause->setToolTip((paused ? tr("Resume") : tr("Pause")) + tr(" (Space on the canvas)"));

    struct Primary {
        QString text, icon;
        bool enabled = true;
    };
    const Primary primary =
        state == RunState::noModel                                              ? Primary{tr("Import"), "open"}
        : state == RunState::empty || (state == RunState::failed && !photo)     ? Primary{tr("Open"), "open"}
        : preparing                                                             ? Primary{tr("Cancel"), "close"}
        : running                                                               ? Primary{tr("Pause"), "pause"}
        : paused                                                                ? Primary{tr("Resume"), "resume"}
        : stopping                                                              ? Primary{tr("Stopping"), "stop", false}
        : state == RunState::done                                               ? Primary{tr("Export"), "export"}
        : state == RunState::outdated || (state == RunState::failed && strokes) ? Primary{tr("Redraw"), "redraw"}
                                                                                : Primary{tr("Sketch"), "sketch"};
    auto* action = m_actions.at("primary");
    action->setText(primary.text);
    action->setIcon(lineIcon(primary.icon, QPalette::HighlightedText));
    action->setToolTip(primary.text + QStringLiteral(" (Ctrl+Return)"));
    action->setEnabled(primary.enabled);
    if (m_primary != nullptr)
        m_primary->setAccessibleName(primary.text);

    QWidget* page = m_canvas;
    if (state == RunState::noModel)
        page = m_modelCard;
    else if (!photo && !preparing && !strokes)
        page = m_startPage;
    else if (m_view == View::levels)
        page = m_levels;
    else if (m_view == View::process)
        page = m_process;
    m_centre->setCurrentWidget(page);
    m_progress->setVisible(m_controller.isBusy());
}

void MainWindow::primaryAction() {
    switch (m_controller.state()) {
    case RunState::noModel:
        return importModelFile();
    case RunState::empty:
        return openDialog();
    case RunState::preparing:
        return m_controller.cancel();
    case RunState::running:
    case RunState::paused:
        return pauseOrResume();
    case RunState::stopping:
        return;
    case RunState::done:
        return quickExport(QStringLiteral(".svg"));
    case RunState::failed:
        if (!m_document.photo())
            return openDialog();
        [[fallthrough]];
    case RunState::loaded:
    case RunState::outdated:
        return drawForView();
    }
}

void MainWindow::setView(View view) {
    const bool entered = m_view != view;
    m_view = view;
    const char* key = view == View::sketch    ? "viewSketch"
                      : view == View::overlay ? "viewOverlay"
                      : view == View::levels  ? "viewLevels"
                                              : "viewProcess";
    m_actions.at(QLatin1String(key))->setChecked(true);
    m_canvas->setPhotoOpacity(view == View::overlay ? m_photoPanel->photoOpacity() : 0);
    m_controller.setNetworkWanted(view == View::process);
    if (entered && view == View::process) {
        std::vector<geometry::CubicBezier> strokes;
        for (const auto& stroke : m_document.visibleStrokes())
            strokes.push_back(stroke.curve);
        m_controller.requestNetworkView(strokes);
    }
    updateActions();
    if (entered && view == View::levels && !m_levelsRun && m_document.photo() && !m_controller.isBusy())
        startLevels();
}

void MainWindow::fillRecent(QMenu* menu) {
    menu->clear();
    for (const auto& file : std::as_const(m_app.recent))
        menu->addAction(QFileInfo(file).fileName(), this, [this, file] { openFiles({file}); })->setToolTip(file);
    if (m_app.recent.isEmpty())
        menu->addAction(tr("Nothing yet"))->setEnabled(false);
}

} // namespace croquis::ui
