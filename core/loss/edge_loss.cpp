// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/autograd/custom_function.h>

#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>
#include <c10/core/GradMode.h>

#include "loss/edge_loss.hpp"

#include "base/error.hpp"
#include "base/vectorised.hpp"

#include <algorithm>

namespace croquis::loss {
namespace {

constexpr float kSigmas[] = {2, 5}; // models.md, L_edge

/// Turns blurred ink into its difference from the target and returns the sum of squares, in eight fixed lanes.
CROQUIS_VECTORISED double subtractAndSquare(float* blurred, const float* target, std::size_t count) {
    double lanes[8] = {};
    std::size_t k = 0;
    for (; k + 8 <= count; k += 8)
        for (std::size_t lane = 0; lane < 8; ++lane) {
            const float difference = blurred[k + lane] - target[k + lane];
            blurred[k + lane] = difference;
            lanes[lane] += static_cast<double>(difference) * difference;
        }
    for (; k < count; ++k) {
        blurred[k] -= target[k];
        lanes[0] += static_cast<double>(blurred[k]) * blurred[k];
    }
    return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

/// One sketch: its loss, and d loss / d sketch into `gradient` where that isn't null.
double measure(const std::vector<EdgeLoss::Scale>& scales, const float* sketch, int width, int height,
               float* gradient) {
    const std::size_t area = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::vector<float> ink(area), blurred(area), back(gradient != nullptr ? area : 0), scratch;
    for (std::size_t k = 0; k < area; ++k)
        ink[k] = 1 - sketch[k];
    if (gradient != nullptr)
        std::fill_n(gradient, area, 0.0f);
    double loss = 0;
    for (const auto& scale : scales) {
        scale.blur.apply(ink.data(), width, height, blurred.data(), scratch);
        loss += scale.norm * subtractAndSquare(blurred.data(), scale.target.data(), area);
        if (gradient == nullptr)
            continue;
        scale.blur.apply(blurred.data(), width, height, back.data(), scratch);
        const float factor = static_cast<float>(-2 * scale.norm);
        for (std::size_t k = 0; k < area; ++k)
            gradient[k] += factor * back[k];
    }
    return loss;
}

/// [S] losses. @param gradients  filled, [S, 1, H, W] contiguous, where defined.
at::Tensor measureAll(const std::vector<EdgeLoss::Scale>& scales, const at::Tensor& sketches,
                      const at::Tensor& gradients) {
    const int64_t count = sketches.size(0), area = sketches.size(2) * sketches.size(3);
    const at::Tensor losses = at::empty({count}, sketches.options().requires_grad(false));
    const float* source = sketches.const_data_ptr<float>();
    float* loss = losses.mutable_data_ptr<float>();
    float* gradient = gradients.defined() ? gradients.mutable_data_ptr<float>() : nullptr;
    at::parallel_for(0, count, 1, [&](int64_t begin, int64_t end) {
        for (int64_t k = begin; k < end; ++k)
            loss[k] = static_cast<float>(measure(scales, source + k * area, static_cast<int>(sketches.size(3)),
                                                 static_cast<int>(sketches.size(2)),
                                                 gradient != nullptr ? gradient + k * area : nullptr));
    });
    return losses;
}

class Measure : public torch::autograd::Function<Measure> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& sketches,
                              const std::vector<EdgeLoss::Scale>* scales) {
        const at::Tensor gradients = at::empty(sketches.sizes(), sketches.options().requires_grad(false));
        context->save_for_backward({gradients});
        return measureAll(*scales, sketches, gradients);
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
        return {context->get_saved_variables()[0] * gradients[0].view({-1, 1, 1, 1}), at::Tensor()};
    }
};

} // namespace

EdgeLoss::EdgeLoss(const image::Plane& edges) : m_width(edges.width), m_height(edges.height) {
    std::vector<float> scratch;
    for (const float sigma : kSigmas) {
        Scale scale{GaussianBlur(sigma), std::vector<float>(edges.values.size()), 0};
        scale.blur.apply(edges.values.data(), m_width, m_height, scale.target.data(), scratch);
        double sum = 0;
        for (const float value : scale.target)
            sum += static_cast<double>(value) * value;
        scale.norm = sum > 1e-6 ? 1 / sum : 0;
        m_scales.push_back(std::move(scale));
    }
}

at::Tensor EdgeLoss::operator()(const at::Tensor& sketches) const {
    if (sketches.dim() != 4 || sketches.size(1) != 1 || sketches.size(2) != m_height || sketches.size(3) != m_width ||
        sketches.scalar_type() != at::kFloat || !sketches.device().is_cpu() || !sketches.is_contiguous())
        throw ShapeMismatch(
            "EdgeLoss: expected contiguous float32 sketches [S, 1, H, W] of the edge target's size on the CPU");
    if (!c10::GradMode::is_enabled() || !sketches.requires_grad())
        return measureAll(m_scales, sketches, at::Tensor());
    return Measure::apply(sketches, &m_scales);
}

} // namespace croquis::loss
