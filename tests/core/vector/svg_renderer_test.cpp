// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/png_decoding.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/png_writer.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace croquis;

namespace {

/// Decoded picture of rsvg-convert, independent of everything here.
test::DecodedPng rendered(const std::string& svg, int width) {
    QTemporaryDir folder;
    const QString source = folder.filePath("sketch.svg");
    const QString target = folder.filePath("sketch.png");
    QFile file(source);
    if (!file.open(QIODevice::WriteOnly) || file.write(svg.data(), qint64(svg.size())) != qint64(svg.size()))
        throw std::runtime_error("can't write");
    file.close();
    if (QProcess::execute("rsvg-convert", {"-w", QString::number(width), "-o", target, source}) != 0)
        throw std::runtime_error("rsvg-convert failed");
    QFile picture(target);
    if (!picture.open(QIODevice::ReadOnly))
        throw std::runtime_error("rsvg-convert wrote nothing");
    const QByteArray bytes = picture.readAll();
    return test::decodePng(std::as_bytes(std::span(bytes.constData(), std::size_t(bytes.size()))));
}

/// sum |a - b| / sum ink, both laid on white; the ink is what differs from white in the first.
double difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    double differing = 0;
    double ink = 0;
    for (std::size_t i = 0; i < a.size(); i += 4)
        for (std::size_t c = 0; c < 3; ++c) {
            const auto onWhite = [i, c](const std::vector<std::uint8_t>& picture) {
                const double alpha = picture[i + 3] / 255.0;
                return alpha * picture[i + c] + (1 - alpha) * 255;
            };
            differing += std::abs(onWhite(a) - onWhite(b));
            ink += 255 - onWhite(a);
        }
    return differing / ink;
}

} // namespace

class SvgRendererTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() {
        if (QStandardPaths::findExecutable("rsvg-convert").isEmpty())
            QSKIP("rsvg-convert isn't installed");
    }

    void sameAsAnotherRenderer_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("pixels");
        QTest::addColumn<double>("width");
        QTest::addColumn<bool>("paper");
        for (const int pixels : {512, 2000})
            for (const int strokes : {8, 16, 32})
                QTest::addRow("%d strokes at %d", strokes, pixels) << strokes << pixels << 2.68 << false;
        QTest::newRow("paper") << 16 << 512 << 2.68 << true;
        QTest::newRow("wide") << 16 << 512 << 20.0 << false;
    }
    void sameAsAnotherRenderer() {
        QFETCH(int, strokes);
        QFETCH(int, pixels);
        QFETCH(double, width);
        QFETCH(bool, paper);
        vector::Drawing drawing;
        drawing.heightMm = 160;
        drawing.layers = {{"1 sketch", test::randomStrokes(strokes, 160, width, 31)}};
        if (paper)
            drawing.paper = geometry::Colour{230, 220, 200};
        const test::DecodedPng theirs = rendered(writeSvg(drawing), pixels);
        const auto ours = vector::paint(markedPage(drawing), {{theirs.width, theirs.height}, drawing.paper});
        const double result = difference(ours, theirs.pixels);
        qInfo("difference %.3f %% of ink", 100 * result);
        QVERIFY(result < 0.01);
    }

    void brushesAsAnotherRenderer_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("pixels");
        for (const vector::Brush& brush : vector::builtInBrushes())
            for (const int pixels : {400, 1500})
                QTest::addRow("%s at %d", brush.name.c_str(), pixels) << QString::fromStdString(brush.name) << pixels;
    }
    void brushesAsAnotherRenderer() {
        QFETCH(QString, name);
        QFETCH(int, pixels);
        vector::Drawing drawing;
        drawing.layers = {{"1 sketch", test::randomStrokes(16, 200, 2.68, 12)}};
        drawing.brush = vector::brushFromText(name.toStdString());
        const test::DecodedPng theirs = rendered(writeSvg(drawing), pixels);
        const auto ours = vector::paint(markedPage(drawing), {{theirs.width, theirs.height}, {}});
        const double result = difference(ours, theirs.pixels);
        qInfo("difference %.3f %% of ink", 100 * result);
        QVERIFY(result < 0.035); // it rounds to 8 bits after each translucent layer
    }

    /// Paths of several segments, translucent: one shape each.
    void longPathsAsAnotherRenderer_data() {
        QTest::addColumn<QString>("name");
        for (const vector::Brush& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void longPathsAsAnotherRenderer() {
        QFETCH(QString, name);
        vector::Drawing drawing = vector::drawingOf(vector::parseSvg(
            "<svg xmlns='http://www.w3.org/2000/svg' width='200mm' height='100mm' viewBox='0 0 200 100'>"
            "<g fill='none' stroke='#124' stroke-width='6' stroke-opacity='0.4'>"
            "<path d='M10 50C20 20 30 20 40 50S60 80 70 50 90 20 100 50H120V60Q130 80 140 60T160 60T190 20'/>"
            "<path d='M10 90L30 80 50 90A10 10 0 0 1 80 90L95 85 20 80'/></g></svg>",
            "test"));
        drawing.brush = vector::brushFromText(name.toStdString());
        const test::DecodedPng theirs = rendered(writeSvg(drawing), 1000);
        const auto ours = vector::paint(markedPage(drawing), {{theirs.width, theirs.height}, {}});
        const double result = difference(ours, theirs.pixels);
        qInfo("difference %.3f %% of ink", 100 * result);
        QVERIFY(result < (drawing.brush.isPen() ? 0.01 : 0.035)); // as above
    }

    void readsWhatAnotherRendererReads_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"shapes.svg", "transforms.svg", "paths.svg", "inkscape.svg", "doctype.svg"})
            QTest::newRow(name) << QString(name);
    }
    void readsWhatAnotherRendererReads() {
        QFETCH(QString, name);
        QFile file(QString(CROQUIS_TEST_DATA) + "/svg/" + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::string svg = file.readAll().toStdString();
        const test::DecodedPng theirs = rendered(svg, 800);
        const auto ours =
            vector::paint(vector::markedPage(vector::drawingOf(vector::parseSvg(svg, name.toStdString()))),
                          {{theirs.width, theirs.height}, {}});
        const double result = difference(ours, theirs.pixels);
        qInfo("difference %.3f %% of ink", 100 * result);
        QVERIFY(result < 0.01);
    }
};

QTEST_APPLESS_MAIN(SvgRendererTest)
#include "svg_renderer_test.moc"
