// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/map_convolution.hpp"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/max_pool2d.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/upsample_bilinear2d.h>
#include <ATen/ops/zeros.h>

#include <QtTest>

#include <algorithm>
#include <array>
#include <vector>

using namespace croquis;
using namespace croquis::subject;

namespace {

/// @param picture  [1, C, side, side].
FeatureMap mapOf(const at::Tensor& picture) {
    FeatureMap map(static_cast<int>(picture.size(2)), static_cast<int>(picture.size(1)));
    const at::Tensor pixels = picture[0].permute({1, 2, 0}).contiguous();
    const int row = map.side() * map.channels();
    for (int y = 0; y < map.side(); ++y)
        std::copy_n(pixels.const_data_ptr<float>() + std::ptrdiff_t{y} * row, row, map.pixel(y, 0));
    return map;
}

at::Tensor pictureOf(const FeatureMap& map) {
    at::Tensor pixels = at::zeros({map.side(), map.side(), map.channels()});
    const int row = map.side() * map.channels();
    for (int y = 0; y < map.side(); ++y)
        std::copy_n(map.pixel(y, 0), row, pixels.mutable_data_ptr<float>() + std::ptrdiff_t{y} * row);
    return pixels.permute({2, 0, 1}).unsqueeze(0);
}

bool borderIsZero(const FeatureMap& map) {
    const int border = FeatureMap::border(map.side());
    for (int y = -border; y < map.side() + border; ++y)
        for (int x = -border; x < map.side() + border; ++x)
            if (y < 0 || y >= map.side() || x < 0 || x >= map.side())
                for (int c = 0; c < map.channels(); ++c)
                    if (map.pixel(y, x)[c] != 0)
                        return false;
    return true;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
    return a.sizes() == b.sizes() ? (a - b).abs().max().item<double>() : 1e9;
}

const perceptual::Kernels* kernelsNamed(const QString& name) {
    return name == "avx512" ? perceptual::avx512Kernels()
           : name == "avx2" ? perceptual::avx2Kernels()
                            : perceptual::portableKernels();
}

} // namespace

class MapConvolutionTest : public QObject {
    Q_OBJECT

  private:
    at::Generator m_random = at::detail::createCPUGenerator(7);
    at::Tensor random(at::IntArrayRef sizes) const { return at::randn(sizes, m_random); }

  private Q_SLOTS:
    void initTestCase() { at::set_num_threads(2); }

    void agreesWithTheDefinition_data() {
        QTest::addColumn<QString>("kernels");
        QTest::addColumn<int>("side");
        QTest::addColumn<QList<int>>("channels");
        QTest::addColumn<int>("out");
        QTest::addColumn<int>("dilation");
        for (const char* kernels : {"avx512", "avx2", "portable"}) {
            QTest::addRow("%s, by tiles", kernels) << kernels << 40 << QList<int>{16} << 16 << 1;
            QTest::addRow("%s, by tiles, two blocks, two maps", kernels)
                << kernels << 100 << QList<int>{16, 24} << 40 << 1;
            QTest::addRow("%s, by rows", kernels) << kernels << 41 << QList<int>{16, 16} << 64 << 1;
            QTest::addRow("%s, three channels", kernels) << kernels << 44 << QList<int>{3} << 64 << 1;
            QTest::addRow("%s, one result", kernels) << kernels << 48 << QList<int>{64} << 1 << 1;
            QTest::addRow("%s, dilated by 2", kernels) << kernels << 10 << QList<int>{16} << 16 << 2;
            QTest::addRow("%s, dilated by 8", kernels) << kernels << 10 << QList<int>{16, 16} << 16 << 8;
            QTest::addRow("%s, dilated by 4", kernels) << kernels << 20 << QList<int>{16} << 24 << 4;
        }
    }
    void agreesWithTheDefinition() {
        QFETCH(QString, kernels);
        QFETCH(int, side);
        QFETCH(QList<int>, channels);
        QFETCH(int, out);
        QFETCH(int, dilation);
        const perceptual::Kernels* const set = kernelsNamed(kernels);
        if (set == nullptr)
            QSKIP("this processor lacks the instruction set");
        const std::vector<int> split(channels.begin(), channels.end());
        std::vector<at::Tensor> pictures;
        std::vector<FeatureMap> maps;
        for (const int count : split) {
            pictures.push_back(random({1, count, side, side}));
            maps.push_back(mapOf(pictures.back()));
        }
        const at::Tensor picture = at::cat(pictures, 1);
        const at::Tensor weight = random({out, picture.size(1), 3, 3}) / 12, bias = random({out});
        const at::Tensor expected = at::conv2d(picture, weight, bias, 1, dilation, dilation);
        const MapConvolution convolution(*set, weight, bias, dilation, side, split);
        QCOMPARE(convolution.outChannels(), out);

        FeatureMaps room;
        const FeatureMap result = convolution.relu(room, maps);
        QVERIFY2(difference(pictureOf(result), expected.clamp_min(0)) < 5e-5,
                 qPrintable(QString::number(difference(pictureOf(result), expected.clamp_min(0)))));
        QVERIFY(borderIsZero(result));
        if (out == 1)
            QVERIFY(difference(pictureOf(convolution(room, maps)), expected) < 5e-5);

        const at::Tensor before = random({1, out, side, side});
        const FeatureMap sum = mapOf(before);
        convolution.addRelu(maps, sum);
        QVERIFY(difference(pictureOf(sum), before + expected.clamp_min(0)) < 5e-5);
        QVERIFY(borderIsZero(sum));
    }

    void threadsChangeNoBit() {
        for (const int side : {40, 41}) {
            const FeatureMap map = mapOf(random({1, 16, side, side}));
            const MapConvolution convolution(perceptual::bestKernels(), random({16, 16, 3, 3}), random({16}), 1, side,
                                             std::array{16});
            FeatureMaps room;
            const at::Tensor two = pictureOf(convolution.relu(room, std::array{map}));
            for (const int threads : {1, 3}) {
                at::set_num_threads(threads);
                QCOMPARE(difference(pictureOf(convolution.relu(room, std::array{map})), two), 0.0);
            }
            at::set_num_threads(2);
        }
    }

    void halvingAndDoublingAgreeWithTheDefinition() {
        for (const int side : {10, 44}) {
            const at::Tensor picture = random({1, 16, side, side});
            FeatureMaps room;
            const FeatureMap map = mapOf(picture), half = pooled(room, map), twice = doubled(room, map);
            QCOMPARE(difference(pictureOf(half), at::max_pool2d(picture, 2)), 0.0);
            QVERIFY(difference(pictureOf(twice), at::upsample_bilinear2d(picture, {2 * side, 2 * side}, false)) < 1e-6);
            QVERIFY(borderIsZero(half) && borderIsZero(twice));
        }
    }

    void mapsAreUsedAgainOnlyWhenNobodyHasThem() {
        FeatureMaps room;
        const FeatureMap held = room.take(12, 4);
        const float* freed = nullptr;
        {
            const FeatureMap other = room.take(12, 4);
            QVERIFY(other.pixel(0, 0) != held.pixel(0, 0));
            freed = other.pixel(0, 0);
        }
        const FeatureMap again = room.take(12, 4), wider = room.take(12, 8);
        QCOMPARE(again.pixel(0, 0), freed);
        QCOMPARE(wider.channels(), 8);
        QVERIFY(wider.pixel(0, 0) != again.pixel(0, 0));
    }
};

QTEST_GUILESS_MAIN(MapConvolutionTest)
#include "map_convolution_test.moc"
