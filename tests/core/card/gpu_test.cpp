// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/card_engine.hpp"
#include "core/card/card_check.hpp"
#include "core/card/host_card.hpp"
#include "image/photo.hpp"
#include "optimise/sketch_optimiser.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"
#include "support/plain_clip.hpp"
#include "support/reference_efficientnet.hpp"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

using namespace croquis;
using perceptual::CardPrecision;

namespace {

/// A run, and what a check of it must know: that it was one.
struct Drawn final : optimise::IterationObserver {
    std::vector<std::vector<float>> points;
    std::vector<double> losses;
    std::vector<float> gradient; ///< of the first iteration, without its keeper: Adam's first moment tells
    QStringList notices;
    int captures = 0;
    optimise::RunSummary summary;

    /// Of them all, shortened.
    QString bytes() const {
        QCryptographicHash hash(QCryptographicHash::Sha1);
        for (const auto& each : points)
            hash.addData(QByteArray(reinterpret_cast<const char*>(each.data()),
                                    static_cast<qsizetype>(each.size() * sizeof(float))));
        hash.addData(QByteArray(reinterpret_cast<const char*>(losses.data()),
                                static_cast<qsizetype>(losses.size() * sizeof(double))));
        return QStringLiteral("bytes: ") + QLatin1String(hash.result().toHex());
    }

    void iterationFinished(const optimise::IterationSummary& of) override {
        const auto& sketch = of.sketches.front();
        points.emplace_back(sketch.controlPoints.begin(), sketch.controlPoints.end());
        losses.push_back(sketch.loss.total);
    }
};

/// Notes what only the iterations' source knows.
struct NotedIterations final : optimise::IterationSource {
    NotedIterations(std::unique_ptr<optimise::IterationSource> source, Drawn& into)
        : of(std::move(source)), drawn(into) {}
    ~NotedIterations() override {
        if (const auto* onCard = dynamic_cast<const card::CardIterations*>(of.get()))
            drawn.captures = onCard->captures();
    }
    std::vector<optimise::MeasuredSketch> measure(const optimise::IterationPlan& plan,
                                                  std::span<const optimise::SketchTrack> tracks,
                                                  const optimise::IterationForecast& forecast) override {
        return of->measure(plan, tracks, forecast);
    }
    void step(std::size_t row, optimise::SketchTrack& track) override {
        of->step(row, track);
        if (!drawn.gradient.empty())
            return;
        for (const float moment : track.adam().first())
            drawn.gradient.push_back(static_cast<float>(moment / (1 - optimise::kAdamBeta1)));
    }
    std::unique_ptr<optimise::IterationSource> of;
    Drawn& drawn;
};

} // namespace

/// A run on a real card; packaging/gpu-check runs it. Skipped where there is none; on the stand-in, short, where
/// CROQUIS_GPU_CHECK is "dry"; with few iterations where it is "few".
class GpuTest : public QObject {
    Q_OBJECT

    test::CardToCheck m_found; ///< its card is another one for each run
    QTemporaryDir m_folder;
    std::string m_weights, m_lite, m_clip;
    image::CanvasTarget m_target;
    std::unique_ptr<saliency::StrokeSeeder> m_seeder;
    std::unique_ptr<perceptual::PerceptualEncoder> m_encoder;
    std::vector<optimise::SketchPlan> m_plans{{16, 0, {}}, {16, 1, {}}};
    int m_few = 200; ///< iterations; less under a tool that makes each very slow

    optimise::Recipe recipe(int iterations) const {
        optimise::Recipe made;
        made.iterations = iterations;
        made.stillness = 0; // to the end
        if (m_found.isDry)
            made.warpBank = 3;
        return made;
    }

    optimise::Recipe papersRecipe(int iterations) const {
        auto made = optimise::recipeFor("clipasso", optimise::Quality::normal, optimise::Network::clip);
        made.iterations = iterations;
        made.stopRule = optimise::StopRule::still;
        made.stillness = 0;
        made.augmentedViews = m_found.isDry ? 1 : made.augmentedViews;
        return made;
    }

    Drawn onCard(const optimise::Recipe& recipe, bool captures, CardPrecision precision = CardPrecision::fp32) {
        card::CardOptions options;
        options.captures = captures;
        const card::CardEngine engine(test::CardToCheck::open().card, m_weights, precision);
        return drawnOnCard(engine, recipe, options);
    }

