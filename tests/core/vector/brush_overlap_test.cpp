// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/outline_samples.hpp"
#include "core/vector/overlap_samples.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using test::at;
using test::builtIn;
using test::cubic;
using test::kPage;
using test::kPixels;
using test::kPixelsPerMm;
using test::marksOf;
using test::painted;
using test::pointsOf;
using vector::Brush;
using vector::Mark;

namespace {

/// Quarters of a circle whose radius grows, around the page's middle.
std::vector<CubicBezier> spiral(int quarters, double radius, double growth) {
    std::vector<CubicBezier> line;
    const double handle = 0.5522847498;
    for (int k = 0; k < quarters; ++k) {
        const double from = radius + growth * k, to = from + growth;
        const double a = 0.5 * std::numbers::pi * k;
        const Point x{std::cos(a), std::sin(a)}, y{-std::sin(a), std::cos(a)}, middle{kPage / 2, kPage / 2};
        line.push_back({{middle + from * x, middle + from * x + handle * to * y, middle + to * y + handle * from * x,
                         middle + to * y}});
    }
    return line;
}

/// Turns of a coil that lies half over itself; where the line passed first the next turn passes again.
std::vector<CubicBezier> coil(double turns, double radius = 12) {
    auto line = spiral(static_cast<int>(std::ceil(4 * turns)), radius, 0.5);
    line.back() = line.back().until(1 - (std::ceil(4 * turns) - 4 * turns));
    return line;
}

/// A cusp, or nearly one, and around: from the right to the left across both legs, beside the tip where they meet.
std::vector<CubicBezier> crossedCusp(double d) {
    return {cubic({12, 42}, {48 + d, 12}, {12 - d, 12}, {48, 42}), cubic({48, 42}, {56, 49}, {60, 24}, {48, 24}),
            cubic({48, 24}, {36, 24}, {16, 24}, {4, 24})};
}

struct Sample {
    const char* name;
    std::vector<CubicBezier> line;
};

/// Lines that come back over themselves, none turning tighter than the brush.
std::vector<Sample> loops() {
    const CubicBezier loop = cubic({10, 50}, {85, 5}, {-25, 5}, {50, 50});
    return {{"loop", {loop}},
            {"alpha", {cubic({12, 15}, {70, 60}, {70, -10}, {12, 45})}},
            {"spiral", spiral(7, 12, 0.7)},
            {"coil of 1.9 turns", coil(1.9)},
            {"coil of 2.1 turns", coil(2.1)},
            {"coil of 3.1 turns", coil(3.1)}};
}

/// Lines that a brush broad enough covers with a single tip, or nearly.
std::vector<Sample> crossings() {
    const auto corners = [](const std::vector<Point>& points) {
        std::vector<CubicBezier> line;
        for (std::size_t i = 1; i < points.size(); ++i)
            line.push_back(test::straight(points[i - 1], points[i]));
        return line;
    };
    return {{"loop", {cubic({12, 45}, {66, -3}, {-6, -3}, {48, 45})}},
            {"small loop", {cubic({25.5, 45}, {39, 33}, {21, 33}, {34.5, 45})}},
            {"small alpha", {cubic({20, 24}, {46, 44}, {46, 16}, {20, 36})}},
            {"triangle whose ends nearly meet", corners({{12, 46}, {30, 14}, {48, 46}, {13.6, 46.2}})},
            {"tight coil", coil(1.4, 4)}};
}

/// How often the line passes a place within `reach`, and how near its edge that place lies.
struct Passes {
    int count = 0;
    double clear = 1e9; ///< mm
};
Passes passesAt(const std::vector<Point>& points, Point p, double reach) {
    Passes passes;
    bool inside = false;
    for (const Point q : points) {
        const double distance = geometry::length(p - q);
        const bool now = distance < reach;
        passes.count += now && !inside;
        inside = now;
    }
    // The distance from the edge is what every approach to the line leaves of its reach.
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const double before = geometry::length(p - points[i - 1]), here = geometry::length(p - points[i]),
                     after = geometry::length(p - points[i + 1]);
        if (here <= before && here <= after)
            passes.clear = std::min(passes.clear, std::abs(here - reach));
    }
    for (const Point end : {points.front(), points.back()}) // where it is cut
        passes.clear = std::min(passes.clear, std::abs(geometry::length(p - end) - reach));
    return passes;
}

} // namespace

