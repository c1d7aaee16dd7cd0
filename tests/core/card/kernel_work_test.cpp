// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/kernel_work.hpp"
#include "core/cuda/raster_run.hpp"
#include "image/photo.hpp"
#include "loss/edge_loss.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/sketch_track.hpp"
#include "perceptual/efficientnet_lite_network.hpp"
#include "saliency/photo_maps.hpp"
#include "saliency/stroke_seeder.hpp"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <concepts>
#include <type_traits>

using namespace croquis;

namespace {

thread_local std::int64_t operations = 0;

constexpr void count() {
    if (!std::is_constant_evaluated())
        ++operations;
}

/// A float that counts what is computed with it; not comparisons, signs and roots.
struct Counted {
    constexpr Counted() = default;
    template <class Number>
    requires std::is_arithmetic_v<Number>
    constexpr Counted(Number number) : value(static_cast<float>(number)) {} // as a float is made of any number
    constexpr operator float() const { return value; }

    constexpr Counted operator-() const { return -value; }
    constexpr Counted& operator+=(Counted other) { return *this = *this + other; }
    constexpr Counted& operator-=(Counted other) { return *this = *this - other; }
    constexpr Counted& operator*=(Counted other) { return *this = *this * other; }

    friend constexpr Counted operator+(Counted a, Counted b) { return count(), Counted(a.value + b.value); }
    friend constexpr Counted operator-(Counted a, Counted b) { return count(), Counted(a.value - b.value); }
    friend constexpr Counted operator*(Counted a, Counted b) { return count(), Counted(a.value * b.value); }
    friend constexpr Counted operator/(Counted a, Counted b) { return count(), Counted(a.value / b.value); }

    float value = 0;
};

template <class Number>
concept Plain = std::is_arithmetic_v<Number>;

template <Plain Number>
constexpr Counted operator+(Counted a, Number b) {
    return a + Counted(b);
}
template <Plain Number>
constexpr Counted operator+(Number a, Counted b) {
    return Counted(a) + b;
}
template <Plain Number>
constexpr Counted operator-(Counted a, Number b) {
    return a - Counted(b);
}
template <Plain Number>
constexpr Counted operator-(Number a, Counted b) {
    return Counted(a) - b;
}
template <Plain Number>
constexpr Counted operator*(Counted a, Number b) {
    return a * Counted(b);
}
template <Plain Number>
constexpr Counted operator*(Number a, Counted b) {
    return Counted(a) * b;
}
template <Plain Number>
constexpr Counted operator/(Counted a, Number b) {
    return a / Counted(b);
}
template <Plain Number>
constexpr Counted operator/(Number a, Counted b) {
    return Counted(a) / b;
}

template <class T>
cuda::Input<T> input(std::int64_t size) {
    return {nullptr, size, nullptr}; // only its size is asked for
}

constexpr int kStrokes = 16, kSide = 224;
const cuda::ViewShape kViews{1, 1, 1, kSide, true};

std::int64_t viewOperations(int views) {
    cuda::WarpViews warp{};
    cuda::GatherViews gather{};
    warp.shape = gather.shape = kViews;
    warp.shape.viewsEach = gather.shape.viewsEach = views;
    return card::operationsOf(warp) + card::operationsOf(gather);
}

/// Sums and gradients of the stages and of an embedding. @param sizes  numbers of a stage.
std::int64_t lossOperations(int rows, const std::vector<int>& sizes, int embedding) {
    std::int64_t sum = 0;
    for (const int size : sizes) {
        cuda::MeasureStage measure{};
        cuda::FoldParts fold{};
        cuda::SumStage add{};
        measure.rows = fold.rows = add.rows = rows;
        measure.size = add.size = size;
        fold.parts = input<float>(std::int64_t{rows} * cuda::kStageLanes);
        add.parts = input<float>(std::int64_t{rows} * cuda::kFoldedLanes);
        sum += card::operationsOf(measure) + card::operationsOf(fold) + card::operationsOf(add);
    }
    cuda::MeasureEmbedding measure{};
    cuda::SumEmbedding add{};
    cuda::EmbeddingGradient back{};
    measure.rows = add.rows = back.rows = rows;
    measure.size = back.size = embedding;
    add.parts = input<float>(std::int64_t{rows} * cuda::kCosineLanes * 2);
    return sum + card::operationsOf(measure) + card::operationsOf(add) + card::operationsOf(back);
}

/// Of the default recipe's stages.
std::vector<int> embeddedStages(const optimise::Recipe& recipe) {
    std::vector<int> sizes;
    for (const auto& [stage, weight] : recipe.stageWeights)
        for (const auto& block : perceptual::EfficientNetLiteNetwork::blocks())
            if (block.stage == stage && block.endsStage)
                sizes.push_back(block.outChannels * block.outSide * block.outSide);
    return sizes;
}

std::int64_t edgeOperations() {
    const image::Plane edges(kSide, kSide, 1, 0.5f);
    int reach = 0;
    const loss::EdgeLoss loss(edges);
    for (const auto& scale : loss.scales())
        reach += static_cast<int>(scale.blur.taps().size()) - 1;
    const cuda::EdgeShape shape{1, static_cast<int>(loss.scales().size()), kSide, kSide};
    const std::int64_t blur = card::blurOperations(shape, reach), numbers = std::int64_t{shape.layers()} * shape.area();
    cuda::MeasureEdges measure{};
    measure.shape = shape;
    measure.difference = input<float>(numbers);
    cuda::KeepShapes keep{};
    keep.strokes = kStrokes;
    // Rows and columns, forth and back; the ink and the difference, the squares, the gradient's factors and sums.
    return 4 * blur + 2 * numbers + card::operationsOf(measure) + 4 * numbers + card::operationsOf(keep);
}

std::int64_t adamOperations() {
    cuda::AdamUpdate adam{};
    adam.gradient = input<float>(kStrokes * 8);
    return card::operationsOf(adam);
}

/// The last cell of the README's row that begins so, in operations.
double told(const QString& readme, const QString& row) {
    const auto lines = readme.split('\n');
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const QString& line) { return line.startsWith("| " + row); });
    if (found == lines.end())
        return -1;
    const QStringList words = found->section('|', 4, 4).trimmed().split(' ');
    return words.size() == 2 && words[1] == "MFLOP" ? 1e6 * words[0].toDouble() : -1;
}

} // namespace

