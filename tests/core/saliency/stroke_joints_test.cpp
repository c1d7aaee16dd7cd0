// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_joints.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;

namespace {

CubicBezier straight(Point from, Point to) {
    return {{from, from + (1.0 / 3) * (to - from), from + (2.0 / 3) * (to - from), to}};
}

} // namespace

class StrokeJointsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nearEndsMeetHalfWay() {
        std::vector strokes = {straight({10, 10}, {50, 10}), straight({56, 12}, {90, 40})};
        const Point handle = strokes[0].points[2];
        saliency::joinEnds(strokes);
        QCOMPARE(strokes[0].points[3], (Point{53, 11}));
        QCOMPARE(strokes[1].points[0], (Point{53, 11}));
        QCOMPARE(strokes[0].points[2], handle + (Point{3, 1}));
        QCOMPARE(strokes[0].points[0], (Point{10, 10}));
    }

    void farEndsStay() {
        std::vector strokes = {straight({10, 10}, {50, 10}), straight({60, 10}, {90, 40})};
        const auto before = strokes;
        saliency::joinEnds(strokes);
        QCOMPARE(strokes, before);
    }

    void anEndNearAnothersMiddleIsDrawnUpToIt() {
        std::vector strokes = {straight({10, 50}, {90, 50}), straight({50, 90}, {50, 54})};
        saliency::joinEnds(strokes);
        QCOMPARE(strokes[0], straight({10, 50}, {90, 50}));
        QVERIFY(geometry::length(strokes[1].points[3] - Point{50, 50}) < 1.3);
    }

    void aLineBesideAnotherIsNotBentIntoIt() {
        std::vector strokes = {straight({50, 10}, {50, 90}), straight({54, 70}, {54, 30})};
        const auto before = strokes;
        saliency::joinEnds(strokes);
        QCOMPARE(strokes, before);
        std::vector ahead = {straight({50, 10}, {50, 90}), straight({80, 50}, {54, 46})};
        saliency::joinEnds(ahead);
        QVERIFY(std::abs(ahead[1].points[3].x - 50) < 0.1);
    }

    void theNearestOfThreeEndsJoin() {
        std::vector strokes = {straight({10, 10}, {50, 10}), straight({57, 10}, {99, 10}),
                               straight({52, 11}, {60, 60})};
        saliency::joinEnds(strokes);
        QCOMPARE(strokes[0].points[3], strokes[2].points[0]);
        QCOMPARE(strokes[0].points[3], (Point{51, 10.5}));
    }

    void anAlmostClosedLoopCloses() {
        std::vector<CubicBezier> strokes = {{{Point{50, 50}, {90, 20}, {10, 20}, {46, 50}}}};
        saliency::joinEnds(strokes);
        QCOMPARE(strokes[0].points[0], strokes[0].points[3]);
    }

    void aShortLinkBetweenTwoLinesJoinsBoth() {
        std::vector strokes = {straight({50, 90}, {50, 20}), straight({51, 19}, {56, 16}),
                               straight({62, 20}, {62, 90})};
        saliency::joinEnds(strokes);
        QCOMPARE(strokes[0].points[3], strokes[1].points[0]);
        QCOMPARE(strokes[1].points[3], strokes[2].points[0]);
    }

    void shortStrokesAreLeftAlone() {
        std::vector strokes = {straight({10, 10}, {15, 10}), straight({18, 10}, {23, 10})};
        const auto before = strokes;
        saliency::joinEnds(strokes);
        QCOMPARE(strokes, before);
    }
};

QTEST_GUILESS_MAIN(StrokeJointsTest)
#include "stroke_joints_test.moc"
