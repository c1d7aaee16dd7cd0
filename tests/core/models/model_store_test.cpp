// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "models/download_error.hpp"
#include "models/model_store.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <utility>

using namespace croquis;
using models::ModelStore;

namespace {

models::ModelEntry entryFor(const QByteArray& content) {
    models::ModelEntry entry;
    entry.name = "tiny";
    entry.file = "tiny.safetensors";
    entry.bytes = static_cast<std::uint64_t>(content.size());
    entry.sha256 =
        base::sha256(std::as_bytes(std::span(content.constData(), static_cast<std::size_t>(content.size()))));
    return entry;
}

void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class ModelStoreTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aFileIsFoundAndVerified() {
        const QTemporaryDir first, second;
        const ModelStore store({first.path().toStdString(), second.path().toStdString()});
        const auto entry = entryFor("weights");
        QCOMPARE(store.verify(entry), ModelStore::Condition::missing);
        QVERIFY_THROWS_EXCEPTION(ModelFileError, store.require(entry));
        put(second.filePath("tiny.safetensors"), "weights");
        QCOMPARE(store.verify(entry), ModelStore::Condition::good);
        QCOMPARE(store.require(entry), std::filesystem::path(second.filePath("tiny.safetensors").toStdString()));
        put(second.filePath("tiny.safetensors"), "weightX");
        QCOMPARE(store.verify(entry), ModelStore::Condition::damaged);
        try {
            store.require(entry);
            QFAIL("a damaged model is not used");
        } catch (const ModelFileError& error) {
            QVERIFY(QString(error.what()).contains("differs from the expected one"));
            QVERIFY(QString(error.what()).contains("\"croquis-cli models fetch tiny\""));
        }
    }

    /// Of CLIP's files the exact sizes aren't known.
    void aFileFarFromTheApproximateSizeIsDamaged() {
        const QTemporaryDir folder;
        const ModelStore store({folder.path().toStdString()});
        auto entry = entryFor("weights of a hundred bytes, more or less");
        entry.approximateBytes = std::exchange(entry.bytes, 0);
        put(folder.filePath("tiny.safetensors"), "5 byt");
        QVERIFY(store.presence(entry).file && !store.presence(entry).sizeFits);
        QCOMPARE(store.verify(entry), ModelStore::Condition::damaged);
        put(folder.filePath("tiny.safetensors"), "weights of a hundred bytes, more or l");
        QVERIFY(store.presence(entry).sizeFits);
        QCOMPARE(store.verify(entry), ModelStore::Condition::damaged);
    }

    void aDamagedCopyHidesNoGoodOne_data() {
        QTest::addColumn<QByteArray>("own");
        QTest::addColumn<bool>("exact");
        QTest::newRow("same size") << QByteArray("weightX") << true;
        QTest::newRow("other size") << QByteArray("w") << true;
        QTest::newRow("about the size") << QByteArray("weightX") << false;
        QTest::newRow("far from it") << QByteArray("w") << false;
    }
    void aDamagedCopyHidesNoGoodOne() {
        QFETCH(const QByteArray, own);
        QFETCH(const bool, exact);
        const QTemporaryDir first, second;
        const ModelStore store({first.path().toStdString(), second.path().toStdString()});
        auto entry = entryFor("weights");
        if (!exact)
            entry.approximateBytes = std::exchange(entry.bytes, 0);
        put(first.filePath("tiny.safetensors"), own);
        put(second.filePath("tiny.safetensors"), "weights");
        const std::filesystem::path good = second.filePath("tiny.safetensors").toStdString();
        QCOMPARE(*store.locate(entry), good);
        QCOMPARE(store.require(entry), good);
        QCOMPARE(store.examine(entry).condition, ModelStore::Condition::good);
        QCOMPARE(store.examine(entry).file, good);
        QVERIFY(store.presence(entry).sizeFits && store.presence(entry).isOwn);
        put(second.filePath("tiny.safetensors"), "weightY");
        QCOMPARE(store.verify(entry), ModelStore::Condition::damaged);
        put(first.filePath("tiny.safetensors"), "weights"); // the first is taken where both are good
        put(second.filePath("tiny.safetensors"), "weights");
        QCOMPARE(*store.locate(entry), std::filesystem::path(first.filePath("tiny.safetensors").toStdString()));
    }

