// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/window_actions.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/sketch/brief_words.hpp"
#include "ui/style/icons.hpp"

#include <QAction>
#include <QActionGroup>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolButton>
#include <QUndoStack>

#include <tuple>
#include <utility>

namespace croquis::ui {
namespace {

constexpr qsizetype kMostOfFolder = 28; // characters, in a menu

} // namespace

WindowActions::WindowActions(QMainWindow& window, QUndoStack& undo) : QObject(&window), m_window(window) {
    makeFileActions();
    const auto stack = [this](const char* key, QAction* action, const char* icon, const char* shortcut,
                              const char* alternative = nullptr) {
        action->setObjectName(QLatin1String(key));
        action->setIcon(lineIcon(QLatin1String(icon)));
        QList<QKeySequence> keys{QKeySequence(QLatin1String(shortcut))};
        if (alternative != nullptr)
            keys += QKeySequence(QLatin1String(alternative));
        action->setShortcuts(keys);
        adopt(key, action);
        keepDescribed(action);
    };
    stack("undo", undo.createUndoAction(this), "undo", "Ctrl+Z");
    stack("redo", undo.createRedoAction(this), "redo", "Ctrl+Shift+Z", "Ctrl+Y");
    // In the program's words: Qt's own come in the person's language only where its translations are installed.
    const auto nameUndo = [action = at("undo")](const QString& step) {
        action->setText(step.isEmpty() ? tr("Undo") : tr("Undo %1").arg(step));
    };
    const auto nameRedo = [action = at("redo")](const QString& step) {
        action->setText(step.isEmpty() ? tr("Redo") : tr("Redo %1").arg(step));
    };
    connect(&undo, &QUndoStack::undoTextChanged, at("undo"), nameUndo);
    connect(&undo, &QUndoStack::redoTextChanged, at("redo"), nameRedo);
    nameUndo(undo.undoText());
    nameRedo(undo.redoText());
    makeSketchActions();
    makeBrushActions();
    makeViewActions();
    makeMenus();
    m_buttons = makeToolBar(window, *this);
}

QString WindowActions::plain(QString text) {
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("..."));
}

QString WindowActions::withKeys(const QString& text, const QKeySequence& keys) {
    return keys.isEmpty() ? plain(text)
                          : QStringLiteral("%1 (%2)").arg(plain(text), keys.toString(QKeySequence::NativeText));
}

void WindowActions::keepDescribed(QAction* action) {
    const auto describe = [action] {
        const QString tip = withKeys(action->text(), action->shortcut());
        if (action->toolTip() != tip)
            action->setToolTip(tip);
    };
    connect(action, &QAction::changed, action, describe);
    describe();
}

QAction* WindowActions::at(const char* key) const {
    return m_actions.at(QLatin1String(key));
}

void WindowActions::on(const char* key, std::function<void()> act) {
    connect(at(key), &QAction::triggered, this, std::move(act));
}

void WindowActions::adopt(const char* key, QAction* action) {
    m_window.addAction(action);
    m_actions[QLatin1String(key)] = action;
}

QAction* WindowActions::add(const char* key, const QString& text, const char* icon, const QStringList& shortcuts) {
    auto* action = new QAction(text, this);
    action->setObjectName(QLatin1String(key));
    if (*icon != '\0')
        action->setIcon(lineIcon(QLatin1String(icon)));
    QList<QKeySequence> keys;
    for (const auto& shortcut : shortcuts)
        keys += QKeySequence(shortcut);
    action->setShortcuts(keys);
    action->setToolTip(withKeys(text, keys.isEmpty() ? QKeySequence() : keys.front()));
    adopt(key, action);
    return action;
}

void WindowActions::makeFileActions() {
    add("open", tr("&Open..."), "open", {"Ctrl+O"});
    add("paste", tr("&Paste"), "paste", {"Ctrl+V"});
    add("nextPhoto", tr("&Next photo"), "next", {"Ctrl+Shift+N"});
    add("quickExport", tr("Export S&VG"), "export", {"Ctrl+E"});
    add("quickPng", tr("Export PN&G"), "", {});
    add("export", tr("&Export..."), "", {"Ctrl+Shift+E"});
    add("sample-cat", tr("&Cat"), "", {});
    add("sample-astronaut", tr("&Astronaut"), "", {});
    add("sample-coffee", tr("C&offee"), "", {});
    add("sample-rocket", tr("&Rocket"), "", {});
    add("settings", tr("&Settings..."), "settings", {"Ctrl+,"});
    add("models", tr("&Models..."), "", {});
    add("quit", tr("&Quit"), "", {"Ctrl+Q"});
    add("copy", tr("&Copy the sketch"), "copy", {"Ctrl+C"});
    add("shortcuts", tr("&Keys"), "", {"F1", "Ctrl+?"});
    add("about", tr("&About Croquis"), "", {});
}

void WindowActions::makeSketchActions() {
    add("primary", tr("Sketch", "draw it"), "sketch", {});
    add("sketch", tr("Sketch", "draw it"), "sketch", {"Ctrl+Return", "F5"});
    add("stop", tr("S&top"), "stop", {"Esc"});
    add("newSeed", tr("&New seed"), "seed", {"Ctrl+R"});
    at("newSeed")->setToolTip(withKeys(tr("Another try at the same photo (a new seed)"), at("newSeed")->shortcut()));
    add("continue", tr("Draw &on"), "continue", {});
    at("continue")->setToolTip(tr("Draw on: 500 iterations more"));
    add("more", tr("&More strokes"), "", {"Ctrl+Up"});
    add("fewer", tr("&Fewer strokes"), "", {"Ctrl+Down"});
    add("nextBrush", tr("&Next brush"), "", {"Ctrl+B"});
    add("wider", tr("&Wider"), "", {"Ctrl+]"});
    add("thinner", tr("&Thinner"), "", {"Ctrl+["});
}

