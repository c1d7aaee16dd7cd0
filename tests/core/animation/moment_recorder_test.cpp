// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/moment_recorder.hpp"

#include <QTest>

#include <array>

using namespace croquis;
using animation::KnownStroke;
using animation::MomentRecorder;

namespace {

/// A stroke of the run, recognisable by where it begins.
std::vector<float> points(std::initializer_list<float> begins) {
    std::vector<float> all;
    for (const float x : begins)
        for (int k = 0; k < 4; ++k) {
            all.push_back(x + static_cast<float>(k));
            all.push_back(1);
        }
    return all;
}

geometry::CubicBezier curve(double x) {
    return {{{{x, 1}, {x + 1, 1}, {x + 2, 1}, {x + 3, 1}}}};
}

} // namespace

class MomentRecorderTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void strokesKeepTheirPlacesInTheDrawing() {
        MomentRecorder recorder;
        recorder.add(0, points({10, 20}), std::array{1, 2});
        recorder.add(1, points({21, 11, 31}), std::array{2, 1, 3}); // another order, one stroke more
        recorder.add(2, points({99, 99, 99}), std::array{1, 2, 3}); // after the one that is kept
        const std::array strokes{KnownStroke{3, curve(32)}, KnownStroke{1, curve(12).reversed(), true}};
        const auto moments = recorder.moments(strokes, 2, geometry::Affine::scaleThenTranslate(2, {100, 0}));
        QCOMPARE(moments.size(), std::size_t{3});
        QVERIFY(!moments[0][0] && moments[1][0] && moments[2][0]);
        QCOMPARE(moments[1][0]->points[0].x, 100 + 2 * 31.0);
        QCOMPARE(moments[0][1]->points[0].x, 100 + 2 * 13.0); // from its other end
        QCOMPARE(moments[1][1]->points[3].x, 100 + 2 * 11.0);
        QCOMPARE(moments[2][1]->points[0].x, 100 + 2 * 15.0);
    }

    void noMoreThanAskedForAtEvenDistances() {
        MomentRecorder recorder;
        for (int iteration = 0; iteration < 1000; ++iteration)
            recorder.add(iteration, points({static_cast<float>(iteration)}), std::array{7});
        const std::array strokes{KnownStroke{7, curve(1000)}};
        const auto moments = recorder.moments(strokes, 1000, {}, 11);
        QCOMPARE(moments.size(), std::size_t{11});
        for (std::size_t k = 0; k < 11; ++k)
            QCOMPARE(moments[k][0]->points[0].x, 100.0 * static_cast<double>(k));
    }

    void withoutARunThereIsTheDrawingOnly() {
        const std::array strokes{KnownStroke{1, curve(5)}};
        QCOMPARE(MomentRecorder().moments(strokes, 9, {}).size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(MomentRecorderTest)
#include "moment_recorder_test.moc"
