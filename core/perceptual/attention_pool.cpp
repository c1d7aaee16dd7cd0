// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/attention_pool.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/addmm.h>
#include <ATen/ops/bmm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/matmul.h>

#include <cmath>

namespace croquis::perceptual {
namespace {

constexpr std::int64_t kHeadSize = 64; // in all of CLIP's networks

} // namespace

AttentionPool::AttentionPool(const ClipWeights& weights, std::int64_t channels, std::int64_t side) : m_side(side) {
    const auto read = [&](const char* part, std::vector<std::int64_t> shape) {
        return weights.read(std::string("attnpool.") + part, shape);
    };
    const std::int64_t size = weights.shape("attnpool.c_proj.weight", 2)[0], heads = channels / kHeadSize;
    const double scale = 1 / std::sqrt(static_cast<double>(kHeadSize));
    m_positions = read("positional_embedding", {side * side + 1, channels});
    m_query = read("q_proj.weight", {channels, channels}).mul_(scale);
    m_queryBias = read("q_proj.bias", {channels}).mul_(scale);
    m_key = read("k_proj.weight", {channels, channels}).view({heads, kHeadSize, channels});
    read("k_proj.bias", {channels}); // the same for all tokens, so softmax drops it; it must be there all the same
    m_value = read("v_proj.weight", {channels, channels}).view({heads, kHeadSize, channels});
    m_valueBias = read("v_proj.bias", {channels});
    m_out = read("c_proj.weight", {size, channels});
    m_outBias = read("c_proj.bias", {size});
}

AttentionPool AttentionPool::on(const at::TensorOptions& options) const {
    AttentionPool moved = *this;
    for (at::Tensor* weight : {&moved.m_positions, &moved.m_query, &moved.m_queryBias, &moved.m_key, &moved.m_value,
                               &moved.m_valueBias, &moved.m_out, &moved.m_outBias})
        *weight = weight->to(options);
    return moved;
}

std::int64_t AttentionPool::multiplyAdds() const {
    const std::int64_t tokens = m_positions.size(0), channels = m_positions.size(1);
    return channels * (2 * tokens * channels + channels + 2 * tokens + embeddingSize());
}

at::Tensor AttentionPool::widen(const at::Tensor& heads, const at::Tensor& weight) {
    return at::bmm(heads.transpose(0, 1), weight).transpose(0, 1).contiguous();
}

at::Tensor AttentionPool::narrow(const at::Tensor& channels, const at::Tensor& weight) {
    return at::bmm(channels.transpose(0, 1), weight.transpose(1, 2)).transpose(0, 1).contiguous();
}

at::Tensor AttentionPool::forward(const at::Tensor& pixels, Tape* tape) const {
    const std::int64_t count = pixels.size(0), heads = m_key.size(0);
    const at::Tensor places =
        pixels.to(m_positions.scalar_type()).permute({0, 2, 3, 1}).reshape({count, m_side * m_side, -1});
    const at::Tensor tokens = at::cat({places.mean(at::IntArrayRef{1}, true), places}, 1) + m_positions;
    const at::Tensor query = at::addmm(m_queryBias, tokens.select(1, 0), m_query.t());
    const at::Tensor lookups = widen(query.view({count, heads, kHeadSize}), m_key);
    const at::Tensor shares = at::bmm(lookups, tokens.transpose(1, 2)).softmax(-1);
    const at::Tensor found = narrow(at::bmm(shares, tokens), m_value).view({count, -1}) + m_valueBias;
    if (tape != nullptr)
        *tape = {tokens, lookups, shares};
    return at::addmm(m_outBias, found, m_out.t()).to(at::kFloat);
}

at::Tensor AttentionPool::backward(const at::Tensor& gradient, const Tape& tape) const {
    const std::int64_t count = gradient.size(0), heads = m_key.size(0);
    const at::Tensor ofResult = gradient.to(m_out.scalar_type());
    const at::Tensor ofFound = widen(at::matmul(ofResult, m_out).view({count, heads, kHeadSize}), m_value);
    const at::Tensor ofShares = at::bmm(ofFound, tape.tokens.transpose(1, 2));
    const at::Tensor ofScores = tape.shares * (ofShares - (ofShares * tape.shares).sum(-1, true));
    at::Tensor ofTokens = at::bmm(tape.shares.transpose(1, 2), ofFound);
    ofTokens.baddbmm_(ofScores.transpose(1, 2), tape.lookups);
    const at::Tensor ofQuery = narrow(at::bmm(ofScores, tape.tokens), m_key).view({count, -1});
    const at::Tensor ofMean = ofTokens.select(1, 0) + at::matmul(ofQuery, m_query);
    const at::Tensor ofPlaces =
        ofTokens.narrow(1, 1, m_side * m_side) + (ofMean / static_cast<double>(m_side * m_side)).unsqueeze(1);
    return ofPlaces.view({count, m_side, m_side, -1}).permute({0, 3, 1, 2});
}

} // namespace croquis::perceptual
