// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "vector/svg_reader.hpp"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace croquis;

/// The window's program, ended by a signal, as at a logout.
class WindowEndingTest : public QObject {
    Q_OBJECT

    /// Draws a sample until it is told to end. @return what it put aside.
    static QStringList putAsideAfter(int milliseconds, int signal, int& code) {
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("XDG_STATE_HOME", folder.filePath("state"));
        environment.insert("XDG_CONFIG_HOME", folder.filePath("config"));
        QProcess window;
        window.setProcessEnvironment(environment);
        window.setWorkingDirectory(folder.path());
        window.start(CROQUIS_WINDOW, {test::sample("cat.jpg")});
        if (!window.waitForStarted())
            return {"didn't start"};
        window.waitForFinished(milliseconds);
        ::kill(static_cast<pid_t>(window.processId()), signal);
        if (!window.waitForFinished(30000))
            return {"didn't end"};
        code = window.exitStatus() == QProcess::NormalExit ? window.exitCode() : -1;
        const QDir aside(folder.filePath("state/croquis/put-aside"));
        QStringList sketches;
        for (const QString& file : aside.entryList({"*.svg"}, QDir::Files))
            if (!vector::readSvg(aside.filePath(file).toStdString()).sketch.strokes.empty())
                sketches += file;
        return sketches;
    }

  private Q_SLOTS:
    void theSketchIsPutAside_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("logout") << SIGTERM;
        QTest::newRow("terminal closed") << SIGHUP;
        QTest::newRow("Ctrl+C") << SIGINT;
    }
    void theSketchIsPutAside() {
        QFETCH(int, signal);
        int code = -1;
        QStringList sketches;
        for (int wait = 5000; sketches.isEmpty() && wait <= 80000; wait *= 2) // until there are strokes
            sketches = putAsideAfter(wait, signal, code);
        QCOMPARE(sketches, QStringList{"cat.svg"});
        QCOMPARE(code, 0);
    }

    void withoutASketchItEndsAsWell() {
        int code = -1;
        const QStringList none = putAsideAfter(100, SIGTERM, code); // maybe before it listens
        QVERIFY2(none.isEmpty(), qPrintable(none.join(' ')));
    }
};

QTEST_GUILESS_MAIN(WindowEndingTest)
#include "window_ending_test.moc"
