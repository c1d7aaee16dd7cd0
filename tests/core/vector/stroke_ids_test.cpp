// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_ids.hpp"

#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/drawing.hpp"

#include <QTest>

#include <map>

using namespace croquis;

namespace {

std::vector<geometry::Stroke> named(const std::vector<std::string>& ids) {
    std::vector<geometry::Stroke> strokes;
    for (const std::string& id : ids)
        strokes.push_back({{}, 1, {}, 1, id});
    return strokes;
}

std::string nameOf(const std::vector<std::string>& ids) {
    const auto line = named(ids);
    return std::string(vector::nameOfLine(line));
}

} // namespace

class StrokeIdsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void namesHoldTheRunsNumber() {
        QCOMPARE(vector::strokeName(7), std::string("stroke-07"));
        QCOMPARE(vector::strokeName(123, 2), std::string("level-2-stroke-123"));
        for (const int number : {1, 9, 10, 128, 999999999})
            for (const int level : {0, 1, 12})
                QCOMPARE(vector::numberInName(vector::strokeName(number, level)), number);
        for (const char* other :
             {"", "stroke-", "stroke-x", "stroke-7a", "stroke--7", "path12", "stroke-1234567890", "stroke-00", "7"})
            QCOMPARE(vector::numberInName(other), 0);
    }

    void texturesGoByTheName() {
        QCOMPARE(vector::textureSeedOf("stroke-01"), std::uint64_t{0});
        QCOMPARE(vector::textureSeedOf("level-3-stroke-05"), vector::textureSeedOf("stroke-05"));
        QVERIFY(vector::textureSeedOf("eye") != vector::textureSeedOf("ear"));
        QVERIFY(vector::textureSeedOf("eye") > 1'000'000'000);
        QCOMPARE(vector::textureSeedOf("eye"), vector::textureSeedOf(std::string("eye")));
    }

    void aLineIsNamedAsItsPathWas() {
        QCOMPARE(nameOf({"w.1", "w.2", "w.3"}), std::string("w"));
        QCOMPARE(nameOf({"w.3", "w.2", "w.1"}), std::string("w"));
        QCOMPARE(nameOf({"w.4", "w.5"}), std::string("w.4")); // another part of the same path
        QCOMPARE(nameOf({"w.1"}), std::string("w.1"));
        QCOMPARE(nameOf({"w.1", "v.2"}), std::string("w.1"));
        QCOMPARE(nameOf({"w.1", ""}), std::string("w.1"));
        QCOMPARE(nameOf({"w.1", "w.x"}), std::string("w.1"));
        QCOMPARE(nameOf({"w", "w"}), std::string("w"));
        QCOMPARE(nameOf({".1", ".2"}), std::string(".1"));
        QCOMPARE(nameOf({"", ""}), std::string());
    }

    /// Whatever is taken away, hidden or put elsewhere: the others look as before.
    void otherStrokesDontMatter_data() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void otherStrokesDontMatter() {
        QFETCH(QString, name);
        vector::Drawing drawing;
        drawing.brush = vector::brushFromText(name.toStdString());
        drawing.layers = {{"1 sketch", test::randomStrokes(6, 200, 2.68, 3)}};
        auto& strokes = drawing.layers[0].strokes;
        for (std::size_t k = 0; k < strokes.size(); ++k)
            strokes[k].id = k == 4 ? "eye" : vector::strokeName(static_cast<int>(k) + 1);
        const auto marksById = [&] {
            std::map<std::string, std::vector<vector::Mark>> marks;
            for (const auto& stroke : strokes) {
                vector::Drawing before = drawing, with = drawing;
                const auto at = &stroke - strokes.data();
                before.layers[0].strokes.resize(static_cast<std::size_t>(at));
                with.layers[0].strokes.resize(static_cast<std::size_t>(at) + 1);
                auto all = vector::markedPage(with).marks;
                all.erase(all.begin(), all.begin() + std::ptrdiff_t(vector::markedPage(before).marks.size()));
                marks[stroke.id] = all;
            }
            return marks;
        };
        const auto all = marksById();
        QCOMPARE(all.size(), std::size_t{6});
        strokes.erase(strokes.begin());
        std::swap(strokes[0], strokes[3]);
        const auto fewer = marksById();
        QCOMPARE(fewer.size(), std::size_t{5});
        for (const auto& [id, marks] : fewer)
            QVERIFY2(marks == all.at(id), id.c_str());
    }

    void pathsOfADrawing() {
        vector::Drawing drawing;
        drawing.layers = {{"1", named({"w.1", "w.2", "", "paper"}), {2, 1, 1}}, {"2", named({"w", "", "layer2"})}};
        QVERIFY((vector::pathIdsOf(drawing) ==
                 std::vector<std::vector<std::string>>{{"w", "stroke-01", "stroke-02"},
                                                       {"stroke-03", "stroke-04", "stroke-05"}}));
        drawing.layers[0].compound = true;
        QVERIFY((vector::pathIdsOf(drawing)[0] == std::vector<std::string>{"w"}));
        drawing.brush = vector::brushFromText("ink");
        QCOMPARE(vector::pathIdsOf(drawing)[0].size(), std::size_t{3});
    }
};

QTEST_APPLESS_MAIN(StrokeIdsTest)
#include "stroke_ids_test.moc"
