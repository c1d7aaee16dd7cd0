// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/traced_memory.hpp"
#include "cuda/kernels/iteration_record.hpp"
#include "cuda/launch/sequential_launcher.hpp"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace croquis;
using cuda::IterationShape;
using test::TracedMemory;

namespace {

template <class T>
TracedMemory<T> counted(const char* name, std::int64_t size, T first) {
    std::vector<T> values(static_cast<std::size_t>(size));
    std::iota(values.begin(), values.end(), first);
    return {name, std::move(values), true};
}

} // namespace

/// The schedule and the ring of an iteration: rows and order are right, and no thread meets another.
class RecordBodiesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void rowsAndOrder_data() {
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("strokes");
        QTest::addColumn<int>("views");
        QTest::addColumn<int>("columns");
        for (const int sketches : {1, 3, 12})
            for (const int strokes : {1, 16, 128})
                for (const int views : {1, 5})
                    QTest::addRow("%d sketches, %d strokes, %d views", sketches, strokes, views)
                        << sketches << strokes << views << 1 + views % 3;
    }
    void rowsAndOrder() {
        QFETCH(int, sketches);
        QFETCH(int, strokes);
        QFETCH(int, views);
        QFETCH(int, columns);
        for (const bool scaled : {false, true})
            rowsAndOrder({sketches, strokes, views, columns, 4, scaled});
    }

  private:
    static void rowsAndOrder(const IterationShape& shape) {
        const int sketches = shape.sketches, views = shape.viewsEach, columns = shape.columns;
        const std::int64_t rows = shape.rows(), numbers = shape.numbers(), record = shape.recordSize();
        for (const auto order :
             {cuda::ThreadOrder::ascending, cuda::ThreadOrder::descending, cuda::ThreadOrder::scattered}) {
            TracedMemory<int> position("position", 1, true, 2);
            const auto plannedViews = counted("planned views", 4 * rows, 1000),
                       plannedTargets = counted("planned targets", 4 * rows, 9000);
            const auto plannedRates = counted("planned rates", 4 * sketches, 0.5);
            TracedMemory<int> seen("views", rows, true), targets("targets", rows, true);
            TracedMemory<double> rates("rates", sketches, true);
            cuda::launchSequentially(cuda::TakeSchedule{shape, position.in(), plannedViews.in(), plannedTargets.in(),
                                                        plannedRates.in(), seen.out(), targets.out(), rates.out()},
                                     order);
            QCOMPARE(seen.written() + targets.written() + rates.written(), 2 * rows + sketches);
            for (int k = 0; k < rows; ++k)
                QVERIFY(seen.values[static_cast<std::size_t>(k)] == 1000 + 2 * rows + k &&
                        targets.values[static_cast<std::size_t>(k)] == 9000 + 2 * rows + k);
            for (int k = 0; k < sketches; ++k)
                QCOMPARE(rates.values[static_cast<std::size_t>(k)], 0.5 + 2 * sketches + k);

            const auto points = counted("points", numbers, 1e4f), first = counted("first", numbers, 2e4f),
                       second = counted("second", numbers, 4e4f), terms = counted("terms", rows * columns, 6e4f),
                       edges = counted("edges", sketches, 7e4f),
                       scales = counted("scales", shape.scaled ? sketches : 0, 8e4f);
            TracedMemory<float> ring("ring", 4 * record, true, -1);
            cuda::launchSequentially(cuda::RecordIteration{shape, position.in(), points.in(), first.in(), second.in(),
                                                           terms.in(), edges.in(), ring.out(), scales.in()},
                                     order);
            QCOMPARE(ring.written(), record);
            std::vector<float> expected;
            for (const auto* part : {&points, &first, &second})
                expected.insert(expected.end(), part->values.begin(), part->values.end());
            for (int s = 0; s < sketches; ++s) // the clean view's, each sketch's first
                for (int column = 0; column < columns; ++column)
                    expected.push_back(terms.values[static_cast<std::size_t>(s * views * columns + column)]);
            expected.insert(expected.end(), edges.values.begin(), edges.values.end());
            expected.insert(expected.end(), scales.values.begin(), scales.values.end());
            QVERIFY(std::equal(expected.begin(), expected.end(), ring.values.begin() + 2 * record));
            QCOMPARE(static_cast<std::int64_t>(expected.size()), record);

            for (const int next : {3, 0, 1}) { // the ring has an end
                cuda::launchSequentially(cuda::AdvanceIteration{4, position.out()}, order);
                QCOMPARE(position.values[0], next);
            }
        }
    }
};

QTEST_APPLESS_MAIN(RecordBodiesTest)
#include "record_bodies_test.moc"
