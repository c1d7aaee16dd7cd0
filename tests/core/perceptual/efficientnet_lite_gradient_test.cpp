// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include "base/error.hpp"
#include "perceptual/efficientnet_lite.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <optional>

using namespace croquis::perceptual;
using croquis::tests::ReferenceEfficientNet;
using croquis::tests::SafetensorsWriter;

namespace {

std::vector<double> doubles(const at::Tensor& tensor) {
    const at::Tensor values = tensor.to(at::kDouble).contiguous();
    return {values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel()};
}

double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

} // namespace

/// The gradient against central differences of the reference network, in double.
class EfficientNetLiteGradientTest : public QObject {
    Q_OBJECT

  private:
    static constexpr double kStep = 1e-7;
    static constexpr int kEmbedding = 8; ///< stands for the embedding among the stages

    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);
    std::optional<ReferenceEfficientNet> m_reference;
    std::optional<EfficientNetLite> m_encoder;
    at::Tensor m_picture;
    std::vector<at::Tensor> m_weights; ///< of each stage's values and the embedding's in the scalar
    struct Direction {
        at::Tensor values;
        std::vector<double> slopes; ///< of each stage's weighted sum and the embedding's
    };
    std::vector<Direction> m_directions;

    at::Tensor normal(at::IntArrayRef sizes) { return at::randn(sizes, m_random); }

    std::vector<at::Tensor> encodeAll(const at::Tensor& picture) const {
        const Encoding encoding = m_encoder->encode(picture, {{0, 1, 2, 3, 4, 5, 6, 7}, true});
        std::vector<at::Tensor> all = encoding.stages;
        all.push_back(encoding.embedding);
        return all;
    }

    at::Tensor gradientOf(const std::vector<int>& parts) const {
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const auto all = encodeAll(input);
        std::vector<at::Tensor> results, weights;
        for (const int part : parts) {
            results.push_back(all[part]);
            weights.push_back(m_weights[part]);
        }
        return torch::autograd::grad(results, {input}, weights).at(0);
    }

    std::vector<double> weightedSums(const std::vector<double>& picture) const {
        const ReferenceEfficientNet::Result result = m_reference->run(picture);
        std::vector<double> sums;
        for (std::size_t stage = 0; stage < result.stages.size(); ++stage)
            sums.push_back(dot(result.stages[stage].values, doubles(m_weights[stage])));
        sums.push_back(dot(result.embedding, doubles(m_weights[kEmbedding])));
        return sums;
    }

    void addDirection(const at::Tensor& values) {
        const std::vector<double> picture = doubles(m_picture), direction = doubles(values);
        std::vector<double> above = picture, below = picture;
        for (std::size_t i = 0; i < picture.size(); ++i) {
            above[i] += kStep * direction[i];
            below[i] -= kStep * direction[i];
        }
        std::vector<double> slopes = weightedSums(above);
        const std::vector<double> lower = weightedSums(below);
        for (std::size_t i = 0; i < slopes.size(); ++i)
            slopes[i] = (slopes[i] - lower[i]) / (2 * kStep);
        m_directions.push_back({values, slopes});
    }

  private Q_SLOTS:
    void initTestCase() {
        m_reference.emplace(6);
        const TensorFile file(
            SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(), m_reference->file().bytes()));
        m_encoder.emplace(file);
        m_picture = at::rand({1, 3, 224, 224}, m_random);
        for (const at::Tensor& result : encodeAll(m_picture))
            m_weights.push_back(normal(result.sizes()));
        // Noise everywhere, a corner and an edge alone, and the way the gradient itself points: there a wrong factor
        // shows most.
        addDirection(normal(m_picture.sizes()));
        at::Tensor corner = at::zeros(m_picture.sizes());
        corner.narrow(2, 0, 9).narrow(3, 0, 9).copy_(normal({1, 3, 9, 9}));
        addDirection(corner);
        at::Tensor edge = at::zeros(m_picture.sizes());
        edge.narrow(2, 221, 3).copy_(normal({1, 3, 3, 224}));
        addDirection(edge);
        const at::Tensor gradient = gradientOf({kEmbedding});
        addDirection(gradient / gradient.norm());
    }

    void everyResultsGradientMatchesCentralDifferences_data() {
        QTest::addColumn<QList<int>>("parts");
        for (int stage = 0; stage < kEmbedding; ++stage)
            QTest::addRow("stage %d", stage) << QList<int>{stage};
        QTest::newRow("embedding") << QList<int>{kEmbedding};
        QTest::newRow("default") << QList<int>{4, 5, 6, kEmbedding};
        QTest::newRow("all") << QList<int>{0, 1, 2, 3, 4, 5, 6, 7, kEmbedding};
    }
    void everyResultsGradientMatchesCentralDifferences() {
        QFETCH(QList<int>, parts);
        const std::vector<double> gradient = doubles(gradientOf({parts.begin(), parts.end()}));
        const double size = std::sqrt(dot(gradient, gradient));
        QVERIFY(size > 0);
        // Without fused multiply-adds one ReLU6 more of millions falls on the other side of its bend.
        const double tolerance = &bestKernels() == portableKernels() ? 3e-3 : 1e-3;
        for (const Direction& direction : m_directions) {
            double expected = 0;
            for (const int part : parts)
                expected += direction.slopes[part];
            const std::vector<double> way = doubles(direction.values);
            double seen = 0; // of the gradient, where the direction leads
            for (std::size_t i = 0; i < way.size(); ++i)
                seen += way[i] != 0 ? gradient[i] * gradient[i] : 0;
            const double step = std::min(1.0, doubles(direction.values.abs().max()).at(0));
            const double error = std::abs(dot(gradient, way) - expected);
            const double scale = std::max({std::abs(expected), std::sqrt(seen) * step, 0.01 * size});
            QVERIFY2(error < tolerance * scale, qPrintable(QString("%1 of %2").arg(error).arg(scale)));
        }
    }

    void resultsWithoutGradientAreLeftOut() {
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const auto all = encodeAll(input);
        const at::Tensor some = torch::autograd::grad({all[5]}, {input}, {m_weights[5]}).at(0);
        QVERIFY((some - gradientOf({5})).abs().max().item<float>() == 0);
    }

    void differentiatesOnlyOnce() {
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const at::Tensor sum = m_encoder->encode(input, {{}, true}).embedding.square().sum();
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({sum}, {input}, {}, true, true), croquis::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(EfficientNetLiteGradientTest)
#include "efficientnet_lite_gradient_test.moc"
