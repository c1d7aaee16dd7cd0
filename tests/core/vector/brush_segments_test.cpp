// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/outline_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/cubic_fit.hpp"
#include "vector/brush/scribble.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <span>
#include <vector>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;

namespace {

constexpr double kBeside = 0.05; // mm

/// How many sides a polygon needs between two points of a line (Douglas and Peucker).
std::size_t sidesOf(std::span<const Point> line, double beside) {
    std::size_t farthest = 0;
    double most = beside * beside;
    for (std::size_t i = 1; i + 1 < line.size(); ++i)
        if (const double distance = vector::squaredDistance(line[i], line.front(), line.back()); distance > most) {
            most = distance;
            farthest = i;
        }
    return farthest == 0 ? 1 : sidesOf(line.first(farthest + 1), beside) + sidesOf(line.subspan(farthest), beside);
}

/// Of a closed one, divided where it is farthest from where it begins.
std::size_t closedSidesOf(std::vector<Point> polygon, double beside) {
    polygon.push_back(polygon.front());
    const auto far =
        std::ranges::max_element(polygon, {}, [&](Point p) { return geometry::length(p - polygon.front()); });
    const auto count = static_cast<std::size_t>(far - polygon.begin());
    const std::span<const Point> all(polygon);
    return sidesOf(all.first(count + 1), beside) + sidesOf(all.subspan(count), beside);
}

/// With waves of two lengths.
std::vector<Point> wavyRing() {
    std::vector<Point> polygon;
    for (int i = 0; i < 4000; ++i) {
        const double angle = 2 * std::numbers::pi * i / 4000;
        const double radius = 20 + std::sin(23 * angle) + 0.2 * std::sin(101 * angle);
        polygon.push_back(radius * Point{std::cos(angle), std::sin(angle)});
    }
    return polygon;
}

} // namespace

/// Outlines are curves: a file holds fewer of them than a polygon as near would have sides.
class BrushSegmentsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void fewerThanSides_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("share");
        QTest::newRow("ink") << "ink" << 0.5;
        QTest::newRow("pencil") << "pencil" << 0.5;
        QTest::newRow("charcoal") << "charcoal" << 0.55;
        QTest::newRow("calligraphy") << "calligraphy" << 0.45;
        QTest::newRow("marker") << "marker" << 0.35;
        QTest::newRow("watercolour") << "watercolour" << 0.5;
    }
    void fewerThanSides() {
        QFETCH(QString, name);
        QFETCH(double, share);
        auto sketch = vector::scribble();
        sketch.strokes.resize(16);
        std::size_t segments = 0, sides = 0;
        for (const auto& mark : vector::markedPage(sketch, vector::brushFromText(name.toStdString())).marks)
            for (const vector::Contour& contour : mark.contours) {
                segments += contour.points.size() / 3;
                sides += closedSidesOf(test::polygonOf(contour), kBeside);
            }
        qInfo("%zu segments, a polygon has %zu sides", segments, sides);
        QVERIFY(sides > 500);
        QVERIFY(static_cast<double>(segments) <= share * static_cast<double>(sides));
    }

    /// Both keep to each other within the tolerance, all points lie on the grid, and they close.
    void cubicsKeepToThePolygon() {
        const auto polygon = wavyRing();
        const double step = 0.01;
        std::size_t before = polygon.size();
        for (const double tolerance : {0.02, 0.05, 0.2}) {
            const auto contour = vector::fitCubics(polygon, tolerance, step);
            QCOMPARE(contour.points.size() % 3, std::size_t(1));
            QVERIFY(contour.points.front() == contour.points.back());
            for (const Point p : contour.points)
                QVERIFY(std::hypot(p.x - step * std::round(p.x / step), p.y - step * std::round(p.y / step)) < 1e-9);
            auto ring = polygon, curves = test::polygonOf(contour, 200);
            ring.push_back(ring.front());
            curves.push_back(curves.front());
            test::DistanceFrom fromRing(ring, 0.5 * tolerance), fromCurves(curves, 0.5 * tolerance);
            for (const Point p : curves)
                QVERIFY(fromRing(p) <= tolerance);
            for (const Point p : ring)
                QVERIFY(fromCurves(p) <= tolerance);
            QVERIFY(contour.points.size() / 3 < before);
            before = contour.points.size() / 3;
        }
    }

    void whatIsNoOutlineIsNothing() {
        QVERIFY(vector::fitCubics(std::vector<Point>{{1, 1}, {1, 1}, {1, 1}, {2, 2}}, 0.05, 0.01).points.empty());
        QVERIFY(vector::fitCubics(std::vector<Point>{{1, 1}, {1.001, 1}, {1, 1.001}}, 0.05, 0.01).points.empty());
    }
};

QTEST_APPLESS_MAIN(BrushSegmentsTest)
#include "brush_segments_test.moc"
