// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/perceptual_loss.hpp"

#include "base/error.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <utility>

namespace croquis::loss {
namespace {

constexpr std::size_t kTargetBatch =
    8; // views a forward pass: large enough to be efficient, small enough to be stopped between

at::Tensor asIndex(std::span<const int> views) {
    at::Tensor index = at::empty({static_cast<int64_t>(views.size())}, at::kLong);
    std::copy(views.begin(), views.end(), index.mutable_data_ptr<int64_t>());
    return index;
}

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
      m_prepared(static_cast<std::size_t>(augmenter.viewCount()), false) {
    std::sort(m_options.stages.begin(), m_options.stages.end(),
              [](const auto& a, const auto& b) { return a.stage < b.stage; });
    for (const auto& stage : m_options.stages)
        m_wanted.stages.push_back(stage.stage);
    m_wanted.embedding = m_options.embeddingWeight != 0;
    if (m_wanted.stages.empty() && !m_wanted.embedding)
        throw InvalidArgument("PerceptualLossOptions: no stage and no embedding has a weight");
}

void PerceptualLoss::prepare(std::span<const int> views) {
    const c10::AutoGradMode noGradients(false);
    std::vector<int> missing;
    for (const int view : views)
        if (!m_prepared.at(static_cast<std::size_t>(view)) &&
            std::find(missing.begin(), missing.end(), view) == missing.end())
            missing.push_back(view);
    const int64_t total = m_augmenter.viewCount();
    for (std::size_t begin = 0; begin < missing.size(); begin += kTargetBatch) {
        const auto batch = std::span(missing).subspan(begin, std::min(kTargetBatch, missing.size() - begin));
        const auto encoding = m_encoder.encode(m_augmenter.viewsOfPicture(m_photo, batch), m_wanted);
        const at::Tensor index = asIndex(batch);
        m_targets.resize(encoding.stages.size());
        m_norms.resize(encoding.stages.size());
        for (std::size_t k = 0; k < encoding.stages.size(); ++k) {
            const at::Tensor& stage = encoding.stages[k];
            if (!m_targets[k].defined()) {
                std::vector<int64_t> sizes = stage.sizes().vec();
                sizes[0] = total;
                m_targets[k] = at::empty(sizes, stage.options(), stage.suggest_memory_format());
                m_norms[k] = at::empty({total}, stage.options());
            }
            m_targets[k].index_copy_(0, index, stage);
            m_norms[k].index_copy_(0, index,
                                   m_options.relative ? meanSquare(stage).clamp_min(1e-12).reciprocal()
                                                      : meanSquare(stage).fill_(1));
        }
        if (m_wanted.embedding) {
            if (!m_embeddings.defined())
                m_embeddings = at::empty({total, encoding.embedding.size(1)}, encoding.embedding.options());
            m_embeddings.index_copy_(0, index, unit(encoding.embedding));
        }
        for (const int view : batch)
            m_prepared[static_cast<std::size_t>(view)] = true;
    }
}

PerceptualLoss::Result PerceptualLoss::compare(const at::Tensor& sketchViews, std::span<const int> views) const {
    for (const int view : views)
        if (!m_prepared.at(static_cast<std::size_t>(view)))
            throw InvalidArgument("PerceptualLoss: view " + std::to_string(view) + " was not prepared");
    const auto encoding = m_encoder.encode(sketchViews, m_wanted);
    const at::Tensor index = asIndex(views);
    std::vector<at::Tensor> columns;
    for (std::size_t k = 0; k < encoding.stages.size(); ++k)
        columns.push_back(m_options.stages[k].weight * m_norms[k].index_select(0, index) *
                          meanSquare(encoding.stages[k] - m_targets[k].index_select(0, index)));
    if (m_wanted.embedding)
        columns.push_back(m_options.embeddingWeight *
                          (1 - (unit(encoding.embedding) * m_embeddings.index_select(0, index)).sum(1)));
    const at::Tensor terms = at::stack(columns, 1);
    return {terms.sum(1), terms.detach()};
}

std::vector<std::string> PerceptualLoss::termNames() const {
    std::vector<std::string> names;
    for (const int stage : m_wanted.stages)
        names.push_back("stage " + std::to_string(stage));
    if (m_wanted.embedding)
        names.push_back("embedding");
    return names;
}

} // namespace croquis::loss
