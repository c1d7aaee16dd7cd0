// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/adam_update.hpp"
#include "cuda/kernels/guard_scale.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "optimise/adam.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace croquis;

namespace {

constexpr int kSketches = 3, kStrokes = 5;
constexpr std::size_t kNumbers = 8;

/// Every number its own, changing from step to step.
std::vector<float> slopes(int step) {
    std::vector<float> values;
    for (std::size_t k = 0; k < kSketches * kStrokes * kNumbers; ++k)
        values.push_back(static_cast<float>(std::sin(0.7 * step + 0.3 * static_cast<double>(k)) * std::exp2(k % 9)));
    return values;
}

/// The batch on the stand-in for a card.
struct Batch {
    test::TracedMemory<int> counts{"counts", std::vector<int>{5, 3, 0}, true};
    test::TracedMemory<double> rates{"rates", std::vector<double>{1, 0.3, 0.5}, true};
    test::TracedMemory<std::uint8_t> stays{"stays", kSketches* kStrokes, true};
    test::TracedMemory<optimise::AdamCorrection> corrections{"corrections", 1, true};
    test::TracedMemory<std::uint8_t> skips{"skips", kSketches, true};
    test::TracedMemory<int> steps{"steps", kSketches* kStrokes, true};
    test::TracedMemory<float> first{"first", kSketches* kStrokes * 8, true};
    test::TracedMemory<float> second{"second", kSketches* kStrokes * 8, true};
    test::TracedMemory<float> points{"points", kSketches* kStrokes * 8, true, 100.0f};

    explicit Batch(int mostSteps) {
        for (int step = 1; step <= mostSteps; ++step)
            corrections.values.push_back(optimise::adamCorrection(step));
        corrections = {"corrections", corrections.values, true};
    }

    void step(int step) {
        const test::TracedMemory<float> gradient("gradient", slopes(step), true);
        cuda::launchSequentially(cuda::AdamUpdate{kSketches, kStrokes, counts.in(), rates.in(), stays.in(),
                                                  corrections.in(), gradient.in(), steps.out(), first.out(),
                                                  second.out(), points.out(), skips.in()});
    }

    std::vector<float> sketch(int s, int strokes) const {
        const auto begin = points.values.begin() + s * kStrokes * 8;
        return {begin, begin + strokes * 8};
    }
};

std::vector<float> ofSketch(const std::vector<float>& all, int s, int strokes) {
    const auto begin = all.begin() + s * kStrokes * 8;
    return {begin, begin + strokes * 8};
}

} // namespace

