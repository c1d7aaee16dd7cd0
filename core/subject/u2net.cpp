// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "subject/u2net.hpp"

#include "weights/onnx_convolutions.hpp"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace croquis::subject {
namespace {

using weights::OnnxConvolution;

constexpr int kWide = 64, kNarrow = 16; // channels
constexpr int kStages = 6;
constexpr std::array<int, kStages> kLevels = {7, 6, 5, 4, 4, 4};
constexpr int kFirstFlat = 4;

/// One row of a map of one channel, brought to kSide rows and columns: bilinear, half-pixel centres, edges repeated.
void addEnlargedRow(const FeatureMap& map, int y, float weight, float* out) {
    const auto place = [&](int target) {
        return std::clamp((static_cast<float>(target) + 0.5F) * static_cast<float>(map.side()) / U2Net::kSide - 0.5F,
                          0.0F, static_cast<float>(map.side() - 1));
    };
    const float down = place(y);
    const int y0 = static_cast<int>(down), y1 = std::min(y0 + 1, map.side() - 1);
    const float below = down - static_cast<float>(y0);
    for (int x = 0; x < U2Net::kSide; ++x) {
        const float across = place(x);
        const int x0 = static_cast<int>(across), x1 = std::min(x0 + 1, map.side() - 1);
        const float right = across - static_cast<float>(x0);
        const auto row = [&](int source) {
            return *map.pixel(source, x0) * (1 - right) + *map.pixel(source, x1) * right;
        };
        out[x] += weight * (row(y0) * (1 - below) + row(y1) * below);
    }
}

at::Tensor tensorOf(const OnnxConvolution::Numbers& numbers) {
    at::Tensor tensor = at::empty(numbers.shape, at::kFloat);
    std::ranges::copy(numbers.values, tensor.mutable_data_ptr<float>());
    return tensor;
}

} // namespace

/// Hands out the file's convolutions in the order in which the network computes them.
class U2Net::Builder {
  public:
    Builder(const weights::MappedFile& file, const perceptual::Kernels& kernels)
        : m_file(file), m_kernels(kernels), m_convolutions(weights::readOnnxConvolutions(file)) {}

    MapConvolution convolution(int side, std::initializer_list<int> channels, int out, int dilation = 1) {
        const OnnxConvolution& next = take({out, std::reduce(channels.begin(), channels.end()), 3, 3}, dilation);
        return {m_kernels, tensorOf(next.weight), tensorOf(next.bias), dilation, side, channels};
    }

    Nest nest(int stage, std::initializer_list<int> channels) {
        Nest nest;
        nest.flat = stage >= kFirstFlat;
        const int levels = kLevels[stage];
        const auto dilation = [&](int level) { return nest.flat ? 1 << level : level == levels - 1 ? 2 : 1; };
        const int largest = kSide >> stage;
        const auto side = [&](int level) { return nest.flat ? largest : largest >> std::min(level, levels - 2); };
        nest.in = convolution(largest, channels, kWide);
        for (int level = 0; level < levels; ++level)
            nest.down.push_back(convolution(side(level), {level == 0 ? kWide : kNarrow}, kNarrow, dilation(level)));
        for (int level = levels - 2; level >= 0; --level)
            nest.up.push_back(convolution(side(level), {kNarrow, kNarrow}, level == 0 ? kWide : kNarrow,
                                          nest.flat ? dilation(level) : 1));
        return nest;
    }

    std::vector<float> fusion() {
        const OnnxConvolution& last = take({1, kStages, 1, 1}, 1);
        std::vector<float> values = last.weight.values;
        values.push_back(last.bias.values.front());
        return values;
    }

    void end() const {
        if (m_taken != m_convolutions.size())
            refuse();
    }

  private:
    [[noreturn]] void refuse() const { m_file.fail("it isn't the U2-Net p subject model"); }

