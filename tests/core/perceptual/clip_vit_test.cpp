// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/autograd.h>

#include "base/error.hpp"
#include "perceptual/clip_vit.hpp"
#include "support/compared_tensors.hpp"
#include "support/plain_clip.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace croquis::perceptual;
using namespace croquis::tests;

/// A tiny network of the same build against plain loops in double.
class ClipViTTest : public QObject {
    Q_OBJECT

  private:
    static constexpr int kEmbedding = 3; ///< stands for the embedding among the stages

    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);
    PlainViT m_plain{128, 3, 8, 3, 20};
    PlainWeights m_weights;
    std::optional<TensorFile> m_file;
    std::optional<ClipViT> m_encoder;
    at::Tensor m_picture;
    PlainEncoding m_expected;

    std::vector<at::Tensor> resultsOf(const ClipViT& encoder, const at::Tensor& picture,
                                      const std::vector<int>& parts) const {
        EncoderOutputs wanted{{}, false};
        for (const int part : parts)
            if (part == kEmbedding)
                wanted.embedding = true;
            else
                wanted.stages.push_back(part);
        const Encoding encoding = encoder.encode(picture, wanted);
        std::vector<at::Tensor> results = encoding.stages;
        if (wanted.embedding)
            results.push_back(encoding.embedding);
        return results;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_weights = m_plain.weights(6);
        m_file.emplace(SafetensorsWriter::save(m_folder.filePath("tiny.pt").toStdString(), scriptArchiveOf(m_weights)));
        m_encoder.emplace(*ClipWeights::in(*m_file));
        m_picture = at::rand({1, 3, 24, 24}, m_random);
        m_expected = encodePlainly(m_plain, m_weights, doublesOf(m_picture));
    }

    void everyResultAgreesWithPlainLoops() {
        const Encoding encoding = m_encoder->encode(m_picture, {{0, 1, 2}, true, true});
        QCOMPARE(encoding.attention.size(), std::size_t(3));
        for (std::size_t block = 0; block < 3; ++block) {
            QCOMPARE(encoding.stages[block].sizes(), (at::IntArrayRef{1, 10, 128}));
            QVERIFY(relativeError(encoding.stages[block], m_expected.stages[block]) < 1e-5);
            QCOMPARE(encoding.attention[block].sizes(), (at::IntArrayRef{1, 2, 10, 10}));
            QVERIFY(relativeError(encoding.attention[block], m_expected.attention[block]) < 1e-5);
            QVERIFY((encoding.attention[block].sum(-1) - 1).abs().max().item<double>() < 1e-5);
        }
        QVERIFY(relativeError(encoding.embedding, m_expected.embedding) < 1e-5);
    }

    void theEmbeddingAloneIsTheSame() {
        const Encoding alone = m_encoder->encode(m_picture, {{}, true});
        QVERIFY(alone.stages.empty() && alone.attention.empty());
        QVERIFY(relativeError(alone.embedding, m_expected.embedding) < 1e-5);
        const Encoding maps = m_encoder->encode(m_picture, {{}, false, true});
        QVERIFY(!maps.embedding.defined());
        QVERIFY(relativeError(maps.attention[2], m_expected.attention[2]) < 1e-5);
    }

    void everyGradientAgreesWithPlainLoops_data() {
        QTest::addColumn<QList<int>>("parts");
        QTest::addColumn<bool>("gelu");
        for (const bool gelu : {false, true}) {
            const char* name = gelu ? "GELU" : "QuickGELU";
            for (int stage = 0; stage < kEmbedding; ++stage)
                QTest::addRow("stage %d, %s", stage, name) << QList<int>{stage} << gelu;
            QTest::addRow("embedding, %s", name) << QList<int>{kEmbedding} << gelu;
            QTest::addRow("all, %s", name) << QList<int>{0, 1, 2, kEmbedding} << gelu;
        }
    }
    void everyGradientAgreesWithPlainLoops() {
        QFETCH(QList<int>, parts);
        QFETCH(bool, gelu);
        PlainViT plain = m_plain;
        plain.gelu = gelu;
        ClipViT encoder(*ClipWeights::in(*m_file));
        if (gelu) // the file itself says QuickGELU
            encoder.setActivation(GeluChoice::gelu);
        constexpr double kStep = 1e-5;
        const std::vector<int> wanted(parts.begin(), parts.end());
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const auto results = resultsOf(encoder, input, wanted);
        std::vector<at::Tensor> seeds;
        for (const at::Tensor& result : results)
            seeds.push_back(at::randn(result.sizes(), m_random));
        const at::Tensor gradient = torch::autograd::grad(results, {input}, seeds).at(0);
        for (const at::Tensor& direction :
             {at::randn(input.sizes(), m_random), at::Tensor(gradient / gradient.norm())}) {
            const auto sum = [&](double step) {
                const PlainEncoding encoding =
                    encodePlainly(plain, m_weights, doublesOf(m_picture.to(at::kDouble) + step * direction));
                double total = 0;
                for (std::size_t i = 0; i < wanted.size(); ++i)
                    total += dot(wanted[i] == kEmbedding ? encoding.embedding : encoding.stages[std::size_t(wanted[i])],
                                 doublesOf(seeds[i]));
                return total;
            };
            const double expected = (sum(kStep) - sum(-kStep)) / (2 * kStep);
            const double got = dot(doublesOf(gradient), doublesOf(direction));
            QVERIFY2(std::abs(got - expected) < 1e-3 * std::max(std::abs(expected), gradient.norm().item<double>()),
                     qPrintable(QString("%1 instead of %2").arg(got).arg(expected)));
        }
    }

    void geluAgreesWithPlainLoops() {
        PlainViT plain = m_plain;
        plain.gelu = true;
        const PlainEncoding expected = encodePlainly(plain, m_weights, doublesOf(m_picture));
        ClipViT encoder(*ClipWeights::in(*m_file));
        encoder.setActivation(GeluChoice::gelu);
        const Encoding encoding = encoder.encode(m_picture, {{0, 1, 2}, true, true});
        for (std::size_t block = 0; block < 3; ++block)
            QVERIFY(relativeError(encoding.stages[block], expected.stages[block]) < 1e-5);
        QVERIFY(relativeError(encoding.embedding, expected.embedding) < 1e-5);
        QVERIFY2(relativeError(encoding.embedding, m_expected.embedding) > 1e-3, "else it tells nothing");
        encoder.setActivation(GeluChoice::quickGelu);
        QVERIFY(relativeError(encoder.encode(m_picture, {{}, true}).embedding, m_expected.embedding) < 1e-5);
    }

    void greyPicturesAreThreeEqualChannels() {
        const at::Tensor grey = at::rand({2, 1, 24, 24}, m_random);
        QVERIFY(
            m_encoder->encode(grey, {{}, true})
                .embedding.equal(m_encoder->encode(grey.expand({2, 3, 24, 24}).contiguous(), {{}, true}).embedding));
    }

    void bf16AgreesRoughly() {
        const ClipViT rough(*ClipWeights::in(*m_file), Precision::bf16);
        const Encoding encoding = rough.encode(m_picture, {{1}, true, true});
        QCOMPARE(encoding.stages[0].scalar_type(), at::kFloat);
        QVERIFY(relativeDistance(encoding.stages[0], m_expected.stages[1]) < 0.03);
        QVERIFY(relativeDistance(encoding.embedding, m_expected.embedding) < 0.03);
    }

    void nothingIsKeptWithoutAGradient() {
        QVERIFY(!m_encoder->encode(m_picture, {{1}, true}).embedding.requires_grad());
        const at::Tensor input = m_picture.clone().set_requires_grad(true);
        const at::NoGradGuard noGradients;
        QVERIFY(!m_encoder->encode(input, {{1}, true}).embedding.requires_grad());
    }

    void tellsWhatItIs() {
        QCOMPARE(m_encoder->name(), std::string("clip-vit-128-3-8"));
        QCOMPARE(m_encoder->inputSide(), 24);
        QCOMPARE(m_encoder->stageCount(), 3);
        QCOMPARE(m_encoder->embeddingSize(), 20);
        const std::int64_t block = 10 * 128 * 128 * 12 + 2 * 10 * 10 * 128;
        QCOMPARE(m_encoder->multiplyAdds({{}, true}, 3), 9 * 192 * 128 + 3 * block + 128 * 20);
        QCOMPARE(m_encoder->multiplyAdds({{0}, false}, 1), 9 * 64 * 128 + block);
    }

    void wrongArgumentsAreRefused() {
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(at::zeros({1, 3, 32, 32}), {{}, true}), croquis::ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(m_picture, {{3}, true}), croquis::InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(m_encoder->lastStageGradient(m_picture, m_picture), croquis::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(ClipViTTest)
#include "clip_vit_test.moc"
