// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/perceptual_loss.hpp"

#include "base/error.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <utility>

namespace croquis::loss {
namespace {

constexpr std::size_t kTargetBatch =
    8; // views a forward pass: large enough to be efficient, small enough to be stopped between

at::Tensor unit(const at::Tensor& embeddings) {
    return embeddings / at::linalg_vector_norm(embeddings, 2, {1}, true).clamp_min(1e-8);
}

/// Mean over everything but the batch.
at::Tensor meanSquare(const at::Tensor& values) {
    return values.square().flatten(1).mean(1);
}

} // namespace

PerceptualLoss::PerceptualLoss(const perceptual::PerceptualEncoder& encoder, const Augmenter& augmenter,
                               at::Tensor photo, PerceptualLossOptions options)
    : m_encoder(encoder), m_augmenter(augmenter), m_photo(std::move(photo)), m_options(std::move(options)),
      m_targets(static_cast<std::size_t>(augmenter.viewCount())) {
    std::sort(m_options.stages.begin(), m_options.stages.end(),
              [](const auto& a, const auto& b) { return a.stage < b.stage; });
    for (const auto& stage : m_options.stages)
        m_wanted.stages.push_back(stage.stage);
    m_wanted.embedding = m_options.embeddingWeight != 0;
    if (m_wanted.stages.empty() && !m_wanted.embedding)
        throw InvalidArgument("PerceptualLossOptions: no stage and no embedding has a weight");
}

std::vector<std::vector<int>> PerceptualLoss::batchesOf(std::span<const int> views) const {
    std::vector<int> missing;
    const auto want = [&](int view) {
        if (!isPrepared(view) && std::find(missing.begin(), missing.end(), view) == missing.end())
            missing.push_back(view);
    };
    std::for_each(views.begin(), views.end(), want);
    std::vector<std::vector<int>> batches;
    if (m_encoder.picturesAreIndependent()) {
        for (std::size_t begin = 0; begin < missing.size(); begin += kTargetBatch)
            batches.emplace_back(missing.begin() + static_cast<std::ptrdiff_t>(begin),
                                 missing.begin() +
                                     static_cast<std::ptrdiff_t>(std::min(begin + kTargetBatch, missing.size())));
        return batches;
    }
    for (const int view : missing) {
        // The clean view by itself; the others with the group they are of.
        const int first = view == 0 ? 0 : 1 + (view - 1) / m_options.viewGroup * m_options.viewGroup;
        const int end = view == 0 ? 1 : std::min(first + m_options.viewGroup, m_augmenter.viewCount());
        if (std::any_of(batches.begin(), batches.end(),
                        [&](const auto& batch) { return batch.front() >= first && batch.front() < end; }))
            continue;
        batches.emplace_back();
        for (int each = first; each < end; ++each)
            if (m_options.wholeGroups || std::find(missing.begin(), missing.end(), each) != missing.end())
                batches.back().push_back(each);
    }
    return batches;
}

void PerceptualLoss::prepare(std::span<const int> views) {
    const c10::AutoGradMode noGradients(false);
    for (const auto& batch : batchesOf(views))
        encode(batch);
}

void PerceptualLoss::encode(std::span<const int> views) {
    const auto encoding =
        m_encoder.encode(perceptual::picturesFor(m_encoder, m_augmenter.viewsOfPicture(m_photo, views)), m_wanted);
    std::vector<at::Tensor> norms;
    for (const at::Tensor& stage : encoding.stages) {
        const at::Tensor size = meanSquare(stage);
        norms.push_back(m_options.relative ? size.clamp_min(1e-12).reciprocal() : at::ones_like(size));
    }
    for (std::size_t row = 0; row < views.size(); ++row) {
        const auto at = static_cast<std::int64_t>(row);
        Target target;
        for (const at::Tensor& stage : encoding.stages)
            target.stages.push_back(stage.narrow(0, at, 1));
        if (!norms.empty())
            target.norms = at::stack(norms, 1).select(0, at);
        if (m_wanted.embedding)
            target.embedding = unit(encoding.embedding.narrow(0, at, 1));
        m_targets[static_cast<std::size_t>(views[row])] = std::move(target);
    }
}

void PerceptualLoss::keepOnly(std::span<const int> views) {
    for (std::size_t view = 1; view < m_targets.size(); ++view)
        if (std::find(views.begin(), views.end(), static_cast<int>(view)) == views.end())
            m_targets[view].reset();
}

at::Tensor PerceptualLoss::termsOf(const at::Tensor& sketchViews, std::span<const int> views) const {
    const auto encoding = m_encoder.encode(perceptual::picturesFor(m_encoder, sketchViews), m_wanted);
    const auto gathered = [&](const auto& part) {
        std::vector<at::Tensor> parts;
        for (const int view : views)
            parts.push_back(part(*m_targets[static_cast<std::size_t>(view)]));
        return parts;
    };
    at::Tensor norms;
    if (!encoding.stages.empty())
        norms = at::stack(gathered([](const Target& target) { return target.norms; }));
    std::vector<at::Tensor> columns;
    for (std::size_t k = 0; k < encoding.stages.size(); ++k) {
        const at::Tensor difference =
            encoding.stages[k] - at::cat(gathered([k](const Target& target) { return target.stages[k]; }));
        const at::Tensor distance = m_options.absolute ? difference.abs().flatten(1).mean(1) : meanSquare(difference);
        columns.push_back(m_options.stages[k].weight * norms.select(1, static_cast<std::int64_t>(k)) * distance);
    }
    if (m_wanted.embedding)
        columns.push_back(
            m_options.embeddingWeight *
            (1 - (unit(encoding.embedding) * at::cat(gathered([](const Target& target) { return target.embedding; })))
                     .sum(1)));
    return at::stack(columns, 1);
}

PerceptualLoss::Result PerceptualLoss::compare(const at::Tensor& sketchViews, std::span<const int> views,
                                               int viewsEach) const {
    for (const int view : views)
        if (!isPrepared(view))
            throw InvalidArgument("PerceptualLoss: view " + std::to_string(view) + " was not prepared");
    const auto rows = static_cast<std::int64_t>(views.size());
    const std::int64_t together = m_encoder.picturesAreIndependent() ? rows : viewsEach;
    std::vector<at::Tensor> parts;
    for (std::int64_t row = 0; row < rows; row += together)
        parts.push_back(termsOf(sketchViews.narrow(0, row, together),
                                views.subspan(static_cast<std::size_t>(row), static_cast<std::size_t>(together))));
    const at::Tensor terms = parts.size() == 1 ? parts.front() : at::cat(parts);
    return {terms.sum(1), terms.detach()};
}

std::vector<std::string> PerceptualLoss::termNames() const {
    std::vector<std::string> names;
    for (const int stage : m_wanted.stages)
        names.push_back(m_encoder.stageName(stage));
    if (m_wanted.embedding)
        names.push_back("embedding");
    return names;
}

} // namespace croquis::loss
