// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <dlfcn.h>

using namespace croquis;

namespace {

const QString kModule = QStringLiteral("libcroquis_cuda.so");

/// All that a call of the program says, and the file that it wrote.
struct Called {
    test::Outcome said;
    QByteArray drawn;
    QByteArray opened; ///< what the system's loader tells of the libraries that it was asked for
};

} // namespace

/// Copies of the program as they are installed, one with croquis_cuda's file beside the engine, one without. The file
/// is none that can be opened: whoever tries finds out.
class CliModuleTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    static void copyTo(const QString& folder) {
        for (const char* part : {"/bin", "/lib"})
            QVERIFY(QDir().mkpath(folder + part));
        QVERIFY(QFile::copy(CROQUIS_CLI, folder + "/bin/croquis-cli"));
        for (const char* library : {"/libcroquis_engine.so", "/libcroquis_video.so"})
            QVERIFY(QFile::copy(QString(CROQUIS_LIBRARIES) + library, folder + "/lib" + library));
    }

    /// @param driver  the pretended one's state; empty: there is no driver.
    Called called(const char* copy, const QStringList& arguments, const QString& driver = {}) const {
        const QTemporaryDir folder, log;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("LD_DEBUG", "files");
        environment.insert("LD_DEBUG_OUTPUT", log.filePath("opened"));
        if (!driver.isEmpty()) {
            environment.insert("LD_LIBRARY_PATH", CROQUIS_PRETENDED_DRIVER);
            environment.insert("PRETENDED_CUDA", driver);
        }
        Called result;
        result.said =
            test::runCopy(m_folder.filePath(copy) + "/bin/croquis-cli", arguments, folder.path(), environment);
        result.drawn = test::fileContent(folder.filePath("drawn.svg"));
        for (const QString& name : test::entries(log.path()))
            result.opened += test::fileContent(log.filePath(name));
        return result;
    }

  private Q_SLOTS:
    void initTestCase() {
        copyTo(m_folder.filePath("without"));
        copyTo(m_folder.filePath("with"));
        QVERIFY(test::putFile(m_folder.filePath("with") + "/lib/" + kModule, "This is no library.\n"));
    }

    void withoutADriverTheModuleMakesNoDifference_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("draws");
        const QStringList draw{
            "draw",     test::sample("cat.jpg"), "--iterations", "3", "--mask", "none", "--progress", "none", "-o",
            "drawn.svg"};
        QTest::newRow("devices") << QStringList{"devices"} << 0 << false;
        QTest::newRow("draw") << draw << 0 << true;
        QTest::newRow("draw on whatever there is") << draw + QStringList{"--device", "auto"} << 0 << true;
        QTest::newRow("draw on a card") << draw + QStringList{"--device", "cuda"} << 4 << false;
    }
    void withoutADriverTheModuleMakesNoDifference() {
        if (::dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL) != nullptr)
            QSKIP("This machine has NVIDIA's driver.");
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(bool, draws);
        const Called without = called("without", arguments), with = called("with", arguments);
        QVERIFY2(without.said.code == code, qPrintable(without.said.err));
        QCOMPARE(with.said.code, without.said.code);
        QCOMPARE(with.said.out, without.said.out);
        QCOMPARE(with.said.err, without.said.err);
        QCOMPARE(with.drawn.contains("<svg"), draws);
        QCOMPARE(with.drawn, without.drawn);
        QVERIFY(with.opened.contains("libstdc++"));
        QCOMPARE(with.opened.contains("libcroquis_engine"), draws);
        QVERIFY(!with.opened.contains(kModule.toLatin1()));
    }

    /// And with a driver it does: this is the file that would be opened, and where that would be seen.
    void withADriverItIsOpened() {
        const QStringList draw{"draw", test::sample("cat.jpg"), "--iterations", "1", "--device", "cuda"};
        const QString driver = QStringLiteral("0,13000,9,0,0,20");
        const Called without = called("without", draw, driver), with = called("with", draw, driver);
        QCOMPARE(without.said.code, 4);
        QVERIFY2(without.said.err.contains("lacks " + kModule), qPrintable(without.said.err));
        QVERIFY(!without.opened.contains(kModule.toLatin1()));
        QCOMPARE(with.said.code, 4);
        QVERIFY2(with.said.err.contains(kModule + " can't be opened"), qPrintable(with.said.err));
        QVERIFY(with.opened.contains(kModule.toLatin1()));
    }
};

QTEST_APPLESS_MAIN(CliModuleTest)
#include "cli_module_test.moc"
