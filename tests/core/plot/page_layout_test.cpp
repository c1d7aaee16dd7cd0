// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/page_layout.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using geometry::Point;
using plot::Extent;
using plot::PageFormat;
using plot::pageFormatFrom;
using plot::StrokeWidths;

class PageLayoutTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void formatsByName() {
        QVERIFY(pageFormatFrom("A4") == (PageFormat{210, 297}));
        QVERIFY(pageFormatFrom("a4-portrait") == (PageFormat{210, 297}));
        QVERIFY(pageFormatFrom("A3-Landscape") == (PageFormat{420, 297}));
        QVERIFY(pageFormatFrom("letter") == (PageFormat{215.9, 279.4}));
        // Each A format is the one before, halved and rounded down.
        PageFormat larger = pageFormatFrom("A0");
        for (const char* name : {"A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8"}) {
            const PageFormat format = pageFormatFrom(name);
            QVERIFY(format == (PageFormat{std::floor(larger.heightMm / 2), larger.widthMm}));
            larger = format;
        }
    }

    void formatsBySize() {
        QVERIFY(pageFormatFrom("210x297mm") == (PageFormat{210, 297}));
        QVERIFY(pageFormatFrom("100x50") == (PageFormat{100, 50}));
        QVERIFY(pageFormatFrom("20x30.5CM") == (PageFormat{200, 305}));
        QVERIFY(pageFormatFrom("2x1in") == (PageFormat{50.8, 25.4}));
        QVERIFY(pageFormatFrom("210 x 297 mm") == (PageFormat{210, 297}));
        QVERIFY(pageFormatFrom("100 X50") == (PageFormat{100, 50}));
    }

    void whatIsNoFormatIsRefused() {
        for (const char* text :
             {"",        "A9",       "A",         "B4",        "A4-",      "-landscape", "A4 landscape",
              "x",       "10x",      "x10mm",     "100x100px", "19x200mm", "200x10001",  "nanx100",
              "infx100", "-100x100", "1e999x100", "100x100 m", "100 100",  "1 0x100"})
            QVERIFY_EXCEPTION_THROWN(static_cast<void>(pageFormatFrom(text)), InvalidArgument);
    }

    void theFrameFillsWhatTheMarginsLeave() {
        vector::Drawing drawing;
        drawing.widthMm = 100;
        drawing.heightMm = 100;
        drawing.layers = {{"1 sketch", test::randomStrokes(1, 100, 2, 3)}};
        const auto& before = drawing.layers[0].strokes[0];
        drawing.provenance = test::sampleProvenance();
        const auto placed = plot::placedOn(drawing, {{210, 297}, 15, Extent::frame, StrokeWidths::scaled});
        const auto& stroke = placed.layers[0].strokes[0];
        for (std::size_t i = 0; i < 4; ++i) {
            const Point expected = Point{15, 58.5} + 1.8 * before.curve.points[i];
            QVERIFY(length(stroke.curve.points[i] - expected) < 1e-9);
        }
        QVERIFY(std::abs(stroke.width - 1.8 * before.width) < 1e-12);
        QCOMPARE(placed.widthMm, 210.0);
        QCOMPARE(placed.heightMm, 297.0);
        const auto& record = drawing.provenance->sketches[0];
        const Point p{100, 50};
        QVERIFY(length(placed.provenance->sketches[0].pageFromCanvas(p) -
                       (Point{15, 58.5} + 1.8 * record.pageFromCanvas(p))) < 1e-9);
        const auto kept = plot::placedOn(drawing, {{210, 297}, 15, Extent::frame, StrokeWidths::kept});
        QCOMPARE(kept.layers[0].strokes[0].width, before.width);
    }

    void noCentreLineLeavesTheMargins() {
        for (std::uint32_t seed = 0; seed < 200; ++seed) {
            test::Numbers numbers(seed);
            vector::Drawing drawing;
            drawing.widthMm = numbers.between(20, 300);
            drawing.heightMm = numbers.between(20, 300);
            drawing.layers = {{"1 sketch", test::randomStrokes(12, 150, 2, seed)}};
            const plot::PageLayout layout{
                {numbers.between(60, 500), numbers.between(60, 500)}, numbers.between(0, 25), Extent::strokes};
            const auto placed = plot::placedOn(drawing, layout);
            for (const auto& stroke : placed.layers[0].strokes) {
                const auto box = stroke.curve.boundingBox();
                QVERIFY(std::min(box.minimum.x, box.minimum.y) > layout.marginMm - 1e-6);
                QVERIFY(box.maximum.x < layout.page.widthMm - layout.marginMm + 1e-6);
                QVERIFY(box.maximum.y < layout.page.heightMm - layout.marginMm + 1e-6);
            }
        }
    }

    void whatIsInPlaceStaysThere() {
        vector::Drawing drawing;
        drawing.layers = {{"1 sketch", test::randomStrokes(12, 150, 2, 3)}};
        const plot::PageLayout layout{{210, 297}, 15, Extent::strokes};
        const auto once = plot::placedOn(drawing, layout);
        const auto twice = plot::placedOn(once, layout);
        QVERIFY(once.layers[0].strokes != drawing.layers[0].strokes);
        QVERIFY(twice.layers[0].strokes == once.layers[0].strokes);
        // A wider margin moves it all the same.
        QVERIFY(plot::placedOn(once, {{210, 297}, 20, Extent::strokes}).layers[0].strokes != once.layers[0].strokes);
    }

    void marginsLeaveRoom() {
        const vector::Drawing drawing;
        for (const double margin : {-1.0, 100.5, std::nan("")})
            QVERIFY_EXCEPTION_THROWN(static_cast<void>(plot::placedOn(drawing, {{210, 297}, margin})), InvalidArgument);
        static_cast<void>(plot::placedOn(drawing, {{210, 297}, 100}));
    }

    void aPointThatIsNoneIsRefused() {
        vector::Drawing drawing;
        drawing.layers = {{"1 sketch", test::randomStrokes(1, 100, 2, 3)}};
        drawing.layers[0].strokes[0].curve.points[2].x = std::nan("");
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(plot::placedOn(drawing, {{210, 297}, 15, Extent::strokes})),
                                 InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(PageLayoutTest)
#include "page_layout_test.moc"
