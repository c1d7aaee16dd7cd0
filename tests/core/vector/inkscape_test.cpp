// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "support/seen_picture.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_writer.hpp"

#include <QTemporaryDir>
#include <QTest>

using namespace croquis;

namespace {

constexpr int kPixelsPerMm = 5;
constexpr double kPageWidth = 100, kPageHeight = 80; // mm
constexpr int kWidth = 500, kHeight = 400;
constexpr double kMost = 0.03; ///< of the ink may differ: Inkscape rounds to 8 bits after each translucent layer

QString inkscape() {
    static const QString kFound = test::installed({"inkscape"});
    return kFound;
}

vector::Drawing sample() {
    vector::Drawing drawing;
    drawing.widthMm = kPageWidth;
    drawing.heightMm = kPageHeight;
    drawing.layers = {{"1 - first", test::randomStrokes(6, 80, 2.2, 3)},
                      {"2 - second", test::randomStrokes(4, 80, 2.2, 4)}};
    drawing.provenance = test::sampleProvenance();
    return drawing;
}

QImage ours(const vector::Drawing& drawing) {
    return test::painted(vector::markedPage(drawing), {kWidth, kHeight},
                         drawing.paper.value_or(geometry::Colour{255, 255, 255}));
}

/// What Inkscape makes of the file; empty where it refuses it.
QImage theirs(const std::string& svg, const QStringList& more = {}) {
    const QTemporaryDir folder;
    if (!test::put(folder.filePath("a.svg"), QByteArray::fromStdString(svg)))
        return {};
    return test::pictureBy(inkscape(),
                           QStringList{"--export-type=png", "--export-area-page", "--export-background=#ffffff",
                                       "--export-background-opacity=1",
                                       QString("--export-dpi=%1").arg(25.4 * kPixelsPerMm), "-o", "a.png"} +
                               more + QStringList{"a.svg"},
                           folder.path(), "a.png", "inkscape-");
}

} // namespace

/// Our SVGs in Inkscape: the picture that the painter paints.
class InkscapeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        if (inkscape().isEmpty())
            QSKIP("Inkscape isn't installed; svg_renderer_test compares with the renderer that is");
        if (theirs("<svg xmlns='http://www.w3.org/2000/svg' width='9mm' height='9mm'/>").isNull())
            QSKIP("Inkscape is here but doesn't start (what it says stands above)");
    }

    void showsEveryBrush_data() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void showsEveryBrush() {
        QFETCH(QString, name);
        auto drawing = sample();
        drawing.brush = vector::brushFromText(name.toStdString());
        const QImage seen = theirs(vector::writeSvg(drawing)), painted = ours(drawing);
        QCOMPARE(seen.size(), painted.size());
        const double share = test::difference(painted, seen).share;
        qInfo("differs in %.2f %% of its ink", 100 * share);
        QVERIFY(share < kMost);
    }

    /// A paper with a texture, and layers with brushes of their own.
    void showsPaperAndLayers() {
        auto drawing = sample();
        drawing.paper = geometry::Colour{247, 241, 227};
        drawing.texture = vector::PaperTexture::laid;
        drawing.layers[1].brush = vector::brushFromText("watercolour");
        const QImage seen = theirs(vector::writeSvg(drawing)), painted = ours(drawing);
        QCOMPARE(seen.size(), painted.size());
        const double share = test::difference(painted, seen).share;
        qInfo("differs in %.2f %% of its ink", 100 * share);
        QVERIFY(share < kMost);
        QCOMPARE(seen.pixelColor(1, 1).lightness(), painted.pixelColor(1, 1).lightness());
    }

    /// Its layers are ours: one that is asked for by its id is drawn alone.
    void knowsTheLayers() {
        const auto drawing = sample();
        auto second = drawing;
        second.layers.erase(second.layers.begin());
        const QImage seen = theirs(vector::writeSvg(drawing), {"--export-id=layer2", "--export-id-only"});
        QCOMPARE(seen.size(), QSize(kWidth, kHeight));
        QVERIFY(test::difference(ours(second), seen).share < kMost);
    }
};

QTEST_GUILESS_MAIN(InkscapeTest)
#include "inkscape_test.moc"
