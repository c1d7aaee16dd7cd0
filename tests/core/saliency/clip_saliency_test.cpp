// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/clip_saliency.hpp"

#include "base/error.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/randn.h>

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace croquis;
using image::Plane;

namespace {

/// Says what it was made to say.
class Told : public perceptual::PerceptualEncoder {
  public:
    explicit Told(perceptual::Encoding encoding, at::Tensor gradient = {}, int side = 224)
        : m_encoding(std::move(encoding)), m_gradient(std::move(gradient)), m_side(side) {}
    std::string name() const override { return "told"; }
    std::string sha256() const override { return {}; }
    int inputSide() const override { return m_side; }
    int stageCount() const override { return 5; }
    int embeddingSize() const override { return 3; }
    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override {
        asked = wanted;
        seen = pictures;
        return m_encoding;
    }
    at::Tensor lastStageGradient(const at::Tensor& lastStage, const at::Tensor& by) const override {
        if (!m_gradient.defined())
            return PerceptualEncoder::lastStageGradient(lastStage, by);
        seed = by;
        return m_gradient;
    }
    mutable perceptual::EncoderOutputs asked;
    mutable at::Tensor seen, seed;

  private:
    perceptual::Encoding m_encoding;
    at::Tensor m_gradient;
    int m_side;
};

/// The cubic convolution kernel of Keys (1981) with a = -0.75, summed over all source places, edges repeated.
double bicubic(const std::function<double(int, int)>& source, int grid, int x, int y) {
    constexpr double kA = -0.75;
    const auto kernel = [](double d) {
        d = std::abs(d);
        return d <= 1  ? (kA + 2) * d * d * d - (kA + 3) * d * d + 1
               : d < 2 ? kA * (d * d * d - 5 * d * d + 8 * d - 4)
                       : 0;
    };
    const double u = (x + 0.5) * grid / 224 - 0.5, v = (y + 0.5) * grid / 224 - 0.5;
    double sum = 0;
    for (int j = -2; j < grid + 2; ++j)
        for (int i = -2; i < grid + 2; ++i)
            sum += kernel(u - i) * kernel(v - j) * source(std::clamp(i, 0, grid - 1), std::clamp(j, 0, grid - 1));
    return sum;
}

void compare(const Plane& got, const std::function<double(int, int)>& source, int grid) {
    QCOMPARE(got.width, 224);
    QCOMPARE(got.height, 224);
    std::vector<double> expected;
    for (int y = 0; y < 224; ++y)
        for (int x = 0; x < 224; ++x)
            expected.push_back(bicubic(source, grid, x, y));
    const auto [low, high] = std::minmax_element(expected.begin(), expected.end());
    double worst = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        worst = std::max(worst, std::abs(got.values[i] - (expected[i] - *low) / (*high - *low)));
    QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
}

image::Raster<float> grey() {
    return image::Raster<float>(224, 224, 3, 0.5F);
}

} // namespace

class ClipSaliencyTest : public QObject {
    Q_OBJECT

    at::Generator m_random = at::detail::createCPUGenerator(4);

  private Q_SLOTS:
    void attentionIsTheMeanOfTheClassTokensRows_data() {
        QTest::addColumn<int>("grid");
        QTest::newRow("ViT-B/32") << 7;
        QTest::newRow("ViT-B/16") << 14;
    }
    void attentionIsTheMeanOfTheClassTokensRows() {
        QFETCH(int, grid);
        const int tokens = grid * grid + 1, heads = 3, blocks = 4;
        perceptual::Encoding encoding;
        for (int block = 0; block < blocks; ++block)
            encoding.attention.push_back(at::randn({1, heads, tokens, tokens}, m_random).softmax(-1));
        const Told encoder(encoding);
        const Plane got = saliency::attentionSaliency(grey(), encoder);
        QVERIFY(encoder.asked.attention && !encoder.asked.embedding && encoder.asked.stages.empty());
        compare(
            got,
            [&](int x, int y) {
                double sum = 0;
                for (const at::Tensor& map : encoding.attention)
                    for (int head = 0; head < heads; ++head)
                        sum += map.const_data_ptr<float>()[std::size_t(head) * tokens * tokens + 1 + y * grid + x];
                return sum;
            },
            grid);
    }