/// Adam's kernel body: the same bits as on the processor.
class AdamBodyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stepsAreAdams() {
        Batch batch(40);
        optimise::Adam five(5), three(3);
        std::vector<float> a(40, 100.0f), b(24, 100.0f);
        for (int step = 1; step <= 40; ++step) {
            batch.step(step);
            five.step(a, ofSketch(slopes(step), 0, 5), 1);
            three.step(b, ofSketch(slopes(step), 1, 3), 0.3);
            QVERIFY2(batch.sketch(0, 5) == a && batch.sketch(1, 3) == b, qPrintable(QString::number(step)));
        }
        // Room that no stroke has, and a sketch of none, are left alone.
        QCOMPARE(std::count(batch.points.values.begin(), batch.points.values.end(), 100.0f), std::ptrdiff_t{16 + 40});
        QCOMPARE(batch.steps.values, (std::vector<int>{40, 40, 40, 40, 40, 40, 40, 40, 0, 0, 0, 0, 0, 0, 0}));
    }

    /// As SketchTrack has it: a locked stroke's moments go on.
    void lockedStrokesStay() {
        Batch batch(10), free(10);
        batch.stays.values[1] = 1;
        for (int step = 1; step <= 10; ++step) {
            batch.step(step);
            free.step(step);
        }
        for (std::size_t k = 0; k < batch.points.values.size(); ++k)
            QCOMPARE(batch.points.values[k], k / 8 == 1 ? 100.0f : free.points.values[k]);
        QVERIFY(batch.first.values == free.first.values && batch.second.values == free.second.values);
        QVERIFY(batch.steps.values == free.steps.values);
    }

    void aStrokeSeededAgainStartsAfresh() {
        Batch batch(20);
        optimise::Adam adam(5);
        std::vector<float> points(40, 100.0f);
        for (int step = 1; step <= 20; ++step) {
            if (step == 8) { // what the host does, between two iterations
                std::fill_n(batch.first.values.begin() + 16, 8, 0.0f);
                std::fill_n(batch.second.values.begin() + 16, 8, 0.0f);
                batch.steps.values[2] = 0;
                adam.forget(2);
            }
            batch.step(step);
            adam.step(points, ofSketch(slopes(step), 0, 5), 1);
        }
        QVERIFY(batch.sketch(0, 5) == points);
    }

    /// What a step that is left out leaves as it was: everything, of that sketch alone.
    void aStepIsLeftOut() {
        Batch batch(10), free(10);
        for (int step = 1; step <= 4; ++step)
            batch.step(step);
        const auto points = batch.sketch(0, 5), others = batch.sketch(1, 3);
        const auto first = batch.first.values;
        batch.skips.values[0] = 1;
        batch.step(5);
        QVERIFY(batch.sketch(0, 5) == points && batch.sketch(1, 3) != others);
        QVERIFY(std::equal(first.begin(), first.begin() + 40, batch.first.values.begin()));
        QCOMPARE(batch.steps.values[0], 4);
        QCOMPARE(batch.steps.values[5], 5);
        batch.skips.values[0] = 0;
        batch.step(5);
        for (int step = 1; step <= 5; ++step)
            free.step(step);
        QVERIFY(batch.sketch(0, 5) == free.sketch(0, 5)); // as if nothing had been
    }

    /// A gradient that overflows halves its own sketch's scale, down to 1.
    void anOverflowHalvesTheScale_data() {
        QTest::addColumn<float>("number");
        QTest::addColumn<int>("at");
        QTest::addColumn<float>("scale");
        QTest::addColumn<float>("after");
        QTest::addColumn<bool>("skips");
        constexpr float infinite = std::numeric_limits<float>::infinity(),
                        nan = std::numeric_limits<float>::quiet_NaN();
        QTest::newRow("none") << 1e38f << 3 << 65536.0f << 65536.0f << false;
        QTest::newRow("infinite") << infinite << 0 << 65536.0f << 32768.0f << true;
        QTest::newRow("minus infinite") << -infinite << 23 << 4.0f << 2.0f << true;
        QTest::newRow("no number") << nan << 7 << 2.0f << 1.0f << true;
        QTest::newRow("it isn't the scale's fault") << nan << 7 << 1.0f << 1.0f << false;
        QTest::newRow("room that no stroke has") << nan << 24 << 65536.0f << 65536.0f << false;
    }
    void anOverflowHalvesTheScale() {
        QFETCH(float, number);
        QFETCH(int, at);
        QFETCH(float, scale);
        QFETCH(float, after);
        QFETCH(bool, skips);
        Batch batch(1); // of 5, 3 and 0 strokes; the second is looked at
        test::TracedMemory<float> gradient("gradient", slopes(1), true);
        gradient.values[static_cast<std::size_t>(kStrokes * 8 + at)] = number;
        test::TracedMemory<float> scales("scales", std::vector<float>{8, scale, 16}, true);
        cuda::launchSequentially(
            cuda::GuardScale{kSketches, kStrokes, batch.counts.in(), gradient.in(), scales.out(), batch.skips.out()});
        QCOMPARE(batch.skips.written(), std::int64_t{kSketches});
        QCOMPARE(scales.values, (std::vector<float>{8, after, 16}));
        QCOMPARE(batch.skips.values, (std::vector<std::uint8_t>{0, static_cast<std::uint8_t>(skips ? 1 : 0), 0}));
    }

    /// A table that is shorter than the run serves with its last entry.
    void moreStepsThanTheTable() {
        Batch batch(3);
        for (int step = 1; step <= 6; ++step)
            batch.step(step);
        QVERIFY(std::all_of(batch.points.values.begin(), batch.points.values.end(),
                            [](float number) { return std::isfinite(number); }));
        QCOMPARE(batch.steps.values[0], 6);
    }
};

QTEST_APPLESS_MAIN(AdamBodyTest)
#include "adam_body_test.moc"
