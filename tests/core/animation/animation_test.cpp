// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animation.hpp"

#include "base/error.hpp"
#include "core/animation/animation_samples.hpp"

#include <QTest>

#include <cmath>
#include <limits>

using namespace croquis;
using animation::Animation;
using animation::AnimationOptions;
using animation::Motion;

namespace {

bool near(double a, double b) {
    return std::abs(a - b) < 1e-3;
}

} // namespace

class AnimationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void strokesTakeTheirLengthAndADotABit() {
        const auto times = animation::drawingTimes(test::threeStrokes());
        QCOMPARE(times.size(), std::size_t{3});
        QCOMPARE(times[0].begin, 0.0);
        QVERIFY(near(times[0].end, 60.0 / 93));
        QCOMPARE(times[1].begin, times[0].end);
        QVERIFY(near(times[1].end, 90.0 / 93));
        QCOMPARE(times[2].end, 1.0);
    }

    void strokesAreDrawnOneAfterTheOther() {
        const Animation animation(test::threeStrokes(), {Motion::drawOn, 9.3, 1});
        QCOMPARE(animation.seconds(), 10.3);
        QVERIFY(animation.at(0).layers.front().strokes.empty());
        const auto early = animation.at(3).layers.front().strokes;
        QCOMPARE(early.size(), std::size_t{1});
        QVERIFY(near(early[0].curve.points[3].x, 40));
        const auto later = animation.at(7.5).layers.front().strokes;
        QCOMPARE(later.size(), std::size_t{2});
        QVERIFY(near(later[0].curve.points[3].x, 70) && near(later[1].curve.points[3].x, 35));
        for (const double end : {9.3, 10.0, 1e9})
            QVERIFY(animation.at(end).layers.front().strokes == test::threeStrokes().layers.front().strokes);
    }

    /// Through all its curves at one speed.
    void aLineIsDrawnAsAWhole() {
        const vector::Drawing drawing = test::crossingLines();
        const auto times = animation::drawingTimes(drawing);
        QCOMPARE(times.size(), std::size_t{3});
        const Animation animation(drawing, {Motion::drawOn, 10, 0});
        const double end = 10 * times[0].end;
        for (const double share : {0.1, 0.25, 0.5, 0.8}) {
            const auto layer = animation.at(share * end).layers.front();
            QCOMPARE(layer.runs.size(), std::size_t{1});
            QCOMPARE(layer.strokes.size(), std::size_t(std::ceil(4 * share)));
            QVERIFY(std::abs(layer.strokes.back().curve.points[3].x - (10 + 80 * share)) < 3);
            QVERIFY(std::abs(animation::lineLength(layer.strokes) -
                             share * animation::lineLength(vector::linesOf(drawing.layers[0])[0])) < 0.1);
        }
        QCOMPARE(animation.at(end + 0.1).layers.front().runs.size(), std::size_t{2});
        QCOMPARE(animation.drawing().layers.front().strokes.front().id, std::string("w"));
    }

    void strokesMoveFromMomentToMoment() {
        const Animation animation(test::threeStrokes(), {Motion::convergence, 2, 0}, test::threeMoments());
        const auto first = animation.at(0.5).layers.front().strokes;
        QCOMPARE(first.size(), std::size_t{2}); // one isn't there yet
        QVERIFY(near(first[0].curve.points[0].y, 25) && near(first[1].curve.points[0].x, 80));
        const auto second = animation.at(1.5).layers.front().strokes;
        QCOMPARE(second.size(), std::size_t{3});
        QVERIFY(near(second[1].curve.points[0].y, 35));
        QVERIFY(animation.at(2).layers.front().strokes == test::threeStrokes().layers.front().strokes);
        const Animation still(test::threeStrokes(), {Motion::convergence, 2, 0}, {test::threeMoments().back()});
        QCOMPARE(still.at(0).layers.front().strokes.size(), std::size_t{3});
    }

    void whatCannotMoveIsRefused() {
        const double never = std::numeric_limits<double>::quiet_NaN();
        for (const AnimationOptions& wrong :
             {AnimationOptions{Motion::drawOn, 0, 1}, AnimationOptions{Motion::drawOn, 601, 1},
              AnimationOptions{Motion::drawOn, never, 1}, AnimationOptions{Motion::drawOn, 1, -1},
              AnimationOptions{Motion::drawOn, 1, 61}, AnimationOptions{Motion::convergence, 1, 1}})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, Animation(test::threeStrokes(), wrong));
        auto moments = test::threeMoments();
        moments[1].pop_back();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument,
                                 Animation(test::threeStrokes(), {Motion::convergence, 1, 1}, moments));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, animation::motionFrom("wiggle"));
        QVERIFY(animation::motionFrom("convergence") == Motion::convergence);
        QVERIFY(Animation({}, {}).at(1).layers.empty()); // nothing to draw
    }
};

QTEST_APPLESS_MAIN(AnimationTest)
#include "animation_test.moc"
