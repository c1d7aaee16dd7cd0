// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "loss/augmenter.hpp"
#include "support/random_picture.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace croquis;
using test::randomPicture;

namespace {

/// The definition of a view, in double, without the product's code: bilinear between pixel centres, zeros outside.
double viewPixel(const at::Tensor& picture, int channel, const loss::ViewWarp& warp, int column, int row) {
    const auto& h = warp.source_from_view;
    const double X = column + 0.5, Y = row + 0.5, w = h[6] * X + h[7] * Y + h[8];
    const double x = (h[0] * X + h[1] * Y + h[2]) / w - 0.5, y = (h[3] * X + h[4] * Y + h[5]) / w - 0.5;
    const int64_t side = picture.size(2);
    double sum = 0;
    for (int64_t i = 0; i < side; ++i)
        for (int64_t j = 0; j < side; ++j) {
            const double weight = std::max(0.0, 1 - std::abs(x - static_cast<double>(j))) *
                                  std::max(0.0, 1 - std::abs(y - static_cast<double>(i)));
            if (weight > 0)
                sum += weight * picture.const_data_ptr<float>()[(channel * side + i) * side + j];
        }
    return sum;
}

/// A part of a picture at the picture's own size: bilinear between pixel centres, its border repeated.
double enlargedPixel(const at::Tensor& picture, const loss::ViewCrop& crop, int column, int row) {
    const double scale = static_cast<double>(crop.side) / static_cast<double>(picture.size(2));
    const auto at = [&](double position) { return std::clamp((position + 0.5) * scale - 0.5, 0.0, crop.side - 1.0); };
    const double x = at(column), y = at(row);
    double sum = 0;
    for (int i = 0; i < crop.side; ++i)
        for (int j = 0; j < crop.side; ++j)
            sum += std::max(0.0, 1 - std::abs(x - j)) * std::max(0.0, 1 - std::abs(y - i)) *
                   picture.accessor<float, 4>()[0][0][crop.top + i][crop.left + j];
    return sum;
}

bool sameBytes(const at::Tensor& a, const at::Tensor& b) {
    return a.sizes() == b.sizes() && std::memcmp(a.const_data_ptr(), b.const_data_ptr(), a.nbytes()) == 0;
}

} // namespace

class AugmenterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void viewsAreBilinearWithZerosOutside() {
        const auto bank = loss::drawWarps(1, 4);
        const loss::Augmenter augmenter(bank);
        const at::Tensor picture = randomPicture({1, 3, 224, 224}, 1);
        const std::vector<int> indices{1, 2, 3, 4};
        const at::Tensor views = augmenter.viewsOfPicture(picture, indices);
        const auto values = views.accessor<float, 4>();
        for (int k = 0; k < 4; ++k)
            for (int row = 3; row < 224; row += 55)
                for (int column = 1; column < 224; column += 37)
                    QVERIFY(std::abs(values[k][2][row][column] -
                                     viewPixel(picture, 2, bank[static_cast<std::size_t>(k)], column, row)) < 1e-5);
    }

    /// Perspective and crop one after the other, as the published program does it.
    void viewsMayBeResampledTwice() {
        constexpr int kSmall = 40;
        loss::WarpOptions options{kSmall};
        const loss::Augmenter once(loss::drawWarps(1, 3, options));
        options.twice = true;
        const auto bank = loss::drawWarps(1, 3, options);
        const loss::Augmenter twice(bank);
        const at::Tensor picture = randomPicture({1, 1, kSmall, kSmall}, 1);
        for (int k = 0; k < 3; ++k) {
            const auto& warp = bank[static_cast<std::size_t>(k)];
            QCOMPARE(warp.crop.side, 36); // the root of 0.8 of the area
            at::Tensor shown = at::empty({1, 1, kSmall, kSmall});
            for (int row = 0; row < kSmall; ++row)
                for (int column = 0; column < kSmall; ++column)
                    shown.accessor<float, 4>()[0][0][row][column] =
                        static_cast<float>(viewPixel(picture, 0, warp, column, row));
            const std::vector<int> index{k + 1};
            const at::Tensor view = twice.viewsOfPicture(picture, index), other = once.viewsOfPicture(picture, index);
            double furthest = 0;
            for (int row = 0; row < kSmall; ++row)
                for (int column = 0; column < kSmall; ++column) {
                    const double value = view.accessor<float, 4>()[0][0][row][column];
                    QVERIFY(std::abs(value - enlargedPixel(shown, warp.crop, column, row)) < 1e-5);
                    furthest = std::max(furthest, std::abs(value - other.accessor<float, 4>()[0][0][row][column]));
                }
            QVERIFY(furthest > 0.05); // a noise is blurred more
            QVERIFY(sameBytes(twice.viewsOfSketches(picture, index), view));
        }
    }

    void viewZeroIsThePictureItself() {
        const loss::Augmenter augmenter(loss::drawWarps(1, 2));
        const at::Tensor sketch = randomPicture({1, 1, 224, 224}, 2);
        const std::vector<int> clean{0};
        QVERIFY(sameBytes(augmenter.viewsOfSketches(sketch, clean), sketch));
    }

    /// Resampling is linear, so its backward must be its transpose: <W x, y> = <x, W^T y>.
    void backwardIsTheTranspose_data() {
        QTest::addColumn<bool>("twice");
        QTest::newRow("resampled once") << false;
        QTest::newRow("twice") << true;
    }
    void backwardIsTheTranspose() {
        QFETCH(bool, twice);
        loss::WarpOptions options;
        options.twice = twice;
        const loss::Augmenter augmenter(loss::drawWarps(4, 5, options));
        at::Tensor sketches = randomPicture({2, 1, 224, 224}, 3).requires_grad_(true);
        const std::vector<int> indices{0, 3, 5, 2, 2, 1};
        const at::Tensor views = augmenter.viewsOfSketches(sketches, indices);
        QCOMPARE(views.size(0), 6);
        const at::Tensor y = randomPicture({6, 1, 224, 224}, 4);
        views.backward(y);
        const double forward = (views.detach() * y).to(at::kDouble).sum().item<double>();
        const double backward = (sketches.detach() * sketches.grad()).to(at::kDouble).sum().item<double>();
        QVERIFY2(std::abs(forward - backward) < 1e-5 * std::abs(forward),
                 qPrintable(QString("%1 %2").arg(forward).arg(backward)));
    }

    void bytesDependNeitherOnThreadsNorOnTheBatch() {
        const loss::Augmenter augmenter(loss::drawWarps(4, 5));
        const at::Tensor sketches = randomPicture({3, 1, 224, 224}, 5);
        const std::vector<int> all{0, 1, 2, 3, 0, 4}, second{2, 3};
        const auto run = [&](const at::Tensor& input, const std::vector<int>& indices) {
            at::Tensor leaf = input.clone().requires_grad_(true);
            augmenter.viewsOfSketches(leaf, indices).square().sum().backward();
            return leaf.grad().clone();
        };
        at::set_num_threads(1);
        const at::Tensor one = run(sketches, all);
        at::set_num_threads(2);
        QVERIFY(sameBytes(run(sketches, all), one));
        QVERIFY(sameBytes(run(sketches.narrow(0, 1, 1).contiguous(), second), one.narrow(0, 1, 1).contiguous()));
    }

    void wrongShapesAndIndicesAreRefused() {
        const loss::Augmenter augmenter(loss::drawWarps(4, 2));
        const std::vector<int> outside{3}, clean{0}, odd{0, 1, 2};
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, augmenter.viewsOfSketches(at::ones({1, 1, 224, 224}), outside));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, augmenter.viewsOfSketches(at::ones({1, 3, 224, 224}), clean));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, augmenter.viewsOfSketches(at::ones({1, 1, 224, 200}), clean));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch, augmenter.viewsOfSketches(at::ones({2, 1, 224, 224}), odd));
        QVERIFY_THROWS_EXCEPTION(ShapeMismatch,
                                 augmenter.viewsOfPicture(at::ones({1, 3, 224, 224}, at::kDouble), clean));
    }
};

QTEST_APPLESS_MAIN(AugmenterTest)
#include "augmenter_test.moc"
