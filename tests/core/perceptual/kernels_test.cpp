// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/ops/from_blob.h>

#include "perceptual/kernels/kernels.hpp"
#include "perceptual/packed_matrix.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace croquis::perceptual;

namespace {

constexpr float kUntouched = -77;

std::vector<float> randomFloats(std::size_t count, float spread, unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0, spread);
    std::vector<float> values(count);
    std::generate(values.begin(), values.end(), [&] { return normal(random); });
    return values;
}

bool marked(const std::vector<std::uint8_t>& marks, std::size_t value) {
    return (marks[value / 8] >> value % 8 & 1) != 0;
}

/// What a result must be, from the sum before the activation; `mark` as it was before.
double finished(Activation activation, double sum, bool mark) {
    if (activation == Activation::gate)
        return mark ? sum : 0;
    if (activation == Activation::relu)
        return std::max(sum, 0.0);
    return activation == Activation::none ? sum : std::min(std::max(sum, 0.0), 6.0);
}

const Kernels* kernelsNamed(const QString& name) {
    return name == "avx512" ? avx512Kernels() : name == "avx2" ? avx2Kernels() : portableKernels();
}

} // namespace

Q_DECLARE_METATYPE(Activation)

class KernelsTest : public QObject {
    Q_OBJECT

  private:
    static void forAllKernels(const std::function<void(const char*)>& row) {
        for (const char* name : {"avx512", "avx2", "portable"})
            row(name);
    }

  private Q_SLOTS:
    void chunksAreWholePanels() {
        for (const Kernels* kernels : {avx512Kernels(), avx2Kernels(), portableKernels()})
            if (kernels != nullptr) {
                QCOMPARE(kChunkChannels % kernels->panelColumns, 0);
                QCOMPARE(kernels->panelColumns % kernels->lanes, 0);
            }
    }

