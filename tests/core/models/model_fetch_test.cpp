// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/download_error.hpp"
#include "models/model_store.hpp"
#include "support/model_server.hpp"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cmath>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace croquis;
using models::ModelStore;

namespace {

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

models::DownloadOptions quick() {
    models::DownloadOptions options;
    options.retrySeconds = 0;
    options.stallSeconds = 1;
    return options;
}

ModelStore storeIn(const QString& folder) {
    return ModelStore({folder.toStdString()});
}

/// As the server describes its file, so that a part is gone on with.
QByteArray originOf(const models::ModelEntry& entry) {
    return QJsonDocument(QJsonObject{{"address", QString::fromStdString(entry.address)},
                                     {"etag", "\"old\""},
                                     {"lastModified", ""},
                                     {"bytes", 300000}})
        .toJson();
}

const QStringList kWhole{"tiny.pt"}, kPart{"tiny.pt.part", "tiny.pt.part.json"};
using End = ModelStore::Fetched::End;

} // namespace

/// What the store does around a download: places, locks, disks, stops.
class ModelFetchTest : public QObject {
    Q_OBJECT

    const QByteArray m_content = test::modelContent();
    std::unique_ptr<test::ModelServer> m_server;

    QString failure(const QString& folder, const models::ModelEntry& entry, models::DownloadOptions options = quick()) {
        try {
            storeIn(folder).fetch(entry, options, {}, {});
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

    models::ModelEntry at(const char* path) const { return test::tinyModel(m_content, m_server->address(path)); }

  private Q_SLOTS:
    void initTestCase() {
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
            qunsetenv(name);
        m_server = std::make_unique<test::ModelServer>(m_content);
        QVERIFY(m_server->isRunning());
    }

    void progressGrowsToTheEnd() {
        const QTemporaryDir folder;
        std::vector<models::DownloadProgress> seen;
        storeIn(folder.path()).fetch(at("good/progress"), quick(), [&](const auto& news) { seen.push_back(news); }, {});
        QVERIFY(!seen.empty());
        for (std::size_t k = 0; k < seen.size(); ++k) {
            QVERIFY(seen[k].received <= 300000 && (seen[k].total == 300000 || seen[k].received == 0));
            QVERIFY(k == 0 || seen[k].received >= seen[k - 1].received);
        }
    }

    void aStopKeepsThePart() {
        const QTemporaryDir folder;
        const auto entry = at("stalls/stop");
        auto options = quick();
        options.stallSeconds = 60;
        std::stop_source source;
        QElapsedTimer sinceStop;
        const auto fetched = storeIn(folder.path())
                                 .fetch(
                                     entry, options,
                                     [&](const models::DownloadProgress& news) {
                                         if (news.received == 150000 && !source.stop_requested()) {
                                             sinceStop.start();
                                             source.request_stop();
                                         }
                                     },
                                     source.get_token());
        QVERIFY2(sinceStop.elapsed() < 1000, qPrintable(QString::number(sinceStop.elapsed())));
        QCOMPARE(fetched.end, End::stopped);
        QCOMPARE(fetched.partBytes, std::uint64_t{150000});
        QCOMPARE(filesIn(folder.path()), kPart);
        // From another server, as a newer manifest may have it: nothing of the old part is used.
        QCOMPARE(storeIn(folder.path()).fetch(at("good/after-stop"), quick(), {}, {}).end, End::fetched);
        QCOMPARE(m_server->requests().filter("good/after-stop"), QStringList{"/good/after-stop/tiny.pt - -"});
        QCOMPARE(filesIn(folder.path()), kWhole);
    }

    void aStopFromAnotherThreadIsQuick_data() {
        QTest::addColumn<QString>("address");
        QTest::newRow("silent server") << m_server->address("silent");
        QTest::newRow("waiting for the next attempt") << m_server->address("503/wait");
        QTest::newRow("a name being looked up") << "https://models.invalid/tiny.pt";
    }
    void aStopFromAnotherThreadIsQuick() {
        QFETCH(const QString, address);
        const QTemporaryDir folder;
        models::DownloadOptions options;
        options.retrySeconds = 60;
        std::stop_source source;
        std::atomic<bool> begun{false};
        std::jthread other([&] {
            begun.wait(false);
            source.request_stop();
        });
        QElapsedTimer timer;
        timer.start();
        try {
            const auto fetched = storeIn(folder.path())
                                     .fetch(
                                         test::tinyModel(m_content, address), options,
                                         [&](const auto&) {
                                             begun = true;
                                             begun.notify_one();
                                         },
                                         source.get_token());
            QCOMPARE(fetched.end, End::stopped);
        } catch (const models::DownloadError& error) {
            QVERIFY2(address.startsWith("https"), error.what()); // not found before it was stopped
        }
        begun = true;
        begun.notify_one();
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }

    void aStopBeforehandFetchesNothing() {
        const QTemporaryDir folder;
        std::stop_source source;
        source.request_stop();
        QCOMPARE(storeIn(folder.path()).fetch(at("good/never"), quick(), {}, source.get_token()).end, End::stopped);
        QVERIFY(m_server->requests().filter("good/never").isEmpty());
        QVERIFY(filesIn(folder.path()).isEmpty());
    }

    void aStallIsGivenUp() {
        const QTemporaryDir folder;
        auto options = quick();
        options.retries = 0;
        const auto sentence = failure(folder.path(), at("stalls/alone"), options);
        QVERIFY2(sentence.contains("Nothing has come from 127.0.0.1 for 1 s"), qPrintable(sentence));
        QCOMPARE(filesIn(folder.path()), kPart);
    }

    void whatIsThereIsNotFetched() {
        const QTemporaryDir folder;
        put(folder.filePath("tiny.pt"), m_content);
        QCOMPARE(storeIn(folder.path()).fetch(at("good/there"), quick(), {}, {}).end, End::alreadyThere);
        QVERIFY(m_server->requests().filter("good/there").isEmpty());
    }

    void aDamagedFileIsReplaced() {
        const QTemporaryDir folder;
        put(folder.filePath("tiny.pt"), "damaged");
        QVERIFY(!storeIn(folder.path()).presence(at("good")).sizeFits);
        QCOMPARE(storeIn(folder.path()).fetch(at("good/damaged"), quick(), {}, {}).end, End::fetched);
        QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
    }

    /// What stays there stays as it is until the new one is whole.
    void aFailureLeavesTheOldFile() {
        const QTemporaryDir folder;
        put(folder.filePath("tiny.pt"), "damaged");
        QVERIFY(!failure(folder.path(), at("wrong/old")).isEmpty());
        QCOMPARE(contentOf(folder.filePath("tiny.pt")), QByteArray("damaged"));
    }

    void partsOfUnknownOriginStartOver_data() {
        QTest::addColumn<QByteArray>("origin");
        QTest::addColumn<int>("size");
        QTest::newRow("none") << QByteArray() << 1000;
        QTest::newRow("damaged") << QByteArray("{\"address\":") << 1000;
        QTest::newRow("another shape") << QByteArray("[1,2]") << 1000;
        QTest::newRow("wrong types") << QByteArray("{\"address\":1,\"etag\":2,\"lastModified\":3,\"bytes\":\"x\"}")
                                     << 1000;
        QTest::newRow("huge") << QByteArray(1 << 20, '[') << 1000;
        QTest::newRow("part too long") << QByteArray("right") << 300001;
    }
    void partsOfUnknownOriginStartOver() {
        QFETCH(QByteArray, origin);
        QFETCH(const int, size);
        const QTemporaryDir folder;
        const auto path = QString("good/unknown/") + QString(QTest::currentDataTag()).replace(' ', '-');
        const auto entry = test::tinyModel(m_content, m_server->address(path));
        if (origin == "right")
            origin = originOf(entry);
        put(folder.filePath("tiny.pt.part"), QByteArray(size, 'x'));
        if (!origin.isEmpty())
            put(folder.filePath("tiny.pt.part.json"), origin);
        QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, End::fetched);
        QCOMPARE(m_server->requests().filter(path).size(), 1);
        QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
        QCOMPARE(filesIn(folder.path()), kWhole);
    }

    /// All bytes are there already: only the SHA-256 is missing. And where they are wrong, once more from the start.
    void aWholePartIsTakenOver() {
        for (const bool good : {true, false}) {
            const QTemporaryDir folder;
            const auto path = good ? "good/whole" : "good/whole-but-wrong";
            const auto entry = at(path);
            put(folder.filePath("tiny.pt.part"), good ? m_content : QByteArray(300000, 'x'));
            put(folder.filePath("tiny.pt.part.json"), originOf(entry));
            QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, End::fetched);
            QCOMPARE(m_server->requests().filter(QString("/%1/").arg(path)).size(), good ? 0 : 1);
            QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
        }
    }

