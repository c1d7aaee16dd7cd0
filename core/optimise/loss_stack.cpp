// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/loss_stack.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>

namespace croquis::optimise {
namespace {

constexpr std::uint64_t kBankSeed =
    0; // one bank for every seed, so that the sketches of a batch share the photo's encoded views

constexpr std::int64_t kDrawnAtOnce = 16; // pictures; 3 MB

at::Tensor asTensor(const image::Raster<float>& picture) {
    return at::from_blob(const_cast<float*>(picture.values.data()),
                         {1, picture.height, picture.width, picture.channels}, at::kFloat)
        .permute({0, 3, 1, 2})
        .contiguous();
}

} // namespace

int warpCount(const Recipe& recipe) {
    return recipe.freshWarps ? std::max(1, recipe.augmentedViews * recipe.iterations) : recipe.warpBank;
}

int viewsApart(const Recipe& recipe) {
    if (!recipe.viewsBySeed)
        return 0;
    const int group = perceptualOptions(recipe).viewGroup; // never of two sketches
    return (warpCount(recipe) + group - 1) / group * group;
}

std::vector<loss::ViewWarp> warpsOf(const Recipe& recipe, std::span<const std::uint64_t> seeds) {
    const loss::WarpOptions options{image::kCanvasSide, recipe.viewDistortion, recipe.viewCropArea,
                                    recipe.viewsResampled == Resampling::twice};
    if (!recipe.viewsBySeed || seeds.empty())
        return loss::drawWarps(kBankSeed, warpCount(recipe), options);
    std::vector<loss::ViewWarp> warps;
    for (const std::uint64_t seed : seeds) {
        const auto own = loss::drawWarps(seed, viewsApart(recipe), options);
        warps.insert(warps.end(), own.begin(), own.end());
    }
    return warps;
}

loss::PerceptualLossOptions perceptualOptions(const Recipe& recipe) {
    loss::PerceptualLossOptions options;
    for (const auto& [stage, weight] : recipe.stageWeights)
        options.stages.push_back({stage, weight});
    options.embeddingWeight = recipe.embeddingWeight;
    options.relative = recipe.relativeLoss;
    options.absolute = recipe.stageDistance == StageDistance::absolute;
    if (recipe.freshWarps && recipe.augmentedViews > 0) { // an iteration's own, which are asked for together
        options.viewGroup = recipe.augmentedViews;
        options.wholeGroups = false;
    }
    return options;
}

LossStack::LossStack(const Recipe& recipe, const perceptual::PerceptualEncoder& encoder,
                     const image::CanvasTarget& target, const image::Plane& edges, std::span<const std::uint64_t> seeds)
    : m_recipe(recipe), m_rasteriser({image::kCanvasSide, image::kCanvasSide, static_cast<float>(recipe.strokeWidth)}),
      m_augmenter(warpsOf(recipe, seeds), static_cast<float>(recipe.viewFill)),
      m_perceptual(encoder, m_augmenter, asTensor(target.network), perceptualOptions(recipe)) {
    if (!edges.empty())
        m_edges.emplace(edges);
}

std::vector<LossStack::Row> LossStack::evaluate(std::span<const std::vector<float>> sketches,
                                                std::span<const int> views, bool withGradient) const {
    const c10::AutoGradMode gradients(withGradient);
    const auto sketchCount = static_cast<int64_t>(sketches.size());
    const int64_t viewsEach = static_cast<int64_t>(views.size()) / sketchCount;
    std::vector<int> strokeCounts;
    for (const auto& sketch : sketches)
        strokeCounts.push_back(static_cast<int>(sketch.size() / 8));
    const int64_t capacity = *std::max_element(strokeCounts.begin(), strokeCounts.end());
    at::Tensor points = at::zeros({sketchCount, capacity, 4, 2});
    for (int64_t s = 0; s < sketchCount; ++s)
        std::copy(sketches[static_cast<std::size_t>(s)].begin(), sketches[static_cast<std::size_t>(s)].end(),
                  points.mutable_data_ptr<float>() + s * capacity * 8);
    points.requires_grad_(withGradient);

    const at::Tensor drawn = m_rasteriser.draw(points, strokeCounts);
    const auto perceptual =
        m_perceptual.compare(m_augmenter.viewsOfSketches(drawn, views), views, static_cast<int>(viewsEach));
    at::Tensor edges, sum = perceptual.perView.sum() / static_cast<double>(viewsEach);
    if (m_edges) {
        edges = m_recipe.edgeWeight * (*m_edges)(drawn);
        sum = sum + edges.sum();
    }
    if (withGradient)
        sum.backward();

    const auto names = m_perceptual.termNames();
    const at::Tensor terms = perceptual.terms.contiguous();
    const at::Tensor edgeTerms = m_edges ? edges.detach().contiguous() : at::Tensor();
    std::vector<Row> rows(sketches.size());
    for (int64_t s = 0; s < sketchCount; ++s) {
        Row& row = rows[static_cast<std::size_t>(s)];
        const float* values = terms.const_data_ptr<float>() + s * viewsEach * terms.size(1);
        for (std::size_t k = 0; k < names.size(); ++k)
            row.clean.terms.push_back({names[k], values[k]});
        if (m_edges)
            row.clean.terms.push_back({"edges", edgeTerms.const_data_ptr<float>()[s]});
        for (const auto& term : row.clean.terms)
            row.clean.total += term.value;
        if (withGradient) {
            const float* gradient = points.grad().const_data_ptr<float>() + s * capacity * 8;
            row.gradient.assign(gradient, gradient + sketches[static_cast<std::size_t>(s)].size());
        }
    }
    return rows;
}

std::vector<double> LossStack::removalCosts(const std::vector<float>& sketch) const {
    const auto count = static_cast<std::int64_t>(sketch.size() / 8);
    at::Tensor points = at::empty({1, count, 4, 2});
    std::copy(sketch.begin(), sketch.end(), points.mutable_data_ptr<float>());
    at::Tensor drawn, gradient;
    {
        const c10::AutoGradMode gradients(true);
        drawn = m_rasteriser.draw(points).detach().requires_grad_(true);
        const std::vector<int> clean{0};
        at::Tensor sum = m_perceptual.compare(m_augmenter.viewsOfSketches(drawn, clean), clean, 1).perView.sum();
        if (m_edges)
            sum = sum + m_recipe.edgeWeight * (*m_edges)(drawn).sum();
        sum.backward();
        gradient = drawn.grad();
    }
    const c10::AutoGradMode noGradients(false);
    std::vector<double> costs;
    for (std::int64_t first = 0; first < count; first += kDrawnAtOnce) {
        const std::int64_t some = std::min(kDrawnAtOnce, count - first);
        at::Tensor without = at::empty({some, count - 1, 4, 2});
        float* to = without.mutable_data_ptr<float>();
        for (std::int64_t k = first; k < first + some; ++k) {
            to = std::copy(sketch.begin(), sketch.begin() + 8 * k, to);
            to = std::copy(sketch.begin() + 8 * (k + 1), sketch.end(), to);
        }
        const at::Tensor gains = ((m_rasteriser.draw(without) - drawn) * gradient).sum({1, 2, 3}).contiguous();
        costs.insert(costs.end(), gains.const_data_ptr<float>(), gains.const_data_ptr<float>() + some);
    }
    return costs;
}

} // namespace croquis::optimise