    void multiplyIsTheMatrixProduct_data() {
        QTest::addColumn<QString>("kernels");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("columns");
        QTest::addColumn<Activation>("activation");
        forAllKernels([](const char* name) {
            for (const int rows : {1, 3, 6, 7, 13, 14, 29, 49})
                for (const int columns : {16, 24, 40, 96, 112, 144})
                    for (const auto activation : {Activation::none, Activation::relu, Activation::relu6,
                                                  Activation::relu6Marked, Activation::gate})
                        if (activation == Activation::none || columns % 16 == 0)
                            QTest::addRow("%s %d x %d, %d", name, rows, columns, static_cast<int>(activation))
                                << QString(name) << rows << 1 + rows % 5 * 9 << columns << activation;
        });
    }
    void multiplyIsTheMatrixProduct() {
        QFETCH(QString, kernels);
        QFETCH(int, rows);
        QFETCH(int, depth);
        QFETCH(int, columns);
        QFETCH(Activation, activation);
        const Kernels* const set = kernelsNamed(kernels);
        if (set == nullptr)
            QSKIP("this processor lacks the instruction set");

        const int inStride = depth + 3, outStride = columns + 5, rowLength = 7, rowPitch = rowLength * outStride + 11;
        const std::vector<float> in = randomFloats(std::size_t(rows) * inStride, 1, 1),
                                 bias = randomFloats(columns, 2, 2);
        const std::vector<float> add = randomFloats(std::size_t(rows) * columns, 2, 3);
        std::vector<float> weights = randomFloats(std::size_t(depth) * columns, 1, 4);
        std::vector<std::uint8_t> marks(std::size_t(rows) * columns / 8, 0x5a);
        const std::vector<std::uint8_t> marksBefore = marks;
        std::vector<float> out(std::size_t(rows / rowLength + 1) * rowPitch, kUntouched);
        const PackedMatrix packed(*set, at::from_blob(weights.data(), {depth, columns}));

        Product product{in.data(),  inStride,  packed.from(0), depth,    rows, columns,
                        out.data(), outStride, rowLength,      rowPitch, {}};
        product.finish = {activation, bias.data(), add.data(), columns, marks.data(), columns / 8};
        set->multiply(product);

        std::vector<float> expected(out.size(), kUntouched);
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < columns; ++c) {
                double sum = double(bias[c]) + add[std::size_t(r) * columns + c];
                for (int k = 0; k < depth; ++k)
                    sum += double(in[std::size_t(r) * inStride + k]) * weights[std::size_t(k) * columns + c];
                const std::size_t value = std::size_t(r) * columns + c;
                expected[std::size_t(r / rowLength) * rowPitch + std::size_t(r % rowLength) * outStride + c] =
                    float(finished(activation, sum, marked(marksBefore, value)));
                if (activation == Activation::relu6Marked && std::abs(sum) > 1e-4 && std::abs(sum - 6) > 1e-4)
                    QCOMPARE(marked(marks, value), sum > 0 && sum < 6);
            }
        for (std::size_t i = 0; i < out.size(); ++i)
            QVERIFY2(std::abs(out[i] - expected[i]) < 1e-4,
                     qPrintable(QString("at %1: %2, not %3").arg(i).arg(out[i]).arg(expected[i])));
        if (activation != Activation::relu6Marked)
            QCOMPARE(marks, marksBefore);
    }

    void depthwiseIsTheSumOverTheTaps_data() {
        QTest::addColumn<QString>("kernels");
        QTest::addColumn<int>("taps");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("count");
        QTest::addColumn<Activation>("activation");
        forAllKernels([](const char* name) {
            for (const auto& [taps, step] :
                 std::initializer_list<std::pair<int, int>>{{1, 1}, {2, 1}, {3, 1}, {5, 1}, {3, 2}, {5, 2}})
                for (const int count : {1, 6, 7, 14, 17})
                    for (const auto activation : {Activation::none, Activation::relu, Activation::relu6,
                                                  Activation::relu6Marked, Activation::gate})
                        QTest::addRow("%s %d taps, step %d, %d results, %d", name, taps, step, count,
                                      static_cast<int>(activation))
                            << QString(name) << taps << step << count << activation;
        });
    }
    void depthwiseIsTheSumOverTheTaps() {
        QFETCH(QString, kernels);
        QFETCH(int, taps);
        QFETCH(int, step);
        QFETCH(int, count);
        QFETCH(Activation, activation);
        const Kernels* const set = kernelsNamed(kernels);
        if (set == nullptr)
            QSKIP("this processor lacks the instruction set");

        constexpr int kChannels = 48, kRows = 3;
        const int sourcePixels = (count - 1) * step + taps;
        const std::vector<float> source = randomFloats(std::size_t(kRows) * sourcePixels * kChannels, 1, 5);
        const std::vector<float> weights = randomFloats(std::size_t(kRows) * taps * kChannels, 1, 6);
        const std::vector<float> bias = randomFloats(kChannels, 2, 7),
                                 add = randomFloats(std::size_t(count) * kChannels, 2, 8);
        std::vector<std::uint8_t> marks(std::size_t(count) * kChannels / 8, 0x3c);
        const std::vector<std::uint8_t> marksBefore = marks;
        std::vector<float> out(std::size_t(count) * kChannels, kUntouched);
        std::vector<const float*> sources, kernelRows;
        for (int i = 0; i < kRows; ++i) {
            sources.push_back(&source[std::size_t(i) * sourcePixels * kChannels]);
            kernelRows.push_back(&weights[std::size_t(i) * taps * kChannels]);
        }
        DepthwiseRow row{sources.data(), kernelRows.data(), kRows,     taps,  step,      kChannels,
                         kChannels,      out.data(),        kChannels, count, kChannels, {}};
        row.finish = {activation, bias.data(), add.data(), kChannels, marks.data(), kChannels / 8};
        set->depthwise(row);

        for (int x = 0; x < count; ++x)
            for (int c = 0; c < kChannels; ++c) {
                const std::size_t value = std::size_t(x) * kChannels + c;
                double sum = double(bias[c]) + add[value];
                for (int i = 0; i < kRows; ++i)
                    for (int t = 0; t < taps; ++t)
                        sum += double(sources[i][std::size_t(x * step + t) * kChannels + c]) *
                               kernelRows[i][t * kChannels + c];
                const double expected = finished(activation, sum, marked(marksBefore, value));
                QVERIFY2(std::abs(out[value] - expected) < 1e-4,
                         qPrintable(QString("pixel %1, channel %2").arg(x).arg(c)));
                if (activation == Activation::relu6Marked && std::abs(sum) > 1e-4 && std::abs(sum - 6) > 1e-4)
                    QCOMPARE(marked(marks, value), sum > 0 && sum < 6);
            }
    }
};

QTEST_APPLESS_MAIN(KernelsTest)
#include "kernels_test.moc"
