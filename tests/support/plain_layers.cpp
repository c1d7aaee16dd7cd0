// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/plain_layers.hpp"

#include "support/half_float.hpp"

#include <algorithm>
#include <cmath>

namespace croquis::tests::plain {
namespace {

constexpr double kEpsilon = 1e-5;

} // namespace

Picture normalised(Picture picture) {
    static constexpr double kMean[] = {0.48145466, 0.4578275, 0.40821073},
                            kDeviation[] = {0.26862954, 0.26130258, 0.27577711};
    const std::size_t area = std::size_t(picture.side) * picture.side;
    for (std::size_t i = 0; i < picture.values.size(); ++i)
        picture.values[i] = (picture.values[i] - kMean[i / area]) / kDeviation[i / area];
    return picture;
}

Picture convolution(const Picture& in, const PlainTensor& weight, int stride, int padding) {
    const int out = int(weight.shape[0]), kernel = int(weight.shape[2]);
    const int side = (in.side + 2 * padding - kernel) / stride + 1;
    Picture result{out, side, std::vector<double>(std::size_t(out) * side * side)};
    for (int o = 0; o < out; ++o)
        for (int i = 0; i < in.channels; ++i)
            for (int ky = 0; ky < kernel; ++ky)
                for (int kx = 0; kx < kernel; ++kx) {
                    const double w = weight.values[((std::size_t(o) * in.channels + i) * kernel + ky) * kernel + kx];
                    const int left = kx - padding; // where the first column looks; only columns that look inside count
                    const int first = left < 0 ? (-left + stride - 1) / stride : 0;
                    const int last = std::min(side, (in.side - 1 - left) / stride + 1);
                    for (int y = 0; y < side; ++y) {
                        const int sy = y * stride + ky - padding;
                        if (sy < 0 || sy >= in.side)
                            continue;
                        double* to = &result.values[(std::size_t(o) * side + y) * side];
                        const double* from = &in.values[(std::size_t(i) * in.side + sy) * in.side];
                        for (int x = first; x < last; ++x)
                            to[x] += w * from[x * stride + left];
                    }
                }
    return result;
}

Picture batchNorm(Picture in, const PlainWeights& weights, const std::string& name) {
    const auto values = [&](const char* part) -> const std::vector<double>& { return weights.at(name + part).values; };
    const auto &mean = values(".running_mean"), &variance = values(".running_var"), &weight = values(".weight"),
               &bias = values(".bias");
    const std::size_t area = std::size_t(in.side) * in.side;
    for (std::size_t i = 0; i < in.values.size(); ++i) {
        const std::size_t c = i / area;
        in.values[i] = (in.values[i] - mean[c]) / std::sqrt(variance[c] + kEpsilon) * weight[c] + bias[c];
    }
    return in;
}

Picture relu(Picture in) {
    for (double& value : in.values)
        value = std::max(value, 0.0);
    return in;
}

Picture averagePool(const Picture& in, int size) {
    const int side = in.side / size;
    Picture result{in.channels, side, std::vector<double>(std::size_t(in.channels) * side * side)};
    for (int c = 0; c < in.channels; ++c)
        for (int y = 0; y < in.side; ++y)
            for (int x = 0; x < in.side; ++x)
                result.values[(std::size_t(c) * side + y / size) * side + x / size] +=
                    in.values[(std::size_t(c) * in.side + y) * in.side + x] / (size * size);
    return result;
}

Rows linear(const Rows& in, const std::vector<double>& weight, const std::vector<double>& bias) {
    const int out = int(weight.size()) / in.width;
    Rows result{in.count, out, std::vector<double>(std::size_t(in.count) * out)};
    for (int r = 0; r < in.count; ++r)
        for (int o = 0; o < out; ++o) {
            double sum = bias.empty() ? 0 : bias[o];
            for (int i = 0; i < in.width; ++i)
                sum += in.row(r)[i] * weight[std::size_t(o) * in.width + i];
            result.row(r)[o] = sum;
        }
    return result;
}

Rows layerNorm(Rows in, const PlainWeights& weights, const std::string& name) {
    const auto &gain = weights.at(name + ".weight").values, &bias = weights.at(name + ".bias").values;
    for (int r = 0; r < in.count; ++r) {
        double mean = 0, variance = 0;
        for (int i = 0; i < in.width; ++i)
            mean += in.row(r)[i] / in.width;
        for (int i = 0; i < in.width; ++i)
            variance += (in.row(r)[i] - mean) * (in.row(r)[i] - mean) / in.width;
        for (int i = 0; i < in.width; ++i)
            in.row(r)[i] = (in.row(r)[i] - mean) / std::sqrt(variance + kEpsilon) * gain[i] + bias[i];
    }
    return in;
}

Rows sum(Rows a, const Rows& b) {
    for (std::size_t i = 0; i < a.values.size(); ++i)
        a.values[i] += b.values[i];
    return a;
}

Rows gelu(Rows in) {
    for (double& value : in.values)
        value *= 0.5 * (1 + std::erf(value / std::sqrt(2.0)));
    return in;
}

Rows quickGelu(Rows in) {
    for (double& value : in.values)
        value /= 1 + std::exp(-1.702 * value);
    return in;
}

std::vector<double> attentionShares(const Rows& queries, const Rows& keys, int heads) {
    const int size = queries.width / heads;
    std::vector<double> shares;
    for (int h = 0; h < heads; ++h)
        for (int q = 0; q < queries.count; ++q) {
            std::vector<double> row;
            double total = 0;
            for (int k = 0; k < keys.count; ++k) {
                double score = 0;
                for (int i = h * size; i < (h + 1) * size; ++i)
                    score += queries.row(q)[i] * keys.row(k)[i];
                row.push_back(score / std::sqrt(size));
            }
            const double most = *std::max_element(row.begin(), row.end());
            for (double& value : row)
                total += value = std::exp(value - most);
            for (const double value : row)
                shares.push_back(value / total);
        }
    return shares;
}

Rows attended(const std::vector<double>& shares, const Rows& values, int heads) {
    const int size = values.width / heads, queries = int(shares.size()) / heads / values.count;
    Rows result{queries, values.width, std::vector<double>(std::size_t(queries) * values.width)};
    for (int h = 0; h < heads; ++h)
        for (int q = 0; q < queries; ++q)
            for (int k = 0; k < values.count; ++k)
                for (int i = h * size; i < (h + 1) * size; ++i)
                    result.row(q)[i] += shares[(std::size_t(h) * queries + q) * values.count + k] * values.row(k)[i];
    return result;
}

PlainTensor WeightMaker::normal(const std::vector<std::int64_t>& shape, double mean, double deviation, bool half) {
    std::normal_distribution<double> draw(mean, deviation);
    std::size_t count = 1;
    for (const std::int64_t size : shape)
        count *= std::size_t(size);
    PlainTensor tensor{shape, {}, half};
    tensor.values.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<float>(draw(m_random));
        tensor.values.push_back(half ? halfValue(halfBits(value)) : value);
    }
    return tensor;
}

