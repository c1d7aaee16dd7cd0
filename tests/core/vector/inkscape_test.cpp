// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_writer.hpp"

#include <QFile>
#include <QImage>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace croquis;

namespace {

constexpr int kPixelsPerMm = 5;
constexpr double kPageWidth = 100, kPageHeight = 80; // mm
constexpr int kWidth = 500, kHeight = 400;
constexpr int kPatience = 240000; // milliseconds

QString inkscape() {
    return QStandardPaths::findExecutable("inkscape");
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
    const auto rgba = vector::paint(vector::markedPage(drawing), {{kWidth, kHeight}, geometry::Colour{255, 255, 255}});
    return QImage(rgba.data(), kWidth, kHeight, kWidth * 4, QImage::Format_RGBA8888)
        .convertToFormat(QImage::Format_RGB32);
}

/// What Inkscape makes of the file; empty where it refuses it.
QImage theirs(const std::string& svg, const QStringList& more = {}) {
    const QTemporaryDir folder;
    QFile file(folder.filePath("a.svg"));
    if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::fromStdString(svg)) < 0)
        return {};
    file.close();
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("INKSCAPE_PROFILE_DIR", folder.filePath("profile"));
    environment.remove("DISPLAY");
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.path());
    process.start(inkscape(), QStringList{"--export-type=png", "--export-area-page", "--export-background=#ffffff",
                                          "--export-background-opacity=1",
                                          QString("--export-dpi=%1").arg(25.4 * kPixelsPerMm), "-o", "a.png"} +
                                  more + QStringList{"a.svg"});
    if (!process.waitForFinished(kPatience))
        process.kill();
    const QImage picture = QImage(folder.filePath("a.png")).convertToFormat(QImage::Format_RGB32);
    if (picture.isNull())
        qWarning("%s", process.readAllStandardError().constData());
    if (const QString keep = qEnvironmentVariable("CROQUIS_KEEP_PICTURES"); !keep.isEmpty())
        picture.save(keep + "/inkscape-" + QTest::currentDataTag() + ".png");
    return picture;
}

/// Sum of differences over the sum of ink.
double difference(const QImage& a, const QImage& b) {
    double differing = 0, ink = 1;
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            for (const int shift : {0, 8, 16}) {
                const int p = (a.pixel(x, y) >> shift) & 255, q = (b.pixel(x, y) >> shift) & 255;
                differing += std::abs(p - q);
                ink += 255 - p;
            }
    return differing / ink;
}

} // namespace

/// Our SVGs in Inkscape: the picture that the painter paints.
class InkscapeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        if (inkscape().isEmpty())
            QSKIP("Inkscape isn't installed; svg_renderer_test compares with the renderer that is");
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
        const double share = difference(painted, seen);
        qInfo("differs in %.2f %% of its ink", 100 * share);
        QVERIFY(share < 0.03);
    }

    /// A paper with a texture, and layers with brushes of their own.
    void showsPaperAndLayers() {
        auto drawing = sample();
        drawing.paper = geometry::Colour{247, 241, 227};
        drawing.texture = vector::PaperTexture::laid;
        drawing.layers[1].brush = vector::brushFromText("watercolour");
        const QImage seen = theirs(vector::writeSvg(drawing)), painted = ours(drawing);
        QCOMPARE(seen.size(), painted.size());
        QVERIFY(difference(painted, seen) < 0.03);
    }

    /// Its layers are ours: one that is asked for by its id is drawn alone.
    void knowsTheLayers() {
        const auto drawing = sample();
        auto second = drawing;
        second.layers.erase(second.layers.begin());
        const QImage seen = theirs(vector::writeSvg(drawing), {"--export-id=layer2", "--export-id-only"});
        QCOMPARE(seen.size(), QSize(kWidth, kHeight));
        QVERIFY(difference(ours(second), seen) < 0.03);
    }
};

QTEST_GUILESS_MAIN(InkscapeTest)
#include "inkscape_test.moc"
