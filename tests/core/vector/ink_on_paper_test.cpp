// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_file.hpp"
#include "vector/drawing.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_writer.hpp"

#include <QTest>

#include <algorithm>

using namespace croquis;
using geometry::Colour;

namespace {

constexpr Colour kBlack{0, 0, 0}, kWhite{255, 255, 255}, kNight{0x1c, 0x2b, 0x4a}, kKraft{0xc9, 0xa9, 0x78};
constexpr Colour kYellow{255, 230, 0};
constexpr int kPixels = 100;

vector::Drawing cross(const char* brush, Colour ink, std::optional<Colour> paper) {
    vector::Drawing drawing;
    drawing.widthMm = drawing.heightMm = 100;
    drawing.paper = paper;
    drawing.brush = vector::brushFromText(brush);
    vector::Layer layer;
    layer.strokes = {{{{{{10, 50}, {40, 50}, {60, 50}, {90, 50}}}}, 5, ink, 1, "a"},
                     {{{{{50, 10}, {50, 40}, {50, 60}, {50, 90}}}}, 5, ink, 1, "b"}};
    drawing.layers = {layer};
    return drawing;
}

/// Mean luma of the drawing within four pixels of a place: a wash isn't even.
double lightness(const vector::Drawing& drawing, int x, int y) {
    constexpr int kAround = 4;
    const auto pixels = vector::paint(vector::markedPage(drawing), {{kPixels, kPixels}, drawing.paper});
    double sum = 0;
    for (int row = y - kAround; row <= y + kAround; ++row)
        for (int column = x - kAround; column <= x + kAround; ++column) {
            const auto* pixel = &pixels[4 * std::size_t(row * kPixels + column)];
            sum += Colour{pixel[0], pixel[1], pixel[2]}.luma();
        }
    return sum / ((2 * kAround + 1) * (2 * kAround + 1));
}

} // namespace

/// Brushes that multiply: on white paper that is what a wash does.
class InkOnPaperTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<QByteArray>("brush");
        for (const auto& brush : vector::builtInBrushes())
            if (brush.blend == vector::Blend::multiply)
                QTest::newRow(brush.name.c_str()) << QByteArray::fromStdString(brush.name);
    }

    void lightInkIsSeenOnDarkPaper() {
        QFETCH_GLOBAL(QByteArray, brush);
        for (const Colour paper : {kBlack, kNight}) {
            const auto drawing = cross(brush, kWhite, paper);
            QVERIFY(lightness(drawing, 30, 50) > paper.luma() + 50);
            // A second coat hides more of the paper.
            QVERIFY(lightness(drawing, 50, 50) > lightness(drawing, 30, 50) + 5);
            QVERIFY(!QByteArray::fromStdString(writeSvg(drawing)).contains("mix-blend-mode"));
            QVERIFY(!QByteArray::fromStdString(writePdf(drawing)).contains("/BM /Multiply"));
        }
    }

    void lightInkIsSeenWhereNothingIsTransparent() {
        QFETCH_GLOBAL(QByteArray, brush);
        QVERIFY(vector::opaquePaper(cross(brush, kWhite, {})) == kBlack);
        QVERIFY(vector::opaquePaper(cross(brush, kWhite, kWhite)) == kWhite); // as it was asked for
        QVERIFY(vector::opaquePaper(cross(brush, kNight, {})) == kWhite);
        auto mixed = cross(brush, kWhite, {});
        mixed.layers[0].strokes[0].colour = kBlack;
        QVERIFY(vector::opaquePaper(mixed) == kWhite);
    }

    void darkInkDarkensItsPaper() {
        QFETCH_GLOBAL(QByteArray, brush);
        const auto drawing = cross(brush, kNight, kKraft);
        QVERIFY(lightness(drawing, 50, 50) < lightness(drawing, 30, 50) - 5);
        QVERIFY(QByteArray::fromStdString(writeSvg(drawing)).contains("mix-blend-mode:multiply"));
        QVERIFY(QByteArray::fromStdString(writePdf(drawing)).contains("/BM /Multiply"));
        for (const std::optional<Colour> paper : {std::optional(kWhite), std::optional<Colour>()}) {
            const auto marks = vector::markedPage(cross(brush, kYellow, paper)).marks;
            QVERIFY(!marks.empty());
            QVERIFY(std::ranges::all_of(marks, [](const auto& mark) { return mark.blend == vector::Blend::multiply; }));
        }
    }
};

QTEST_GUILESS_MAIN(InkOnPaperTest)
#include "ink_on_paper_test.moc"
