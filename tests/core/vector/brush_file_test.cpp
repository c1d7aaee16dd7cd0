// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using vector::Brush;
using vector::brushFromJson;

namespace {

/// What the reader says of it; empty: it takes it.
QString complaint(const std::string& json) {
    try {
        const Brush brush = brushFromJson(json, "mine.json");
        brush.validate();
    } catch (const ExportError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

/// A brush with every field away from its default.
Brush everyField() {
    Brush brush;
    brush.name = "all \"of\" it \xc3\xa4";
    brush.description = "each number is another";
    brush.blend = vector::Blend::multiply;
    brush.ends = Brush::Ends::ragged;
    brush.profile = {{0, 0.1}, {0.25, 1}, {0.25, 0.5}, {1, 0}};
    brush.gaps = {{0.5, 1.0 / 3}};
    for (const auto& number : vector::brushNumbers())
        number.set(brush, number.whole ? number.maximum : number.minimum + 0.37 * (number.maximum - number.minimum));
    return brush;
}

} // namespace

class BrushFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void sevenComeWithTheProgram() {
        QStringList names;
        for (const Brush& brush : vector::builtInBrushes())
            names += QString::fromStdString(brush.name);
        QCOMPARE(names, (QStringList{"pen", "ink", "pencil", "charcoal", "calligraphy", "marker", "watercolour"}));
        QVERIFY(vector::builtInBrushes().front().isPen());
        for (const Brush& brush : vector::builtInBrushes()) {
            QVERIFY2(!brush.description.empty(), brush.name.c_str());
            QVERIFY(brush.isPen() == (brush.name == "pen"));
            QVERIFY(vector::brushFromText(brush.name) == brush);
        }
    }

    void comesBackAsItWas() {
        std::vector<Brush> brushes = vector::builtInBrushes();
        brushes.push_back(everyField());
        brushes.push_back({});
        for (const Brush& brush : brushes)
            for (const int indent : {-1, 2}) {
                const std::string json = vector::toJson(brush, indent);
                QVERIFY(brushFromJson(json, "b") == brush);
                QCOMPARE(vector::toJson(brushFromJson(json, "b"), indent), json);
                QVERIFY(json.find('\n') == std::string::npos || indent > 0);
            }
        QVERIFY(brushFromJson(vector::toJson(everyField()), "b") != Brush{});
    }

    void recordsHoldNumbersAndNoFiles() {
        for (const Brush& brush : vector::builtInBrushes())
            QVERIFY(vector::brushFromText(vector::textFor(brush)) == brush || brush.isPen());
        QCOMPARE(vector::textFor(Brush{}), std::string("pen"));
        QTemporaryDir folder;
        const std::string path = folder.filePath("own.json").toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(vector::toJson(everyField()).c_str());
        file.close();
        QVERIFY(vector::readBrush(path) == everyField());
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::brushFromText(path));
    }

