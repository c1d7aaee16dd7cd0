// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/optimise/small_runs.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/sketch_track.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using namespace croquis::tests;
using optimise::Recipe;
using optimise::Termination;

class SketchEditsTest : public QObject {
    Q_OBJECT

    const SmallRuns m_runs;

  private Q_SLOTS:
    void moreStrokesAreAddedToThoseThereAre() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.edits[15] = {{0, optimise::SetStrokeCount{10}}};
        const auto summary = m_runs.run(encoder, quickRecipe(20), {{6, 0, {}}}, recorder);
        QCOMPARE(recorder.ids[14], (std::vector<int>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(recorder.ids[15], (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
        QVERIFY2(std::equal(recorder.points[14].begin(), recorder.points[14].end(), recorder.points[15].begin(),
                            [](float a, float b) { return std::abs(a - b) < 2; }),
                 "the strokes that were there go on from where they were");
        QVERIFY2(summary.iterations > 20, "new strokes get time to settle");
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{10});
        QCOMPARE(summary.sketches.at(0).ids, recorder.ids[15]);
        QVERIFY(recorder.losses.back() < recorder.losses[15]);
    }

    void fewerStrokesKeepTheirIdentity() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.edits[5] = {{0, optimise::LockStroke{12, true}}, {0, optimise::SetStrokeCount{4}}};
        const auto summary = m_runs.run(encoder, quickRecipe(20), {{12, 0, {}}}, recorder);
        const auto& ids = summary.sketches.at(0).ids;
        QCOMPARE(ids.size(), std::size_t{4});
        QVERIFY(std::is_sorted(ids.begin(), ids.end()));
        QVERIFY2(std::find(ids.begin(), ids.end(), 12) != ids.end(), "a locked stroke is never dropped");
        const auto place = std::find(recorder.ids[5].begin(), recorder.ids[5].end(), 12) - recorder.ids[5].begin();
        const auto begin = recorder.points[5].begin() + 8 * place;
        QVERIFY2(std::equal(begin, begin + 8, recorder.points.back().begin() + 8 * place), "nor moved");
    }

    void manyStrokesGoInFewPasses() {
        MeanEncoder encoder;
        Recorder recorder;
        m_runs.run(encoder, quickRecipe(4), {{96, 0, {}}}, recorder);
        const int without = encoder.calls;
        Recorder edited;
        edited.edits[2] = {{0, optimise::SetStrokeCount{4}}};
        encoder.calls = 0;
        const auto summary = m_runs.run(encoder, quickRecipe(4), {{96, 0, {}}}, edited);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{4});
        QVERIFY2(encoder.calls - without < 40, qPrintable(QString::number(encoder.calls - without)));
    }