/// The arithmetic of an iteration's kernels, as the README has it: counted here, so that it stays true.
class KernelWorkTest : public QObject {
    Q_OBJECT

    QString m_readme;

    void compare(const char* row, std::int64_t counted) const {
        qInfo("%-70s %8.2f MFLOP", row, 1e-6 * static_cast<double>(counted));
        const double said = told(m_readme, row);
        QVERIFY2(std::abs(static_cast<double>(counted) / said - 1) < 0.1,
                 qPrintable(QString("%1: the README says %2 MFLOP").arg(row).arg(said / 1e6)));
    }

  private Q_SLOTS:
    void initTestCase() {
        QFile file(CROQUIS_README);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_readme = QString::fromUtf8(file.readAll());
    }

    void strokes() {
        const auto target = image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr);
        auto maps = saliency::photoMaps(target);
        maps.occlusion = image::Plane(kSide, kSide, 1, 0.5f);
        saliency::SeederOptions options;
        options.strokeCount = kStrokes;
        const auto numbers = optimise::controlPointsOf(saliency::StrokeSeeder(std::move(maps)).place(options));
        QCOMPARE(numbers.size(), std::size_t{kStrokes * 8});
        const test::TracedMemory<Counted> points("points", {numbers.begin(), numbers.end()}, false);
        const test::TracedMemory<int> counts("counts", std::vector<int>{kStrokes}, false);
        const test::TracedMemory<Counted> wanted("wanted", kSide * kSide, false, 1);
        test::RasterRun<Counted> run({1, kStrokes, kSide, kSide}, 3, false);
        operations = 0;
        run.paint(points, counts);
        const std::int64_t painted = operations;
        run.differentiate(wanted);
        qInfo("painting: %.2f MFLOP, its gradient: %.2f", 1e-6 * static_cast<double>(painted),
              1e-6 * static_cast<double>(operations - painted));
        // The same picture as without counting.
        test::RasterRun<float> plain({1, kStrokes, kSide, kSide}, 3, false);
        plain.paint({"points", numbers, false}, counts);
        QVERIFY(std::equal(plain.picture.values.begin(), plain.picture.values.end(), run.picture.values.begin(),
                           [](float a, Counted b) { return a == b.value; }));
        compare("strokes: ", operations);
    }

    void views() {
        compare("views, RN101: ", viewOperations(5));
        compare("views, default recipe: ", viewOperations(2));
    }
    void losses() {
        compare("RN101's layer2, ", lossOperations(5, {512 * 28 * 28, 1024 * 14 * 14}, 512));
        const auto recipe = optimise::recipeFor("default", optimise::Quality::normal);
        const auto stages = embeddedStages(recipe);
        QCOMPARE(stages.size(), recipe.stageWeights.size());
        compare("default recipe: three stages", lossOperations(1 + recipe.augmentedViews, stages, 1280));
    }
    void edges() { compare("default recipe: edges", edgeOperations()); }
    void adam() { compare("schedule, ", adamOperations()); }
};

QTEST_APPLESS_MAIN(KernelWorkTest)
#include "kernel_work_test.moc"
