// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/optimise/small_runs.hpp"
#include "optimise/recipe/recipe_options.hpp"
#include "optimise/sketch_track.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using namespace croquis::tests;
using optimise::SketchOptimiser;

/// Through which views a run sees its sketches.
class RunViewsTest : public QObject {
    Q_OBJECT

    const SmallRuns m_runs;

  private Q_SLOTS:
    /// Every iteration's views are new, and all sketches see the same: four of them and the clean one are encoded.
    void freshWarpsAreSharedByAllSketches() {
        const MeanEncoder one, three;
        Recorder first, second;
        auto recipe = quickRecipe(10);
        recipe.freshWarps = true;
        recipe.augmentedViews = 4;
        recipe.finalEvaluation = false;
        m_runs.run(one, recipe, {{4, 0, {}}}, first);
        m_runs.run(three, recipe, {{4, 0, {}}, {4, 1000, {}}, {4, 2000, {}}}, second);
        QCOMPARE(one.calls, 20); // a batch of targets and one of sketches each iteration
        QCOMPARE(three.calls, 20);
        QVERIFY(first.losses.front() != first.losses.at(1));
    }

    /// From the same strokes sketches go different ways by their views alone; each as it goes by itself.
    void everySketchMayHaveViewsOfItsOwn_data() {
        QTest::addColumn<bool>("fresh");
        QTest::newRow("fresh warps") << true;
        QTest::newRow("a bank") << false;
    }
    void everySketchMayHaveViewsOfItsOwn() {
        QFETCH(bool, fresh);
        auto recipe = quickRecipe(11);
        recipe.freshWarps = fresh;
        recipe.augmentedViews = 3;
        recipe.reseedingShare = 0;
        const auto start = m_runs.seeder->place({4, 0, false});
        const auto lossesOf = [&](std::vector<optimise::SketchPlan> plans, int* encoded = nullptr) {
            const MeanEncoder encoder;
            Recorder recorder;
            const auto summary = m_runs.run(encoder, recipe, std::move(plans), recorder);
            if (encoded != nullptr)
                *encoded = encoder.pictures;
            std::vector<std::vector<float>> points;
            for (const auto& sketch : summary.sketches)
                points.push_back(optimise::controlPointsOf(sketch.strokes));
            return points;
        };
        int shared = 0, own = 0;
        const auto together = lossesOf({{4, 0, start}, {4, 1000, start}}, &shared);
        if (fresh) // a bank's views are chosen by the seed
            QCOMPARE(together[0], together[1]);
        recipe.viewsBySeed = true;
        const auto apart = lossesOf({{4, 0, start}, {4, 1000, start}}, &own);
        QVERIFY(apart[0] != apart[1]);
        QVERIFY(own > shared);
        const auto alone = lossesOf({{4, 1000, start}});
        for (std::size_t k = 0; k < alone[0].size(); ++k)
            QVERIFY(std::abs(alone[0][k] - apart[1][k]) < 1e-2f);
    }

    void viewsMayBeResampledTwice() {
        const auto run = [&](optimise::Resampling resampled) {
            const MeanEncoder encoder;
            Recorder recorder;
            auto recipe = quickRecipe(6);
            recipe.viewsResampled = resampled;
            m_runs.run(encoder, recipe, {{4, 0, {}}}, recorder);
            return recorder.points;
        };
        const auto once = run(optimise::Resampling::once), twice = run(optimise::Resampling::twice);
        QCOMPARE(twice.front(), once.front());
        QVERIFY(twice.back() != once.back());
    }

    /// What a card's iterations don't do is refused before anything is placed.
    void whatACardCannotDoIsRefused_data() {
        QTest::addColumn<QString>("setting");
        QTest::newRow("own views") << "views-by-seed=yes";
        QTest::newRow("resampled twice") << "views-resampled=twice";
    }
    void whatACardCannotDoIsRefused() {
        QFETCH(QString, setting);
        auto recipe = quickRecipe(6);
        optimise::setOption(recipe, setting.toStdString());
        const MeanEncoder encoder;
        Recorder recorder;
        const optimise::IterationMaker card = [](const auto&) -> std::unique_ptr<optimise::IterationSource> {
            throw DeviceError("there is no card here");
        };
        try {
            SketchOptimiser(encoder, m_runs.target, *m_runs.seeder, card)
                .run(recipe, {{4, 0, {}}}, false, recorder, {});
            QFAIL("nothing was refused");
        } catch (const InvalidArgument& error) {
            QCOMPARE(QString(error.what()),
                     QString("The recipe's %1 is for the processor alone (--device cpu).").arg(setting));
        }
        QCOMPARE(recorder.placed, std::size_t{0});
    }

    /// Fewer in a share of the run, in which the photo's views that nobody looks at aren't encoded either.
    void theFirstIterationsMaySeeFewer_data() {
        QTest::addColumn<bool>("fresh");
        QTest::newRow("fresh warps") << true;
        QTest::newRow("a bank") << false;
    }
    void theFirstIterationsMaySeeFewer() {
        QFETCH(bool, fresh);
        auto recipe = quickRecipe(10);
        recipe.freshWarps = fresh;
        recipe.finalEvaluation = false;
        recipe.augmentedViews = 4;
        recipe.earlyShare = 0.5;
        recipe.earlyViews = 1;
        const auto run = [&](int* pictures = nullptr) {
            const MeanEncoder encoder;
            Recorder recorder;
            m_runs.run(encoder, recipe, {{4, 0, {}}}, recorder);
            if (pictures != nullptr)
                *pictures = encoder.pictures;
            return recorder.points;
        };
        int some = 0, all = 0;
        const auto early = run(&some);
        recipe.earlyShare = 0;
        const auto whole = run(&all);
        QVERIFY(early.at(5) != whole.at(5));
        recipe.earlyShare = 1;
        const auto few = run();
        QVERIFY(std::equal(early.begin(), early.begin() + 6, few.begin())); // what five steps made of the start
        QVERIFY(early.at(6) != few.at(6));
        if (fresh)
            QCOMPARE(all - some, 5 * 3 * 2); // five iterations without three views of both
        else
            QCOMPARE(all - some, 5 * 3); // the bank's few are seen sooner or later
        recipe.earlyViews = 9;           // never more than the run's
        QCOMPARE(run(), whole);
    }

    /// The mean over the clean view and random ones, which are none of a run's.
    void aScoreMayLookThroughViews() {
        const MeanEncoder encoder;
        const SketchOptimiser optimiser(encoder, m_runs.target, *m_runs.seeder);
        const auto strokes = m_runs.seeder->place({8, 0, false});
        const auto recipe = quickRecipe(0);
        const auto clean = optimiser.score(recipe, strokes), two = optimiser.score(recipe, strokes, 2),
                   nine = optimiser.score(recipe, strokes, 9);
        QCOMPARE(clean.throughViews, clean.loss.total);
        QCOMPARE(two.loss, clean.loss);
        QCOMPARE(nine.gradient, clean.gradient);
        QVERIFY(two.throughViews != clean.throughViews && nine.throughViews != two.throughViews);
        QVERIFY(nine.throughViews > 0.2 * clean.loss.total && nine.throughViews < 5 * clean.loss.total);
        QCOMPARE(optimiser.score(recipe, strokes, 9).throughViews, nine.throughViews);
        for (const int views : {0, -1, 1002})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, optimiser.score(recipe, strokes, views));
    }
};

QTEST_APPLESS_MAIN(RunViewsTest)
#include "run_views_test.moc"
