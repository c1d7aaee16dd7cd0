// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "models/address.hpp"
#include "models/model_catalogue.hpp"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using models::ModelCatalogue;

namespace {

QJsonObject goodModel() {
    return {{"name", "Tiny"},
            {"role", "perceptual"},
            {"file", "tiny.pt"},
            {"bytes", 7},
            {"sha256", QString(64, 'a')},
            {"licence", "MIT"},
            {"source", QJsonObject{{"address", "https://models.example/tiny.pt"}}}};
}

std::string manifestOf(const QJsonArray& entries) {
    return QJsonDocument(QJsonObject{{"schema", ModelCatalogue::kSchema}, {"models", entries}}).toJson().toStdString();
}

QString refusal(const std::string& text) {
    try {
        ModelCatalogue::parse(text);
    } catch (const ModelFileError& error) {
        return QString(error.what());
    }
    return {};
}

} // namespace

class ModelCatalogueTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theBuiltInListIsWhole() {
        const auto& catalogue = ModelCatalogue::builtIn();
        QCOMPARE(catalogue.defaultFor(models::ModelRole::perceptual).name, std::string("efficientnet-lite0"));
        QCOMPARE(catalogue.defaultFor(models::ModelRole::mask).name, std::string("u2netp"));
        for (const auto& entry : catalogue.entries()) {
            QVERIFY(!entry.licence.empty() && entry.size() > 0 && !entry.note.empty());
            QCOMPARE(entry.isDefault, entry.address.empty());
        }
    }

    /// The published addresses contain the SHA-256 as their second-last part.
    void clipIsThereAsPublished() {
        for (const char* name : {"RN50", "RN101", "RN50x4", "RN50x16", "ViT-B/32", "ViT-B/16"}) {
            const auto& entry = ModelCatalogue::builtIn().find(name);
            const auto parts = QString::fromStdString(entry.address).split('/');
            QVERIFY(parts.size() > 4 && parts.front() == "https:");
            QCOMPARE(parts[parts.size() - 2].toStdString(), entry.sha256);
            QCOMPARE(parts.back().toStdString(), entry.file);
            QVERIFY(QString::fromStdString(entry.caution).contains("model card"));
        }
    }

    void namesAreFoundAsPeopleWriteThem() {
        const auto& catalogue = ModelCatalogue::builtIn();
        for (const char* name : {"ViT-B/32", "vit-b/32", "ViT-B-32", "vit-b-32"})
            QCOMPARE(catalogue.find(name).file, std::string("ViT-B-32.pt"));
        QCOMPARE(catalogue.find("rn50").file, std::string("RN50.pt"));
        for (const char* name : {"", "RN", "RN50.pt.part", "nothing"})
            QVERIFY_THROWS_EXCEPTION(ModelFileError, catalogue.find(name));
    }

    void sizesTellWhatCantBeIt_data() {
        QTest::addColumn<quint64>("exact");
        QTest::addColumn<quint64>("approximate");
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<bool>("can");
        QTest::newRow("exact") << quint64{1000} << quint64{0} << quint64{1000} << true;
        QTest::newRow("one more") << quint64{1000} << quint64{0} << quint64{1001} << false;
        QTest::newRow("exact wins") << quint64{1000} << quint64{2000} << quint64{2000} << false;
        QTest::newRow("a tenth below") << quint64{0} << quint64{1000} << quint64{900} << true;
        QTest::newRow("more below") << quint64{0} << quint64{1000} << quint64{899} << false;
        QTest::newRow("a tenth above") << quint64{0} << quint64{1000} << quint64{1100} << true;
        QTest::newRow("more above") << quint64{0} << quint64{1000} << quint64{1101} << false;
        QTest::newRow("empty") << quint64{0} << quint64{1000} << quint64{0} << false;
        QTest::newRow("endless") << quint64{0} << quint64{1000} << ~quint64{0} << false;
        QTest::newRow("nothing known") << quint64{0} << quint64{0} << quint64{5} << true;
    }
    void sizesTellWhatCantBeIt() {
        QFETCH(const quint64, exact);
        QFETCH(const quint64, approximate);
        QFETCH(const quint64, bytes);
        models::ModelEntry entry;
        entry.bytes = exact;
        entry.approximateBytes = approximate;
        QTEST(entry.canHave(bytes), "can");
    }

    void aGoodManifestIsRead() {
        const auto catalogue = ModelCatalogue::parse(manifestOf({goodModel()}));
        QCOMPARE(catalogue.entries().size(), std::size_t{1});
        QCOMPARE(catalogue.entries().front().bytes, std::uint64_t{7});
    }

    void wrongFieldsAreNamed_data() {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const auto row = [](const char* name, const char* field, const QJsonValue& value) {
            QTest::newRow(name) << QString(field) << value;
        };
        for (const char* field : {"name", "role", "file", "sha256", "licence", "source"}) {
            row(qPrintable(QString("no ") + field), field, QJsonValue::Undefined);
            row(qPrintable(QString("number as ") + field), field, 5);
            row(qPrintable(QString("null as ") + field), field, QJsonValue::Null);
        }
        row("empty name", "name", "");
        row("long name", "name", QString(65, 'n'));
        row("name with a line break", "name", "a\nb");
        row("name with an escape", "name", "a\x1b[31m");
        row("unknown role", "role", "cook");
        for (const char* file :
             {"../tiny.pt", "/tmp/tiny.pt", "a/b", ".hidden", "tiny.pt.part", "t.part.json", "a b", "..", "tiny\\pt"})
            row(qPrintable(QString("file ") + file), "file", file);
        row("size as text", "bytes", "7");
        row("no bytes", "bytes", 0);
        row("negative size", "bytes", -1);
        row("broken size", "bytes", 1.5);
        row("endless size", "bytes", 1e30);
        row("short digest", "sha256", QString(63, 'a'));
        row("upper case digest", "sha256", QString(64, 'A'));
        row("long note", "note", QString(2001, 'n'));
        row("caution as list", "caution", QJsonArray{"careful"});
        row("default as text", "default", "yes");
        row("neither address nor package", "source", QJsonObject{});
        for (const char* address :
             {"http://models.example/tiny.pt", "ftp://models.example/t", "file:///etc/passwd", "models.example/t",
              "https://", "https:///t", "https://me:secret@models.example/t", "http://127.0.0.1.models.example/t",
              "http://127.0.0.1@models.example/t", "https://models.example/a b", "https://models.example\\t",
              "HTTP://127.0.0.1/t", "http://localhost.example/t"})
            row(address, "source", QJsonObject{{"address", address}});
    }
    void wrongFieldsAreNamed() {
        QFETCH(const QString, field);
        QFETCH(const QJsonValue, value);
        auto model = goodModel();
        model[field] = value; // Undefined removes it
        const auto sentence = refusal(manifestOf({model}));
        const QString named = field == "source" && value.isObject() ? "source of Tiny" : "\"" + field + "\"";
        QVERIFY2((sentence.contains(named) || (field == "source" && sentence.contains("source of Tiny"))) &&
                     sentence.endsWith('.') && !sentence.contains("json.exception"),
                 qPrintable(sentence));
    }

    void otherTextsAreRefused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("list") << QByteArray("[]");
        QTest::newRow("no models") << QByteArray(R"({"schema":2})");
        QTest::newRow("models as text") << QByteArray(R"({"schema":2,"models":"RN50"})");
        QTest::newRow("model as text") << QByteArray(R"({"schema":2,"models":["RN50"]})");
        QTest::newRow("no schema") << QByteArray(R"({"models":[]})");
        QTest::newRow("older") << QByteArray(R"({"schema":1,"models":[]})");
        QTest::newRow("newer") << QByteArray(R"({"schema":3,"models":[]})");
        QTest::newRow("schema as text") << QByteArray(R"({"schema":"2","models":[]})");
        QTest::newRow("deep") << QByteArray(500000, '[');
        QTest::newRow("not UTF-8") << QByteArray("{\"schema\":2,\"models\":[],\"x\":\"\xff\"}");
        QTest::newRow("too many") << "{\"schema\":2,\"models\":[" + QByteArray("1,").repeated(2000) + "1]}";
        QTest::newRow("twice") << QByteArray::fromStdString(manifestOf({goodModel(), goodModel()}));
        auto other = goodModel();
        other["name"] = "Other";
        other["file"] = "TINY.pt";
        QTest::newRow("same file twice") << QByteArray::fromStdString(manifestOf({goodModel(), other}));
    }
    void otherTextsAreRefused() {
        QFETCH(const QByteArray, text);
        const auto sentence = refusal(text.toStdString());
        QVERIFY2(sentence.startsWith("The model manifest") && sentence.endsWith('.') && !sentence.contains("json."),
                 qPrintable(sentence));
    }

    void everyTruncationIsRefused() {
        const auto whole = manifestOf({goodModel()});
        const auto end = whole.find_last_of('}');
        for (std::size_t length = 0; length <= end; ++length)
            QVERIFY(!refusal(whole.substr(0, length)).isEmpty());
    }

    void filesAreRead() {
        const QTemporaryDir folder;
        const auto load = [&](const char* name) { return ModelCatalogue::load(folder.filePath(name).toStdString()); };
        const auto put = [&](const char* name, const QByteArray& content) {
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        };
        put("good.json", QByteArray::fromStdString(manifestOf({goodModel()})));
        put("huge.json", QByteArray::fromStdString(manifestOf({goodModel()})) + QByteArray(1 << 20, ' '));
        put("broken.json", "{");
        QCOMPARE(load("good.json").entries().size(), std::size_t{1});
        for (const char* name : {"huge.json", "broken.json", "gone.json", "."}) {
            try {
                load(name);
                QFAIL(name);
            } catch (const ModelFileError& error) {
                QVERIFY2(QString(error.what()).contains(folder.filePath(name)), error.what());
            }
        }
    }

    void addresses() {
        for (const char* good : {"https://models.example", "https://models.example:8443/a?b#c", "http://127.0.0.1:80/a",
                                 "http://localhost/a", "http://[::1]:8080/a"})
            QVERIFY2(models::isFetchable(good), good);
        QCOMPARE(models::hostOf("https://models.example:8443/a:b"), std::string("models.example"));
        QCOMPARE(models::hostOf("http://[::1]:8080/a"), std::string("[::1]"));
        QCOMPARE(models::hostOf("http://[::1]/a"), std::string("[::1]"));
    }
};

QTEST_APPLESS_MAIN(ModelCatalogueTest)
#include "model_catalogue_test.moc"