    void gradCamWeighsChannelsByTheirMeanGradient() {
        perceptual::Encoding encoding;
        encoding.stages = {at::rand({1, 6, 7, 7}, m_random)};
        encoding.embedding = at::randn({1, 3}, m_random);
        const at::Tensor gradient = at::randn({1, 6, 7, 7}, m_random);
        const Told encoder(encoding, gradient);
        const Plane got = saliency::gradCamSaliency(grey(), encoder);
        QVERIFY(encoder.asked.embedding && encoder.asked.stages == std::vector<int>{4});
        QVERIFY(encoder.seed.equal(encoding.embedding));
        const float* values = encoding.stages[0].const_data_ptr<float>();
        const float* slopes = gradient.const_data_ptr<float>();
        compare(
            got,
            [&](int x, int y) {
                double sum = 0;
                for (std::size_t c = 0; c < 6; ++c) {
                    double weight = 0;
                    for (std::size_t i = 0; i < 49; ++i)
                        weight += slopes[c * 49 + i] / 49.0;
                    sum += weight * values[c * 49 + std::size_t(y) * 7 + std::size_t(x)];
                }
                return std::max(sum, 0.0);
            },
            7);
    }

    void thePictureIsShownAsItIs() {
        image::Raster<float> picture = grey();
        picture.at(10, 20, 2) = 0.25F;
        perceptual::Encoding encoding;
        encoding.attention = {at::rand({1, 2, 50, 50}, m_random)};
        const Told same(encoding), larger(encoding, {}, 288);
        saliency::attentionSaliency(picture, same);
        QCOMPARE(same.seen.sizes(), (at::IntArrayRef{1, 3, 224, 224}));
        QCOMPARE(same.seen.select(0, 0).select(0, 2).select(0, 20).select(0, 10).item<float>(), 0.25F);
        saliency::attentionSaliency(picture, larger);
        QCOMPARE(larger.seen.sizes(), (at::IntArrayRef{1, 3, 288, 288}));
        QVERIFY(std::abs(larger.seen.mean().item<double>() - same.seen.mean().item<double>()) < 1e-4);
    }

    void anEvenLookIsNone() {
        perceptual::Encoding encoding;
        encoding.attention = {at::rand({1, 1, 50, 50}, m_random).fill_(0.02)};
        const Plane got = saliency::attentionSaliency(grey(), Told(encoding));
        QVERIFY(std::all_of(got.values.begin(), got.values.end(), [](float value) { return value == 0; }));
    }

    /// A network whose numbers overflow isn't one that finds nothing.
    void endlessNumbersAreNoLook() {
        perceptual::Encoding encoding;
        encoding.attention = {at::rand({1, 1, 50, 50}, m_random)};
        encoding.attention.front().data_ptr<float>()[7] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY_EXCEPTION_THROWN(saliency::attentionSaliency(grey(), Told(encoding)), ModelFileError);
        encoding.attention.clear();
        encoding.stages = {at::rand({1, 6, 7, 7}, m_random)};
        encoding.stages.front().data_ptr<float>()[7] = std::numeric_limits<float>::infinity();
        encoding.embedding = at::randn({1, 3}, m_random);
        const Told encoder(encoding, at::rand({1, 6, 7, 7}, m_random));
        QVERIFY_EXCEPTION_THROWN(saliency::gradCamSaliency(grey(), encoder), ModelFileError);
    }

    void networksWithoutItAreRefused() {
        perceptual::Encoding encoding;
        encoding.stages = {at::rand({1, 6, 7, 7}, m_random)};
        encoding.embedding = at::randn({1, 3}, m_random);
        const Told encoder(encoding);
        QVERIFY_EXCEPTION_THROWN(saliency::attentionSaliency(grey(), encoder), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(saliency::gradCamSaliency(grey(), encoder), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(saliency::gradCamSaliency(image::Raster<float>(10, 10, 3), encoder), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(ClipSaliencyTest)
#include "clip_saliency_test.moc"
