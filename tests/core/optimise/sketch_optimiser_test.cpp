// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/optimise/small_runs.hpp"
#include "optimise/sketch_track.hpp"
#include "saliency/walk_seeder.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using namespace croquis::tests;
using optimise::SketchOptimiser;
using optimise::Termination;

class SketchOptimiserTest : public QObject {
    Q_OBJECT

    const SmallRuns m_runs;

  private Q_SLOTS:
    void theLossFallsAndTheBestIsKept() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto summary = m_runs.run(encoder, quickRecipe(60), {{8, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::completed);
        QCOMPARE(summary.iterations, 60);
        QCOMPARE(recorder.losses.size(), std::size_t{61});
        QCOMPARE(recorder.placed, std::size_t{1});
        const auto& sketch = summary.sketches.at(0);
        QCOMPARE(sketch.strokes.size(), std::size_t{8});
        QVERIFY2(sketch.loss.total < recorder.losses.front(), "refinement helps");
        // The kept points are those whose loss was told, at an evaluated iteration.
        QCOMPARE(sketch.iteration % 10, 0);
        QCOMPARE(sketch.loss.total, recorder.losses.at(static_cast<std::size_t>(sketch.iteration)));
        QCOMPARE(optimise::controlPointsOf(sketch.strokes),
                 recorder.points.at(static_cast<std::size_t>(sketch.iteration)));
        double sum = 0;
        for (const auto& term : sketch.loss.terms)
            sum += term.value;
        QVERIFY(std::abs(sum - sketch.loss.total) < 1e-9);
    }

    void whereNothingLiesBelowTheBoundTheLastIsKept() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto recipe = quickRecipe(12);
        recipe.bestBelow = 1e-9;
        const auto summary = m_runs.run(encoder, recipe, {{4, 0, {}}}, recorder);
        const auto& sketch = summary.sketches.front();
        QVERIFY(std::isfinite(sketch.loss.total) && sketch.loss.total > 1e-9);
        QCOMPARE(sketch.iteration, 12);
        QCOMPARE(optimise::controlPointsOf(sketch.strokes), recorder.points.back());
    }

    void theSameRunGivesTheSameBytes() {
        const MeanEncoder encoder;
        Recorder first, second;
        m_runs.run(encoder, quickRecipe(25), {{12, 5, {}}}, first);
        m_runs.run(encoder, quickRecipe(25), {{12, 5, {}}}, second);
        QCOMPARE(first.points, second.points);
        QCOMPARE(first.losses, second.losses);
    }

    /// A sketch doesn't depend on who else is in the batch, to the bit.
    void sketchesOfABatchAreIndependent() {
        const MeanEncoder encoder;
        Recorder alone, together;
        const auto one = m_runs.run(encoder, quickRecipe(20), {{8, 1000, {}}}, alone);
        const auto three = m_runs.run(encoder, quickRecipe(20), {{16, 0, {}}, {8, 1000, {}}, {4, 7, {}}}, together);
        QCOMPARE(three.sketches.size(), std::size_t{3});
        const auto a = optimise::controlPointsOf(one.sketches[0].strokes),
                   b = optimise::controlPointsOf(three.sketches[1].strokes);
        QCOMPARE(a, b);
    }

    void stoppingKeepsTheBestSoFar() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stopAt = 13;
        const auto summary = m_runs.run(encoder, quickRecipe(1000), {{8, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::stopped);
        QCOMPARE(summary.iterations, 13);
        QCOMPARE(recorder.losses.size(), std::size_t{14});
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{8});
    }