    void readingTellsHowFarItIsAndStops() {
        const QTemporaryDir folder;
        const ModelStore store({folder.path().toStdString()});
        const QByteArray content(3000000, 'w');
        const auto entry = entryFor(content);
        put(folder.filePath("tiny.safetensors"), content);
        std::vector<models::DownloadProgress> seen;
        QCOMPARE(store.examine(entry, [&](const auto& news) { seen.push_back(news); }).condition,
                 ModelStore::Condition::good);
        QVERIFY(!seen.empty() && seen.front().received > 0 && seen.front().received < 3000000);
        for (const auto& news : seen)
            QVERIFY(news.step == models::DownloadProgress::Step::checking && news.total == 3000000);
        std::stop_source source;
        std::uint64_t read = 0;
        const auto stopped = store.examine(
            entry,
            [&](const auto& news) {
                source.request_stop();
                read = news.received;
            },
            source.get_token());
        QCOMPARE(stopped.condition, ModelStore::Condition::unknown);
        QCOMPARE(read, seen.front().received); // not a piece further
    }

    void removingTakesThePartToo() {
        const QTemporaryDir folder;
        const ModelStore store({folder.path().toStdString()});
        const auto entry = entryFor("weights");
        QVERIFY(store.remove(entry).empty());
        put(folder.filePath("tiny.safetensors"), "weights");
        put(folder.filePath("tiny.safetensors.part"), "wei");
        put(folder.filePath("tiny.safetensors.part.json"), "{}");
        QCOMPARE(store.presence(entry).partBytes, std::uint64_t{3});
        QCOMPARE(store.remove(entry).size(), std::size_t{2});
        QVERIFY(QDir(folder.path()).isEmpty());
        QVERIFY(!store.presence(entry).file);
    }

    void whatBelongsToTheSystemStays() {
        const QTemporaryDir first, second;
        const ModelStore store({first.path().toStdString(), second.path().toStdString()});
        const auto entry = entryFor("weights");
        put(second.filePath("tiny.safetensors"), "weights");
        try {
            store.remove(entry);
            QFAIL("it is another's");
        } catch (const ModelFileError& error) {
            QVERIFY2(QString(error.what()).contains("isn't a file of your own"), error.what());
        }
        put(first.filePath("tiny.safetensors"), "weights");
        QCOMPARE(store.remove(entry),
                 std::vector{std::filesystem::path(first.filePath("tiny.safetensors").toStdString())});
        QVERIFY(QFile::exists(second.filePath("tiny.safetensors")));
        QVERIFY(!store.presence(entry).isOwn && store.presence(entry).file);
    }

    void whatIsBeingFetchedIsNotRemoved() {
        const QTemporaryDir folder;
        const ModelStore store({folder.path().toStdString()});
        const auto entry = entryFor("weights");
        put(folder.filePath("tiny.safetensors"), "weights");
        {
            const models::PartFile held(folder.filePath("tiny.safetensors").toStdString());
            QVERIFY_THROWS_EXCEPTION(models::DownloadError, store.remove(entry));
        }
        QCOMPARE(store.verify(entry), ModelStore::Condition::good);
        QCOMPARE(store.remove(entry).size(), std::size_t{1});
        QVERIFY(QDir(folder.path()).isEmpty());
    }

    void theEnvironmentChoosesTheFolder() {
        qputenv("CROQUIS_MODELS", "/somewhere");
        QCOMPARE(ModelStore::standard().folders().size(), std::size_t{1});
        qunsetenv("CROQUIS_MODELS");
        qputenv("XDG_DATA_HOME", "/data");
        QCOMPARE(ModelStore::standard().folders().front(), std::filesystem::path("/data/croquis/models"));
        qunsetenv("XDG_DATA_HOME");
        qputenv("HOME", "/home/someone");
        QCOMPARE(ModelStore::standard().folders().front(),
                 std::filesystem::path("/home/someone/.local/share/croquis/models"));
    }
};

QTEST_APPLESS_MAIN(ModelStoreTest)
#include "model_store_test.moc"
