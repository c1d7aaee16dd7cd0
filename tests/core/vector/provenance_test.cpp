// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/provenance.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <bit>
#include <limits>

using namespace croquis;

class ProvenanceTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void comesBackExactly() {
        const vector::Provenance provenance = test::sampleProvenance();
        const std::string json = toJson(provenance);
        QVERIFY(vector::provenanceFromJson(json) == provenance);
        QCOMPARE(toJson(vector::provenanceFromJson(json)), json);
    }

    /// Whose strokes are drawn in another order than they matter in.
    void importanceComesBack() {
        vector::Provenance provenance = test::sampleProvenance();
        for (int i = 0; i < 40; ++i)
            provenance.sketches[1].importance.push_back((7 * i + 3) % 40);
        const std::string json = toJson(provenance);
        QVERIFY(vector::provenanceFromJson(json) == provenance);
        QVERIFY(toJson(test::sampleProvenance()).find("importance") == std::string::npos);
        const std::string good = R"("importance":[3,10,17,)";
        const auto at = json.find(good);
        QVERIFY(at != std::string::npos);
        for (const char* bad : {R"("importance":[3,3,17,)", R"("importance":[3,40,17,)", R"("importance":[3,-1,17,)",
                                R"("importance":[3,"10",17,)", R"("importance":[3,10.5,17,)",
                                R"("importance":[3,99999999999999999999,17,)", R"("importance":[10,17,)",
                                R"("importance":[0,3,10,17,)", R"("importance":7,"x":[3,)"}) {
            std::string damaged = json;
            damaged.replace(at, good.size(), bad);
            QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(damaged));
        }
    }

    /// That went through the network together, where a card drew several.
    void sketchesAtOnceComeBack() {
        vector::Provenance provenance = test::sampleProvenance();
        QVERIFY(toJson(provenance).find("sketchesAtOnce") == std::string::npos);
        provenance.sketchesAtOnce = 3;
        QCOMPARE(vector::provenanceFromJson(toJson(provenance)).sketchesAtOnce, 3);
    }

    void withoutMask() {
        vector::Provenance provenance = test::sampleProvenance();
        provenance.maskModel.reset();
        provenance.saliencyModel.reset();
        provenance.maskFile.reset();
        QVERIFY(vector::provenanceFromJson(toJson(provenance)) == provenance);
    }

    void everyFloatComesBack() {
        vector::Provenance provenance = test::sampleProvenance();
        auto& curves = provenance.sketches[0].curves;
        test::Numbers numbers(11);
        while (curves.size() < 4000) {
            vector::CanvasCurve curve{};
            for (float& value : curve) {
                do
                    value = std::bit_cast<float>(numbers.below(0xffffffff));
                while (!std::isfinite(value));
            }
            curves.push_back(curve);
        }
        curves.push_back({std::numeric_limits<float>::max(), std::numeric_limits<float>::denorm_min(), -0.0f, 0.1f,
                          std::numeric_limits<float>::min(), 16777217.0f, 1e-45f, -1.0f / 3});
        const auto back = vector::provenanceFromJson(toJson(provenance)).sketches[0].curves;
        for (std::size_t i = 0; i < curves.size(); ++i)
            for (std::size_t k = 0; k < 8; ++k)
                QCOMPARE(std::bit_cast<std::uint32_t>(back[i][k]), std::bit_cast<std::uint32_t>(curves[i][k]));
    }

    void idsComeBack() {
        vector::Provenance provenance = test::sampleProvenance();
        auto& sketch = provenance.sketches[0];
        sketch.curves.resize(3);
        for (const std::vector<int>& ids : {std::vector{3, 1, 1000000000}, {2, 3, 4}}) {
            sketch.ids = ids;
            QVERIFY(vector::provenanceFromJson(toJson(provenance)) == provenance);
        }
        for (const std::vector<int>& wrong :
             {std::vector{1, 2}, {1, 2, 2}, {0, 1, 2}, {-1, 1, 2}, {1, 2, 1000000001}}) {
            sketch.ids = wrong;
            QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(toJson(provenance)));
        }
        sketch.ids.clear();
        QVERIFY(toJson(provenance).find("\"ids\"") == std::string::npos);
    }

    void floatsAreShort() {
        vector::Provenance provenance;
        provenance.sketches.resize(1);
        provenance.sketches[0].curves = {{0.1f, 112.7f, 3, 4, 5, 6, 7, 8}};
        const std::string json = toJson(provenance);
        QVERIFY2(json.find("[0.1,112.7,3.0,") != std::string::npos, json.c_str());
    }

    void settingsKeepTheirOrder() {
        vector::Provenance provenance;
        provenance.settings = {{"zebra", "1"}, {"apple", "2"}, {"mango", ""}};
        const vector::Provenance back = vector::provenanceFromJson(toJson(provenance));
        QVERIFY(back.settings == provenance.settings);
        QCOMPARE(*findSetting(back, "apple"), std::string("2"));
        QVERIFY(findSetting(back, "pear") == nullptr);
    }

    void isAsciiWhateverTheNames() {
        vector::Provenance provenance;
        provenance.source.name = "caf\xc3\xa9 \xf0\x9f\x90\x88 \"\\ \x01.jpg";
        const std::string json = toJson(provenance);
        for (const char c : json)
            QVERIFY(c >= 0x20 && c < 0x7f);
        QCOMPARE(vector::provenanceFromJson(json).source.name, provenance.source.name);
    }

    void namesThatAreNotUtf8AreReplaced() {
        vector::Provenance provenance;
        provenance.source.name = "a\xff.jpg";
        QCOMPARE(vector::provenanceFromJson(toJson(provenance)).source.name, std::string("a\xef\xbf\xbd.jpg"));
    }

    void refusesToWriteWhatItCantReadBack() {
        vector::Provenance provenance = test::sampleProvenance();
        provenance.sketches[0].loss = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, toJson(provenance));
        provenance = test::sampleProvenance();
        provenance.sketches[0].curves[0][3] = std::numeric_limits<float>::infinity();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, toJson(provenance));
        provenance = test::sampleProvenance();
        provenance.settings.push_back({"seed", "1"});
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, toJson(provenance));
    }

    void unknownKeysAreIgnored() {
        std::string json = toJson(test::sampleProvenance());
        json.insert(1, "\"future\":{\"deep\":[1,2,{\"x\":null}]},");
        QVERIFY(vector::provenanceFromJson(json) == test::sampleProvenance());
    }

    void newerSchemaIsRefusedClearly() {
        std::string json = toJson(test::sampleProvenance());
        json.replace(json.find("\"schema\":1"), 10, "\"schema\":2");
        try {
            vector::provenanceFromJson(json);
            QFAIL("read a newer schema");
        } catch (const ExportError& error) {
            QVERIFY2(std::string(error.what()).find("newer Croquis") != std::string::npos, error.what());
        }
    }

    /// Whoever asks for it gets what is known of a newer record; what is no sketch any more isn't called damaged.
    void newerSchemaIsReadAsFarAsItIsKnown() {
        std::string json = toJson(test::sampleProvenance());
        json.replace(json.find("\"schema\":1"), 10, "\"schema\":2,\"future\":[1]");
        auto record = vector::provenanceFromJson(json, vector::NewerRecord::readAsKnown);
        QCOMPARE(record.schema, 2);
        QVERIFY(record.sketches == test::sampleProvenance().sketches);
        QVERIFY(toJson(record) == toJson(test::sampleProvenance())); // written as what this program writes
        json.replace(json.find("\"curves\""), 8, "\"splines\"");
        try {
            vector::provenanceFromJson(json, vector::NewerRecord::readAsKnown);
            QFAIL("read what it doesn't know");
        } catch (const ExportError& error) {
            QVERIFY2(std::string(error.what()).find("newer Croquis") != std::string::npos, error.what());
        }
    }

    void everyPrefixIsRefused() {
        const std::string json = toJson(test::sampleProvenance());
        for (std::size_t n = 0; n < json.size(); ++n)
            QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(json.substr(0, n)));
    }

    void damageIsRefused_data() {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* name, const char* before, const char* after) {
            QTest::newRow(name) << QString(before) << QString(after);
        };
        row("schema zero", "\"schema\":1", "\"schema\":0");
        row("schema negative", "\"schema\":1", "\"schema\":-1");
        row("schema text", "\"schema\":1", "\"schema\":\"1\"");
        row("schema fraction", "\"schema\":1", "\"schema\":1.5");
        row("number out of range", "\"iteration\":120", "\"iteration\":1e999");
        row("iteration too large", "\"iteration\":120", "\"iteration\":9223372036854775808");
        row("iteration negative", "\"iteration\":120", "\"iteration\":-3");
        row("loss null", "\"loss\":", "\"loss\":null,\"_\":");
        row("recipe a number", "\"recipe\":\"default\"", "\"recipe\":3");
        row("setting a list", "\"seed\":\"0\"", "\"seed\":[0]");
        row("settings a list", "\"settings\":{", "\"settings\":[],\"_\":{");
        row("control point beyond float", "\"curves\":[[", "\"curves\":[[1e39,2,3,4,5,6,7,8],[");
        row("curve of seven", "\"curves\":[[", "\"curves\":[[1,2,3,4,5,6,7],[");
        row("curves an object", "\"curves\":", "\"curves\":{},\"_\":");
        row("map of five", "\"pageFromCanvas\":", "\"pageFromCanvas\":[1,2,3,4,5],\"_\":");
        row("model missing", "\"model\"", "\"mode\"");
        row("NaN", "\"threads\":2", "\"threads\":NaN");
    }
    void damageIsRefused() {
        QFETCH(QString, before);
        QFETCH(QString, after);
        std::string json = toJson(test::sampleProvenance());
        const std::size_t at = json.find(before.toStdString());
        QVERIFY(at != std::string::npos);
        json.replace(at, static_cast<std::size_t>(before.size()), after.toStdString());
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(json));
    }

    void hugeTextsAreRefusedQuickly() {
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(std::string(5 << 20, ' ')));
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(std::string(1 << 20, '[')));
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson("[]"));
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson("3"));
        std::string keys = "\"future\":{\"first\":0";
        for (int i = 0; i < 20000; ++i)
            keys += ",\"" + std::to_string(i) + "\":0";
        std::string json = toJson(test::sampleProvenance());
        json.insert(1, keys + "},");
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::provenanceFromJson(json));
    }

    void flippedBytesNeverCrash() {
        const std::string json = toJson(test::sampleProvenance());
        test::Numbers numbers(3);
        for (int round = 0; round < 3000; ++round) {
            std::string bad = json;
            for (int k = 0; k < 3; ++k)
                bad[numbers.below(static_cast<std::uint32_t>(bad.size()))] = static_cast<char>(numbers.below(256));
            try {
                vector::provenanceFromJson(bad);
            } catch (const ExportError&) {
            }
        }
    }
};

QTEST_APPLESS_MAIN(ProvenanceTest)
#include "provenance_test.moc"