PlainTensor WeightMaker::weight(const std::vector<std::int64_t>& shape, double gain) {
    double inputs = 1;
    for (std::size_t i = 1; i < shape.size(); ++i)
        inputs *= double(shape[i]);
    return normal(shape, 0, gain / std::sqrt(inputs), true);
}

void WeightMaker::batchNorm(PlainWeights& weights, const std::string& name, std::int64_t channels) {
    weights[name + ".weight"] = normal({channels}, 1, 0.2, false);
    weights[name + ".bias"] = normal({channels}, 0.2, 0.3, false);
    weights[name + ".running_mean"] = normal({channels}, 0, 0.3, false);
    PlainTensor variance = normal({channels}, 0, 1, false);
    for (double& value : variance.values)
        value = double(float(0.5 + std::abs(value)));
    weights[name + ".running_var"] = variance;
    weights[name + ".num_batches_tracked"] = {{}, {1000}, false, true};
}

void WeightMaker::layerNorm(PlainWeights& weights, const std::string& name, std::int64_t channels) {
    weights[name + ".weight"] = normal({channels}, 1, 0.3, false);
    weights[name + ".bias"] = normal({channels}, 0, 0.3, false);
}

void WeightMaker::linear(PlainWeights& weights, const std::string& name, std::int64_t out, std::int64_t in,
                         double gain) {
    weights[name + ".weight"] = weight({out, in}, gain);
    weights[name + ".bias"] = normal({out}, 0, 0.2, true);
}

} // namespace croquis::tests::plain
