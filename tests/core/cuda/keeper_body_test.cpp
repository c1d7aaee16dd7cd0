// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/random_stream.hpp"
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/keep_shapes.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "loss/shape_keeper.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <span>

using namespace croquis;
using geometry::CubicBezier;

namespace {

constexpr double kWeight = 0.25;

struct KeeperCase {
    int strokes;
    std::vector<std::vector<CubicBezier>> start; ///< per sketch
    std::vector<loss::KeptShape> kept;
    std::vector<float> points;
    std::vector<int> counts;
};

/// Strokes that were moved since they were traced, every third of which began where another one ended; every second
/// sketch is one short of full.
KeeperCase keeperCase(int strokes, int sketches, std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    KeeperCase made{strokes, {}, {}, {}, {}};
    for (int s = 0; s < sketches; ++s) {
        made.start.emplace_back(static_cast<std::size_t>(strokes));
        made.counts.push_back(strokes - s % 2);
        for (std::size_t n = 0; n < made.start.back().size(); ++n) {
            CubicBezier& stroke = made.start.back()[n];
            const double shrink = random.uniform(); // most are shorter than they were
            for (auto& point : stroke.points) {
                point = {224 * random.uniform(), 224 * random.uniform()};
                made.points.push_back(static_cast<float>(point.x * shrink + 9 * random.uniform()));
                made.points.push_back(static_cast<float>(point.y * shrink + 9 * random.uniform()));
            }
            if (n % 3 == 2)
                stroke.points[0] = made.start.back()[n - 1].points[3];
        }
        const auto& start = made.start.back();
        const loss::ShapeKeeper keeper({start.begin(), start.begin() + made.counts.back()});
        made.kept.insert(made.kept.end(), keeper.start().begin(), keeper.start().end());
        made.kept.resize(made.start.size() * static_cast<std::size_t>(strokes));
    }
    return made;
}

struct KeeperResult {
    std::vector<float> costs, gradient;
};

KeeperResult run(const KeeperCase& made, float before = 0, cuda::ThreadOrder order = cuda::ThreadOrder::ascending) {
    const int sketches = static_cast<int>(made.counts.size());
    const test::TracedMemory<int> counts("counts", made.counts, true);
    const test::TracedMemory<float> points("points", made.points, true);
    const test::TracedMemory<loss::KeptShape> start("start", made.kept, true);
    test::TracedMemory<float> costs("costs", sketches * made.strokes, true, std::nanf(""));
    test::TracedMemory<float> gradient("gradient", std::int64_t{8} * sketches * made.strokes, true, before);
    cuda::launchSequentially(cuda::KeepShapes{sketches, made.strokes, kWeight, counts.in(), points.in(), start.in(),
                                              costs.out(), gradient.out()},
                             order);
    return {costs.values, gradient.values};
}

} // namespace

/// The shape keeper's kernel body: the same bits as on the processor.
class KeeperBodyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void keepsAsShapeKeeperDoes_data() {
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("sketches");
        for (const int strokes : {1, 2, 7, 16, 33, 64, 128})
            for (const int sketches : {1, 2, 5, 12})
                QTest::addRow("%d strokes, %d sketches", strokes, sketches) << strokes << sketches;
    }
    void keepsAsShapeKeeperDoes() {
        QFETCH(int, strokes);
        QFETCH(int, sketches);
        const auto made = keeperCase(strokes, sketches, 1);
        const auto found = run(made, 0.5f);
        for (std::size_t s = 0; s < made.start.size(); ++s) {
            const auto count = static_cast<std::size_t>(made.counts[s]), all = static_cast<std::size_t>(strokes);
            const loss::ShapeKeeper keeper({made.start[s].begin(), made.start[s].begin() + made.counts[s]});
            std::vector<float> gradient(8 * count, 0.5f);
            const double cost = keeper(std::span(made.points).subspan(8 * all * s, 8 * count), kWeight, gradient);
            gradient.resize(8 * all, 0.5f); // strokes that a sketch lacks are left alone
            QVERIFY(
                std::equal(gradient.begin(), gradient.end(), found.gradient.begin() + static_cast<long>(8 * all * s)));
            double sum = 0;
            for (std::size_t k = 0; k < all; ++k)
                sum += double{found.costs[all * s + k]};
            QVERIFY(std::abs(sum - kWeight * cost) <= 1e-5 * kWeight * cost);
            QVERIFY(count == all || found.costs[all * s + count] == 0);
        }
    }

    void theGradientIsThatOfTheCosts() {
        auto made = keeperCase(6, 2, 2);
        const auto analytic = run(made).gradient;
        const auto sumOf = [&] {
            double sum = 0;
            for (const float cost : run(made).costs)
                sum += double{cost};
            return sum;
        };
        for (std::size_t k = 0; k < made.points.size(); ++k) {
            const float kept = made.points[k];
            made.points[k] = kept + 0.25f;
            const double up = sumOf();
            made.points[k] = kept - 0.25f;
            const double down = sumOf();
            made.points[k] = kept;
            QVERIFY2(std::abs((up - down) / 0.5 - analytic[k]) < 2e-3 * (1 + std::abs(analytic[k])),
                     qPrintable(QString("%1: %2, %3").arg(k).arg((up - down) / 0.5).arg(analytic[k])));
        }
    }

    void degenerateStrokes() {
        KeeperCase made{3, {{}}, {}, {}, {3}};
        const CubicBezier dot{{{{40, 40}, {40, 40}, {40, 40}, {40, 40}}}};
        const CubicBezier line{{{{0, 0}, {10, 0}, {20, 0}, {30, 0}}}};
        for (const auto& stroke : {dot, line, line})
            made.kept.push_back(loss::keptShapeOf(stroke));
        for (int k = 0; k < 24; ++k)
            made.points.push_back(k < 16 ? 40.0f : std::nanf("")); // a dot that stays, a line shrunk to one, no number
        const auto found = run(made);
        for (int k = 0; k < 16; ++k)
            QVERIFY(std::isfinite(found.gradient[static_cast<std::size_t>(k)]));
        for (int k = 0; k < 8; ++k) // nothing has a direction in a dot
            QCOMPARE(found.gradient[static_cast<std::size_t>(k)], 0.0f);
        for (std::size_t stroke : {0, 1}) // all of the length that counts is missing
            QVERIFY(std::abs(found.costs[stroke] - kWeight * 20 * 0.81) < 1e-6);
    }

    void theOrderOfThreadsIsOfNoAccount() {
        const auto made = keeperCase(9, 3, 4);
        const auto forwards = run(made), scattered = run(made, 0, cuda::ThreadOrder::scattered);
        QVERIFY(forwards.costs == scattered.costs && forwards.gradient == scattered.gradient);
    }
};

QTEST_APPLESS_MAIN(KeeperBodyTest)
#include "keeper_body_test.moc"