    /// @throws std::runtime_error where the run wasn't what was asked for: nothing is concluded from such a one.
    Drawn drawnOnCard(const card::CardEngine& engine, const optimise::Recipe& recipe,
                      const card::CardOptions& options = {}) {
        QStringList notices;
        auto drawn = drawnBy(
            engine.maker([&](const std::string& notice) { notices << QString::fromStdString(notice); }, options),
            recipe);
        if (!notices.isEmpty())
            throw std::runtime_error("The card says: " + notices.join(' ').toStdString());
        const bool many = recipe.iterations > 2; // the first two are made kernel by kernel
        if ((drawn.captures > 0) != (options.captures && many))
            throw std::runtime_error("Graphs: " + std::to_string(drawn.captures));
        return drawn;
    }

    Drawn drawnBy(const optimise::IterationMaker& maker, const optimise::Recipe& recipe) {
        Drawn drawn;
        const optimise::IterationMaker noted = [&](const optimise::IterationInputs& inputs) {
            return std::make_unique<NotedIterations>(maker(inputs), drawn);
        };
        drawn.summary =
            optimise::SketchOptimiser(*m_encoder, m_target, *m_seeder, maker ? noted : optimise::IterationMaker{})
                .run(recipe, m_plans, false, drawn, {});
        if (drawn.summary.termination != optimise::Termination::completed)
            throw std::runtime_error("The run wasn't completed: " + drawn.summary.message);
        if (drawn.summary.iterations != recipe.iterations ||
            drawn.points.size() < static_cast<std::size_t>(recipe.iterations) || drawn.points.front().empty())
            throw std::runtime_error("Iterations made: " + std::to_string(drawn.summary.iterations));
        return drawn;
    }

    /// All memory of the card, to the last block.
    static void takeAll(cuda::Card& card, std::vector<cuda::CardMemory<std::uint8_t>>& into) {
        for (const std::int64_t bytes : {256 << 20, 32 << 20, 2 << 20}) {
            try {
                for (;;)
                    into.emplace_back(card, bytes);
            } catch (const cuda::CardMemoryError&) { // as was to be expected
            }
        }
        if (into.empty())
            throw std::runtime_error("The card was full before.");
    }

    void take(const std::string& weights) {
        m_weights = weights;
        m_encoder = perceptual::openEncoder(weights);
    }

    void firstStepIsTheProcessors(const optimise::Recipe& recipe) {
        const auto card = onCard(recipe, false), processor = drawnBy({}, recipe);
        QCOMPARE(card.points.size(), processor.points.size());
        for (std::size_t i = 0; i < card.points.size(); ++i) {
            QVERIFY2(std::abs(card.losses[i] - processor.losses[i]) < 1e-4 * (1 + std::abs(processor.losses[i])),
                     qPrintable(QString("%1, %2").arg(card.losses[i]).arg(processor.losses[i])));
            QCOMPARE(card.points[i].size(), processor.points[i].size());
            for (std::size_t k = 0; k < card.points[i].size(); ++k)
                QVERIFY2(std::abs(card.points[i][k] - processor.points[i][k]) < 1e-4,
                         qPrintable(QString("iteration %1, number %2").arg(i).arg(k)));
        }
    }

    void sameBytes(const optimise::Recipe& recipe) {
        const auto graph = onCard(recipe, true), eager = onCard(recipe, false);
        QVERIFY(graph.points == eager.points && graph.losses == eager.losses);
        qInfo("%s", qPrintable(graph.bytes())); // gpu-check compares it with another process's
        if (!m_found.isDry)
            QVERIFY(graph.points == onCard(recipe, true).points);
        QVERIFY(graph.points.back() != graph.points.front());
    }

