// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_engine.hpp"
#include "core/card/card_check.hpp"
#include "core/card/timed_card.hpp"
#include "image/photo.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "perceptual/tensor_network.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"
#include "support/reference_efficientnet.hpp"

#include <ATen/ops/empty_like.h>
#include <ATen/ops/ones.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using perceptual::CardPrecision;

namespace {

struct Recorder final : optimise::IterationObserver {
    std::vector<std::vector<float>> points;
    std::vector<double> losses;
    void iterationFinished(const optimise::IterationSummary& summary) override {
        const auto& sketch = summary.sketches.front();
        points.emplace_back(sketch.controlPoints.begin(), sketch.controlPoints.end());
        losses.push_back(sketch.loss.total);
    }
};

} // namespace

/// A run on a real card; packaging/gpu-check runs it. Skipped where there is none; on the stand-in, short, where
/// CROQUIS_GPU_CHECK is "dry".
class GpuTest : public QObject {
    Q_OBJECT

    test::CardToCheck m_found; ///< its card is another one for each run
    QTemporaryDir m_folder;
    std::string m_weights;
    image::CanvasTarget m_target;
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;
    std::unique_ptr<perceptual::PerceptualEncoder> m_encoder;
    std::vector<optimise::SketchPlan> m_plans{{16, 0, {}}, {16, 1, {}}};

    optimise::Recipe recipe(int iterations) const {
        optimise::Recipe made;
        made.iterations = iterations;
        if (m_found.isDry)
            made.warpBank = 3;
        return made;
    }

    Recorder onCard(const optimise::Recipe& recipe, bool captures, CardPrecision precision = CardPrecision::fp32) {
        card::CardOptions options;
        options.captures = captures;
        const card::CardEngine engine(test::CardToCheck::open().card, m_weights, precision);
        return drawnBy(engine.maker([](const std::string& notice) { qWarning("%s", notice.c_str()); }, options),
                       recipe);
    }

    Recorder drawnBy(const optimise::IterationMaker& maker, const optimise::Recipe& recipe) {
        Recorder recorder;
        const auto summary =
            optimise::SketchOptimiser(*m_encoder, m_target, *m_seeder, maker).run(recipe, m_plans, false, recorder, {});
        if (summary.termination == optimise::Termination::failed)
            qWarning("%s", summary.message.c_str());
        return recorder;
    }

    /// Bytes a second that a card copies, read and written; 0 without a clock.
    static double memoryRate(cuda::Card& card) {
        constexpr std::int64_t kFloats = 1 << 26;
        double best = 0;
        card.run([&] {
            const at::Tensor from = at::ones({kFloats}, at::TensorOptions(at::kFloat).device(card::deviceOf(card)));
            at::Tensor to = at::empty_like(from);
            for (int k = 0; k < 5; ++k) {
                const double seconds = card.secondsOf([&] { to.copy_(from); });
                best = std::max(best, seconds > 0 ? 2.0 * kFloats * sizeof(float) / seconds : 0);
            }
        });
        const auto done = card.makeEvent();
        done->record(cuda::Lane::work);
        done->finish();
        return best;
    }

    /// A line a kernel: its time, and what share of the memory's rate it keeps busy.
    static void print(const test::TimedCard& card, double rate) {
        qInfo("memory: %.0f GB/s copied", 1e-9 * rate);
        qInfo("%-44s %12s %10s %10s", "of an iteration", "us each", "MB", "% of rate");
        for (const auto& part : card.parts())
            qInfo("%-44s %12.2f %10.3f %10.1f", part.name.c_str(), 1e6 * part.median(), 1e-6 * double(part.bytes),
                  100 * double(part.bytes) / (part.median() * rate));
    }