    void oneAtATime() {
        const QTemporaryDir folder;
        const auto entry = at("good/locked");
        {
            const models::PartFile held(folder.filePath("tiny.pt").toStdString());
            const auto sentence = failure(folder.path(), entry);
            QVERIFY2(sentence.contains("is being fetched by another Croquis"), qPrintable(sentence));
        }
        QVERIFY(filesIn(folder.path()).isEmpty());
        QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, End::fetched);
    }

    /// Many at once: whoever isn't first is told so or finds the file; the file is right.
    void manyAtOnceDamageNothing() {
        const QTemporaryDir folder;
        const auto entry = at("drops/many");
        std::atomic<int> fetched{0}, there{0}, refused{0};
        {
            std::vector<std::jthread> threads;
            for (int k = 0; k < 8; ++k)
                threads.emplace_back([&] {
                    try {
                        const auto end = storeIn(folder.path()).fetch(entry, quick(), {}, {}).end;
                        ++(end == End::fetched ? fetched : there);
                    } catch (const models::DownloadError& error) {
                        if (QString(error.what()).contains("another Croquis"))
                            ++refused;
                    }
                });
        }
        QCOMPARE(fetched.load(), 1);
        QCOMPARE(fetched + there + refused, 8);
        QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
        QCOMPARE(filesIn(folder.path()), kWhole);
    }

    void noRoomIsSaidBeforehand() {
        const QTemporaryDir folder;
        auto entry = at("good/room");
        entry.bytes = std::uint64_t{1} << 60;
        const auto sentence = failure(folder.path(), entry);
        QVERIFY2(sentence.contains("are free. Make room there") && sentence.contains(folder.path()),
                 qPrintable(sentence));
        QVERIFY(m_server->requests().filter("good/room").isEmpty());
        QVERIFY(filesIn(folder.path()).isEmpty());
    }

    void theDiskFillsUp() {
        const QTemporaryDir folder;
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        rlimit small = before;
        small.rlim_cur = 100000;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto sentence = failure(folder.path(), at("good/limit"));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY2(sentence.contains("larger than a file may be here"), qPrintable(sentence));
        QCOMPARE(filesIn(folder.path()), kPart);
        QCOMPARE(QFileInfo(folder.filePath("tiny.pt.part")).size(), qint64{100000});
        QCOMPARE(storeIn(folder.path()).fetch(at("good/limit"), quick(), {}, {}).end, End::fetched); // and goes on
        QVERIFY(m_server->requests().contains("/good/limit/tiny.pt bytes=100000- \"old\""));
    }

    void foldersThatCantBeWritten() {
        const QTemporaryDir folder;
        put(folder.filePath("file"), "not a folder");
        auto sentence = failure(folder.filePath("file/models"), at("good"));
        QVERIFY2(sentence.contains("can't be made"), qPrintable(sentence));
        QVERIFY(QFile::link(folder.filePath("elsewhere"), folder.filePath("tiny.pt.part")));
        sentence = failure(folder.path(), at("good"));
        QVERIFY2(sentence.contains("is a link"), qPrintable(sentence));
        QVERIFY(!QFile::exists(folder.filePath("elsewhere")));
        if (::geteuid() != 0) {
            QVERIFY(::chmod(folder.path().toLocal8Bit().constData(), 0500) == 0);
        } else if (::mount("none", folder.path().toLocal8Bit().constData(), "tmpfs", MS_RDONLY, "size=64k") != 0) {
            QSKIP("this root can't mount a read-only folder");
        }
        sentence = failure(folder.path(), at("good"));
        ::geteuid() == 0 ? ::umount(folder.path().toLocal8Bit().constData())
                         : ::chmod(folder.path().toLocal8Bit().constData(), 0700);
        QVERIFY2(sentence.contains("can't be written to") && sentence.contains("CROQUIS_MODELS"), qPrintable(sentence));
    }

    void aFullDisk() {
        const QTemporaryDir folder;
        const auto path = folder.path().toLocal8Bit();
        // Larger than the reserve, so that the look beforehand finds room; filled up by others meanwhile.
        if (::geteuid() != 0 || ::mount("none", path.constData(), "tmpfs", 0, "size=17m") != 0)
            QSKIP("only root can mount a small disk");
        auto options = quick();
        options.retrySeconds = 0.3;
        QString sentence;
        try {
            QFile other(folder.filePath("other"));
            QVERIFY(other.open(QIODevice::WriteOnly | QIODevice::Unbuffered));
            storeIn(folder.path())
                .fetch(at("drops/full"), options,
                       [&](const models::DownloadProgress& news) {
                           while (news.received > 0 && other.write(QByteArray(4096, 'x')) > 0) {
                           }
                       },
                       {});
        } catch (const models::DownloadError& error) {
            sentence = error.what();
        }
        const auto left = filesIn(folder.path());
        ::umount(path.constData());
        QVERIFY2(sentence.contains("There is no space left in"), qPrintable(sentence));
        QCOMPARE(left, (QStringList{"other", "tiny.pt.part", "tiny.pt.part.json"}));
    }

    void optionsAreChecked() {
        const QTemporaryDir folder;
        for (const auto& change : std::initializer_list<std::function<void(models::DownloadOptions&)>>{
                 [](auto& o) { o.retries = -1; }, [](auto& o) { o.stallSeconds = 0; },
                 [](auto& o) { o.connectSeconds = NAN; }, [](auto& o) { o.retrySeconds = 61; }}) {
            auto options = quick();
            change(options);
            QVERIFY_THROWS_EXCEPTION(InvalidArgument,
                                     storeIn(folder.path()).fetch(at("good/options"), options, {}, {}));
        }
    }
};

QTEST_GUILESS_MAIN(ModelFetchTest)
#include "model_fetch_test.moc"
