// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/outline_cover.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>
#include <ranges>
#include <utility>
#include <vector>

using namespace croquis;
using vector::Brush;

namespace {

geometry::Stroke dotAt(geometry::Point p, double width) {
    return {{{p, p, p, p}}, width, {}, 1, "dot"};
}

/// Clockwise as seen.
std::vector<geometry::Point> hullOf(std::vector<geometry::Point> points) {
    std::ranges::sort(points, {}, [](geometry::Point p) { return std::pair(p.x, p.y); });
    std::vector<geometry::Point> hull;
    const auto goRound = [&hull](const auto& along) {
        const std::size_t first = hull.size();
        for (const geometry::Point p : along) {
            while (hull.size() > first + 1) {
                const geometry::Point a = hull.back() - hull[hull.size() - 2], b = p - hull.back();
                if (a.x * b.y - a.y * b.x > 0)
                    break;
                hull.pop_back();
            }
            hull.push_back(p);
        }
        hull.pop_back();
    };
    goRound(points);
    goRound(std::views::reverse(points));
    return hull;
}

/// How many points all outlines have together.
std::size_t pointsOf(const std::vector<vector::Mark>& marks) {
    std::size_t count = 0;
    for (const auto& mark : marks)
        for (const auto& contour : mark.contours)
            count += contour.points.size();
    return count;
}

} // namespace

