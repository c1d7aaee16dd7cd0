// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "models/download_error.hpp"
#include "models/model_store.hpp"
#include "models/models_folder.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <unistd.h>

using namespace croquis;
using models::ModelStore;
using Step = models::DownloadProgress::Step;

namespace {

/// With one model of that content, tiny.safetensors.
models::ModelCatalogue catalogueOf(const QByteArray& content) {
    const auto digest =
        base::sha256(std::as_bytes(std::span(content.constData(), static_cast<std::size_t>(content.size()))));
    return models::ModelCatalogue::parse(
        QString(
            R"({"schema":2,"models":[{"name":"tiny","role":"mask","file":"tiny.safetensors","sha256":"%1","licence":"MIT",)"
            R"("source":{"package":"tiny"}}]})")
            .arg(QString::fromStdString(digest))
            .toStdString());
}

void put(const QString& path, const QByteArray& content) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot, QDir::Name);
}

/// The sentence of the DownloadError; empty when there was none.
QString failure(const ModelStore& store, const QString& file, const models::ModelCatalogue& catalogue,
                const models::DownloadObserver& observer = {}) {
    try {
        store.import(file.toStdString(), catalogue, observer, {});
    } catch (const models::DownloadError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

/// Files that were downloaded elsewhere and are taken over.
class ModelImportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aKnownFileIsImported() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({(folder.path() + "/new/models").toStdString()});
        const auto catalogue = catalogueOf("weights");
        const auto& entry = catalogue.entries().front();
        put(elsewhere.filePath("any name.bin"), "weights");
        const auto file = elsewhere.filePath("any name.bin").toStdString();
        QCOMPARE(store.import(file, catalogue, {}, {}), &entry);
        QCOMPARE(store.verify(entry), ModelStore::Condition::good);
        QVERIFY(QFile::exists(elsewhere.filePath("any name.bin")));
        // Again, over a damaged one, and from its own place.
        put(folder.filePath("new/models/tiny.safetensors"), "damaged");
        QCOMPARE(store.import(file, catalogue, {}, {}), &entry);
        QCOMPARE(store.import(*store.locate(entry), catalogue, {}, {}), &entry);
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
                store.import(elsewhere.filePath(name).toStdString(), catalogue, {}, {});
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
        QVERIFY(store.import(elsewhere.filePath("good").toStdString(), catalogue, {}, source.get_token()) == nullptr);
        QVERIFY(QDir(folder.path()).isEmpty());
        put(elsewhere.filePath("file"), "no folder");
        const ModelStore nowhere({elsewhere.filePath("file/models").toStdString()});
        QVERIFY_THROWS_EXCEPTION(models::DownloadError,
                                 nowhere.import(elsewhere.filePath("good").toStdString(), catalogue, {}, {}));
    }

    void itTellsHowFarItIsAndStops() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({folder.path().toStdString()});
        const QByteArray content(3000000, 'w');
        const auto catalogue = catalogueOf(content);
        const auto file = elsewhere.filePath("download").toStdString();
        put(elsewhere.filePath("download"), content);
        for (const Step last : {Step::checking, Step::copying}) {
            std::stop_source source;
            const auto stopAt = [&](const models::DownloadProgress& news) {
                if (news.step == last)
                    source.request_stop();
            };
            QVERIFY(store.import(file, catalogue, stopAt, source.get_token()) == nullptr);
            QCOMPARE(filesIn(folder.path()), QStringList());
        }
        std::vector<models::DownloadProgress> seen;
        QVERIFY(store.import(file, catalogue, [&](const auto& news) { seen.push_back(news); }, {}) != nullptr);
        QVERIFY(seen.front().step == Step::checking && seen.back().step == Step::copying);
        for (const auto& news : seen)
            QVERIFY(news.total == 3000000 && news.received > 0 && news.received <= 3000000);
        QCOMPARE(filesIn(folder.path()), QStringList{"tiny.safetensors"});
    }

    void noRoomIsSaidBeforehand() {
        const QTemporaryDir folder, elsewhere;
        QFile large(elsewhere.filePath("large"));
        if (!large.open(QIODevice::WriteOnly) || !large.resize(qint64{1} << 42))
            QSKIP("no such large file can be made here");
        bool read = false;
        for (const QString& place : {folder.path(), folder.filePath("not/yet/made")}) {
            const auto sentence = failure(ModelStore({place.toStdString()}), large.fileName(), catalogueOf("weights"),
                                          [&](const auto&) { read = true; });
            QVERIFY2(sentence.contains("are free. Make room there") && sentence.contains(place), qPrintable(sentence));
        }
        QVERIFY(!read);
        QCOMPARE(filesIn(folder.path()), QStringList());
    }

    void aFullDisk() {
        const QTemporaryDir folder, elsewhere;
        const QByteArray content(3000000, 'w');
        put(elsewhere.filePath("download"), content);
        const auto path = folder.path().toLocal8Bit();
        // Larger than the reserve, so that the look beforehand finds room; filled up by others meanwhile.
        if (::geteuid() != 0 || ::mount("none", path.constData(), "tmpfs", 0, "size=21m") != 0)
            QSKIP("only root can mount a small disk");
        QFile other(folder.filePath("other"));
        const bool opened = other.open(QIODevice::WriteOnly | QIODevice::Unbuffered);
        const auto sentence = failure(ModelStore({folder.path().toStdString()}), elsewhere.filePath("download"),
                                      catalogueOf(content), [&](const models::DownloadProgress& news) {
                                          while (news.step == Step::copying && other.write(QByteArray(4096, 'x')) > 0) {
                                          }
                                      });
        other.close();
        const auto left = filesIn(folder.path());
        ::umount(path.constData());
        QVERIFY(opened);
        QVERIFY2(sentence.contains("There is no space left in") && sentence.contains("then import the file again"),
                 qPrintable(sentence));
        QCOMPARE(left, QStringList{"other"});
    }

    /// What was killed is cleared away; what another process writes at this moment stays.
    void leftoversAreSwept() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({folder.path().toStdString()});
        const auto catalogue = catalogueOf("weights");
        const auto file = elsewhere.filePath("download");
        put(file, "weights");
        put(folder.filePath("other.pt.part-import"), "half of it");
        put(folder.filePath("tiny.safetensors.part-import"), "weights, and more than that");
        put(folder.filePath("third.pt.part-import"), "half");
        put(folder.filePath("third.pt.part"), "kept");
        const int held = models::openHeld(folder.filePath("third.pt.part-import").toStdString());
        QVERIFY(held >= 0);
        QCOMPARE(failure(store, file, catalogue), QString());
        QCOMPARE(store.verify(catalogue.entries().front()), ModelStore::Condition::good);
        QCOMPARE(filesIn(folder.path()), (QStringList{"third.pt.part", "third.pt.part-import", "tiny.safetensors"}));
        ::close(held);
        const auto there = store.fetch(catalogue.entries().front(), {}, {}, {});
        QCOMPARE(there.end, ModelStore::Fetched::End::alreadyThere);
        QCOMPARE(filesIn(folder.path()), (QStringList{"third.pt.part", "tiny.safetensors"}));
    }

    void oneAtATime() {
        const QTemporaryDir folder, elsewhere;
        const ModelStore store({folder.path().toStdString()});
        put(elsewhere.filePath("download"), "weights");
        const int held = models::openHeld(folder.filePath("tiny.safetensors.part-import").toStdString());
        QVERIFY(held >= 0);
        const auto sentence = failure(store, elsewhere.filePath("download"), catalogueOf("weights"));
        QVERIFY2(sentence.contains("is being imported by another Croquis"), qPrintable(sentence));
        ::close(held);
        QCOMPARE(failure(store, elsewhere.filePath("download"), catalogueOf("weights")), QString());
        QCOMPARE(filesIn(folder.path()), QStringList{"tiny.safetensors"});
    }
};

QTEST_APPLESS_MAIN(ModelImportTest)
#include "model_import_test.moc"
