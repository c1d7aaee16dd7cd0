// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>

#include "card/target_store.hpp"
#include "core/card/host_card.hpp"
#include "core/card/mean_network.hpp"
#include "loss/augmenter.hpp"
#include "support/random_picture.hpp"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace croquis;
using card::TargetNeeds;
using card::TargetPlan;
using cuda::Lane;

namespace {

constexpr std::uint64_t kMega = 1 << 20, kGiga = 1 << 30;

/// A store of a run with a bank of `bank` warps, and what it stands on.
struct Fixture {
    Fixture(int bank, TargetPlan plan, bool relative = true)
        : run{host, network, recipe, {{{0, 0.7}}, 0.1, relative, false, 4}, {{0}, true}, 1},
          photo(test::randomPicture({1, 3, 224, 224}, 5)), warps(loss::drawWarps(3, bank)), raster(224, 224, 3),
          store((fill(), run), raster, warps, plan), event(host.makeEvent()) {
        store.send();
    }
    ~Fixture() { idle(); }

    const card::CardRun& fill() {
        const float* values = photo.const_data_ptr<float>();
        for (std::size_t pixel = 0; pixel < 224 * 224; ++pixel)
            for (std::size_t c = 0; c < 3; ++c)
                raster.values[3 * pixel + c] = values[c * 224 * 224 + pixel];
        return run;
    }
    void idle() {
        event->record(Lane::work);
        event->finish();
    }
    void prepare(const std::vector<int>& needed, std::vector<std::vector<int>> ahead = {}) {
        std::size_t next = 0;
        store.prepare(
            needed, [&] { return next < ahead.size() ? ahead[next++] : std::vector<int>{}; }, turn);
        turn = 1 - turn;
        idle();
    }
    /// Largest difference of a slot's numbers from the view's own.
    double differenceOf(int view) {
        const loss::Augmenter augmenter(warps);
        const std::vector<int> one{view};
        const at::Tensor means =
            at::avg_pool2d(augmenter.viewsOfPicture(photo, one).mean({1}, true), {16, 16}).flatten();
        const at::Tensor unit = means / means.norm();
        const auto slot = static_cast<std::size_t>(store.slotOf(view)) * 196;
        double worst = 0;
        const auto compare = [&](double found, double expected) {
            const double apart = std::abs(found - expected);
            worst = std::max(worst, std::isnan(apart) ? 1e30 : apart);
        };
        compare(store.norms(0).data()[slot / 196] * means.square().mean().item<double>(), 1);
        for (std::size_t k = 0; k < 196; ++k) {
            compare(store.stage(0).data()[slot + k], means.const_data_ptr<float>()[k]);
            compare(store.embedding().data()[slot + k], unit.const_data_ptr<float>()[k]);
        }
        return worst;
    }

    test::HostCard host;
    test::MeanNetwork network;
    optimise::Recipe recipe;
    card::CardRun run;
    at::Tensor photo;
    std::vector<loss::ViewWarp> warps;
    image::Raster<float> raster;
    card::TargetStore store;
    std::unique_ptr<cuda::CardEvent> event;
    int turn = 0;
};

} // namespace

