// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/occlusion_saliency.hpp"

#include "base/error.hpp"
#include "perceptual/efficientnet_lite.hpp"

#include <ATen/ops/adaptive_avg_pool2d.h>
#include <ATen/ops/cat.h>

#include "core/saliency/drawn_targets.hpp"
#include "support/reference_efficientnet.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using image::Plane;

namespace {

/// Sees how bright the picture is in squares of 28 px, and what it was asked for.
class SquareMeans : public perceptual::PerceptualEncoder {
  public:
    explicit SquareMeans(int side = image::kCanvasSide) : m_side(side) {}

    std::string name() const override { return "square means"; }
    std::string sha256() const override { return {}; }
    int inputSide() const override { return m_side; }
    int stageCount() const override { return 8; }
    int embeddingSize() const override { return 65; }

    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override {
        if (pictures.size(2) != m_side || pictures.size(1) != 3)
            throw ShapeMismatch("wrong shape");
        batches.push_back(pictures.size(0));
        stages = wanted.stages;
        if (m_stopAfter && static_cast<int>(batches.size()) >= m_stopAfter)
            stop.request_stop();
        const at::Tensor means = at::adaptive_avg_pool2d(pictures.mean(1, true).neg().add(1), {8, 8});
        return {{means}, at::cat({means.flatten(1), means.flatten(1).mean(1, true)}, 1)};
    }

    void stopAfter(int calls) { m_stopAfter = calls; }

    mutable std::vector<std::int64_t> batches;
    mutable std::vector<int> stages;
    mutable std::stop_source stop;

  private:
    int m_side;
    int m_stopAfter = 0;
};

/// A network that computes every picture as a whole.
class WholePictures : public perceptual::EfficientNetLite {
  public:
    using EfficientNetLite::EfficientNetLite;

    std::unique_ptr<perceptual::PictureVariants> variantsOf(const at::Tensor&,
                                                            const perceptual::EncoderOutputs&) const override {
        return nullptr;
    }
};

/// White, with one striking square, dark on the left and bright on the right, round (84, 126).
image::CanvasTarget oneSquare() {
    const auto mask = [](double x, double y) {
        return std::max(std::abs(x - 112), std::abs(y - 112)) < 80 ? 1.F : 0.F;
    };
    return test::drawnTarget(
        [](double x, double y) {
            return std::max(std::abs(x - 84), std::abs(y - 126)) < 12 ? (x < 84 ? 0.F : 0.3F) : 0.9F;
        },
        mask);
}

} // namespace

class OcclusionSaliencyTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theStrikingPlaceIsFound() {
        const SquareMeans encoder;
        const Plane saliency = saliency::occlusionSaliency(oneSquare(), encoder, {}, {});
        QCOMPARE(saliency.width, image::kCanvasSide);
        const auto most = std::max_element(saliency.values.begin(), saliency.values.end());
        const int pixel = static_cast<int>(most - saliency.values.begin());
        QVERIFY(std::hypot(pixel % 224 - 84, pixel / 224 - 126) < 16);
        QVERIFY(*most > 0.95F && *most <= 1);
        QVERIFY(saliency.at(84, 126) > 5 * saliency.at(160, 60));
        QCOMPARE(saliency.at(5, 5), 0.F);
        QCOMPARE(encoder.stages, (std::vector<int>{6}));
    }

    void theBatchSizeChangesNothing() {
        const SquareMeans encoder;
        const Plane one = saliency::occlusionSaliency(oneSquare(), encoder, {12, 6, 1}, {});
        const Plane many = saliency::occlusionSaliency(oneSquare(), encoder, {12, 6, 50}, {});
        for (std::size_t i = 0; i < one.values.size(); ++i)
            QVERIFY(std::abs(one.values[i] - many.values[i]) < 1e-4F);
        QCOMPARE(*std::max_element(encoder.batches.begin(), encoder.batches.end()), 50);
    }

    void computingInWindowsChangesNoBit() {
        const QTemporaryDir folder;
        const perceptual::TensorFile file(tests::SafetensorsWriter::save(
            folder.filePath("net.safetensors").toStdString(), tests::ReferenceEfficientNet(2).file().bytes()));
        const auto target = test::drawnTarget( // up to the canvas' edges
            [](double x, double y) { return static_cast<float>(0.5 + 0.5 * std::sin(0.1 * x) * std::cos(0.07 * y)); },
            [](double x, double y) { return x + y > 60 ? 1.F : 0.F; });
        const Plane windows = saliency::occlusionSaliency(target, perceptual::EfficientNetLite(file), {32, 6, 5}, {});
        const Plane whole = saliency::occlusionSaliency(target, WholePictures(file), {32, 6, 5}, {});
        QVERIFY(*std::max_element(whole.values.begin(), whole.values.end()) > 0.5F);
        QVERIFY(windows.values == whole.values);
    }

    void aWiderGridTakesFewerPasses() {
        const SquareMeans fine, coarse;
        saliency::occlusionSaliency(oneSquare(), fine, {12, 6, 1}, {});
        saliency::occlusionSaliency(oneSquare(), coarse, {16, 6, 1}, {});
        QVERIFY(coarse.batches.size() * 3 < fine.batches.size() * 2);
    }

    void onlyTheSubjectIsLookedAt() {
        const SquareMeans encoder;
        saliency::occlusionSaliency(oneSquare(), encoder, {12, 6, 1}, {});
        QVERIFY(encoder.batches.size() > 120 && encoder.batches.size() < 180);
    }

    void otherInputSizesAreServed() {
        const SquareMeans encoder(288);
        const Plane saliency = saliency::occlusionSaliency(oneSquare(), encoder, {}, {});
        QVERIFY(saliency.at(84, 126) > 0.5F);
    }

    void stopsBetweenBatches() {
        SquareMeans encoder;
        encoder.stopAfter(3);
        QVERIFY(saliency::occlusionSaliency(oneSquare(), encoder, {}, encoder.stop.get_token()).empty());
        QCOMPARE(encoder.batches.size(), std::size_t{3});
    }

    void noSubjectIsAllZero() {
        const SquareMeans encoder;
        const auto target = test::drawnTarget([](double, double) { return 0.5F; }, [](double, double) { return 0.F; });
        const Plane saliency = saliency::occlusionSaliency(target, encoder, {}, {});
        QCOMPARE(*std::max_element(saliency.values.begin(), saliency.values.end()), 0.F);
    }

    void optionsAreChecked() {
        const SquareMeans encoder;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, saliency::occlusionSaliency(oneSquare(), encoder, {0, 6, 16}, {}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, saliency::occlusionSaliency(oneSquare(), encoder, {12, 6, 0}, {}));
    }
};

QTEST_GUILESS_MAIN(OcclusionSaliencyTest)
#include "occlusion_saliency_test.moc"
