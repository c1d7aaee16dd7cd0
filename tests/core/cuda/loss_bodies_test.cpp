// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros.h>

#include "base/random_stream.hpp"
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/embedding_distance.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "loss/perceptual_loss.hpp"
#include "support/random_picture.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using test::randomPicture;

namespace {

/// A network that is none: its one stage and its embedding are the grey picture.
class GreyEncoder final : public perceptual::PerceptualEncoder {
  public:
    explicit GreyEncoder(int side) : m_side(side) {}
    std::string name() const override { return "grey"; }
    std::string sha256() const override { return ""; }
    int inputSide() const override { return m_side; }
    int stageCount() const override { return 1; }
    int embeddingSize() const override { return m_side * m_side; }
    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override {
        const at::Tensor grey = pictures.mean({1}, true);
        perceptual::Encoding encoding;
        if (!wanted.stages.empty())
            encoding.stages.push_back(grey);
        if (wanted.embedding)
            encoding.embedding = grey.flatten(1);
        return encoding;
    }

  private:
    int m_side;
};

test::TracedMemory<float> memoryOf(const char* name, const at::Tensor& tensor) {
    const at::Tensor plain = tensor.detach().contiguous();
    return {name, {plain.const_data_ptr<float>(), plain.const_data_ptr<float>() + plain.numel()}, true};
}

/// Largest |difference|, as a share of the tensor's largest number.
double difference(const std::vector<float>& a, const at::Tensor& tensor) {
    const at::Tensor b = tensor.detach().contiguous();
    double largest = 0, scale = 1e-30;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double apart = std::abs(double{a[k]} - b.const_data_ptr<float>()[k]);
        largest = std::max(largest, std::isnan(apart) ? 1e30 : apart);
        scale = std::max(scale, std::abs(double{b.const_data_ptr<float>()[k]}));
    }
    return b.numel() == static_cast<int64_t>(a.size()) ? largest / scale : 1e30;
}

/// One batch of views, its targets, and PerceptualLoss' word on them.
struct Batch {
    Batch(int side_, int sketches, int viewsEach_, loss::PerceptualLossOptions options)
        : side(side_), viewsEach(viewsEach_), rows(sketches * viewsEach_), encoder(side_),
          augmenter(loss::drawWarps(1, 6, warpOptions(side_))), photo(randomPicture({1, 3, side_, side_}, 2)),
          sketchViews(randomPicture({rows, 1, side_, side_}, 3).requires_grad_(true)) {
        for (int row = 0; row < rows; ++row)
            targets.push_back(row % viewsEach == 0 ? 0 : 1 + row % 6);
        const std::vector<int> all{0, 1, 2, 3, 4, 5, 6};
        loss::PerceptualLoss loss(encoder, augmenter, photo, options);
        loss.prepare(all);
        result = loss.compare(sketchViews, targets, viewsEach);
        (result.perView.sum() / viewsEach).backward();
        target = augmenter.viewsOfPicture(photo, all).mean({1}, true).flatten(1).contiguous();
    }

    static loss::WarpOptions warpOptions(int side) {
        loss::WarpOptions options;
        options.side = side;
        return options;
    }

    int side, viewsEach, rows;
    GreyEncoder encoder;
    loss::Augmenter augmenter;
    at::Tensor photo, sketchViews, target;
    std::vector<int> targets;
    loss::PerceptualLoss::Result result;
};

} // namespace