/// A stroke that comes back over itself.
class BrushOverlapTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Each pixel of a marker's line is as dark as the line passes it often: twice is darker, and no seam shows where
    /// one pass ends and the next begins.
    void everyPassDarkens_data() {
        QTest::addColumn<int>("number");
        const auto samples = loops();
        for (std::size_t k = 0; k < samples.size(); ++k)
            QTest::newRow(samples[k].name) << static_cast<int>(k);
    }
    void everyPassDarkens() {
        QFETCH(int, number);
        const Sample sample = loops()[static_cast<std::size_t>(number)];
        const Brush& brush = builtIn("marker");
        constexpr double kWidth = 2.4;
        const double half = 0.5 * kWidth * brush.width;
        const auto picture = painted(marksOf(sample.line, kWidth, brush));
        const auto points = pointsOf(sample.line);
        int wrong = 0, once = 0, twice = 0;
        for (int y = 0; y < kPixels; ++y)
            for (int x = 0; x < kPixels; ++x) {
                const Point p{(x + 0.5) / kPixelsPerMm, (y + 0.5) / kPixelsPerMm};
                const int seen = at(picture, p);
                if (seen == 0)
                    continue;
                if (geometry::length(p - points.front()) < half + 0.2 ||
                    geometry::length(p - points.back()) < half + 0.2)
                    continue; // a cut end
                const Passes passes = passesAt(points, p, half);
                if (passes.clear < 0.2)
                    continue;
                const double wanted = 255 * (1 - std::pow(1 - brush.opacity, passes.count));
                once += passes.count == 1;
                twice += passes.count > 1;
                if (std::abs(seen - wanted) > 2 && ++wrong < 5)
                    qWarning("%.1f, %.1f: %d, not %.1f (%d passes)", p.x, p.y, seen, wanted, passes.count);
            }
        qInfo("%d pixels passed once, %d oftener", once, twice);
        QVERIFY(once > 3000 && twice > 300);
        QCOMPARE(wrong, 0);
    }

    /// What turns is no crossing: a bend as tight as the brush stays one tone, as does a wash's edge in it.
    void aBendIsNoCrossing() {
        const Brush& brush = builtIn("marker");
        constexpr double kWidth = 3;
        const double half = 0.5 * kWidth * brush.width;
        for (const double radius : {1.05, 1.5, 3.0}) {
            const double r = radius * half, handle = 0.5522847498 * r;
            const std::vector<CubicBezier> line{
                cubic({30 - r, 45}, {30 - r, 40}, {30 - r, 35}, {30 - r, 30}),
                cubic({30 - r, 30}, {30 - r, 30 - handle}, {30 - handle, 30 - r}, {30, 30 - r}),
                cubic({30, 30 - r}, {30 + handle, 30 - r}, {30 + r, 30 - handle}, {30 + r, 30}),
                cubic({30 + r, 30}, {30 + r, 35}, {30 + r, 40}, {30 + r, 45})};
            QCOMPARE(marksOf(line, kWidth, brush).size(), std::size_t(1));
        }
    }

    /// Nor is what comes back beside itself: between the legs of a hairpin, however long, what is wet runs together.
    /// A knot or feet that meet again are passed twice.
    void legsOfATurnRunTogether() {
        const Brush& brush = builtIn("marker");
        constexpr double kWidth = 3;
        for (const double apart : {0.5, 2.0, 5.0, 8.0})
            for (const double far : {15.0, 40.0, 80.0}) {
                const CubicBezier hairpin = cubic({10, 30}, {10 + far, 30}, {10 + far, 30 + apart}, {10, 30 + apart});
                QCOMPARE(marksOf({&hairpin, 1}, kWidth, brush).size(), std::size_t(1));
            }
        const CubicBezier knot = cubic({14, 50}, {55, 10}, {5, 10}, {46, 50});
        QCOMPARE(marksOf({&knot, 1}, kWidth, brush).size(), std::size_t(2));
        std::vector<CubicBezier> feet{cubic({28, 52}, {28, 48}, {28, 44}, {28, 40})}; // of an omega
        feet.push_back(cubic({28, 40}, {0, 34}, {6, 8}, {30, 8}));
        feet.push_back(cubic({30, 8}, {54, 8}, {60, 34}, {32, 40}));
        feet.push_back(cubic({32, 40}, {32, 45}, {32, 50}, {32, 55}));
        QCOMPARE(marksOf(feet, kWidth, brush).size(), std::size_t(2));
    }

    /// A cusp is a turn too, wherever both its sides meet.
    void aCuspIsNoCrossing() {
        const Brush& brush = builtIn("marker");
        for (const double d : {-0.5, -0.1, -0.01, 0.0, 0.01, 0.1, 0.5}) {
            const CubicBezier cusp = cubic({12, 42}, {48 + d, 12}, {12 - d, 12}, {48, 42});
            QCOMPARE(marksOf({&cusp, 1}, 3, brush).size(), std::size_t(1));
        }
    }

    /// What turns back and is crossed later by its own tail is darker where that crosses it.
    void aTailDarkensTheTurnItCrosses() {
        const Brush& brush = builtIn("marker");
        const double one = 255 * brush.opacity, twice = 255 * (1 - (1 - brush.opacity) * (1 - brush.opacity));
        for (const double d : {-0.5, -0.1, -0.01, 0.0, 0.01, 0.1, 0.5}) {
            const auto line = crossedCusp(d);
            const auto picture = painted(marksOf(line, 3, brush));
            for (const double x : {25.0, 35.0}) // beside the tip's middle, on a leg and the tail
                QVERIFY2(at(picture, {x, 25.5}) > twice - 3,
                         qPrintable(QString("%1: %2").arg(d).arg(at(picture, {x, 25.5}))));
            QVERIFY(std::abs(at(picture, {12, 24}) - one) < 3);
        }
    }

    /// A loop with corners, whose hole the brush closes: darker where its last leg crosses the first, nowhere else.
    void aLoopWithCornersDarkensWhereItCrosses() {
        const Brush& brush = builtIn("marker");
        const double one = 255 * brush.opacity, twice = 255 * (1 - (1 - brush.opacity) * (1 - brush.opacity));
        const std::vector<Point> points{{4, 40}, {48, 40}, {48, 24}, {22, 24}, {22, 58}};
        std::vector<CubicBezier> line;
        for (std::size_t i = 1; i < points.size(); ++i)
            line.push_back(cubic(points[i - 1], (2.0 / 3) * points[i - 1] + (1.0 / 3) * points[i],
                                 (1.0 / 3) * points[i - 1] + (2.0 / 3) * points[i], points[i]));
        const double breadth = 20;
        const auto picture = painted(marksOf(line, breadth / brush.width, brush));
        for (const Point p : {Point{22, 40}, Point{14, 46}, Point{30, 48}, Point{14, 36}, Point{28, 36}})
            QVERIFY2(std::abs(at(picture, p) - twice) < 3,
                     qPrintable(QString("%1 %2: %3").arg(p.x).arg(p.y).arg(at(picture, p))));
        for (const Point p :
             {Point{8, 40}, Point{40, 40}, Point{48, 32}, Point{40, 24}, Point{22, 20}, Point{22, 54}, Point{45, 32}})
            QVERIFY2(std::abs(at(picture, p) - one) < 3,
                     qPrintable(QString("%1 %2: %3").arg(p.x).arg(p.y).arg(at(picture, p))));
    }

    /// Where a closed line begins is no other pass, be it where it crosses itself.
    void aClosedLineBeginsWithoutAPass() {
        const Brush& brush = builtIn("marker");
        const double twice = 255 * (1 - (1 - brush.opacity) * (1 - brush.opacity));
        std::vector<CubicBezier> line;
        const std::vector<Point> points{{10, 20}, {50, 40}, {50, 20}, {10, 40}, {10, 20}};
        for (std::size_t i = 1; i < points.size(); ++i)
            line.push_back(cubic(points[i - 1], (2.0 / 3) * points[i - 1] + (1.0 / 3) * points[i],
                                 (1.0 / 3) * points[i - 1] + (2.0 / 3) * points[i], points[i]));
        for (const double breadth : {4.0, 8.0, 12.0}) {
            const auto picture = painted(marksOf(line, breadth / brush.width, brush));
            QVERIFY(std::abs(at(picture, {30, 30}) - twice) < 3);
            QVERIFY(std::abs(std::ranges::max(picture) - twice) < 3);
        }
    }

    /// The broader the brush is, the more or the less of a stroke lies twice, little by little: nothing appears or
    /// vanishes at once, whether a loop closes, the ends meet or a single tip covers it all.
    void overlapsChangeLittleByLittle_data() {
        QTest::addColumn<int>("number");
        const auto samples = crossings();
        for (std::size_t k = 0; k < samples.size(); ++k)
            QTest::newRow(samples[k].name) << static_cast<int>(k);
    }
    void overlapsChangeLittleByLittle() {
        QFETCH(int, number);
        const Sample sample = crossings()[static_cast<std::size_t>(number)];
        const Brush& brush = builtIn("marker");
        const double one = 255 * brush.opacity;
        double before = -1, most = 0;
        for (double breadth = 3; breadth < 36; breadth *= 1.03) {
            const auto picture = painted(marksOf(sample.line, breadth / brush.width, brush));
            const auto pixels = std::ranges::count_if(picture, [one](int seen) { return seen > one + 20; });
            const double twice = static_cast<double>(pixels) / std::pow(breadth * kPixelsPerMm, 2);
            if (before >= 0)
                QVERIFY2(
                    std::abs(twice - before) < 0.25,
                    qPrintable(QString("breadth %1: %2 after %3 square breadths").arg(breadth).arg(twice).arg(before)));
            before = twice;
            most = std::max(most, twice);
        }
        QVERIFY2(most > 0.1, qPrintable(QString::number(most)));
    }

    /// One tone where a stroke sways or comes back to where it began within its own breadth.
    void whatHardlyLeavesIsNoPass() {
        const Brush& brush = builtIn("marker");
        const CubicBezier sway = cubic({22, 38}, {52, 22}, {8, 38}, {38, 22});
        for (const double breadth : {5.0, 8.0, 13.0, 20.0})
            QCOMPARE(marksOf({&sway, 1}, breadth / brush.width, brush).size(), std::size_t(1));
    }

    /// The tail of what turned back darkens the leg that it crosses, not all that both legs cover.
    void aTailDarkensNoMoreThanItCrosses() {
        const Brush& brush = builtIn("marker");
        const double one = 255 * brush.opacity;
        const std::vector<CubicBezier> line{cubic({5, 30}, {30, 30}, {55, 30}, {55, 36}),
                                            cubic({55, 36}, {55, 42}, {45, 38}, {30, 38}),
                                            cubic({30, 38}, {20, 38}, {14, 34}, {14, 10})};
        const auto picture = painted(marksOf(line, 10 / brush.width, brush));
        QVERIFY2(at(picture, {14, 29}) > one + 40, qPrintable(QString::number(at(picture, {14, 29}))));
        for (const Point p : {Point{36, 34}, Point{44, 34}, Point{50, 34}, Point{40, 32}, Point{40, 36}})
            QVERIFY2(std::abs(at(picture, p) - one) < 3,
                     qPrintable(QString("%1 %2: %3").arg(p.x).arg(p.y).arg(at(picture, p))));
    }
};

QTEST_APPLESS_MAIN(BrushOverlapTest)
#include "brush_overlap_test.moc"
