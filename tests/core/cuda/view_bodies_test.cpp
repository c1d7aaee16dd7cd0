// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include "base/random_stream.hpp"
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/warp_views.hpp"
#include "cuda/launch/sequential_launcher.hpp"
#include "loss/augmenter.hpp"
#include "perceptual/clip_normalisation.hpp"
#include "perceptual/clip_pictures.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using cuda::ThreadOrder;

namespace {

std::vector<float> randomNumbers(std::int64_t count, std::uint64_t seed) {
    base::RandomStream random(seed, base::RandomPurpose::strokeWalk);
    std::vector<float> numbers(static_cast<std::size_t>(count));
    for (float& number : numbers)
        number = static_cast<float>(random.uniform());
    return numbers;
}

at::Tensor tensorOf(const std::vector<float>& numbers, at::IntArrayRef sizes) {
    return at::from_blob(const_cast<float*>(numbers.data()), sizes, at::kFloat).clone();
}

cuda::Normalisation clipNormalisation() {
    cuda::Normalisation normalisation;
    for (std::size_t c = 0; c < 3; ++c) {
        normalisation.mean[c] = static_cast<float>(perceptual::kClipMean[c]);
        normalisation.deviation[c] = static_cast<float>(perceptual::kClipDeviation[c]);
    }
    return normalisation;
}

/// The identity and then the warps, as the Augmenter counts them.
std::vector<cuda::BankedWarp> bankOf(std::vector<loss::ViewWarp> warps) {
    warps.insert(warps.begin(), loss::ViewWarp{});
    std::vector<cuda::BankedWarp> bank;
    for (const auto& warp : warps)
        bank.push_back(cuda::bankedWarp(warp.source_from_view.data()));
    return bank;
}

/// The first view of each sketch is the clean one.
std::vector<int> viewsFor(const cuda::ViewShape& shape, int bank) {
    std::vector<int> views;
    for (int row = 0; row < shape.rows(); ++row)
        views.push_back(row % shape.viewsEach == 0 ? 0 : 1 + row % bank);
    return views;
}

/// Numbers in the views' order, as NCHW.
std::vector<float> asPlanes(const std::vector<float>& out, cuda::ViewShape shape) {
    std::vector<float> planes(out.size());
    cuda::ViewShape plain = shape;
    plain.channelsLast = false;
    for (int row = 0; row < shape.rows(); ++row)
        for (int channel = 0; channel < 3; ++channel)
            for (int pixel = 0; pixel < shape.area(); ++pixel)
                planes[static_cast<std::size_t>(plain.element(row, channel, pixel))] =
                    out[static_cast<std::size_t>(shape.element(row, channel, pixel))];
    return planes;
}

double largestDifference(const std::vector<float>& a, const at::Tensor& b) {
    const at::Tensor plain = b.detach().contiguous();
    if (plain.numel() != static_cast<std::int64_t>(a.size()))
        return 1e30;
    double largest = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double difference = std::abs(double{a[k]} - plain.const_data_ptr<float>()[k]);
        largest = std::max(largest, std::isnan(difference) ? 1e30 : difference);
    }
    return largest;
}

struct Bodies {
    cuda::ViewShape shape;
    bool traced = true;
    ThreadOrder order = ThreadOrder::ascending;
    float outside = 0;

    std::vector<float> warp(const std::vector<float>& pictures, const std::vector<int>& views,
                            const std::vector<cuda::BankedWarp>& bank) const {
        test::TracedMemory<float> out("views", std::int64_t{3} * shape.rows() * shape.area(), traced, std::nanf(""));
        const test::TracedMemory<float> in("pictures", pictures, traced);
        const test::TracedMemory<int> indices("indices", views, traced);
        const test::TracedMemory<cuda::BankedWarp> warps("bank", bank, traced);
        cuda::launchSequentially(
            cuda::WarpViews{shape, clipNormalisation(), outside, in.in(), indices.in(), warps.in(), out.out()}, order);
        return out.values;
    }

