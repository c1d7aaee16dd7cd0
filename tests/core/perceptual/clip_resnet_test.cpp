// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include "base/error.hpp"
#include "perceptual/clip_resnet.hpp"
#include "support/compared_tensors.hpp"
#include "support/plain_clip.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace croquis::perceptual;
using namespace croquis::tests;

/// A tiny network of the same build against plain loops in double.
class ClipResNetTest : public QObject {
    Q_OBJECT

  private:
    static constexpr int kEmbedding = 5; ///< stands for the embedding among the stages

    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);
    PlainResNet m_plain{8, {2, 1, 3, 1}, 64, 24};
    PlainWeights m_weights;
    std::optional<TensorFile> m_file;
    std::optional<ClipResNet> m_encoder;
    at::Tensor m_picture;
    PlainEncoding m_expected;

    at::Tensor gradientOf(const at::Tensor& picture, const std::vector<int>& parts,
                          const std::vector<at::Tensor>& seeds) const {
        const at::Tensor input = picture.clone().set_requires_grad(true);
        EncoderOutputs wanted{{}, false};
        for (const int part : parts)
            if (part == kEmbedding)
                wanted.embedding = true;
            else
                wanted.stages.push_back(part);
        const Encoding encoding = m_encoder->encode(input, wanted);
        std::vector<at::Tensor> results = encoding.stages, of;
        if (wanted.embedding)
            results.push_back(encoding.embedding);
        for (const int part : parts)
            of.push_back(seeds[std::size_t(part)]);
        return torch::autograd::grad(results, {input}, of).at(0);
    }

    /// Of the plain network's results, weighted by the seeds and summed, along a direction.
    double slope(const std::vector<int>& parts, const std::vector<at::Tensor>& seeds,
                 const at::Tensor& direction) const {
        constexpr double kStep = 1e-6;
        const auto sum = [&](double step) {
            std::vector<double> picture = doublesOf(m_picture);
            const std::vector<double> way = doublesOf(direction);
            for (std::size_t i = 0; i < picture.size(); ++i)
                picture[i] += step * way[i];
            const PlainEncoding encoding = encodePlainly(m_plain, m_weights, picture);
            double total = 0;
            for (const int part : parts)
                total += dot(part == kEmbedding ? encoding.embedding : encoding.stages[std::size_t(part)],
                             doublesOf(seeds[std::size_t(part)]));
            return total;
        };
        return (sum(kStep) - sum(-kStep)) / (2 * kStep);
    }

    std::vector<at::Tensor> seeds() {
        const Encoding encoding = m_encoder->encode(m_picture, {{0, 1, 2, 3, 4}, true});
        std::vector<at::Tensor> result;
        for (const at::Tensor& stage : encoding.stages)
            result.push_back(at::randn(stage.sizes(), m_random));
        result.push_back(at::randn(encoding.embedding.sizes(), m_random));
        return result;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_weights = m_plain.weights(6);
        m_file.emplace(SafetensorsWriter::save(m_folder.filePath("tiny.pt").toStdString(), scriptArchiveOf(m_weights)));
        m_encoder.emplace(*ClipWeights::in(*m_file));
        m_picture = at::rand({1, 3, 64, 64}, m_random);
        m_expected = encodePlainly(m_plain, m_weights, doublesOf(m_picture));
    }

    void everyResultAgreesWithPlainLoops() {
        const Encoding encoding = m_encoder->encode(m_picture, {{0, 1, 2, 3, 4}, true});
        const int channels[] = {8, 32, 64, 128, 256}, sides[] = {16, 16, 8, 4, 2};
        for (std::size_t stage = 0; stage < 5; ++stage) {
            QCOMPARE(encoding.stages[stage].sizes(), (at::IntArrayRef{1, channels[stage], sides[stage], sides[stage]}));
            QVERIFY(relativeError(encoding.stages[stage], m_expected.stages[stage]) < 1e-5);
        }
        QCOMPARE(encoding.embedding.sizes(), (at::IntArrayRef{1, 24}));
        QVERIFY(relativeError(encoding.embedding, m_expected.embedding) < 1e-5);
    }

    void whatIsWantedAloneIsTheSame() {
        const Encoding all = m_encoder->encode(m_picture, {{0, 1, 2, 3, 4}, true});
        const Encoding some = m_encoder->encode(m_picture, {{2, 3}, false});
        QCOMPARE(some.stages.size(), std::size_t(2));
        QVERIFY(!some.embedding.defined());
        QVERIFY(some.stages[0].equal(all.stages[2]) && some.stages[1].equal(all.stages[3]));
        QVERIFY(m_encoder->encode(m_picture, {{}, true}).embedding.equal(all.embedding));
        QVERIFY(m_encoder->encode(m_picture, {{}, false}).stages.empty());
    }

    void everyGradientAgreesWithPlainLoops_data() {
        QTest::addColumn<QList<int>>("parts");
        for (int stage = 0; stage < kEmbedding; ++stage)
            QTest::addRow("stage %d", stage) << QList<int>{stage};
        QTest::newRow("embedding") << QList<int>{kEmbedding};
        QTest::newRow("CLIPasso") << QList<int>{2, 3, kEmbedding};
        QTest::newRow("all") << QList<int>{0, 1, 2, 3, 4, kEmbedding};
    }
    void everyGradientAgreesWithPlainLoops() {
        QFETCH(QList<int>, parts);
        const std::vector<int> wanted(parts.begin(), parts.end());
        const auto by = seeds();
        const at::Tensor gradient = gradientOf(m_picture, wanted, by);
        at::Tensor corner = at::zeros(m_picture.sizes()), edge = at::zeros(m_picture.sizes());
        corner.narrow(2, 0, 5).narrow(3, 0, 5).normal_(0, 1, m_random);
        edge.narrow(3, 61, 3).normal_(0, 1, m_random);
        for (const at::Tensor& direction :
             {at::randn(m_picture.sizes(), m_random), corner, edge, at::Tensor(gradient / gradient.norm())}) {
            const double expected = slope(wanted, by, direction), got = dot(doublesOf(gradient), doublesOf(direction));
            const double seen = (gradient * (direction != 0)).norm().item<double>() *
                                std::min(1.0, direction.abs().max().item<double>());
            QVERIFY2(std::abs(got - expected) < 1e-3 * std::max(std::abs(expected), seen),
                     qPrintable(QString("%1 instead of %2").arg(got).arg(expected)));
        }
    }

    void greyPicturesAreThreeEqualChannels() {
        const auto by = seeds();
        const at::Tensor grey = at::rand({1, 1, 64, 64}, m_random), rgb = grey.expand({1, 3, 64, 64}).contiguous();
        QVERIFY(m_encoder->encode(grey, {{4}, true}).embedding.equal(m_encoder->encode(rgb, {{4}, true}).embedding));
        const at::Tensor ofGrey = gradientOf(grey, {2, kEmbedding}, by), ofRgb = gradientOf(rgb, {2, kEmbedding}, by);
        QCOMPARE(ofGrey.sizes(), grey.sizes());
        QVERIFY(relativeError(ofGrey, doublesOf(ofRgb.sum(at::IntArrayRef{1}, true))) < 1e-5);
    }

    void picturesOfABatchDoNotMix() {
        const at::Tensor batch = at::rand({3, 3, 64, 64}, m_random);
        const Encoding together = m_encoder->encode(batch, {{1, 4}, true});
        for (std::int64_t i = 0; i < 3; ++i) {
            const Encoding alone = m_encoder->encode(batch.narrow(0, i, 1), {{1, 4}, true});
            QVERIFY(relativeError(together.embedding.narrow(0, i, 1), doublesOf(alone.embedding)) < 1e-5);
            QVERIFY(relativeError(together.stages[1].narrow(0, i, 1), doublesOf(alone.stages[1])) < 1e-5);
        }
    }

    void theSameCallGivesTheSameBits() {
        const auto by = seeds();
        const at::Tensor first = gradientOf(m_picture, {2, 3, kEmbedding}, by);
        for (int i = 0; i < 3; ++i)
            QVERIFY(gradientOf(m_picture, {2, 3, kEmbedding}, by).equal(first));
    }

    void resultsWithoutGradientAreLeftOut() {
        const auto by = seeds();
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const Encoding all = m_encoder->encode(input, {{1, 3}, true});
        const at::Tensor some = torch::autograd::grad({all.stages[0]}, {input}, {by[1]}).at(0);
        QVERIFY(some.equal(gradientOf(m_picture, {1}, by)));
        QCOMPARE(input.requires_grad(), true);
        QVERIFY(!m_encoder->encode(m_picture, {{1}, true}).embedding.requires_grad());
    }

    void theLastStagesGradientIsThePools() {
        const Encoding encoding = m_encoder->encode(m_picture, {{4}, true});
        const at::Tensor seed = at::randn({1, 24}, m_random);
        const at::Tensor gradient = m_encoder->lastStageGradient(encoding.stages[0], seed);
        QCOMPARE(gradient.sizes(), encoding.stages[0].sizes());
        std::vector<double> numeric;
        constexpr double kStep = 1e-5;
        const std::vector<double> last = doublesOf(encoding.stages[0]);
        for (std::size_t i = 0; i < last.size(); i += 37) {
            std::vector<double> above = last, below = last;
            above[i] += kStep;
            below[i] -= kStep;
            const double expected = (dot(poolPlainly(m_plain, m_weights, above), doublesOf(seed)) -
                                     dot(poolPlainly(m_plain, m_weights, below), doublesOf(seed))) /
                                    (2 * kStep);
            const double got = doublesOf(gradient)[i], size = gradient.abs().max().item<double>();
            QVERIFY2(std::abs(got - expected) < 1e-4 * size, qPrintable(QString("%1 %2").arg(got).arg(expected)));
        }
        QVERIFY_EXCEPTION_THROWN(m_encoder->lastStageGradient(encoding.stages[0], at::zeros({2, 24})),
                                 croquis::ShapeMismatch);
    }

    void bf16AgreesRoughly() {
        const ClipResNet rough(*ClipWeights::in(*m_file), Precision::bf16);
        const Encoding encoding = rough.encode(m_picture, {{2, 4}, true});
        QCOMPARE(encoding.stages[0].scalar_type(), at::kFloat);
        QVERIFY(relativeDistance(encoding.stages[0], m_expected.stages[2]) < 0.02);
        QVERIFY(relativeDistance(encoding.embedding, m_expected.embedding) < 0.03);
        const at::Tensor input = m_picture.clone().set_requires_grad(true), seed = seeds()[2];
        const Encoding again = rough.encode(input, {{2}, false});
        const at::Tensor gradient = torch::autograd::grad({again.stages[0]}, {input}, {seed}).at(0);
        QCOMPARE(gradient.scalar_type(), at::kFloat);
        const at::Tensor exact = gradientOf(m_picture, {2}, {{}, {}, seed});
        QVERIFY(relativeDistance(gradient, doublesOf(exact)) < 0.15);
    }

    void tellsWhatItIs() {
        QCOMPARE(m_encoder->name(), std::string("clip-resnet-8-2-1-3-1"));
        QCOMPARE(m_encoder->inputSide(), 64);
        QCOMPARE(m_encoder->stageCount(), 5);
        QCOMPARE(m_encoder->embeddingSize(), 24);
        QCOMPARE(m_encoder->sha256(), m_file->sha256());
    }

    void wrongArgumentsAreRefused() {
        using croquis::InvalidArgument;
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(at::zeros({1, 3, 224, 224}), {{}, true}), croquis::ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(m_picture, {{5}, true}), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(m_picture, {{}, true, true}), InvalidArgument);
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const at::Tensor sum = m_encoder->encode(input, {{}, true}).embedding.square().sum();
        QVERIFY_EXCEPTION_THROWN(torch::autograd::grad({sum}, {input}, {}, true, true), InvalidArgument);
    }

    void multiplyAddsAreCounted() {
        // Counted by hand from method.md's table, for width 8 on 64 x 64.
        const std::int64_t stem = 32 * 32 * 9 * (3 * 4 + 4 * 4 + 4 * 8);
        const std::int64_t layer1 =
            16 * 16 * (8 * 8 + 9 * 8 * 8 + 8 * 32 + 8 * 32) + 16 * 16 * (2 * 8 * 32 + 9 * 8 * 8);
        const std::int64_t layer2 = 16 * 16 * (32 * 16 + 9 * 16 * 16) + 8 * 8 * (16 * 64 + 32 * 64);
        QCOMPARE(m_encoder->multiplyAdds({{0}, false}, 3), stem);
        QCOMPARE(m_encoder->multiplyAdds({{1}, false}, 3), stem + layer1);
        QCOMPARE(m_encoder->multiplyAdds({{0, 2}, false}, 3), stem + layer1 + layer2);
    }
};

QTEST_APPLESS_MAIN(ClipResNetTest)
#include "clip_resnet_test.moc"
