// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/main_window.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/scripted_session.hpp"

#include <QAction>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace croquis::ui {
class SketchCanvas;
}

namespace croquis::test {

/// The window as its user drives it: drops, keys, clicks; beneath it a scripted session. Each test function has a
/// window of its own, an empty settings file and a folder of its own.
class WindowTest : public QObject {
    Q_OBJECT

  protected:
    std::shared_ptr<Script> m_script;
    std::unique_ptr<ui::MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;

    /// Another window, as after another start of the program.
    void makeWindow();
    ui::SketchDocument& document() { return m_window->document(); }
    ui::RunState state() { return m_window->controller().state(); }
    QAction* action(const char* name) { return m_window->findChild<QAction*>(QLatin1String(name)); }
    QString message() { return m_window->findChild<ui::MessageBar*>()->text(); }
    /// What that button of the message says; empty: it isn't offered.
    QString offered(const char* button = "messageAction");
    ui::SketchCanvas* canvas();
    std::size_t strokes() { return document().moment().strokes.size(); }
    /// Whether settings wait to be taken over. Once they don't, what they ask for has begun.
    bool isResting() { return m_window->desk().policy().isResting(); }

    /// A photo of that name in the test's folder.
    QString photo(const char* name = "photo.jpg");
    /// A file of that name and content there.
    QString put(const char* name, const QByteArray& content);
    void drop(const QStringList& files);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Exports an SVG, until it is there, or what is said why it isn't.
    void quickExport();
    void svgIsWritten();
    void click(const char* objectName);
    /// Of the card that is shown while a model is missing, the details.
    void unfoldCard();
    /// The box "redraws by itself".
    void setAutoStart(bool automatic);
    void drawToTheEnd();
    /// Through the view's button.
    void askForLevels();
    /// A run that goes on until it is stopped, its first strokes on the canvas.
    void runLong();

  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
};

} // namespace croquis::test
