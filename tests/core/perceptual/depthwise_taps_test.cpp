// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/depthwise_taps.hpp"

#include <QTest>

#include <algorithm>
#include <map>

using croquis::perceptual::DepthwiseTaps;

namespace {

/// (result, source) -> element of the kernel.
using Links = std::map<std::pair<int, int>, int>;

Links linksOf(const DepthwiseTaps& taps, int sources, int results) {
    Links links;
    for (int result = 0; result < results; ++result) {
        const DepthwiseTaps::Phase& phase = taps.phase[result % taps.phases];
        for (int t = 0; t < phase.count; ++t) {
            const int source = result / taps.phases * taps.sourceStep + phase.first + t;
            if (source >= 0 && source < sources)
                links[{result, source}] = phase.kernel[t];
        }
    }
    return links;
}

} // namespace

class DepthwiseTapsTest : public QObject {
    Q_OBJECT

  private:
    static void addCases() {
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("stride");
        QTest::addColumn<int>("side");
        for (const int kernel : {3, 5})
            for (const int stride : {1, 2})
                for (const int side : {8, 14, 112})
                    QTest::addRow("%d x %d, stride %d, side %d", kernel, kernel, stride, side)
                        << kernel << stride << side;
    }

  private Q_SLOTS:
    void convolutionPadsLikeTensorFlowsSame_data() { addCases(); }
    void convolutionPadsLikeTensorFlowsSame() {
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, side);
        const int results = (side + stride - 1) / stride;
        const int padding = std::max((results - 1) * stride + kernel - side, 0) / 2;
        Links expected;
        for (int result = 0; result < results; ++result)
            for (int k = 0; k < kernel; ++k)
                if (const int source = result * stride + k - padding; source >= 0 && source < side)
                    expected[{result, source}] = k;
        QCOMPARE(linksOf(DepthwiseTaps::convolution(kernel, stride), side, results), expected);
    }

    void transposedIsTheTranspose_data() { addCases(); }
    void transposedIsTheTranspose() {
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, side);
        const int results = side / stride;
        Links expected;
        for (const auto& [link, k] : linksOf(DepthwiseTaps::convolution(kernel, stride), side, results))
            expected[{link.second, link.first}] = k;
        QCOMPARE(linksOf(DepthwiseTaps::transposed(kernel, stride), results, side), expected);
    }

    void paddingCoversEveryTap_data() { addCases(); }
    void paddingCoversEveryTap() {
        QFETCH(int, kernel);
        QFETCH(int, stride);
        QFETCH(int, side);
        for (const bool forth : {true, false}) {
            const DepthwiseTaps taps =
                forth ? DepthwiseTaps::convolution(kernel, stride) : DepthwiseTaps::transposed(kernel, stride);
            const int sources = forth ? side : side / stride, results = forth ? side / stride : side;
            int first = 0, last = sources - 1;
            for (int result = 0; result < results; ++result) {
                const DepthwiseTaps::Phase& phase = taps.phase[result % taps.phases];
                first = std::min(first, result / taps.phases * taps.sourceStep + phase.first);
                last = std::max(last, result / taps.phases * taps.sourceStep + phase.first + phase.count - 1);
            }
            QCOMPARE(taps.paddingBefore(), -first);
            QCOMPARE(taps.paddingAfter(sources, results), last - (sources - 1));
        }
    }
};

QTEST_APPLESS_MAIN(DepthwiseTapsTest)
#include "depthwise_taps_test.moc"
