// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/tool_bar.hpp"
#include "ui/run/run_state.hpp"

#include <QObject>
#include <QString>

#include <functional>
#include <map>

class QAction;
class QKeySequence;
class QMainWindow;
class QMenu;
class QUndoStack;

namespace croquis::ui {

/// Every action of the window by its key, with text, icon and shortcut, its menus and its tool bar, and the one
/// function that enables them all. What they do is the window's business.
class WindowActions final : public QObject {
    Q_OBJECT

  public:
    /// Makes actions, menus and tool bar; the docks' own show-and-hide actions among them.
    WindowActions(QMainWindow& window, QUndoStack& undo);

    QAction* at(const char* key) const;
    void on(const char* key, std::function<void()> act);
    /// Filled by the window when it is about to show.
    QMenu* recentMenu() const { return m_recent; }
    QMenu* putAsideMenu() const { return m_putAside; }
    /// As menus have it, without what marks its letter.
    QString nameOf(const char* key) const;

    struct Situation {
        RunState state = RunState::empty;
        bool photo = false;   ///< there is one that can be drawn
        bool strokes = false; ///< there is a sketch
        bool queue = false;   ///< more photos wait
        bool fetch = false;   ///< the model that is missing can be fetched
        bool exports = false; ///< something is being written
        QString offer{};      ///< what the message offers to do; empty: nothing
    };
    void update(const Situation& situation);
    /// What the quick exports would write now, said before they do.
    void setQuickFiles(const QString& svg, const QString& png);

  private:
    QAction* add(const char* key, const QString& text, const char* icon, const QStringList& shortcuts);
    void adopt(const char* key, QAction* action);
    void makeFileActions();
    void makeSketchActions();
    void makeBrushActions();
    void makeViewActions();
    void makeMenus();
    /// Without what marks its letter and promises a dialog.
    static QString plain(QString text);
    static QString withKeys(const QString& text, const QKeySequence& keys);
    /// The tool tip follows the text, which changes with what there is to undo.
    static void keepDescribed(QAction* action);
    /// What a button says and whether it can be pressed.
    struct Step {
        QString text, icon;
        bool enabled = true;
        QString more{}; ///< what it does, where its text doesn't say all of it
    };
    /// What the sketch's own key does.
    static Step sketchStep(const Situation& situation);
    /// What the primary button does (interface.md, states).
    static Step primaryStep(const Situation& situation);
    void updatePrimary(const Situation& situation);
    void updateAccents(const Situation& situation);
    void offerDrawingOn(bool offered);
    void keepPlace(const QString& text);

    QMainWindow& m_window;
    std::map<QString, QAction*> m_actions;
    QMenu* m_sketchMenu = nullptr;
    QMenu* m_recent = nullptr;
    QMenu* m_putAside = nullptr;
    ToolBarButtons m_buttons;
};

} // namespace croquis::ui
