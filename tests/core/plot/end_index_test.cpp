// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/end_index.hpp"

#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <algorithm>

using namespace croquis;
using geometry::Point;

namespace {

/// Points of which many coincide.
std::vector<Point> somePoints(int count, std::uint32_t seed) {
    test::Numbers numbers(seed);
    std::vector<Point> points;
    for (int i = 0; i < count; ++i)
        points.push_back({std::floor(numbers.between(0, 40)), std::floor(numbers.between(0, 10))});
    return points;
}

/// All that are there, in the order that nearest() promises.
std::vector<std::size_t> sorted(const std::vector<Point>& points, const std::vector<bool>& removed, Point to) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!removed[i])
            all.push_back(i);
    std::ranges::stable_sort(all, {}, [&](std::size_t i) { return dot(points[i] - to, points[i] - to); });
    return all;
}

} // namespace

class EndIndexTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void findsWhatLookingAtAllFinds() {
        for (const int count : {1, 2, 9, 300}) {
            const auto points = somePoints(count, static_cast<std::uint32_t>(count));
            plot::EndIndex index(points);
            std::vector<bool> removed(points.size());
            test::Numbers numbers(77);
            for (std::size_t left = points.size(); left > 0; --left) {
                const Point to{numbers.between(-5, 45), numbers.between(-5, 15)};
                const auto all = sorted(points, removed, to);
                QCOMPARE(*index.nearest(to), all.front());
                auto few = all;
                few.resize(std::min<std::size_t>(few.size(), 7));
                QVERIFY(index.nearest(to, 7) == few);
                std::erase_if(few, [&](std::size_t i) { return length(points[i] - to) > 3; });
                QVERIFY(index.nearest(to, 7, 3) == few);
                index.remove(all[all.size() / 2]);
                index.remove(all[all.size() / 2]); // twice does no harm
                removed[all[all.size() / 2]] = true;
            }
            QVERIFY(!index.nearest({0, 0}));
        }
    }

    void nothingIsNearestOfNone() {
        QVERIFY(!plot::EndIndex({}).nearest({1, 2}));
        QVERIFY(plot::EndIndex({}).nearest({1, 2}, 3).empty());
        QVERIFY(plot::EndIndex({{0, 0}}).nearest({1, 2}, 0).empty());
    }
};

QTEST_GUILESS_MAIN(EndIndexTest)
#include "end_index_test.moc"
