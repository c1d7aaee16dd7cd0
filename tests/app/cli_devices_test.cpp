// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;

/// What "devices" says of NVIDIA's cards, asked of a driver that pretends (support/pretended_cuda_driver.cpp).
class CliDevicesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyCaseIsExplained_data() {
        QTest::addColumn<QByteArray>("driver");
        QTest::addColumn<QString>("line");
        QTest::newRow("no card") << QByteArray("100,13000,9,0,0,20") << "^cuda  not available: .* finds no card\\.";
        QTest::newRow("mixed driver") << QByteArray("803,13000,9,0,0,20") << "^cuda  not available: .*Restart";
        QTest::newRow("driver too old") << QByteArray("0,12040,9,0,0,20") << "^cuda  not available: .*too old.* 12\\.4";
        QTest::newRow("card too old") << QByteArray("0,13000,6,1,0,20")
                                      << "^cuda:0  Pretended card 7, too old: .*6\\.1";
        QTest::newRow("out of memory") << QByteArray("0,13000,8,9,2,0") << "^cuda:0  Pretended card 7, out of memory";
        QTest::newRow("nearly full") << QByteArray("0,13000,8,9,0,0") << "^cuda:0  .*: 0\\.0 of 24\\.0 GB are free";
        QTest::newRow("not to be used") << QByteArray("0,13000,8,9,46,20") << "^cuda:0  .* can't be used: .* error 46";
        // Whether this build has croquis_cuda or not.
        QTest::newRow("in order") << QByteArray("0,13000,9,0,0,20")
                                  << "^cuda:0  Pretended card 7, (in order|.*lacks libcroquis_cuda\\.so)";
    }
    void everyCaseIsExplained() {
        QFETCH(QByteArray, driver);
        QFETCH(QString, line);
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_LIBRARY_PATH", CROQUIS_PRETENDED_DRIVER);
        environment.insert("PRETENDED_CUDA", QString::fromLatin1(driver));
        const auto devices = test::runCli({"devices"}, folder.path(), environment);
        QCOMPARE(devices.code, 0);
        const QStringList lines = devices.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith("cpu  "));
        QVERIFY2(QRegularExpression(line).match(lines[1]).hasMatch(), qPrintable(lines[1]));
    }

    /// What keeps a card from drawing ends the program with its own exit code; nothing is drawn elsewhere in silence.
    void aCardThatCannotDrawIsSaid_data() {
        QTest::addColumn<QByteArray>("driver");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("message");
        QTest::newRow("driver too old") << QByteArray("0,12040,9,0,0,20") << "cuda"
                                        << "driver is too old";
        QTest::newRow("card too old") << QByteArray("0,13000,6,1,0,20") << "cuda:0"
                                      << "too old: .*6\\.1";
        QTest::newRow("another card") << QByteArray("0,13000,9,0,0,20") << "cuda:1"
                                      << "no card cuda:1";
        // With croquis_cuda CUDA's own library finds out that this driver only pretends.
        QTest::newRow("in order") << QByteArray("0,13000,9,0,0,20") << "cuda"
                                  << "(cuda:0: The card failed: .*|.*lacks libcroquis_cuda\\.so.*)--device cpu";
    }
    void aCardThatCannotDrawIsSaid() {
        QFETCH(QByteArray, driver);
        QFETCH(QString, name);
        QFETCH(QString, message);
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_LIBRARY_PATH", CROQUIS_PRETENDED_DRIVER);
        environment.insert("PRETENDED_CUDA", QString::fromLatin1(driver));
        const auto draw = test::runCli({"draw", test::sample("cat.jpg"), "--iterations", "1", "--device", name},
                                       folder.path(), environment);
        QVERIFY2(QRegularExpression(message).match(draw.err).hasMatch(), qPrintable(draw.err));
        QCOMPARE(draw.code, 4);
        QVERIFY(test::entries(folder.path()).isEmpty());
        QVERIFY2(draw.err.count('\n') == 1, qPrintable(draw.err));
    }

    /// Nothing is timed in a card's place, and nothing before it is known whether there is one.
    void aBenchOfNoCardIsRefused_data() { aCardThatCannotDrawIsSaid_data(); }
    void aBenchOfNoCardIsRefused() {
        QFETCH(QByteArray, driver);
        QFETCH(QString, name);
        QFETCH(QString, message);
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_LIBRARY_PATH", CROQUIS_PRETENDED_DRIVER);
        environment.insert("PRETENDED_CUDA", QString::fromLatin1(driver));
        const auto bench =
            test::runCli({"bench", "--device", name, "--json", "figures.json"}, folder.path(), environment);
        QVERIFY2(QRegularExpression(message).match(bench.err).hasMatch(), qPrintable(bench.err));
        QCOMPARE(bench.code, 4);
        QCOMPARE(bench.err.count('\n'), 1);
        QVERIFY(bench.out.isEmpty());
        QVERIFY(test::entries(folder.path()).isEmpty());
    }

    /// A driver makes no difference to the processor's sketches, and nothing of CUDA is opened for them.
    void theProcessorNeedsNoCard() {
        const QTemporaryDir folder;
        auto environment = QProcessEnvironment::systemEnvironment();
        const auto drawn = [&](const QString& name) {
            const auto draw = test::runCli({"draw", test::sample("cat.jpg"), "--iterations", "1", "--progress", "none",
                                            "-o", name, "--mask", "none"},
                                           folder.path(), environment);
            QFile file(folder.filePath(name));
            return draw.code == 0 && file.open(QIODevice::ReadOnly) ? file.readAll() : draw.err.toUtf8();
        };
        const QByteArray without = drawn("without.svg");
        environment.insert("LD_LIBRARY_PATH", CROQUIS_PRETENDED_DRIVER);
        environment.insert("PRETENDED_CUDA", "0,13000,9,0,0,20");
        environment.insert("LD_DEBUG", "files");
        environment.insert("LD_DEBUG_OUTPUT", folder.filePath("opened"));
        const QByteArray with = drawn("with.svg");
        QVERIFY(without.contains("<svg"));
        QCOMPARE(with, without);
        QByteArray opened;
        for (const QString& name : QDir(folder.path()).entryList({"opened*"})) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            opened += file.readAll();
        }
        QVERIFY(opened.contains("libcroquis_engine"));
        for (const char* library : {"libcroquis_cuda", "libtorch_cuda", "libcuda.so.1"})
            QVERIFY2(!opened.contains(library), library);
    }

    void scoresAreTheProcessors() {
        const QTemporaryDir folder;
        const auto score =
            test::runCli({"score", test::sample("cat.jpg"), "none.svg", "--device", "cuda"}, folder.path());
        QCOMPARE(score.code, 4);
        QVERIFY2(score.err.contains("--device cpu"), qPrintable(score.err));
    }
};

QTEST_APPLESS_MAIN(CliDevicesTest)
#include "cli_devices_test.moc"
