// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/plain_weights.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <vector>

namespace croquis::tests {

/// The layers of CLIP's image networks as their definitions have them: plain loops in double. What the product is
/// compared with; shares nothing with it.
namespace plain {

/// Values of one picture, [channel][y][x].
struct Picture {
    int channels = 0, side = 0;
    std::vector<double> values;
};

Picture normalised(Picture picture);
Picture convolution(const Picture& in, const PlainTensor& weight, int stride, int padding);
/// With running statistics; `name` is the layer's, epsilon 1e-5.
Picture batchNorm(Picture in, const PlainWeights& weights, const std::string& name);
Picture relu(Picture in);
Picture averagePool(const Picture& in, int size);

/// Rows of numbers, [row][column].
struct Rows {
    int count = 0, width = 0;
    std::vector<double> values;
    double* row(int i) { return &values[std::size_t(i) * width]; }
    const double* row(int i) const { return &values[std::size_t(i) * width]; }
};

/// in weight^T + bias; the bias may be empty.
Rows linear(const Rows& in, const std::vector<double>& weight, const std::vector<double>& bias);
Rows layerNorm(Rows in, const PlainWeights& weights, const std::string& name);
Rows sum(Rows a, const Rows& b);
Rows quickGelu(Rows in);
Rows gelu(Rows in);
/// Softmaxed scores of each query to each key, [head][query][key], by the definition.
std::vector<double> attentionShares(const Rows& queries, const Rows& keys, int heads);
Rows attended(const std::vector<double>& shares, const Rows& values, int heads);

/// Random weights whose every value fp16 (`half`) or float32 holds.
class WeightMaker {
  public:
    explicit WeightMaker(unsigned seed) : m_random(seed) {}
    PlainTensor normal(const std::vector<std::int64_t>& shape, double mean, double deviation, bool half);
    /// A convolution or linear layer's, so that values stay in size.
    PlainTensor weight(const std::vector<std::int64_t>& shape, double gain = 1);
    /// weight, bias, running_mean, running_var, num_batches_tracked.
    void batchNorm(PlainWeights& weights, const std::string& name, std::int64_t channels);
    void layerNorm(PlainWeights& weights, const std::string& name, std::int64_t channels);
    void linear(PlainWeights& weights, const std::string& name, std::int64_t out, std::int64_t in, double gain = 1);

  private:
    std::mt19937 m_random;
};

} // namespace plain
} // namespace croquis::tests
