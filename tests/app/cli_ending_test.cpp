// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace croquis;
using test::entries;
using test::runCli;
using test::runInShell;
using test::sample;

namespace {

constexpr int kDone = 0, kSomeFailed = 1, kUsage = 2, kInterrupted = 130;
constexpr int kLongest = 60000; // milliseconds

const QStringList kQuick{"--strokes", "4", "--quality", "draft", "--mask", "none"};

} // namespace

/// Ends that nobody planned: signals, disks, places that can't be written to.
class CliEndingTest : public QObject {
    Q_OBJECT

    /// Draws for long, to a.svg and h.jsonl, until the signals come at the first iteration.
    static int codeAfter(const QTemporaryDir& folder, const QList<int>& sent, const QString& before = {}) {
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.start("bash", {"-c", before + "exec \"$0\" \"$@\"", CROQUIS_CLI, "draw", sample("cat.jpg"), "-o",
                               "a.svg", "--history", "h.jsonl", "--iterations", before.isEmpty() ? "3000" : "40",
                               "--progress", "json", "--strokes", "4", "--quality", "draft", "--mask", "none"});
        QByteArray said;
        const bool began = QTest::qWaitFor(
            [&] { return (said += process.readAllStandardOutput()).contains("\"iteration\":1,"); }, kLongest);
        for (const int signal : sent)
            ::kill(static_cast<pid_t>(process.processId()), signal);
        return began && process.waitForFinished(kLongest) && process.exitStatus() == QProcess::NormalExit
                   ? process.exitCode()
                   : -1;
    }

  private Q_SLOTS:
    void anEndingSignalWritesTheBestSoFar_data() {
        QTest::addColumn<QList<int>>("sent");
        QTest::newRow("terminal closed") << QList<int>{SIGHUP};
        QTest::newRow("timeout, Slurm") << QList<int>{SIGINT, SIGTERM};
        QTest::newRow("all at once") << QList<int>{SIGTERM, SIGHUP, SIGINT, SIGTERM};
    }
    void anEndingSignalWritesTheBestSoFar() {
        QFETCH(QList<int>, sent);
        const QTemporaryDir folder;
        QCOMPARE(codeAfter(folder, sent), kInterrupted);
        QCOMPARE(entries(folder.path()), (QStringList{"a.svg", "h.jsonl"}));
    }

    void whatItsCallerIgnoresItIgnores() {
        const QTemporaryDir folder;
        QCOMPARE(codeAfter(folder, {SIGINT, SIGHUP}, "trap '' INT HUP; "), kDone);
        QCOMPARE(entries(folder.path()), (QStringList{"a.svg", "h.jsonl"}));
    }

    void killedItLeavesNothingInTheWay() {
        const QTemporaryDir folder;
        QCOMPARE(codeAfter(folder, {SIGKILL}), -1);
        QCOMPARE(
            runCli(QStringList{"draw", sample("cat.jpg"), "-o", "a.svg", "--iterations", "0"} + kQuick, folder.path())
                .code,
            kDone);
    }

    void aReaderThatGoesAwayEndsNothing() {
        const QTemporaryDir folder;
        const auto drawn = runInShell("\"$0\" draw \"$1\" -o a.svg --history h.jsonl --progress json --iterations 20 "
                                      "--strokes 4 --quality draft --mask none | head -3",
                                      folder.path());
        QVERIFY2(drawn.code == kDone && drawn.err.isEmpty(), qPrintable(drawn.err));
        QCOMPARE(drawn.out.count('\n'), 3);
        QCOMPARE(entries(folder.path()), (QStringList{"a.svg", "h.jsonl"}));
    }

