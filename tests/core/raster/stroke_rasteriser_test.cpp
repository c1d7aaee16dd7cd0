// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/stroke_rasteriser.hpp"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include "base/error.hpp"
#include "core/raster/random_sketch.hpp"
#include "raster/sketch_painter.hpp"

#include <QTest>

#include <latch>
#include <thread>

using namespace croquis;
using namespace croquis::raster;

namespace {

constexpr int kRounds = 300; // so that the threads' drawing overlaps

at::Tensor tensorOf(std::vector<float> numbers, std::int64_t sketches) {
    const auto strokes = static_cast<std::int64_t>(numbers.size()) / 8 / sketches;
    return at::from_blob(numbers.data(), {sketches, strokes, 4, 2}, at::kFloat).clone();
}

at::Tensor noise(at::IntArrayRef sizes, unsigned seed) {
    const auto weights =
        test::pixelWeights<float>(static_cast<int>(sizes[3]), static_cast<int>(sizes[0] * sizes[2]), seed, false);
    return at::from_blob(const_cast<float*>(weights.data()), sizes, at::kFloat).clone();
}

struct Drawn {
    at::Tensor picture;
    at::Tensor gradient;
};

Drawn draw(const StrokeRasteriser& rasteriser, const at::Tensor& points, const at::Tensor& weights,
           const std::vector<int>& counts = {}) {
    const at::Tensor leaf = points.detach().clone().requires_grad_(true);
    const at::Tensor picture = rasteriser.draw(leaf, counts);
    picture.mul(weights).sum().backward();
    return {picture.detach(), leaf.grad()};
}

bool same(const Drawn& a, const Drawn& b) {
    return at::equal(a.picture, b.picture) && at::equal(a.gradient, b.gradient);
}

} // namespace

class StrokeRasteriserTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isThePainterWithTensors() {
        const auto numbers = test::windingSketch<float>(9, 1);
        const at::Tensor weights = noise({1, 1, 224, 224}, 2);
        const Drawn drawn = draw(StrokeRasteriser({}), tensorOf(numbers, 1), weights);
        QCOMPARE(drawn.picture.sizes().vec(), (std::vector<std::int64_t>{1, 1, 224, 224}));
        const SketchPainter<float> painter({});
        std::vector<float> picture(224 * 224);
        std::vector<float> gradient(numbers.size());
        PaintTape<float> tape;
        painter.paint(numbers, picture, tape);
        painter.gradient(numbers, {weights.const_data_ptr<float>(), picture.size()}, tape, gradient);
        QVERIFY(at::equal(drawn.picture.flatten(), at::tensor(picture)));
        QVERIFY(at::equal(drawn.gradient.flatten(), at::tensor(gradient)));
    }

    void aSketchDoesNotDependOnItsBatch() {
        const StrokeRasteriser rasteriser({});
        const at::Tensor points = tensorOf(test::windingSketch<float>(36, 3), 3);
        const at::Tensor weights = noise({3, 1, 224, 224}, 4);
        const Drawn batch = draw(rasteriser, points, weights);
        for (int s = 0; s < 3; ++s) {
            const Drawn alone = draw(rasteriser, points.narrow(0, s, 1), weights.narrow(0, s, 1));
            QVERIFY(same(alone, {batch.picture.narrow(0, s, 1), batch.gradient.narrow(0, s, 1)}));
        }
    }

    void sameBytesAgainAndForAnyThreadCount() {
        const StrokeRasteriser rasteriser({});
        const at::Tensor points = tensorOf(test::wildSketch<float>(32, 5), 2);
        const at::Tensor weights = noise({2, 1, 224, 224}, 6);
        const int threads = at::get_num_threads();
        at::set_num_threads(1);
        const Drawn first = draw(rasteriser, points, weights);
        QVERIFY(same(draw(rasteriser, points, weights), first));
        at::set_num_threads(2);
        QVERIFY(same(draw(rasteriser, points, weights), first));
        at::set_num_threads(threads);
    }

    void manyThreadsMayDrawAtOnce() {
        const StrokeRasteriser rasteriser({});
        const at::Tensor weights = noise({1, 1, 224, 224}, 7);
        std::vector<at::Tensor> points;
        std::vector<Drawn> expected;
        for (unsigned seed = 0; seed < 4; ++seed) {
            points.push_back(tensorOf(test::windingSketch<float>(8, seed), 1));
            expected.push_back(draw(rasteriser, points.back(), weights));
        }
        std::vector<int> agreed(4);
        std::latch start(4);
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&, i] {
                start.arrive_and_wait();
                for (int k = 0; k < kRounds; ++k)
                    agreed[i] += same(draw(rasteriser, points[i], weights), expected[i]) ? 1 : 0;
            });
        threads.clear();
        QCOMPARE(agreed, std::vector<int>(4, kRounds));
    }

    void countsLeaveStrokesOut() {
        const StrokeRasteriser rasteriser({});
        const at::Tensor points = tensorOf(test::windingSketch<float>(18, 8), 3);
        const at::Tensor weights = noise({3, 1, 224, 224}, 9);
        const std::vector<int> counts{6, 2, 0};
        const Drawn drawn = draw(rasteriser, points, weights, counts);
        for (int s = 0; s < 3; ++s) {
            const Drawn alone =
                draw(rasteriser, points.narrow(0, s, 1).narrow(1, 0, counts[s]), weights.narrow(0, s, 1));
            QVERIFY(at::equal(alone.picture, drawn.picture.narrow(0, s, 1)));
            QVERIFY(at::equal(alone.gradient, drawn.gradient.narrow(0, s, 1).narrow(1, 0, counts[s])));
            const at::Tensor rest = drawn.gradient.narrow(0, s, 1).narrow(1, counts[s], 6 - counts[s]);
            QVERIFY(at::equal(rest, at::zeros(rest.sizes())));
        }
        QVERIFY(at::equal(drawn.picture[2], at::ones({1, 224, 224})));
    }

    void drawsWithoutAGradient() {
        const StrokeRasteriser rasteriser({96, 64, 2});
        const at::Tensor points = tensorOf(test::windingSketch<float>(5, 8, 40, 64), 1);
        const at::Tensor plain = rasteriser.draw(points);
        QVERIFY(!plain.requires_grad());
        QCOMPARE(plain.sizes().vec(), (std::vector<std::int64_t>{1, 1, 64, 96}));
        const at::Tensor leaf = points.clone().requires_grad_(true);
        QVERIFY(at::equal(rasteriser.draw(leaf).detach(), plain));
        const at::NoGradGuard guard;
        QVERIFY(!rasteriser.draw(leaf).requires_grad());
    }

    void takesAnyStridesAndExpandedGradients() {
        const StrokeRasteriser rasteriser({});
        const at::Tensor points = tensorOf(test::windingSketch<float>(4, 8), 1);
        const at::Tensor leaf = points.transpose(2, 3).contiguous().requires_grad_(true);
        rasteriser.draw(leaf.transpose(2, 3)).sum().backward();
        const Drawn plain = draw(rasteriser, points, at::ones({1, 1, 224, 224}));
        QVERIFY(at::equal(leaf.grad().transpose(2, 3), plain.gradient));
    }

    void emptyBatches() {
        const StrokeRasteriser rasteriser({});
        QCOMPARE(rasteriser.draw(at::zeros({0, 5, 4, 2})).size(0), 0);
        QVERIFY(at::equal(rasteriser.draw(at::zeros({2, 0, 4, 2})), at::ones({2, 1, 224, 224})));
    }

    void hasNoSecondDerivative() {
        const at::Tensor leaf = tensorOf(test::windingSketch<float>(4, 8), 1).requires_grad_(true);
        const at::Tensor loss = StrokeRasteriser({}).draw(leaf).square().sum();
        QVERIFY_EXCEPTION_THROWN(loss.backward({}, true, true), InvalidArgument);
    }

    void refusesWhatDoesNotFit() {
        const StrokeRasteriser rasteriser({});
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::Tensor()), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({3, 4, 2})), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({1, 3, 2, 4})), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({1, 3, 4, 2}, at::kDouble)), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({1, 3, 4, 2}), {3, 3}), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({1, 3, 4, 2}), {4}), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(rasteriser.draw(at::zeros({1, 3, 4, 2}), {-1}), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(StrokeRasteriser({224, 224, -1}), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(StrokeRasteriserTest)
#include "stroke_rasteriser_test.moc"
