// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_plan.hpp"
#include "card/card_iterations.hpp"
#include "core/card/host_card.hpp"
#include "core/card/mean_network.hpp"
#include "image/photo.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

using namespace croquis;
using optimise::IterationSummary;
using optimise::Recipe;
using optimise::SketchPlan;
using optimise::Termination;
using test::HostCard;
using test::Pace;

namespace {

using Points = std::vector<float>;

struct Recorder final : optimise::IterationObserver {
    std::vector<std::map<std::size_t, Points>> points; ///< per iteration and sketch
    std::vector<std::map<std::size_t, double>> losses;
    std::vector<std::map<std::size_t, loss::LossTerms>> terms;
    std::map<int, std::vector<optimise::SketchEdit>> edits;
    std::stop_source stop;
    int stopAt = std::numeric_limits<int>::max();
    void iterationFinished(const IterationSummary& summary) override {
        points.emplace_back();
        losses.emplace_back();
        terms.emplace_back();
        for (const auto& sketch : summary.sketches) {
            points.back()[sketch.sketch] = {sketch.controlPoints.begin(), sketch.controlPoints.end()};
            losses.back()[sketch.sketch] = sketch.loss.total;
            terms.back()[sketch.sketch] = sketch.loss;
        }
        if (summary.iteration == stopAt)
            stop.request_stop();
    }
    std::vector<optimise::SketchEdit> takeEdits() override { return edits[static_cast<int>(points.size())]; }
};

/// What a run did, on the processor or on the stand-in for a card.
struct Run {
    Recorder recorder;
    optimise::RunSummary summary;
    std::vector<std::string> notices;
    int captures = 0, beginnings = 0, replays = 0, runs = 0, copies = 0, allocations = 0, pages = 0, trims = 0;
    std::int64_t together = 0; ///< pictures that went through the network at once, at most
    float largest = 0;         ///< of the gradients that came to the network

    bool sameBytesAs(const Run& other) const {
        return recorder.points == other.recorder.points && recorder.losses == other.recorder.losses &&
               summary.sketches.size() == other.summary.sketches.size() &&
               std::equal(summary.sketches.begin(), summary.sketches.end(), other.summary.sketches.begin(),
                          [](const auto& a, const auto& b) {
                              return a.strokes == b.strokes && a.ids == b.ids && a.loss == b.loss;
                          });
    }
};

struct Settings {
    Pace pace = Pace::workFirst;
    unsigned seed = 1;
    bool captures = true;
    int segment = 8;
    double gradientScale = 1;
    int failingRun = HostCard::kNever, failingAllocation = HostCard::kNever, failingCopy = HostCard::kNever;
    bool refusesCaptures = false, ignoresHoldBack = false, networkWaits = false, companyCounts = false;
    int nanAt = std::numeric_limits<int>::max();
    float most = std::numeric_limits<float>::infinity(); ///< the network's, on its way back
    int side = 224;
    std::uint64_t freeBytes = std::uint64_t{8} << 30, bytesPerPicture = 0;
};

/// The processor's and the card's own order of additions differ.
double difference(const Points& a, const Points& b) {
    double worst = a.size() == b.size() ? 0 : 1e30;
    for (std::size_t k = 0; k < a.size() && a.size() == b.size(); ++k)
        worst = std::max(worst, std::abs(double{a[k]} - b[k]));
    return worst;
}

Recipe quickRecipe(int iterations) {
    Recipe recipe;
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.warpBank = 6;
    recipe.evaluationInterval = 5;
    return recipe;
}

/// As the recipe clipasso is, on the stand-in network.
Recipe paperRecipe(int iterations) {
    Recipe recipe = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
    recipe.iterations = iterations;
    recipe.stageWeights = {{0, 1.0}};
    recipe.augmentedViews = 2;
    recipe.stopRule = optimise::StopRule::still;
    return recipe;
}

geometry::CubicBezier line(double x, double y) {
    return {{{{x, y}, {x + 12, y + 3}, {x + 25, y - 4}, {x + 40, y + 5}}}};
}

} // namespace

