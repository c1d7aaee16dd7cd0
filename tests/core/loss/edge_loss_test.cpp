// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "loss/edge_loss.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;

namespace {

constexpr int kWidth = 40, kHeight = 32;

std::vector<double> randomValues(std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    std::vector<double> values(kWidth * kHeight);
    for (double& value : values)
        value = random.uniform();
    return values;
}

/// The direct two-dimensional Gaussian with zeros outside, in double.
std::vector<double> blurred(const std::vector<double>& picture, double sigma) {
    const int reach = static_cast<int>(3 * sigma + 0.5);
    double norm = 0;
    for (int k = -reach; k <= reach; ++k)
        norm += std::exp(-k * k / (2 * sigma * sigma));
    std::vector<double> out(picture.size());
    for (int y = 0; y < kHeight; ++y)
        for (int x = 0; x < kWidth; ++x)
            for (int dy = -reach; dy <= reach; ++dy)
                for (int dx = -reach; dx <= reach; ++dx)
                    if (y + dy >= 0 && y + dy < kHeight && x + dx >= 0 && x + dx < kWidth)
                        out[static_cast<std::size_t>(y * kWidth + x)] +=
                            std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma)) / (norm * norm) *
                            picture[static_cast<std::size_t>((y + dy) * kWidth + x + dx)];
    return out;
}

double lossOf(const std::vector<double>& sketch, const std::vector<double>& edges) {
    std::vector<double> ink(sketch.size());
    for (std::size_t k = 0; k < ink.size(); ++k)
        ink[k] = 1 - sketch[k];
    double loss = 0;
    for (const double sigma : {2.0, 5.0}) {
        const auto a = blurred(ink, sigma), b = blurred(edges, sigma);
        double difference = 0, norm = 0;
        for (std::size_t k = 0; k < a.size(); ++k) {
            difference += (a[k] - b[k]) * (a[k] - b[k]);
            norm += b[k] * b[k];
        }
        loss += difference / norm;
    }
    return loss;
}

at::Tensor asTensor(const std::vector<double>& values) {
    at::Tensor tensor = at::empty({1, kHeight, kWidth});
    for (std::size_t k = 0; k < values.size(); ++k)
        tensor.mutable_data_ptr<float>()[k] = static_cast<float>(values[k]);
    return tensor;
}

image::Plane asPlane(const std::vector<double>& values) {
    image::Plane plane(kWidth, kHeight);
    for (std::size_t k = 0; k < values.size(); ++k)
        plane.values[k] = static_cast<float>(values[k]);
    return plane;
}

} // namespace

class EdgeLossTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void agreesWithItsDefinition() {
        const auto edges = randomValues(1), first = randomValues(2), second = randomValues(3);
        const loss::EdgeLoss loss(asPlane(edges));
        const at::Tensor losses = loss(at::stack({asTensor(first), asTensor(second)}));
        QVERIFY(std::abs(losses[0].item<double>() - lossOf(first, edges)) < 1e-5 * lossOf(first, edges));
        QVERIFY(std::abs(losses[1].item<double>() - lossOf(second, edges)) < 1e-5 * lossOf(second, edges));
    }

    void gradientAgreesWithCentralDifferences() {
        const auto edges = randomValues(4), sketch = randomValues(5);
        const loss::EdgeLoss loss(asPlane(edges));
        at::Tensor leaf = asTensor(sketch).unsqueeze(0).requires_grad_(true);
        (3 * loss(leaf)).sum().backward();
        for (const std::size_t k : {0u, 77u, 640u, static_cast<unsigned>(kWidth * kHeight - 1)}) {
            constexpr double kStep = 1e-4;
            auto up = sketch, down = sketch;
            up[k] += kStep;
            down[k] -= kStep;
            const double expected = 3 * (lossOf(up, edges) - lossOf(down, edges)) / (2 * kStep);
            const double actual = leaf.grad().const_data_ptr<float>()[k];
            QVERIFY2(std::abs(actual - expected) < 1e-3 * std::abs(expected) + 1e-7,
                     qPrintable(QString("%1 %2").arg(actual).arg(expected)));
        }
    }

    void theSameLossWithAndWithoutAGradient() {
        const loss::EdgeLoss loss(asPlane(randomValues(8)));
        const at::Tensor plain = asTensor(randomValues(9)).unsqueeze(0);
        const at::Tensor leaf = plain.clone().requires_grad_(true);
        const at::Tensor with = loss(leaf), without = loss(plain);
        QVERIFY(with.requires_grad() && !without.requires_grad());
        QCOMPARE(without.item<float>(), with.item<float>());
        const c10::AutoGradMode none(false);
        const at::Tensor quiet = loss(leaf);
        QVERIFY(!quiet.requires_grad());
        QCOMPARE(quiet.item<float>(), with.item<float>());
    }

    void aPhotoWithoutEdgesCostsNothing() {
        const loss::EdgeLoss loss(image::Plane(kWidth, kHeight));
        QCOMPARE(loss(asTensor(randomValues(6)).unsqueeze(0)).item<float>(), 0.0f);
    }

    void wrongShapesAreRefused() {
        const loss::EdgeLoss loss(asPlane(randomValues(7)));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, loss(at::ones({1, 1, kWidth, kHeight})));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, loss(at::ones({1, 3, kHeight, kWidth})));
    }
};

QTEST_APPLESS_MAIN(EdgeLossTest)
#include "edge_loss_test.moc"
