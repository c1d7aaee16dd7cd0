// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_test.hpp"

#include "ui/canvas/model_card.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/drop.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/main_window/put_aside.hpp"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>

namespace croquis::test {

using ui::RunState;

void WindowTest::initTestCase() {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
    QCoreApplication::setApplicationName(QLatin1String(metaObject()->className()));
    ui::applyTheme(ui::Theme::light);
}

void WindowTest::init() {
    QSettings().clear();
    QSettings().setValue(QStringLiteral("clipOffered"), true); // the first start is FirstStartTest's
    QDir(ui::putAsideFolder()).removeRecursively();
    QFile::remove(ui::putAsideFolder()); // a test that was broken off may have left one in its place
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("CROQUIS_BRUSHES", m_folder->filePath(QStringLiteral("brushes")).toUtf8());
    m_script = std::make_shared<Script>();
    makeWindow();
}

void WindowTest::cleanup() {
    m_script->openGates(); // whatever the worker waits for
    m_window.reset();
}

void WindowTest::makeWindow() {
    m_window.reset();
    m_window = std::make_unique<ui::MainWindow>(opener(m_script), std::make_unique<ui::ThreadRunner>());
    m_window->resize(1000, 800); // whatever the screen is
    m_window->show();
    m_window->openEngine();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // else it takes no keys
}

QString WindowTest::offered(const char* button) {
    const auto* each = m_window->findChild<QPushButton*>(QLatin1String(button));
    return each->isVisible() ? each->text() : QString();
}

ui::SketchCanvas* WindowTest::canvas() {
    return m_window->findChild<ui::SketchCanvas*>();
}

QString WindowTest::photo(const char* name) {
    const QString file = m_folder->filePath(QLatin1String(name));
    QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"), file);
    return file;
}

QString WindowTest::put(const char* name, const QByteArray& content) {
    QFile file(m_folder->filePath(QLatin1String(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(content);
    return file.fileName();
}

void WindowTest::drop(const QStringList& files) {
    QVERIFY(dropOn(*m_window, files));
}

void WindowTest::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QTest::keyClick(m_window.get(), key, modifiers);
}

void WindowTest::quickExport() {
    m_window->findChild<QAction*>(QStringLiteral("quickExport"))->trigger();
    svgIsWritten();
}

void WindowTest::svgIsWritten() {
    const auto* exports = m_window->findChild<ui::ExportTasks*>(QStringLiteral("svgExports"));
    QTRY_VERIFY(!exports->isBusy());
}

void WindowTest::click(const char* objectName) {
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest); // what was shown just now has its place
    for (auto* widget : m_window->findChildren<QWidget*>(QLatin1String(objectName)))
        if (widget->isVisible() && widget->isEnabled())
            return QTest::mouseClick(widget, Qt::LeftButton);
    QFAIL(objectName);
}

void WindowTest::unfoldCard() {
    m_window->findChild<ui::ModelCard*>()->unfold();
}

void WindowTest::setAutoStart(bool automatic) {
    auto* box = m_window->findChild<QCheckBox*>(QStringLiteral("autoStart"));
    if (box->isChecked() != automatic)
        box->click();
}

void WindowTest::drawToTheEnd() {
    drop({photo()});
    QTRY_COMPARE(state(), RunState::done);
}

void WindowTest::askForLevels() {
    key(Qt::Key_3, Qt::ControlModifier);
    click("drawLevels");
}

void WindowTest::runLong() {
    m_script->iterations = 1000000;
    m_script->iterationMs = 1;
    drop({photo()});
    QTRY_COMPARE(state(), RunState::running);
    QTRY_VERIFY(document().hasStrokes());
}

} // namespace croquis::test
