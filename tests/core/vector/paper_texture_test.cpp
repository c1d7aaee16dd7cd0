// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/paper_texture.hpp"

#include "base/error.hpp"
#include "core/vector/pdf_content.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace croquis;
using vector::PaperTexture;

namespace {

constexpr geometry::Colour kCream{0xf7, 0xf1, 0xe3}, kNight{0x1c, 0x2b, 0x4a};

/// Mean and spread of what a texture changes of one channel.
struct Change {
    double mean = 0, spread = 0, most = 0;
};
Change changeOf(geometry::Colour paper, PaperTexture texture) {
    vector::Drawing drawing;
    drawing.widthMm = drawing.heightMm = 100;
    drawing.paper = paper;
    drawing.texture = texture;
    const auto pixels = vector::paint(vector::markedPage(drawing), {{400, 400}, paper});
    Change change;
    for (std::size_t i = 1; i < pixels.size(); i += 4) {
        const double by = static_cast<double>(pixels[i]) - paper.green;
        change.mean += by;
        change.spread += by * by;
        change.most = std::max(change.most, std::abs(by));
    }
    const double count = static_cast<double>(pixels.size()) / 4;
    change.mean /= count;
    change.spread = std::sqrt(change.spread / count - change.mean * change.mean);
    return change;
}

} // namespace

class PaperTextureTest : public QObject {
    Q_OBJECT

    static void addTextures() {
        QTest::addColumn<int>("texture");
        QTest::newRow("laid") << static_cast<int>(PaperTexture::laid);
        QTest::newRow("flecked") << static_cast<int>(PaperTexture::flecked);
    }
    static PaperTexture fetched() {
        QFETCH_GLOBAL(int, texture);
        return static_cast<PaperTexture>(texture);
    }

  private Q_SLOTS:
    void initTestCase_data() { addTextures(); }

    void namesComeBack() {
        QVERIFY(vector::paperTextureFrom(vector::nameOf(fetched())) == fetched());
        QVERIFY(vector::paperTextureFrom("none") == PaperTexture::none);
        for (const char* name : {"", "Laid", "wood", "\x1b[31m"})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::paperTextureFrom(name));
    }

    void isSeenAndNoMore() {
        const Change light = changeOf(kCream, fetched()), dark = changeOf(kNight, fetched());
        QVERIFY2(light.spread > 1 && light.spread < 8, qPrintable(QString::number(light.spread)));
        QVERIFY(light.mean < 0 && light.mean > -8);
        QVERIFY2(dark.spread > 1 && dark.spread < 12, qPrintable(QString::number(dark.spread)));
        QVERIFY(dark.mean > 0 && dark.mean < 12); // lighter where the paper is dark
    }

    void theSamePageTheSameTexture() {
        const auto once = vector::paperMarks(210, 297, kCream, fetched());
        QVERIFY(!once.empty() && once == vector::paperMarks(210, 297, kCream, fetched()));
        QVERIFY(once != vector::paperMarks(297, 210, kCream, fetched()));
        // A page of the thousandths that a file holds is the same page.
        QVERIFY(vector::paperMarks(200, 400.0 / 3, kCream, fetched()) ==
                vector::paperMarks(200, 133.333, kCream, fetched()));
        QVERIFY(vector::paperMarks(210, 297, kCream, PaperTexture::none).empty());
    }

    /// Nothing sticks out of the sheet where a program shows what lies around it.
    void staysOnThePage() {
        constexpr double kWidth = 120, kHeight = 80, kBow = 1.5; // mm that a bowed hair may go beyond its ends
        for (const auto& mark : vector::paperMarks(kWidth, kHeight, kCream, fetched()))
            for (const auto& contour : mark.contours)
                for (const auto point : contour.points)
                    QVERIFY(point.x > -kBow && point.x < kWidth + kBow && point.y > -kBow && point.y < kHeight + kBow);
    }

    /// However large the page, it doesn't drown in texture; however small, it stays a page.
    void anyPage() {
        for (const auto& [width, height] : {std::pair(0.001, 0.001), {1.0, 10000.0}, {10000.0, 10000.0}, {1e5, 1e5}}) {
            std::size_t points = 0;
            for (const auto& mark : vector::paperMarks(width, height, kCream, fetched()))
                for (const auto& contour : mark.contours) {
                    points += contour.points.size();
                    QVERIFY(contour.points.front() == contour.points.back() && contour.points.size() % 3 == 1);
                    for (const auto point : contour.points)
                        QVERIFY(std::isfinite(point.x) && std::isfinite(point.y));
                }
            QVERIFY2(points < 60000, qPrintable(QString::number(points)));
        }
        for (const double bad : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::paperMarks(bad, 100, kCream, fetched()));
    }

    /// A PDF has it whatever the brush: with the pen, the texture's outlines are all there are.
    void inPdfs() {
        vector::Drawing drawing = test::sampleDrawing();
        drawing.paper = kCream;
        const auto outlines = [](const std::string& pdf) {
            const std::string content = test::contentOfPdf(pdf);
            std::size_t count = content.empty() ? 1 : 0;
            for (std::size_t at = content.find("\nh\n"); at != std::string::npos; at = content.find("\nh\n", at + 1))
                ++count;
            return count;
        };
        QCOMPARE(outlines(vector::writePdf(drawing)), std::size_t(0));
        drawing.texture = fetched();
        std::size_t contours = 0;
        for (const auto& mark : vector::paperMarks(drawing.widthMm, drawing.heightMm, kCream, fetched()))
            contours += mark.contours.size();
        QVERIFY(contours > 50);
        QCOMPARE(outlines(vector::writePdf(drawing)), contours);
        drawing.paper.reset();
        QCOMPARE(outlines(vector::writePdf(drawing)), std::size_t(0));
    }

    /// In the file it lies below the strokes, which come back without it; without a colour there is none.
    void inFiles() {
        vector::Drawing drawing = test::sampleDrawing();
        drawing.paper = kCream;
        const auto smooth = vector::parseSvg(writeSvg(drawing), "smooth");
        drawing.texture = fetched();
        const std::string svg = writeSvg(drawing);
        const auto textured = vector::parseSvg(svg, "textured");
        QVERIFY(textured.sketch.strokes == smooth.sketch.strokes && textured.paper == kCream);
        QVERIFY(vector::paperTextureFrom(textured.paperTexture) == fetched() && smooth.paperTexture.empty());
        QVERIFY(svg.size() < 200000);
        QCOMPARE(vector::markedPage(drawing).marks.size(),
                 vector::paperMarks(drawing.widthMm, drawing.heightMm, kCream, fetched()).size() +
                     sketchOf(drawing).strokes.size());
        drawing.paper.reset();
        QVERIFY(vector::parseSvg(writeSvg(drawing), "bare").paperTexture.empty());
        QCOMPARE(vector::markedPage(drawing).marks.size(), sketchOf(drawing).strokes.size());
    }
};

QTEST_APPLESS_MAIN(PaperTextureTest)
#include "paper_texture_test.moc"
