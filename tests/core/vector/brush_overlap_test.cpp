// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"
#include "core/vector/outline_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/brush_way.hpp"
#include "vector/brush/lane_cover.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using test::cubic;
using vector::Brush;
using vector::Mark;

namespace {

constexpr double kPage = 60; // mm
constexpr int kPixelsPerMm = 10;
constexpr int kPixels = static_cast<int>(kPage) * kPixelsPerMm;
constexpr std::uint64_t kSeed = 3;

const Brush& builtIn(std::string_view name) {
    return *std::ranges::find(vector::builtInBrushes(), name, &Brush::name);
}

/// How opaque each pixel is.
std::vector<int> painted(std::vector<Mark> marks) {
    const auto rgba = vector::paint({kPage, kPage, std::move(marks)}, {{kPixels, kPixels}, {}});
    std::vector<int> alpha;
    for (std::size_t i = 3; i < rgba.size(); i += 4)
        alpha.push_back(rgba[i]);
    return alpha;
}

int at(const std::vector<int>& picture, Point p) {
    const auto pixel = [](double mm) {
        return static_cast<std::size_t>(std::clamp(mm * kPixelsPerMm, 0.0, kPixels - 1.0));
    };
    return picture[pixel(p.y) * kPixels + pixel(p.x)];
}

std::vector<Mark> marksOf(std::span<const CubicBezier> line, double width, const Brush& brush) {
    std::vector<geometry::Stroke> strokes;
    for (const CubicBezier& curve : line)
        strokes.push_back({curve, width, {}, 1, ""});
    return vector::marksOfLine(strokes, brush, kSeed);
}

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
std::vector<CubicBezier> coil(double turns) {
    auto line = spiral(static_cast<int>(std::ceil(4 * turns)), 12, 0.5);
    line.back() = line.back().until(1 - (std::ceil(4 * turns) - 4 * turns));
    return line;
}

/// A cusp, or nearly one, and around: from the right to the left across both legs, beside the tip where they meet.
std::vector<CubicBezier> crossedCusp(double d) {
    return {cubic({12, 42}, {48 + d, 12}, {12 - d, 12}, {48, 42}), cubic({48, 42}, {56, 49}, {60, 24}, {48, 24}),
            cubic({48, 24}, {36, 24}, {16, 24}, {4, 24})};
}

/// To and fro over the page, in rows that sway. @param way  in all, @param apart  of the rows, @param wide  of each.
std::vector<CubicBezier> scribbled(double way, double apart, double wide) {
    std::vector<CubicBezier> line;
    Point at{0, 0};
    for (int row = 0; row * wide < way; ++row) {
        const double side = row % 2 == 0 ? 1 : -1, turn = 0.5 * apart * side;
        const Point end = at + Point{side * wide, 0}, next = end + Point{0, apart};
        line.push_back(
            {{at, at + Point{side * wide / 3, 0.2 * apart}, end - Point{side * wide / 3, 0.2 * apart}, end}});
        line.push_back({{end, end + Point{1.3 * turn, 0}, next + Point{1.3 * turn, 0}, next}});
        at = next;
    }
    return line;
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

std::vector<Point> pointsOf(std::span<const CubicBezier> line) {
    std::vector<Point> points;
    for (const CubicBezier& curve : line)
        for (int i = 0; i < 300; ++i)
            points.push_back(curve.at(i / 300.0));
    points.push_back(line.back().points[3]);
    return points;
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

    /// A wash has grain of its own; where it crosses itself it is darker than anywhere beside.
    void aWashDarkensWhereItCrosses() {
        const Sample sample = loops().front();
        const Brush& brush = builtIn("watercolour");
        const auto picture = painted(marksOf(sample.line, 1.6, brush));
        const auto points = pointsOf(sample.line);
        const Point crossing = [&] {
            for (std::size_t i = 0; i < points.size(); ++i)
                for (std::size_t j = points.size() - 1; j > i + 60; --j)
                    if (geometry::length(points[i] - points[j]) < 0.3)
                        return points[i];
            return Point{};
        }();
        QVERIFY(crossing.x > 0);
        std::vector<int> alone;
        for (const Point p : points)
            if (geometry::length(p - crossing) > 12)
                alone.push_back(at(picture, p));
        QVERIFY(alone.size() > 50);
        std::ranges::nth_element(alone, alone.begin() + static_cast<std::ptrdiff_t>(alone.size() / 2));
        const double one = alone[alone.size() / 2] / 255.0;
        const double twice = 1 - (1 - brush.opacity) * (1 - brush.opacity);
        QVERIFY2(at(picture, crossing) / 255.0 > 0.93 * twice, qPrintable(QString::number(at(picture, crossing))));
        QVERIFY2(one < 1.3 * brush.opacity && one > 0.6 * brush.opacity, qPrintable(QString::number(one)));
    }

    /// However long a wash is, its pigment gathers at its rim, and it is there soon.
    void longWashesHaveARim_data() {
        QTest::addColumn<double>("breadths");
        QTest::addColumn<double>("apart");
        for (const double breadths : {40.0, 150.0, 500.0})
            for (const double apart : {1.4, 0.8}) // rows beside one another, or over one another
                QTest::addRow("%.0f breadths, %.1f apart", breadths, apart) << breadths << apart;
    }
    void longWashesHaveARim() {
        QFETCH(double, breadths);
        QFETCH(double, apart);
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 1.6;
        const double breadth = kWidth * brush.width;
        const auto line = scribbled(breadths * breadth, apart * breadth, std::sqrt(breadths * apart) * breadth);
        QElapsedTimer timer;
        timer.start();
        const auto marks = marksOf(line, kWidth, brush);
        const auto took = timer.elapsed();
        const double rimOpacity = brush.wash.rimOpacity;
        const auto rims =
            std::ranges::count_if(marks, [&](const Mark& mark) { return std::abs(mark.opacity - rimOpacity) < 1e-9; });
        qInfo("%td rims in %lld ms", rims, took);
        QVERIFY(rims >= 1);
        QVERIFY2(took < 3000, qPrintable(QString::number(took)));
    }

    /// So is one of rows across rows, as a hatched page.
    void hatchedWashesHaveARim() {
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 1.6;
        const double breadth = kWidth * brush.width;
        for (const int rows : {4, 10, 40}) {
            const double side = 1.5 * rows * breadth;
            auto line = scribbled(rows * side, 1.5 * breadth, side);
            const Point end = line.back().points[3];
            for (CubicBezier curve : scribbled(rows * side, 1.5 * breadth, side)) {
                for (Point& p : curve.points)
                    p = end + Point{p.y, -p.x};
                line.push_back(curve);
            }
            QElapsedTimer timer;
            timer.start();
            const auto marks = marksOf(line, kWidth, brush);
            const auto took = timer.elapsed();
            qInfo("%d rows: %zu marks in %lld ms", rows, marks.size(), took);
            QVERIFY(marks.size() >= 2 * 2);
            const auto isRim = [&](const Mark& mark) { return std::abs(mark.opacity - brush.wash.rimOpacity) < 1e-9; };
            QVERIFY(std::ranges::any_of(marks, isRim));
            QVERIFY2(took < 3000, qPrintable(QString::number(took)));
        }
    }

    /// A wash is no even tube: its tone varies along the stroke, and on the whole it is paler inside than at its edge.
    void aWashIsUneven() {
        Brush brush = builtIn("watercolour");
        constexpr double kWidth = 2;
        const double half = 0.5 * kWidth * brush.width;
        const CubicBezier line = cubic({6, 30}, {20, 28}, {40, 32}, {54, 30});
        const auto tones = [&](std::uint64_t seed, double aside) {
            const auto picture = painted(vector::marksOf({line, kWidth, {}, 1, ""}, brush, seed));
            std::vector<double> values;
            for (double x = 14; x < 46; x += 0.5) {
                const double y = line.at((x - 6) / 48).y;
                values.push_back(0.5 * (at(picture, {x, y - aside * half}) + at(picture, {x, y + aside * half})));
            }
            return values;
        };
        double inside = 0, edge = 0;
        int uneven = 0;
        for (std::uint64_t seed = 0; seed < 20; ++seed) {
            const auto middle = tones(seed, 0), outer = tones(seed, 0.6);
            const auto [palest, darkest] = std::ranges::minmax(middle);
            uneven += darkest - palest > 0.05 * 255;
            inside += std::accumulate(middle.begin(), middle.end(), 0.0);
            edge += std::accumulate(outer.begin(), outer.end(), 0.0);
        }
        qInfo("uneven %d of 20, edge by inside %.3f", uneven, edge / inside);
        QVERIFY(uneven >= 15);
        QVERIFY(edge > 1.05 * inside);
        brush.wash.pools = 0;
        const auto [palest, darkest] = std::ranges::minmax(tones(1, 0));
        QVERIFY(darkest - palest < 2);
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

    /// Beside a hairpin neither leg stands out from the other: all around, the wash has no corner but between them.
    void aHairpinHasNoSpur() {
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 6;
        const double breadth = kWidth * brush.width;
        int spurs = 0;
        for (const double degrees : {3.0, 8.0, 12.0, 18.0, 25.0})
            for (std::uint32_t seed = 0; seed < 24; ++seed) {
                const double angle = degrees * std::numbers::pi / 180;
                const Point tip{70, 30}, end = tip - 60 * Point{std::cos(angle), std::sin(angle)};
                const auto leg = [](Point a, Point b) {
                    return cubic(a, (2.0 / 3) * a + (1.0 / 3) * b, (1.0 / 3) * a + (2.0 / 3) * b, b);
                };
                const std::vector<CubicBezier> line{leg({10, 30}, tip), leg(tip, end)};
                const vector::StrokeSpine spine(line, breadth);
                const vector::BrushLane lane(brush, spine, breadth, 0, seed);
                const auto edges = vector::laneCover(lane, 0.036, 1);
                for (auto polygon : edges.front()) {
                    const auto isSame = [](Point a, Point b) { return geometry::length(a - b) < 0.02; };
                    polygon.erase(std::unique(polygon.begin(), polygon.end(), isSame), polygon.end());
                    for (std::size_t i = 0; i < polygon.size(); ++i) {
                        const Point in = polygon[(i + 1) % polygon.size()] - polygon[i];
                        const Point out = polygon[(i + 2) % polygon.size()] - polygon[(i + 1) % polygon.size()];
                        spurs += std::atan2(in.x * out.y - in.y * out.x, geometry::dot(in, out)) > 0.6;
                    }
                }
            }
        QCOMPARE(spurs, 0);
    }

    /// A wash has its rim where the brush was put down and where it was lifted.
    void aWashHasARimAtItsEnds() {
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 5;
        const CubicBezier line = cubic({12, 30}, {24, 30}, {36, 30}, {48, 30});
        const double breadth = kWidth * brush.width;
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            auto marks = vector::marksOf({line, kWidth, {}, 1, ""}, brush, seed);
            std::erase_if(marks, [&](const Mark& m) { return std::abs(m.opacity - brush.wash.rimOpacity) > 1e-9; });
            const auto rim = painted(marks);
            for (const double side : {-1.0, 1.0})
                for (const double angle : {-0.9, 0.0, 0.9}) {
                    int seen = 0; // tenths of a millimetre
                    for (double r = 0; r < 0.5 * breadth; r += 0.1)
                        seen += at(rim, {30 + side * (18 + r * std::cos(angle)), 30 + r * std::sin(angle)}) > 30;
                    QVERIFY2(seen > 0.03 * breadth * 10,
                             qPrintable(QString("seed %1, %2, %3: %4").arg(seed).arg(side).arg(angle).arg(seen)));
                }
        }
    }

    /// The darker edge of a wash is the edge of all of it: where it turns tighter than the brush is broad, none lies
    /// within the puddle, further from its edge than the rim is broad.
    void noRimWithinThePuddle() {
        const Brush& brush = builtIn("watercolour");
        std::vector<CubicBezier> curves;
        for (const double d : {-2.0, -0.5, -0.1, 0.0, 0.1, 0.5, 2.0})
            curves.push_back(cubic({14, 46}, {48 + d, 14}, {12 - d, 14}, {46, 46}));
        for (const double e : {0.0, 0.1, 0.5, 1.0, 2.0, 3.0, 4.0})
            curves.push_back(cubic({12, 30 - e}, {60, 30 - e}, {60, 30 + e}, {12, 30 + e}));
        for (const double r : {0.5, 1.0, 2.0, 3.0})
            curves.push_back(cubic({30 - r, 44}, {30 + 8 * r, 44 - 6 * r}, {30 - 8 * r, 44 - 6 * r}, {30 + r, 44}));
        constexpr double kWidth = 2.2, kTolerance = 0.036, kNear = 0.15;
        int rims = 0, strays = 0;
        for (const CubicBezier& curve : curves) {
            const double breadth = kWidth * brush.width;
            const vector::StrokeSpine spine(std::span(&curve, 1), breadth,
                                            vector::courseOf(std::span(&curve, 1), brush, breadth));
            base::RandomStream random(kSeed, base::RandomPurpose::brushTexture);
            const vector::BrushLane lane(brush, spine, breadth, 0, random.bits());
            const auto edges = vector::laneCover(lane, kTolerance, 1);
            std::vector<std::pair<Point, double>> edge; // and how broad the rim is there
            for (const auto& polygon : edges.front())
                for (std::size_t i = 0; i < polygon.size(); ++i) {
                    const Point from = polygon[i], way = polygon[(i + 1) % polygon.size()] - from;
                    const int parts = 1 + static_cast<int>(geometry::length(way) / 0.1);
                    for (int k = 0; k < parts; ++k) {
                        const Point p = from + (static_cast<double>(k) / parts) * way;
                        edge.emplace_back(p, lane.rimAt(p) + kNear);
                    }
                }
            const auto marks = marksOf(std::span(&curve, 1), kWidth, brush);
            const double rimOpacity = brush.wash.rimOpacity;
            const auto rim = std::ranges::find_if(
                marks, [&](const Mark& mark) { return std::abs(mark.opacity - rimOpacity) < 1e-9; });
            QVERIFY(rim != marks.end());
            Mark whole = *rim;
            whole.opacity = 1;
            const auto picture = painted({whole});
            int here = 0;
            for (int y = 0; y < kPixels; ++y)
                for (int x = 0; x < kPixels; ++x) {
                    const Point p{(x + 0.5) / kPixelsPerMm, (y + 0.5) / kPixelsPerMm};
                    if (at(picture, p) < 20)
                        continue;
                    ++rims;
                    here += std::ranges::none_of(
                        edge, [p](const auto& point) { return geometry::length(p - point.first) < point.second; });
                }
            if (here > 0)
                qWarning("curve %td: %d pixels", &curve - curves.data(), here);
            strays += here;
        }
        QVERIFY(rims > 20000);
        QCOMPARE(strays, 0);
    }
};

QTEST_APPLESS_MAIN(BrushOverlapTest)
#include "brush_overlap_test.moc"
