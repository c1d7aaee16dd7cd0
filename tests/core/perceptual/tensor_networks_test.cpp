// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>
#include <c10/core/Allocator.h>
#include <torch/csrc/autograd/autograd.h>

#include "base/error.hpp"
#include "perceptual/tensor_network.hpp"
#include "support/plain_clip.hpp"
#include "support/random_picture.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

using namespace croquis::perceptual;
using namespace croquis::tests;
using croquis::test::randomPicture;

namespace {

at::Tensor normalised(const TensorNetwork& network, const at::Tensor& pictures) {
    const auto of = network.normalisation();
    at::Tensor result = pictures.clone(at::MemoryFormat::ChannelsLast);
    for (std::int64_t c = 0; c < 3; ++c)
        result.select(1, c).sub_(of.mean[static_cast<std::size_t>(c)]).div_(of.deviation[static_cast<std::size_t>(c)]);
    return result;
}

/// Of sRGB pictures, from the gradient of the normalised ones.
at::Tensor ofPictures(const TensorNetwork& network, const at::Tensor& gradient) {
    at::Tensor result = gradient.clone();
    for (std::int64_t c = 0; c < 3; ++c)
        result.select(1, c).div_(network.normalisation().deviation[static_cast<std::size_t>(c)]);
    return result;
}

double apart(const at::Tensor& found, const at::Tensor& expected) {
    if (found.sizes() != expected.sizes())
        return 1e30;
    return ((found - expected).abs().max() / expected.abs().max()).item<double>();
}

/// Counts the bytes that LibTorch's tensors take on the processor while it lives.
class CountingAllocator final : public c10::Allocator {
  public:
    CountingAllocator() : m_before(c10::GetAllocator(c10::kCPU)) { c10::SetAllocator(c10::kCPU, this, 100); }
    CountingAllocator(const CountingAllocator&) = delete;
    CountingAllocator& operator=(const CountingAllocator&) = delete;
    ~CountingAllocator() override { c10::SetAllocator(c10::kCPU, m_before, 100); }

    /// Bytes that an action has at its height, beside what there was before.
    template <class Action>
    std::int64_t height(Action&& action) {
        const std::int64_t before = live;
        most = before;
        action();
        return most - before;
    }

    c10::DataPtr allocate(std::size_t bytes) override {
        auto* const block = static_cast<char*>(std::aligned_alloc(kHead, (bytes + 2 * kHead - 1) / kHead * kHead));
        std::memcpy(block, &bytes, sizeof bytes);
        const std::int64_t now = live += static_cast<std::int64_t>(bytes);
        most = std::max<std::int64_t>(most, now);
        return {block + kHead, block + kHead, release, c10::Device(c10::kCPU)};
    }
    c10::DeleterFnPtr raw_deleter() const override { return release; }
    void copy_data(void* to, const void* from, std::size_t bytes) const override { std::memcpy(to, from, bytes); }

  private:
    static constexpr std::size_t kHead = 64;
    static void release(void* data) {
        std::size_t bytes = 0;
        std::memcpy(&bytes, static_cast<char*>(data) - kHead, sizeof bytes);
        live -= static_cast<std::int64_t>(bytes);
        std::free(static_cast<char*>(data) - kHead);
    }

    static inline std::atomic<std::int64_t> live{0}, most{0};
    c10::Allocator* m_before;
};

} // namespace

