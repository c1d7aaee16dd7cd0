// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/reference_efficientnet.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace croquis::tests {
namespace {

constexpr double kEpsilon = 1e-3;
constexpr int kInput = 224;

/// The table of the published network: kernel, stride of the first block, expansion, outputs, blocks.
const int kTable[7][5] = {{3, 1, 1, 16, 1},  {3, 2, 6, 24, 2},  {5, 2, 6, 40, 2}, {3, 2, 6, 80, 3},
                          {5, 1, 6, 112, 3}, {5, 2, 6, 192, 4}, {3, 1, 6, 320, 1}};

std::string blockName(int block, const char* part) {
    return "blocks." + std::to_string(block) + "." + part;
}

} // namespace

ReferenceEfficientNet::ReferenceEfficientNet(unsigned seed) {
    std::mt19937 random(seed);
    std::normal_distribution<double> normal;
    const auto add = [&](const std::string& name, int in, int out, int kernel, int stride, bool depthwise) {
        Layer layer{name, in, out, kernel, stride, depthwise, {}, {}, {}, {}, {}};
        const int inputs = depthwise ? 1 : in;
        layer.weight.resize(std::size_t(out) * inputs * kernel * kernel);
        for (double& value : layer.weight)
            value = normal(random) / std::sqrt(inputs * kernel * kernel);
        for (int i = 0; i < out; ++i) {
            layer.gamma.push_back(1.1 + 0.1 * normal(random));
            layer.beta.push_back(2 + 1.5 * normal(random));
            layer.mean.push_back(0.3 * normal(random));
            layer.variance.push_back(0.5 + std::abs(normal(random)));
        }
        m_layers[name] = layer;
    };
    add("stem", 3, 32, 3, 2, false);
    int channels = 32, block = 0;
    for (const auto& [kernel, firstStride, expansion, out, blocks] : kTable)
        for (int i = 0; i < blocks; ++i, ++block) {
            const int middle = channels * expansion;
            if (expansion > 1)
                add(blockName(block, "expand"), channels, middle, 1, 1, false);
            add(blockName(block, "depthwise"), middle, middle, kernel, i == 0 ? firstStride : 1, true);
            add(blockName(block, "project"), middle, out, 1, 1, false);
            channels = out;
        }
    add("head", channels, 1280, 1, 1, false);
}

SafetensorsWriter ReferenceEfficientNet::file() const {
    SafetensorsWriter writer;
    for (const auto& [name, layer] : m_layers) {
        std::vector<float> weight, bias;
        const std::size_t each = layer.weight.size() / std::size_t(layer.out);
        for (int o = 0; o < layer.out; ++o) {
            const double scale = layer.gamma[o] / std::sqrt(layer.variance[o] + kEpsilon);
            for (std::size_t i = 0; i < each; ++i)
                weight.push_back(static_cast<float>(layer.weight[o * each + i] * scale));
            bias.push_back(static_cast<float>(layer.beta[o] - layer.mean[o] * scale));
        }
        writer.add(name + ".weight", {layer.out, layer.depthwise ? 1 : layer.in, layer.kernel, layer.kernel}, weight);
        writer.add(name + ".bias", {layer.out}, bias);
    }
    return writer;
}

ReferenceEfficientNet::Activation ReferenceEfficientNet::apply(const Layer& layer, const Activation& input) const {
    const int in = input.side, out = (in + layer.stride - 1) / layer.stride;
    const int padding =
        std::max((out - 1) * layer.stride + layer.kernel - in, 0) / 2; // TensorFlow's SAME, the part before
    Activation result{layer.out, out, std::vector<double>(std::size_t(layer.out) * out * out)};
    const int inputs = layer.depthwise ? 1 : layer.in;
    for (int o = 0; o < layer.out; ++o) {
        double* const to = &result.values[std::size_t(o) * out * out];
        for (int i = 0; i < inputs; ++i) {
            const double* const from = &input.values[std::size_t(layer.depthwise ? o : i) * in * in];
            for (int ky = 0; ky < layer.kernel; ++ky)
                for (int kx = 0; kx < layer.kernel; ++kx) {
                    const double weight =
                        layer.weight[((std::size_t(o) * inputs + i) * layer.kernel + ky) * layer.kernel + kx];
                    for (int y = 0; y < out; ++y)
                        for (int x = 0; x < out; ++x) {
                            const int sy = y * layer.stride + ky - padding, sx = x * layer.stride + kx - padding;
                            if (sy >= 0 && sy < in && sx >= 0 && sx < in)
                                to[y * out + x] += weight * from[sy * in + sx];
                        }
                }
        }
        for (int p = 0; p < out * out; ++p)
            to[p] = (to[p] - layer.mean[o]) / std::sqrt(layer.variance[o] + kEpsilon) * layer.gamma[o] + layer.beta[o];
    }
    return result;
}

void ReferenceEfficientNet::relu6(Activation& activation, Tally& tally) {
    for (double& value : activation.values) {
        tally.all += 1;
        tally.open += value > 0 && value < 6;
        tally.saturated += value >= 6;
        value = std::min(std::max(value, 0.0), 6.0);
    }
}

ReferenceEfficientNet::Result ReferenceEfficientNet::run(const std::vector<double>& picture) const {
    Result result;
    Tally tally;
    Activation now{3, kInput, picture};
    for (double& value : now.values)
        value = (255 * value - 127) / 128;
    now = apply(m_layers.at("stem"), now);
    relu6(now, tally);
    result.stages.push_back(now);
    int block = 0;
    for (const auto& [kernel, firstStride, expansion, out, blocks] : kTable) {
        for (int i = 0; i < blocks; ++i, ++block) {
            Activation inner = now;
            if (expansion > 1) {
                inner = apply(m_layers.at(blockName(block, "expand")), inner);
                relu6(inner, tally);
            }
            inner = apply(m_layers.at(blockName(block, "depthwise")), inner);
            relu6(inner, tally);
            inner = apply(m_layers.at(blockName(block, "project")), inner);
            if (inner.side == now.side && inner.channels == now.channels)
                for (std::size_t p = 0; p < inner.values.size(); ++p)
                    inner.values[p] += now.values[p];
            now = inner;
        }
        result.stages.push_back(now);
    }
    now = apply(m_layers.at("head"), now);
    relu6(now, tally);
    for (int c = 0; c < now.channels; ++c) {
        double sum = 0;
        for (int p = 0; p < now.side * now.side; ++p)
            sum += now.values[std::size_t(c) * now.side * now.side + p];
        result.embedding.push_back(sum / (now.side * now.side));
    }
    result.openShare = tally.open / tally.all;
    result.saturatedShare = tally.saturated / tally.all;
    return result;
}

} // namespace croquis::tests
