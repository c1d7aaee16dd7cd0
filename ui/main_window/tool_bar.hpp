// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAction;
class QMainWindow;
class QToolButton;

namespace croquis::ui {

class WindowActions;

/// The buttons of the tool bar that change with the state.
struct ToolBarButtons {
    QAction* open = nullptr; ///< of the button, to hide it
    QToolButton* primary = nullptr;
    QToolButton* exportSketch = nullptr;
};

/// The window's tool bar: photo, run, views, history, export.
ToolBarButtons makeToolBar(QMainWindow& window, const WindowActions& actions);

} // namespace croquis::ui