/// The networks for cards, of LibTorch's operators alone, against those for processors.
class TensorNetworksTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_resnet, m_efficientnet;

    std::string fileOf(const QString& name) const { return m_folder.filePath(name).toStdString(); }

  private Q_SLOTS:
    void initTestCase() {
        const PlainResNet tiny{8, {2, 1, 3, 1}, 64, 24};
        m_resnet = SafetensorsWriter::save(fileOf("tiny.pt"), scriptArchiveOf(tiny.weights(6)));
        m_efficientnet = SafetensorsWriter::save(fileOf("lite.safetensors"), ReferenceEfficientNet(3).file().bytes());
    }

    void bothWaysAreTheEncoders_data() {
        QTest::addColumn<bool>("resnet");
        QTest::addColumn<QList<int>>("stages");
        QTest::addColumn<bool>("embedding");
        QTest::newRow("ResNet, CLIPasso") << true << QList<int>{2, 3} << true;
        QTest::newRow("ResNet, all") << true << QList<int>{0, 1, 2, 3, 4} << true;
        QTest::newRow("ResNet, stem") << true << QList<int>{0} << false;
        QTest::newRow("ResNet, embedding") << true << QList<int>{} << true;
        QTest::newRow("EfficientNet, default") << false << QList<int>{4, 5, 6} << true;
        QTest::newRow("EfficientNet, all") << false << QList<int>{0, 1, 2, 3, 4, 5, 6, 7} << true;
        QTest::newRow("EfficientNet, stem") << false << QList<int>{0} << false;
        QTest::newRow("EfficientNet, embedding") << false << QList<int>{} << true;
    }
    void bothWaysAreTheEncoders() {
        QFETCH(bool, resnet);
        QFETCH(QList<int>, stages);
        QFETCH(bool, embedding);
        const std::string file = resnet ? m_resnet : m_efficientnet;
        const auto encoder = openEncoder(file);
        const auto network = openTensorNetwork(file, at::kCPU, CardPrecision::fp32);
        const EncoderOutputs wanted{{stages.begin(), stages.end()}, embedding};
        QCOMPARE(network->inputSide(), encoder->inputSide());
        QCOMPARE(network->embeddingSize(), std::int64_t{encoder->embeddingSize()});
        const std::int64_t side = encoder->inputSide();
        const at::Tensor pictures = randomPicture({2, 3, side, side}, 7).requires_grad_(true);
        const Encoding expected = encoder->encode(pictures, wanted);
        std::unique_ptr<TensorNetwork::Tape> tape;
        const Encoding found = network->forward(normalised(*network, pictures.detach()), wanted, &tape);
        std::vector<at::Tensor> results = expected.stages, weights;
        Encoding gradients;
        for (std::size_t k = 0; k < expected.stages.size(); ++k) {
            const auto shape = network->stageShape(wanted.stages[k]);
            QCOMPARE(expected.stages[k].sizes(), (at::IntArrayRef{2, shape[0], shape[1], shape[2]}));
            QVERIFY2(apart(found.stages[k], expected.stages[k].detach()) < 1e-5, qPrintable(QString::number(k)));
            QVERIFY(found.stages[k].is_contiguous(at::MemoryFormat::ChannelsLast));
            gradients.stages.push_back(randomPicture(expected.stages[k].sizes().vec(), 11 + k) - 0.5);
            weights.push_back(gradients.stages.back());
        }
        if (embedding) {
            QVERIFY(apart(found.embedding, expected.embedding.detach()) < 1e-5);
            gradients.embedding = randomPicture(expected.embedding.sizes().vec(), 31) - 0.5;
            results.push_back(expected.embedding);
            weights.push_back(gradients.embedding);
        }
        const at::Tensor slope = torch::autograd::grad(results, {pictures}, weights).at(0);
        const at::Tensor gradient = network->backward(gradients, wanted, *tape);
        QVERIFY(gradient.is_contiguous(at::MemoryFormat::ChannelsLast));
        const double off = apart(ofPictures(*network, gradient), slope);
        // A ReLU6 whose input lies within rounding of 0 or 6 is open in one and shut in the other.
        const bool shuts = !resnet && stages != QList<int>{0};
        QVERIFY2(off < (shuts ? 5e-3 : 1e-5), qPrintable(QString::number(off)));
    }

    /// By what is foreseen a card decides how many sketches a network is given at once.
    void theMemoryIsForeseen() {
        const std::string saved = SafetensorsWriter::save(
            fileOf("wide.pt"), scriptArchiveOf(PlainResNet{16, {2, 2, 3, 1}, 224, 24}.weights(6)));
        for (const std::string& file : {saved, m_efficientnet})
            for (const EncoderOutputs& wanted : {EncoderOutputs{{2, 3}, true}, EncoderOutputs{{1, 2}, false}}) {
                const auto network = openTensorNetwork(file, at::kCPU, CardPrecision::fp32);
                const std::int64_t side = network->inputSide();
                constexpr std::int64_t kPictures = 4;
                const at::Tensor pictures = normalised(*network, randomPicture({kPictures, 3, side, side}, 8));
                CountingAllocator counting;
                const std::int64_t both = counting.height([&] {
                    std::unique_ptr<TensorNetwork::Tape> tape;
                    const Encoding found = network->forward(pictures, wanted, &tape);
                    network->backward(found, wanted, *tape);
                });
                const std::int64_t forth = counting.height([&] { network->forward(pictures, wanted, nullptr); });
                for (const auto& [back, height] : {std::pair(true, both), std::pair(false, forth)}) {
                    const double foreseen = static_cast<double>(network->bytesPerPicture(wanted, back)) * kPictures;
                    const double share = static_cast<double>(height) / foreseen;
                    qInfo("%s, %s: %.2f of %.2f MB",
                          network->inputSide() == 224 && file == saved ? "ResNet" : "EfficientNet",
                          back ? "both ways" : "forth", 1e-6 * static_cast<double>(height), 1e-6 * foreseen);
                    QVERIFY2(share > 0.4 && share <= 1.1, qPrintable(QString::number(share)));
                }
            }
    }

    /// The way back leaves what it was given, and the tape, as they were.
    void theWayBackCanBeRepeated() {
        for (const std::string& file : {m_resnet, m_efficientnet}) {
            const auto network = openTensorNetwork(file, at::kCPU, CardPrecision::fp32);
            const std::int64_t side = network->inputSide();
            const EncoderOutputs wanted{{2, 3}, true};
            const at::Tensor pictures = normalised(*network, randomPicture({1, 3, side, side}, 8));
            const at::Tensor before = pictures.clone();
            std::unique_ptr<TensorNetwork::Tape> tape;
            const Encoding found = network->forward(pictures, wanted, &tape);
            Encoding gradients{found.stages, found.embedding};
            for (at::Tensor& stage : gradients.stages)
                stage = stage.clone() - 0.5;
            const at::Tensor kept = gradients.stages[1].clone();
            const at::Tensor first = network->backward(gradients, wanted, *tape);
            QVERIFY(first.equal(network->backward(gradients, wanted, *tape)));
            QVERIFY(gradients.stages[1].equal(kept) && pictures.equal(before));
        }
    }

    void lessPrecisionIsNearby_data() {
        QTest::addColumn<int>("precision");
        QTest::newRow("bf16") << static_cast<int>(CardPrecision::bf16);
        QTest::newRow("fp16") << static_cast<int>(CardPrecision::fp16);
    }
    void lessPrecisionIsNearby() {
        QFETCH(int, precision);
        const auto exact = openTensorNetwork(m_resnet, at::kCPU, CardPrecision::fp32);
        const auto rough = openTensorNetwork(m_resnet, at::kCPU, static_cast<CardPrecision>(precision));
        const EncoderOutputs wanted{{2, 3}, true};
        const at::Tensor pictures = normalised(*exact, randomPicture({2, 3, 64, 64}, 9));
        std::unique_ptr<TensorNetwork::Tape> a, b;
        const Encoding expected = exact->forward(pictures, wanted, &a), found = rough->forward(pictures, wanted, &b);
        QCOMPARE(found.stages[0].scalar_type(), at::kFloat);
        QVERIFY(apart(found.stages[1], expected.stages[1]) < 0.1);
        QVERIFY(apart(found.embedding, expected.embedding) < 0.1);
        const at::Tensor slope = rough->backward(expected, wanted, *b);
        QCOMPARE(slope.scalar_type(), at::kFloat);
        const at::Tensor right = exact->backward(expected, wanted, *a);
        const double cosine = (slope.flatten().dot(right.flatten()) / (slope.norm() * right.norm())).item<double>();
        QVERIFY2(cosine > 0.98, qPrintable(QString::number(cosine)));
        QVERIFY(!found.stages[1].equal(expected.stages[1]));
    }
};

QTEST_APPLESS_MAIN(TensorNetworksTest)
#include "tensor_networks_test.moc"
