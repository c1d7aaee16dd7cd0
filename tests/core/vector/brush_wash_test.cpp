// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"
#include "core/vector/outline_samples.hpp"
#include "core/vector/overlap_samples.hpp"
#include "support/thread_time.hpp"
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/brush_way.hpp"
#include "vector/brush/lane_cover.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using test::at;
using test::builtIn;
using test::cubic;
using test::kPixels;
using test::kPixelsPerMm;
using test::kSeed;
using test::marksOf;
using test::painted;
using test::pointsOf;
using vector::Brush;
using vector::Mark;

namespace {

#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double kLongest = 20; // s; a watched program is several times as slow
#else
constexpr double kLongest = 3;
#endif

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

} // namespace

/// What a wash leaves of its pigment: rims, pools, and more where it lies twice.
class BrushWashTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// A wash has grain of its own; where it crosses itself it is darker than anywhere beside.
    void aWashDarkensWhereItCrosses() {
        const CubicBezier loop = cubic({10, 50}, {85, 5}, {-25, 5}, {50, 50});
        const Brush& brush = builtIn("watercolour");
        const auto picture = painted(marksOf({&loop, 1}, 1.6, brush));
        const auto points = pointsOf({&loop, 1});
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
        const double begun = test::threadSeconds();
        const auto marks = marksOf(line, kWidth, brush);
        const double took = test::threadSeconds() - begun;
        const double rimOpacity = brush.wash.rimOpacity;
        const auto rims =
            std::ranges::count_if(marks, [&](const Mark& mark) { return std::abs(mark.opacity - rimOpacity) < 1e-9; });
        qInfo("%td rims in %.2f s", rims, took);
        QVERIFY(rims >= 1);
        QVERIFY2(took < kLongest, qPrintable(QString::number(took)));
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
            const double begun = test::threadSeconds();
            const auto marks = marksOf(line, kWidth, brush);
            const double took = test::threadSeconds() - begun;
            qInfo("%d rows: %zu marks in %.2f s", rows, marks.size(), took);
            QVERIFY(marks.size() >= 2 * 2);
            const auto isRim = [&](const Mark& mark) { return std::abs(mark.opacity - brush.wash.rimOpacity) < 1e-9; };
            QVERIFY(std::ranges::any_of(marks, isRim));
            QVERIFY2(took < kLongest, qPrintable(QString::number(took)));
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

    /// A broad wash shows no steps: its tone is divided into more levels, each fainter, together the same.
    void aBroadWashIsSoft() {
        const Brush& brush = builtIn("watercolour");
        const CubicBezier line = cubic({10, 170}, {10, 60}, {150, 140}, {150, 30});
        const auto steps = [&](double width) {
            auto marks = vector::marksOf({line, width, {}, 1, ""}, brush, kSeed);
            std::erase_if(marks, [&](const Mark& mark) {
                return mark.opacity > 0.99 * brush.opacity; // the wash and its rim
            });
            return marks;
        };
        double before = 0;
        for (const double width : {2.6, 4.5, 6.0, 9.0}) {
            const auto pools = steps(width);
            QVERIFY(pools.size() > (width > 3 ? 4 : 2));
            const double step = pools.front().opacity;
            QVERIFY(before == 0 || step < 0.9 * before || step < 0.07);
            before = step;
            const double levels = std::log(1 - brush.wash.pools) / std::log(1 - step);
            QVERIFY(std::abs(levels - std::round(levels)) < 1e-6 && levels > pools.size() - 0.5);
        }
        QVERIFY(before < 0.07);
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

    /// Nothing gathers on bare paper: neither pools nor the rim close a hole, be it small.
    void aHoleStaysBare() {
        const Brush& brush = builtIn("watercolour");
        int holes = 0;
        for (double radius = 4; radius < 6; radius += 0.1)
            for (std::uint64_t seed = 0; seed < 4; ++seed) {
                const double handle = 0.5522847498 * radius;
                const Point c{30, 30}, x{radius, 0}, y{0, radius}, h{handle, 0}, v{0, handle};
                std::vector<geometry::Stroke> strokes;
                for (const CubicBezier& curve :
                     {cubic(c + x, c + x + v, c + y + h, c + y), cubic(c + y, c + y - h, c - x + v, c - x),
                      cubic(c - x, c - x - v, c - y - h, c - y), cubic(c - y, c - y + h, c + x - v, c + x)})
                    strokes.push_back({curve, 8 / brush.width, {}, 1, ""});
                const auto marks = vector::marksOfLine(strokes, brush, seed);
                const auto wash = painted({marks.front()}), all = painted(marks);
                const bool isHole = at(wash, c) == 0;
                holes += isHole;
                QVERIFY2(!isHole || at(all, c) == 0, qPrintable(QString("%1, seed %2").arg(radius).arg(seed)));
            }
        QVERIFY2(holes > 20, qPrintable(QString::number(holes)));
    }

    /// So it has where the brush is only put down, be the line a dot or one that its tip covers as a whole.
    void aDabOfWashHasARim() {
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 4;
        const double breadth = kWidth * brush.width;
        const std::vector<CubicBezier> lines{test::straight({30, 30}, {30, 30}), test::straight({29.8, 30}, {30.2, 30}),
                                             cubic({28, 30}, {32, 24}, {34, 34}, {27, 33})};
        for (const CubicBezier& line : lines)
            for (std::uint64_t seed = 0; seed < 20; ++seed) {
                const auto marks = vector::marksOf({line, kWidth, {}, 1, ""}, brush, seed);
                const auto rim = std::ranges::find_if(
                    marks, [&](const Mark& m) { return std::abs(m.opacity - brush.wash.rimOpacity) < 1e-9; });
                QVERIFY(rim != marks.end());
                const auto picture = painted({*rim});
                for (double angle = 0; angle < 6.28; angle += 0.2) {
                    int seen = 0; // tenths of a millimetre
                    for (double r = 0; r < breadth; r += 0.1)
                        seen += at(picture, {30 + r * std::cos(angle), 30 + r * std::sin(angle)}) > 30;
                    QVERIFY2(seen > 0.03 * breadth * 10 && seen < 0.2 * breadth * 10,
                             qPrintable(QString("seed %1, %2: %3").arg(seed).arg(angle).arg(seen)));
                }
            }
    }

    /// And on the outer side of a kink, on which the brush rests.
    void aWashHasARimAtKinks() {
        const Brush& brush = builtIn("watercolour");
        constexpr double kWidth = 3;
        const double breadth = kWidth * brush.width;
        const std::vector<CubicBezier> line{test::straight({10, 50}, {30, 20}), test::straight({30, 20}, {50, 50})};
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            std::vector<geometry::Stroke> strokes;
            for (const CubicBezier& curve : line)
                strokes.push_back({curve, kWidth, {}, 1, ""});
            auto marks = vector::marksOfLine(strokes, brush, seed);
            std::erase_if(marks, [&](const Mark& m) { return std::abs(m.opacity - brush.wash.rimOpacity) > 1e-9; });
            const auto rim = painted(marks);
            for (const double aside : {-0.5, 0.0, 0.5}) {
                int seen = 0; // tenths of a millimetre
                for (double r = 0; r < breadth; r += 0.1)
                    seen += at(rim, {30 + r * std::sin(aside), 20 - r * std::cos(aside)}) > 30;
                QVERIFY2(seen > 0.02 * breadth * 10,
                         qPrintable(QString("seed %1, %2: %3").arg(seed).arg(aside).arg(seen)));
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

QTEST_APPLESS_MAIN(BrushWashTest)
#include "brush_wash_test.moc"
