// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_file.hpp"
#include "vector/brush/brush_way.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <vector>

using namespace croquis;
using geometry::Point;
using vector::Brush;

namespace {

constexpr double kPage = 120, kMiddle = 60; // mm
constexpr int kPixels = 720;

/// An arc of that many quarters around the page's middle, and more or less of the last one.
std::vector<geometry::Stroke> arc(double radius, double quarters, double width, double from = 0.3) {
    std::vector<geometry::Stroke> line;
    for (double done = 0; done < quarters - 1e-9; ++done) {
        const double share = std::min(1.0, quarters - done), angle = share * std::numbers::pi / 2;
        const double handle = 4.0 / 3 * std::tan(angle / 4) * radius;
        const auto at = [&](double turn, double ahead) {
            const Point out{std::cos(turn), std::sin(turn)};
            return Point{kMiddle, kMiddle} + radius * out + ahead * handle * Point{-out.y, out.x};
        };
        const double first = from + done * std::numbers::pi / 2, last = first + angle;
        line.push_back({{{at(first, 0), at(first, 1), at(last, -1), at(last, 0)}}, width, {}, 1, "ring"});
    }
    return line;
}

geometry::CubicBezier straightFrom(Point a, Point b) {
    return {{{a, (2.0 / 3) * a + (1.0 / 3) * b, (1.0 / 3) * a + (2.0 / 3) * b, b}}};
}

std::vector<geometry::CubicBezier> curvesOf(const std::vector<geometry::Stroke>& line) {
    std::vector<geometry::CubicBezier> curves;
    for (const geometry::Stroke& stroke : line)
        curves.push_back(stroke.curve);
    return curves;
}

/// Without the powder around the stroke and what is rubbed in below it.
std::vector<vector::Mark> ownOf(std::vector<vector::Mark> marks, const Brush& brush) {
    if (brush.dust.smudge > 0)
        marks.erase(marks.begin(), marks.end() - brush.wash.layers);
    return marks;
}

/// What lies on the page.
class Ink {
  public:
    explicit Ink(const std::vector<vector::Mark>& marks)
        : m_rgba(vector::paint({kPage, kPage, marks}, {{kPixels, kPixels}, {}})) {}

    bool isAt(Point p) const {
        const int x = static_cast<int>(p.x * kPixels / kPage), y = static_cast<int>(p.y * kPixels / kPage);
        return x >= 0 && y >= 0 && x < kPixels && y < kPixels &&
               m_rgba[4 * static_cast<std::size_t>(y * kPixels + x) + 3] > 20;
    }
    /// From the page's middle, in that direction.
    double farthest(double angle) const {
        double far = 0;
        for (double r = 0; r < 0.7 * kPage; r += 0.2)
            if (isAt({kMiddle + r * std::cos(angle), kMiddle + r * std::sin(angle)}))
                far = r;
        return far;
    }
    /// Of the places between two circles and two directions.
    double share(double inner, double outer, double from, double to) const {
        int seen = 0, all = 0;
        for (double r = inner; r < outer; r += 0.15)
            for (int k = 0; k <= 24; ++k, ++all) {
                const double angle = std::lerp(from, to, k / 24.0);
                seen += isAt({kMiddle + r * std::cos(angle), kMiddle + r * std::sin(angle)});
            }
        return static_cast<double>(seen) / all;
    }

  private:
    std::vector<std::uint8_t> m_rgba;
};

} // namespace

