// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/vector_samples.hpp"
#include "support/thread_time.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/drawing.hpp"
#include "vector/stroke_ids.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using geometry::Stroke;
using vector::Brush;
using vector::Mark;

namespace {

constexpr double kPage = 100;
constexpr int kPixels = 500;

const CubicBezier kWave{{{{10, 70}, {60, -20}, {40, 120}, {90, 30}}}};

/// The same curve in parts.
std::vector<Stroke> parted(const CubicBezier& curve, std::vector<double> places, double width) {
    std::vector<Stroke> line;
    CubicBezier rest = curve;
    double before = 0;
    for (const double place : places) {
        const double t = (place - before) / (1 - before);
        line.push_back({rest.until(t), width, {}, 1, ""});
        rest = rest.reversed().until(1 - t).reversed();
        rest.points[0] = line.back().curve.points[3];
        before = place;
    }
    line.push_back({rest, width, {}, 1, ""});
    return line;
}

std::vector<Stroke> polygon(const std::vector<Point>& points, double width) {
    std::vector<Stroke> line;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point a = points[i - 1], b = points[i], third = (1.0 / 3) * (b - a);
        line.push_back({{{a, a + third, b - third, b}}, width, {}, 1, ""});
    }
    return line;
}

std::vector<std::uint8_t> painted(std::vector<Mark> marks) {
    return vector::paint({kPage, kPage, std::move(marks)}, {{kPixels, kPixels}, {}});
}

int alphaAt(const std::vector<std::uint8_t>& picture, Point p) {
    const auto pixel = [](double mm) { return static_cast<std::size_t>(mm * kPixels / kPage); };
    return picture[4 * (pixel(p.y) * kPixels + pixel(p.x)) + 3];
}

double inkOf(const std::vector<std::uint8_t>& picture) {
    double ink = 0;
    for (std::size_t i = 3; i < picture.size(); i += 4)
        ink += picture[i];
    return ink;
}

} // namespace

/// A line of several strokes is one stroke of the brush.
class LineMarksTest : public QObject {
    Q_OBJECT

