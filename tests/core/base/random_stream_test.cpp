// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "base/random_stream.hpp"

#include <QTest>

#include <array>
#include <cmath>

using croquis::base::RandomPurpose;
using croquis::base::RandomStream;

class RandomStreamTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Known answers published with Random123 (kat_vectors, philox4x32 10).
    void blockAgreesWithPublishedVectors() {
        using Block = std::array<std::uint32_t, 4>;
        QCOMPARE(RandomStream::block({0, 0, 0, 0}, {0, 0}), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
        const std::uint32_t ones = 0xffffffff;
        QCOMPARE(RandomStream::block({ones, ones, ones, ones}, {ones, ones}),
                 (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
        QCOMPARE(RandomStream::block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
                 (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
    }

    void streamsOfOtherPurposesAndIterationsDiffer() {
        RandomStream a(1, RandomPurpose::warpPool, 0), again(1, RandomPurpose::warpPool, 0),
            purpose(1, RandomPurpose::viewChoice, 0), iteration(1, RandomPurpose::warpPool, 1),
            seed(2, RandomPurpose::warpPool, 0);
        const auto first = a.bits();
        QCOMPARE(again.bits(), first);
        QVERIFY(purpose.bits() != first);
        QVERIFY(iteration.bits() != first);
        QVERIFY(seed.bits() != first);
    }

    void integersAreUniformAndInRange() {
        RandomStream random(7, RandomPurpose::strokeWalk);
        std::array<int, 7> counts{};
        constexpr int kDraws = 70000;
        for (int k = 0; k < kDraws; ++k)
            ++counts.at(static_cast<std::size_t>(random.uniformInt(-3, 3) + 3));
        for (const int count : counts)
            QVERIFY2(std::abs(count - kDraws / 7) < 500,
                     qPrintable(QString::number(count))); // five standard deviations
        QCOMPARE(random.uniformInt(5, 5), 5);
        QVERIFY_THROWS_EXCEPTION(croquis::InvalidArgument, random.uniformInt(2, 1));
    }

    void normalsHaveTheirMoments() {
        RandomStream random(9, RandomPurpose::reseeding);
        double sum = 0, squares = 0;
        constexpr int kDraws = 100000;
        for (int k = 0; k < kDraws; ++k) {
            const double value = random.normal();
            sum += value;
            squares += value * value;
        }
        QVERIFY(std::abs(sum / kDraws) < 0.015);
        QVERIFY(std::abs(squares / kDraws - 1) < 0.03);
    }
};

QTEST_APPLESS_MAIN(RandomStreamTest)
#include "random_stream_test.moc"
