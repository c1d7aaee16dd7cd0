// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/models/model_fetch_fixture.hpp"

#include <QElapsedTimer>

using namespace croquis;
using models::ModelStore;
using test::contentOf;
using test::filesIn;
using test::kPart;
using test::kWhole;
using test::quick;
using test::storeIn;

/// What a server can do to a download, each against a real one.
class ModelFetchFaultsTest : public test::ModelFetchFixture {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() { startServer(); }

    void theFileArrivesAllTheSame_data() {
        QTest::addColumn<QStringList>("requests"); // range and If-Range of each
        const QString begin("- -"), third("bytes=100001- \"old\""), half("bytes=150000- \"old\"");
        const QString plainHalf("bytes=150000- -"), datedHalf("bytes=150000- Mon, 04 Jan 2021 10:00:00 GMT");
        QTest::newRow("good") << QStringList{begin};
        QTest::newRow("drops") << QStringList{begin, third, "bytes=200002- \"old\""};
        QTest::newRow("drops-once") << QStringList{begin, half};
        QTest::newRow("no-ranges") << QStringList{begin, half};
        QTest::newRow("dated") << QStringList{begin, datedHalf};
        QTest::newRow("changes") << QStringList{begin, half};
        QTest::newRow("changes-deaf") << QStringList{begin, half, begin};
        QTest::newRow("changes-unseen") << QStringList{begin, plainHalf, begin}; // told by its SHA-256 only
        QTest::newRow("chunked") << QStringList{begin};
        QTest::newRow("other-range") << QStringList{begin, half, begin};
        QTest::newRow("416") << QStringList{begin, half, begin};
        QTest::newRow("503-once") << QStringList{begin, begin};
        QTest::newRow("moved") << QStringList{begin, begin};
    }
    void theFileArrivesAllTheSame() {
        QFETCH(const QStringList, requests);
        for (const bool exactSize : {true, false}) {
            const QTemporaryDir folder;
            const QString fault = QTest::currentDataTag();
            const auto path = exactSize ? fault + "/exact" : fault;
            const auto entry = test::tinyModel(m_content, m_server->address(path), exactSize);
            const auto fetched = storeIn(folder.path()).fetch(entry, quick(), {}, {});
            QCOMPARE(fetched.end, ModelStore::Fetched::End::fetched);
            QCOMPARE(QString::fromStdString(fetched.file.string()), folder.filePath("tiny.pt"));
            QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
            QCOMPARE(filesIn(folder.path()), kWhole);
            auto seen = m_server->requests().filter("/" + path + "/tiny.pt ");
            for (auto& line : seen)
                line = line.section(' ', 1);
            QCOMPARE(seen, requests);
        }
    }

