// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using vector::Brush;

namespace {

constexpr int kPixels = 800;

/// Strokes that bend, each apart from the others.
geometry::Sketch sketch() {
    geometry::Sketch sketch{200, 200, {}};
    for (int k = 0; k < 12; ++k) {
        const double x = 20 + 60 * (k % 3), y = 22 + 45 * (k / 3), lift = k % 2 == 0 ? 20 : -18;
        const geometry::CubicBezier curve{
            {{{x, y}, {x + 12, y + lift}, {x + 24.0 - k, y + lift}, {x + 34, y + 2.0 * k - 10}}}};
        sketch.strokes.push_back({curve, 2.68, {}, 1, {}});
    }
    return sketch;
}

/// Square millimetres that are covered.
double inkOf(const Brush& brush) {
    const auto picture = vector::paint(vector::markedPage(sketch(), brush), {{kPixels, kPixels}, {}});
    double sum = 0;
    for (std::size_t i = 3; i < picture.size(); i += 4)
        sum += picture[i] / 255.0;
    return sum * (200.0 / kPixels) * (200.0 / kPixels);
}

} // namespace

/// Brushes are files, so any of them may come: what the corners of their numbers' ranges leave, not the built-in ones.
class BrushRangeTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// However long its notches are, a rough edge takes no more of a stroke than its roughness says, and the stroke
    /// keeps its bends, its width and its ends.
    void aRoughEdgeIsAsRoughAsItSays_data() {
        QTest::addColumn<double>("length");
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("ends");
        for (const double length : {0.05, 0.5, 1.0, 1.5, 3.0, 8.0, 20.0})
            for (const double width : {0.6, 1.0, 2.2, 6.0})
                for (int ends = 0; ends < 3; ++ends)
                    QTest::addRow("length %g width %g ends %d", length, width, ends) << length << width << ends;
    }
    void aRoughEdgeIsAsRoughAsItSays() {
        QFETCH(double, length);
        QFETCH(double, width);
        QFETCH(int, ends);
        Brush smooth;
        smooth.width = width;
        smooth.ends = static_cast<Brush::Ends>(ends);
        const double whole = inkOf(smooth);
        for (const double roughness : {0.02, 0.1, 0.4}) {
            Brush rough = smooth;
            rough.edge = {roughness, length};
            const double left = inkOf(rough) / whole;
            // Notches are up to 1.25 and on average half as deep; on both sides, of half widths.
            QVERIFY2(left > 1 - 0.03 - roughness && left < 1.03,
                     qPrintable(QString("roughness %1 leaves %2").arg(roughness).arg(left)));
        }
    }

    /// A rough edge takes notches off a round end, not the end itself.
    void roundEndsStayAttached() {
        for (const double roughness : {0.03, 0.25, 0.5})
            for (const double length : {0.1, 0.5, 3.0})
                for (const double width : {0.5, 3.0}) {
                    Brush brush;
                    brush.width = width;
                    brush.edge = {roughness, length};
                    const double breadth = width * 2.68, end = 0.4 * breadth;
                    geometry::Sketch line{200, 200, {}};
                    const geometry::CubicBezier curve{{{{60, 100}, {80, 100}, {100, 100}, {120, 100}}}};
                    line.strokes.push_back({curve, 2.68, {}, 1, {}});
                    const auto picture =
                        vector::paint(vector::markedPage(line, brush), {{5 * kPixels, 5 * kPixels}, {}});
                    const double scale = 5 * kPixels / 200.0;
                    const auto row = static_cast<std::size_t>(100 * scale) * 5 * kPixels;
                    for (auto x = static_cast<std::size_t>((60 - 0.2 * end) * scale);
                         x < static_cast<std::size_t>((120 + 0.2 * end) * scale); ++x)
                        QVERIFY2(
                            picture[4 * (row + x) + 3] > 100,
                            qPrintable(
                                QString("roughness %1, length %2, at %3").arg(roughness).arg(length).arg(x / scale)));
                }
    }

    /// What nobody can see is not drawn: strokes as thin as a plotter's would hold thousands of grains a millimetre,
    /// and paper's tooth is no finer under a thin stroke.
    void thinStrokesStaySmall_data() {
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("most");              // points, of some 540 mm
        QTest::newRow("0.05 mm") << 0.05 << 120000; // charcoal left 244 000
        QTest::newRow("0.15 mm") << 0.15 << 70000;
        QTest::newRow("0.3 mm") << 0.3 << 90000;
    }
    void thinStrokesStaySmall() {
        QFETCH(double, width);
        QFETCH(int, most);
        geometry::Sketch thin = sketch();
        for (auto& stroke : thin.strokes)
            stroke.width = width;
        for (const Brush& brush : vector::builtInBrushes()) {
            std::size_t points = 0;
            for (const auto& mark : vector::marksOf(thin.strokes, brush))
                for (const auto& contour : mark.contours)
                    points += contour.points.size();
            qInfo("%s: %zu points", brush.name.c_str(), points);
            QVERIFY2(points < static_cast<std::size_t>(most), brush.name.c_str());
        }
    }

    /// A brush that is wide and opaque enough to leave something and isn't dry draws all strokes.
    void everyCornerDraws_data() {
        QTest::addColumn<QString>("name");
        for (const Brush& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void everyCornerDraws() {
        QFETCH(QString, name);
        const Brush brush = vector::brushFromText(name.toStdString());
        for (const auto& first : vector::brushNumbers())
            for (const bool most : {false, true}) {
                Brush corner = brush;
                first.set(corner, most ? first.maximum : first.minimum);
                const double ink = inkOf(corner);
                QVERIFY2(ink > 0.5 * corner.opacity * std::min(corner.strands.width, 1.0) * corner.width,
                         qPrintable(QString("%1.%2 %3 leaves %4 mm2")
                                        .arg(QLatin1String(first.group.data(), qsizetype(first.group.size())),
                                             QLatin1String(first.name.data(), qsizetype(first.name.size())))
                                        .arg(most ? first.maximum : first.minimum)
                                        .arg(ink)));
            }
    }
};

QTEST_APPLESS_MAIN(BrushRangeTest)
#include "brush_range_test.moc"