    std::vector<float> gather(const std::vector<float>& viewGradient, const std::vector<int>& views,
                              const std::vector<cuda::BankedWarp>& bank) const {
        test::TracedMemory<float> out("gradient", std::int64_t{shape.sketches} * shape.area(), traced, std::nanf(""));
        const test::TracedMemory<float> in("view gradient", viewGradient, traced);
        const test::TracedMemory<int> indices("indices", views, traced);
        const test::TracedMemory<cuda::BankedWarp> warps("bank", bank, traced);
        cuda::launchSequentially(
            cuda::GatherViews{shape, clipNormalisation(), in.in(), indices.in(), warps.in(), out.out()}, order);
        return out.values;
    }
};

/// Forward and backward against the Augmenter and ATen's normalisation; how far they are.
std::pair<double, double> compare(const Bodies& bodies, const std::vector<loss::ViewWarp>& warps, std::uint64_t seed) {
    const auto& shape = bodies.shape;
    const auto views = viewsFor(shape, static_cast<int>(warps.size()));
    const auto pictures = randomNumbers(std::int64_t{shape.sketches} * shape.area(), seed);
    auto gradient = randomNumbers(std::int64_t{3} * shape.rows() * shape.area(), seed + 1);
    const loss::Augmenter augmenter(warps, bodies.outside);
    const at::Tensor leaf = tensorOf(pictures, {shape.sketches, 1, shape.side, shape.side}).requires_grad_(true);
    const at::Tensor expected = perceptual::normalisedForClip(augmenter.viewsOfSketches(leaf, views));
    (expected * tensorOf(asPlanes(gradient, shape), expected.sizes())).sum().backward();
    const auto bank = bankOf(warps);
    return {largestDifference(asPlanes(bodies.warp(pictures, views, bank), shape), expected),
            largestDifference(bodies.gather(gradient, views, bank), leaf.grad()) /
                leaf.grad().abs().max().item<double>()};
}

} // namespace

/// The views' kernels' bodies, run on the processor with bounds and races checked.
class ViewBodiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void viewsAreTheAugmenters_data() {
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("viewsEach");
        QTest::addColumn<bool>("channelsLast");
        QTest::addColumn<float>("outside");
        QTest::newRow("usual") << 224 << 1 << 5 << true << 0.0f;
        QTest::newRow("large") << 448 << 1 << 2 << true << 0.0f;
        QTest::newRow("planes") << 64 << 3 << 3 << false << 0.0f;
        QTest::newRow("odd side, white outside") << 97 << 2 << 4 << true << 1.0f;
        QTest::newRow("many sketches") << 65 << 12 << 2 << true << 0.0f;
        QTest::newRow("clean view alone") << 71 << 2 << 1 << true << 0.0f;
        for (const int side : {64, 96, 127, 224, 448}) // edges that a block's threads divide, and others
            for (const int sketches : {1, 3, 12})
                if (sketches * side * side <= 800'000)
                    QTest::addRow("%d of %d", sketches, side) << side << sketches << 2 << true << 0.0f;
    }
    void viewsAreTheAugmenters() {
        QFETCH(int, side);
        QFETCH(int, sketches);
        QFETCH(int, viewsEach);
        QFETCH(bool, channelsLast);
        QFETCH(float, outside);
        loss::WarpOptions options;
        options.side = side;
        const Bodies bodies{{sketches, viewsEach, 1, side, channelsLast}, true, ThreadOrder::ascending, outside};
        const auto [forward, backward] = compare(bodies, loss::drawWarps(3, 7, options), 5);
        QVERIFY2(forward < 1e-5, qPrintable(QString::number(forward)));
        QVERIFY2(backward < 1e-5, qPrintable(QString::number(backward)));
    }

