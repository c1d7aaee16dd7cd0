// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using test::runCli;
using test::sample;

class CliUsageTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void resultsTakeNeitherPhotosNorEachOther() {
        const QTemporaryDir folder;
        const QByteArray photo = test::fileContent(sample("cat.jpg"));
        QVERIFY(QDir(folder.path()).mkdir("other"));
        for (const char* name : {"cat.png", "other/cat.png"})
            QVERIFY(test::putFile(folder.filePath(name), photo));
        for (const QStringList& arguments : {QStringList{"draw", "cat.png", "-o", "cat.png", "--overwrite"},
                                             {"draw", "cat.png", "--png", "./cat.png", "--overwrite"},
                                             {"draw", "cat.png", "-o", "a.svg", "--history", "a.svg"},
                                             {"draw", "cat.png", "other/cat.png", "-o", "out", "--overwrite"},
                                             {"draw", "cat.png", "--png", "a.png", "--dpi", "10000"},
                                             {"draw", "cat.png", "--png", "a.png", "--dpi", "nan"},
                                             {"draw", "cat.png", "--seed", "-1"},
                                             {"draw", "cat.png", "--seed", "18446744073709551616"}}) {
            const auto outcome = runCli(arguments, folder.path());
            QVERIFY2(outcome.code == 2 && outcome.saysOneSentence(),
                     qPrintable(arguments.join(' ') + ": " + QString::number(outcome.code) + outcome.err));
        }
        QVERIFY(test::fileContent(folder.filePath("cat.png")) == photo);
        QCOMPARE(test::entries(folder.path()), (QStringList{"cat.png", "other"}));
    }

    void whatIsNotUnderstoodIsNamed_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("named");
        QTest::newRow("nothing") << QStringList() << "A command is missing";
        QTest::newRow("no command") << QStringList{"sketch", "cat.jpg"} << "\"sketch\"";
        QTest::newRow("no option") << QStringList{"draw", "cat.jpg", "--strkes", "4"} << "--strkes";
        QTest::newRow("no number") << QStringList{"draw", "cat.jpg", "--strokes", "abc"} << "--strokes";
        QTest::newRow("out of range") << QStringList{"draw", "cat.jpg", "--strokes", "129"} << "129";
        QTest::newRow("no photo") << QStringList{"draw"} << "draw needs photos";
        QTest::newRow("no deeper command") << QStringList{"models", "fly"} << "fly";
    }
    void whatIsNotUnderstoodIsNamed() {
        QFETCH(const QStringList, arguments);
        QFETCH(const QString, named);
        const QTemporaryDir folder;
        const auto outcome = runCli(arguments, folder.path());
        QVERIFY2(outcome.code == 2 && outcome.out.isEmpty() && outcome.saysOneSentence() &&
                     outcome.err.contains(named) && outcome.err.count('\n') == 1 && outcome.err.contains("--help"),
                 qPrintable(outcome.err));
    }

    void severalPhotosNeedAFolder() {
        const QTemporaryDir folder;
        for (const QStringList& place :
             {QStringList{"-o", "one.svg"}, {"-o", "one.PNG"}, {"--png", "one.png"}, {"--history", "one.jsonl"}}) {
            const auto outcome =
                runCli(QStringList{"draw", sample("cat.jpg"), sample("coffee.jpg")} + place, folder.path());
            QVERIFY2(outcome.code == 2 && outcome.saysOneSentence() && outcome.err.contains("need a folder") &&
                         outcome.err.contains(place[1]),
                     qPrintable(outcome.err));
        }
        QVERIFY(test::entries(folder.path()).isEmpty());
        // A folder all the same: it is there, the name ends in /, or it isn't a file's name.
        QVERIFY(QDir(folder.path()).mkdir("there.png"));
        for (const char* place : {"there.png", "new.png/", "sketches", "2024.05"}) {
            const auto outcome =
                runCli({"draw", sample("cat.jpg"), sample("coffee.jpg"), "--png", place, "--dry-run"}, folder.path());
            QVERIFY2(outcome.code == 0 && outcome.out.contains(QDir::cleanPath(place) + "/coffee.png"),
                     qPrintable(outcome.out + outcome.err));
        }
    }

    void anEmptyNameIsSaidToBeEmpty() {
        const QTemporaryDir folder;
        const auto outcome = runCli({"draw", ""}, folder.path());
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("name of a photo is empty"),
                 qPrintable(outcome.err));
        for (const char* option : {"--output", "--png", "--history", "--from", "--mask"}) {
            const auto refused = runCli({"draw", sample("cat.jpg"), option, "", "--dry-run"}, folder.path());
            QCOMPARE(refused.code, 2);
            QVERIFY2(refused.err.contains(QString(option) + ": is empty"), qPrintable(refused.err));
        }
    }

    void whatIsMisspeltIsSaidBeforeWhatIsMissing() {
        const QTemporaryDir folder;
        const auto misspelt = runCli({"draw", "--bogus"}, folder.path());
        QCOMPARE(misspelt.code, 2);
        QVERIFY2(misspelt.err.contains("--bogus"), qPrintable(misspelt.err));
        const auto unknown = runCli({"paint"}, folder.path());
        QVERIFY2(unknown.code == 2 && unknown.err.contains("paint"), qPrintable(unknown.err));
        const auto missing = runCli({"draw"}, folder.path());
        QVERIFY2(missing.err.contains("photos"), qPrintable(missing.err));
    }

    void wrongUsage() {
        const QTemporaryDir folder;
        for (const QStringList& arguments : {QStringList{},
                                             {"draw"},
                                             {"paint", "x"},
                                             {"draw", sample("cat.jpg"), "--strokes", "0"},
                                             {"draw", sample("cat.jpg"), "--strokes", "129"},
                                             {"draw", sample("cat.jpg"), "--quality", "superb"},
                                             {"draw", sample("cat.jpg"), "--width", "wide"},
                                             {"draw", sample("cat.jpg"), "--colour", "red"},
                                             {"draw", sample("cat.jpg"), "--paper", "white"},
                                             {"draw", sample("cat.jpg"), "--recipe", "soup"},
                                             {"draw", sample("cat.jpg"), "-o", "cat.bmp"},
                                             {"draw", sample("cat.jpg"), "--precision", "fp8"},
                                             {"draw", sample("cat.jpg"), "--seeds", "0"},
                                             {"draw", sample("cat.jpg"), "--progress", "loud"}}) {
            const auto outcome = runCli(arguments, folder.path());
            QVERIFY2(outcome.code == 2, qPrintable(arguments.join(' ') + ": " + QString::number(outcome.code)));
            QVERIFY(!outcome.err.isEmpty() || !outcome.out.isEmpty());
        }
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--device", "cuda"}, folder.path()).code, 4);
        QCOMPARE(runCli({"draw", sample("cat.jpg"), "--from", sample("coffee.jpg")}, folder.path()).code, 3);
        QVERIFY(test::entries(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(CliUsageTest)
#include "cli_usage_test.moc"
