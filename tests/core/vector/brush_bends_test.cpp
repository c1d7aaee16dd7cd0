// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vector/outline_samples.hpp"
#include "core/vector/overlap_samples.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using test::builtIn;
using test::cubic;
using test::kPixels;
using test::kPixelsPerMm;
using test::marksOf;
using test::painted;
using test::straight;
using vector::Brush;

namespace {

using Line = std::vector<CubicBezier>;

constexpr double kQuarter = 0.5522847498; // handle of a quarter of a circle, radii
constexpr double kHair = 2.8;             // radians: what turns back like that is narrower than anybody sees
constexpr double kNear = 0.1;             // mm: the outline's tolerance and half a pixel

/// Two legs and the arc of that radius between them. @param slant  how far apart their feet are more than that.
Line turn(double radius, double slant) {
    const double handle = kQuarter * radius, left = 30 - radius, right = 30 + radius, top = 26 - radius;
    return {straight({left - slant, 50}, {left, 26}),
            cubic({left, 26}, {left, 26 - handle}, {30 - handle, top}, {30, top}),
            cubic({30, top}, {30 + handle, top}, {right, 26 - handle}, {right, 26}),
            straight({right, 26}, {right + slant, 50})};
}

/// Quarters of a circle, each broader than the one before.
Line spiral(double radius, double growth) {
    Line line;
    const std::array<Point, 4> axes{Point{1, 0}, Point{0, 1}, Point{-1, 0}, Point{0, -1}};
    const Point middle{30, 30};
    for (std::size_t k = 0; k < 9; ++k) {
        const double from = radius + growth * static_cast<double>(k), to = from + growth;
        const Point x = axes[k % 4], y = axes[(k + 1) % 4];
        line.push_back({{middle + from * x, middle + from * x + kQuarter * to * y,
                         middle + to * y + kQuarter * from * x, middle + to * y}});
    }
    return line;
}

constexpr double kArc = 5; // radians of a coil

/// Round the page's middle, and outwards. @param count  of its straight pieces.
Line coil(double radius, double growth, int count) {
    const auto point = [&](int k) {
        const double angle = kArc * k / count, far = radius + growth * k / count;
        return Point{30 + far * std::cos(angle), 30 + far * std::sin(angle)};
    };
    Line line;
    for (int k = 0; k < count; ++k)
        line.push_back(straight(point(k), point(k + 1)));
    return line;
}

/// What share of a coil's inner side has ink, up to that much of half the breadth and away from its ends.
double innerShare(const std::vector<int>& ink, double radius, double growth, double breadth) {
    double inked = 0, all = 0;
    for (double share = 0.2; share < 0.7; share += 0.002)
        for (double across = 0.1; across < 0.7; across += 0.05) {
            const double far = radius + growth * share - 0.5 * breadth * across, angle = kArc * share;
            inked += test::at(ink, {30 + far * std::cos(angle), 30 + far * std::sin(angle)}) / 255.0;
            ++all;
        }
    return inked / all;
}

struct Sample {
    const char* name;
    Line line;
};

std::vector<Sample> bends() {
    return {{"turn of 2 mm", turn(2, 0)},
            {"turn of 4.5 mm", turn(4.5, 0)},
            {"kink", turn(0.5, 12)},
            {"bend", turn(1.5, 12)},
            {"cusp", {cubic({12, 44}, {48, 12}, {12, 12}, {48, 44})}},
            {"loop", {cubic({12, 45}, {66, -3}, {-6, -3}, {48, 45})}},
            {"spiral", spiral(2, 2)},
            {"tight spiral", spiral(2, 1)},
            {"hook", {cubic({10, 20}, {40, 18}, {56, 22}, {50, 30}), cubic({50, 30}, {47, 34}, {44, 32}, {44, 29})}},
            {"wave",
             {cubic({6, 30}, {12, 6}, {16, 6}, {18, 30}), cubic({18, 30}, {20, 54}, {24, 54}, {28, 30}),
              cubic({28, 30}, {30, 10}, {36, 10}, {38, 30}), cubic({38, 30}, {40, 46}, {48, 50}, {54, 30})}}};
}

/// The sharpest turn to the right of an outline that runs clockwise, from one chord of that length to the next: what
/// stands out, as seen from the ink. Radians.
double sharpestTooth(const std::vector<Point>& outline, double chord) {
    const std::size_t count = outline.size();
    std::vector<double> ways{0};
    for (std::size_t i = 0; i < count; ++i)
        ways.push_back(ways.back() + geometry::length(outline[(i + 1) % count] - outline[i]));
    const double all = ways.back();
    const auto at = [&](double way) {
        const double inside = way - all * std::floor(way / all);
        const auto after = std::upper_bound(ways.begin() + 1, ways.end() - 1, inside);
        const auto i = static_cast<std::size_t>(after - ways.begin());
        const double length = ways[i] - ways[i - 1], share = length > 0 ? (inside - ways[i - 1]) / length : 0;
        return outline[i - 1] + share * (outline[i % count] - outline[i - 1]);
    };
    double sharpest = 0;
    for (double way = 0; all > 8 * chord && way < all; way += 0.25 * chord) {
        const Point here = at(way), in = here - at(way - chord), out = at(way + chord) - here;
        if (const double turn = std::atan2(in.x * out.y - in.y * out.x, geometry::dot(in, out)); turn < kHair)
            sharpest = std::max(sharpest, turn);
    }
    return sharpest;
}

} // namespace

