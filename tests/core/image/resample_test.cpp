// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/resample.hpp"

#include <QTest>

#include <array>
#include <cmath>

using namespace croquis;
using image::Raster;
using image::ResampleFilter;

namespace {

Raster<std::uint8_t> pattern() {
    Raster<std::uint8_t> picture(11, 7, 3);
    for (int y = 0; y < 7; ++y)
        for (int x = 0; x < 11; ++x)
            for (int channel = 0; channel < 3; ++channel)
                picture.at(x, y, channel) = static_cast<std::uint8_t>(37 * x + 91 * y + 53 * channel);
    return picture;
}

struct PillowResult {
    ResampleFilter filter;
    int width;
    int height;
    int sum;         ///< of all values
    int weightedSum; ///< each value times its index, from 1
};

/// Computed by Pillow 12 from the same pattern.
constexpr std::array kPillow = {
    PillowResult{ResampleFilter::box, 4, 3, 4615, 85958},
    PillowResult{ResampleFilter::box, 15, 7, 40389, 6403900},
    PillowResult{ResampleFilter::box, 5, 9, 17498, 1195247},
    PillowResult{ResampleFilter::bicubic, 4, 3, 4637, 86667},
    PillowResult{ResampleFilter::bicubic, 15, 7, 40524, 6478230},
    PillowResult{ResampleFilter::bicubic, 5, 9, 17365, 1194671},
    PillowResult{ResampleFilter::lanczos, 4, 3, 4637, 86832},
    PillowResult{ResampleFilter::lanczos, 15, 7, 40512, 6475998},
    PillowResult{ResampleFilter::lanczos, 5, 9, 17362, 1195323},
};

} // namespace

class ResampleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void eightBitsAgreeWithPillow() {
        for (const PillowResult& expected : kPillow) {
            const auto result = image::resample(pattern(), expected.width, expected.height, expected.filter);
            int sum = 0;
            int weightedSum = 0;
            for (std::size_t i = 0; i < result.values.size(); ++i) {
                sum += result.values[i];
                weightedSum += result.values[i] * static_cast<int>(i + 1);
            }
            QCOMPARE(sum, expected.sum);
            QCOMPARE(weightedSum, expected.weightedSum);
        }
    }

    /// Pillow's mode F, of a 20 x 20 picture of 200 with the pattern's first channel pasted in at (4, 3).
    void windowsAgreeWithPillow() {
        constexpr std::array kFirst = {199.7062225341797,  180.7675323486328,  193.07347106933594, 181.4844512939453,
                                       193.1829071044922,  200.68621826171875, 200.13233947753906, 126.43681335449219,
                                       126.00476837158203, 114.64110565185547, 159.12718200683594, 204.06698608398438};
        const auto result = image::resampleWindow(pattern(), {-4, -3, 20, 20}, 200, 6, 6, ResampleFilter::bicubic);
        QCOMPARE(result.channels, 3);
        for (std::size_t i = 0; i < kFirst.size(); ++i)
            QVERIFY(std::abs(result.values[3 * i] - kFirst[i]) < 1e-3);
    }

    void aFlatPictureStaysFlat() {
        const Raster<std::uint8_t> flat(9, 5, 1, 77);
        for (const auto filter : {ResampleFilter::box, ResampleFilter::bicubic, ResampleFilter::lanczos}) {
            for (const auto& [width, height] : {std::pair{1, 1}, {4, 20}, {9, 5}, {40, 2}}) {
                for (const auto value : image::resample(flat, width, height, filter).values)
                    QCOMPARE(int(value), 77);
                for (const auto value : image::resampleWindow(flat, {-2, -2, 13, 9}, 77, width, height, filter).values)
                    QVERIFY(std::abs(value - 77) < 1e-4F);
            }
        }
    }

    void aWindowBesideThePictureIsAllOutside() {
        for (const auto value :
             image::resampleWindow(pattern(), {50, -90, 30, 30}, 255, 4, 4, ResampleFilter::bicubic).values)
            QCOMPARE(value, 255.0F);
    }
};

QTEST_APPLESS_MAIN(ResampleTest)
#include "resample_test.moc"
