// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/file_digest.hpp"
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

/// With one model of that content, tiny.safetensors.
models::ModelCatalogue catalogueOf(const QByteArray& content) {
    const auto entry = entryFor(content);
    return models::ModelCatalogue::parse(
        QString(
            R"({"schema":2,"models":[{"name":"tiny","role":"mask","file":"tiny.safetensors","sha256":"%1","licence":"MIT",)"
            R"("source":{"package":"tiny"}}]})")
            .arg(QString::fromStdString(entry.sha256))
            .toStdString());
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

    void aKnownFileIsImported() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({(folder.path() + "/new/models").toStdString()});
        const auto catalogue = catalogueOf("weights");
        const auto& entry = catalogue.entries().front();
        put(elsewhere.filePath("any name.bin"), "weights");
        const auto file = elsewhere.filePath("any name.bin").toStdString();
        QCOMPARE(store.import(file, catalogue, {}), &entry);
        QCOMPARE(store.verify(entry), ModelStore::Condition::good);
        QVERIFY(QFile::exists(elsewhere.filePath("any name.bin")));
        // Again, over a damaged one, and from its own place.
        put(folder.filePath("new/models/tiny.safetensors"), "damaged");
        QCOMPARE(store.import(file, catalogue, {}), &entry);
        QCOMPARE(store.import(*store.locate(entry), catalogue, {}), &entry);
        QCOMPARE(store.verify(entry), ModelStore::Condition::good);
        QCOMPARE(QDir(folder.filePath("new/models")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
                 QStringList{"tiny.safetensors"});
    }

    void otherFilesAreNotImported() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({folder.path().toStdString()});
        const auto catalogue = catalogueOf("weights");
        const auto refusal = [&](const QString& name) {
            try {
                store.import(elsewhere.filePath(name).toStdString(), catalogue, {});
            } catch (const ModelFileError& error) {
                return QString(error.what());
            }
            return QString();
        };
        put(elsewhere.filePath("tiny.safetensors"), "weightX");
        put(elsewhere.filePath("empty"), "");
        QVERIFY(refusal("tiny.safetensors").contains("differs from the published tiny"));
        QVERIFY(refusal("empty").contains("isn't one of the models"));
        QVERIFY(refusal("gone").contains("can't be read"));
        QVERIFY(refusal(".").contains("can't be read"));
        std::stop_source source;
        source.request_stop();
        put(elsewhere.filePath("good"), "weights");
        QVERIFY(store.import(elsewhere.filePath("good").toStdString(), catalogue, source.get_token()) == nullptr);
        QVERIFY(QDir(folder.path()).isEmpty());
        put(elsewhere.filePath("file"), "no folder");
        const ModelStore nowhere({elsewhere.filePath("file/models").toStdString()});
        QVERIFY_THROWS_EXCEPTION(ExportError, nowhere.import(elsewhere.filePath("good").toStdString(), catalogue, {}));
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
