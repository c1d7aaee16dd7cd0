// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace croquis;
using test::entries;
using test::fileContent;
using test::runCli;
using test::sample;

namespace {

constexpr int kSomeFailed = 1;
constexpr int kUsage = 2;
constexpr int kInterrupted = 130;

const QString kManifest = QStringLiteral("croquis-draw.jsonl");

} // namespace

/// A folder of photos, drawn in several calls.
class CliBatchTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<QTemporaryDir> m_folder;

    QString path(const char* name) const { return m_folder->filePath(QLatin1String(name)); }

    static QStringList call(const QStringList& options = {}) {
        return QStringList{"draw",      "photos", "-o",     "out/", "--strokes", "4",
                           "--quality", "draft",  "--mask", "none", "--seed",    "1"} +
               (options.contains("--iterations") ? QStringList() : QStringList{"--iterations", "0"}) + options;
    }
    test::Outcome draw(const QStringList& options = {}) const { return runCli(call(options), m_folder->path()); }
    /// What the manifests say last, "photo state", in the order in which the photos were begun.
    QStringList told(const char* manifest) const {
        QStringList all;
        for (const auto& line : fileContent(path("out/") + QLatin1String(manifest)).split('\n')) {
            const auto json = QJsonDocument::fromJson(line).object();
            if (!line.isEmpty())
                all << json["photo"].toString() + " " + json["state"].toString();
        }
        return all;
    }
    /// Ctrl+C at the first photo's first iteration.
    void interrupt(const QStringList& options) const {
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(CROQUIS_CLI, call(options + QStringList{"--progress", "json"}));
        QByteArray said;
        QTRY_VERIFY_WITH_TIMEOUT((said += process.readAllStandardOutput()).contains("\"iteration\":1,"), 60000);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), kInterrupted);
    }
    void putPhotos() const {
        QDir(m_folder->path()).mkdir("photos");
        QVERIFY(QFile::copy(sample("cat.jpg"), path("photos/b.jpg")));
        QVERIFY(QFile::copy(sample("coffee.jpg"), path("photos/c.jpg")));
    }

  private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        putPhotos();
    }

    void aSecondCallGoesOnWhereTheFirstEnded() {
        QVERIFY(test::putFile(path("photos/a.jpg"), "no photo"));
        const auto first = draw();
        QCOMPARE(first.code, kSomeFailed);
        QCOMPARE(entries(path("out")), (QStringList{"b.svg", "c.svg", kManifest}));
        QCOMPARE(told("croquis-draw.jsonl"),
                 (QStringList{"../photos/a.jpg begun", "../photos/a.jpg failed", "../photos/b.jpg begun",
                              "../photos/b.jpg finished", "../photos/c.jpg begun", "../photos/c.jpg finished"}));

        QVERIFY(QFile::remove(path("photos/a.jpg")) && QFile::copy(sample("rocket.jpg"), path("photos/a.jpg")));
        const auto second = draw();
        QVERIFY2(second.code == 0, qPrintable(second.err));
        QCOMPARE(second.out, QString("out/a.svg\n"));
        QVERIFY2(second.err.startsWith("2 photos have been drawn before"), qPrintable(second.err));

        const auto third = draw(); // nothing is left, so nothing is opened
        QCOMPARE(third.code, 0);
        QCOMPARE(third.out, QString());
        QCOMPARE(entries(path("out")), (QStringList{"a.svg", "b.svg", "c.svg", kManifest}));

        QVERIFY(QFile::remove(path("out/b.svg")));
        QCOMPARE(draw().out, QString("out/b.svg\n")); // its result has gone
        QCOMPARE(draw({"--colour", "#ff0000"}).out, QString("out/a-2.svg\nout/b-2.svg\nout/c-2.svg\n"));
        QCOMPARE(draw({"--threads", "1"}).out, QString());
        QCOMPARE(draw({"--overwrite"}).out, QString("out/a.svg\nout/b.svg\nout/c.svg\n"));
    }

    void partsMakeTheWhole() {
        QVERIFY(QFile::copy(sample("horse.png"), path("photos/b.png")));
        const auto first = draw({"--shard", "1/2"}), second = draw({"--shard", "2/2"}), none = draw({"--shard", "4/4"});
        QCOMPARE(first.out, QString("out/b.jpg.svg\nout/c.svg\n"));
        QCOMPARE(second.out, QString("out/b.png.svg\n"));
        QCOMPARE(none.code, 0);
        QVERIFY(QFile::exists(path("out/croquis-draw-1-of-2.jsonl")));
        const auto whole = draw(); // knows what the parts have drawn
        QCOMPARE(whole.out, QString());
        QVERIFY(whole.err.startsWith("3 photos"));
        QVERIFY(QDir(m_folder->path()).rename("out", "parts"));
        QCOMPARE(draw().code, 0);
        for (const char* name : {"b.jpg.svg", "b.png.svg", "c.svg"})
            QCOMPARE(fileContent(path("out/") + name), fileContent(path("parts/") + name));

        for (const char* wrong : {"0/2", "3/2", "1", "1/", "/2", "1/2/3", "a/b", "-1/2", "1/1000000", "99999999999/2"})
            QVERIFY2(draw({"--shard", wrong}).code == kUsage, wrong);
    }

    void anInterruptedPhotoIsDrawnAgainInItsPlace() {
        const QStringList options{"--iterations", "30"};
        interrupt(options);
        QCOMPARE(told("croquis-draw.jsonl"), (QStringList{"../photos/b.jpg begun", "../photos/b.jpg stopped"}));
        const QByteArray early = fileContent(path("out/b.svg"));
        QVERIFY(!early.isEmpty());

        QCOMPARE(draw(options).out, QString("out/b.svg\nout/c.svg\n"));
        QVERIFY(fileContent(path("out/b.svg")) != early);
    }

    void whatWasChangedSinceIsKept() {
        const QStringList options{"--iterations", "30"};
        QVERIFY(QFile::remove(path("photos/c.jpg")));
        interrupt(options);
        QVERIFY(test::putFile(path("out/b.svg"), "drawn over by hand"));
        QCOMPARE(draw(options).out, QString("out/b-2.svg\n"));
        QCOMPARE(fileContent(path("out/b.svg")), QByteArray("drawn over by hand"));
    }

    void whatTheProgramFellOverComesLast() {
        QCOMPARE(draw().code, 0);
        QByteArray manifest = fileContent(path("out/") + kManifest);
        const auto lines = manifest.split('\n');
        manifest = lines[0] + '\n' + lines[1].left(lines[1].size() / 2); // killed while it wrote that b.jpg was drawn
        QVERIFY(lines[0].contains("b.jpg") && lines[0].contains("begun"));
        QVERIFY(test::putFile(path("out/") + kManifest, manifest));
        QCOMPARE(draw().out, QString("out/c-2.svg\nout/b-2.svg\n"));
        QCOMPARE(draw().out, QString());
    }

    void damagedManifestsAreNoHindrance_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("PK\x03\x04 something\n\n{\n[]\nnull\n17\n");
        QTest::newRow("deep") << QByteArray(100000, '[') + "\n";
        QTest::newRow("types") << QByteArray(
            R"({"photo":1,"state":[],"identity":{},"settings":null,"files":[1,2]})"
            "\n"
            R"({"photo":"../photos/b.jpg","state":"eaten","identity":"","settings":"","files":{"a":1}})"
            "\n");
        QTest::newRow("long") << QByteArray(3 << 20, 'x') + "\n";
    }
    void damagedManifestsAreNoHindrance() {
        QFETCH(QByteArray, content);
        QDir(m_folder->path()).mkdir("out");
        QVERIFY(test::putFile(path("out/") + kManifest, content));
        QVERIFY(QFile::remove(path("photos/c.jpg")));
        const auto outcome = draw();
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out, QString("out/b.svg\n"));
        QCOMPARE(draw().out, QString());
    }

    void aManifestThatCannotBeWrittenIsSaid() {
        QDir(m_folder->path()).mkpath("out/croquis-draw.jsonl"); // a folder in its place
        const auto outcome = draw();
        QCOMPARE(outcome.code, kSomeFailed);
        QVERIFY2(outcome.err.contains("croquis-draw.jsonl"), qPrintable(outcome.err));
    }

    void photosGivenByNameKeepNone() {
        const auto outcome = runCli({"draw", "photos/b.jpg", "photos/c.jpg", "--iterations", "0", "--strokes", "4",
                                     "--quality", "draft", "--mask", "none", "-o", "out/"},
                                    m_folder->path());
        QCOMPARE(outcome.code, 0);
        QCOMPARE(entries(path("out")), (QStringList{"b.svg", "c.svg"}));
    }
};

QTEST_GUILESS_MAIN(CliBatchTest)
#include "cli_batch_test.moc"
