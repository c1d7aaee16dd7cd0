// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_plan.hpp"
#include "core/card/card_runs.hpp"

#include <ATen/Parallel.h>

#include <QTest>

#include <utility>

using namespace croquis;
using optimise::Recipe;
using optimise::SketchPlan;
using optimise::Termination;
using test::CardRunDone;
using test::CardSettings;
using test::HostCard;
using test::leastRecipe;
using test::Pace;

namespace {

constexpr std::uint64_t kMega = 1 << 20, kGiga = kMega << 10;

QString messageOf(const CardRunDone& run) {
    return QString::fromStdString(run.summary.message);
}

} // namespace

/// A card's loop on the stand-in for a card: whatever room it has, the same bytes, or it is said that they aren't.
class CardMemoryTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::CardRuns> m_runs;
    const std::vector<SketchPlan> m_one{{3, 0, {}}}, m_two{{4, 0, {}}, {3, 1, {}}},
        m_three{{4, 0, {}}, {3, 1, {}}, {2, 2, {}}};
    const Recipe m_recipe = leastRecipe(4);
    const std::int64_t m_views = 1 + leastRecipe(4).augmentedViews;

    /// As large as a whole card has room for so many sketches.
    CardSettings roomFor(int sketches) const {
        CardSettings settings;
        settings.bytesPerPicture =
            kGiga / static_cast<std::uint64_t>(m_views); // a sketch is 1 GiB, and a quarter and an eighth are others'
        const std::uint64_t all = (static_cast<std::uint64_t>(sketches) * kGiga * 8 / 7 + kMega) * 4 / 3 + kMega;
        return settings.with([all](HostCard& host) {
            host.allBytes = all;
            host.freeBytes = 64 * kGiga;
        });
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1);
        m_runs = std::make_unique<test::CardRuns>();
    }

    void theMemoryDecidesHowManySketchesFit_data() {
        QTest::addColumn<quint64>("free"); // of a unit that a sketch takes one of
        QTest::addColumn<quint64>("beside");
        QTest::addColumn<int>("fitting");
        QTest::newRow("more than there may be") << quint64{80} << quint64{0} << 16;
        QTest::newRow("to the last") << quint64{16} << quint64{2} << 12;
        QTest::newRow("one less") << quint64{15} << quint64{2} << 11;
        QTest::newRow("one") << quint64{2} << quint64{0} << 1;
        QTest::newRow("none beside the photo's views") << quint64{16} << quint64{14} << 0;
        QTest::newRow("not even those") << quint64{16} << quint64{40} << 0;
        QTest::newRow("none free") << quint64{0} << quint64{0} << 0;
    }
    void theMemoryDecidesHowManySketchesFit() {
        QFETCH(quint64, free);
        QFETCH(quint64, beside);
        QFETCH(int, fitting);
        QCOMPARE(card::sketchesFitting({free * kGiga, beside * kGiga, kGiga}, 16), fitting);
    }

    /// On a small card what its libraries load counts more than the share of what splits.
    void theLibrariesHaveRoom() {
        QCOMPARE(card::sketchesFitting({kGiga, 0, 768 * kMega}, 16), 1);
        QCOMPARE(card::sketchesFitting({kGiga, 0, 769 * kMega}, 16), 0);
    }

    void partsAreEqual() {
        QCOMPARE(card::sketchesAtOnce(12, 16), 12);
        QCOMPARE(card::sketchesAtOnce(12, 7), 6);
        QCOMPARE(card::sketchesAtOnce(4, 3), 2);
        QCOMPARE(card::sketchesAtOnce(3, 1), 1);
        QCOMPARE(card::sketchesAtOnce(12, 5), 4);
        QCOMPARE(card::sketchesFittingCard(0, {0, 0, kGiga}, 16), 1); // one is tried
    }

    /// Sketches that don't fit together go through the network one after the other: the same bytes, and it is said.
    void aBatchThatDoesNotFitIsDrawnInParts() {
        CardSettings settings;
        settings.gradientScale = card::kHalfGradientScale; // of each sketch its own
        const CardRunDone all = m_runs->onCard(m_recipe, m_three, settings);
        QCOMPARE(all.most, 3 * m_views);
        QVERIFY(all.notices.empty());
        QCOMPARE(all.together, std::vector<int>{3});
        for (const int fitting : {1, 2}) {
            settings = roomFor(fitting);
            settings.gradientScale = card::kHalfGradientScale;
            for (const bool captures : {true, false}) {
                settings.captures = captures;
                const CardRunDone parts = m_runs->onCard(m_recipe, m_three, settings);
                QCOMPARE(parts.most, fitting * m_views);
                QVERIFY(parts.sameBytesAs(all));
                QCOMPARE(parts.beginnings, 1);
                QCOMPARE(parts.notices.size(), std::size_t{1});
                QVERIFY(QString::fromStdString(parts.notices[0])
                            .contains(QString("room for %1 of 3 sketches at once").arg(fitting)));
                QCOMPARE(parts.together, std::vector<int>{fitting});
            }
        }
    }

    /// What the card is decides it, not what happens to be free; where that is less it is said, and written down.
    void whatIsFreeDecidesOnlyWhereItMust() {
        const auto drawn = [&](std::uint64_t free, int sketchesAtOnce = 0) {
            CardSettings settings = roomFor(2);
            settings.sketchesAtOnce = sketchesAtOnce;
            return m_runs->onCard(m_recipe, m_two, settings.with([host = settings.host, free](HostCard& card) {
                host(card);
                card.freeBytes = free;
            }));
        };
        for (const std::uint64_t free : {64 * kGiga, 9 * kGiga, 3 * kGiga}) {
            const CardRunDone run = drawn(free);
            QCOMPARE(run.most, 2 * m_views);
            QVERIFY(run.notices.empty());
            QCOMPARE(run.together, std::vector<int>{2});
        }
        const CardRunDone fewer = drawn(2 * kGiga);
        QCOMPARE(fewer.most, m_views);
        QCOMPARE(fewer.notices.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(fewer.notices[0]).contains("1 of 2 sketches go together, where 2 would"));
        QCOMPARE(fewer.together.back(), 1);
        // And what was written down is done again, though there is room for more.
        const CardRunDone again = drawn(64 * kGiga, fewer.together.back());
        QCOMPARE(again.most, m_views);
        QCOMPARE(again.together, std::vector<int>{1});
        QVERIFY(again.sameBytesAs(fewer));
    }

    /// Before anything is drawn, with what it would take.
    void aCardWithoutRoomForOneIsRefused() {
        CardSettings settings;
        settings.bytesPerPicture = 100 * kMega;
        settings.bytesToEncode = 200 * kMega;
        const auto drawn = [&](std::uint64_t free) {
            return m_runs->onCard(m_recipe, m_one, settings.with([free](HostCard& host) { host.freeBytes = free; }));
        };
        try { // 3 views of the bank, and a sketch's 2
            drawn(799 * kMega);
            QFAIL("It fitted.");
        } catch (const DeviceError& error) {
            const QString said = error.what();
            QVERIFY2(said.contains("799 MB free") && said.contains("needs 800") &&
                         said.contains("800 for the network") && said.contains("--device cpu"),
                     qPrintable(said));
        }
        const CardRunDone tight = drawn(1000 * kMega); // but for the libraries
        QCOMPARE(tight.summary.termination, Termination::failed);
        QVERIFY2(messageOf(tight).contains("1000 MB free, and this drawing needs 1056") &&
                     messageOf(tight).contains("256 for the card's libraries"),
                 qPrintable(messageOf(tight)));
        QCOMPARE(drawn(1100 * kMega).summary.termination, Termination::completed);
    }

    /// What the libraries choose while they have no room isn't relied on: with fewer sketches they choose anew, and
    /// where that is no way the run ends.
    void choicesWithoutRoomAreNotReliedOn() {
        const auto drawn = [&](int crowdedRun, const std::vector<SketchPlan>& plans) {
            CardSettings settings;
            settings.segment = 2;
            return m_runs->onCard(m_recipe, plans,
                                  settings.with([crowdedRun](HostCard& host) { host.crowdedRun = crowdedRun; }));
        };
        for (const int run : {0, 1}) { // the photo's views
            const CardRunDone views = drawn(run, m_two);
            QCOMPARE(views.summary.termination, Termination::failed);
            QVERIFY2(messageOf(views).contains("chose how to compute"), qPrintable(messageOf(views)));
            QVERIFY(views.recorder.points.empty());
        }
        const CardRunDone whole = drawn(HostCard::kNever, m_two);
        for (const int run : {2, 3}) { // the first two iterations
            const CardRunDone parts = drawn(run, m_two);
            QVERIFY(parts.sameBytesAs(whole));
            QCOMPARE(parts.beginnings, 2);
            QCOMPARE(parts.together, (std::vector<int>{2, 1})); // nothing was drawn before
            QCOMPARE(parts.notices.size(), std::size_t{1});
            const CardRunDone one = drawn(run, m_one);
            QCOMPARE(one.summary.termination, Termination::failed);
            QVERIFY(messageOf(one).contains("chose how to compute"));
        }
    }

    /// Wherever the memory ends: what was drawn is kept, nothing is released too early, and the processor is offered.
    void fullMemoryKeepsTheSketch() {
        CardSettings eager;
        eager.captures = false;
        eager.segment = 1;
        const CardRunDone whole = m_runs->onCard(m_recipe, m_one, eager);
        int kept = 0;
        for (int run = 0; run < whole.runs; ++run) {
            const CardRunDone failed =
                m_runs->onCard(m_recipe, m_one, eager.with([run](HostCard& host) { host.failingRun = run; }));
            QCOMPARE(failed.summary.termination, Termination::failed);
            QVERIFY(messageOf(failed).contains("memory is full"));
            QVERIFY(messageOf(failed).contains("--device cpu"));
            for (const auto& sketch : failed.summary.sketches)
                QVERIFY(!sketch.strokes.empty() && sketch.loss.total > 0);
            QVERIFY(failed.beginsAs(whole));
            kept += failed.recorder.points.empty() ? 0 : 1;
        }
        QVERIFY(kept > 0);
        int refused = 0;
        for (int allocation = 0; allocation < whole.allocations; ++allocation)
            try {
                const auto settings =
                    CardSettings{}.with([allocation](HostCard& host) { host.failingAllocation = allocation; });
                QCOMPARE(m_runs->onCard(m_recipe, m_one, settings).summary.termination, Termination::failed);
            } catch (const DeviceError& error) { // before anything was drawn
                QVERIFY(QString(error.what()).contains("--device cpu"));
                ++refused;
            }
        QVERIFY(refused > 0 && refused < whole.allocations);
    }

    /// Where the memory ends earlier than was foreseen: fewer go together from there on, with the same bytes.
    void whatIsFullAfterAllIsDrawnInParts() {
        CardSettings settings;
        settings.captures = false;
        settings.segment = 2;
        const CardRunDone whole = m_runs->onCard(m_recipe, m_two, settings);
        bool changed = false;
        for (int run = 2; run < whole.runs; ++run) { // behind the views, without which there is nothing to be done
            settings.pace = static_cast<Pace>(run % 4);
            const CardRunDone parts =
                m_runs->onCard(m_recipe, m_two, settings.with([run](HostCard& host) { host.failingRun = run; }));
            QCOMPARE(parts.summary.termination, whole.summary.termination);
            QVERIFY2(parts.sameBytesAs(whole), qPrintable(QString::number(run)));
            QCOMPARE(parts.notices.size(), std::size_t{1});
            QVERIFY(parts.beginnings > whole.beginnings);
            changed = changed || parts.together.back() == 0; // what was drawn in two ways nothing repeats
            QVERIFY(parts.together.back() == (parts.noticedAt[0] > 0 ? 0 : 1));
        }
        QVERIFY(whole.runs > 5 && changed);
    }

    /// The driver loads a kernel when it is first launched, which takes room too.
    void aKernelThatDoesNotFit() {
        CardSettings settings;
        settings.captures = false;
        const CardRunDone whole = m_runs->onCard(m_recipe, m_two, settings);
        const auto full = [&](const std::vector<SketchPlan>& plans, int launch) {
            return m_runs->onCard(m_recipe, plans,
                                  settings.with([launch](HostCard& host) { host.failingLaunch = launch; }));
        };
        const CardRunDone parts = full(m_two, whole.launches / 2);
        QCOMPARE(parts.summary.termination, whole.summary.termination);
        QVERIFY(parts.sameBytesAs(whole));
        QCOMPARE(parts.notices.size(), std::size_t{1});
        QVERIFY2(parts.notices[0].find("1 of 2 sketches go together") != std::string::npos, parts.notices[0].c_str());
        const CardRunDone one = full(m_one, m_runs->onCard(m_recipe, m_one, settings).launches / 2);
        QCOMPARE(one.summary.termination, Termination::failed);
        QVERIFY2(messageOf(one).contains("memory is full"), qPrintable(messageOf(one)));
    }

    void whatIsToBeKnownOfTheCardIsSaid() {
        const CardRunDone run = m_runs->onCard(
            leastRecipe(1), m_one, CardSettings{}.with([](HostCard& host) { host.told = "Another allocator."; }));
        QCOMPARE(run.notices, std::vector<std::string>{"Another allocator."});
    }

    /// A graph for which there is no room: of fewer sketches there may be. One sketch's runs kernel by kernel, until
    /// the batch is another.
    void aGraphThatDoesNotFit() {
        const auto full = CardSettings{}.with([](HostCard& host) { host.fullCaptures = 1; });
        const CardRunDone whole = m_runs->onCard(m_recipe, m_two), parts = m_runs->onCard(m_recipe, m_two, full);
        QVERIFY(parts.sameBytesAs(whole));
        QCOMPARE(parts.captures, 1);
        QVERIFY(parts.replays > 0);
        QCOMPARE(parts.notices.size(), std::size_t{1});
        const CardRunDone one = m_runs->onCard(m_recipe, m_one, full);
        QVERIFY(one.sameBytesAs(m_runs->onCard(m_recipe, m_one)));
        QCOMPARE(one.captures, 0);
        QCOMPARE(one.notices.size(), std::size_t{1});
        QVERIFY(
            QString::fromStdString(one.notices[0]).contains("kernel by kernel, which is slower: The card's memory"));
        test::CardRecorder more;
        more.edits[4] = {{0, optimise::SetStrokeCount{9}}};
        QCOMPARE(m_runs->onCard(leastRecipe(9), m_one, full, std::move(more)).captures, 1);
    }

    /// The memory that is free decides how many of the photo's views are there at once, and nothing else, even where a
    /// network's last bits depend on what is encoded together.
    void freeMemoryIsOfNoAccount() {
        Recipe recipe = leastRecipe(13);
        recipe.freshWarps = true;
        recipe.augmentedViews = recipe.warpBank = 8; // 104 views on four pages of 26
        CardSettings roomy;
        roomy.companyCounts = true;
        roomy.segment = 1;
        const CardSettings tight = roomy.with([](HostCard& host) {
            host.freeBytes = (1 + 3 * 26) * 4 * 393 * sizeof(float); // to the byte
        });
        const std::vector<SketchPlan> one{{1, 0, {}}};
        const CardRunDone all = m_runs->onCard(recipe, one, roomy), few = m_runs->onCard(recipe, one, tight);
        QCOMPARE(all.pages, 4);
        QCOMPARE(few.pages, 3);
        QVERIFY(all.recorder.points.size() >= 13 && all.sameBytesAs(few));
    }

    /// What a run held is given back when it is over: the next one finds as much.
    void aRunGivesItsMemoryBack() { QCOMPARE(m_runs->onCard(leastRecipe(1), m_one).trims, 1); }
};

QTEST_APPLESS_MAIN(CardMemoryTest)
#include "card_memory_test.moc"