/// The photo's views on a card: which are there, and what they are.
class TargetStoreTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theMemoryDecidesHowManyThereAre_data() {
        QTest::addColumn<quint64>("free");
        QTest::addColumn<int>("bank");
        QTest::addColumn<int>("atOnce");
        QTest::addColumn<bool>("inTurn");
        QTest::addColumn<int>("pageViews");
        QTest::addColumn<int>("pages");
        QTest::newRow("all of a bank") << quint64{78 * kGiga} << 40 << 40 << false << 20 << 2;
        QTest::newRow("a large bank") << quint64{9 * kGiga} << 1000 << 256 << false << 32 << 32;
        QTest::newRow("a long run on a large card") << quint64{78 * kGiga} << 8004 << 32 << true << 32 << 127;
        QTest::newRow("on a smaller one") << quint64{8 * kGiga} << 8004 << 32 << true << 32 << 31;
        QTest::newRow("on a full one") << quint64{800 * kMega} << 8004 << 32 << true << 32 << 3;
        QTest::newRow("one view") << quint64{8 * kGiga} << 1 << 1 << false << 1 << 1;
        QTest::newRow("none") << quint64{8 * kGiga} << 0 << 0 << true << 1 << 0;
    }
    void theMemoryDecidesHowManyThereAre() {
        QFETCH(quint64, free);
        QFETCH(int, bank);
        QFETCH(int, atOnce);
        QFETCH(bool, inTurn);
        QFETCH(int, pageViews);
        QFETCH(int, pages);
        const TargetNeeds needs{free, 2 * kMega, bank, atOnce, inTurn};
        const TargetPlan plan = card::planTargets(needs);
        QCOMPARE(plan.pageViews, pageViews);
        QCOMPARE(plan.pages, pages);
        QVERIFY(plan.pages * plan.pageViews >= std::min(atOnce, bank));
        QVERIFY(bank == 0 || static_cast<quint64>(plan.slots()) * 2 * kMega <= free / 4);
    }

    /// Which views are encoded together follows from the bank, never from the memory.
    void theMemoryDecidesNotWhatIsEncodedTogether() {
        for (const int bank : {1, 7, 32, 33, 40, 96, 97, 1000, 8004}) {
            const auto plan = [bank](std::uint64_t free) {
                return card::planTargets({free, 2 * kMega, bank, std::min(bank, 32), true}).pageViews;
            };
            for (const std::uint64_t free : {kGiga, 3 * kGiga, 7 * kGiga})
                QCOMPARE(plan(free), plan(78 * kGiga));
        }
    }

    void whatCannotFitIsSaidWithNumbers() {
        const auto refusal = [](const TargetNeeds& needs) -> QString {
            try {
                card::planTargets(needs);
            } catch (const cuda::CardMemoryError& error) {
                return error.what();
            }
            return "it fitted";
        };
        const QString bank = refusal({100 * kMega, 2 * kMega, 100, 32, false});
        for (const char* word : {"100 MB free", "needs 808", "202 for 101 views", "A warp-bank of 11 would fit"})
            QVERIFY2(bank.contains(word), qPrintable(bank));
        QCOMPARE(refusal({100 * kMega, 2 * kMega, 11, 11, false}), QString("it fitted"));
        const QString fresh = refusal({100 * kMega, 2 * kMega, 8004, 32, true});
        QVERIFY2(fresh.contains("for 97 views") && !fresh.contains("warp-bank"), qPrintable(fresh));
    }

    void viewsAreThePhotos() {
        Fixture of(7, {3, 3});
        of.prepare({0, 5, 2, 5, 7});
        for (int view = 0; view <= 7; ++view) // whole pages
            QVERIFY2(of.differenceOf(view) < 1e-5, qPrintable(QString::number(of.differenceOf(view))));
        QCOMPARE(of.store.encodedViews(), 8);
    }

    /// The first iteration waits for no more than it needs.
    void theFirstTimeLooksNotAhead() {
        Fixture of(9, {3, 3});
        of.prepare({0, 1}, {{4}, {7}});
        QCOMPARE(of.store.encodedViews(), 4);
        QCOMPARE(of.store.slotOf(4), -1);
        of.prepare({0, 4}, {{7}});
        QCOMPARE(of.store.encodedViews(), 10);
        QVERIFY(of.differenceOf(9) < 1e-5);
    }

    void whatIsThereIsNotEncodedAgain() {
        Fixture of(7, {3, 3});
        of.prepare({0, 1, 2});
        of.prepare({0, 4}, {{3, 4}, {5, 6}, {7}});
        QCOMPARE(of.store.encodedViews(), 8);
        of.prepare({0, 3, 7});
        of.prepare({0, 6, 1});
        QCOMPARE(of.store.encodedViews(), 8);
        QVERIFY(of.differenceOf(6) < 1e-5 && of.differenceOf(7) < 1e-5);
    }

    /// A run of fresh views through a store that holds few: each is encoded once, in its turn.
    void oldPagesMakeRoom() {
        Fixture of(40, {4, 3});
        for (int first = 1; first <= 37; first += 4) {
            std::vector<std::vector<int>> ahead;
            for (int next = first + 4; next <= 37; next += 4)
                ahead.push_back({0, next, next + 1, next + 2, next + 3});
            of.prepare({0, first, first + 1, first + 2, first + 3}, ahead);
            for (int view = first; view < first + 4; ++view)
                QVERIFY(of.differenceOf(view) < 1e-5);
        }
        QCOMPARE(of.store.encodedViews(), 41);
        QCOMPARE(of.network.pictures, 41);
    }

    /// What lies on a page goes and comes with it; more pages than there is room for are refused.
    void pagesComeAndGo() {
        Fixture of(12, {2, 2});
        of.prepare({0, 1, 4});
        of.prepare({0, 3, 11}, {{1}});
        QCOMPARE(of.store.slotOf(1), -1);
        for (const int view : {0, 3, 4, 11, 12})
            QVERIFY(of.differenceOf(view) < 1e-5);
        QVERIFY_THROWS_EXCEPTION(DeviceError, of.prepare({0, 1, 3, 5}));
    }

    /// A network may make something else of a view in other company. So every view always has the same.
    void aViewsBytesDependOnTheBankAlone() {
        const auto bytesOf = [](Fixture& of, int view) {
            const auto slot = static_cast<std::size_t>(of.store.slotOf(view)) * 196;
            return std::vector<float>(of.store.stage(0).data() + slot, of.store.stage(0).data() + slot + 196);
        };
        Fixture roomy(10, {4, 3}), tight(10, {4, 1});
        roomy.network.companyCounts = tight.network.companyCounts = true;
        roomy.prepare({0, 9, 2, 5});
        for (const int view : {3, 10, 7, 1, 9}) {
            tight.prepare({0, view});
            QVERIFY(bytesOf(tight, view) == bytesOf(roomy, view));
            QVERIFY(bytesOf(tight, 0) == bytesOf(roomy, 0));
        }
        Fixture other(10, {5, 2});
        other.network.companyCounts = true;
        other.prepare({0, 3});
        QVERIFY(bytesOf(other, 3) != bytesOf(roomy, 3)); // so it counts indeed
    }

    void plainDistancesHaveNoNorm() {
        Fixture of(3, {2, 2}, false);
        of.prepare({0, 1});
        QCOMPARE(of.store.norms(0).data()[0], 1.0f);
        QCOMPARE(of.store.norms(0).data()[of.store.slotOf(1)], 1.0f);
    }
};

QTEST_APPLESS_MAIN(TargetStoreTest)
#include "target_store_test.moc"
