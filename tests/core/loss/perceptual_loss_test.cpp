// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "loss/perceptual_loss.hpp"
#include "support/random_picture.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using test::randomPicture;

namespace {

/// A network small enough to be computed by hand: stage 0 is the grey picture's 8 x 8 means, stage 1 their squares, the
/// embedding the 56 x 56 means.
class MeanEncoder final : public perceptual::PerceptualEncoder {
  public:
    std::string name() const override { return "means"; }
    std::string sha256() const override { return ""; }
    int inputSide() const override { return 224; }
    int stageCount() const override { return 2; }
    int embeddingSize() const override { return 16; }
    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override {
        ++calls;
        batches.push_back(pictures.size(0));
        pictureCount += pictures.size(0);
        const at::Tensor means = at::avg_pool2d(pictures.mean({1}, true), {8, 8});
        perceptual::Encoding encoding;
        for (const int stage : wanted.stages)
            encoding.stages.push_back(stage == 0 ? means : means.square());
        if (wanted.embedding)
            encoding.embedding = at::avg_pool2d(means, {7, 7}).flatten(1);
        return encoding;
    }
    mutable int calls = 0;
    mutable int64_t pictureCount = 0;
    mutable std::vector<int64_t> batches;
    bool independent = true;
    bool picturesAreIndependent() const override { return independent; }
};

} // namespace

class PerceptualLossTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void termsFollowTheFormula() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter(loss::drawWarps(0, 3));
        const at::Tensor photo = randomPicture({1, 3, 224, 224}, 1), sketch = randomPicture({1, 1, 224, 224}, 2);
        loss::PerceptualLoss loss(encoder, augmenter, photo, {{{1, 0.5}, {0, 2.0}}, 0.25, true});
        const std::vector<int> clean{0};
        loss.prepare(clean);
        const auto result = loss.compare(sketch, clean, 1);

        const at::Tensor t = at::avg_pool2d(photo.mean({1}, true), {8, 8}), s = at::avg_pool2d(sketch, {8, 8});
        const double stage0 = 2.0 * ((s - t).square().mean() / t.square().mean()).item<double>();
        const double stage1 =
            0.5 * ((s.square() - t.square()).square().mean() / t.square().square().mean()).item<double>();
        const at::Tensor a = at::avg_pool2d(s, {7, 7}).flatten(), b = at::avg_pool2d(t, {7, 7}).flatten();
        const double embedding = 0.25 * (1 - (a.dot(b) / (a.norm() * b.norm())).item<double>());
        QCOMPARE(loss.termNames(), (std::vector<std::string>{"stage 0", "stage 1", "embedding"}));
        QVERIFY(std::abs(result.terms[0][0].item<double>() - stage0) < 1e-5);
        QVERIFY(std::abs(result.terms[0][1].item<double>() - stage1) < 1e-5);
        QVERIFY(std::abs(result.terms[0][2].item<double>() - embedding) < 1e-5);
        QVERIFY(std::abs(result.perView[0].item<double>() - stage0 - stage1 - embedding) < 1e-5);
    }

    void anEqualSketchCostsNothing() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter(loss::drawWarps(0, 3));
        const at::Tensor grey = randomPicture({1, 1, 224, 224}, 3);
        loss::PerceptualLoss loss(encoder, augmenter, grey.expand({1, 3, 224, 224}).contiguous(),
                                  {{{0, 1.0}}, 1, true});
        const std::vector<int> views{0, 2, 3};
        loss.prepare(views);
        const auto result = loss.compare(augmenter.viewsOfSketches(grey, views), views, 3);
        QVERIFY(result.perView.abs().max().item<double>() < 1e-5);
    }

    void viewsAreEncodedOnceAndOnlyWhenAsked() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter(loss::drawWarps(0, 20));
        loss::PerceptualLoss loss(encoder, augmenter, randomPicture({1, 3, 224, 224}, 4), {{{0, 1.0}}, 0, false});
        const std::vector<int> first{0, 5, 5, 7}, second{7, 5, 9};
        loss.prepare(first);
        loss.prepare(second);
        QCOMPARE(encoder.pictureCount, 4);
        QVERIFY(loss.isPrepared(9) && !loss.isPrepared(8));
        const std::vector<int> missing{8};
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, loss.compare(at::ones({1, 1, 224, 224}), missing, 1));
    }

    /// What an encoder's bits depend on is the same whoever else is drawn: each sketch's views by themselves, the
    /// photo's in groups of the bank.
    void anEncoderWhoseBitsDependOnItsBatchIsGivenFixedOnes() {
        MeanEncoder encoder;
        encoder.independent = false;
        const loss::Augmenter augmenter(loss::drawWarps(0, 6));
        loss::PerceptualLoss loss(encoder, augmenter, randomPicture({1, 3, 224, 224}, 4), {{{0, 1.0}}, 1, false});
        loss.prepare(std::vector<int>{0, 2, 0, 5});
        QCOMPARE(encoder.batches, (std::vector<int64_t>{1, 4, 2}));
        loss.prepare(std::vector<int>{0, 1, 6});
        QCOMPARE(encoder.calls, 3);
        const at::Tensor sketches = randomPicture({3, 1, 224, 224}, 5);
        const std::vector<int> views{0, 2, 0, 5, 0, 1};
        const auto three = loss.compare(augmenter.viewsOfSketches(sketches, views), views, 2);
        QCOMPARE(std::vector<int64_t>(encoder.batches.begin() + 3, encoder.batches.end()),
                 (std::vector<int64_t>{2, 2, 2}));
        const std::vector<int> second{0, 5};
        const auto one = loss.compare(augmenter.viewsOfSketches(sketches.narrow(0, 1, 1), second), second, 2);
        QVERIFY(one.terms.equal(three.terms.narrow(0, 2, 2)));
    }

    void forgottenViewsAreEncodedAgain() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter(loss::drawWarps(0, 4));
        loss::PerceptualLoss loss(encoder, augmenter, randomPicture({1, 3, 224, 224}, 4), {{{0, 1.0}}, 1, false});
        loss.prepare(std::vector<int>{0, 1, 2, 3});
        loss.keepOnly(std::vector<int>{3});
        QVERIFY(loss.isPrepared(0) && !loss.isPrepared(1) && !loss.isPrepared(2) && loss.isPrepared(3));
    }

    void distancesMayBeAbsolute() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter({});
        const at::Tensor photo = randomPicture({1, 3, 224, 224}, 1), sketch = randomPicture({1, 1, 224, 224}, 2);
        loss::PerceptualLoss loss(encoder, augmenter, photo, {{{0, 2.0}}, 0, false, true});
        const std::vector<int> clean{0};
        loss.prepare(clean);
        const at::Tensor t = at::avg_pool2d(photo.mean({1}, true), {8, 8}), s = at::avg_pool2d(sketch, {8, 8});
        QVERIFY(std::abs(loss.compare(sketch, clean, 1).perView[0].item<double>() -
                         2 * (s - t).abs().mean().item<double>()) < 1e-6);
    }

    void withoutAnyWeightItIsRefused() {
        const MeanEncoder encoder;
        const loss::Augmenter augmenter({});
        QVERIFY_THROWS_EXCEPTION(InvalidArgument,
                                 (loss::PerceptualLoss(encoder, augmenter, at::ones({1, 3, 224, 224}), {{}, 0, true})));
    }
};

QTEST_APPLESS_MAIN(PerceptualLossTest)
#include "perceptual_loss_test.moc"
