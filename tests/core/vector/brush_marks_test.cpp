// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/outline_samples.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using geometry::Stroke;
using test::cubic;
using test::DistanceFrom;
using test::hardCurves;
using test::polygonOf;
using test::straight;
using vector::Brush;
using vector::Mark;

namespace {

Stroke strokeOf(const CubicBezier& curve, double width = 2.68) {
    return {curve, width, {}, 1, ""};
}

/// A brush that only has a constant width, as an outline.
Brush outlinePen() {
    Brush brush;
    brush.ends = Brush::Ends::butt;
    return brush;
}

const Brush& builtIn(const char* name) {
    const auto& brushes = vector::builtInBrushes();
    return *std::ranges::find(brushes, name, &Brush::name);
}

std::vector<std::uint8_t> painted(const Stroke& stroke, const Brush& brush, double page, int pixels) {
    return vector::paint(vector::markedPage({page, page, {stroke}}, brush), {{pixels, pixels}, {}});
}

} // namespace

class BrushMarksTest : public QObject {
    Q_OBJECT

    void addBrushes() {
        QTest::addColumn<QString>("name");
        for (const Brush& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    static const Brush& fetched() {
        QFETCH(QString, name);
        return builtIn(qPrintable(name));
    }

  private Q_SLOTS:
    void penIsTheStrokeItself() {
        const auto strokes = test::randomStrokes(5, 100, 2, 1);
        const auto marks = vector::marksOf(strokes, {});
        QCOMPARE(marks.size(), strokes.size());
        for (std::size_t i = 0; i < marks.size(); ++i) {
            QVERIFY(marks[i].line && marks[i].line->curves == std::vector{strokes[i].curve} &&
                    marks[i].contours.empty());
            QCOMPARE(marks[i].line->width, strokes[i].width);
            QCOMPARE(marks[i].opacity, strokes[i].opacity);
        }
    }

    void sameTwiceAndByNumber_data() { addBrushes(); }
    void sameTwiceAndByNumber() {
        const Brush& brush = fetched();
        const auto strokes = test::randomStrokes(12, 100, 2.68, 4);
        const auto all = vector::marksOf(strokes, brush);
        QVERIFY(all == vector::marksOf(strokes, brush));
        std::vector<Mark> each;
        for (std::size_t i = 0; i < strokes.size(); ++i)
            std::ranges::move(vector::marksOf(strokes[i], brush, i), std::back_inserter(each));
        QVERIFY(all == each);
        const bool textured = brush.wobble.amount > 0 || brush.edge.roughness > 0 || brush.bristles.count > 0;
        QCOMPARE(vector::marksOf(strokes[0], brush, 0) != vector::marksOf(strokes[0], brush, 1), textured);
    }

    void staysBesideItsStroke_data() { addBrushes(); }
    void staysBesideItsStroke() {
        const Brush& brush = fetched();
        auto curves = hardCurves();
        for (const Stroke& stroke : test::randomStrokes(60, 100, 2.68, 9))
            curves.push_back(stroke.curve);
        for (std::size_t i = 0; i < curves.size(); ++i) {
            const Stroke stroke = strokeOf(curves[i]);
            const double reach = vector::reachOf({&stroke, 1}, brush);
            QVERIFY(curves[i].arcLength() < 3 * stroke.width * brush.width || reach == stroke.width * brush.reach());
            DistanceFrom distanceFrom(curves[i].flatten(0.05, 1024), reach);
            const auto marks = vector::marksOf(stroke, brush, i);
            QVERIFY2(!marks.empty() || brush.gaps.size() > 1, qPrintable(QString::number(i)));
            for (const Mark& mark : marks) {
                QVERIFY(mark.opacity > 0 && mark.opacity <= 1);
                for (const auto& contour : mark.contours) {
                    QVERIFY(contour.points.size() >= 3);
                    QVERIFY(contour.points.size() % 3 == 1);
                    for (const Point p : polygonOf(contour)) {
                        QVERIFY(std::isfinite(p.x) && std::isfinite(p.y));
                        const double distance = distanceFrom(p);
                        QVERIFY2(distance <= reach, qPrintable(QString("stroke %1: %2 mm away").arg(i).arg(distance)));
                    }
                }
            }
        }
    }

    /// The outline of a brush with one width against the true offset curve, densely sampled from the formula.
    void outlineIsTheOffsetCurve() {
        const double radius = 1.34;
        double worst = 0;
        std::size_t cubics = 0, strokes = 0;
        for (const Stroke& random : test::randomStrokes(200, 100, 2.68, 17)) {
            const CubicBezier& curve = random.curve;
            double tightest = 1e9;
            for (double t = 0; t <= 1; t += 1.0 / 512) {
                const Point d = curve.derivative(t);
                const Point ahead = curve.derivative(std::min(t + 1e-5, 1.0)),
                            back = curve.derivative(std::max(t - 1e-5, 0.0));
                const double turn = std::atan2(back.x * ahead.y - back.y * ahead.x, dot(back, ahead));
                tightest = std::min(tightest, geometry::length(d) * 2e-5 / std::max(std::abs(turn), 1e-12));
            }
            if (tightest < 1.2 * radius) // there it is the envelope: the painted test below
                continue;
            Brush brush = outlinePen();
            brush.nib.ratio = 0.999999; // an outline rather than a line
            const auto marks = vector::marksOf(strokeOf(curve, 2 * radius), brush, 0);
            QCOMPARE(marks.size(), std::size_t(1));
            QCOMPARE(marks[0].contours.size(), std::size_t(1));
            auto outline = polygonOf(marks[0].contours[0], 100);
            outline.push_back(outline.front());
            std::array<DistanceFrom, 2> distanceFrom{DistanceFrom(outline, 0.01), DistanceFrom(outline, 0.01)};
            for (int i = 0; i <= 400; ++i) {
                const Point d = curve.derivative(i / 400.0);
                const Point normal = (radius / geometry::length(d)) * Point{d.y, -d.x};
                worst = std::max({worst, distanceFrom[0](curve.at(i / 400.0) + normal),
                                  distanceFrom[1](curve.at(i / 400.0) - normal)});
            }
            cubics += marks[0].contours[0].points.size() / 3;
            ++strokes;
        }
        qInfo("%zu strokes: at most %.4f mm beside the offset curve, %.1f cubics a stroke", strokes, worst,
              double(cubics) / double(strokes));
        QVERIFY(strokes > 50);
        QVERIFY(worst <= 0.05);
        QVERIFY(cubics < 24 * strokes);
    }

    /// Wherever the stroke goes there is ink, be it in cusps, loops or on the spot: nothing turns inside out.
    void noHolesInTightTurns_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"outline", "calligraphy", "marker", "watercolour"})
            QTest::newRow(name) << QString(name);
    }
    void noHolesInTightTurns() {
        QFETCH(QString, name);
        Brush brush = name == "outline" ? outlinePen() : builtIn(qPrintable(name));
        brush.opacity = 1;
        brush.wash = {};
        brush.nib.ratio = std::min(0.999999, brush.nib.ratio);
        constexpr double kPage = 100;
        constexpr int kPixels = 500;
        auto curves = hardCurves();
        for (const Stroke& stroke : test::randomStrokes(50, kPage, 1, 23))
            curves.push_back(stroke.curve);
        for (std::size_t i = 0; i < curves.size(); ++i) {
            const Stroke stroke = strokeOf(curves[i], 5);
            const auto picture = painted(stroke, brush, kPage, kPixels);
            for (double t = 0; t <= 1; t += 1.0 / 256) {
                const Point p = curves[i].at(t);
                const auto from = [&](std::size_t end) { return geometry::length(p - curves[i].points[end]); };
                if (std::min(from(0), from(3)) < 0.5 && curves[i].polygonLength() > 0) // there its end is cut
                    continue;
                const int x = static_cast<int>(p.x * kPixels / kPage), y = static_cast<int>(p.y * kPixels / kPage);
                if (x < 1 || y < 1 || x >= kPixels - 1 || y >= kPixels - 1)
                    continue;
                const int alpha = picture[4 * (std::size_t(y) * kPixels + std::size_t(x)) + 3];
                QVERIFY2(alpha > 100, qPrintable(QString("curve %1 at %2: %3").arg(i).arg(t).arg(alpha)));
            }
        }
    }

    void nibFollowsItsFormula() {
        const Brush& brush = builtIn("calligraphy");
        for (int degrees = -170; degrees <= 180; degrees += 10) {
            const double phi = degrees * std::numbers::pi / 180; // anticlockwise, y down
            const Point way{30 * std::cos(phi), -30 * std::sin(phi)};
            const auto picture =
                painted(strokeOf(straight(Point{50, 50} - way, Point{50, 50} + way), 2), brush, 100, 1000);
            double area = 0; // of the disc in the middle, where no end reaches
            for (int y = 300; y < 700; ++y)
                for (int x = 300; x < 700; ++x)
                    if (std::abs((x + 0.5 - 500) * way.x + (y + 0.5 - 500) * way.y) < 100 * 30)
                        area += picture[4 * std::size_t(1000 * y + x) + 3] / 255.0;
            const double width = area / 200 / 10;
            const double theta = brush.nib.angle * std::numbers::pi / 180;
            const double wanted =
                2 * brush.width * (brush.nib.ratio + (1 - brush.nib.ratio) * std::abs(std::sin(phi - theta)));
            QVERIFY2(std::abs(width - wanted) < 0.06,
                     qPrintable(QString("%1: %2, not %3").arg(degrees).arg(width).arg(wanted)));
        }
    }

    /// Twice the size is the same picture at half the resolution, wherever the stroke lies. A wash is so as long as it
    /// isn't so broad that it has more and fainter levels.
    void sameShapeAtAnySize_data() { addBrushes(); }
    void sameShapeAtAnySize() {
        const Brush& brush = fetched();
        const CubicBezier curve = cubic({20, 20}, {70, 10}, {20, 80}, {80, 80});
        const auto scaled = [&curve](double scale) {
            CubicBezier result = curve;
            for (Point& p : result.points)
                p = scale * p;
            return result;
        };
        const double size = brush.wash.pools > 0 ? 0.5 : 1;
        const auto small = painted(strokeOf(scaled(size), 3 * size), brush, 100 * size, 500);
        const auto large = painted(strokeOf(scaled(2 * size), 6 * size), brush, 200 * size, 500);
        double differing = 0, ink = 0;
        for (std::size_t i = 3; i < small.size(); i += 4) {
            differing += std::abs(small[i] - large[i]);
            ink += small[i];
        }
        qInfo("difference %.3f %% of ink", 100 * differing / ink);
        QVERIFY(differing < 0.03 * ink);
    }

    void leavesNothingOfNothing() {
        for (const Brush& brush : vector::builtInBrushes()) {
            Stroke stroke = strokeOf(straight({10, 10}, {50, 50}), 0);
            QVERIFY(vector::marksOf(stroke, brush, 0).empty());
            stroke.width = 1;
            stroke.opacity = 0;
            QVERIFY(vector::marksOf(stroke, brush, 0).empty());
            stroke.opacity = 1;
            QVERIFY(!vector::marksOf(stroke, brush, 0).empty());
            for (const double bad : {std::numeric_limits<double>::quiet_NaN(), 1e300, -1e9}) {
                Stroke broken = stroke;
                broken.curve.points[2].y = bad;
                QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::marksOf(broken, brush, 0));
                broken = stroke;
                broken.width = bad;
                QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::marksOf(broken, brush, 0));
            }
            stroke.opacity = 1.5;
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::marksOf(stroke, brush, 0));
        }
        Brush bad;
        bad.opacity = 2;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::marksOf(strokeOf(straight({0, 0}, {1, 1})), bad, 0));
    }

    /// However thin and long, the work and the file stay bounded.
    void hairAcrossTheRoom() {
        for (const Brush& brush : vector::builtInBrushes()) {
            const auto marks = vector::marksOf(strokeOf(straight({0, 0}, {10000, 3000}), 0.05), brush, 0);
            std::size_t points = 0;
            for (const Mark& mark : marks)
                for (const auto& contour : mark.contours)
                    points += contour.points.size();
            QVERIFY2(points < 200000, brush.name.c_str());
        }
    }

    /// Every valid brush draws every stroke: numbers at random, not seldom at their bounds.
    void anyBrushDrawsAnyStroke() {
        test::Numbers numbers(77);
        const auto curves = hardCurves();
        for (int i = 0; i < 150; ++i) {
            Brush brush;
            for (const auto& number : vector::brushNumbers()) {
                const double shares[] = {0, 1, numbers.between(0, 1)};
                const double value = std::lerp(number.minimum, number.maximum, shares[numbers.below(3)]);
                number.set(brush, number.whole ? std::round(value) : value);
            }
            brush.ends = static_cast<Brush::Ends>(numbers.below(4));
            if (numbers.below(2) == 0)
                brush.profile = {{0, numbers.between(0, 1)}, {numbers.between(0, 1), 1}, {1, numbers.between(0, 1)}};
            if (numbers.below(2) == 0)
                brush.gaps = {{0, numbers.between(0, 1)}, {1, numbers.between(0, 1)}};
            const CubicBezier& curve = curves[std::size_t(i) % curves.size()];
            for (const Mark& mark : vector::marksOf(strokeOf(curve, 1.5), brush, std::size_t(i)))
                for (const auto& contour : mark.contours)
                    for (const Point p : contour.points)
                        QVERIFY(std::isfinite(p.x) && std::isfinite(p.y));
        }
    }
};

QTEST_APPLESS_MAIN(BrushMarksTest)
#include "brush_marks_test.moc"
