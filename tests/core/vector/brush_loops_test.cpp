// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/outline_samples.hpp"
#include "core/vector/overlap_samples.hpp"
#include "vector/brush/outline_cover.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using test::builtIn;

namespace {

constexpr double kBreadth = 8; // mm
constexpr double kOpens = 1.7; ///< the scale from which on that brush leaves an eye open

CubicBezier loop(double scale) {
    const auto at = [scale](double x, double y) { return Point{30 + 0.35 * scale * x, 30 + 0.35 * scale * y}; };
    return {{at(-50, 50), at(90, -50), at(-90, -50), at(50, 50)}};
}

/// Where the brush lies twice.
std::vector<vector::Polygon> darker(const CubicBezier& curve, const vector::Brush& brush) {
    const auto marks = test::marksOf({&curve, 1}, kBreadth / brush.width, brush);
    std::vector<vector::Polygon> pieces;
    if (marks.size() > 1 && marks[1].opacity == marks[0].opacity) // else those of a wash's rim and pools
        for (const vector::Contour& contour : marks[1].contours)
            pieces.push_back(test::polygonOf(contour));
    return pieces;
}

double squareBreadths(const vector::Polygon& piece) {
    return vector::areaOf(piece) / (kBreadth * kBreadth);
}

/// 1 for a circle.
double roundness(const vector::Polygon& piece) {
    double around = 0;
    for (std::size_t i = 0; i < piece.size(); ++i)
        around += geometry::length(piece[i] - piece[(i + 1) % piece.size()]);
    return 4 * std::numbers::pi * vector::areaOf(piece) / (around * around);
}

/// From one's nearest point to the other's, mm.
double apart(const vector::Polygon& one, const vector::Polygon& other) {
    double nearest = 1e9;
    for (const Point p : one)
        for (const Point q : other)
            nearest = std::min(nearest, geometry::length(p - q));
    return nearest;
}

/// Square breadths that the tip comes to twice, having left them in between.
double passedTwice(const CubicBezier& curve) {
    const auto points = test::pointsOf({&curve, 1});
    constexpr double kStep = 0.125;
    int twice = 0;
    for (double y = 0; y < 60; y += kStep)
        for (double x = 15; x < 45; x += kStep) {
            int passes = 0;
            bool inside = false;
            for (const Point q : points) {
                const bool now = geometry::length(q - Point{x, y}) < 0.5 * kBreadth;
                passes += now && !inside;
                inside = now;
            }
            twice += passes > 1;
        }
    return twice * kStep * kStep / (kBreadth * kBreadth);
}

} // namespace

/// A loop from much smaller than the brush to much larger.
class BrushLoopsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// First it is one tone, then the place where it crosses itself darkens: a single clean piece that grows with the
    /// loop until the brush leaves an eye open.
    void theCrossingOpensSteadily_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("marker") << "marker";
        QTest::newRow("watercolour") << "watercolour";
    }
    void theCrossingOpensSteadily() {
        QFETCH(QString, name);
        const vector::Brush& brush = builtIn(name.toStdString());
        double before = 0;
        for (double scale = 0.3; scale < 2.55; scale += 0.05) {
            const auto pieces = darker(loop(scale), brush);
            const QByteArray where = QByteArray::number(scale) + " of " + name.toUtf8();
            QVERIFY2(pieces.size() <= 1, where);
            QVERIFY2(scale > 0.4 * kOpens || pieces.empty(), where);
            QVERIFY2(scale < kOpens || !pieces.empty(), where);
            const double area = pieces.empty() ? 0 : squareBreadths(pieces[0]);
            QVERIFY2(pieces.empty() || area > 0.03, where + ": " + QByteArray::number(area));
            QVERIFY2(pieces.empty() || roundness(pieces[0]) > 0.5,
                     where + ": " + QByteArray::number(roundness(pieces.empty() ? vector::Polygon{} : pieces[0])));
            QVERIFY2(std::abs(area - before) < 0.2,
                     where + ": " + QByteArray::number(area) + " after " + QByteArray::number(before));
            before = area;
        }
    }

    /// No pigment gathers in the middle of what the brush fills, as if there were an edge.
    void noPoolLiesWhereAnEyeClosed() {
        const vector::Brush& brush = builtIn("watercolour");
        for (double scale = 1.2; scale < kOpens - 0.05; scale += 0.05) {
            const CubicBezier curve = loop(scale);
            const auto marks = test::marksOf({&curve, 1}, kBreadth / brush.width, brush);
            const auto outline = test::polygonOf(marks[0].contours[0]);
            for (std::size_t k = 1; k < marks.size(); ++k)
                if (marks[k].opacity < 0.8 * marks[0].opacity)
                    for (const vector::Contour& contour : marks[k].contours) {
                        const auto pool = test::polygonOf(contour);
                        if (vector::areaOf(pool) > 0)
                            QVERIFY2(apart(pool, outline) < 0.5 * kBreadth, QByteArray::number(scale));
                    }
        }
    }

    /// Once there is an eye it is what lies twice that is darker.
    void whatLiesTwiceIsDarker() {
        const vector::Brush& brush = builtIn("marker");
        for (const double scale : {1.8, 2.0, 2.2, 2.5}) {
            const auto pieces = darker(loop(scale), brush);
            QCOMPARE(pieces.size(), std::size_t(1));
            const double wanted = passedTwice(loop(scale)), area = squareBreadths(pieces[0]);
            QVERIFY2(std::abs(area - wanted) < 0.03 * wanted,
                     qPrintable(QString("%1: %2, not %3").arg(scale).arg(area).arg(wanted)));
        }
    }
};

QTEST_APPLESS_MAIN(BrushLoopsTest)
#include "brush_loops_test.moc"