/// Brushes and strokes at the edge of what there can be.
class BrushCornersTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aProfileOfZerosIsRefused() {
        Brush brush;
        brush.name = "nothing";
        brush.profile = {{0, 0}, {0.5, 0}, {1, 0}};
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, brush.validate());
        try {
            static_cast<void>(vector::brushFromJson(
                R"({"croquisBrush": 1, "name": "nothing", "profile": [[0, 0], [1, 0]]})", "own.json"));
            QFAIL("read it");
        } catch (const ExportError& error) {
            QVERIFY2(QString(error.what()).contains("0 throughout"), error.what());
        }
        brush.profile[1].value = 0.01;
        brush.validate();
    }

    /// A brush put down on the spot leaves its texture there.
    void dotsAreAsRoughAsLines_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ink", "pencil", "charcoal"})
            QTest::newRow(name) << name;
    }
    void dotsAreAsRoughAsLines() {
        QFETCH(QString, name);
        const Brush brush = vector::brushFromText(name.toStdString());
        const geometry::Point place{40, 30};
        const auto dot = vector::marksOf(dotAt(place, 4), brush, 7);
        QVERIFY2(pointsOf(dot) > 26, qPrintable(QString::number(pointsOf(dot)))); // a disc has 13
        QVERIFY(dot == vector::marksOf(dotAt(place, 4), brush, 7));
        QVERIFY(dot != vector::marksOf(dotAt(place, 4), brush, 8));
        const auto stroke = dotAt(place, 4);
        const double reach = vector::reachOf({&stroke, 1}, brush);
        for (const auto& mark : dot)
            for (const auto& contour : mark.contours)
                for (const auto& point : contour.points)
                    QVERIFY2(length(point - place) <= reach, qPrintable(QString::number(length(point - place))));
    }
    void dotsOfSmoothBrushesAreDiscs() {
        Brush brush;
        brush.wobble = {0.1, 4};
        const auto marks = vector::marksOf(dotAt({40, 30}, 4), brush, 7);
        QCOMPARE(pointsOf(marks), std::size_t{13});
    }

    /// A felt tip's end goes as far as its line, flat in the middle, without the corners of a cut one.
    void feltEndsAreBlunt() {
        const auto inkAt = [](Brush::Ends ends, geometry::Point p) {
            Brush brush = vector::brushFromText("marker");
            brush.ends = ends;
            const geometry::CubicBezier line{{{{10, 20}, {20, 20}, {25, 20}, {30, 20}}}};
            const auto rgba = vector::paint({40, 40, vector::marksOf({line, 10 / brush.width, {}, 1, ""}, brush, 1)},
                                            {{800, 800}, {}});
            return int(
                rgba[4 * static_cast<std::size_t>(static_cast<int>(20 * p.y) * 800 + static_cast<int>(20 * p.x)) + 3]);
        };
        for (const auto ends : {Brush::Ends::felt, Brush::Ends::butt}) {
            const bool isCut = ends == Brush::Ends::butt;
            for (const double side : {-1.0, 1.0}) {
                QVERIFY(inkAt(ends, {20 + side * 9.8, 20}) > 100);
                QVERIFY(inkAt(ends, {20 + side * 9.6, 21.5}) > 100);
                QCOMPARE(inkAt(ends, {20 + side * 10.2, 20}), 0);
                QCOMPARE(inkAt(ends, {20 + side * 9.8, 24.8}) > 100, isCut);
                QCOMPARE(inkAt(ends, {20 + side * 9.8, 15.2}) > 100, isCut);
                QVERIFY(inkAt(ends, {20 + side * 7, 24.8}) > 100);
            }
        }
    }

    /// What was rubbed into the paper fills the pores of the grain, paler than the stroke.
    void smudgedPowderFillsTheGrain() {
        const auto bareShare = [](const Brush& brush) {
            constexpr int kPixels = 600;
            const geometry::CubicBezier line{{{{5, 30}, {20, 30}, {40, 30}, {55, 30}}}};
            int bare = 0, seen = 0;
            for (std::uint64_t seed = 0; seed < 8; ++seed) {
                const auto rgba = vector::paint({60, 60, vector::marksOf({line, 3, {}, 1, ""}, brush, seed)},
                                                {{kPixels, kPixels}, {}});
                for (int y = 290; y < 310; ++y)
                    for (int x = 150; x < 450; ++x, ++seen)
                        bare += rgba[4 * static_cast<std::size_t>(y * kPixels + x) + 3] == 0;
            }
            return static_cast<double>(bare) / seen;
        };
        Brush brush = vector::brushFromText("charcoal");
        const double smudged = bareShare(brush);
        brush.dust.smudge = 0;
        const double dry = bareShare(brush);
        qInfo("bare paper at its middle: %.2f %%, without smudge %.2f %%", 100 * smudged, 100 * dry);
        QVERIFY(smudged < 1e-4);
        QVERIFY(dry > 0.005);
    }

    /// A line that ends where it began, or nearly, has neither a slit nor a bevel there, be it a corner.
    void aLineAroundSomethingHasNoSeam_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"watercolour", "plain"})
            QTest::newRow(name) << name;
    }
    void aLineAroundSomethingHasNoSeam() {
        QFETCH(QString, name);
        Brush brush;
        if (name == "plain")
            brush.wobble = {0.05, 4};
        else
            brush = vector::brushFromText(name.toStdString());
        constexpr double kBreadth = 7, kSide = 60;
        constexpr int kPixels = 600;
        for (const double gap : {0.0, 0.01, 0.02, 0.045})
            for (const double wide : {20.0, 35.0, 60.0}) {
                const double apart = gap * kBreadth;
                const geometry::CubicBezier drop{{{{30, 52}, {30 - wide, 4}, {30 + wide, 4}, {30 + apart, 52}}}};
                const auto alpha = [](std::vector<vector::Mark> marks) {
                    return vector::paint({kSide, kSide, std::move(marks)}, {{kPixels, kPixels}, {}});
                };
                const auto painted = alpha(vector::marksOf({drop, kBreadth / brush.width, {}, 1, ""}, brush, 5));
                const auto inside = alpha(
                    {{vector::StrokedLine{{drop}, kBreadth * (0.96 - 1.4 * brush.wobble.amount)}, {}, {}, 1, {}}});
                int missing = 0;
                for (std::size_t i = 3; i < inside.size(); i += 4)
                    missing += inside[i] == 255 && painted[i] < 255 * brush.opacity - 3;
                QVERIFY2(missing == 0, qPrintable(QString("%1 apart, %2 wide: %3").arg(gap).arg(wide).arg(missing)));
            }
    }

    /// A round tip's stroke that is shorter than broad is a dab: the ends of its profile aren't steps in its side.
    void shortWashesAreDabs() {
        const Brush brush = vector::brushFromText("watercolour");
        constexpr double kWidth = 1.2;
        const double breadth = kWidth * brush.width;
        for (const double share : {0.06, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5})
            for (std::uint64_t seed = 0; seed < 20; ++seed) {
                const double length = share * breadth;
                geometry::Stroke stroke = dotAt({20, 20}, kWidth);
                for (int i = 0; i < 4; ++i)
                    stroke.curve.points[static_cast<std::size_t>(i)].x += length * i / 3;
                const auto marks = vector::marksOf(stroke, brush, seed);
                QVERIFY(!marks.empty() && marks.front().contours.size() == 1);
                std::vector<geometry::Point> outline;
                const auto& cubics = marks.front().contours.front().points;
                QCOMPARE(cubics.size() % 3, std::size_t(1));
                for (std::size_t i = 0; i + 3 < cubics.size(); i += 3)
                    for (int k = 0; k < 8; ++k)
                        outline.push_back(
                            geometry::CubicBezier{{cubics[i], cubics[i + 1], cubics[i + 2], cubics[i + 3]}}.at(k /
                                                                                                               8.0));
                const double own = vector::areaOf(outline), around = vector::areaOf(hullOf(outline));
                QVERIFY2(
                    own > 0.93 * around,
                    qPrintable(QString("%1 breadths, seed %2: %3 of its hull").arg(share).arg(seed).arg(own / around)));
                // As broad as a longer one in its middle: no less than the brush put down on the spot.
                const auto [top, bottom] = std::ranges::minmax(outline, {}, &geometry::Point::y);
                const double across = bottom.y - top.y;
                QVERIFY2(across > 0.8 * breadth && across < 1.25 * breadth, qPrintable(QString::number(across)));
            }
    }

    /// What goes around something has no ends: one tone, and the same paint on either side of where it begins.
    void closedLinesHaveNoSeam_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("corners");
        for (const char* name : {"marker", "watercolour"})
            for (const int corners : {0, 3, 4}) // 0: an ellipse
                QTest::addRow("%s, %d corners", name, corners) << name << corners;
    }
    void closedLinesHaveNoSeam() {
        QFETCH(QString, name);
        QFETCH(int, corners);
        const Brush brush = vector::brushFromText(name.toStdString());
        constexpr double kWidth = 2, kRadius = 30, kPage = 100;
        const int sides = corners > 0 ? corners : 4;
        const auto corner = [&](int k) {
            const double angle = 2 * std::numbers::pi * k / sides;
            return geometry::Point{50 + kRadius * std::cos(angle), 50 + kRadius * std::sin(angle)};
        };
        std::vector<geometry::Stroke> line;
        for (int k = 0; k < sides; ++k) {
            const geometry::Point a = corner(k), b = corner((k + 1) % sides);
            const double handle = 0.5522847498;
            const geometry::Point from = corners > 0 ? b : a + handle * geometry::Point{50 - a.y, a.x - 50};
            const geometry::Point to = corners > 0 ? a : b - handle * geometry::Point{50 - b.y, b.x - 50};
            line.push_back({{{a, corners > 0 ? (2.0 / 3) * a + (1.0 / 3) * from : from,
                              corners > 0 ? (2.0 / 3) * b + (1.0 / 3) * to : to, b}},
                            kWidth,
                            {},
                            1,
                            "around"});
        }
        const auto marks = vector::marksOfLine(line, brush, 3);
        const double once = brush.opacity;
        // The paint without its rims, which are narrower than what is looked at; no place is painted twice.
        std::vector<vector::Mark> paint;
        std::ranges::copy_if(marks, std::back_inserter(paint),
                             [once](const auto& mark) { return std::abs(mark.opacity - once) < 1e-9; });
        QCOMPARE(paint.size(), std::size_t(1));
        if (name == "watercolour")
            QCOMPARE(paint.front().contours.size(), std::size_t(2)); // around, and the hole
        const auto rgba = vector::paint({kPage, kPage, paint}, {{1000, 1000}, {}});
        const double half = 0.5 * kWidth * brush.width;
        for (int k = 0; k < sides; ++k) // each corner alike, the first among them
            for (const double out : {-0.6, 0.0, 0.6}) {
                const geometry::Point middle = corner(k), away = (1 / kRadius) * (middle - geometry::Point{50, 50});
                const geometry::Point p = middle + (out * half) * away;
                const auto pixel = 1000 * static_cast<std::size_t>(p.y * 10) + static_cast<std::size_t>(p.x * 10);
                QVERIFY2(std::abs(rgba[4 * pixel + 3] - 255 * once) < 3,
                         qPrintable(QString("corner %1, %2: %3").arg(k).arg(out).arg(rgba[4 * pixel + 3])));
            }
        // Nothing further out than the brush reaches.
        for (std::size_t y = 0; y < 1000; ++y)
            for (std::size_t x = 0; x < 1000; ++x)
                if (rgba[4 * (1000 * y + x) + 3] > 8) {
                    const double far = std::hypot(0.1 * (double(x) + 0.5) - 50, 0.1 * (double(y) + 0.5) - 50);
                    QVERIFY(far < kRadius + kWidth * brush.reach() + 0.2);
                }
    }

    /// Next to no rim stands beside the paint.
    void rimsLieWithinTheWash() {
        const Brush brush = vector::brushFromText("watercolour");
        for (const double radius : {2.0, 4.0, 8.0, 20.0})
            for (std::uint64_t seed = 0; seed < 8; ++seed)
                for (const double open : {0.0, 0.5}) { // closed, and with both ends near one another
                    geometry::Stroke around = dotAt({50, 50}, 3);
                    around.curve.points = {{{50, 50 - radius},
                                            {50 + 4 * radius, 50 - radius},
                                            {50 - 4 * radius, 50 + 3 * radius},
                                            {50 + open, 50 - radius + open}}};
                    const auto marks = vector::marksOf(around, brush, seed);
                    std::vector<vector::Mark> rims = marks, paint = marks;
                    std::erase_if(rims, [&](const auto& m) { return std::abs(m.opacity - brush.opacity) < 1e-9; });
                    std::erase_if(paint, [&](const auto& m) { return std::abs(m.opacity - brush.opacity) > 1e-9; });
                    QVERIFY(!rims.empty() && !paint.empty());
                    const auto painted = [](std::vector<vector::Mark> all) {
                        for (auto& mark : all)
                            mark.opacity = 1;
                        return vector::paint({100, 100, std::move(all)}, {{500, 500}, {}});
                    };
                    const auto rim = painted(rims), wash = painted(paint);
                    int beside = 0;
                    for (std::size_t i = 3; i < rim.size(); i += 4)
                        beside += rim[i] > 60 && wash[i] < 10;
                    QVERIFY2(beside < 60, // 2.4 mm2, where it turns far more tightly than it is broad

                             qPrintable(QString("radius %1, seed %2: %3").arg(radius).arg(seed).arg(beside)));
                }
    }
};

QTEST_APPLESS_MAIN(BrushCornersTest)
#include "brush_corners_test.moc"
