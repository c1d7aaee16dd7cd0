// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/zeros.h>

#include "core/card/host_card.hpp"
#include "cuda/launch/card_memory.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using cuda::Lane;
using test::HostCard;
using test::Pace;
using test::ProtocolFault;

namespace {

constexpr Pace kPaces[] = {Pace::workFirst, Pace::fetchFirst, Pace::atOnce, Pace::dice};

/// What a small run needs: a number that goes to the card, is doubled there, and comes back.
struct Doubling {
    explicit Doubling(HostCard& of) : card(of), sent(of, 1), fetched(of, 1), number(of, 1), event(of.makeEvent()) {}
    ~Doubling() { idle(); }

    void send(float value) {
        sent.open()[0] = value;
        card.upload(number.data(), sent.data(), number.bytes());
    }
    void twice() {
        card.run([memory = number.data()] { *memory *= 2; });
    }
    void fetch() { card.download(fetched.data(), number.data(), number.bytes()); }
    void idle() {
        for (const Lane lane : {Lane::work, Lane::fetch}) {
            event->record(lane);
            event->finish();
        }
    }

    HostCard& card;
    cuda::PinnedMemory<float> sent, fetched;
    cuda::CardMemory<float> number;
    std::unique_ptr<cuda::CardEvent> event;
};

QString faultOf(const auto& action) {
    try {
        action();
        return {};
    } catch (const ProtocolFault& fault) {
        return fault.what();
    }
}

} // namespace

