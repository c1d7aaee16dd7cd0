// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_bench.hpp"
#include "card/card_engine.hpp"
#include "core/card/host_card.hpp"
#include "image/photo.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"
#include "support/plain_clip.hpp"
#include "support/reference_efficientnet.hpp"

#include <ATen/Parallel.h>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace croquis;
using perceptual::CardPrecision;
using perceptual::Family;
using test::HostCard;
using test::Pace;

namespace {

struct Recorder final : optimise::IterationObserver {
    std::vector<std::vector<float>> points;
    std::vector<double> losses;
    void iterationFinished(const optimise::IterationSummary& summary) override {
        points.emplace_back(summary.sketches[0].controlPoints.begin(), summary.sketches[0].controlPoints.end());
        losses.push_back(summary.sketches[0].loss.total);
    }
};

QString troubleOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const DeviceError& error) {
        return error.what();
    }
    return {};
}

} // namespace

/// A session's card, with networks as they come in files, on the stand-in for a card.
class CardEngineTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string m_resnet, m_otherSide, m_vit, m_lite;
    image::CanvasTarget m_target;
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;

    std::string fileOf(const char* name) const { return m_folder.filePath(name).toStdString(); }

    Recorder drawn(const std::string& weights, const optimise::Recipe& recipe, const optimise::IterationMaker& maker,
                   const std::vector<optimise::SketchPlan>& plans = {{4, 0, {}}}) {
        Recorder recorder;
        const auto encoder = perceptual::openEncoder(weights);
        optimise::SketchOptimiser(*encoder, m_target, *m_seeder, maker).run(recipe, plans, false, recorder, {});
        return recorder;
    }

  private Q_SLOTS:
    void initTestCase() {
        at::set_num_threads(1); // what is computed is small
        using namespace tests;
        const auto saved = [&](const char* name, const auto& network) {
            return SafetensorsWriter::save(fileOf(name), scriptArchiveOf(network.weights(6)));
        };
        m_resnet = saved("resnet.pt", PlainResNet{8, {1, 1, 1, 1}, 224, 24});
        m_otherSide = saved("other.pt", PlainResNet{8, {1, 1, 1, 1}, 96, 24});
        m_vit = saved("vit.pt", PlainViT{64, 1, 32, 7, 24});
        m_lite = SafetensorsWriter::save(fileOf("lite.safetensors"), ReferenceEfficientNet(3).file().bytes());
        m_target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_seeder = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }

    void thePrecisionSuitsCardAndNetwork() {
        HostCard slow, quick;
        quick.quickBf16 = true;
        QCOMPARE(card::precisionFor(quick, Family::clipResNet, "auto"), CardPrecision::bf16);
        QCOMPARE(card::precisionFor(slow, Family::clipResNet, "auto"), CardPrecision::fp16);
        QCOMPARE(card::precisionFor(quick, Family::plain, "auto"), CardPrecision::fp32);
        QCOMPARE(card::precisionFor(quick, Family::plain, "bf16"), CardPrecision::bf16);
        QVERIFY(troubleOf([&] { card::precisionFor(slow, Family::clipResNet, "bf16"); }).contains("for bf16"));
        QCOMPARE(card::precisionFor(quick, Family::clipResNet, "fp32"), CardPrecision::fp32);
        QCOMPARE(QString(card::nameOf(CardPrecision::fp16)), QStringLiteral("fp16"));
    }

    /// Both families of networks, each with its recipe: the first step is the processor's.
    void theFirstStepIsTheProcessors_data() {
        QTest::addColumn<QString>("weights");
        QTest::addColumn<QString>("recipe");
        QTest::newRow("CLIP") << QString::fromStdString(m_resnet) << QStringLiteral("clipasso");
        QTest::newRow("EfficientNet") << QString::fromStdString(m_lite) << QStringLiteral("default");
    }
    void theFirstStepIsTheProcessors() {
        QFETCH(QString, weights);
        QFETCH(QString, recipe);
        const std::string file = weights.toStdString();
        optimise::Recipe made = optimise::recipeFor(recipe.toStdString(), optimise::Quality::normal,
                                                    recipe == QLatin1String("clipasso") ? optimise::Network::clip
                                                                                        : optimise::Network::embedded);
        made.iterations = made.finalEvaluation ? 1 : 2;
        made.warpBank = 3;
        made.augmentedViews = std::min(made.augmentedViews, 2);
        const card::CardEngine engine(std::make_unique<HostCard>(Pace::dice), file, CardPrecision::fp32);
        const std::vector<optimise::SketchPlan> two{{4, 0, {}}, {3, 1, {}}};
        const Recorder card = drawn(file, made, engine.maker({}), two), processor = drawn(file, made, {}, two);
        QCOMPARE(card.points.size(), processor.points.size());
        QVERIFY(card.points.size() >= 2 && card.points[0] != card.points[1]);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY2(std::abs(card.losses[i] - processor.losses[i]) < 1e-4 * (1 + std::abs(processor.losses[i])),
                     qPrintable(QString("%1, %2").arg(card.losses[i]).arg(processor.losses[i])));
            for (std::size_t k = 0; k < card.points[i].size(); ++k)
                QVERIFY(std::abs(card.points[i][k] - processor.points[i][k]) < 1e-4);
        }
    }

    /// fp16 goes back through the network scaled: without it most of the gradient would be nothing.
    void halfAWidthDrawsAsWell() {
        optimise::Recipe made = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        made.iterations = 2;
        made.augmentedViews = 1;
        const Recorder exact = drawn(m_resnet, made, {});
        for (const auto precision : {CardPrecision::bf16, CardPrecision::fp16}) {
            const card::CardEngine engine(std::make_unique<HostCard>(), m_resnet, precision);
            QCOMPARE(engine.precision(), precision);
            const Recorder rough = drawn(m_resnet, made, engine.maker({}));
            QVERIFY(std::abs(rough.losses.back() / exact.losses.back() - 1) < 0.05);
            QVERIFY(rough.points[1] != rough.points[0]);
        }
    }

    void runsFollowEachOther() {
        auto made = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        made.iterations = 2;
        made.augmentedViews = 1;
        const card::CardEngine engine(std::make_unique<HostCard>(Pace::fetchFirst), m_resnet, CardPrecision::fp32);
        const Recorder first = drawn(m_resnet, made, engine.maker({})),
                       second = drawn(m_resnet, made, engine.maker({}));
        QVERIFY(first.points == second.points && first.losses == second.losses);
    }

    /// LibTorch keeps what was chosen by thread, and it is never given back: one thread for all runs, but another one
    /// behind a run in which something was chosen without room.
    void runsHaveOneThread_data() {
        QTest::addColumn<int>("crowdedRun");
        QTest::addColumn<int>("failingRun");
        QTest::addColumn<int>("failingAllocation");
        QTest::addColumn<int>("sketches");
        QTest::addColumn<bool>("anotherThread");
        constexpr int kNever = HostCard::kNever;
        QTest::newRow("all is well") << kNever << kNever << kNever << 1 << false;
        QTest::newRow("crowded") << 0 << kNever << kNever << 1 << true;
        QTest::newRow("crowded, and drawn in parts") << 3 << kNever << kNever << 2 << true;
        QTest::newRow("full") << kNever << 3 << kNever << 1 << true;
        QTest::newRow("full, and drawn in parts") << kNever << 3 << kNever << 2 << true;
        QTest::newRow("full before it begins") << kNever << kNever << 0 << 1 << true;
    }
    void runsHaveOneThread() {
        QFETCH(int, crowdedRun);
        QFETCH(int, failingRun);
        QFETCH(int, failingAllocation);
        QFETCH(int, sketches);
        QFETCH(bool, anotherThread);
        auto made = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        made.iterations = 3;
        made.augmentedViews = 1;
        auto owned = std::make_unique<HostCard>();
        HostCard& host = *owned;
        const card::CardEngine engine(std::move(owned), m_resnet, CardPrecision::fp32);
        host.crowdedRun = crowdedRun == HostCard::kNever ? crowdedRun : host.runs() + crowdedRun;
        host.failingRun = failingRun == HostCard::kNever ? failingRun : host.runs() + failingRun;
        host.failingAllocation =
            failingAllocation == HostCard::kNever ? failingAllocation : host.allocations() + failingAllocation;
        std::vector<optimise::SketchPlan> plans{{4, 0, {}}, {3, 1, {}}};
        plans.resize(static_cast<std::size_t>(sketches));
        std::thread::id thread;
        QString trouble; // that came out of the run
        /// How many runs the thread had before.
        const auto runsBefore = [&](const std::function<void()>& run) {
            thread_local int runs = 0; // an id may be another thread's later
            int before = -1;
            const auto counted = [&] {
                before = runs++;
                thread = std::this_thread::get_id();
                run();
            };
            trouble = troubleOf([&] { engine.inRunThread(counted); });
            return before;
        };
        const auto nothing = [] {};
        QStringList notices;
        const auto notice = [&](const std::string& sentence) { notices.append(QString::fromStdString(sentence)); };
        QCOMPARE(runsBefore(nothing), 0);
        const auto first = thread;
        QVERIFY(first != std::this_thread::get_id());
        QCOMPARE(runsBefore([&] { drawn(m_resnet, made, engine.maker(notice), plans); }), 1);
        QVERIFY(thread == first);
        QCOMPARE(notices.join(' ').contains("1 of 2 sketches go together"), sketches == 2); // and so it went on
        QCOMPARE(trouble.isEmpty(), failingAllocation == HostCard::kNever);
        QCOMPARE(runsBefore(nothing), anotherThread ? 0 : 2);
        QVERIFY(anotherThread || thread == first);
        QCOMPARE(runsBefore(nothing), anotherThread ? 1 : 3);
    }

    /// What LibTorch says while weights go to a card is no fault of their file. Here it is that it knows no card.
    void aCardsFailureIsNotTheFiles() {
        for (const std::string& file : {m_resnet, m_lite})
            QVERIFY_THROWS_EXCEPTION(
                c10::Error, perceptual::openTensorNetwork(file, c10::Device(c10::kCUDA, 0), CardPrecision::fp32));
    }

    /// What "bench" reports of a card, which here has no clock.
    void aCardIsTimed() {
        auto recipe = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        recipe.augmentedViews = 1;
        const card::CardEngine engine(std::make_unique<HostCard>(), m_resnet, CardPrecision::fp16);
        const auto encoder = perceptual::openEncoder(m_resnet);
        std::vector<card::CardFigure> figures;
        std::vector<std::pair<int, int>> runs;
        const auto draw = [&](const optimise::Recipe& run, int sketches, const optimise::IterationMaker& maker) {
            std::vector<optimise::SketchPlan> plans;
            for (int k = 0; k < sketches; ++k)
                plans.push_back({2, static_cast<std::uint64_t>(k), {}});
            runs.emplace_back(run.iterations, sketches);
            Recorder silent;
            return optimise::SketchOptimiser(*encoder, m_target, *m_seeder, maker).run(run, plans, false, silent, {});
        };
        card::benchCard(engine, recipe, draw, [&](const card::CardFigure& figure) { figures.push_back(figure); },
                        {1, 1, 1, 2, 1000});
        QCOMPARE(runs, (std::vector<std::pair<int, int>>{{1, 1}, {1, 3}, {1, 1}, {1, 1}}));
        const auto figure = [&](const std::string& name) -> const card::CardFigure* {
            const auto found =
                std::find_if(figures.begin(), figures.end(), [&](const auto& of) { return of.name.starts_with(name); });
            return found == figures.end() ? nullptr : &*found;
        };
        for (const char* name :
             {"1 iterations, 16 strokes, 2 views, one seed.", "1 iterations, 16 strokes, 2 views, three",
              "an iteration of these", "an iteration, one seed, kernel by kernel"}) {
            QVERIFY2(figure(name) != nullptr, name);
            QVERIFY2(figure(name)->value > 0, name);
        }
        for (const char* name : {"memory, copied", "PaintPixels", "GatherSlopes", "GuardScale", "AdamUpdate",
                                 "of the photo: WarpViews", "the network, forth", "the network, back"}) {
            QVERIFY2(figure(name) != nullptr, name);
            QCOMPARE(figure(name)->value, 0.0); // nothing is claimed where there is no clock
        }
        QCOMPARE(figures[0].unit, std::string("s"));
        QVERIFY_THROWS_EXCEPTION(DeviceError, card::benchCard(
                                                  engine, recipe,
                                                  [](const auto&, int, const auto&) {
                                                      optimise::RunSummary failed;
                                                      failed.termination = optimise::Termination::failed;
                                                      return failed;
                                                  },
                                                  [](const card::CardFigure&) {}, {1, 1, 1, 2, 1000}));
    }

    void whatACardCannotDrawIsSaid() {
        const auto opened = [](const std::string& file, int failingRun = HostCard::kNever) {
            return [file, failingRun] {
                auto host = std::make_unique<HostCard>();
                host->failingRun = failingRun;
                const card::CardEngine engine(std::move(host), file, CardPrecision::fp32);
            };
        };
        QVERIFY(troubleOf(opened(m_vit)).contains("--device cpu"));
        QVERIFY(troubleOf(opened(m_lite, 0)).contains("memory is full"));
        QVERIFY_THROWS_EXCEPTION(ModelFileError, opened(fileOf("none.pt"))());
        // Of a network for pictures of another size it is said before the first iteration.
        const card::CardEngine engine(std::make_unique<HostCard>(), m_otherSide, CardPrecision::fp32);
        const auto recipe = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        const QString trouble = troubleOf([&] { drawn(m_otherSide, recipe, engine.maker({})); });
        QVERIFY2(trouble.contains("96 pixels") && trouble.contains("--device cpu"), qPrintable(trouble));
    }
};

QTEST_APPLESS_MAIN(CardEngineTest)
#include "card_engine_test.moc"