    /// Draws where so much is free, and writes into a file what came of it.
    /// @param megabytes  0: all.
    void drawInRoom(int megabytes, const QString& answer) {
        take(m_clip);
        auto card = test::CardToCheck::open().card, other = test::CardToCheck::open().card;
        std::vector<cuda::CardMemory<std::uint8_t>> taken;
        QString said;
        try {
            if (auto* host = dynamic_cast<test::HostCard*>(card.get()))
                host->failingRun = megabytes > 0 ? 1 : test::HostCard::kNever;
            else if (const auto room = std::int64_t{megabytes} << 20,
                     free = static_cast<std::int64_t>(card->freeMemory());
                     megabytes > 0 && free > room)
                taken.emplace_back(*other, free - room);
            const card::CardEngine engine(std::move(card), m_weights, CardPrecision::fp32);
            said = drawnOnCard(engine, papersRecipe(m_found.isDry ? m_few : 20)).bytes();
        } catch (const std::exception& error) {
            said = error.what();
        }
        QFile file(answer);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(said.toUtf8()) > 0);
    }

    /// A line a kernel: its time, and what share of the memory's rate it keeps busy.
    static void print(const card::TimedCard& card, double rate) {
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
        if (m_found.isDry) {
            m_plans = {{3, 0, {}}};
            m_few = 3;              // of which the last is a graph's
            at::set_num_threads(1); // what is computed is small
        }
        if (qEnvironmentVariable("CROQUIS_GPU_CHECK") == QLatin1String("few"))
            m_few = 20;
        m_lite = tests::SafetensorsWriter::save(m_folder.filePath("net.safetensors").toStdString(),
                                                tests::ReferenceEfficientNet(3).file().bytes());
        m_clip = tests::SafetensorsWriter::save(
            m_folder.filePath("clip.pt").toStdString(),
            tests::scriptArchiveOf(tests::PlainResNet{8, {1, 1, 1, 1}, 224, 24}.weights(6)));
        m_target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(m_target);
        maps.occlusion = image::Plane(224, 224, 1, 0.5f);
        m_seeder = std::make_unique<saliency::StrokeSeeder>(std::move(maps));
    }

    void init() {
        if (m_found.card)
            take(m_lite);
    }

    void theFirstStepIsTheProcessors() { firstStepIsTheProcessors(recipe(1)); }
    void theFirstStepIsTheProcessorsWithClip() {
        take(m_clip);
        firstStepIsTheProcessors(papersRecipe(1));
    }

    /// The card's gradient against its own loss, along that gradient.
    void theGradientIsTheLosses() {
        auto one = recipe(1);
        one.augmentedViews = 0;
        one.keeperWeight = 0; // it isn't in the loss that is told
        const auto middle = onCard(one, false);
        const auto lossAt = [&](double along) {
            double length = 0;
            for (const float slope : middle.gradient)
                length += double{slope} * slope;
            std::vector<geometry::CubicBezier> moved;
            for (std::size_t k = 0; k < middle.points.front().size(); k += 2) {
                if (k % 8 == 0)
                    moved.emplace_back();
                const auto at = [&](std::size_t n) {
                    return middle.points.front()[n] + along * middle.gradient[n] / std::sqrt(length);
                };
                moved.back().points[k % 8 / 2] = {at(k), at(k + 1)};
            }
            const auto plans = std::exchange(m_plans, {{static_cast<int>(moved.size()), 0, moved}});
            const double loss = onCard(one, false).losses.front();
            m_plans = plans;
            return loss;
        };
        double length = 0;
        for (const float slope : middle.gradient)
            length += double{slope} * slope;
        constexpr double kStep = 0.02; // canvas pixels, of all points together
        const double slope = (lossAt(kStep) - lossAt(-kStep)) / (2 * kStep);
        QVERIFY2(std::abs(slope / std::sqrt(length) - 1) < 0.03,
                 qPrintable(QString("%1, and by differences %2").arg(std::sqrt(length)).arg(slope)));
    }

    void graphAndKernelByKernelGiveTheSameBytesTwice() { sameBytes(recipe(m_few)); }
    void graphAndKernelByKernelGiveTheSameBytesTwiceWithClip() {
        take(m_clip);
        sameBytes(papersRecipe(m_few));
    }

    /// A run that finds no room says so, and the next one draws as if it hadn't been.
    void fullMemoryIsSaidAndPasses() {
        take(m_clip);
        const auto made = papersRecipe(m_found.isDry ? m_few : 20);
        const auto expected = onCard(made, true);
        auto card = test::CardToCheck::open().card;
        auto other = test::CardToCheck::open().card;
        std::vector<cuda::CardMemory<std::uint8_t>> taken;
        if (auto* host = dynamic_cast<test::HostCard*>(card.get()))
            host->failingRun = 3;
        else
            takeAll(*other, taken);
        QString trouble;
        try {
            const card::CardEngine engine(std::move(card), m_weights, CardPrecision::fp32);
            drawnOnCard(engine, made);
        } catch (const std::exception& error) {
            trouble = error.what();
        }
        taken.clear();
        QVERIFY2(trouble.contains("memory is full") || trouble.contains("MB free"), qPrintable(trouble));
        const auto after = onCard(made, true);
        QVERIFY(after.points == expected.points && after.losses == expected.losses);
    }

    /// What the program asks LibTorch for, beside which only card and driver decide the bits.
    void theBitsAreChosenOnce() {
        if (m_found.isDry)
            QSKIP("Only a card's module asks for it.");
        const auto& context = at::globalContext();
        qInfo("cuDNN deterministic: %d, its benchmark: %d, TF32: %d %d", context.deterministicCuDNN(),
              context.benchmarkCuDNN(), context.allowTF32CuDNN(), context.allowTF32CuBLAS());
        QVERIFY(context.deterministicCuDNN() && !context.benchmarkCuDNN());
        QVERIFY(!context.allowTF32CuDNN() && !context.allowTF32CuBLAS());
    }

    /// However little memory there is: the same bytes, or a refusal; never other bytes. Each run has a process of its
    /// own, in which no library has loaded a kernel yet.
    void nearlyFullMemory() {
        if (qEnvironmentVariableIsSet("CROQUIS_ROOM"))
            return drawInRoom(qEnvironmentVariableIntValue("CROQUIS_ROOM"), qEnvironmentVariable("CROQUIS_ROOM_SAYS"));
        const auto saidWith = [&](int megabytes) {
            const std::string answer = m_folder.filePath("answer").toStdString();
            QFile file(QString::fromStdString(answer));
            file.remove();
            test::runAgain("nearlyFullMemory",
                           {{"CROQUIS_ROOM", std::to_string(megabytes)}, {"CROQUIS_ROOM_SAYS", answer}});
            return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
        };
        const QString expected = saidWith(0);
        QVERIFY2(expected.startsWith("bytes: "), qPrintable(expected));
        int drawn = 0, refused = 0;
        for (int megabytes = 100; megabytes <= (m_found.isDry ? 100 : 12800); megabytes *= 2) {
            const QString said = saidWith(megabytes);
            qInfo("%d MB: %s", megabytes, qPrintable(said));
            if (said.startsWith("bytes: "))
                QCOMPARE(said, expected);
            else
                QVERIFY2(said.contains("memory") || said.contains("MB free"), qPrintable(said));
            (said.startsWith("bytes: ") ? drawn : refused) += 1;
        }
        qInfo("drawn: %d, refused: %d", drawn, refused);
        QVERIFY(m_found.isDry ? refused > 0 : drawn > 0);
    }

    void lessPrecisionDrawsAsWell() {
        if (m_found.isDry)
            QSKIP("The processor is slow at it.");
        const auto exact = onCard(recipe(60), true);
        std::vector<CardPrecision> precisions{CardPrecision::fp16};
        if (m_found.card->hasQuickBf16())
            precisions.push_back(CardPrecision::bf16);
        for (const auto precision : precisions)
            QVERIFY(std::abs(onCard(recipe(60), true, precision).losses.back() / exact.losses.back() - 1) < 0.05);
    }

    /// Kernel by kernel, to be held against the README's arithmetic.
    void everyKernelIsTimed() {
        const int iterations = m_found.isDry ? 2 : 40;
        const card::CardEngine engine(test::CardToCheck::open().card, m_weights, CardPrecision::fp32);
        card::TimedCard timed(engine.card(), m_found.isDry ? 2 : 20);
        const auto run = drawnBy(engine.timingMaker(timed), recipe(iterations));
        for (const char* name :
             {"FlattenStrokes",   "BinStrokes",   "PaintPixels",       "GatherSlopes",     "SumSlopes",
              "WarpViews",        "GatherViews",  "MeasureStage",      "FoldParts",        "SumStage",
              "MeasureEmbedding", "SumEmbedding", "EmbeddingGradient", "BlurRows<true>",   "BlurRows<false>",
              "EdgeDifference",   "MeasureEdges", "SumEdges",          "AddEdgeGradient",  "KeepShapes",
              "AdamUpdate",       "TakeSchedule", "RecordIteration",   "AdvanceIteration", "the network, forth",
              "the network, back"}) {
            const auto& parts = timed.parts();
            const auto found =
                std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name.starts_with(name); });
            QVERIFY2(found != parts.end(), name);
            QVERIFY2(found->seconds.size() >= run.points.size(), name);
            QVERIFY2(found->bytes > 0 || found->name.starts_with("the network"), name);
            QCOMPARE(found->median() > 0, !m_found.isDry);
        }
        if (!m_found.isDry)
            print(timed, card::memoryRate(timed));
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
        if (static_cast<CardPrecision>(precision) == CardPrecision::bf16 && !m_found.card->hasQuickBf16())
            return; // no card of its kind has it
        const int iterations = m_found.isDry ? m_few : 2001;
        QElapsedTimer time;
        time.start();
        const auto run = onCard(recipe(iterations), captures, static_cast<CardPrecision>(precision));
        const double seconds = static_cast<double>(time.nsecsElapsed()) * 1e-9;
        QVERIFY(run.losses.back() < run.losses.front());
        if (!m_found.isDry)
            qInfo("%d iterations in %.3f s, %.3f ms each", run.summary.iterations, seconds,
                  1000 * seconds / run.summary.iterations);
    }
};

QTEST_APPLESS_MAIN(GpuTest)
#include "gpu_test.moc"