/// A card's loop on the stand-in for a card: the processor's results, whatever the order of events.
class CardIterationsTest : public QObject {
    Q_OBJECT

    image::CanvasTarget m_target;
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;
    const std::vector<SketchPlan> m_two{{4, 0, {}}, {3, 1, {}}}, m_three{{8, 0, {}}, {5, 1, {}}, {8, 2, {}}};

    Run onProcessor(const Recipe& recipe, const std::vector<SketchPlan>& plans, Recorder recorder = {},
                    int nanAt = std::numeric_limits<int>::max()) const {
        Run run{std::move(recorder), {}, {}};
        test::MeanEncoder encoder;
        encoder.nanAt = nanAt;
        run.summary = optimise::SketchOptimiser(encoder, m_target, *m_seeder)
                          .run(recipe, plans, false, run.recorder, run.recorder.stop.get_token());
        return run;
    }

    Run onCard(const Recipe& recipe, const std::vector<SketchPlan>& plans, const Settings& settings = {},
               Recorder recorder = {}) const {
        Run run{std::move(recorder), {}, {}};
        const test::MeanEncoder encoder;
        test::MeanNetwork network;
        network.nanAt = settings.nanAt;
        network.most = settings.most;
        network.waits = settings.networkWaits;
        network.side = settings.side;
        HostCard host(settings.pace, settings.seed);
        host.failingRun = settings.failingRun;
        host.failingAllocation = settings.failingAllocation;
        host.failingCopy = settings.failingCopy;
        host.refusesCaptures = settings.refusesCaptures;
        host.ignoresHoldBack = settings.ignoresHoldBack;
        host.freeBytes = settings.freeBytes;
        network.companyCounts = settings.companyCounts;
        network.bytes = settings.bytesPerPicture;
        card::CardOptions options;
        options.captures = settings.captures;
        options.segment = settings.segment;
        options.gradientScale = settings.gradientScale;
        options.notice = [&](const std::string& notice) { run.notices.push_back(notice); };
        /// Notes the counts before the source is gone.
        struct Counted final : optimise::IterationSource {
            Counted(std::unique_ptr<card::CardIterations> source, Run& into) : of(std::move(source)), run(into) {}
            ~Counted() override {
                run.captures = of->captures();
                run.beginnings = of->beginnings();
                run.pages = of->targetPlan().pages;
            }
            std::vector<optimise::MeasuredSketch> measure(const optimise::IterationPlan& plan,
                                                          std::span<const optimise::SketchTrack> tracks,
                                                          const optimise::IterationForecast& forecast) override {
                return of->measure(plan, tracks, forecast);
            }
            void step(std::size_t row, optimise::SketchTrack& track) override { of->step(row, track); }
            std::unique_ptr<card::CardIterations> of;
            Run& run;
        };
        const optimise::IterationMaker maker = [&](const optimise::IterationInputs& inputs) {
            auto source = std::make_unique<card::CardIterations>(host, network, inputs, options);
            return std::make_unique<Counted>(std::move(source), run);
        };
        run.summary = optimise::SketchOptimiser(encoder, m_target, *m_seeder, maker)
                          .run(recipe, plans, false, run.recorder, run.recorder.stop.get_token());
        run.replays = host.replays();
        run.runs = host.runs();
        run.copies = host.copies();
        run.allocations = host.allocations();
        run.trims = host.trims();
        run.largest = network.largest;
        run.together = network.together;
        return run;
    }