    void aHistoryWithoutRoomLosesNoSketch() {
        const QTemporaryDir folder;
        const auto outcome = runInShell("ulimit -f 10; \"$0\" draw \"$1\" -o a.svg --history h.jsonl --iterations 60 "
                                        "--strokes 8 --quality draft --mask none",
                                        folder.path()); // 10 kB
        QCOMPARE(outcome.code, kSomeFailed);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("h.jsonl"), qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("a.svg\n"));
        QCOMPARE(entries(folder.path()), QStringList{"a.svg"});
    }

    /// The SVG is there and named, though the PNG can't be.
    void whatWasWrittenIsNamed() {
        const QTemporaryDir folder;
        const auto outcome =
            runInShell("ulimit -f 16; \"$0\" draw \"$1\" -o a.svg --png a.png --iterations 0 --strokes 8 "
                       "--quality draft --mask none --progress json",
                       folder.path()); // 16 kB
        QCOMPARE(outcome.code, kSomeFailed);
        QCOMPARE(entries(folder.path()), QStringList{"a.svg"});
        QVERIFY2(outcome.out.contains("\"files\":[\"a.svg\"]") && outcome.out.contains("\"event\":\"error\""),
                 qPrintable(outcome.out));
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("a.png"), qPrintable(outcome.err));
    }

    void whatCannotBeWrittenIsSaidBeforeDrawing_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("words");
        QTest::newRow("long name") << QStringList{"-o", QString(300, 'x') + ".svg"} << "too long";
        QTest::newRow("a file for a folder") << QStringList{"-o", "file/"} << "file is no folder";
        QTest::newRow("below a file") << QStringList{"--png", "file/below/a.png"} << "file is no folder";
        QTest::newRow("a pipe replaced") << QStringList{"-o", "pipe.svg", "--overwrite"} << "a device or a pipe";
        QTest::newRow("a link replaced") << QStringList{"--png", "link.png", "--overwrite"} << "a link";
    }
    void whatCannotBeWrittenIsSaidBeforeDrawing() {
        QFETCH(QStringList, options);
        QFETCH(QString, words);
        const QTemporaryDir folder;
        QVERIFY(test::putFile(folder.filePath("file"), "mine"));
        QVERIFY(::mkfifo(folder.filePath("pipe.svg").toUtf8().constData(), 0600) == 0);
        QVERIFY(::symlink("file", folder.filePath("link.png").toUtf8().constData()) == 0);
        const QStringList before =
            QDir(folder.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
        for (const QStringList& way : {QStringList{"--dry-run"}, QStringList{"--progress", "json"}}) {
            const auto outcome = runCli(QStringList{"draw", sample("cat.jpg")} + options + way, folder.path());
            QVERIFY2(outcome.code == kSomeFailed && outcome.saysOneSentence() && outcome.err.contains(words),
                     qPrintable(outcome.err));
            QVERIFY2(!outcome.out.contains("finding subject"), qPrintable(outcome.out));
            QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot), before);
        }
        QCOMPARE(test::fileContent(folder.filePath("file")), QByteArray("mine"));
    }

    void aHistoryIsAFile() {
        const QTemporaryDir folder;
        const auto outcome =
            runCli({"draw", sample("cat.jpg"), "--history", "/dev/null", "--overwrite"}, folder.path());
        QVERIFY2(outcome.code == kUsage && outcome.err.contains("/dev/null is a device"), qPrintable(outcome.err));
    }

    void whatASketchIsMadeWithIsNotReplaced() {
        const QTemporaryDir folder;
        QVERIFY(QFile::copy(sample("cat.jpg"), folder.filePath("mask.png")));
        const QStringList draw{"draw", sample("cat.jpg"), "--mask", "mask.png", "--dry-run", "--png", "mask.png"};
        const auto outcome = runCli(draw + QStringList{"--overwrite"}, folder.path());
        QVERIFY2(outcome.code == kUsage && outcome.err.contains("mask.png is what the sketch is made with"),
                 qPrintable(outcome.err));
        QVERIFY(runCli(draw, folder.path()).out.contains("mask-2.png"));
    }

    void figuresAreNotReplacedUnasked() {
        const QTemporaryDir folder;
        const auto outcome = runCli({"bench", "--json", "nowhere/figures.json"}, folder.path());
        QVERIFY2(outcome.code == kSomeFailed && outcome.err.contains("no folder"), qPrintable(outcome.err));
        QVERIFY2(!outcome.err.contains("median"), "before anything is timed");
    }

    void aRehearsalSpeaksJsonToo() {
        const QTemporaryDir folder;
        const auto outcome =
            runCli({"draw", sample("cat.jpg"), "--levels", "4,8", "--mask", "none", "--dry-run", "--progress", "json"},
                   folder.path());
        QCOMPARE(outcome.code, kDone);
        const auto last = QJsonDocument::fromJson(outcome.out.trimmed().split('\n').back().toUtf8()).object();
        QCOMPARE(last["event"].toString(), QString("plan"));
        QCOMPARE(last["seeds"].toInt(), 1);
        QVERIFY(last["iterations"].toInt() > 0);
        QCOMPARE(last["precision"].toString(), QString("fp32"));
        QVERIFY2(outcome.out.contains("\"strokes\":[4,8]") && outcome.out.contains("\"files\":[\"./cat.svg\"]"),
                 qPrintable(outcome.out));
    }

    /// A long name, with what would move the cursor, on a terminal of 50 columns.
    void theBarFitsItsLine() {
        const QTemporaryDir folder;
        const QString name = QString(120, 'n') + "\x1b[31m\xE7\x8C\xAB.jpg";
        QVERIFY(QFile::copy(sample("cat.jpg"), folder.filePath(name)));
        int ours = -1, theirs = -1;
        winsize size{24, 50, 0, 0};
        QVERIFY(::openpty(&ours, &theirs, nullptr, nullptr, &size) == 0);
        QProcess process;
        process.setWorkingDirectory(folder.path());
        process.setChildProcessModifier([theirs] { ::dup2(theirs, STDERR_FILENO); });
        process.start(CROQUIS_CLI, QStringList{"draw", name, "-o", "a.svg", "--iterations", "6"} + kQuick);
        QVERIFY(process.waitForStarted());
        ::close(theirs);
        QByteArray shown;
        char piece[4096];
        for (ssize_t count = 0; (count = ::read(ours, piece, sizeof piece)) > 0;)
            shown.append(piece, static_cast<qsizetype>(count));
        ::close(ours);
        QVERIFY(process.waitForFinished(kLongest) && process.exitCode() == kDone);
        QVERIFY(shown.startsWith("\r\x1b[Kloading model..."));
        QVERIFY(!shown.contains("\x1b[31m"));
        int bars = 0;
        for (const QByteArray& line : shown.replace("\x1b[K", "").split('\r')) {
            QVERIFY2(QString::fromUtf8(line).size() < 50, line.constData());
            bars += line.startsWith("nnn") && line.contains("...") && line.endsWith("s left") ? 1 : 0;
        }
        QVERIFY2(bars >= 6, shown.constData());
    }
};

QTEST_GUILESS_MAIN(CliEndingTest)
#include "cli_ending_test.moc"
