// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/card_runs.hpp"

#include <ATen/Parallel.h>
#include <c10/util/Exception.h>

#include <QTest>

#include <stdexcept>

using namespace croquis;
using optimise::SketchPlan;
using optimise::Termination;
using test::CardRecorder;
using test::CardRunDone;
using test::CardSettings;
using test::HostCard;
using test::leastRecipe;
using test::Pace;

/// A card's loop on the stand-in for a card: whatever order its events take, and whatever of them fails.
class CardOrderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::CardRuns> m_runs;
    const std::vector<SketchPlan> m_one{{3, 0, {}}}, m_two{{4, 0, {}}, {3, 1, {}}};

    /// Of a run that something ended: it has a sketch, and says what can be done.
    static void requireKept(const CardRunDone& run, const char* cause) {
        const QString message = QString::fromStdString(run.summary.message);
        QCOMPARE(run.summary.termination, Termination::failed);
        QVERIFY2(message.contains(cause) && message.contains("--device cpu"), qPrintable(message));
        for (const auto& sketch : run.summary.sketches)
            QVERIFY(!sketch.strokes.empty() && sketch.loss.total > 0);
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1);
        m_runs = std::make_unique<test::CardRuns>();
    }

    /// Graph or kernel by kernel, in whatever order a card takes, however far ahead: the same bytes.
    void theOrderOfEventsIsOfNoAccount_data() {
        QTest::addColumn<bool>("captures");
        QTest::addColumn<int>("pace");
        QTest::addColumn<int>("segment");
        for (const bool captures : {true, false})
            for (const Pace pace : {Pace::workFirst, Pace::fetchFirst, Pace::atOnce, Pace::dice})
                QTest::addRow("%s, pace %d", captures ? "graph" : "eager", static_cast<int>(pace))
                    << captures << static_cast<int>(pace) << 2;
        for (const int segment : {1, 5, 30})
            QTest::addRow("segments of %d", segment) << true << static_cast<int>(Pace::dice) << segment;
    }
    void theOrderOfEventsIsOfNoAccount() {
        QFETCH(bool, captures);
        QFETCH(int, pace);
        QFETCH(int, segment);
        CardSettings stepwise;
        stepwise.pace = Pace::atOnce;
        stepwise.captures = false;
        stepwise.segment = 1;
        static const CardRunDone expected = m_runs->onCard(leastRecipe(7), m_two, stepwise);
        CardSettings settings;
        settings.captures = captures;
        settings.pace = static_cast<Pace>(pace);
        settings.segment = segment;
        const CardRunDone run = m_runs->onCard(leastRecipe(7), m_two, settings);
        QVERIFY(run.sameBytesAs(expected));
        QCOMPARE(run.captures, captures ? 1 : 0);
        QCOMPARE(run.replays > 0, captures);
        QCOMPARE(run.beginnings, 1); // nothing was decided that the card hadn't foreseen
    }

    void theSameBytesTwice() {
        QVERIFY(m_runs->onCard(test::wholeRecipe(4), m_two).sameBytesAs(m_runs->onCard(test::wholeRecipe(4), m_two)));
    }

    /// That the paces find a lane that isn't held back.
    void aRaceIsFound() {
        CardSettings settings;
        settings.segment = 2;
        const CardRunDone expected = m_runs->onCard(leastRecipe(5), m_two, settings);
        settings.pace = Pace::fetchFirst;
        QVERIFY(
            !m_runs->onCard(leastRecipe(5), m_two, settings.with([](HostCard& host) { host.ignoresHoldBack = true; }))
                 .sameBytesAs(expected));
    }

    void stoppingEndsWhatIsUnderWay() {
        CardRecorder recorder;
        recorder.stopAt = 4;
        const CardRunDone run = m_runs->onCard(leastRecipe(50), m_two, {}, std::move(recorder));
        QCOMPARE(run.summary.termination, Termination::stopped);
        QCOMPARE(run.recorder.points.size(), std::size_t{5});
    }

    /// At once, not when the run is over.
    void aRefusedCaptureIsSaidAndCostsNothingElse() {
        const CardSettings settings = CardSettings{}.with([](HostCard& host) { host.refusesCaptures = true; });
        const CardRunDone run = m_runs->onCard(leastRecipe(5), m_two, settings);
        QCOMPARE(run.notices.size(), std::size_t{1});
        QVERIFY(QString::fromStdString(run.notices[0]).contains("the stand-in was told to"));
        QCOMPARE(run.noticedAt[0], std::size_t{0});
        QVERIFY(run.sameBytesAs(m_runs->onCard(leastRecipe(5), m_two)));
        QCOMPARE(run.replays, 0);
    }

    void aNetworkThatWaitsIsFoundInTheCapture() {
        CardSettings settings;
        settings.networkWaits = true;
        QVERIFY_THROWS_EXCEPTION(test::ProtocolFault, m_runs->onCard(leastRecipe(4), m_two, settings));
    }

    /// Whichever copy a card refuses: what was put on its lanes before is waited for, and the sketch is kept.
    void aRefusedCopyKeepsTheSketch() { requireKeptWhatever(&HostCard::failingCopy, &CardRunDone::copies, "a copy"); }

    /// The same of an event, without which nobody knows by it what is under way.
    void aRefusedEventKeepsTheSketch() {
        requireKeptWhatever(&HostCard::failingRecord, &CardRunDone::records, "an event");
    }

    /// Whoever says that something went wrong: LibTorch, cuDNN's headers, the standard library.
    void faultsOfOtherLibrariesKeepTheSketch_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("cause");
        QTest::newRow("LibTorch's") << 0 << QStringLiteral("The card failed: an illegal address. ");
        QTest::newRow("another's") << 1 << QStringLiteral("The card failed: no plan. ");
        QTest::newRow("the machine's memory") << 2 << QStringLiteral("The machine's memory is full. ");
    }
    void faultsOfOtherLibrariesKeepTheSketch() {
        QFETCH(int, kind);
        QFETCH(QString, cause);
        for (const int at : {1, 4}) {
            const auto settings = CardSettings{}.with([&](HostCard& host) {
                host.failingRun = at;
                host.fault = [kind] {
                    if (kind == 0)
                        TORCH_CHECK(false, "an illegal address.");
                    if (kind == 1)
                        throw std::runtime_error("no plan.");
                    throw std::bad_alloc();
                };
            });
            CardSettings eager = settings;
            eager.captures = false;
            requireKept(m_runs->onCard(leastRecipe(3), m_two, eager), qPrintable(cause));
        }
    }

  private:
    void requireKeptWhatever(int HostCard::*failing, int CardRunDone::*count, const char* cause) const {
        CardSettings settings;
        settings.segment = 2;
        const int all = m_runs->onCard(leastRecipe(4), m_one, settings).*count;
        int refused = 0;
        for (int k = 0; k < all; ++k) {
            settings.pace = static_cast<Pace>(k % 4);
            try {
                const auto run =
                    m_runs->onCard(leastRecipe(4), m_one, settings.with([=](HostCard& host) { host.*failing = k; }));
                if (run.summary.termination != Termination::completed) // it was the last, when all was fetched
                    requireKept(run, cause);
                else
                    QVERIFY2(k >= all - 2, qPrintable(QString::number(k)));
            } catch (const DeviceError& error) { // before anything was drawn
                QVERIFY(QString(error.what()).contains("--device cpu"));
                ++refused;
            }
        }
        QVERIFY(refused < all && all > 4);
    }
};

QTEST_APPLESS_MAIN(CardOrderTest)
#include "card_order_test.moc"