    void saysWhatIsWrong_data() {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* json, const char* words) { QTest::newRow(json) << json << words; };
        row("", "isn't valid JSON");
        row("{\"croquisBrush\": 1,\n \"name\": \"x\",\n}", "isn't valid JSON at line 3, character 1.");
        row("{\"croquisBrush\": 1, // no comments", "isn't valid JSON at line 1, character 21.");
        row("[]", "isn't a brush");
        row("7", "isn't a brush");
        row(R"({"name": "x"})", "\"croquisBrush\"");
        row(R"({"croquisBrush": "1", "name": "x"})", "\"croquisBrush\"");
        row(R"({"croquisBrush": -1, "name": "x"})", "\"croquisBrush\"");
        row(R"({"croquisBrush": 2, "name": "x"})", "newer Croquis (schema 2");
        row(R"({"croquisBrush": 99999999999999999999, "name": "x"})", "\"croquisBrush\"");
        row(R"({"croquisBrush": 1})", "\"name\" is missing");
        row(R"({"croquisBrush": 1, "name": 5})", "\"name\" must be text");
        row(R"({"croquisBrush": 1, "name": ""})", "\"name\" must have 1 to 64");
        row(R"({"croquisBrush": 1, "name": "a\u001bb"})", "\"name\" has a control character");
        row(R"({"croquisBrush": 1, "name": "x", "opacty": 0.5})", "there is no \"opacty\"");
        row(R"({"croquisBrush": 1, "name": "x", "edge": {"roughnes": 0.5}})", "there is no \"edge.roughnes\"");
        row(R"({"croquisBrush": 1, "name": "x", "edge": 3})", "\"edge\" must be an object");
        row(R"({"croquisBrush": 1, "name": "x", "wash": null})", "\"wash\" must be an object");
        row(R"({"croquisBrush": 1, "name": "x", "opacity": "0.5"})", "\"opacity\" must be a number");
        row(R"({"croquisBrush": 1, "name": "x", "opacity": 1.5})", "\"opacity\" must lie between 0.01 and 1, not 1.5");
        row(R"({"croquisBrush": 1, "name": "x", "opacity": 1e400})", "JSON");
        row(R"({"croquisBrush": 1, "name": "x", "opacity": {"a": 1}})", "\"opacity\"");
        row(R"({"croquisBrush": 1, "name": "x", "bristles": {"count": 2.5}})",
            "\"bristles.count\" must be a whole number");
        row(R"({"croquisBrush": 1, "name": "x", "bristles": {"count": 1e9}})", "\"bristles.count\" must lie between");
        row(R"({"croquisBrush": 1, "name": "x", "blend": "screen"})", "normal, multiply, not \"screen\"");
        row(R"({"croquisBrush": 1, "name": "x", "ends": null})", "\"ends\" must be text");
        row(R"({"croquisBrush": 1, "name": "x", "profile": [[0, 1], [1]]})", "\"profile\" must be a list of pairs");
        row(R"({"croquisBrush": 1, "name": "x", "profile": {"0": 1}})", "\"profile\" must be a list of pairs");
        row(R"({"croquisBrush": 1, "name": "x", "profile": [[0.5, 1], [0.2, 1]]})", "\"profile\" must have places");
        row(R"({"croquisBrush": 1, "name": "x", "gaps": [[0, 1.5]]})", "\"gaps\" must have values");
        row(R"({"croquisBrush": 1, "name": "x", "name": "y"})", "\"name\" is given twice");
        row(R"({"croquisBrush": 1, "name": "x", "edge": {"length": 1, "length": 1}})", "\"length\" is given twice");
        row(R"({"croquisBrush": 1, "name": "x", "gaps": [[[[[[[[1]]]]]]]]})", "nested too deeply");
    }
    void saysWhatIsWrong() {
        QFETCH(QString, json);
        QFETCH(QString, words);
        const QString said = complaint(json.toStdString());
        QVERIFY2(said.startsWith("Couldn't read the brush mine.json: ") && said.contains(words), qPrintable(said));
    }

    void refusesWhatIsHuge() {
        QVERIFY(complaint(std::string(2u << 20, ' ')).contains("larger than 1 MB"));
        std::string points = R"({"croquisBrush": 1, "name": "x", "profile": [)";
        for (int i = 0; i < 5000; ++i)
            points += "[0.5,0.5],";
        QVERIFY(complaint(points + "[1,1]]}").contains("too many entries"));
        std::string deep = R"({"croquisBrush": 1, "name": "x", "profile": )" + std::string(100000, '[');
        QVERIFY(!complaint(deep).isEmpty());
    }

    void survivesAnyDamage() {
        const std::string whole = vector::toJson(everyField());
        for (std::size_t length = 0; length < whole.size(); ++length)
            QVERIFY2(!complaint(whole.substr(0, length)).isEmpty(), whole.substr(0, length).c_str());
        test::Numbers numbers(3);
        int taken = 0;
        for (int i = 0; i < 20000; ++i) {
            std::string damaged = whole;
            for (std::uint32_t k = 0; k <= numbers.below(3); ++k)
                damaged[numbers.below(static_cast<std::uint32_t>(damaged.size()))] =
                    static_cast<char>(numbers.below(256));
            taken += complaint(damaged).isEmpty() ? 1 : 0; // a digit in place of another
        }
        QVERIFY(taken > 0 && taken < 10000);
    }

    void neitherFileNorFolder() {
        QTemporaryDir folder;
        for (const QString& path : {folder.path(), folder.filePath("none.json"), QString()})
            QVERIFY_THROWS_EXCEPTION(ExportError, vector::readBrush(path.toStdString()));
    }

    /// The schema knows the fields that the reader knows, with the same bounds and defaults.
    void schemaAgreesWithTheReader() {
        const auto bytes = vector::brushSchema();
        const QJsonObject schema =
            QJsonDocument::fromJson(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))).object();
        const QJsonObject fields = schema["properties"].toObject();
        QCOMPARE(schema["additionalProperties"], QJsonValue(false));
        QCOMPARE(schema["required"].toArray(), (QJsonArray{"croquisBrush", "name"}));
        QCOMPARE(fields["croquisBrush"].toObject()["const"].toInt(), vector::kBrushSchema);
        QStringList known{"$schema", "croquisBrush", "name", "description", "blend", "ends", "profile", "gaps"};
        QSet<QString> inGroups;
        for (const auto& number : vector::brushNumbers()) {
            const QString group = QString::fromUtf8(number.group.data(), qsizetype(number.group.size()));
            const QString name = QString::fromUtf8(number.name.data(), qsizetype(number.name.size()));
            const QJsonObject owner = fields[group].toObject();
            const QJsonObject field = (group.isEmpty() ? fields : owner["properties"].toObject())[name].toObject();
            QCOMPARE(field["minimum"].toDouble(-1e9), number.minimum);
            QCOMPARE(field["maximum"].toDouble(-1e9), number.maximum);
            QCOMPARE(field["type"].toString(), QString(number.whole ? "integer" : "number"));
            QCOMPARE(field["default"].toDouble(-1e9), number.get(Brush()));
            if (!group.isEmpty())
                QCOMPARE(owner["additionalProperties"], QJsonValue(false));
            if (const QString key = group.isEmpty() ? name : group; !known.contains(key))
                known += key;
            inGroups += group + '.' + name;
        }
        qsizetype count = 0;
        for (const auto& [key, field] : fields.toVariantMap().asKeyValueRange()) {
            QVERIFY2(known.contains(key), qPrintable(key));
            count += std::max<qsizetype>(field.toMap()["properties"].toMap().size(), 1);
        }
        QCOMPARE(fields.size(), known.size());
        QCOMPARE(count, 8 + inGroups.size());
        for (const auto& [field, least] : {std::pair("blend", 2), {"ends", 5}}) {
            const QJsonArray values = fields[field].toObject()["enum"].toArray();
            QCOMPARE(values.size(), least);
            for (const auto& value : values)
                QVERIFY(complaint(QString(R"({"croquisBrush":1,"name":"x","%1":"%2"})")
                                      .arg(field, value.toString())
                                      .toStdString())
                            .isEmpty());
        }
        for (const char* field : {"profile", "gaps"})
            QCOMPARE(fields[field].toObject()["maxItems"].toInt(), 64);
        // And so do the brushes that come with the program, and one with every field.
        auto brushes = vector::builtInBrushes();
        brushes.push_back(everyField());
        for (const Brush& brush : brushes)
            for (const auto& [key, value] : QJsonDocument::fromJson(QByteArray::fromStdString(vector::toJson(brush)))
                                                .object()
                                                .toVariantMap()
                                                .asKeyValueRange()) {
                QVERIFY2(fields.contains(key), qPrintable(key));
                for (const auto& [name, number] : value.toMap().asKeyValueRange()) {
                    const QJsonObject field = fields[key].toObject()["properties"].toObject()[name].toObject();
                    QVERIFY2(number.toDouble() >= field["minimum"].toDouble() &&
                                 number.toDouble() <= field["maximum"].toDouble(),
                             qPrintable(key + '.' + name));
                }
            }
        QVERIFY(complaint(R"({"$schema":"brush.schema.json","croquisBrush":1,"name":"x"})").isEmpty());
        QVERIFY(!complaint(R"({"$schema":1,"croquisBrush":1,"name":"x"})").isEmpty());
    }

    void profileStaysWithinItsPoints() {
        test::Numbers numbers(8);
        for (int i = 0; i < 500; ++i) {
            std::vector<vector::BrushPoint> points;
            double at = 0;
            for (std::uint32_t k = 0; k <= numbers.below(6); ++k) {
                points.push_back({at, numbers.between(0, 1)});
                at = std::min(1.0, at + numbers.between(0, 0.4));
            }
            for (std::size_t k = 0; k + 1 < points.size(); ++k)
                for (double t = 0; t < 1; t += 0.125) {
                    const double place = std::lerp(points[k].at, points[k + 1].at, t);
                    const double value = vector::valueAt(points, place, 7);
                    const auto [low, high] = std::minmax(points[k].value, points[k + 1].value);
                    QVERIFY(points[k].at == points[k + 1].at || (value >= low - 1e-12 && value <= high + 1e-12));
                }
            QCOMPARE(vector::valueAt(points, -1, 7), points.front().value);
            QCOMPARE(vector::valueAt(points, 2, 7), points.back().value);
        }
        QCOMPARE(vector::valueAt({}, 0.5, 7), 7.0);
    }
};

QTEST_APPLESS_MAIN(BrushFileTest)
#include "brush_file_test.moc"
