// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet/contact_sheet.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/stroke_ids.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_writer.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace croquis;
using sheet::ContactSheetOptions;
using sheet::NamedDrawing;

namespace {

NamedDrawing drawing(const std::string& name, double width, double height, int strokes = 3) {
    vector::Drawing result;
    result.widthMm = width;
    result.heightMm = height;
    const geometry::CubicBezier diagonal{
        {{{0, 0}, {width / 3, height / 3}, {2 * width / 3, 2 * height / 3}, {width, height}}}};
    result.layers = {
        {"1 sketch", std::vector<geometry::Stroke>(static_cast<std::size_t>(strokes), {diagonal, 2, {}, 1, ""})}};
    return {name, result};
}

ContactSheetOptions on(double width, double height) {
    ContactSheetOptions options;
    options.page = {width, height};
    options.marginMm = 10;
    options.gapMm = 5;
    return options;
}

} // namespace

class ContactSheetTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void eachInItsCell() {
        const std::vector<NamedDrawing> drawings{drawing("cat", 200, 200), drawing("dog", 100, 50),
                                                 drawing("fox", 20, 80)};
        auto options = on(125, 125);
        options.columns = 2;
        const auto sheet = contactSheet(drawings, options); // cells of 50 x 50
        QCOMPARE(sheet.layers.size(), std::size_t{3});
        QCOMPARE(sheet.layers[2].label, std::string("3 - fox"));
        const auto isFrom = [&](std::size_t layer, geometry::Point first, geometry::Point last, double width) {
            const auto& stroke = sheet.layers[layer].strokes.front();
            return length(stroke.curve.points[0] - first) < 1e-9 && length(stroke.curve.points[3] - last) < 1e-9 &&
                   std::abs(stroke.width - width) < 1e-9;
        };
        QVERIFY(isFrom(0, {10, 10}, {60, 60}, 0.5));
        QVERIFY(isFrom(1, {65, 22.5}, {115, 47.5}, 1));
        QVERIFY(isFrom(2, {10 + 18.75, 65}, {60 - 18.75, 115}, 1.25));
        QVERIFY(sheet.provenance && sheet.provenance->sketches.empty());
        QCOMPARE(*vector::findSetting(*sheet.provenance, vector::kSheetSetting), std::string("cat, dog, fox"));
        QCOMPARE(sheet.description, std::string("cat, dog, fox"));
    }

    /// What each was stays known, and its strokes keep their textures.
    void recordsAndTexturesComeAlong() {
        std::vector<NamedDrawing> drawings{drawing("cat", 200, 200), drawing("dog", 200, 200)};
        for (auto& [name, one] : drawings) {
            one.brush = vector::brushFromText("charcoal");
            one.provenance = test::sampleProvenance();
            one.layers[0].strokes[1].id = "stroke-05";
        }
        auto options = on(125, 70);
        options.programVersion = "1.2";
        const auto sheet = contactSheet(drawings, options);
        QCOMPARE(sheet.provenance->programVersion, std::string("1.2"));
        QCOMPARE(sheet.provenance->sketches.size(), std::size_t{4});
        const auto& was = drawings[0].drawing.provenance->sketches[0];
        const auto& record = sheet.provenance->sketches[2];
        QCOMPARE(record.layer, std::string("2 - dog"));
        QVERIFY(record.curves == was.curves && !(record.pageFromCanvas == was.pageFromCanvas));
        QVERIFY(std::abs(record.pageFromCanvas.a - 0.25 * was.pageFromCanvas.a) < 1e-9);
        QCOMPARE(sheet.layers[1].strokes[1].id, std::string("sketch-2-stroke-05"));
        QCOMPARE(vector::textureSeedOf(vector::pathIdsOf(sheet)[1][1]), vector::textureSeedOf("stroke-05"));
    }

    void theColumnsThatLetThemBeLargest() {
        std::vector<NamedDrawing> drawings(6, drawing("x", 100, 100));
        const auto columnsOn = [&](double width, double height) {
            const auto sheet = contactSheet(drawings, on(width, height));
            const double top = sheet.layers[0].strokes[0].curve.points[0].y;
            return std::ranges::count_if(sheet.layers, [&](const auto& layer) {
                return std::abs(layer.strokes[0].curve.points[0].y - top) < 1e-9;
            });
        };
        QCOMPARE(columnsOn(297, 210), 3);
        QCOMPARE(columnsOn(210, 297), 2);
        QCOMPARE(columnsOn(900, 150), 6);
        QCOMPARE(columnsOn(100, 900), 1);
    }

    void nothingLeavesTheMargins() {
        for (std::uint32_t seed = 0; seed < 30; ++seed) {
            std::vector<NamedDrawing> drawings;
            for (std::uint32_t k = 0; k <= seed; ++k)
                drawings.push_back(drawing("x", 20 + 13 * ((seed + k) % 7), 30 + 11 * (k % 5), 1));
            for (const auto& layer : contactSheet(drawings, on(300, 260)).layers)
                for (const auto& point : layer.strokes[0].curve.points)
                    QVERIFY(point.x > 10 - 1e-9 && point.x < 290 + 1e-9 && point.y > 10 - 1e-9 && point.y < 250 + 1e-9);
        }
    }

    void whatCannotBeIsRefused() {
        const std::vector<NamedDrawing> many(400, drawing("x", 10, 10));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, contactSheet(many, on(60, 60)));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, contactSheet({}, on(60, 60)));
        auto options = on(200, 200);
        options.columns = 0;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, contactSheet(many, options));
        options = on(200, 200);
        options.gapMm = -1;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, contactSheet(many, options));
    }

    /// Each sketch keeps its brush, on the page and in the file.
    void eachKeepsItsBrush() {
        std::vector<NamedDrawing> three(3, drawing("x", 10, 10));
        for (auto& [name, one] : three)
            for (std::size_t i = 0; i < one.layers[0].strokes.size(); ++i)
                one.layers[0].strokes[i].id = "stroke-0" + std::to_string(i + 1);
        three[1].drawing.brush = vector::brushFromText("ink");
        three[2].drawing.brush = vector::brushFromText("marker");
        const auto page = contactSheet(three, on(200, 200));
        const auto expected = [&](std::size_t layer) {
            auto alone = page;
            alone.layers = {page.layers[layer]};
            alone.layers[0].brush.reset();
            alone.brush = three[layer].drawing.brush;
            return vector::markedPage(alone).marks;
        };
        std::vector<vector::Mark> marks;
        for (std::size_t k = 0; k < 3; ++k)
            std::ranges::move(expected(k), std::back_inserter(marks));
        QVERIFY(vector::markedPage(page).marks == marks);
        const std::string svg = vector::writeSvg(page);
        auto again = vector::drawingOf(vector::parseSvg(svg, "sheet"));
        QCOMPARE(again.layers.size(), std::size_t(3));
        for (std::size_t k = 0; k < 3; ++k) {
            QVERIFY(vector::brushOf(again, again.layers[k]) == three[k].drawing.brush);
            QCOMPARE(again.layers[k].label, page.layers[k].label);
            QCOMPARE(again.layers[k].strokes.size(), page.layers[k].strokes.size());
        }
        again.provenance = page.provenance;
        QVERIFY(vector::writeSvg(again) == svg);
    }
};

QTEST_GUILESS_MAIN(ContactSheetTest)
#include "contact_sheet_test.moc"