/// Where a stroke turns more tightly than its brush is broad.
class BrushBendsTest : public QObject {
    Q_OBJECT

    static void addBends() {
        QTest::addColumn<int>("number");
        const auto samples = bends();
        for (std::size_t k = 0; k < samples.size(); ++k)
            QTest::newRow(samples[k].name) << static_cast<int>(k);
    }
    static Line fetched() {
        QFETCH(int, number);
        return bends()[static_cast<std::size_t>(number)].line;
    }

  private Q_SLOTS:
    /// One whose width is one, at any breadth, leaves all that lies within half of that from the line and no more.
    void aRoundTipLeavesItsDiscs_data() { addBends(); }
    void aRoundTipLeavesItsDiscs() {
        const Line line = fetched();
        Brush brush;
        brush.wobble = {1e-6, 4};
        for (const double breadth : {1.0, 2.0, 4.0, 7.0, 11.0, 15.0, 21.0}) {
            const auto within = [&line](double distance) {
                return painted({{vector::StrokedLine{line, 2 * distance}, {}, {}, 1, vector::Blend::normal}});
            };
            const auto ink = painted(marksOf(line, breadth, brush));
            const auto least = within(0.5 * breadth - kNear), most = within(0.5 * breadth + kNear);
            int missing = 0, beyond = 0;
            for (std::size_t i = 0; i < ink.size(); ++i) {
                missing += least[i] == 255 && ink[i] < 200;
                beyond += most[i] == 0 && ink[i] > 8;
            }
            QVERIFY2(missing == 0 && beyond == 0,
                     qPrintable(QString("breadth %1: %2 missing, %3 beyond").arg(breadth).arg(missing).arg(beyond)));
        }
    }

