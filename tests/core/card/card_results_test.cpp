// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/card_runs.hpp"

#include <ATen/Parallel.h>

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using optimise::Recipe;
using optimise::SketchPlan;
using optimise::Termination;
using test::CardRecorder;
using test::CardRunDone;
using test::CardSettings;
using test::lineAt;
using test::Pace;

/// A card's loop on the stand-in for a card: the processor's results, whatever happens to strokes and numbers.
class CardResultsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::CardRuns> m_runs;
    const std::vector<SketchPlan> m_one{{4, 0, {}}}, m_two{{8, 0, {}}, {5, 1, {}}};

    /// The first iteration's losses and the points after its step; later ones drift apart as rounding grows.
    static void compareFirstSteps(const CardRunDone& card, const CardRunDone& processor) {
        QVERIFY(card.recorder.points.size() >= 2 && processor.recorder.points.size() >= 2);
        for (std::size_t iteration = 0; iteration < 2; ++iteration)
            for (const auto& [sketch, points] : processor.recorder.points[iteration]) {
                const double apart = test::difference(card.recorder.points[iteration].at(sketch), points);
                QVERIFY2(apart < 1e-4, qPrintable(QString("points: %1").arg(apart)));
                const auto &found = card.recorder.terms[iteration].at(sketch).terms,
                           &expected = processor.recorder.terms[iteration].at(sketch).terms;
                QCOMPARE(found.size(), expected.size());
                for (std::size_t k = 0; k < found.size(); ++k) {
                    QCOMPARE(QString::fromStdString(found[k].name), QString::fromStdString(expected[k].name));
                    QVERIFY2(std::abs(found[k].value - expected[k].value) < 1e-4 * (1 + std::abs(expected[k].value)),
                             qPrintable(QString("%1: %2, %3")
                                            .arg(QString::fromStdString(found[k].name))
                                            .arg(found[k].value)
                                            .arg(expected[k].value)));
                }
            }
    }

    static const test::Points& pointsAt(const CardRunDone& run, std::size_t iteration) {
        return run.recorder.points[iteration].at(0);
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1); // what is computed is small
        m_runs = std::make_unique<test::CardRuns>();
    }

    void theDefaultRecipeIsTheProcessors() {
        const Recipe recipe = test::wholeRecipe(8);
        const CardRunDone card = m_runs->onCard(recipe, m_two), processor = m_runs->onProcessor(recipe, m_two);
        compareFirstSteps(card, processor);
        QCOMPARE(card.summary.termination, processor.summary.termination);
        QCOMPARE(card.summary.iterations, processor.summary.iterations);
        QCOMPARE(card.recorder.points.size(), processor.recorder.points.size());
        for (std::size_t s = 0; s < 2; ++s) {
            const double apart =
                std::abs(card.summary.sketches[s].loss.total - processor.summary.sketches[s].loss.total);
            QVERIFY2(apart < 1e-3, qPrintable(QString::number(apart)));
            QCOMPARE(card.summary.sketches[s].iteration, processor.summary.sketches[s].iteration);
        }
        QVERIFY(card.summary.sketches[0].loss.total < card.recorder.losses[0].at(0));
    }

    void thePapersRecipeIsTheProcessors() {
        const Recipe recipe = test::paperRecipe(6);
        const CardRunDone card = m_runs->onCard(recipe, m_two), processor = m_runs->onProcessor(recipe, m_two);
        compareFirstSteps(card, processor);
        QCOMPARE(card.summary.iterations, 6);
        for (std::size_t s = 0; s < 2; ++s)
            QVERIFY(std::abs(card.summary.sketches[s].loss.total - processor.summary.sketches[s].loss.total) < 1e-3);
    }

    void broadStrokesAreTheProcessors() {
        Recipe recipe = test::wholeRecipe(1);
        recipe.strokeWidth = 9;
        recipe.keeperWeight = 0;
        compareFirstSteps(m_runs->onCard(recipe, m_two), m_runs->onProcessor(recipe, m_two));
    }

    /// A power of two: the bits stay.
    void theScaleOfGradientsIsOfNoAccount() {
        CardSettings scaled;
        scaled.gradientScale = card::kHalfGradientScale;
        const Recipe recipe = test::wholeRecipe(3);
        QVERIFY(m_runs->onCard(recipe, m_two).sameBytesAs(m_runs->onCard(recipe, m_two, scaled)));
    }

    /// A gradient that overflows is scaled less from then on; the host finds it in the record and needn't begin again.
    void anOverflowLeavesStepsOut() {
        Recipe recipe = test::wholeRecipe(7), still = test::wholeRecipe(2); // strokes lie where the gradient is large
        recipe.reseedingShare = 0;
        CardSettings settings;
        settings.captures = false;
        settings.segment = 1;
        std::vector<SketchPlan> locked = m_one;
        locked[0].lockedIds = {1, 2, 3, 4};
        const float largest = m_runs->onCard(still, locked, settings).largest;
        settings.gradientScale = card::kHalfGradientScale;
        settings.most = 17000 * largest; // a quarter of that scale is small enough
        const CardRunDone run = m_runs->onCard(recipe, m_one, settings);
        QCOMPARE(run.summary.termination, Termination::completed);
        QVERIFY(pointsAt(run, 1) == pointsAt(run, 0) && pointsAt(run, 2) == pointsAt(run, 0));
        QVERIFY(pointsAt(run, 3) != pointsAt(run, 0));
        QVERIFY(pointsAt(run, 7) != pointsAt(run, 3));
        QCOMPARE(run.beginnings, 1);
        settings.captures = true;
        for (const Pace pace : {Pace::workFirst, Pace::fetchFirst, Pace::dice})
            for (const int segment : {3, 8}) {
                settings.pace = pace;
                settings.segment = segment;
                const CardRunDone other = m_runs->onCard(recipe, m_one, settings);
                QVERIFY(other.sameBytesAs(run));
                QCOMPARE(other.beginnings, 1);
            }
        // Another sketch, whose gradient overflows elsewhere or never, is of no account.
        const CardRunDone together = m_runs->onCard(recipe, {m_one[0], {3, 1, {}}}, settings);
        for (std::size_t i = 0; i < run.recorder.points.size(); ++i)
            QVERIFY(pointsAt(together, i) == pointsAt(run, i));
    }

    /// Now and then one that isn't finite costs its step, nothing else; one that never is, is the sketch's own fault.
    void anOverflowThatStays() {
        const std::vector<SketchPlan> one{{2, 0, {}}};
        CardSettings settings;
        settings.captures = false; // a capture calls the network as well
        settings.gradientScale = card::kHalfGradientScale;
        settings.nanAt = 3;
        const CardRunDone once = m_runs->onCard(test::leastRecipe(6), one, settings);
        QCOMPARE(once.beginnings, 1);
        QVERIFY(once.recorder.points[4] == once.recorder.points[3]);
        QVERIFY(once.recorder.points[5] != once.recorder.points[4]);
        QCOMPARE(once.summary.termination, Termination::completed);
        settings.nanAt = std::numeric_limits<int>::max();
        settings.most = 0;
        const CardRunDone never = m_runs->onCard(test::leastRecipe(40), one, settings);
        QCOMPARE(never.summary.termination, Termination::failed); // and hasn't settled, though nothing moved
        QVERIFY(QString::fromStdString(never.summary.message).contains("unstable"));
        QCOMPARE(never.recorder.points.size(), std::size_t{16 + 5});
    }

    /// What a person decides takes effect before the same iteration, however far the card has gone on.
    void editsTakeEffectWhereTheyDoOnTheProcessor() {
        const Recipe recipe = test::leastRecipe(12);
        const std::vector<SketchPlan> three{{4, 0, {}}, {3, 1, {}}, {8, 2, {}}};
        const auto recorder = [] {
            CardRecorder made;
            made.edits[2] = {{0, optimise::LockStroke{2, true}}};
            made.edits[4] = {{1, optimise::RemoveStroke{1}}, {0, optimise::AddStroke{40, lineAt(60, 90)}}};
            made.edits[6] = {{0, optimise::LockStroke{2, false}}};
            made.edits[8] = {{2, optimise::SetStrokeCount{11}}};
            return made;
        };
        const CardRunDone card = m_runs->onCard(recipe, three, {}, recorder()),
                          processor = m_runs->onProcessor(recipe, three, recorder());
        CardSettings stepwise;
        stepwise.segment = 1;
        stepwise.captures = false;
        QVERIFY(card.sameBytesAs(m_runs->onCard(recipe, three, stepwise, recorder())));
        QCOMPARE(card.recorder.points.size(), processor.recorder.points.size());
        for (std::size_t i = 0; i < card.recorder.points.size(); ++i)
            for (const auto& [sketch, points] : processor.recorder.points[i]) {
                const auto& found = card.recorder.points[i].at(sketch);
                QCOMPARE(found.size(), points.size());
                QVERIFY2(test::difference(found, points) < 0.5,
                         qPrintable(QString("%1: %2").arg(i).arg(test::difference(found, points))));
            }
        const auto stroke = [&](std::size_t iteration) { return pointsAt(card, iteration).begin() + 8; };
        for (std::size_t i = 2; i < 6; ++i)
            QVERIFY(std::equal(stroke(2), stroke(2) + 8, stroke(i)));
        QVERIFY(!std::equal(stroke(2), stroke(2) + 8, stroke(9)));
        QVERIFY(card.beginnings >= 5);
        QVERIFY2(card.captures <= 3, "room for strokes is kept, so an edit seldom asks for a new graph");
    }

    void deadStrokesArePlacedAgain() {
        const Recipe recipe = test::wholeRecipe(7);
        const std::vector<SketchPlan> plans{
            {4, 0, {lineAt(50, 60), lineAt(-300, -300), lineAt(80, 120), lineAt(100, 40)}}};
        const CardRunDone card = m_runs->onCard(recipe, plans), processor = m_runs->onProcessor(recipe, plans);
        QVERIFY(processor.summary.sketches[0].reseededStrokes > 0);
        QCOMPARE(card.summary.sketches[0].reseededStrokes, processor.summary.sketches[0].reseededStrokes);
        QVERIFY(card.beginnings > 1);
        compareFirstSteps(card, processor);
    }

    void numbersThatAreNotFiniteTakeTheSketchBack() {
        const Recipe recipe = test::leastRecipe(9);
        CardSettings settings;
        settings.nanAt = 7;
        settings.captures = false; // a capture calls the network as well
        const CardRunDone card = m_runs->onCard(recipe, m_one, settings),
                          processor = m_runs->onProcessor(recipe, m_one, {}, 7);
        QCOMPARE(card.beginnings, 2);
        QCOMPARE(card.summary.termination, Termination::completed);
        QVERIFY(card.recorder.points[8] == card.recorder.points[5]); // the best evaluated one's
        QVERIFY(processor.recorder.points[8] == processor.recorder.points[5]);
        QVERIFY(std::abs(card.summary.sketches[0].loss.total - processor.summary.sketches[0].loss.total) < 1e-3);
    }

    /// A sketch that has settled leaves the batch; the others' bytes aren't touched.
    void settledSketchesLeave() {
        const Recipe recipe = test::leastRecipe(10);
        std::vector<SketchPlan> plans{{4, 0, {}}, {1, 1, {lineAt(40, 40)}}};
        plans[1].lockedIds = {1};
        const CardRunDone card = m_runs->onCard(recipe, plans), processor = m_runs->onProcessor(recipe, plans);
        QVERIFY(!processor.recorder.points.back().contains(1));
        for (std::size_t i = 0; i < processor.recorder.points.size(); ++i)
            QCOMPARE(card.recorder.points[i].size(), processor.recorder.points[i].size());
        QCOMPARE(card.captures, 2);
        const CardRunDone alone = m_runs->onCard(recipe, {plans[0]});
        for (std::size_t i = 0; i < alone.recorder.points.size(); ++i)
            QVERIFY(alone.recorder.points[i].at(0) == card.recorder.points[i].at(0));
    }

    void anotherSizeOfNetworkIsRefused() {
        CardSettings settings;
        settings.side = 288;
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_runs->onCard(test::leastRecipe(2), m_one, settings));
    }
};

QTEST_APPLESS_MAIN(CardResultsTest)
#include "card_results_test.moc"
