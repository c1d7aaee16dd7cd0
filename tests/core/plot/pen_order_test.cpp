// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_order.hpp"

#include "core/vector/vector_samples.hpp"
#include "support/thread_time.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace croquis;
using plot::OrderedPath;
using plot::PathEnds;

namespace {

/// Short and long paths, some of them dots, some on top of each other.
std::vector<PathEnds> someEnds(int count, std::uint32_t seed) {
    test::Numbers numbers(seed);
    std::vector<PathEnds> ends;
    for (int i = 0; i < count; ++i) {
        const geometry::Point first{numbers.between(0, 200), numbers.between(0, 200)};
        const double reach = i % 7 == 0 ? 0 : i % 3 == 0 ? 150 : 20;
        ends.push_back(
            {first, first + geometry::Point{numbers.between(-reach, reach), numbers.between(-reach, reach)}});
        if (i % 5 == 4)
            ends.back() = ends[ends.size() - 3];
    }
    return ends;
}

std::vector<OrderedPath> fileOrder(std::size_t count) {
    std::vector<OrderedPath> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i].path = i;
    return order;
}

bool drawsEachOnce(const std::vector<OrderedPath>& order, std::size_t count) {
    std::vector<std::size_t> paths;
    for (const OrderedPath& path : order)
        paths.push_back(path.path);
    std::ranges::sort(paths);
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), std::size_t{0});
    return paths == all;
}

/// The shortest travel of all orders and directions.
double shortestTravel(const std::vector<PathEnds>& ends) {
    double best = std::numeric_limits<double>::infinity();
    std::vector<std::size_t> paths(ends.size());
    std::iota(paths.begin(), paths.end(), std::size_t{0});
    do
        for (unsigned directions = 0; directions < 1u << ends.size(); ++directions) {
            std::vector<OrderedPath> order;
            for (const std::size_t path : paths)
                order.push_back({path, (directions >> path & 1u) != 0});
            best = std::min(best, plot::travelMm(ends, order));
        }
    while (std::ranges::next_permutation(paths).found);
    return best;
}

} // namespace

class PenOrderTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void travelIsNeverLongerThanInFileOrder() {
        for (std::uint32_t seed = 0; seed < 300; ++seed) {
            const auto ends = someEnds(static_cast<int>(seed % 40), seed);
            const auto order = plot::shortOrder(ends);
            QVERIFY(drawsEachOnce(order, ends.size()));
            QVERIFY(plot::travelMm(ends, order) <= plot::travelMm(ends, fileOrder(ends.size())));
        }
    }

    void fewPathsAreNearlyOptimal() {
        double sum = 0, shortest = 0;
        for (std::uint32_t seed = 0; seed < 40; ++seed) {
            const auto ends = someEnds(5, 1000 + seed);
            const double travel = plot::travelMm(ends, plot::shortOrder(ends)), best = shortestTravel(ends);
            QVERIFY2(travel < 1.25 * best + 1e-9, qPrintable(QString("%1 %2").arg(travel).arg(best)));
            sum += travel;
            shortest += best;
        }
        QVERIFY2(sum < 1.02 * shortest, qPrintable(QString("%1 %2").arg(sum).arg(shortest)));
    }

    /// A comb drawn to and fro: all ways are the teeth's distance, though the file jumps.
    void aCombIsDrawnToAndFro() {
        std::vector<PathEnds> ends;
        constexpr int kTeeth = 60;
        for (int i = 0; i < kTeeth; ++i) {
            const double x = (i * 37) % kTeeth; // every tooth once
            ends.push_back({{x, 0}, {x, 100}});
        }
        QVERIFY(std::abs(plot::travelMm(ends, plot::shortOrder(ends)) - (kTeeth - 1)) < 1e-9);
    }

    void anOrderThatCannotBeShortenedIsKept() {
        std::vector<PathEnds> ends;
        for (int i = 0; i < 20; ++i)
            ends.push_back({{10.0 * i, 0}, {10.0 * i + 9, 0}});
        QVERIFY(plot::shortOrder(ends) == fileOrder(ends.size()));
        QVERIFY(plot::shortOrder({}).empty());
        QVERIFY(plot::shortOrder(std::vector<PathEnds>{{{1, 2}, {3, 4}}}) == fileOrder(1));
    }

    void theSamePathsGiveTheSameOrder() {
        const auto ends = someEnds(500, 3);
        QVERIFY(plot::shortOrder(ends) == plot::shortOrder(ends));
    }

    void manyPathsAreQuickAndMuchShorter() {
        const auto ends = someEnds(20000, 9);
        const double begun = test::threadSeconds();
        const auto order = plot::shortOrder(ends);
        const double took = test::threadSeconds() - begun;
        QVERIFY2(took < 20, qPrintable(QString::number(took)));
        QVERIFY(drawsEachOnce(order, ends.size()));
        const double before = plot::travelMm(ends, fileOrder(ends.size())), after = plot::travelMm(ends, order);
        QVERIFY2(after < 0.05 * before, qPrintable(QString("%1 of %2").arg(after).arg(before)));
    }

    /// Ends on top of one another by the thousand, and many short paths: all within seconds.
    void crowdsAreQuick_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("count");
        QTest::newRow("all alike") << "alike" << 20000;
        QTest::newRow("one place, many directions") << "star" << 20000;
        QTest::newRow("two places") << "to and fro" << 20000;
        QTest::newRow("dots in one place") << "dots" << 20000;
        QTest::newRow("on a coarse grid") << "grid" << 20000;
        QTest::newRow("short ones") << "short" << 50000;
    }
    void crowdsAreQuick() {
        QFETCH(QString, kind);
        QFETCH(int, count);
        test::Numbers numbers(5);
        std::vector<PathEnds> ends;
        for (int i = 0; i < count; ++i) {
            const geometry::Point random{numbers.between(0, 300), numbers.between(0, 200)};
            if (kind == "alike")
                ends.push_back({{10, 10}, {20, 10}});
            else if (kind == "star")
                ends.push_back({{150, 100}, random});
            else if (kind == "to and fro")
                ends.push_back(i % 2 == 0 ? PathEnds{{10, 10}, {20, 10}} : PathEnds{{20, 10}, {10, 10}});
            else if (kind == "dots")
                ends.push_back({{10, 10}, {10, 10}});
            else if (kind == "grid")
                ends.push_back({{std::round(random.x / 20) * 20, std::round(random.y / 20) * 20},
                                {std::round(random.y / 20) * 20, std::round(random.x / 40) * 20}});
            else
                ends.push_back({random, random + geometry::Point{numbers.between(-2, 2), numbers.between(-2, 2)}});
        }
        const double begun = test::threadSeconds();
        const auto order = plot::shortOrder(ends);
        const double took = test::threadSeconds() - begun;
        const double before = plot::travelMm(ends, fileOrder(ends.size())), after = plot::travelMm(ends, order);
        qInfo("%d paths: %.1f s, %.1f m of %.1f m", count, took, after / 1000, before / 1000);
        QVERIFY2(took < 15, qPrintable(QString::number(took)));
        QVERIFY(drawsEachOnce(order, ends.size()));
        QVERIFY(after <= before);
        if (kind == "short")
            QVERIFY(after < 0.02 * before);
    }

    /// It says how far it is, and stops when told to, with an order all the same.
    void tellsAndStops() {
        const auto ends = someEnds(5000, 11);
        std::vector<double> shares;
        const auto whole = plot::shortOrder(ends, 0, [&](double share) {
            shares.push_back(share);
            return true;
        });
        QVERIFY(whole == plot::shortOrder(ends));
        QVERIFY(shares.size() > 10);
        QVERIFY(std::ranges::is_sorted(shares));
        QVERIFY(shares.front() >= 0 && shares.back() <= 1);
        for (const std::size_t most : {1, 8, 14}) {
            std::size_t asked = 0;
            const auto order = plot::shortOrder(ends, 0, [&](double) { return ++asked < most; });
            QCOMPARE(asked, most);
            QVERIFY(drawsEachOnce(order, ends.size()));
            QVERIFY(plot::travelMm(ends, order) <= plot::travelMm(ends, fileOrder(ends.size())));
        }
    }

    void turnedPathsKeepTheirStrokes() {
        std::vector<plot::PenPath> paths;
        for (const geometry::Stroke& stroke : test::randomStrokes(30, 200, 1, 4))
            paths.push_back({{stroke}});
        const auto ordered = plot::inShortOrder(paths);
        QCOMPARE(ordered.size(), paths.size());
        int turned = 0;
        for (const plot::PenPath& path : ordered) {
            const auto same = [&](const plot::PenPath& other) {
                return other.strokes == path.strokes || other.reversed().strokes == path.strokes;
            };
            QCOMPARE(std::ranges::count_if(paths, same), 1);
            turned +=
                std::ranges::none_of(paths, [&](const plot::PenPath& other) { return other.strokes == path.strokes; });
        }
        QVERIFY(turned > 0);
        QVERIFY(plot::travelMm(ordered) < plot::travelMm(paths));
    }
};

QTEST_GUILESS_MAIN(PenOrderTest)
#include "pen_order_test.moc"
