// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/outline_cover.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
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
        QVERIFY2(pointsOf(dot) > 40, qPrintable(QString::number(pointsOf(dot)))); // a disc has 13
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
        const auto marks = vector::marksOf(dotAt({40, 30}, 4), vector::brushFromText("watercolour"), 7);
        QCOMPARE(pointsOf(marks), std::size_t{13});
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
};

QTEST_APPLESS_MAIN(BrushCornersTest)
#include "brush_corners_test.moc"
