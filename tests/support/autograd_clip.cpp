// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/autograd_clip.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/layer_norm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/matmul.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/sigmoid.h>
#include <ATen/ops/softmax.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

namespace croquis::tests {
namespace {

using at::Tensor;

/// The tensors of a file by their names.
class Weights {
  public:
    explicit Weights(const PlainWeights& weights) : m_weights(weights) {}

    Tensor operator()(const std::string& name) const {
        const PlainTensor& tensor = m_weights.at(name);
        return at::from_blob(const_cast<double*>(tensor.values.data()), tensor.shape, at::kDouble); // only read
    }
    bool has(const std::string& name) const { return m_weights.contains(name); }

  private:
    const PlainWeights& m_weights;
};

Tensor normalised(const Tensor& picture) {
    const Tensor mean = at::tensor({0.48145466, 0.4578275, 0.40821073}, at::kDouble).view({1, 3, 1, 1});
    const Tensor deviation = at::tensor({0.26862954, 0.26130258, 0.27577711}, at::kDouble).view({1, 3, 1, 1});
    return (picture - mean) / deviation;
}

Tensor normed(const Tensor& in, const Weights& of, const std::string& convolution, const std::string& norm, int stride,
              int padding) {
    const auto part = [&](const char* name) { return of(norm + name).view({1, -1, 1, 1}); };
    const Tensor out = at::conv2d(in, of(convolution + ".weight"), {}, stride, padding);
    return (out - part(".running_mean")) / (part(".running_var") + 1e-5).sqrt() * part(".weight") + part(".bias");
}

Tensor relu(const Tensor& in, ReluMarks* by) {
    if (by == nullptr)
        return at::relu(in);
    const Tensor above =
        by->marks.at(by->next++).view({1, in.size(2), in.size(3), in.size(1)}).permute({0, 3, 1, 2}) > 0;
    const Tensor argument = in.detach(), others = above != (argument > 0);
    by->others += others.sum().item<std::int64_t>();
    by->farthest =
        std::max(by->farthest, ((argument.abs() * others).max() / argument.square().mean().sqrt()).item<double>());
    return in * above;
}

Tensor bottleneck(const Tensor& in, const Weights& of, const std::string& name, int stride, ReluMarks* by) {
    Tensor now = relu(normed(in, of, name + "conv1", name + "bn1", 1, 0), by);
    now = relu(normed(now, of, name + "conv2", name + "bn2", 1, 1), by);
    if (stride > 1)
        now = at::avg_pool2d(now, stride);
    now = normed(now, of, name + "conv3", name + "bn3", 1, 0);
    if (!of.has(name + "downsample.0.weight"))
        return relu(now + in, by);
    const Tensor shortcut = stride > 1 ? at::avg_pool2d(in, stride) : in;
    return relu(now + normed(shortcut, of, name + "downsample.0", name + "downsample.1", 1, 0), by);
}

/// [tokens, width] each, heads of 64 values.
Tensor attended(const Tensor& queries, const Tensor& keys, const Tensor& values) {
    const auto heads = [](const Tensor& rows) {
        return rows.view({rows.size(0), rows.size(1) / 64, 64}).transpose(0, 1); // [heads, tokens, 64]
    };
    const Tensor shares = at::softmax(at::matmul(heads(queries), heads(keys).transpose(1, 2)) / 8, -1);
    return at::matmul(shares, heads(values)).transpose(0, 1).reshape({queries.size(0), queries.size(1)});
}

Tensor attentionPool(const Tensor& in, const Weights& of) {
    const std::string name = "visual.attnpool.";
    const Tensor places = in.flatten(2).squeeze(0).t(); // [places, C]
    const Tensor tokens = at::cat({places.mean(0, true), places}) + of(name + "positional_embedding");
    const auto projected = [&](const char* part, const Tensor& rows) {
        return at::linear(rows, of(name + part + ".weight"), of(name + part + ".bias"));
    };
    const Tensor all = attended(projected("q_proj", tokens), projected("k_proj", tokens), projected("v_proj", tokens));
    return projected("c_proj", all.slice(0, 0, 1));
}

Tensor layerNorm(const Tensor& rows, const Weights& of, const std::string& name) {
    return at::layer_norm(rows, {rows.size(1)}, of(name + ".weight"), of(name + ".bias"), 1e-5);
}

Tensor block(const Tensor& tokens, const Weights& of, const std::string& name) {
    const auto packed = at::linear(layerNorm(tokens, of, name + "ln_1"), of(name + "attn.in_proj_weight"),
                                   of(name + "attn.in_proj_bias"))
                            .chunk(3, 1);
    const Tensor now =
        tokens + at::linear(attended(packed[0].contiguous(), packed[1].contiguous(), packed[2].contiguous()),
                            of(name + "attn.out_proj.weight"), of(name + "attn.out_proj.bias"));
    const Tensor wide =
        at::linear(layerNorm(now, of, name + "ln_2"), of(name + "mlp.c_fc.weight"), of(name + "mlp.c_fc.bias"));
    return now +
           at::linear(wide * at::sigmoid(1.702 * wide), of(name + "mlp.c_proj.weight"), of(name + "mlp.c_proj.bias"));
}

} // namespace

AutogradEncoding encodeByAutograd(const PlainResNet& network, const PlainWeights& weights, const Tensor& picture,
                                  ReluMarks* by) {
    const Weights of(weights);
    AutogradEncoding result;
    Tensor now = normalised(picture);
    now = relu(normed(now, of, "visual.conv1", "visual.bn1", 2, 1), by);
    now = relu(normed(now, of, "visual.conv2", "visual.bn2", 1, 1), by);
    now = relu(normed(now, of, "visual.conv3", "visual.bn3", 1, 1), by);
    result.stages.push_back(now = at::avg_pool2d(now, 2));
    for (int layer = 1; layer <= 4; ++layer) {
        for (int i = 0; i < network.blocks[std::size_t(layer) - 1]; ++i)
            now = bottleneck(now, of, "visual.layer" + std::to_string(layer) + "." + std::to_string(i) + ".",
                             i == 0 && layer > 1 ? 2 : 1, by);
        result.stages.push_back(now);
    }
    result.embedding = attentionPool(now, of);
    return result;
}

AutogradEncoding encodeByAutograd(const PlainViT& network, const PlainWeights& weights, const Tensor& picture) {
    const Weights of(weights);
    AutogradEncoding result;
    const Tensor patches = at::conv2d(normalised(picture), of("visual.conv1.weight"), {}, network.patch);
    Tensor tokens = at::cat({of("visual.class_embedding").view({1, -1}), patches.flatten(2).squeeze(0).t()});
    tokens = layerNorm(tokens + of("visual.positional_embedding"), of, "visual.ln_pre");
    for (int i = 0; i < network.blocks; ++i)
        result.stages.push_back(tokens = block(tokens, of, "visual.transformer.resblocks." + std::to_string(i) + "."));
    const Tensor last = layerNorm(tokens.slice(0, 0, 1), of, "visual.ln_post");
    result.embedding = at::matmul(last, of("visual.proj"));
    return result;
}

} // namespace croquis::tests