/// Lines that come back to where they began.
class BrushCurlsTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// A brush broader than what it goes round leaves the place that its tip passes: neither a bar nor a wedge.
    void whatTheTipCoversIsABlot_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("quarters");
        for (const char* name : {"charcoal", "ink", "pencil", "marker", "watercolour"})
            for (const double quarters : {4.0, 3.95, 3.6})
                QTest::addRow("%s, %.2f quarters", name, quarters) << name << quarters;
    }
    void whatTheTipCoversIsABlot() {
        QFETCH(QString, name);
        QFETCH(double, quarters);
        const Brush brush = vector::brushFromText(name.toStdString());
        constexpr double kRadius = 10;
        for (const double breadth : {22.5, 25.0, 36.0, 48.0})
            for (std::uint64_t seed = 0; seed < 4; ++seed) {
                const auto marks = vector::marksOfLine(arc(kRadius, quarters, breadth / brush.width), brush, seed);
                const Ink ink(ownOf(marks, brush)), all(marks);
                const double reach = kRadius + 0.5 * breadth;
                const double rubbed = kRadius + 0.5 * breadth * (brush.dust.smudge > 0 ? Brush::Dust::kSmudgeWidth : 1);
                const double inside = ink.share(0, kRadius, 0, 2 * std::numbers::pi);
                const auto what = [&](double angle, double far) {
                    return qPrintable(QString("breadth %1, seed %2, inside %3, at %4: %5 of %6")
                                          .arg(breadth)
                                          .arg(seed)
                                          .arg(inside)
                                          .arg(angle)
                                          .arg(far)
                                          .arg(reach));
                };
                QVERIFY2(inside > 0.85, what(0, 0));
                for (double angle = 0; angle < 6.28; angle += 0.1) {
                    const double far =
                        std::max({ink.farthest(angle - 0.1), ink.farthest(angle), ink.farthest(angle + 0.1)});
                    QVERIFY2(far < 1.4 * reach, what(angle, far));
                    QVERIFY2(all.farthest(angle) < 1.4 * rubbed, what(angle, all.farthest(angle)));
                    QVERIFY2(far > 0.6 * reach, what(angle, far));
                }
            }
    }

    /// Of strands side by side, no further out than they reach.
    void blotsStayWithinReach() {
        for (const double spread : {0.1, 0.7})
            for (const double strand : {0.1, 0.6}) {
                Brush brush = vector::brushFromText("pencil");
                brush.strands = {2, spread, strand};
                const auto line = arc(2, 4, 30 / brush.width);
                const Ink ink(vector::marksOfLine(line, brush, 1));
                const double reach = 2 + vector::reachOf(line, brush);
                for (double angle = 0; angle < 6.28; angle += 0.05)
                    QVERIFY2(ink.farthest(angle) < reach, qPrintable(QString("%1 %2").arg(spread).arg(strand)));
            }
    }

    /// Short for a ragged brush, but it bends: no bar along its ends.
    void aShortBendIsNoBar() {
        const Brush brush = vector::brushFromText("charcoal");
        for (const double breadth : {19.0, 24.0, 36.0}) {
            const Ink ink(ownOf(vector::marksOfLine(arc(10, 2, breadth / brush.width, 0), brush, 1), brush));
            for (const double angle : {0.0, std::numbers::pi}) {
                const double far = ink.farthest(angle);
                QVERIFY2(far < 1.25 * (10 + 0.5 * breadth), qPrintable(QString::number(far)));
            }
            QVERIFY(ink.farthest(std::numbers::pi / 2) > 0.75 * (10 + 0.5 * breadth));
        }
    }

    /// Put down on a short line, a tip leaves its breadth around that: the more the longer it is, and along it.
    void shortLinesAreAsBroadAsTheTip_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("least"); // of the breadth, along a line of no length
        QTest::newRow("charcoal") << QString("charcoal") << 0.5;
        QTest::newRow("ink") << QString("ink") << 0.6;
        QTest::newRow("pencil") << QString("pencil") << 0.45;
        QTest::newRow("marker") << QString("marker") << 0.5;
    }
    void shortLinesAreAsBroadAsTheTip() {
        QFETCH(QString, name);
        QFETCH(double, least);
        const Brush brush = vector::brushFromText(name.toStdString());
        constexpr double kBreadth = 24;
        for (const double direction : {0.0, 0.7}) {
            double before = 0;
            for (const double length : {0.004, 0.1, 0.4, 0.7, 0.99, 1.01, 1.5, 2.0, 2.5}) {
                const double half = 0.5 * length * kBreadth;
                const Point along{std::cos(direction), std::sin(direction)}, middle{kMiddle, kMiddle};
                std::vector<geometry::Stroke> line(1, {{}, kBreadth / brush.width, {}, 1, "short"});
                line[0].curve = straightFrom(middle - half * along, middle + half * along);
                const Ink ink(ownOf(vector::marksOfLine(line, brush, 3), brush));
                double reached = 0, aside = 0; // of three rays a few degrees apart
                for (const double turn : {-0.1, 0.0, 0.1}) {
                    const double there = direction + turn, across = there + std::numbers::pi / 2;
                    reached = std::max(reached, ink.farthest(there) + ink.farthest(there + std::numbers::pi));
                    aside = std::max(aside, ink.farthest(across) + ink.farthest(across + std::numbers::pi));
                }
                const QByteArray what = QString("length %1: %2 along, %3 across")
                                            .arg(length)
                                            .arg(reached / kBreadth)
                                            .arg(aside / kBreadth)
                                            .toUtf8();
                QVERIFY2(reached > (0.5 * length + least) * kBreadth && reached < (length + 1.4) * kBreadth,
                         what.constData());
                QVERIFY2(reached > before - 0.3 * kBreadth, what.constData());
                QVERIFY2(aside > 0.5 * kBreadth && aside < 1.4 * kBreadth, what.constData());
                before = reached;
            }
        }
    }

    /// A closed line has no ends: it neither tapers nor runs dry where it begins, and is as grained there as elsewhere.
    void ringsHaveNoGap_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("gap");
        for (const char* name : {"charcoal", "ink", "pencil"})
            for (const double gap : {0.0, 0.02, 0.25})
                QTest::addRow("%s, ends %.2f breadths apart", name, gap) << name << gap;
    }
    void ringsHaveNoGap() {
        QFETCH(QString, name);
        QFETCH(double, gap);
        const Brush brush = vector::brushFromText(name.toStdString());
        constexpr double kRadius = 40, kSector = 0.12, kFrom = 0.3;
        for (const double breadth : {4.0, 9.0, 14.0})
            for (std::uint64_t seed = 0; seed < 6; ++seed) {
                auto line = arc(kRadius, 4, breadth / brush.width, kFrom);
                line.back().curve.points[3].x += gap * breadth;
                const Ink ink({vector::marksOfLine(line, brush, seed).back()}); // not the powder below it
                double least = 1, seam = 1;
                for (int k = 0; k < 52; ++k) {
                    const double at = kFrom + k * 2 * std::numbers::pi / 52;
                    const double share = ink.share(kRadius - 0.25 * breadth, kRadius + 0.25 * breadth,
                                                   at - 0.5 * kSector, at + 0.5 * kSector);
                    least = std::min(least, share);
                    if (k == 0)
                        seam = share;
                }
                QVERIFY2(least > 0.4, qPrintable(QString("breadth %1, seed %2: %3").arg(breadth).arg(seed).arg(least)));
                QVERIFY2(seam > 0.6, qPrintable(QString("breadth %1, seed %2: %3").arg(breadth).arg(seed).arg(seam)));
            }
    }

    /// On the inner side of a slight kink both legs lie over one another: no wedge is left out between them.
    void noWedgeAtAKink_data() {
        QTest::addColumn<double>("degrees");
        for (const double degrees : {3, 8, 13, 18, 24, 30, 40, 60, 120})
            QTest::addRow("%.0f degrees", degrees) << degrees;
    }
    void noWedgeAtAKink() {
        QFETCH(double, degrees);
        Brush brush;
        brush.edge = {0.2, 0.6};
        const double turn = degrees * std::numbers::pi / 180;
        const Point corner{kMiddle, kMiddle}, after{std::cos(turn), std::sin(turn)};
        const Point inwards = (1 / length(after - Point{1, 0})) * (after - Point{1, 0}); // between both legs
        for (const double breadth : {9.0, 14.0, 22.0})
            for (const double first : {31.0, 31.4, 32.1, 33.0, 33.7}) { // where the texture's columns lie is by chance
                std::vector<geometry::Stroke> line(2, {{}, breadth, {}, 1, "kink"});
                line[0].curve = straightFrom(corner - Point{first, 0}, corner);
                line[1].curve = straightFrom(corner, corner + 34 * after);
                const Ink ink(vector::marksOfLine(line, brush, 1));
                for (double far = 0; far < 0.76; far += 0.02)
                    for (double aside = -0.1; aside < 0.11; aside += 0.02) {
                        const Point out = far * 0.5 * breadth * inwards, away{-aside * out.y, aside * out.x};
                        QVERIFY2(
                            ink.isAt(corner + out + away),
                            qPrintable(
                                QString("breadth %1, leg %2: %3, %4").arg(breadth).arg(first).arg(far).arg(aside)));
                    }
            }
    }

    /// Likewise where the line bends the other way all around, more tightly than the brush is broad.
    void noWedgeInAnEgg() {
        Brush brush;
        brush.edge = {0.2, 0.6};
        for (double breadth = 22; breadth < 36; breadth += 0.9) {
            std::vector<geometry::Stroke> line(2, {{}, breadth, {}, 1, "egg"});
            line[0].curve = {{{{60, 60}, {80, 40}, {100, 60}, {80, 75}}}};
            line[1].curve = {{{{80, 75}, {60, 90}, {40, 70}, {60, 60}}}};
            const Ink ink(vector::marksOfLine(line, brush, 1));
            for (double far = 0; far < 0.36; far += 0.01)
                for (double aside = -3; aside < 3.1; aside += 0.2) {
                    const Point p{60 - far * breadth * 0.66 + aside * 0.75, 60 - far * breadth * 0.75 - aside * 0.66};
                    QVERIFY2(ink.isAt(p), qPrintable(QString("breadth %1: %2, %3").arg(breadth).arg(far).arg(aside)));
                }
        }
    }

    /// Which of the three it is.
    void courses() {
        const Brush brush = vector::brushFromText("ink");
        const auto courseOf = [&brush](const std::vector<geometry::Stroke>& line, double breadth) {
            return vector::courseOf(curvesOf(line), brush, breadth);
        };
        QCOMPARE(courseOf(arc(10, 4, 1), 5), vector::Course::around);
        QCOMPARE(courseOf(arc(10, 4, 1), 19), vector::Course::around);
        QCOMPARE(courseOf(arc(10, 4, 1), 21), vector::Course::blot);
        QCOMPARE(courseOf(arc(10, 3.6, 1), 19), vector::Course::open);
        QCOMPARE(courseOf(arc(10, 3.6, 1), 21), vector::Course::blot);
        QCOMPARE(courseOf(arc(10, 1, 1), 15), vector::Course::open);
        QCOMPARE(courseOf(arc(10, 1, 1), 21), vector::Course::blot); // short
        QCOMPARE(courseOf(arc(10, 3.9, 1), 7), vector::Course::around);
        QCOMPARE(courseOf(arc(10, 3.9, 1), 5), vector::Course::open);
        std::vector<geometry::Stroke> drop = arc(10, 4, 1); // its ends meet at a corner, nearly
        drop.back().curve.points[2] = drop.back().curve.points[3] + Point{0.5, 5};
        drop.back().curve.points[3].x += 1;
        QCOMPARE(courseOf(drop, 7), vector::Course::open);
        std::vector<geometry::Stroke> back = arc(10, 1, 1); // on its own way
        back.push_back(back.front());
        back.back().curve = back.front().curve.reversed();
        QCOMPARE(courseOf(back, 5), vector::Course::open);
        QCOMPARE(courseOf(arc(1e-9, 4, 1), 5), vector::Course::blot);
    }
};

QTEST_APPLESS_MAIN(BrushCurlsTest)
#include "brush_curls_test.moc"