/// The loss' kernels' bodies, run on the processor with bounds and races checked.
class LossBodiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stagesAreThePerceptualLosss_data() {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("viewsEach");
        QTest::addColumn<bool>("absolute");
        QTest::addColumn<bool>("relative");
        QTest::newRow("usual") << 64 << 3 << 5 << false << false;
        QTest::newRow("relative, not divisible by the lanes") << 37 << 2 << 3 << false << true;
        QTest::newRow("absolute") << 37 << 1 << 2 << true << true;
        QTest::newRow("fewer than the lanes") << 5 << 12 << 1 << false << true;
        for (const int side : {14, 56, 65, 128})
            for (const int sketches : {1, 12})
                QTest::addRow("%d of %d", sketches, side) << side << sketches << 2 << false << true;
        for (const int sketches : {2, 5}) // between them
            QTest::addRow("%d of 64", sketches) << 64 << sketches << 3 << true << false;
        for (const int side : {224, 447, 634}) // of canvases; the last as large as RN101's layer2 (401408 numbers)
            QTest::addRow("1 of %d", side) << side << 1 << 1 << false << true;
    }
    void stagesAreThePerceptualLosss() {
        QFETCH(int, side);
        QFETCH(int, sketches);
        QFETCH(int, viewsEach);
        QFETCH(bool, absolute);
        QFETCH(bool, relative);
        const Batch batch(side, sketches, viewsEach, {{{0, 0.7}}, 0, relative, absolute});
        const int size = side * side;
        const auto sketch = memoryOf("sketch", batch.sketchViews), target = memoryOf("target", batch.target);
        const test::TracedMemory<int> targets("targets", batch.targets, true);
        const auto norms = memoryOf("norms", relative ? batch.target.square().mean(1).reciprocal()
                                                      : at::zeros({batch.target.size(0)}) + 1);
        test::TracedMemory<float> parts("parts", std::int64_t{batch.rows} * cuda::kStageLanes, true, std::nanf(""));
        test::TracedMemory<float> gradient("gradient", std::int64_t{batch.rows} * size, true, std::nanf(""));
        test::TracedMemory<float> terms("terms", std::int64_t{batch.rows} * 3, true, -1);
        cuda::launchSequentially(cuda::MeasureStage{batch.rows, size, absolute, 0.7f, 1.0f / viewsEach, sketch.in(),
                                                    target.in(), norms.in(), targets.in(), parts.out(),
                                                    gradient.out()});
        test::TracedMemory<float> folded("folded", std::int64_t{batch.rows} * cuda::kFoldedLanes, true, std::nanf(""));
        cuda::launchSequentially(cuda::FoldParts{batch.rows, parts.in(), folded.out()});
        cuda::launchSequentially(
            cuda::SumStage{batch.rows, size, 0.7f, {3, 1}, folded.in(), norms.in(), targets.in(), terms.out()});
        QVERIFY(difference(gradient.values, batch.sketchViews.grad()) < 1e-5);
        compareTerms(terms.values, batch);
    }

    void embeddingsAreThePerceptualLosss_data() {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("viewsEach");
        QTest::newRow("usual") << 23 << 3 << 5; // 529 numbers
        QTest::newRow("fewer than the lanes") << 4 << 12 << 2;
        for (const int side : {8, 16, 32, 45}) // up to 2025 numbers
            for (const int sketches : {1, 12})
                QTest::addRow("%d of %d", sketches, side) << side << sketches << 3;
        for (const int sketches : {2, 5})
            QTest::addRow("%d of 36", sketches) << 36 << sketches << 2; // EfficientNet-Lite0's 1280, about
    }
    void embeddingsAreThePerceptualLosss() {
        QFETCH(int, side);
        QFETCH(int, sketches);
        QFETCH(int, viewsEach);
        const Batch batch(side, sketches, viewsEach, {{}, 0.1, false});
        const auto target = memoryOf("target", batch.target / batch.target.norm(2, {1}, true));
        const auto [terms, gradient] = embedding(batch.sketchViews, target, batch.targets, viewsEach, 0.1f);
        QVERIFY(difference(gradient, batch.sketchViews.grad()) < 1e-5);
        compareTerms(terms, batch);
    }

    /// A sketch with (almost) no activation has no direction: the length counts as 1e-8, as PerceptualLoss has it.
    void anEmbeddingTooShortForADirection() {
        for (const float size : {0.0f, 1e-9f}) {
            at::Tensor faint = at::zeros({1, 1, 4, 4});
            *faint.mutable_data_ptr<float>() = size;
            const test::TracedMemory<float> target("target", 16, true, 0.25f);
            const auto [terms, gradient] = embedding(faint, target, {0}, 1, 1);
            QVERIFY(std::abs(terms[1] - (1 - 0.25f * size / 1e-8f)) < 1e-6f);
            for (const float number : gradient)
                QVERIFY(std::abs(number / (-0.25f / 1e-8f) - 1) < 1e-5f);
        }
    }

    /// Against differences of the terms themselves.
    void gradientsAreThoseOfTheTerms() {
        const test::TracedMemory<float> target("target", std::vector<float>{0.6f, 0, 0.8f, 0}, true);
        at::Tensor sketch = randomPicture({1, 1, 2, 2}, 7);
        const auto analytic = embedding(sketch, target, {0}, 1, 1).second;
        for (int k = 0; k < 4; ++k) {
            float* number = sketch.mutable_data_ptr<float>() + k;
            const float kept = *number;
            *number = kept + 1e-2f;
            const float up = embedding(sketch, target, {0}, 1, 1).first[1];
            *number = kept - 1e-2f;
            const float down = embedding(sketch, target, {0}, 1, 1).first[1];
            *number = kept;
            QVERIFY(std::abs((up - down) / 2e-2f - analytic[static_cast<std::size_t>(k)]) < 1e-3f);
        }
    }

  private:
    /// Terms of 3 columns, of which the bodies fill the second, and the gradient.
    static std::pair<std::vector<float>, std::vector<float>> embedding(const at::Tensor& views,
                                                                       const test::TracedMemory<float>& target,
                                                                       const std::vector<int>& indices, int viewsEach,
                                                                       float weight) {
        const int rows = static_cast<int>(views.size(0)), size = static_cast<int>(views.numel() / rows);
        const auto sketch = memoryOf("sketch", views);
        const test::TracedMemory<int> targets("targets", indices, true);
        test::TracedMemory<float> parts("parts", std::int64_t{rows} * cuda::kCosineLanes * 2, true, std::nanf(""));
        test::TracedMemory<float> cosine("cosine", std::int64_t{rows} * 2, true, std::nanf(""));
        test::TracedMemory<float> terms("terms", std::int64_t{rows} * 3, true, -1);
        test::TracedMemory<float> gradient("gradient", std::int64_t{rows} * size, true, std::nanf(""));
        cuda::launchSequentially(
            cuda::MeasureEmbedding{rows, size, sketch.in(), target.in(), targets.in(), parts.out()});
        cuda::launchSequentially(cuda::SumEmbedding{rows, weight, {3, 1}, parts.in(), terms.out(), cosine.out()});
        cuda::launchSequentially(cuda::EmbeddingGradient{rows, size, weight, 1.0f / static_cast<float>(viewsEach),
                                                         sketch.in(), target.in(), targets.in(), cosine.in(),
                                                         gradient.out()});
        return {terms.values, gradient.values};
    }

    static void compareTerms(const std::vector<float>& terms, const Batch& batch) {
        std::vector<float> column;
        for (int row = 0; row < batch.rows; ++row) {
            column.push_back(terms[static_cast<std::size_t>(3 * row + 1)]);
            QCOMPARE(terms[static_cast<std::size_t>(3 * row)], -1.0f); // the other columns are left alone
            QCOMPARE(terms[static_cast<std::size_t>(3 * row + 2)], -1.0f);
        }
        QVERIFY(difference(column, batch.result.perView) < 1e-5);
    }
};

QTEST_APPLESS_MAIN(LossBodiesTest)
#include "loss_bodies_test.moc"
