// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>

#include "core/cuda/edge_run.hpp"
#include "support/random_picture.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;

namespace {

constexpr float kWeight = 0.6f;

std::vector<float> numbersOf(const at::Tensor& tensor) {
    const at::Tensor plain = tensor.detach().contiguous();
    return {plain.const_data_ptr<float>(), plain.const_data_ptr<float>() + plain.numel()};
}

loss::EdgeLoss edgesOf(int width, int height, std::uint64_t seed) {
    image::Plane plane(width, height);
    plane.values = numbersOf(test::randomPicture({height, width}, seed));
    return loss::EdgeLoss(plane);
}

/// Largest |difference|, as a share of the largest expected number.
double difference(const std::vector<float>& found, const std::vector<float>& expected) {
    if (found.size() != expected.size())
        return 1e30;
    double largest = 0, scale = 1e-30;
    for (std::size_t k = 0; k < found.size(); ++k) {
        const double apart = std::abs(double{found[k]} - expected[k]);
        largest = std::max(largest, std::isnan(apart) ? 1e30 : apart);
        scale = std::max(scale, std::abs(double{expected[k]}));
    }
    return largest / scale;
}

} // namespace

/// The edge term's kernels' bodies, run on the processor with bounds and races checked.
class EdgeBodiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void measureWhatEdgeLossMeasures_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("sketches");
        const std::pair<int, int> canvases[] = {{64, 64}, {65, 63}, {127, 97}, {224, 224}, {225, 223}, {448, 448}};
        for (const auto& [width, height] : canvases)
            for (const int sketches : {1, 2, 5, 12})
                if (width * height * sketches < 1'000'000)
                    QTest::addRow("%d x %d, %d sketches", width, height, sketches) << width << height << sketches;
        QTest::newRow("narrower than the blur") << 7 << 40 << 2;
        QTest::newRow("one pixel") << 1 << 1 << 1;
    }
    void measureWhatEdgeLossMeasures() {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, sketches);
        const auto loss = edgesOf(width, height, 3);
        const at::Tensor pictures = test::randomPicture({sketches, 1, height, width}, 4).requires_grad_(true);
        const at::Tensor terms = kWeight * loss(pictures);
        terms.sum().backward();
        const bool traced = width * height * sketches < 120'000;
        test::EdgeRun run(loss, {sketches, 2, width, height}, kWeight, traced);
        std::vector<float> gradient(static_cast<std::size_t>(width * height * sketches), 0.0f);
        run.measure(numbersOf(pictures), gradient);
        QVERIFY2(difference(run.terms.values, numbersOf(terms)) < 1e-5,
                 qPrintable(QString::number(run.terms.values[0])));
        QVERIFY(difference(gradient, numbersOf(pictures.grad())) < 1e-5);
    }

    /// What the views left in the gradient stays in it.
    void theGradientIsAdded() {
        const auto loss = edgesOf(50, 41, 5);
        const auto picture = numbersOf(test::randomPicture({41, 50}, 6));
        test::EdgeRun run(loss, {1, 2, 50, 41}, kWeight, true);
        std::vector<float> alone(picture.size(), 0.0f), onTop(picture.size(), 3.0f);
        run.measure(picture, alone);
        run.measure(picture, onTop);
        for (std::size_t k = 0; k < alone.size(); ++k)
            QVERIFY(std::abs(onTop[k] - 3 - alone[k]) < 1e-6f);
    }

    /// The term is a square, so a central difference is its derivative but for rounding.
    void theGradientIsThatOfTheTerm() {
        const auto loss = edgesOf(23, 19, 7);
        auto picture = numbersOf(test::randomPicture({2, 19, 23}, 8));
        test::EdgeRun run(loss, {2, 2, 23, 19}, kWeight, false);
        std::vector<float> analytic(picture.size(), 0.0f), ignored(picture.size());
        run.measure(picture, analytic);
        double worst = 0, scale = 0;
        for (std::size_t k = 0; k < picture.size(); k += 3) {
            double sides[2];
            const float kept = picture[k];
            for (const int side : {0, 1}) {
                picture[k] = kept + (side == 0 ? -2.0f : 2.0f);
                run.measure(picture, ignored);
                sides[side] = double{run.terms.values[0]} + run.terms.values[1];
            }
            picture[k] = kept;
            worst = std::max(worst, std::abs((sides[1] - sides[0]) / 4 - analytic[k]));
            scale = std::max(scale, std::abs(double{analytic[k]}));
        }
        QVERIFY2(worst < 1e-3 * scale, qPrintable(QString("%1 of %2").arg(worst).arg(scale)));
    }

    void aPhotoWithoutEdgesCostsNothing() {
        const loss::EdgeLoss loss{image::Plane(30, 20)};
        test::EdgeRun run(loss, {1, 2, 30, 20}, kWeight, true);
        std::vector<float> gradient(600, 0.0f);
        run.measure(std::vector<float>(600, 0.5f), gradient);
        QCOMPARE(run.terms.values[0], 0.0f);
        QVERIFY(std::all_of(gradient.begin(), gradient.end(), [](float number) { return number == 0; }));
    }

    void theOrderOfThreadsIsOfNoAccount() {
        const auto loss = edgesOf(61, 45, 9);
        const auto picture = numbersOf(test::randomPicture({3, 45, 61}, 10));
        std::vector<float> terms, slopes;
        for (const auto order : {cuda::ThreadOrder::ascending, cuda::ThreadOrder::scattered}) {
            test::EdgeRun run(loss, {3, 2, 61, 45}, kWeight, false, order);
            std::vector<float> gradient(picture.size(), 0.0f);
            run.measure(picture, gradient);
            QVERIFY(terms.empty() || (terms == run.terms.values && slopes == gradient));
            terms = run.terms.values;
            slopes = gradient;
        }
    }

    void aReachBeyondTheTapsIsRefused() {
        const std::vector<float> taps(18, 0.1f);
        QVERIFY_THROWS_EXCEPTION(cuda::KernelFault, cuda::edgeScale(taps.data(), 17, 1));
        QCOMPARE(cuda::edgeScale(taps.data(), 16, 1).reach, 15);
    }
};

QTEST_APPLESS_MAIN(EdgeBodiesTest)
#include "edge_bodies_test.moc"
