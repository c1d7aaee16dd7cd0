// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/where.h>

#include "base/error.hpp"
#include "image/canvas_target.hpp"
#include "optimise/loss_stack.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "optimise/sketch_track.hpp"
#include "perceptual/perceptual_encoder.hpp"
#include "saliency/stroke_seeder.hpp"
#include "saliency/walk_seeder.hpp"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>
#include <map>

using namespace croquis;
using optimise::IterationSummary;
using optimise::Recipe;
using optimise::SketchOptimiser;
using optimise::Termination;

namespace {

/// A stand-in network of plain means: quick, differentiable, deterministic. From call `nanFrom` on, `nanCalls` calls
/// give NaN.
class MeanEncoder final : public perceptual::PerceptualEncoder {
  public:
    std::string name() const override { return "means"; }
    std::string sha256() const override { return ""; }
    int inputSide() const override { return 224; }
    int stageCount() const override { return 1; }
    int embeddingSize() const override { return 196; }
    perceptual::Encoding encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const override {
        const int call = calls++;
        if (call == stopAtCall)
            stop.request_stop();
        at::Tensor means = at::avg_pool2d(pictures.mean({1}, true), {16, 16});
        if ((pictures.requires_grad() || nanAlways) && call >= nanFrom && call < nanFrom + nanCalls)
            means = means * std::numeric_limits<float>::quiet_NaN();
        perceptual::Encoding encoding;
        for (std::size_t k = 0; k < wanted.stages.size(); ++k)
            encoding.stages.push_back(means);
        if (wanted.embedding)
            encoding.embedding = means.flatten(1);
        return encoding;
    }
    mutable int calls = 0;
    int stopAtCall = -1;
    mutable std::stop_source stop{std::nostopstate};
    int nanFrom = std::numeric_limits<int>::max();
    int nanCalls = 0;
    bool nanAlways = false; ///< not only where a gradient is asked for
};

Recipe quickRecipe(int iterations) {
    Recipe recipe;
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.warpBank = 6;
    return recipe;
}

struct Recorder final : optimise::IterationObserver {
    std::vector<double> losses;
    std::vector<std::vector<float>> points;
    std::size_t placed = 0;
    std::stop_source stop;
    int stopAt = std::numeric_limits<int>::max();
    std::vector<std::vector<int>> ids;
    std::map<int, std::vector<optimise::SketchEdit>> edits; ///< by the iteration before which they are handed over
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override {
        placed = sketches.size();
    }
    void iterationFinished(const IterationSummary& summary) override {
        losses.push_back(summary.sketches.front().loss.total);
        points.emplace_back(summary.sketches.front().controlPoints.begin(),
                            summary.sketches.front().controlPoints.end());
        ids.emplace_back(summary.sketches.front().ids.begin(), summary.sketches.front().ids.end());
        if (summary.iteration == stopAt)
            stop.request_stop();
    }
    std::function<void()> handingOver; ///< edits
    std::vector<optimise::SketchEdit> takeEdits() override {
        auto now = edits[static_cast<int>(losses.size())];
        if (!now.empty() && handingOver)
            handingOver();
        return now;
    }
};

} // namespace

class SketchOptimiserTest : public QObject {
    Q_OBJECT

    image::CanvasTarget m_target;
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;

    optimise::RunSummary run(const MeanEncoder& encoder, const Recipe& recipe, std::vector<optimise::SketchPlan> plans,
                             Recorder& recorder) {
        return SketchOptimiser(encoder, m_target, *m_seeder)
            .run(recipe, std::move(plans), false, recorder, recorder.stop.get_token());
    }

  private Q_SLOTS:
    void initTestCase() {
        m_target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_seeder = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }

    void theLossFallsAndTheBestIsKept() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto summary = run(encoder, quickRecipe(60), {{8, 0, {}}}, recorder);
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

    void theSameRunGivesTheSameBytes() {
        const MeanEncoder encoder;
        Recorder first, second;
        run(encoder, quickRecipe(25), {{12, 5, {}}}, first);
        run(encoder, quickRecipe(25), {{12, 5, {}}}, second);
        QCOMPARE(first.points, second.points);
        QCOMPARE(first.losses, second.losses);
    }

    /// A sketch doesn't depend on who else is in the batch, up to the rounding of sums taken in another order.
    void sketchesOfABatchAreIndependent() {
        const MeanEncoder encoder;
        Recorder alone, together;
        const auto one = run(encoder, quickRecipe(20), {{8, 1000, {}}}, alone);
        const auto three = run(encoder, quickRecipe(20), {{16, 0, {}}, {8, 1000, {}}, {4, 7, {}}}, together);
        QCOMPARE(three.sketches.size(), std::size_t{3});
        const auto a = optimise::controlPointsOf(one.sketches[0].strokes),
                   b = optimise::controlPointsOf(three.sketches[1].strokes);
        QCOMPARE(a.size(), b.size());
        for (std::size_t k = 0; k < a.size(); ++k)
            QVERIFY2(std::abs(a[k] - b[k]) < 1e-2f, qPrintable(QString("%1: %2 %3").arg(k).arg(a[k]).arg(b[k])));
    }