    /// The first iteration's losses and the points after its step; later ones drift apart as rounding grows.
    static void compareFirstSteps(const Run& card, const Run& processor) {
        QVERIFY(card.recorder.points.size() >= 2 && processor.recorder.points.size() >= 2);
        for (std::size_t iteration = 0; iteration < 2; ++iteration)
            for (const auto& [sketch, points] : processor.recorder.points[iteration]) {
                const double apart = difference(card.recorder.points[iteration].at(sketch), points);
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

  private Q_SLOTS:
    void initTestCase() {
        m_target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_seeder = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }

    void theDefaultRecipeIsTheProcessors() {
        const Recipe recipe = quickRecipe(20);
        const Run card = onCard(recipe, m_three), processor = onProcessor(recipe, m_three);
        compareFirstSteps(card, processor);
        QCOMPARE(card.summary.termination, processor.summary.termination);
        QCOMPARE(card.summary.iterations, processor.summary.iterations);
        QCOMPARE(card.recorder.points.size(), processor.recorder.points.size());
        for (std::size_t s = 0; s < 3; ++s) {
            const double apart =
                std::abs(card.summary.sketches[s].loss.total - processor.summary.sketches[s].loss.total);
            QVERIFY2(apart < 1e-3, qPrintable(QString::number(apart)));
            QCOMPARE(card.summary.sketches[s].iteration, processor.summary.sketches[s].iteration);
        }
        QVERIFY(card.summary.sketches[0].loss.total < card.recorder.losses[0].at(0));
    }

    void thePapersRecipeIsTheProcessors() {
        const Recipe recipe = paperRecipe(20);
        const Run card = onCard(recipe, m_three), processor = onProcessor(recipe, m_three);
        compareFirstSteps(card, processor);
        QCOMPARE(card.summary.iterations, 20);
        for (std::size_t s = 0; s < 3; ++s)
            QVERIFY(std::abs(card.summary.sketches[s].loss.total - processor.summary.sketches[s].loss.total) < 1e-3);
    }

    void broadStrokesAreTheProcessors() {
        Recipe recipe = quickRecipe(2);
        recipe.strokeWidth = 9;
        recipe.keeperWeight = 0;
        compareFirstSteps(onCard(recipe, m_three), onProcessor(recipe, m_three));
    }

    /// A power of two: the bits stay.
    void theScaleOfGradientsIsOfNoAccount() {
        Settings scaled;
        scaled.gradientScale = card::kHalfGradientScale;
        QVERIFY(onCard(quickRecipe(6), m_three).sameBytesAs(onCard(quickRecipe(6), m_three, scaled)));
    }

    /// A gradient that overflows is scaled less from then on; the host finds it in the record and needn't begin again.
    void anOverflowLeavesStepsOut() {
        Recipe recipe = quickRecipe(13);
        recipe.reseedingShare = 0;
        const std::vector<SketchPlan> one{{4, 0, {}}};
        Settings settings;
        settings.captures = false;
        settings.segment = 1;
        std::vector<SketchPlan> locked = one;
        locked[0].lockedIds = {1, 2, 3, 4};
        const float largest = onCard(quickRecipe(3), locked, settings).largest; // of the first steps' gradients
        settings.gradientScale = card::kHalfGradientScale;
        settings.most = 17000 * largest; // a quarter of that scale is small enough
        const Run run = onCard(recipe, one, settings);
        QCOMPARE(run.summary.termination, Termination::completed);
        const auto pointsAt = [](const Run& of, std::size_t iteration) { return of.recorder.points[iteration].at(0); };
        QVERIFY(pointsAt(run, 1) == pointsAt(run, 0) && pointsAt(run, 2) == pointsAt(run, 0));
        QVERIFY(pointsAt(run, 3) != pointsAt(run, 0));
        QVERIFY(pointsAt(run, 12) != pointsAt(run, 11));
        QCOMPARE(run.beginnings, 1);
        settings.captures = true;
        for (const Pace pace : {Pace::workFirst, Pace::fetchFirst, Pace::dice})
            for (settings.segment = 3; settings.segment < 30; settings.segment += 5) {
                settings.pace = pace;
                const Run other = onCard(recipe, one, settings);
                QVERIFY(other.sameBytesAs(run));
                QCOMPARE(other.beginnings, 1);
            }
        // Another sketch, whose gradient overflows elsewhere or never, is of no account.
        const Run together = onCard(recipe, {one[0], {3, 1, {}}}, settings);
        for (std::size_t i = 0; i < run.recorder.points.size(); ++i)
            QVERIFY(pointsAt(together, i) == pointsAt(run, i));
    }

    /// Now and then one that isn't finite costs its step, nothing else; one that never is, is the sketch's own fault.
    void anOverflowThatStays() {
        Recipe recipe = quickRecipe(40);
        recipe.reseedingShare = 0;
        const std::vector<SketchPlan> one{{4, 0, {}}};
        Settings settings;
        settings.captures = false; // a capture calls the network as well
        settings.gradientScale = card::kHalfGradientScale;
        settings.nanAt = 7;
        const Run once = onCard(recipe, one, settings);
        QCOMPARE(once.beginnings, 1);
        QVERIFY(once.recorder.points[8] == once.recorder.points[7]);
        QVERIFY(once.recorder.points[9] != once.recorder.points[8]);
        QCOMPARE(once.summary.termination, Termination::completed);
        settings.nanAt = std::numeric_limits<int>::max();
        settings.most = 0;
        const Run never = onCard(recipe, one, settings);
        QCOMPARE(never.summary.termination, Termination::failed); // and hasn't settled, though nothing moved
        QVERIFY(QString::fromStdString(never.summary.message).contains("unstable"));
        QCOMPARE(never.recorder.points.size(), std::size_t{16 + 5});
    }

    /// Graph or kernel by kernel, in whatever order a card takes, however far ahead: the same bytes.
    void theOrderOfEventsIsOfNoAccount_data() {
        QTest::addColumn<bool>("captures");
        QTest::addColumn<int>("pace");
        QTest::addColumn<int>("segment");
        for (const bool captures : {true, false})
            for (const Pace pace : {Pace::workFirst, Pace::fetchFirst, Pace::atOnce, Pace::dice})
                QTest::addRow("%s, pace %d", captures ? "graph" : "eager", static_cast<int>(pace))
                    << captures << static_cast<int>(pace) << 3;
        for (const int segment : {1, 8, 30})
            QTest::addRow("segments of %d", segment) << true << static_cast<int>(Pace::dice) << segment;
    }
    void theOrderOfEventsIsOfNoAccount() {
        QFETCH(bool, captures);
        QFETCH(int, pace);
        QFETCH(int, segment);
        Recipe recipe = quickRecipe(11);
        recipe.reseedingShare = 0;
        static const Run expected = onCard(recipe, m_two, {Pace::atOnce, 1, false, 1});
        Settings settings;
        settings.captures = captures;
        settings.pace = static_cast<Pace>(pace);
        settings.segment = segment;
        const Run run = onCard(recipe, m_two, settings);
        QVERIFY(run.sameBytesAs(expected));
        QCOMPARE(run.captures, captures ? 1 : 0);
        QCOMPARE(run.replays > 0, captures);
        QCOMPARE(run.beginnings, 1); // nothing was decided that the card hadn't foreseen
    }

    /// That the paces find a lane that isn't held back.
    void aRaceIsFound() {
        Settings settings;
        settings.segment = 3;
        const Run expected = onCard(quickRecipe(11), m_two, settings);
        settings.ignoresHoldBack = true;
        settings.pace = Pace::fetchFirst;
        QVERIFY(!onCard(quickRecipe(11), m_two, settings).sameBytesAs(expected));
    }

    /// What a person decides takes effect before the same iteration, however far the card has gone on.
    void editsTakeEffectWhereTheyDoOnTheProcessor() {
        const Recipe recipe = quickRecipe(24);
        const auto recorder = [] {
            Recorder made;
            made.edits[3] = {{0, optimise::LockStroke{2, true}}};
            made.edits[7] = {{1, optimise::RemoveStroke{1}}, {0, optimise::AddStroke{40, line(60, 90)}}};
            made.edits[12] = {{0, optimise::LockStroke{2, false}}};
            made.edits[15] = {{2, optimise::SetStrokeCount{11}}};
            return made;
        };
        const Run card = onCard(recipe, m_three, {}, recorder()), processor = onProcessor(recipe, m_three, recorder());
        Settings stepwise;
        stepwise.segment = 1;
        stepwise.captures = false;
        QVERIFY(card.sameBytesAs(onCard(recipe, m_three, stepwise, recorder())));
        QCOMPARE(card.recorder.points.size(), processor.recorder.points.size());
        for (std::size_t i = 0; i < card.recorder.points.size(); ++i)
            for (const auto& [sketch, points] : processor.recorder.points[i]) {
                QCOMPARE(card.recorder.points[i].at(sketch).size(), points.size());
                QVERIFY2(
                    difference(card.recorder.points[i].at(sketch), points) < 0.5,
                    qPrintable(QString("%1: %2").arg(i).arg(difference(card.recorder.points[i].at(sketch), points))));
            }
        const auto& locked = card.recorder.points;
        for (std::size_t i = 3; i < 12; ++i)
            QVERIFY(std::equal(locked[3].at(0).begin() + 8, locked[3].at(0).begin() + 16, locked[i].at(0).begin() + 8));
        QVERIFY(card.beginnings >= 5);
        QVERIFY2(card.captures <= 3, "room for strokes is kept, so an edit seldom asks for a new graph");
    }

    void deadStrokesArePlacedAgain() {
        const Recipe recipe = quickRecipe(20);
        const std::vector<SketchPlan> plans{{4, 0, {line(50, 60), line(-300, -300), line(80, 120), line(100, 40)}}};
        const Run card = onCard(recipe, plans), processor = onProcessor(recipe, plans);
        QVERIFY(processor.summary.sketches[0].reseededStrokes > 0);
        QCOMPARE(card.summary.sketches[0].reseededStrokes, processor.summary.sketches[0].reseededStrokes);
        QVERIFY(card.beginnings > 1);
        compareFirstSteps(card, processor);
    }

    void numbersThatAreNotFiniteTakeTheSketchBack() {
        Recipe recipe = quickRecipe(20);
        recipe.reseedingShare = 0;
        Settings settings;
        settings.nanAt = 7;
        settings.captures = false; // a capture calls the network as well
        const std::vector<SketchPlan> one{{6, 0, {}}};
        const Run card = onCard(recipe, one, settings), processor = onProcessor(recipe, one, {}, 7);
        QCOMPARE(card.beginnings, 2);
        QCOMPARE(card.summary.termination, Termination::completed);
        QVERIFY(card.recorder.points[8] == card.recorder.points[5]); // the best evaluated one's
        QVERIFY(processor.recorder.points[8] == processor.recorder.points[5]);
        QVERIFY(std::abs(card.summary.sketches[0].loss.total - processor.summary.sketches[0].loss.total) < 1e-3);
    }

    /// A sketch that has settled leaves the batch; the others' bytes aren't touched.
    void settledSketchesLeave() {
        Recipe recipe = quickRecipe(20);
        recipe.reseedingShare = 0;
        std::vector<SketchPlan> plans = m_three;
        plans[1].start = {line(40, 40)};
        plans[1].strokeCount = 1;
        plans[1].lockedIds = {1};
        const Run card = onCard(recipe, plans), processor = onProcessor(recipe, plans);
        QVERIFY(!processor.recorder.points.back().contains(1));
        for (std::size_t i = 0; i < processor.recorder.points.size(); ++i)
            QCOMPARE(card.recorder.points[i].size(), processor.recorder.points[i].size());
        QCOMPARE(card.captures, 2);
        const Run alone = onCard(recipe, {plans[0]});
        for (std::size_t i = 0; i < alone.recorder.points.size(); ++i)
            QVERIFY(alone.recorder.points[i].at(0) == card.recorder.points[i].at(0));
    }

    void stoppingEndsWhatIsUnderWay() {
        Recorder recorder;
        recorder.stopAt = 9;
        const Run run = onCard(quickRecipe(50), m_two, {}, std::move(recorder));
        QCOMPARE(run.summary.termination, Termination::stopped);
        QCOMPARE(run.recorder.points.size(), std::size_t{10});
    }

    void aRefusedCaptureIsSaidAndCostsNothingElse() {
        Settings settings;
        settings.refusesCaptures = true;
        const Run run = onCard(quickRecipe(5), m_two, settings);
        QCOMPARE(run.notices.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(run.notices[0]).contains("the stand-in was told to"));
        QVERIFY(run.sameBytesAs(onCard(quickRecipe(5), m_two)));
        QCOMPARE(run.replays, 0);
    }

    void aNetworkThatWaitsIsFoundInTheCapture() {
        Settings settings;
        settings.networkWaits = true;
        QVERIFY_THROWS_EXCEPTION(test::ProtocolFault, onCard(quickRecipe(12), m_three, settings));
    }

    void anotherSizeOfNetworkIsRefused() {
        Settings settings;
        settings.side = 288;
        QVERIFY_THROWS_EXCEPTION(DeviceError, onCard(quickRecipe(12), m_three, settings));
    }

    /// Wherever the memory ends: what was drawn is kept, nothing is released too early, and the processor is offered.
    void fullMemoryKeepsTheSketch() {
        const Recipe recipe = quickRecipe(5);
        const std::vector<SketchPlan> one{{3, 0, {}}};
        Settings eager;
        eager.captures = false;
        eager.segment = 1;
        const Run whole = onCard(recipe, one, eager);
        int kept = 0;
        for (int run = 0; run < whole.runs; ++run) {
            Settings settings = eager;
            settings.failingRun = run;
            const Run failed = onCard(recipe, one, settings);
            QCOMPARE(failed.summary.termination, Termination::failed);
            QVERIFY(QString::fromStdString(failed.summary.message).contains("memory is full"));
            QVERIFY(QString::fromStdString(failed.summary.message).contains("--device cpu"));
            for (const auto& sketch : failed.summary.sketches)
                QVERIFY(!sketch.strokes.empty() && sketch.loss.total > 0);
            kept += failed.recorder.points.empty() ? 0 : 1;
        }
        QVERIFY(kept > 0);
        int refused = 0;
        for (int allocation = 0; allocation < whole.allocations; ++allocation) {
            Settings settings;
            settings.failingAllocation = allocation;
            try {
                QCOMPARE(onCard(recipe, one, settings).summary.termination, Termination::failed);
            } catch (const DeviceError& error) { // before anything was drawn
                QVERIFY(QString(error.what()).contains("--device cpu"));
                ++refused;
            }
        }
        QVERIFY(refused > 0 && refused < whole.allocations);
    }

    void theMemoryDecidesHowManySketchesGoTogether_data() {
        QTest::addColumn<quint64>("free"); // of a unit that a sketch takes one of
        QTest::addColumn<quint64>("beside");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("together");
        QTest::newRow("all") << quint64{80} << quint64{0} << 12 << 16 << 12;
        QTest::newRow("to the last") << quint64{16} << quint64{2} << 12 << 16 << 12;
        QTest::newRow("in two parts") << quint64{14} << quint64{2} << 12 << 16 << 6;
        QTest::newRow("in equal parts") << quint64{4} << quint64{0} << 4 << 16 << 2;
        QTest::newRow("one by one") << quint64{2} << quint64{0} << 3 << 16 << 1;
        QTest::newRow("hardly one") << quint64{1} << quint64{40} << 3 << 16 << 1;
        QTest::newRow("not so many") << quint64{80} << quint64{0} << 12 << 5 << 4;
        QTest::newRow("none free") << quint64{0} << quint64{0} << 1 << 16 << 1;
    }
    void theMemoryDecidesHowManySketchesGoTogether() {
        QFETCH(quint64, free);
        QFETCH(quint64, beside);
        QFETCH(int, sketches);
        QFETCH(int, most);
        QFETCH(int, together);
        constexpr quint64 kUnit = 1 << 20;
        QCOMPARE(card::sketchesAtOnce({free * kUnit, beside * kUnit, kUnit, sketches, most}), together);
    }

    /// Sketches that don't fit together go through the network one after the other: the same bytes, and it is said.
    void aBatchThatDoesNotFitIsDrawnInParts() {
        Recipe recipe = quickRecipe(7);
        recipe.reseedingShare = 0;
        const std::int64_t views = 1 + recipe.augmentedViews;
        Settings settings;
        settings.gradientScale = card::kHalfGradientScale; // of each sketch its own
        const Run all = onCard(recipe, m_three, settings);
        QCOMPARE(all.together, 3 * views);
        QVERIFY(all.notices.empty());
        for (const int fitting : {1, 2}) {
            settings.bytesPerPicture = (settings.freeBytes * 7 / 8) / static_cast<std::uint64_t>(fitting * views);
            for (const bool captures : {true, false}) {
                settings.captures = captures;
                const Run parts = onCard(recipe, m_three, settings);
                QCOMPARE(parts.together, fitting * views);
                QVERIFY(parts.sameBytesAs(all));
                QCOMPARE(parts.beginnings, 1);
                QCOMPARE(parts.notices.size(), std::size_t{1});
                QVERIFY(QString::fromStdString(parts.notices[0])
                            .contains(QString("%1 of 3 sketches at once").arg(fitting)));
            }
        }
    }

    /// Where the memory ends earlier than was foreseen: fewer go together from there on, with the same bytes.
    void whatIsFullAfterAllIsDrawnInParts() {
        const Recipe recipe = quickRecipe(3);
        Settings settings;
        settings.captures = false;
        settings.segment = 2;
        const Run whole = onCard(recipe, m_two, settings);
        for (settings.failingRun = 0; settings.failingRun < whole.runs; ++settings.failingRun) {
            settings.pace = static_cast<Pace>(settings.failingRun % 4);
            const Run parts = onCard(recipe, m_two, settings);
            QCOMPARE(parts.summary.termination, whole.summary.termination);
            QVERIFY2(parts.sameBytesAs(whole), qPrintable(QString::number(settings.failingRun)));
            QCOMPARE(parts.notices.size(), std::size_t{1});
            QVERIFY(parts.beginnings > whole.beginnings);
        }
        QVERIFY(whole.runs > 4);
    }

    /// Whichever copy a card refuses: what was put on its lanes before is waited for, and the sketch is kept.
    void aRefusedCopyKeepsTheSketch() {
        const Recipe recipe = quickRecipe(5);
        const std::vector<SketchPlan> one{{3, 0, {}}};
        Settings settings;
        settings.segment = 2;
        const Run whole = onCard(recipe, one, settings);
        int refused = 0;
        for (settings.failingCopy = 0; settings.failingCopy < whole.copies; ++settings.failingCopy) {
            settings.pace = static_cast<Pace>(settings.failingCopy % 4);
            try {
                const Run failed = onCard(recipe, one, settings);
                QCOMPARE(failed.summary.termination, Termination::failed);
                QVERIFY(!failed.summary.sketches[0].strokes.empty() && failed.summary.sketches[0].loss.total > 0);
            } catch (const DeviceError& error) { // before anything was drawn
                QVERIFY(QString(error.what()).contains("--device cpu"));
                ++refused;
            }
        }
        QVERIFY(refused > 0 && refused < whole.copies);
    }

    /// The memory that is free decides how many of the photo's views are there at once, and nothing else, even where a
    /// network's last bits depend on what is encoded together.
    void freeMemoryIsOfNoAccount() {
        Recipe recipe = quickRecipe(13);
        recipe.freshWarps = true;
        recipe.augmentedViews = recipe.warpBank = 8; // 104 views on four pages of 26
        Settings roomy;
        roomy.companyCounts = true;
        roomy.segment = 1;
        Settings tight = roomy;
        tight.freeBytes = (1 + 3 * 26) * 4 * 393 * sizeof(float); // to the byte
        const std::vector<SketchPlan> one{{2, 0, {}}};
        const Run all = onCard(recipe, one, roomy), few = onCard(recipe, one, tight);
        QCOMPARE(all.pages, 4);
        QCOMPARE(few.pages, 3);
        QVERIFY(all.recorder.points.size() >= 13 && all.sameBytesAs(few));
    }

    /// What a run held is given back when it is over: the next one finds as much.
    void aRunGivesItsMemoryBack() { QCOMPARE(onCard(quickRecipe(3), m_two).trims, 1); }

    void theSameBytesTwice() { QVERIFY(onCard(quickRecipe(9), m_two).sameBytesAs(onCard(quickRecipe(9), m_two))); }
};

QTEST_APPLESS_MAIN(CardIterationsTest)
#include "card_iterations_test.moc"
