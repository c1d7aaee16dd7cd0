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
          store((fill(), run), raster, warps, plan), event(host.makeEvent()) {}
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
        QTest::addColumn<int>("pageViews");
        QTest::addColumn<int>("pages");
        QTest::newRow("all of a bank") << quint64{78 * kGiga} << 40 << 40 << 32 << 2;
        QTest::newRow("a long run on a large card") << quint64{78 * kGiga} << 8004 << 32 << 32 << 127;
        QTest::newRow("on a smaller one") << quint64{8 * kGiga} << 8004 << 32 << 32 << 31;
        QTest::newRow("on a full one") << quint64{400 * kMega} << 8004 << 32 << 1 << 49;
        QTest::newRow("one view") << quint64{8 * kGiga} << 1 << 1 << 1 << 1;
        QTest::newRow("none") << quint64{8 * kGiga} << 0 << 0 << 1 << 0;
    }
    void theMemoryDecidesHowManyThereAre() {
        QFETCH(quint64, free);
        QFETCH(int, bank);
        QFETCH(int, atOnce);
        QFETCH(int, pageViews);
        QFETCH(int, pages);
        const TargetNeeds needs{free, 2 * kMega, bank, atOnce};
        const TargetPlan plan = card::planTargets(needs);
        QCOMPARE(plan.pageViews, pageViews);
        QCOMPARE(plan.pages, pages);
        QVERIFY(plan.pages * plan.pageViews >= atOnce);
        QVERIFY(bank == 0 || static_cast<quint64>(plan.slots()) * 2 * kMega <= free / 4);
    }

    void whatCannotFitIsSaidWithNumbers() {
        try {
            card::planTargets({100 * kMega, 2 * kMega, 100, 32});
            QFAIL("it fitted");
        } catch (const cuda::CardMemoryError& error) {
            QVERIFY2(QString(error.what()).contains("100 MB free") && QString(error.what()).contains("33 views"),
                     error.what());
        }
    }

    void viewsAreThePhotos() {
        Fixture of(7, {3, 3});
        of.prepare({0, 5, 2, 5, 7});
        for (const int view : {0, 5, 2, 7})
            QVERIFY2(of.differenceOf(view) < 1e-5, qPrintable(QString::number(of.differenceOf(view))));
        QCOMPARE(of.store.slotOf(1), -1);
        QCOMPARE(of.store.encodedViews(), 4);
    }

    void whatIsThereIsNotEncodedAgain() {
        Fixture of(7, {3, 3});
        of.prepare({0, 1, 2}, {{3, 4}, {5, 6}, {7}});
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

    /// What is needed together may lie on as many pages as there are.
    void scatteredViewsAreGathered() {
        Fixture of(12, {2, 2});
        of.prepare({0, 1, 2, 3, 4});
        of.prepare({0, 1, 3, 5, 6});
        for (const int view : {0, 1, 3, 5, 6})
            QVERIFY(of.differenceOf(view) < 1e-5);
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
