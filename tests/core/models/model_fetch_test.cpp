// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_fetch_fixture.hpp"

#include <QElapsedTimer>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <cmath>
#include <functional>
#include <thread>

using namespace croquis;
using test::contentOf;
using test::End;
using test::filesIn;
using test::kPart;
using test::kWhole;
using test::put;
using test::quick;
using test::storeIn;
using Step = models::DownloadProgress::Step;

namespace {

/// As the server describes its file, so that a part is gone on with.
QByteArray originOf(const models::ModelEntry& entry) {
    return QJsonDocument(QJsonObject{{"address", QString::fromStdString(entry.address)},
                                     {"etag", "\"old\""},
                                     {"lastModified", ""},
                                     {"bytes", 300000}})
        .toJson();
}

} // namespace

/// What the store does around a download: parts, locks, stops.
class ModelFetchTest : public test::ModelFetchFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { startServer(); }

    void progressGrowsToTheEnd() {
        const QTemporaryDir folder;
        std::vector<models::DownloadProgress> seen;
        storeIn(folder.path()).fetch(at("good/progress"), quick(), [&](const auto& news) { seen.push_back(news); }, {});
        QVERIFY(!seen.empty() && seen.back().step == Step::checking);
        std::erase_if(seen, [](const auto& news) { return news.step == Step::checking; });
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

    /// Reading what lies there can be stopped as well, before and after the download.
    void aStopWhileItIsCompared() {
        for (const bool before : {true, false}) {
            const QTemporaryDir folder;
            const auto entry = at(before ? "good/stop-before" : "good/stop-after");
            if (before)
                put(folder.filePath("tiny.pt"), QByteArray(m_content.size(), 'x'));
            std::stop_source source;
            const auto stopAtCheck = [&](const models::DownloadProgress& news) {
                if (news.step == Step::checking)
                    source.request_stop();
            };
            const auto fetched = storeIn(folder.path()).fetch(entry, quick(), stopAtCheck, source.get_token());
            QCOMPARE(fetched.end, End::stopped);
            QCOMPARE(fetched.partBytes, std::uint64_t(before ? 0 : 300000));
            QCOMPARE(filesIn(folder.path()), before ? kWhole : kPart);
            QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, End::fetched);
            QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
            QCOMPARE(m_server->requests().filter(before ? "/stop-before/" : "/stop-after/").size(), 1);
        }
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
