// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_join.hpp"

#include "core/vector/vector_samples.hpp"
#include "vector/svg_path_data.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using geometry::Point;
using plot::JoinWhich;
using plot::PenPath;

namespace {

PenPath line(Point from, Point to) {
    geometry::Stroke stroke;
    stroke.curve = vector::lineCurve(from, to);
    return {{stroke}};
}

bool isUnbroken(const PenPath& path) {
    for (std::size_t i = 1; i < path.strokes.size(); ++i)
        if (length(path.strokes[i].curve.points[0] - path.strokes[i - 1].curve.points[3]) > 1e-6)
            return false;
    return true;
}

double totalLength(const std::vector<PenPath>& paths) {
    double sum = 0;
    for (const PenPath& path : paths)
        sum += path.lengthMm();
    return sum;
}

} // namespace

class PenJoinTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void endsWithinTheToleranceAreJoined() {
        // From the right, to the left, and one that is too far.
        const std::vector<PenPath> paths{line({10, 0}, {20, 0}), line({9.8, 0}, {0, 0}), line({20.4, 0}, {30, 0})};
        const auto joined = plot::joined(paths, 0.3, JoinWhich::anyEnds);
        QCOMPARE(joined.size(), std::size_t{2});
        QVERIFY(isUnbroken(joined[0]));
        QCOMPARE(joined[0].strokes.size(), std::size_t{3}); // with the line between
        QVERIFY(std::abs(joined[0].lengthMm() - 20) < 1e-9);
        QCOMPARE(plot::joined(paths, 0.5, JoinWhich::anyEnds).size(), std::size_t{1});
        QCOMPARE(plot::joined(paths, 0.1, JoinWhich::anyEnds).size(), std::size_t{3});
    }

    void inSequenceOnlyAnEndMeetsTheNextBeginning() {
        const std::vector<PenPath> paths{line({0, 0}, {10, 0}), line({10.1, 0}, {20, 0}), line({30, 0}, {20.1, 0})};
        const auto joined = plot::joined(paths, 0.3, JoinWhich::inSequence);
        QCOMPARE(joined.size(), std::size_t{2});
        QVERIFY(joined[0].first() == (Point{0, 0}) && joined[0].last() == (Point{20, 0}));
        QVERIFY(joined[1].strokes == paths[2].strokes);
    }

    void nothingIsClosedOntoItself() {
        const std::vector<PenPath> square{line({0, 0}, {10, 0}), line({10, 0}, {10, 10}), line({10, 10}, {0, 10}),
                                          line({0, 10}, {0, 0})};
        const auto joined = plot::joined(square, 0.1, JoinWhich::anyEnds);
        QCOMPARE(joined.size(), std::size_t{1});
        QCOMPARE(joined[0].strokes.size(), std::size_t{4}); // touching ends need no line between
        const std::vector<PenPath> dots{line({5, 5}, {5, 5}), line({5, 5}, {5.01, 5}), line({5, 5}, {5, 5})};
        QCOMPARE(plot::joined(dots, 0.1, JoinWhich::anyEnds).size(), std::size_t{1});
    }

    void noStrokeIsLostOrMoved() {
        for (std::uint32_t seed = 0; seed < 60; ++seed) {
            test::Numbers numbers(seed);
            std::vector<PenPath> paths;
            for (int i = 0; i < 60; ++i) {
                const auto grid = [&numbers] { return std::floor(numbers.between(0, 8)) + numbers.between(0, 0.1); };
                paths.push_back(line({grid(), grid()}, {grid(), grid()}));
            }
            const double tolerance = numbers.between(0.01, 0.3);
            for (const JoinWhich which : {JoinWhich::anyEnds, JoinWhich::inSequence}) {
                const auto joined = plot::joined(paths, tolerance, which);
                QVERIFY(std::ranges::all_of(joined, isUnbroken));
                const double most = tolerance * static_cast<double>(paths.size() - joined.size());
                const double more = totalLength(joined) - totalLength(paths);
                QVERIFY(more > -1e-9 && more <= most + 1e-9);
                for (const PenPath& path : paths) {
                    const auto has = [&](const PenPath& whole) {
                        return std::ranges::any_of(whole.strokes, [&](const geometry::Stroke& stroke) {
                            return stroke == path.strokes[0] || stroke == path.reversed().strokes[0];
                        });
                    };
                    QVERIFY(std::ranges::any_of(joined, has));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(PenJoinTest)
#include "pen_join_test.moc"
