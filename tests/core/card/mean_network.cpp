// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/card/mean_network.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cmath>

namespace croquis::test {
namespace {

constexpr std::int64_t kCell = 224 / kMeanSide;

at::Tensor perChannel(const std::array<double, 3>& values) {
    return at::zeros({1, 3, 1, 1}) + at::tensor(at::ArrayRef<double>(values), at::kFloat).view({1, 3, 1, 1});
}

} // namespace

perceptual::Encoding MeanEncoder::encode(const at::Tensor& pictures, const perceptual::EncoderOutputs& wanted) const {
    at::Tensor means = at::avg_pool2d(pictures.mean({1}, true), {kCell, kCell});
    if (pictures.requires_grad() && m_calls++ == nanAt)
        means = means * std::numeric_limits<float>::quiet_NaN();
    perceptual::Encoding encoding;
    for (std::size_t k = 0; k < wanted.stages.size(); ++k)
        encoding.stages.push_back(means);
    if (wanted.embedding)
        encoding.embedding = means.flatten(1);
    return encoding;
}

perceptual::Encoding MeanNetwork::forward(const at::Tensor& normalised, const perceptual::EncoderOutputs& wanted,
                                          std::unique_ptr<Tape>* tape) const {
    if (tape == nullptr)
        pictures += static_cast<int>(normalised.size(0));
    else
        *tape = std::make_unique<Tape>();
    together = std::max(together, tape == nullptr ? 0 : normalised.size(0));
    if (waits)
        static_cast<void>(normalised.sum().item<float>());
    const auto of = normalisation();
    const at::Tensor seen = normalised * perChannel(of.deviation) + perChannel(of.mean);
    at::Tensor means = at::avg_pool2d(seen.mean({1}, true), {kCell, kCell}).contiguous(at::MemoryFormat::ChannelsLast);
    if (companyCounts)
        means = means * (1 + 1e-6 * means.mean() * static_cast<double>(means.size(0)));
    perceptual::Encoding encoding;
    for (std::size_t k = 0; k < wanted.stages.size(); ++k)
        encoding.stages.push_back(means);
    if (wanted.embedding)
        encoding.embedding = means.flatten(1);
    return encoding;
}

at::Tensor MeanNetwork::backward(const perceptual::Encoding& gradients, const perceptual::EncoderOutputs& wanted,
                                 const Tape& /*tape*/) const {
    at::Tensor sum;
    for (const at::Tensor& stage : gradients.stages)
        sum = sum.defined() ? sum + stage : stage;
    if (wanted.embedding) {
        const at::Tensor spread = gradients.embedding.view({-1, 1, kMeanSide, kMeanSide});
        sum = sum.defined() ? sum + spread : spread;
    }
    if (m_calls++ == nanAt)
        sum = sum * std::numeric_limits<float>::quiet_NaN();
    const float* numbers = sum.const_data_ptr<float>();
    for (std::int64_t k = 0; k < sum.numel(); ++k)
        largest = std::max(largest, std::abs(numbers[k]));
    sum = sum.masked_fill(sum.abs() > most, std::numeric_limits<float>::infinity());
    const at::Tensor each = sum.repeat_interleave(kCell, 2).repeat_interleave(kCell, 3) / (3.0 * kCell * kCell);
    return (each * perChannel(normalisation().deviation)).contiguous(at::MemoryFormat::ChannelsLast);
}

} // namespace croquis::test