    void theFailureIsSaid_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<int>("kept"); // bytes
        QTest::newRow("dies") << "broke off before tiny.pt was complete. The 0.1 MB that have arrived are kept"
                              << 150000;
        QTest::newRow("stalls") << "127.0.0.1 doesn't answer. The 0.1 MB that have arrived are kept" << 150000;
        QTest::newRow("silent") << "127.0.0.1 doesn't answer" << 0;
        QTest::newRow("wrong") << "its SHA-256 is" << 0;
        QTest::newRow("wrong-length") << "offers 26 bytes, but tiny.pt has 300000" << 0;
        QTest::newRow("too-long") << "offers 300010 bytes" << 0;
        QTest::newRow("too-short") << "offers 299990 bytes" << 0;
        QTest::newRow("endless") << "sends more than tiny.pt has" << 300000;
        QTest::newRow("404") << "has no tiny.pt any more (HTTP 404)" << 0;
        QTest::newRow("403") << "doesn't give tiny.pt to this machine (HTTP 403)" << 0;
        QTest::newRow("503") << "overloaded or out of order (HTTP 503)" << 0;
        QTest::newRow("loop") << "without end" << 0;
        QTest::newRow("away") << "isn't safe to fetch from (http://models.example/model)" << 0;
        QTest::newRow("to-file") << "isn't safe to fetch from (file:///etc/passwd)" << 0;
        QTest::newRow("no-http") << "doesn't answer as a web server does" << 0;
    }
    void theFailureIsSaid() {
        QFETCH(const QString, words);
        QFETCH(const int, kept);
        const QTemporaryDir folder;
        auto options = quick();
        options.retries = 1;
        const auto entry = test::tinyModel(m_content, m_server->address(QTest::currentDataTag()));
        const auto sentence = failure(storeIn(folder.path()), entry, options);
        QVERIFY2(sentence.contains(words) && sentence.endsWith('.'), qPrintable(sentence));
        const auto left = filesIn(folder.path());
        if (kept == 0) {
            QVERIFY2(left.isEmpty(), qPrintable(left.join(' ')));
            return;
        }
        QCOMPARE(left, kPart);
        const auto size = QFileInfo(folder.filePath("tiny.pt.part")).size();
        QVERIFY2(QString(QTest::currentDataTag()) == "endless" ? size <= kept : size == kept,
                 qPrintable(QString::number(size)));
    }

    /// Where the size isn't known beforehand, the lengths a server announces are all there is until the SHA-256.
    void wrongLengthsOfUnknownFiles_data() {
        QTest::addColumn<QString>("words");
        QTest::newRow("wrong-length") << "offers 26 bytes, but tiny.pt has at least 270000 and at most 330000";
        QTest::newRow("too-long") << "broke off before tiny.pt was complete";
        QTest::newRow("too-short") << "its SHA-256 is";
        QTest::newRow("endless") << "sends more than tiny.pt has";
    }
    void wrongLengthsOfUnknownFiles() {
        QFETCH(const QString, words);
        const QTemporaryDir folder;
        auto options = quick();
        options.retries = 1;
        const auto entry =
            test::tinyModel(m_content, m_server->address(QTest::currentDataTag() + QString("/unknown")), false);
        const auto sentence = failure(storeIn(folder.path()), entry, options);
        QVERIFY2(sentence.contains(words), qPrintable(sentence));
        QVERIFY(!QFile::exists(folder.filePath("tiny.pt")));
    }

    /// What a hotel's network answers instead of the file, with its length or without: what came before isn't lost.
    void aPageCostsNoPart_data() {
        QTest::addColumn<bool>("exactSize");
        for (const char* fault : {"page-later", "page-later-chunked"})
            for (const bool exactSize : {true, false})
                QTest::addRow("%s/%s", fault, exactSize ? "exact" : "about") << exactSize;
    }
    void aPageCostsNoPart() {
        QFETCH(const bool, exactSize);
        const QTemporaryDir folder;
        const auto entry = test::tinyModel(m_content, m_server->address(QTest::currentDataTag()), exactSize);
        const auto sentence = failure(storeIn(folder.path()), entry, quick());
        QVERIFY2(sentence.contains("offers 26 bytes") && sentence.contains("0.1 MB that have arrived are kept"),
                 qPrintable(sentence));
        QCOMPARE(filesIn(folder.path()), kPart);
        QVERIFY(contentOf(folder.filePath("tiny.pt.part")) == m_content.left(150000));
        // The third time the file itself is there again, and goes on where it stood.
        QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, ModelStore::Fetched::End::fetched);
        QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
        QVERIFY(m_server->requests().back().contains("bytes=150000-"));
    }

    /// What begins anew without saying how long it is takes the part's place once it is longer than a page.
    void aFileOfUnsaidLengthBeginsAnew() {
        for (const bool exactSize : {true, false}) {
            const QTemporaryDir folder;
            const auto path = QString("chunked-later/%1").arg(exactSize);
            const auto entry = test::tinyModel(m_content, m_server->address(path), exactSize);
            QCOMPARE(storeIn(folder.path()).fetch(entry, quick(), {}, {}).end, ModelStore::Fetched::End::fetched);
            QVERIFY(contentOf(folder.filePath("tiny.pt")) == m_content);
        }
    }

    void attemptsAreCounted() {
        const QTemporaryDir folder;
        auto options = quick();
        for (const int retries : {0, 3}) {
            options.retries = retries;
            const auto path = QString("503/%1").arg(retries);
            failure(storeIn(folder.path()), test::tinyModel(m_content, m_server->address(path)), options);
            QCOMPARE(m_server->requests().filter("/" + path + "/").size(), retries + 1);
        }
    }

    void noServerAtAll() {
        const QTemporaryDir folder;
        test::ModelServer gone(m_content);
        const auto address = gone.address("good");
        gone.stop();
        QElapsedTimer timer;
        timer.start();
        auto sentence = failure(storeIn(folder.path()), test::tinyModel(m_content, address), quick());
        QVERIFY2(sentence.contains("127.0.0.1 can't be reached"), qPrintable(sentence));
        sentence =
            failure(storeIn(folder.path()), test::tinyModel(m_content, "https://models.invalid/tiny.pt"), quick());
        QVERIFY2(sentence.contains("models.invalid can't be found: this machine seems to be offline"),
                 qPrintable(sentence));
        QVERIFY(filesIn(folder.path()).isEmpty());
    }

    /// A part from before is still there when the network is not.
    void theNetworkGoesAway() {
        const QTemporaryDir folder;
        test::ModelServer server(m_content);
        auto options = quick();
        options.retries = 0;
        const auto entry = test::tinyModel(m_content, server.address("drops"));
        QVERIFY(failure(storeIn(folder.path()), entry, options).contains("broke off"));
        server.stop();
        const auto sentence = failure(storeIn(folder.path()), entry, options);
        QVERIFY2(sentence.contains("can't be reached") && sentence.contains("0.1 MB that have arrived are kept"),
                 qPrintable(sentence));
        QCOMPARE(filesIn(folder.path()), kPart);
        QCOMPARE(storeIn(folder.path()).presence(entry).partBytes, std::uint64_t{100001});
    }

    void proxies() {
        const QTemporaryDir folder;
        const auto entry = [&](const char* host) {
            return test::tinyModel(m_content, QString("https://%1/tiny.pt").arg(host));
        };
        qputenv("https_proxy", QString("http://127.0.0.1:%1").arg(m_server->port()).toLatin1());
        auto sentence = failure(storeIn(folder.path()), entry("password.example"), quick());
        QVERIFY2(sentence.contains("wants a name and a password"), qPrintable(sentence));
        sentence = failure(storeIn(folder.path()), entry("other.example"), quick());
        QVERIFY2(sentence.contains("proxy doesn't let through to other.example (it answered 403"),
                 qPrintable(sentence));
        test::ModelServer gone(m_content);
        gone.stop();
        qputenv("https_proxy", QString("http://127.0.0.1:%1").arg(gone.port()).toLatin1());
        sentence = failure(storeIn(folder.path()), entry("other.example"), quick());
        QVERIFY2(sentence.contains("The proxy between here and other.example can't be reached"), qPrintable(sentence));
        qputenv("https_proxy", "http://proxy.invalid:3128");
        sentence = failure(storeIn(folder.path()), entry("other.example"), quick());
        QVERIFY2(sentence.contains("The proxy between here and other.example can't be reached"), qPrintable(sentence));
        // What goes past the proxy isn't its fault.
        for (const char* exception : {"other.example", ".example", "a.example, EXAMPLE", "*"}) {
            qputenv("no_proxy", exception);
            sentence = failure(storeIn(folder.path()), entry("other.example"), quick());
            QVERIFY2(sentence.contains("other.example can't be found"), qPrintable(sentence));
        }
        for (const char* other : {"another.example", "r.example", "example.other.example"}) {
            qputenv("no_proxy", other);
            sentence = failure(storeIn(folder.path()), entry("other.example"), quick());
            QVERIFY2(sentence.contains("The proxy between"), qPrintable(sentence));
        }
        qunsetenv("no_proxy");
        // This machine is reached without one.
        QCOMPARE(
            storeIn(folder.path()).fetch(test::tinyModel(m_content, m_server->address("good")), quick(), {}, {}).end,
            ModelStore::Fetched::End::fetched);
        qunsetenv("https_proxy");
    }

    void aCertificateNobodySigned() {
        const QTemporaryDir folder;
        const test::ModelServer server(m_content, true);
        QVERIFY(server.isRunning());
        auto sentence = failure(storeIn(folder.path()), test::tinyModel(m_content, server.address("good")), quick());
        QVERIFY2(sentence.contains("certificate of 127.0.0.1 can't be trusted"), qPrintable(sentence));
        // No TLS at all behind an https address.
        auto plain = m_server->address("good");
        plain.replace("http:", "https:");
        sentence = failure(storeIn(folder.path()), test::tinyModel(m_content, plain), quick());
        QVERIFY2(sentence.contains("No secure connection to 127.0.0.1 could be made"), qPrintable(sentence));
        QVERIFY(filesIn(folder.path()).isEmpty());
    }
};

QTEST_GUILESS_MAIN(ModelFetchFaultsTest)
#include "model_fetch_faults_test.moc"