    void addBrushes() {
        QTest::addColumn<QString>("name");
        for (const Brush& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    static Brush fetched() {
        QFETCH(QString, name);
        return vector::brushFromText(name.toStdString());
    }

  private Q_SLOTS:
    void aCurveInPartsLooksAsAWhole_data() { addBrushes(); }
    void aCurveInPartsLooksAsAWhole() {
        const Brush brush = fetched();
        const auto whole = painted(vector::marksOf(Stroke{kWave, 3, {}, 1, ""}, brush, 5));
        for (const std::vector<double>& places : {std::vector{0.37}, {0.1, 0.25, 0.5, 0.52, 0.9}}) {
            const auto parts = painted(vector::marksOfLine(parted(kWave, places, 3), brush, 5));
            double differing = 0;
            for (std::size_t i = 3; i < whole.size(); i += 4)
                differing += std::abs(whole[i] - parts[i]);
            qInfo("difference %.3f %% of ink", 100 * differing / inkOf(whole));
            QVERIFY(differing < 0.06 * inkOf(whole)); // the grain falls a hair's breadth elsewhere
        }
    }

    /// Where two curves meet there is neither a gap nor more ink than elsewhere.
    void joints_data() { addBrushes(); }
    void joints() {
        Brush brush = fetched();
        brush.gaps.clear(); // what is left out is left out by the brush
        brush.grain = {};
        brush.bristles = {};
        brush.strands = {};
        brush.opacity = std::min(brush.opacity, 0.5);
        std::vector<Point> corners;
        for (int i = 0; i < 9; ++i) // blunt, sharp and back on itself
            corners.push_back({10.0 + 10 * i, i % 2 == 0 ? 40.0 : 40 + 12.0 * (i / 2)});
        corners.push_back({20, 70});
        corners.push_back({80, 70});
        corners.push_back({30, 70});
        for (const double width : {2.0, 6.0}) {
            const auto picture = painted(vector::marksOfLine(polygon(corners, width), brush, 1));
            const int most = *std::ranges::max_element(picture);
            for (std::size_t i = 1; i + 1 < corners.size(); ++i) {
                const int here = alphaAt(picture, corners[i]);
                QVERIFY2(here > 40, qPrintable(QString("corner %1: %2 of %3").arg(i).arg(here).arg(most)));
                const int before = alphaAt(picture, 0.5 * (corners[i] + corners[i - 1]));
                if (brush.isLine())
                    QVERIFY2(std::abs(here - before) <= 1, qPrintable(QString("%1 %2").arg(here).arg(before)));
            }
        }
    }

    void translucentPenIsOneShape() {
        auto line = parted(kWave, {0.2, 0.4, 0.6, 0.8}, 8);
        line.front().opacity = 0.4;
        const auto whole = painted(vector::marksOf(Stroke{kWave, 8, {}, 0.4, ""}, {}, 0));
        const auto parts = painted(vector::marksOfLine(line, {}, 0));
        for (std::size_t i = 3; i < whole.size(); i += 4)
            QVERIFY(std::abs(whole[i] - parts[i]) <= 2);
        vector::Drawing drawing{kPage, kPage, {}, {{"1 line", line, {5}}}, {}, {}, {}, {}};
        QVERIFY(vector::paint(vector::markedPage(drawing), {{kPixels, kPixels}, {}}) == parts);
        drawing.layers[0].runs.clear(); // each by itself: the round ends lie over one another
        const auto apart = vector::paint(vector::markedPage(drawing), {{kPixels, kPixels}, {}});
        QVERIFY(alphaAt(apart, line[1].curve.points[0]) > alphaAt(parts, line[1].curve.points[0]) + 40);
    }

    /// Curves of no length between others, or nothing but them.
    void pointsInALine_data() { addBrushes(); }
    void pointsInALine() {
        const Brush brush = fetched();
        const Point a{20, 20}, b{70, 30};
        const auto plain = vector::marksOfLine(polygon({a, b}, 3), brush, 3);
        QVERIFY(inkOf(painted(vector::marksOfLine(polygon({a, a, a, b, b}, 3), brush, 3))) >
                0.9 * inkOf(painted(plain)));
        QVERIFY(!vector::marksOfLine(polygon({a, a, a}, 3), brush, 3).empty());
        QVERIFY(vector::marksOfLine({}, brush, 3).empty());
    }

    /// However many curves a path has, the work stays bounded: it grows with them, not with their square.
    void aPathOfVeryManyCurves_data() { addBrushes(); }
    void aPathOfVeryManyCurves() {
        const Brush brush = fetched();
        std::vector<Point> points;
        for (int i = 0; i <= 20000; ++i) {
            const double angle = i * std::numbers::pi / 40, radius = 1 + 44.0 * i / 20000;
            points.push_back(Point{50, 50} + radius * Point{std::cos(angle), std::sin(angle)});
        }
        std::size_t count = 0;
        const double begun = test::threadSeconds();
        const auto marks = vector::marksOfLine(polygon(points, 0.1), brush, 1);
        const double took = test::threadSeconds() - begun;
        for (const Mark& mark : marks)
            for (const auto& contour : mark.contours) {
                count += contour.points.size();
                for (const Point p : contour.points)
                    QVERIFY(std::abs(p.x) < kPage && std::abs(p.y) < kPage);
            }
        qInfo("%zu points in %.2f s", count, took);
        QVERIFY(took < 60); // some 2 s at most; 100 s when each place was held against each turn
        QVERIFY(count < 5'000'000);
        QVERIFY(count > 100 || brush.isLine());
    }
};

QTEST_APPLESS_MAIN(LineMarksTest)
#include "line_marks_test.moc"
