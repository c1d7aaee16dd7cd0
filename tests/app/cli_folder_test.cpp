// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <linux/capability.h>
#include <memory>
#include <sys/prctl.h>

using namespace croquis;
using test::entries;
using test::runCli;
using test::sample;

namespace {

constexpr int kDone = 0, kSomeFailed = 1, kUsage = 2, kBadInput = 3;

} // namespace

/// What a folder of photos holds besides plain photos.
class CliFolderTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }
    test::Outcome draw(const QStringList& options) const {
        return runCli(QStringList{"draw"} + options +
                          QStringList{"--strokes", "4", "--quality", "draft", "--mask", "none", "--iterations", "0"},
                      m_folder->path());
    }

  private Q_SLOTS:
    /// QTemporaryDir can't remove a name that isn't UTF-8.
    void cleanup() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder->path().toStdString(), ignored);
    }
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkdir("photos"));
        QVERIFY(QFile::copy(sample("cat.jpg"), path("photos/cat.jpg")));
    }

    void resultsAreNoPhotos() {
        const QStringList options{"photos", "-o", "photos/", "--png", "photos"};
        QCOMPARE(draw(options).out, QString("photos/cat.svg\nphotos/cat.png\n"));
        const QStringList all = entries(path("photos"));
        const auto again = draw(options);
        QVERIFY2(again.code == kDone && again.out.isEmpty(), qPrintable(again.out));
        QCOMPARE(entries(path("photos")), all);
        QCOMPARE(draw({"photos", "-o", "other/"}).out, QString("other/cat.svg\n"));
        // Named, it is a picture like any other.
        QCOMPARE(draw({"photos/cat.png", "-o", "named.svg"}).out, QString("named.svg\n"));
    }

    void aNameThatIsNoUtf8IsRemembered() {
        const QByteArray name = "photos/ca\xE9.jpg";
        std::filesystem::rename(path("photos/cat.jpg").toStdString(),
                                (m_folder->path() + "/").toStdString() + name.toStdString());
        const auto first = draw({"photos", "-o", "out/", "--progress", "json"});
        QCOMPARE(first.code, kDone);
        const auto result = QJsonDocument::fromJson(first.out.trimmed().split('\n').back().toUtf8()).object();
        QCOMPARE(result["photo"].toString(), "file:" + m_folder->path() + "/photos/ca%E9.jpg");
        const auto second = draw({"photos", "-o", "out/"});
        QVERIFY2(second.out.isEmpty() && second.err.contains("has been drawn before"), qPrintable(second.err));
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(path("out").toStdString()))
            files += entry.path().extension() == ".svg" ? 1 : 0;
        QCOMPARE(files, std::size_t{1});
    }

    void aFolderOfOnePhotoIsAFolder() {
        QCOMPARE(draw({"photos", "-o", "new"}).out, QString("new/cat.svg\n"));
        const auto named = draw({"photos", "-o", "name.svg"});
        QVERIFY2(named.code == kUsage && named.err.contains("need a folder"), qPrintable(named.err));
    }

    void whatIsLeftOutIsSaid() {
        QVERIFY(test::putFile(path("photos/a.heic"), "no matter") && test::putFile(path("photos/b.DNG"), "no matter"));
        QVERIFY(QFile::copy(sample("coffee.jpg"), path("photos/coffee")));
        QVERIFY(test::putFile(path("photos/notes"), "Only text."));
        const auto outcome = draw({"photos", "-o", "out/"});
        QCOMPARE(outcome.out, QString("out/cat.svg\nout/coffee.svg\n"));
        QVERIFY2(outcome.err.contains("a.heic, b.DNG in photos can't be read and are left out"),
                 qPrintable(outcome.err));
        QVERIFY(QDir(m_folder->path()).mkdir("raw") && QFile::rename(path("photos/a.heic"), path("raw/a.heic")));
        const auto none = draw({"raw", "-o", "out/"});
        QVERIFY2(none.code == kBadInput && none.err.contains("a.heic"), qPrintable(none.err));
    }

    void foldersWithinAreSaid() {
        QVERIFY(QDir(m_folder->path()).mkpath("photos/more") && QDir(m_folder->path()).mkpath("photos/empty"));
        QVERIFY(QFile::copy(sample("coffee.jpg"), path("photos/more/coffee.jpg")));
        const auto outcome = draw({"photos", "-o", "out/"});
        QCOMPARE(outcome.out, QString("out/cat.svg\n"));
        QVERIFY2(outcome.err.contains("The folder more in photos is left out; name it too to draw what is there."),
                 qPrintable(outcome.err));
        QVERIFY(QFile::remove(path("photos/cat.jpg")));
        const auto none = draw({"photos", "-o", "out/"});
        QVERIFY2(none.code == kBadInput && none.saysOneSentence() && none.err.contains("The folder more"),
                 qPrintable(none.err));
    }

    void aFolderThatCannotBeReadIsToldFromAnEmptyOne() {
        const auto readable = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadGroup |
                              QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther;
        QVERIFY(QFile::setPermissions(path("photos"), QFile::WriteOwner));
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        // Nothing keeps root out but the lack of these; another user might not reach the program, which may lie in
        // /root.
        process.setChildProcessModifier([] {
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0);
            ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH, 0, 0, 0);
        });
        process.start(CROQUIS_CLI, {"draw", "photos", "-o", "out/"});
        QVERIFY(process.waitForFinished(60000));
        QFile::setPermissions(path("photos"), readable);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(process.exitCode() == kBadInput && said.contains("photos can't be read"), said.constData());
    }

    /// A part of its files was written: they are ours to replace, unless somebody has worked on them since.
    void whatWasWrittenInPartIsDrawnAgainInItsPlace() {
        const QString draws = " draw photos -o out/ --png out --strokes 8 --quality draft --mask none --iterations 0";
        const auto part = test::runInShell("ulimit -f 16; \"$0\"" + draws, m_folder->path()); // 16 kB
        QVERIFY2(part.code == kSomeFailed && part.out == "out/cat.svg\n", qPrintable(part.out + part.err));
        const auto rest = test::runInShell("\"$0\"" + draws, m_folder->path());
        QCOMPARE(rest.out, QString("out/cat.svg\nout/cat.png\n"));
        QVERIFY(QDir(path("out")).removeRecursively());
        QCOMPARE(test::runInShell("ulimit -f 16; \"$0\"" + draws, m_folder->path()).code, kSomeFailed);
        QVERIFY(test::putFile(path("out/cat.svg"), "drawn over by hand"));
        QCOMPARE(test::runInShell("\"$0\"" + draws, m_folder->path()).out, QString("out/cat-2.svg\nout/cat.png\n"));
        QCOMPARE(test::fileContent(path("out/cat.svg")), QByteArray("drawn over by hand"));
    }
};

QTEST_GUILESS_MAIN(CliFolderTest)
#include "cli_folder_test.moc"