    /// However finely a polyline samples a curve, be it as finely as coordinates are kept, no spokes are cut into the
    /// inner side of a rough edge.
    void polylinesAreFull_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ink", "charcoal", "pencil"})
            QTest::newRow(name) << QString(name);
    }
    void polylinesAreFull() {
        QFETCH(QString, name);
        Brush brush;
        brush.ends = builtIn(name.toStdString()).ends;
        brush.wobble = builtIn(name.toStdString()).wobble;
        brush.edge = builtIn(name.toStdString()).edge;
        for (const double radius : {3.0, 6.0, 12.0})
            for (const double tightness : {0.3, 0.6, 0.9, 1.2})
                for (const int count : {8, 10, 15, 23, 36, 60, 120, 2000}) {
                    const double breadth = 2 * tightness * radius;
                    const auto ink = painted(marksOf(coil(radius, 3, count), breadth, brush));
                    const double share = innerShare(ink, radius, 3, breadth);
                    const auto text = QString("radius %1, breadth %2, %3 pieces: %4");
                    QVERIFY2(share > 0.98, qPrintable(text.arg(radius).arg(breadth).arg(count).arg(share)));
                }
    }

    /// No less so its outer side where a slight corner turns the other way, another one, hardly to be seen, a breadth
    /// before it.
    void noWedgeAtAnOutwardCorner() {
        Brush brush;
        brush.edge = {0.2, 0.6};
        const double radius = 10, handle = kQuarter * radius;
        for (const double slant : {0.05, 0.1, 0.2, 0.27, 0.4, 0.6}) {
            const Point middle{30, 30}, along{std::sin(slant), std::cos(slant)}, across{-along.y, along.x};
            const Point corner{middle.x + radius, middle.y}, second = corner + radius * across;
            const Line line{
                cubic({20, 30}, {20, 30 - handle}, {30 - handle, 19.99}, {30, 20}),
                cubic({30, 20}, {30 + handle, 20}, {40, 30 - handle}, corner),
                cubic(corner, corner + handle * along, second + radius * along - handle * across,
                      second + radius * along),
            };
            for (const double breadth : {12.0, 16.0, 17.0, 18.0, 19.0, 20.0, 22.0}) {
                const auto ink = painted(marksOf(line, breadth, brush));
                for (double far = 0; far < 0.35 * breadth; far += 0.1)
                    for (double aside = -2; aside < 2; aside += 0.1)
                        QVERIFY2(
                            test::at(ink, corner + Point{far, aside}) > 200,
                            qPrintable(
                                QString("%1 rad, breadth %2: %3, %4").arg(slant).arg(breadth).arg(far).arg(aside)));
            }
        }
    }

    /// A broad brush whose edge is hardly rough leaves a circle all around a tight bend, no polygon.
    void edgesAreAsRoundAsTheBend() {
        Brush brush;
        brush.edge = {0.001, 0.25};
        const Point middle{30, 30};
        for (const double radius : {6.0, 12.0, 20.0})
            for (const double breadth : {0.8 * radius, 1.5 * radius}) {
                Line line;
                for (int k = 0; k < 3; ++k) {
                    const double angle = 0.5 * std::numbers::pi * k;
                    const Point x{radius * std::cos(angle), radius * std::sin(angle)}, y{-x.y, x.x};
                    line.push_back({{middle + x, middle + x + kQuarter * y, middle + y + kQuarter * x, middle + y}});
                }
                double worst = 0;
                int count = 0;
                const auto marks = marksOf(line, breadth, brush);
                for (const vector::Contour& contour : marks.front().contours)
                    for (const Point p : test::polygonOf(contour, 100)) {
                        const Point out = p - middle;
                        const double angle = std::atan2(out.y, out.x);
                        if (angle < 0.2 && angle > -1.8) // the ends
                            continue;
                        const double beside = geometry::length(out) - radius;
                        worst = std::max(worst, std::abs(std::abs(beside) - 0.5 * breadth));
                        ++count;
                    }
                const auto text = QString("radius %1, breadth %2: %3 points, %4 mm beside the circles");
                QVERIFY2(count > 300 && worst < 0.05, qPrintable(text.arg(radius).arg(breadth).arg(count).arg(worst)));
            }
    }

    /// All that a round tip leaves is discs, however its width changes: no corner of the outline stands out, outside or
    /// towards a hole.
    void roundTipsLeaveNoTeeth_data() { addBends(); }
    void roundTipsLeaveNoTeeth() {
        const Line line = fetched();
        const Brush& brush = builtIn("watercolour");
        for (const double breadth : {5.0, 7.0, 9.0, 11.0, 15.0, 21.0})
            for (std::uint64_t seed = 0; seed < 4; ++seed) {
                std::vector<geometry::Stroke> strokes;
                for (const CubicBezier& curve : line)
                    strokes.push_back({curve, breadth / brush.width, {}, 1, ""});
                const auto marks = vector::marksOfLine(strokes, brush, seed);
                for (const vector::Contour& contour : marks.front().contours) {
                    const double turn = sharpestTooth(test::polygonOf(contour), 0.04 * breadth);
                    QVERIFY2(turn < 1, qPrintable(QString("breadth %1, seed %2: %3").arg(breadth).arg(seed).arg(turn)));
                }
            }
    }
};

QTEST_APPLESS_MAIN(BrushBendsTest)
#include "brush_bends_test.moc"
