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
    static QStringList putAsideAfter(int milliseconds, int signal, int& code, int times = 1) {
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("QT_QPA_PLATFORM", "offscreen");
        environment.insert("XDG_STATE_HOME", folder.filePath("state"));
        environment.insert("XDG_CONFIG_HOME", folder.filePath("config"));
        QProcess window;
        window.setProcessEnvironment(environment);
        window.setWorkingDirectory(folder.path());
        window.setChildProcessModifier([] { // whoever runs the tests may ignore them
            for (const int each : {SIGTERM, SIGHUP, SIGINT})
                std::signal(each, SIG_DFL);
        });
        window.start(CROQUIS_WINDOW, {test::sample("cat.jpg")});
        if (!window.waitForStarted())
            return {"didn't start"};
        const auto process = static_cast<pid_t>(window.processId());
        if (window.waitForFinished(milliseconds) || process <= 0)
            return {"ended by itself"};
        for (int k = 0; k < times; ++k)
            ::kill(process, signal);
        if (!window.waitForFinished(60000))
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
        const int times = signal == SIGHUP ? 2 : 1;                           // a shell's and the kernel's
        for (int wait = 5000; sketches.isEmpty() && wait <= 80000; wait *= 2) // until there are strokes
            sketches = putAsideAfter(wait, signal, code, times);
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
