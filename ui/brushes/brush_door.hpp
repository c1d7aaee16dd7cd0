// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

#include <QObject>
#include <QStringList>

#include <functional>

class QAction;
class QWidget;

namespace croquis {
class Error;
}

namespace croquis::ui {

class BrushShelf;
class MessageBar;
class SketchDocument;
class WindowActions;

/// The window's way to brushes of the person's own: saving what was made of one, names, files. What is done to the
/// sketch is undone as ever; a brush that was deleted can be brought back.
class BrushDoor final : public QObject {
    Q_OBJECT

  public:
    BrushDoor(QWidget* window, SketchDocument& document, BrushShelf& shelf, MessageBar& message);

    /// Lets the window's actions about brushes do what they say, where there is something to be done.
    void connectTo(WindowActions& actions);
    /// Takes brush files over as brushes of one's own; the sketch is drawn with the last of them.
    void take(const QStringList& files);

  private:
    void save(const QString& suggestion);
    void replace(const vector::Brush& own);
    void rename(const QString& suggestion = {});
    void remove();
    void importFiles();
    void exportFile();
    void reset();

    /// Draws the sketch with this one and reads the own brushes again.
    void choose(const vector::Brush& brush, const QString& text);
    /// @return the name without spaces around it; empty: given up.
    QString askForName(const QString& title, const QString& suggestion);
    void refuse(const Error& error);
    /// Says that a brush that comes with the program is called that, and asks for another name.
    void refuseName(const QString& name, std::function<void()> again);
    void updateActions();
    const vector::Brush& brush() const;

    QWidget* m_window;
    SketchDocument& m_document;
    BrushShelf& m_shelf;
    MessageBar& m_message;
    WindowActions* m_actions = nullptr;
};

} // namespace croquis::ui