  private Q_SLOTS:
    void initTestCase() {
        m_found = test::CardToCheck::open();
        if (!m_found.card)
            QSKIP(qPrintable("There is no card to check: " + QString::fromStdString(m_found.lack) + "."));
        qInfo("%s", m_found.name.c_str());
        if (m_found.isDry)
            m_plans = {{4, 0, {}}};
        m_weights = tests::SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(),
                                                   tests::ReferenceEfficientNet(3).file().bytes());
        m_encoder = perceptual::openEncoder(m_weights);
        m_target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_seeder = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }

    void theFirstStepIsTheProcessors() {
        const auto card = onCard(recipe(1), false);
        Recorder processor;
        optimise::SketchOptimiser(*m_encoder, m_target, *m_seeder).run(recipe(1), m_plans, false, processor, {});
        QCOMPARE(card.points.size(), processor.points.size());
        for (std::size_t i = 0; i < card.points.size(); ++i) {
            QVERIFY(std::abs(card.losses[i] - processor.losses[i]) < 1e-4 * (1 + std::abs(processor.losses[i])));
            for (std::size_t k = 0; k < card.points[i].size(); ++k)
                QVERIFY2(std::abs(card.points[i][k] - processor.points[i][k]) < 1e-4,
                         qPrintable(QString("iteration %1, number %2").arg(i).arg(k)));
        }
    }

    void graphAndKernelByKernelGiveTheSameBytesTwice() {
        const int iterations = m_found.isDry ? 3 : 200;
        const auto graph = onCard(recipe(iterations), true), eager = onCard(recipe(iterations), false);
        QVERIFY(graph.points == eager.points && graph.losses == eager.losses);
        if (!m_found.isDry)
            QVERIFY(graph.points == onCard(recipe(iterations), true).points);
    }

    void lessPrecisionDrawsAsWell() {
        if (m_found.isDry)
            QSKIP("The processor is slow at it.");
        const auto exact = onCard(recipe(60), true);
        for (const auto precision : {CardPrecision::bf16, CardPrecision::fp16})
            QVERIFY(std::abs(onCard(recipe(60), true, precision).losses.back() / exact.losses.back() - 1) < 0.05);
    }

    /// Kernel by kernel, to be held against the README's arithmetic.
    void everyKernelIsTimed() {
        const int iterations = m_found.isDry ? 2 : 40;
        test::TimedCard timed(test::CardToCheck::open().card, m_found.isDry ? 2 : 20);
        const auto network = card::openNetworkOn(timed, m_weights, CardPrecision::fp32);
        const test::TimedNetwork timedNetwork(*network, timed);
        const auto run = drawnBy(
            [&](const optimise::IterationInputs& inputs) {
                return std::make_unique<card::CardIterations>(timed, timedNetwork, inputs, card::CardOptions{});
            },
            recipe(iterations));
        QVERIFY(run.points.size() > static_cast<std::size_t>(iterations) / 2);
        for (const char* name :
             {"FlattenStrokes", "BinStrokes",        "PaintPixels",      "GatherSlopes",       "SumSlopes",
              "WarpViews",      "GatherViews",       "MeasureStage",     "SumStage",           "MeasureEmbedding",
              "SumEmbedding",   "EmbeddingGradient", "BlurRows<true>",   "BlurRows<false>",    "EdgeDifference",
              "MeasureEdges",   "SumEdges",          "AddEdgeGradient",  "KeepShapes",         "AdamUpdate",
              "TakeSchedule",   "RecordIteration",   "AdvanceIteration", "the network, forth", "the network, back"}) {
            const auto& parts = timed.parts();
            const auto found =
                std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name.starts_with(name); });
            QVERIFY2(found != parts.end(), name);
            QVERIFY2(found->seconds.size() >= run.points.size(), name);
            QVERIFY2(found->bytes > 0 || found->name.starts_with("the network"), name);
            QCOMPARE(found->median() > 0, !m_found.isDry);
        }
        if (!m_found.isDry)
            print(timed, memoryRate(timed));
    }

    /// Prints what a measured report is made of; the embedded recipe's iterations, two sketches.
    void aLongRunEnds_data() {
        QTest::addColumn<int>("precision");
        QTest::addColumn<bool>("captures");
        QTest::newRow("fp32, graph") << static_cast<int>(CardPrecision::fp32) << true;
        QTest::newRow("fp32, kernel by kernel") << static_cast<int>(CardPrecision::fp32) << false;
        QTest::newRow("bf16, graph") << static_cast<int>(CardPrecision::bf16) << true;
    }
    void aLongRunEnds() {
        QFETCH(int, precision);
        QFETCH(bool, captures);
        if (m_found.isDry && (static_cast<CardPrecision>(precision) != CardPrecision::fp32 || !captures))
            QSKIP("The processor is slow at it.");
        const int iterations = m_found.isDry ? 4 : 2001;
        QElapsedTimer time;
        time.start();
        const auto run = onCard(recipe(iterations), captures, static_cast<CardPrecision>(precision));
        const double seconds = static_cast<double>(time.nsecsElapsed()) * 1e-9;
        QVERIFY(run.losses.back() < run.losses.front());
        if (!m_found.isDry)
            qInfo("%zu iterations in %.3f s, %.3f ms each", run.points.size(), seconds,
                  1000 * seconds / static_cast<double>(run.points.size()));
    }
};

QTEST_APPLESS_MAIN(GpuTest)
#include "gpu_test.moc"
