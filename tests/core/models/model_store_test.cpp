// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "models/model_store.hpp"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

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
        }
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