/// The stand-in for a card finds what would be wrong on one.
class HostCardTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatIsInOrderComesBackAtEveryPace() {
        for (const Pace pace : kPaces) {
            HostCard card(pace);
            Doubling run(card);
            run.send(3);
            run.twice();
            run.twice();
            run.event->record(Lane::work);
            run.event->holdBack(Lane::fetch);
            run.fetch();
            run.event->record(Lane::fetch);
            run.event->finish();
            QCOMPARE(run.fetched.open()[0], 12.0f);
        }
    }

    /// Without holding back, some pace fetches before the work is done.
    void aMissingHoldBackShows() {
        int wrong = 0;
        for (const Pace pace : kPaces) {
            HostCard card(pace);
            Doubling run(card);
            run.send(3);
            run.twice();
            run.fetch();
            run.event->record(Lane::fetch);
            run.event->finish();
            wrong += run.fetched.open()[0] == 6.0f ? 0 : 1;
        }
        QVERIFY(wrong > 0);
    }

    void eventsAreRecordedBeforeTheyAreWaitedFor() {
        HostCard card;
        const auto event = card.makeEvent();
        QVERIFY(faultOf([&] { event->finish(); }).contains("wasn't recorded"));
        QVERIFY(faultOf([&] { event->holdBack(Lane::fetch); }).contains("wasn't recorded"));
    }

    void pinnedMemoryIsLeftAloneWhileACopyMayUseIt() {
        for (const Pace pace : kPaces) { // even where the copy happens to be over
            HostCard card(pace);
            Doubling run(card);
            run.send(3);
            QVERIFY(faultOf([&] { run.send(4); }).contains("a copy may still use"));
            run.event->record(Lane::work);
            run.event->holdBack(Lane::fetch);
            run.fetch();
            QVERIFY(faultOf([&] { run.fetched.open(); }).contains("a copy may still use"));
            run.event->finish(); // the work, not the fetching
            QCOMPARE(faultOf([&] { run.sent.open(); }), QString());
            QVERIFY(faultOf([&] { run.fetched.open(); }).contains("a copy may still use"));
            run.event->record(Lane::fetch);
            run.event->finish();
            QCOMPARE(run.fetched.open()[0], 3.0f);
        }
    }

    /// What the fetching lane waited for, the host knows when it has waited for that lane.
    void waitingForALaneIsWaitingForWhatItWaitedFor() {
        HostCard card;
        Doubling run(card);
        const auto fetched = card.makeEvent();
        run.send(3);
        run.event->record(Lane::work);
        run.event->holdBack(Lane::fetch);
        fetched->record(Lane::fetch);
        fetched->finish();
        QCOMPARE(faultOf([&] { run.sent.open(); }), QString());
    }

    void memoryIsReleasedWhenNothingUsesIt() {
        HostCard card;
        {
            Doubling run(card);
            run.send(1);
            { const cuda::CardMemory<float> early(card, 4); }
            QVERIFY(QString::fromStdString(card.takeReleaseFault()).contains("while a lane may use it"));
            run.idle();
            { const cuda::CardMemory<float> inTime(card, 4); }
            QCOMPARE(card.takeReleaseFault(), std::string());
        }
        QCOMPARE(card.takeReleaseFault(), std::string());
        float mine = 0;
        card.release(&mine);
        QVERIFY(!card.takeReleaseFault().empty());
    }

    void copiesStayInsideTheirMemory() {
        HostCard card;
        Doubling run(card);
        const auto outside = [&](void* to, const void* from, std::size_t bytes) {
            return faultOf([&] { card.upload(to, from, bytes); });
        };
        QVERIFY(outside(run.number.data(), run.sent.data(), 8).contains("memory is used that isn't"));
        QVERIFY(outside(run.number.data() + 1, run.sent.data(), 4).contains("memory is used that isn't"));
        QVERIFY(outside(run.sent.data(), run.sent.data(), 4).contains("card's memory is used that isn't"));
        QVERIFY(outside(run.number.data(), run.number.data(), 4).contains("Pinned memory is used that isn't"));
        QCOMPARE(outside(run.number.data(), run.sent.data(), 4), QString());
    }

    void newMemoryIsNoNumber() {
        HostCard card;
        Doubling run(card);
        run.fetch();
        run.idle();
        QVERIFY(std::isnan(run.fetched.open()[0]));
    }

    void aCaptureOnlyLaunchesAndComputes() {
        HostCard card;
        Doubling run(card);
        const auto fault = [&](const std::function<void()>& work) { return faultOf([&] { card.capture(work); }); };
        QVERIFY(fault([&] { cuda::CardMemory<float> memory(card, 4); }).contains("capture allocates"));
        QVERIFY(fault([&] { run.sent.open(); }).contains("pinned"));
        QVERIFY(fault([&] { card.upload(run.number.data(), run.sent.data(), 4); }).contains("copies"));
        QVERIFY(fault([&] { run.fetch(); }).contains("copies"));
        QVERIFY(fault([&] { run.event->record(Lane::work); }).contains("records an event"));
        QVERIFY(fault([&] { card.freeMemory(); }).contains("free memory"));
        QVERIFY(fault([&] { run.twice(); }).contains("by itself"));
        QVERIFY(fault([&] { static_cast<void>(at::zeros({2}).sum().item<float>()); }).contains("waits for the card"));
        QCOMPARE(fault([&] { static_cast<void>(at::zeros({2}).sum()); }), QString());
    }

    void aGraphDoesItsWorkWhenItIsReplayed() {
        for (const Pace pace : kPaces) {
            HostCard card(pace);
            Doubling run(card);
            cuda::CardMemory<int> position(card, 1);
            cuda::PinnedMemory<int> sent(card, 1), fetched(card, 1);
            sent.open()[0] = 5;
            card.upload(position.data(), sent.data(), position.bytes());
            const auto graph = card.capture([&] {
                card.kernels().advanceIteration(cuda::AdvanceIteration{9, position.out()}, card.stream(Lane::work));
            });
            for (int k = 0; k < 3; ++k)
                graph->replay();
            run.event->record(Lane::work);
            run.event->holdBack(Lane::fetch);
            card.download(fetched.data(), position.data(), position.bytes());
            run.idle();
            QCOMPARE(fetched.open()[0], 8);
            QCOMPARE(card.replays(), 3);
        }
    }

    void failuresAreInjected() {
        HostCard card;
        card.failingAllocation = 1;
        {
            const cuda::CardMemory<float> first(card, 4);
            QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, cuda::CardMemory<float>(card, 4));
        }
        card.failingRun = 0;
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, card.run([] {}));
        card.refusesCaptures = true;
        QVERIFY_THROWS_EXCEPTION(cuda::CaptureRefused, card.capture([] {}));
    }
};

QTEST_APPLESS_MAIN(HostCardTest)
#include "host_card_test.moc"
