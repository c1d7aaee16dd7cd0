// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/rand.h>
#include <torch/csrc/autograd/autograd.h>

#include "base/error.hpp"
#include "perceptual/efficientnet_lite.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <optional>
#include <thread>

using namespace croquis::perceptual;
using croquis::tests::ReferenceEfficientNet;
using croquis::tests::SafetensorsWriter;

namespace {

const EncoderOutputs kEverything{{0, 1, 2, 3, 4, 5, 6, 7}, true};
const EncoderOutputs kDefault{{4, 5, 6}, true};
/// Of two orders of summation: a few of the millions of ReLU6s near a bend fall on its other side, and pass or don't.
constexpr double kGradientTolerance = 5e-3;

std::vector<at::Tensor> flat(const Encoding& encoding) {
    std::vector<at::Tensor> all = encoding.stages;
    if (encoding.embedding.defined())
        all.push_back(encoding.embedding);
    return all;
}

/// Largest difference over the largest value.
double relativeError(const at::Tensor& tensor, const std::vector<double>& expected) {
    const at::Tensor values = tensor.contiguous();
    if (values.numel() != static_cast<std::int64_t>(expected.size()))
        return INFINITY;
    double error = 0, largest = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        error = std::max(error, std::abs(values.const_data_ptr<float>()[i] - expected[i]));
        largest = std::max(largest, std::abs(expected[i]));
    }
    return error / largest;
}

bool sameBits(const Encoding& a, const Encoding& b) {
    const auto left = flat(a), right = flat(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const auto& x, const auto& y) { return at::equal(x, y); });
}

} // namespace

class EfficientNetLiteTest : public QObject {
    Q_OBJECT

  private:
    QTemporaryDir m_folder;
    at::Generator m_random = at::detail::createCPUGenerator(4);
    std::optional<ReferenceEfficientNet> m_reference;
    std::optional<TensorFile> m_file;
    std::optional<EfficientNetLite> m_encoder;

    at::Tensor random(at::IntArrayRef sizes) { return at::rand(sizes, m_random); }