    void stoppingKeepsTheBestSoFar() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stopAt = 13;
        const auto summary = run(encoder, quickRecipe(1000), {{8, 0, {}}}, recorder);
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
        const auto summary = run(encoder, quickRecipe(1000), {{8, 0, {}}, {6, 7, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::stopped);
        const auto& sketch = summary.sketches.at(0);
        QVERIFY2(recorder.losses.back() < recorder.losses.at(static_cast<std::size_t>(stopAt / 10 * 10)) ||
                     stopAt % 10 == 0,
                 "else it tells nothing");
        QVERIFY(sketch.loss.total <= recorder.losses.back());
        QCOMPARE(sketch.iteration, stopAt);
        QCOMPARE(optimise::controlPointsOf(sketch.strokes), recorder.points.back());
        QCOMPARE(summary.sketches.at(1).iteration, stopAt);
        const auto score = SketchOptimiser(encoder, m_target, *m_seeder).score(quickRecipe(0), sketch.strokes);
        QVERIFY(std::abs(score.loss.total - sketch.loss.total) < 1e-6);
    }

    void nanGoesBackToTheLastGoodState() {
        MeanEncoder encoder;
        encoder.nanFrom = 14;
        encoder.nanCalls = 2;
        Recorder recorder;
        const auto summary = run(encoder, quickRecipe(40), {{8, 0, {}}}, recorder);
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
        const auto summary = run(encoder, quickRecipe(100), {{8, 0, {}}}, recorder);
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
        QVERIFY_EXCEPTION_THROWN(run(encoder, quickRecipe(100), {{8, 0, {}}}, recorder), Error);
    }

    void aSketchThatStandsStillConverges() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto recipe = quickRecipe(500);
        recipe.stillness = 50;
        const auto summary = run(encoder, recipe, {{4, 0, {}}}, recorder);
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
        const auto summary = run(encoder, recipe, {{8, 0, {}}}, recorder);
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

    /// Every iteration's views are new, and all sketches see the same: four of them and the clean one are encoded.
    void freshWarpsAreSharedByAllSketches() {
        const MeanEncoder one, three;
        Recorder first, second;
        auto recipe = quickRecipe(10);
        recipe.freshWarps = true;
        recipe.augmentedViews = 4;
        recipe.finalEvaluation = false;
        run(one, recipe, {{4, 0, {}}}, first);
        run(three, recipe, {{4, 0, {}}, {4, 1000, {}}, {4, 2000, {}}}, second);
        QCOMPARE(one.calls, 20); // a batch of targets and one of sketches each iteration
        QCOMPARE(three.calls, 20);
        QVERIFY(first.losses.front() != first.losses.at(1));
    }

    void anEdgeTermNeedsEdges() {
        const MeanEncoder encoder;
        Recorder recorder;
        const saliency::WalkSeeder walks{image::Plane{}};
        const SketchOptimiser optimiser(encoder, m_target, walks);
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
        auto start = m_seeder->place({6, 0, false});
        const geometry::CubicBezier outside{{{{-90, -90}, {-80, -90}, {-70, -90}, {-60, -90}}}};
        start[2] = outside;
        start[4] = start[0];
        const auto summary = run(encoder, quickRecipe(30), {{6, 0, start}}, recorder);
        const auto& sketch = summary.sketches.at(0);
        QCOMPARE(sketch.reseededStrokes, 2);
        QVERIFY2(sketch.strokes[2].at(0.5).x > 0 && sketch.strokes[2].at(0.5).y > 0, "it is on the canvas now");
    }

    void nothingIsReseededLate() {
        const MeanEncoder encoder;
        Recorder recorder;
        auto start = m_seeder->place({6, 0, false});
        start[4] = start[0];
        auto recipe = quickRecipe(30);
        recipe.reseedingShare = 0; // iteration 0 is the only chance
        recipe.evaluationInterval = 10;
        QCOMPARE(run(encoder, recipe, {{6, 0, start}}, recorder).sketches.at(0).reseededStrokes, 1);
    }

    void moreStrokesAreAddedToThoseThereAre() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.edits[15] = {{0, optimise::SetStrokeCount{10}}};
        const auto summary = run(encoder, quickRecipe(20), {{6, 0, {}}}, recorder);
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
        const auto summary = run(encoder, quickRecipe(20), {{12, 0, {}}}, recorder);
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
        run(encoder, quickRecipe(4), {{96, 0, {}}}, recorder);
        const int without = encoder.calls;
        Recorder edited;
        edited.edits[2] = {{0, optimise::SetStrokeCount{4}}};
        encoder.calls = 0;
        const auto summary = run(encoder, quickRecipe(4), {{96, 0, {}}}, edited);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{4});
        QVERIFY2(encoder.calls - without < 40, qPrintable(QString::number(encoder.calls - without)));
    }

    void aStopDuringAReductionLeavesTheSketchWhole() {
        MeanEncoder encoder;
        Recorder edited;
        edited.edits[3] = {{0, optimise::SetStrokeCount{4}}};
        edited.handingOver = [&] { encoder.stopAtCall = encoder.calls + 2; };
        encoder.stop = edited.stop;
        const auto summary = run(encoder, quickRecipe(20), {{40, 0, {}}}, edited);
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
        const auto summary = run(encoder, quickRecipe(1000), {{6, 0, {}}}, recorder);
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
        const auto summary = run(encoder, quickRecipe(1000), {{6, 0, {}}}, recorder);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{6});
        QCOMPARE(summary.sketches.at(0).iteration, 12);
        QVERIFY(summary.editsMissed);
        Recorder undone;
        undone.stopAt = 12;
        optimise::RestoreStrokes before{{1, 2, 3, 4, 5, 6}, std::vector<geometry::CubicBezier>(6)};
        undone.edits[13] = {{0, optimise::SetStrokeCount{strokes}}, {0, before}};
        const auto same = run(encoder, quickRecipe(1000), {{6, 0, {}}}, undone);
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
        const auto summary = run(encoder, quickRecipe(20), {{8, 0, {}}}, recorder);
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
        run(encoder, quickRecipe(8), {{4, 0, {}}}, recorder);
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
        const auto summary = run(encoder, quickRecipe(8), {{4, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::completed);
        QVERIFY(summary.iterations > 8);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{6});
    }

    void whatIsStoppedBeforeItsFirstIterationIsScoredToo() {
        const MeanEncoder encoder;
        Recorder recorder;
        recorder.stop.request_stop();
        const auto summary = run(encoder, quickRecipe(20), {{6, 0, {}}}, recorder);
        QCOMPARE(summary.termination, Termination::stopped);
        QVERIFY(recorder.losses.empty());
        QVERIFY(summary.sketches.at(0).loss.total > 0);
    }

    /// The estimates of all strokes point the way that their real costs do.
    void theEstimateOfRemovalsIsGood() {
        const MeanEncoder encoder;
        const Recipe recipe = quickRecipe(1);
        image::Plane edges(224, 224, 1, 0.1F);
        optimise::LossStack stack(recipe, encoder, m_target, edges);
        stack.prepare(std::vector<int>{0});
        const auto strokes = m_seeder->place({12, 0, false});
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
        const auto summary = run(encoder, quickRecipe(8), {{3, 0, {}}}, recorder);
        QCOMPARE(recorder.ids[2], (std::vector<int>{1, 3}));
        QCOMPARE(recorder.ids[4], (std::vector<int>{1, 2, 3}));
        QVERIFY(optimise::strokesOf(recorder.points[4])[1] == line);
        QCOMPARE(summary.sketches.at(0).ids, (std::vector<int>{1, 2, 3, 8}));
        QVERIFY(summary.sketches.at(0).loss.total > 0);
    }

    void aStartIsFilledUpOrReducedWhereThePlanSaysSo() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto start = m_seeder->place({6, 0, false});
        optimise::SketchPlan more{9, 0, start}, fewer{3, 0, start, {11, 12, 13, 14, 15, 16}, {15}};
        more.fillUp = fewer.fillUp = true;
        const auto summary = run(encoder, quickRecipe(4), {more, fewer}, recorder);
        QCOMPARE(summary.sketches.at(0).strokes.size(), std::size_t{9});
        QCOMPARE(summary.sketches.at(1).strokes.size(), std::size_t{3});
        const auto& ids = summary.sketches.at(1).ids;
        QVERIFY(std::find(ids.begin(), ids.end(), 15) != ids.end());
    }

    void scoreIsTheUnaugmentedLossWithItsGradient() {
        const MeanEncoder encoder;
        Recorder recorder;
        const auto strokes = m_seeder->place({8, 0, false});
        const auto score = SketchOptimiser(encoder, m_target, *m_seeder).score(quickRecipe(0), strokes);
        const auto summary = run(encoder, quickRecipe(0), {{8, 0, strokes}}, recorder);
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
            SketchOptimiser(encoder, m_target, *m_seeder).score(quickRecipe(0), optimise::strokesOf(points));
        QVERIFY(moved.loss.total < score.loss.total);
        const double expected = score.loss.total - 0.2 * std::sqrt(squares);
        QVERIFY(std::abs(moved.loss.total - expected) < 0.2 * (score.loss.total - expected));
    }

    void plansOutOfRangeAreRefused() {
        const MeanEncoder encoder;
        Recorder recorder;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, run(encoder, quickRecipe(1), {}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, run(encoder, quickRecipe(1), {{0, 0, {}}}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, run(encoder, quickRecipe(1), {{129, 0, {}}}, recorder));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument,
                                 SketchOptimiser(encoder, m_target, *m_seeder).score(quickRecipe(0), {}));
    }
};

QTEST_APPLESS_MAIN(SketchOptimiserTest)
#include "sketch_optimiser_test.moc"