    /// What was on the screen, though it is no iteration that is evaluated; of several sketches each.
    void stoppingLeavesWhatWasSeenLastOrBetter_data() {
        QTest::addColumn<int>("stopAt");
        QTest::newRow("before the first evaluation that counts") << 6;
        QTest::newRow("between two") << 27;
        QTest::newRow("at one") << 30;
    }
    void stoppingLeavesWhatWasSeenLastOrBetter() {
        QFETCH(int, stopAt);
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stopAt = stopAt;
        const auto summary = m_runs.run(encoder, quickRecipe(1000), {{8, 0, {}}, {6, 7, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::stopped);
        const auto& sketch = summary.sketches.at(0);
        QVERIFY2(recorder.losses.back() < recorder.losses.at(static_cast<std::size_t>(stopAt / 10 * 10)) ||
                     stopAt % 10 == 0,
                 "else it tells nothing");
        QVERIFY(sketch.loss.total <= recorder.losses.back());
        QCOMPARE(sketch.iteration, stopAt);
        QCOMPARE(optimise::controlPointsOf(sketch.strokes), recorder.points.back());
        QCOMPARE(summary.sketches.at(1).iteration, stopAt);
        const auto score =
            SketchOptimiser(encoder, m_runs.target, *m_runs.seeder).score(quickRecipe(0), sketch.strokes);
        QVERIFY(std::abs(score.loss.total - sketch.loss.total) < 1e-6);
    }

    void nanGoesBackToTheLastGoodState() {
        MeanEncoder encoder;
        encoder.nanFrom = 14;
        encoder.nanCalls = 2;
        Recorder recorder;
        const auto summary = m_runs.run(encoder, quickRecipe(40), {{8, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::completed);
        QVERIFY(
            std::any_of(recorder.losses.begin(), recorder.losses.end(), [](double loss) { return std::isnan(loss); }));
        QVERIFY(std::isfinite(summary.sketches.at(0).loss.total));
        for (const auto& points : recorder.points)
            for (const float value : points)
                QVERIFY(std::isfinite(value));
    }

    void enduringNanFailsButKeepsTheBest() {
        MeanEncoder encoder;
        encoder.nanFrom = 14;
        encoder.nanCalls = 1000000;
        Recorder recorder;
        const auto summary = m_runs.run(encoder, quickRecipe(100), {{8, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::failed);
        QVERIFY(!summary.message.empty());
        QVERIFY(summary.iterations < 30);
        QVERIFY(std::isfinite(summary.sketches.at(0).loss.total));
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{8});
    }

    void neverFiniteIsNoSketch() {
        MeanEncoder encoder;
        encoder.nanFrom = 0;
        encoder.nanCalls = 1000000;
        encoder.nanAlways = true;
        Recorder recorder;
        QVERIFY_EXCEPTION_THROWN(m_runs.run(encoder, quickRecipe(100), {{8, 0, {}}}, recorder), Error);
    }

    void aSketchThatStandsStillConverges() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto recipe = quickRecipe(500);
        recipe.stillness = 50;
        const auto summary = m_runs.run(encoder, recipe, {{4, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::converged);
        QCOMPARE(summary.iterations, 10);
    }

    /// method.md 1.12: the last of 21 iterations evaluates and steps like the others, and the best is kept after its
    /// step.
    void aRunMayEndWithAStep() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto recipe = quickRecipe(21);
        recipe.finalEvaluation = false;
        recipe.savesNextStep = true;
        recipe.reseedingShare = 0;
        const auto summary = m_runs.run(encoder, recipe, {{8, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::completed);
        QCOMPARE(summary.iterations, 21);
        QCOMPARE(recorder.losses.size(), std::size_t{21});
        const auto& sketch = summary.sketches.at(0);
        const auto best = static_cast<std::size_t>(sketch.iteration);
        QCOMPARE(sketch.loss.total, recorder.losses.at(best));
        const auto kept = optimise::controlPointsOf(sketch.strokes);
        QVERIFY(kept != recorder.points.at(best));
        if (best + 1 < recorder.points.size())
            QCOMPARE(kept, recorder.points.at(best + 1));
    }

    void anEdgeTermNeedsEdges() {
        const MeanEncoder encoder;
        Recorder recorder;
        const saliency::WalkSeeder walks{image::Plane{}};
        const SketchOptimiser optimiser(encoder, m_runs.target, walks);
        auto recipe = quickRecipe(2);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimiser.run(recipe, {{4, 0, {}}}, false, recorder, {}));
        recipe.edgeWeight = 0;
        const auto summary = optimiser.run(recipe, {{4, 0, {}}}, false, recorder, {});
        const auto& terms = summary.sketches.at(0).loss.terms;
        QCOMPARE(terms.size(), std::size_t{2});
        QCOMPARE(terms.back().name, std::string("embedding"));
    }

    void deadStrokesArePlacedAgain() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto start = m_runs.seeder->place({6, 0, false});
        const geometry::CubicBezier outside{{{{-90, -90}, {-80, -90}, {-70, -90}, {-60, -90}}}};
        start[2] = outside;
        start[4] = start[0];
        const auto summary = m_runs.run(encoder, quickRecipe(30), {{6, 0, start}}, recorder);
        const auto& sketch = summary.sketches.at(0);
        QCOMPARE(sketch.reseededStrokes, 2);
        QVERIFY2(sketch.strokes[2].at(0.5).x > 0 && sketch.strokes[2].at(0.5).y > 0, "it is on the canvas now");
    }

    /// Dead strokes are placed again from the first iteration to the share's last, and never with a share of 0.
    void nothingIsReseededLate_data() {
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("reseeded");
        QTest::newRow("never") << 0.0 << 0;
        QTest::newRow("at the first iteration") << 0.01 << 1;
    }
    void nothingIsReseededLate() {
        QFETCH(double, share);
        QFETCH(int, reseeded);
        const MeanEncoder encoder;
        Recorder recorder;
        auto start = m_runs.seeder->place({6, 0, false});
        start[4] = start[0];
        auto recipe = quickRecipe(30);
        recipe.reseedingShare = share;
        recipe.evaluationInterval = 10;
        QCOMPARE(m_runs.run(encoder, recipe, {{6, 0, start}}, recorder).sketches.at(0).reseededStrokes, reseeded);
    }

    /// The paper's strokes stay where they were seeded until Adam moves them, by at most a pixel at its first step:
    /// those that hide each other and those beside the canvas too.
    void thePaperPlacesNothingAgain() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto recipe = optimise::recipeFor("clipasso", optimise::Quality::fine, optimise::Network::clip);
        recipe.stageWeights = {{0, 1.0}};
        recipe.iterations = 3;
        auto start = m_runs.seeder->place({6, 0, false});
        start[2] = {{{{-90, -90}, {-80, -90}, {-70, -90}, {-60, -90}}}};
        start[4] = start[0];
        const auto summary = m_runs.run(encoder, recipe, {{6, 0, start}}, recorder);
        QCOMPARE(summary.sketches.at(0).reseededStrokes, 0);
        const auto first = optimise::controlPointsOf(start);
        float furthest = 0;
        for (std::size_t k = 0; k < first.size(); ++k)
            furthest = std::max(furthest, std::abs(recorder.points.at(1)[k] - first[k]));
        QVERIFY(furthest > 0.5f && furthest < 1.001f);
    }

    /// Only the contours' seeder makes strokes that are meant to stay as they are (one walk in 130 looks like them).
    void noStrokeIsHeldUnderThePapersRecipe() {
        const MeanEncoder encoder;
        auto recipe = optimise::recipeFor("clipasso", optimise::Quality::fine, optimise::Network::clip);
        recipe.stageWeights = {{0, 1.0}};
        recipe.iterations = 3;
        auto start = m_runs.seeder->place({6, 0, false});
        start[3] = {{{{95, 97}, {140, 98}, {60, 102}, {105, 103}}}};
        QVERIFY(start[3].isScribble());
        for (const bool paper : {true, false}) {
            Recorder recorder;
            recipe.seeding = paper ? optimise::Seeding::attention : optimise::Seeding::contours;
            m_runs.run(encoder, recipe, {{6, 0, start}}, recorder);
            QCOMPARE(optimise::strokesOf(recorder.points.back())[3] != start[3], paper);
        }
    }

    void whatIsStoppedBeforeItsFirstIterationIsScoredToo() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stop.request_stop();
        const auto summary = m_runs.run(encoder, quickRecipe(20), {{6, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::stopped);
        QVERIFY(recorder.losses.empty());
        QVERIFY(summary.sketches.at(0).loss.total > 0);
    }

    void scoreIsTheUnaugmentedLossWithItsGradient() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto strokes = m_runs.seeder->place({8, 0, false});
        const auto score = SketchOptimiser(encoder, m_runs.target, *m_runs.seeder).score(quickRecipe(0), strokes);
        const auto summary = m_runs.run(encoder, quickRecipe(0), {{8, 0, strokes}}, recorder);
        QCOMPARE(summary.sketches.at(0).loss, score.loss);
        QCOMPARE(score.gradient.size(), std::size_t{64});
        // Moving against the gradient lowers the loss.
        auto points = optimise::controlPointsOf(strokes);
        double squares = 0;
        for (const float value : score.gradient)
            squares += value * value;
        for (std::size_t k = 0; k < points.size(); ++k)
            points[k] -= static_cast<float>(0.2 * score.gradient[k] / std::sqrt(squares));
        const auto moved =
            SketchOptimiser(encoder, m_runs.target, *m_runs.seeder).score(quickRecipe(0), optimise::strokesOf(points));
        QVERIFY(moved.loss.total < score.loss.total);
        const double expected = score.loss.total - 0.2 * std::sqrt(squares);
        QVERIFY(std::abs(moved.loss.total - expected) < 0.2 * (score.loss.total - expected));
    }

    void plansOutOfRangeAreRefused() {
        const MeanEncoder encoder;
        Recorder recorder;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_runs.run(encoder, quickRecipe(1), {}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_runs.run(encoder, quickRecipe(1), {{0, 0, {}}}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, m_runs.run(encoder, quickRecipe(1), {{129, 0, {}}}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument,
                                 SketchOptimiser(encoder, m_runs.target, *m_runs.seeder).score(quickRecipe(0), {}));
    }
};

QTEST_APPLESS_MAIN(SketchOptimiserTest)
#include "sketch_optimiser_test.moc"