    const OnnxConvolution& take(std::array<std::int64_t, 4> shape, int dilation) {
        if (m_taken == m_convolutions.size())
            refuse();
        const OnnxConvolution& next = m_convolutions[m_taken++];
        if (!std::ranges::equal(next.weight.shape, shape) || next.dilation != dilation)
            refuse();
        return next;
    }

    const weights::MappedFile& m_file;
    const perceptual::Kernels& m_kernels;
    std::vector<OnnxConvolution> m_convolutions;
    std::size_t m_taken = 0;
};

U2Net::U2Net(const std::filesystem::path& onnxFile, const perceptual::Kernels& kernels) {
    const weights::MappedFile file(onnxFile);
    Builder builder(file, kernels);
    for (int stage = 0; stage < kStages; ++stage)
        m_encoder.push_back(stage == 0 ? builder.nest(stage, {3}) : builder.nest(stage, {kWide}));
    for (int stage = kStages - 2; stage >= 0; --stage)
        m_decoder.push_back(builder.nest(stage, {kWide, kWide}));
    for (int stage = 0; stage < kStages; ++stage)
        m_sides.push_back(builder.convolution(kSide >> stage, {kWide}, 1));
    m_fusion = builder.fusion();
    builder.end();
}

FeatureMap U2Net::Nest::operator()(FeatureMaps& room, std::span<const FeatureMap> maps) const {
    FeatureMap sum = in.relu(room, maps);
    std::vector<FeatureMap> levels;
    for (std::size_t level = 0; level < down.size(); ++level) {
        const FeatureMap& above = level == 0 ? sum : levels.back();
        const bool halved = !flat && level > 0 && level + 1 < down.size();
        levels.push_back(down[level].relu(room, std::array{halved ? pooled(room, above) : above}));
    }
    FeatureMap below = std::move(levels.back());
    levels.pop_back();
    for (const MapConvolution& convolution : up) {
        if (below.side() != levels.back().side())
            below = doubled(room, below);
        const std::array both{below, levels.back()};
        levels.pop_back();
        if (levels.empty())
            convolution.addRelu(both, sum);
        else
            below = convolution.relu(room, both);
    }
    return sum;
}

std::vector<float> U2Net::operator()(const float* picture) const {
    FeatureMaps room;
    FeatureMap map = room.take(kSide, 3);
    for (int y = 0; y < kSide; ++y)
        std::copy_n(picture + std::ptrdiff_t{y} * kSide * 3, kSide * 3, map.pixel(y, 0));
    std::vector<FeatureMap> encoded;
    for (const Nest& nest : m_encoder) {
        if (!encoded.empty())
            map = pooled(room, encoded.back());
        encoded.push_back(nest(room, std::array{map}));
    }
    std::vector<FeatureMap> decoded{std::move(encoded.back())};
    for (const Nest& nest : m_decoder) {
        encoded.pop_back();
        const FeatureMap& below = decoded.back();
        const FeatureMap& skip = encoded.back();
        decoded.push_back(nest(room, std::array{below.side() == skip.side() ? below : doubled(room, below), skip}));
    }
    std::ranges::reverse(decoded);
    return fused(room, decoded);
}

std::vector<float> U2Net::fused(FeatureMaps& room, std::span<const FeatureMap> decoded) const {
    std::vector<FeatureMap> sides;
    for (std::size_t stage = 0; stage < decoded.size(); ++stage)
        sides.push_back(m_sides[stage](room, decoded.subspan(stage, 1)));
    std::vector<float> result(std::size_t{kSide} * kSide, m_fusion.back());
    at::parallel_for(0, kSide, 8, [&](std::int64_t begin, std::int64_t end) {
        for (int y = static_cast<int>(begin); y < end; ++y) {
            float* const row = result.data() + std::ptrdiff_t{y} * kSide;
            for (std::size_t stage = 0; stage < sides.size(); ++stage)
                addEnlargedRow(sides[stage], y, m_fusion[stage], row);
            std::transform(row, row + kSide, row, [](float value) { return 1 / (1 + std::exp(-value)); });
        }
    });
    return result;
}

} // namespace croquis::subject