    void aStopDuringAReductionLeavesTheSketchWhole() {
        MeanEncoder encoder;
        Recorder edited;
        edited.edits[3] = {{0, optimise::SetStrokeCount{4}}};
        edited.handingOver = [&] { encoder.stopAtCall = encoder.calls + 2; };
        encoder.stop = edited.stop;
        const auto summary = m_runs.run(encoder, quickRecipe(20), {{40, 0, {}}}, edited);
        QCOMPARE(summary.termination, Termination::stopped);
        QVERIFY(summary.editsMissed);
        QCOMPARE(edited.losses.size(), std::size_t{3});
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{40});
        QVERIFY(summary.sketches.at(0).loss.total > 0);
    }

    /// A pause holds edits back; a stop out of it still gives what was asked for before.
    void aStopAppliesWhatWasAskedForBefore() {
        const MeanEncoder encoder;
        const geometry::CubicBezier line{{{{50, 50}, {70, 60}, {90, 70}, {110, 80}}}};
        Recorder recorder;
        recorder.stopAt = 12;
        recorder.edits[13] = {{0, optimise::RemoveStroke{3}}, {0, optimise::AddStroke{9, line, 0}}};
        const auto summary = m_runs.run(encoder, quickRecipe(1000), {{6, 0, {}}}, recorder);
        QCOMPARE(recorder.losses.size(), std::size_t{13});
        const auto& sketch = summary.sketches.at(0);
        QCOMPARE(sketch.ids, (std::vector<int>{9, 1, 2, 4, 5, 6}));
        QVERIFY(sketch.strokes[0] == line);
        QVERIFY(sketch.loss.total > 0 && !summary.editsMissed);
    }

    void aStopGivesUpAnotherNumberOfStrokes_data() {
        QTest::addColumn<int>("strokes");
        QTest::newRow("fewer") << 4;
        QTest::newRow("more") << 10;
    }
    void aStopGivesUpAnotherNumberOfStrokes() {
        QFETCH(int, strokes);
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stopAt = 12;
        recorder.edits[13] = {{0, optimise::SetStrokeCount{strokes}}};
        const auto summary = m_runs.run(encoder, quickRecipe(1000), {{6, 0, {}}}, recorder);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{6});
        QCOMPARE(summary.sketches.at(0).iteration, 12);
        QVERIFY(summary.editsMissed);
        Recorder undone;
        undone.stopAt = 12;
        optimise::RestoreStrokes before{{1, 2, 3, 4, 5, 6}, std::vector<geometry::CubicBezier>(6)};
        undone.edits[13] = {{0, optimise::SetStrokeCount{strokes}}, {0, before}};
        const auto same = m_runs.run(encoder, quickRecipe(1000), {{6, 0, {}}}, undone);
        QCOMPARE(same.sketches.at(0).iteration, 12);
        QVERIFY(!same.editsMissed);
    }

    void anotherNumberOfStrokesIsUndone() {
        const MeanEncoder encoder;
        Recorder recorder;
        std::vector<geometry::CubicBezier> curves;
        recorder.edits[5] = {{0, optimise::SetStrokeCount{3}}};
        recorder.handingOver = [&] {
            if (!curves.empty())
                return;
            curves = optimise::strokesOf(recorder.points[4]);
            recorder.edits[9] = {{0, optimise::RestoreStrokes{{1, 2, 3, 4, 5, 6, 7, 8}, curves}}};
        };
        const auto summary = m_runs.run(encoder, quickRecipe(20), {{8, 0, {}}}, recorder);
        const auto few = recorder.ids[8];
        QCOMPARE(few.size(), std::size_t{3});
        QCOMPARE(recorder.ids[9], (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8}));
        const auto back = optimise::strokesOf(recorder.points[9]), rest = optimise::strokesOf(recorder.points[8]);
        for (std::size_t k = 0; k < back.size(); ++k) {
            const auto kept = std::find(few.begin(), few.end(), static_cast<int>(k) + 1);
            if (kept == few.end()) {
                QVERIFY2(back[k] == curves[k], "where it was");
            } else {
                const auto& before = rest[static_cast<std::size_t>(kept - few.begin())];
                QVERIFY2(std::abs(before.points[0].x - back[k].points[0].x) < 2, "goes on from where it is");
            }
        }
        QVERIFY(recorder.points.back() != recorder.points[9]); // they are drawn on
        QVERIFY2(summary.iterations > 20, "and have time to settle");
        QCOMPARE(summary.sketches.at(0).ids, recorder.ids[9]);
    }

    void strokesThatWereAddedGoAgain() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.edits[3] = {{0, optimise::SetStrokeCount{9}}};
        recorder.edits[5] = {{0, optimise::RestoreStrokes{{1, 2, 3, 4}, std::vector<geometry::CubicBezier>(4)}}};
        recorder.edits[7] = {{0, optimise::RestoreStrokes{}}}; // names none
        m_runs.run(encoder, quickRecipe(8), {{4, 0, {}}}, recorder);
        QCOMPARE(recorder.ids[4].size(), std::size_t{9});
        QCOMPARE(recorder.ids[5], (std::vector<int>{1, 2, 3, 4}));
        QCOMPARE(recorder.ids.back(), recorder.ids[5]);
        QVERIFY(std::equal(recorder.points[5].begin(), recorder.points[5].end(), recorder.points[4].begin(),
                           [](float a, float b) { return std::abs(a - b) < 2; }));
    }

    /// While the last iteration is made something may be asked for.
    void anEditAfterTheLastIterationIsNotMissed() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.edits[9] = {{0, optimise::SetStrokeCount{6}}};
        const auto summary = m_runs.run(encoder, quickRecipe(8), {{4, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::completed);
        QVERIFY(summary.iterations > 8);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{6});
    }

    /// The estimates of all strokes point the way that their real costs do.
    void theEstimateOfRemovalsIsGood() {
        const MeanEncoder encoder;
        const Recipe recipe = quickRecipe(1);
        image::Plane edges(224, 224, 1, 0.1F);
        optimise::LossStack stack(recipe, encoder, m_runs.target, edges);
        stack.prepare(std::vector<int>{0});
        const auto strokes = m_runs.seeder->place({12, 0, false});
        const auto points = optimise::controlPointsOf(strokes);
        const auto costs = stack.removalCosts(points);
        const double whole =
            stack.evaluate(std::vector<std::vector<float>>{points}, std::vector<int>{0}, false)[0].clean.total;
        double agreement = 0, size = 0, truth = 0;
        for (std::size_t k = 0; k < strokes.size(); ++k) {
            auto rest = points;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(8 * k),
                       rest.begin() + static_cast<std::ptrdiff_t>(8 * k + 8));
            const double real =
                stack.evaluate(std::vector<std::vector<float>>{rest}, std::vector<int>{0}, false)[0].clean.total -
                whole;
            agreement += real * costs[k];
            size += costs[k] * costs[k];
            truth += real * real;
        }
        const double cosine = agreement / std::sqrt(size * truth);
        QVERIFY2(cosine > 0.9, qPrintable(QString::number(cosine)));
    }

    void removedStrokesMayComeBack() {
        const MeanEncoder encoder;
        Recorder recorder;
        const geometry::CubicBezier line{{{{50, 50}, {70, 60}, {90, 70}, {110, 80}}}};
        recorder.edits[2] = {{0, optimise::RemoveStroke{2}}, {0, optimise::RemoveStroke{99}}};
        recorder.edits[4] = {{0, optimise::AddStroke{2, line, 1}}, {7, optimise::SetStrokeCount{1}}};
        recorder.edits[6] = {{0, optimise::AddStroke{8, line}}};
        const auto summary = m_runs.run(encoder, quickRecipe(8), {{3, 0, {}}}, recorder);
        QCOMPARE(recorder.ids[2], (std::vector<int>{1, 3}));
        QCOMPARE(recorder.ids[4], (std::vector<int>{1, 2, 3}));
        QVERIFY(optimise::strokesOf(recorder.points[4])[1] == line);
        QCOMPARE(summary.sketches.at(0).ids, (std::vector<int>{1, 2, 3, 8}));
        QVERIFY(summary.sketches.at(0).loss.total > 0);
    }

    void aStartIsFilledUpOrReducedWhereThePlanSaysSo() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto start = m_runs.seeder->place({6, 0, false});
        optimise::SketchPlan more{9, 0, start}, fewer{3, 0, start, {11, 12, 13, 14, 15, 16}, {15}};
        more.fillUp = fewer.fillUp = true;
        const auto summary = m_runs.run(encoder, quickRecipe(4), {more, fewer}, recorder);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{9});
        QCOMPARE(summary.sketches.at(1).strokes.size(), std::size_t{3});
        const auto& ids = summary.sketches.at(1).ids;
        QVERIFY(std::find(ids.begin(), ids.end(), 15) != ids.end());
    }
};

QTEST_APPLESS_MAIN(SketchEditsTest)
#include "sketch_edits_test.moc"