    void photosHaveThreeChannels() {
        loss::WarpOptions options;
        options.side = 80;
        const auto warps = loss::drawWarps(4, 6, options);
        const std::vector<int> views{0, 3, 6, 1};
        const auto photo = randomNumbers(3 * 80 * 80, 9);
        const Bodies bodies{{1, 4, 3, 80, false}};
        const at::Tensor expected = perceptual::normalisedForClip(
            loss::Augmenter(warps).viewsOfPicture(tensorOf(photo, {1, 3, 80, 80}), views));
        QVERIFY(largestDifference(bodies.warp(photo, views, bankOf(warps)), expected) < 1e-5);
    }

    /// A horizon across the view, a mirror, a strong enlargement, a strong reduction, a view of nothing, a horizon
    /// within one of the picture's pixels.
    void unusualMaps() {
        const std::vector<loss::ViewWarp> warps{{{-1, 0.2, 3, 0.1, -1, 2, -1.0 / 33, 0.004, 1.01}},
                                                {{-1, 0, 64, 0, 1, 0, 0, 0, 1}},
                                                {{0.02, 0, 31, 0, 0.03, 30, 0, 0, 1}},
                                                {{9, 0, -200, 0, 7, -180, 0, 0, 1}},
                                                {{1, 0, 900, 0, 1, 0, 0, 0, 1}},
                                                {{31.2, 0, 0, 0, 31.2, 0, 1, 0, -1}}};
        for (std::size_t k = 0; k < warps.size(); ++k) {
            const auto [forward, backward] = compare({{1, 2, 1, 64, true}}, {warps[k]}, 20 + k);
            QVERIFY2(forward < 1e-5, qPrintable(QString("%1: %2").arg(k).arg(forward)));
            QVERIFY2(backward < 1e-5, qPrintable(QString("%1: %2").arg(k).arg(backward)));
        }
    }

    /// The map is linear, so a difference of any size is the derivative: of sum(weights * views) in each pixel.
    void theGradientIsThatOfTheViews() {
        loss::WarpOptions options;
        options.side = 17;
        const auto bank = bankOf(loss::drawWarps(6, 4, options));
        const Bodies bodies{{1, 3, 1, 17, true}, false};
        const std::vector<int> views{0, 2, 4};
        auto picture = randomNumbers(17 * 17, 1);
        const auto weights = randomNumbers(3 * 3 * 17 * 17, 2);
        const auto analytic = bodies.gather(weights, views, bank);
        const auto lossOf = [&] {
            const auto out = bodies.warp(picture, views, bank);
            double sum = 0;
            for (std::size_t k = 0; k < out.size(); ++k)
                sum += double{out[k]} * weights[k];
            return sum;
        };
        const double before = lossOf();
        for (std::size_t k = 0; k < picture.size(); ++k) {
            const float kept = picture[k];
            picture[k] = kept + 1;
            QVERIFY(std::abs(lossOf() - before - analytic[k]) < 1e-4 * (1 + std::abs(analytic[k])));
            picture[k] = kept;
        }
    }

    void theOrderOfThreadsIsOfNoAccount() {
        loss::WarpOptions options;
        options.side = 65;
        const auto bank = bankOf(loss::drawWarps(7, 5, options));
        const auto views = viewsFor({2, 3, 1, 65}, 5);
        const auto pictures = randomNumbers(2 * 65 * 65, 3), weights = randomNumbers(6 * 3 * 65 * 65, 4);
        Bodies bodies{{2, 3, 1, 65, true}, false};
        const auto forward = bodies.warp(pictures, views, bank), backward = bodies.gather(weights, views, bank);
        bodies.order = ThreadOrder::scattered;
        QVERIFY(bodies.warp(pictures, views, bank) == forward);
        QVERIFY(bodies.gather(weights, views, bank) == backward);
    }
};

QTEST_APPLESS_MAIN(ViewBodiesTest)
#include "view_bodies_test.moc"