    /// The default results of pictures, and the pictures' gradient of their weighted sum.
    std::vector<at::Tensor> withGradient(const EfficientNetLite& encoder, const at::Tensor& pictures) const {
        const at::Tensor input = pictures.clone().set_requires_grad(true);
        std::vector<at::Tensor> results = flat(encoder.encode(input, kDefault)), weights;
        for (const at::Tensor& result : results)
            weights.push_back(result.detach() * 0.5 + 0.25);
        const auto gradients = torch::autograd::grad(results, {input}, weights);
        for (at::Tensor& result : results)
            result = result.detach();
        results.push_back(gradients.at(0));
        return results;
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(2);
        m_reference.emplace(1);
        m_file.emplace(
            SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(), m_reference->file().bytes()));
        m_encoder.emplace(*m_file);
    }

    void everyStageAndTheEmbeddingMatchTheDefinition() {
        const at::Tensor picture = random({1, 3, 224, 224});
        const float* const values = picture.const_data_ptr<float>();
        const ReferenceEfficientNet::Result expected = m_reference->run({values, values + picture.numel()});
        QVERIFY2(expected.openShare > 0.2 && expected.openShare < 0.8 && expected.saturatedShare > 0.01,
                 "the random network doesn't use its activations");
        const Encoding encoding = m_encoder->encode(picture, kEverything);
        QCOMPARE(encoding.stages.size(), expected.stages.size());
        for (std::size_t stage = 0; stage < expected.stages.size(); ++stage) {
            const auto& reference = expected.stages[stage];
            QCOMPARE(encoding.stages[stage].sizes().vec(),
                     (std::vector<std::int64_t>{1, reference.channels, reference.side, reference.side}));
            const double error = relativeError(encoding.stages[stage], reference.values);
            QVERIFY2(error < 1e-4, qPrintable(QString("stage %1: %2").arg(stage).arg(error)));
        }
        QCOMPARE(encoding.embedding.sizes().vec(), (std::vector<std::int64_t>{1, 1280}));
        QVERIFY(relativeError(encoding.embedding, expected.embedding) < 1e-4);
    }

    void greyEqualsColourWithEqualChannels() {
        const at::Tensor grey = random({2, 1, 224, 224});
        const auto one = flat(m_encoder->encode(grey, kEverything));
        const auto three = flat(m_encoder->encode(grey.expand({2, 3, 224, 224}), kEverything));
        for (std::size_t i = 0; i < one.size(); ++i)
            QVERIFY((one[i] - three[i]).abs().max().item<float>() < 1e-4f * three[i].abs().max().item<float>());

        const at::Tensor colour = grey.expand({2, 3, 224, 224}).contiguous();
        const at::Tensor greyGradient = withGradient(*m_encoder, grey).back();
        const at::Tensor colourGradient = withGradient(*m_encoder, colour).back();
        QCOMPARE(greyGradient.sizes().vec(), grey.sizes().vec());
        QCOMPARE(colourGradient.sizes().vec(), colour.sizes().vec());
        QVERIFY((colourGradient.sum(1, true) - greyGradient).norm().item<double>() <
                kGradientTolerance * greyGradient.norm().item<double>());
    }

    void keepingMarksChangesNoBit() {
        const at::Tensor pictures = random({2, 1, 224, 224});
        const Encoding with = m_encoder->encode(pictures.clone().set_requires_grad(true), kEverything);
        const Encoding without = m_encoder->encode(pictures, kEverything);
        QVERIFY(with.embedding.requires_grad() && with.stages[0].requires_grad());
        QVERIFY(!without.embedding.requires_grad());
        QVERIFY(sameBits(with, without));
        const at::NoGradGuard off;
        QVERIFY(!m_encoder->encode(pictures.clone().set_requires_grad(true), kDefault).embedding.requires_grad());
    }

    void fewerOutputsAreTheSameAndCostLess() {
        const at::Tensor pictures = random({1, 3, 224, 224});
        const Encoding all = m_encoder->encode(pictures, kEverything);
        const std::int64_t whole = m_encoder->multiplyAdds(kEverything, 3);
        std::int64_t before = 0;
        for (int stage = 0; stage < 8; ++stage) {
            const EncoderOutputs wanted{{stage}, false};
            const Encoding one = m_encoder->encode(pictures, wanted);
            QVERIFY(!one.embedding.defined());
            QVERIFY(at::equal(one.stages.at(0), all.stages[stage]));
            const std::int64_t cost = m_encoder->multiplyAdds(wanted, 3);
            QVERIFY(cost > before || stage == 1);
            before = cost;
        }
        QVERIFY(before < whole);
        QVERIFY(at::equal(m_encoder->encode(pictures, {{}, true}).embedding, all.embedding));
        QVERIFY(m_encoder->encode(pictures, {{}, false}).stages.empty());
    }

    void countsTheArithmeticOfThePublishedNetwork() {
        QCOMPARE(m_encoder->multiplyAdds(kDefault, 3) / 1'000'000, 383);
        QCOMPARE(m_encoder->multiplyAdds(kDefault, 3) - m_encoder->multiplyAdds(kDefault, 1),
                 std::int64_t{112} * 112 * 32 * 18);
    }

    void bitsDependOnNeitherThreadsNorBatch() {
        const at::Tensor pictures = random({5, 1, 224, 224});
        at::set_num_threads(1);
        const auto expected = withGradient(*m_encoder, pictures);
        for (const int threads : {2, 3, 5}) {
            at::set_num_threads(threads);
            const auto again = withGradient(*m_encoder, pictures);
            const auto alone = withGradient(*m_encoder, pictures.narrow(0, 3, 1));
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QVERIFY2(at::equal(expected[i], again[i]),
                         qPrintable(QString("%1 threads, result %2").arg(threads).arg(i)));
                QVERIFY2(at::equal(expected[i].narrow(0, 3, 1), alone[i]),
                         qPrintable(QString("alone, result %1").arg(i)));
            }
        }
        at::set_num_threads(2);
    }

    void everyInstructionSetGivesTheSame() {
        const at::Tensor pictures = random({1, 1, 224, 224});
        const auto expected = withGradient(EfficientNetLite(*m_file, *portableKernels()), pictures);
        for (const Kernels* kernels : {avx2Kernels(), avx512Kernels()})
            if (kernels != nullptr) {
                const auto results = withGradient(EfficientNetLite(*m_file, *kernels), pictures);
                for (std::size_t i = 0; i < results.size(); ++i) {
                    const double error =
                        (results[i] - expected[i]).norm().item<double>() / expected[i].norm().item<double>();
                    QVERIFY2(error < (i + 1 < results.size() ? 1e-5 : kGradientTolerance),
                             qPrintable(QString("%1, result %2: %3").arg(kernels->name).arg(i).arg(error)));
                }
            }
    }

    void avx2AndAvx512GiveTheSameBits() {
        if (avx2Kernels() == nullptr || avx512Kernels() == nullptr)
            QSKIP("this processor lacks an instruction set");
        const at::Tensor pictures = random({1, 1, 224, 224});
        const auto narrow = withGradient(EfficientNetLite(*m_file, *avx2Kernels()), pictures);
        const auto wide = withGradient(EfficientNetLite(*m_file, *avx512Kernels()), pictures);
        for (std::size_t i = 0; i < narrow.size(); ++i)
            QVERIFY(at::equal(narrow[i], wide[i]));
    }

    void severalThreadsMayCallAtOnce() {
        const at::Tensor pictures = random({2, 1, 224, 224});
        const auto expected = withGradient(*m_encoder, pictures);
        std::array<std::vector<at::Tensor>, 3> results;
        std::vector<std::thread> callers;
        for (auto& result : results)
            callers.emplace_back([&] {
                for (int i = 0; i < 3; ++i)
                    result = withGradient(*m_encoder, pictures);
            });
        for (std::thread& caller : callers)
            caller.join();
        for (const auto& result : results)
            for (std::size_t i = 0; i < expected.size(); ++i)
                QVERIFY(at::equal(result[i], expected[i]));
    }

    void anEncodingOutlivesItsEncoder() {
        const at::Tensor input = random({1, 1, 224, 224}).set_requires_grad(true);
        auto encoder = std::make_unique<EfficientNetLite>(*m_file);
        const at::Tensor embedding = encoder->encode(input, kDefault).embedding;
        encoder.reset();
        QVERIFY(torch::autograd::grad({embedding.sum()}, {input}).at(0).norm().item<float>() > 0);
    }

    void notANumberIsNotHidden() {
        at::Tensor picture = random({1, 1, 224, 224});
        picture.narrow(2, 100, 1).narrow(3, 100, 1).fill_(NAN);
        QVERIFY(!std::isfinite(m_encoder->encode(picture, kDefault).embedding.sum().item<float>()));
    }

    void anEmptyBatchIsEmpty() {
        const Encoding encoding = m_encoder->encode(random({0, 3, 224, 224}), kDefault);
        QCOMPARE(encoding.stages.at(2).sizes().vec(), (std::vector<std::int64_t>{0, 192, 7, 7}));
        QCOMPARE(encoding.embedding.sizes().vec(), (std::vector<std::int64_t>{0, 1280}));
    }

    void refusesOtherPictures() {
        using croquis::ShapeMismatch;
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(random({1, 2, 224, 224}), kDefault), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(random({1, 3, 224, 223}), kDefault), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(random({3, 224, 224}), kDefault), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(random({1, 3, 224, 224}).to(at::kDouble), kDefault), ShapeMismatch);
        QVERIFY_EXCEPTION_THROWN(m_encoder->encode(at::Tensor(), kDefault), ShapeMismatch);
    }

    void refusesOtherStages() {
        using croquis::InvalidArgument;
        const at::Tensor picture = random({1, 1, 224, 224});
        for (const std::vector<int>& stages : {std::vector<int>{8}, {-1}, {5, 4}, {4, 4}}) {
            QVERIFY_EXCEPTION_THROWN(m_encoder->encode(picture, {stages, true}), InvalidArgument);
            QVERIFY_EXCEPTION_THROWN(m_encoder->multiplyAdds({stages, true}, 1), InvalidArgument);
        }
        QVERIFY_EXCEPTION_THROWN(m_encoder->multiplyAdds(kDefault, 2), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(EfficientNetLiteTest)
#include "efficientnet_lite_test.moc"