void WindowActions::makeBrushActions() {
    const auto addBrush = [this](const char* key, const QString& text, const QString& toolTip) {
        add(key, text, "", {})->setToolTip(toolTip);
    };
    addBrush("resetBrush", tr("&Reset"), tr("The brush as it was before it was adjusted"));
    addBrush("saveBrush", tr("&Save as..."), tr("Keep this brush as one of your own, under another name"));
    at("saveBrush")->setIconText(tr("Save...")); // on its button
    addBrush("renameBrush", tr("Rena&me..."), tr("Another name for this brush of your own"));
    addBrush("deleteBrush", tr("&Delete"), tr("Delete this brush of your own; the sketch keeps it"));
    addBrush("importBrush", tr("&Import..."), tr("Take over brush files as brushes of your own"));
    addBrush("exportBrush", tr("&Export this brush..."), tr("Save this brush as a file, for others to import"));
}

void WindowActions::makeViewActions() {
    auto* views = new QActionGroup(this);
    const auto addView = [&](const char* key, const QString& text, const char* icon, const QString& shortcut) {
        auto* action = add(key, text, icon, {shortcut});
        action->setCheckable(true);
        views->addAction(action);
    };
    addView("viewSketch", tr("Sketch"), "view-sketch", "Ctrl+1");
    addView("viewOverlay", tr("Overlay"), "view-overlay", "Ctrl+2");
    addView("viewLevels", tr("Levels"), "view-levels", "Ctrl+3");
    addView("viewProcess", tr("Process"), "view-process", "Ctrl+4");
    at("viewOverlay")
        ->setToolTip(withKeys(tr("The sketch on its photo; hold Shift on the canvas to see the photo alone"),
                              at("viewOverlay")->shortcut()));
    add("fit", tr("&Fit"), "fit", {"Ctrl+0"});
    add("zoomIn", tr("Zoom &in"), "zoom-in", {"Ctrl++", "Ctrl+="});
    add("zoomOut", tr("Zoom &out"), "zoom-out", {"Ctrl+-"});
    const std::initializer_list<std::tuple<const char*, const char*, const char*>> docks{
        {"photoDock", "togglePhoto", "F9"},
        {"settingsDock", "toggleSettings", "F10"},
        {"timelineDock", "toggleTimeline", "F11"}};
    for (const auto& [dock, key, shortcut] : docks) {
        auto* action = m_window.findChild<QDockWidget*>(QLatin1String(dock))->toggleViewAction();
        action->setShortcut(QKeySequence(QLatin1String(shortcut)));
        adopt(key, action);
        keepDescribed(action);
    }
}

void WindowActions::makeMenus() {
    const auto fill = [this](QMenu* menu, std::initializer_list<const char*> keys) {
        for (const auto* key : keys)
            if (*key == '\0')
                menu->addSeparator();
            else
                menu->addAction(at(key));
    };
    auto* bar = m_window.menuBar();
    auto* file = bar->addMenu(tr("&File"));
    fill(file, {"open", "paste"});
    m_recent = file->addMenu(tr("Open &recent"));
    m_putAside = file->addMenu(tr("Sketches put &aside"));
    fill(file->addMenu(tr("Samp&le photos")), {"sample-cat", "sample-astronaut", "sample-coffee", "sample-rocket"});
    fill(file, {"nextPhoto", "", "quickExport", "quickPng", "export", "", "settings", "models", "", "quit"});
    fill(bar->addMenu(tr("&Edit")), {"undo", "redo", "", "copy"});
    fill(bar->addMenu(tr("&View")), {"viewSketch", "viewOverlay", "viewLevels", "viewProcess", "", "fit", "zoomIn",
                                     "zoomOut", "", "togglePhoto", "toggleSettings", "toggleTimeline"});
    m_sketchMenu = bar->addMenu(tr("&Sketch"));
    fill(m_sketchMenu, {"sketch", "stop", "", "newSeed", "continue", "", "more", "fewer"});
    fill(bar->addMenu(tr("&Brush")), {"nextBrush", "", "wider", "thinner", "", "resetBrush", "saveBrush", "renameBrush",
                                      "deleteBrush", "", "importBrush", "exportBrush"});
    fill(bar->addMenu(tr("&Help")), {"shortcuts", "about"});
}

void WindowActions::setQuickFiles(const QString& svg, const QString& png) {
    const auto say = [this](const char* key, const QString& text, const QString& file) {
        const QFileInfo info(file);
        const QString whole = QDir::toNativeSeparators(info.path()), last = info.dir().dirName();
        const QString folder = inBrief((last.isEmpty() ? whole : last).toStdString(), kMostOfFolder);
        at(key)->setText(text.arg(QString(folder).replace(QLatin1Char('&'), QStringLiteral("&&"))));
        QString tip = onOneLine(tr("Writes %1 to %2").arg(elidedInside(info.fileName()), whole));
        if (const auto keys = at(key)->shortcut(); !keys.isEmpty())
            tip += QStringLiteral(" (%1)").arg(keys.toString(QKeySequence::NativeText));
        at(key)->setToolTip(Qt::mightBeRichText(tip) ? tip.toHtmlEscaped() : tip);
    };
    say("quickExport", tr("Export S&VG to the folder \"%1\""), svg);
    say("quickPng", tr("Export PN&G to the folder \"%1\""), png);
    m_buttons.exportSketch->setAccessibleName(nameOf("quickExport"));
}

QString WindowActions::nameOf(const char* key) const {
    return plain(at(key)->text());
}

} // namespace croquis::ui
