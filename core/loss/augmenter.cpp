// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/autograd/custom_function.h>

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include "loss/augmenter.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace croquis::loss {
namespace {

/// Where one pixel of a view reads: four neighbours and the two fractions. Neighbours outside the picture have weight 0.
struct Sample {
    int x = 0;
    int y = 0;
    float fx = 0;
    float fy = 0;
};

/// The samples of one row of a view.
void locateRow(const ViewWarp& warp, int row, int width, Sample* samples) {
    const auto& h = warp.source_from_view;
    const double viewY = row + 0.5;
    for (int column = 0; column < width; ++column) {
        const double viewX = column + 0.5;
        const double inverse = 1 / (h[6] * viewX + h[7] * viewY + h[8]);
        // Far outside positions are clamped to just outside, where all weights vanish.
        const double x = std::clamp((h[0] * viewX + h[1] * viewY + h[2]) * inverse - 0.5, -2.0, width + 1.0);
        const double y = std::clamp((h[3] * viewX + h[4] * viewY + h[5]) * inverse - 0.5, -2.0, width + 1.0);
        const double left = std::floor(x), top = std::floor(y);
        samples[column] = {static_cast<int>(left), static_cast<int>(top), static_cast<float>(x - left), static_cast<float>(y - top)};
    }
}

/// Calls visit(offset, weight) for the neighbours of a sample that lie in the picture.
template <typename Visit>
void forNeighbours(const Sample& sample, int side, Visit&& visit) {
    const auto inside = [side](int k) { return static_cast<unsigned>(k) < static_cast<unsigned>(side); };
    const float right = sample.fx, left = 1 - right, bottom = sample.fy, top = 1 - bottom;
    const int offset = sample.y * side + sample.x;
    const bool x0 = inside(sample.x), x1 = inside(sample.x + 1), y0 = inside(sample.y), y1 = inside(sample.y + 1);
    if (y0 && x0)
        visit(offset, top * left);
    if (y0 && x1)
        visit(offset + 1, top * right);
    if (y1 && x0)
        visit(offset + side, bottom * left);
    if (y1 && x1)
        visit(offset + side + 1, bottom * right);
}

void gatherView(const ViewWarp& warp, const float* picture, int channels, int side, float* view) {
    const std::size_t area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    if (warp.isIdentity()) {
        std::copy_n(picture, area * static_cast<std::size_t>(channels), view);
        return;
    }
    std::vector<Sample> samples(static_cast<std::size_t>(side));
    for (int row = 0; row < side; ++row) {
        locateRow(warp, row, side, samples.data());
        for (int channel = 0; channel < channels; ++channel) {
            const float* source = picture + static_cast<std::size_t>(channel) * area;
            float* target = view + static_cast<std::size_t>(channel) * area + static_cast<std::size_t>(row * side);
            for (int column = 0; column < side; ++column) {
                float sum = 0;
                forNeighbours(samples[static_cast<std::size_t>(column)], side,
                              [&](int offset, float weight) { sum += weight * source[offset]; });
                target[column] = sum;
            }
        }
    }
}

/// The transpose of gatherView for one channel: adds d loss / d view to d loss / d picture.
void scatterView(const ViewWarp& warp, const float* viewGradient, int side, float* pictureGradient) {
    const std::size_t area = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
    if (warp.isIdentity()) {
        for (std::size_t k = 0; k < area; ++k)
            pictureGradient[k] += viewGradient[k];
        return;
    }
    std::vector<Sample> samples(static_cast<std::size_t>(side));
    for (int row = 0; row < side; ++row) {
        locateRow(warp, row, side, samples.data());
        const float* gradient = viewGradient + static_cast<std::size_t>(row * side);
        for (int column = 0; column < side; ++column)
            forNeighbours(samples[static_cast<std::size_t>(column)], side,
                          [&](int offset, float weight) { pictureGradient[offset] += weight * gradient[column]; });
    }
}

class WarpSketches : public torch::autograd::Function<WarpSketches> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& sketches, const std::vector<ViewWarp>* bank,
                              std::vector<int64_t> views) {
        const int64_t sketchCount = sketches.size(0), viewsEach = static_cast<int64_t>(views.size()) / sketchCount;
        const int side = static_cast<int>(sketches.size(2));
        const at::Tensor out = at::empty({static_cast<int64_t>(views.size()), 1, side, side}, sketches.options().requires_grad(false));
        const float* source = sketches.const_data_ptr<float>();
        float* target = out.mutable_data_ptr<float>();
        const int64_t area = int64_t{side} * side;
        at::parallel_for(0, static_cast<int64_t>(views.size()), 1, [&](int64_t begin, int64_t end) {
            for (int64_t k = begin; k < end; ++k)
                gatherView((*bank)[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])], source + k / viewsEach * area, 1, side,
                           target + k * area);
        });
        context->saved_data["views"] = std::move(views);
        context->saved_data["sketches"] = sketchCount;
        context->saved_data["bank"] = reinterpret_cast<int64_t>(bank);
        return out;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context, torch::autograd::variable_list gradients) {
        const auto views = context->saved_data["views"].toIntVector();
        const int64_t sketchCount = context->saved_data["sketches"].toInt();
        const auto& bank = *reinterpret_cast<const std::vector<ViewWarp>*>(context->saved_data["bank"].toInt());
        const at::Tensor viewGradient = gradients[0].contiguous();
        const int64_t viewsEach = static_cast<int64_t>(views.size()) / sketchCount;
        const int side = static_cast<int>(viewGradient.size(2));
        const int64_t area = int64_t{side} * side;
        // One buffer a view, added up in a fixed order: the sum doesn't depend on the number of threads.
        const at::Tensor parts = at::empty({sketchCount, viewsEach, side, side}, viewGradient.options());
        float* part = parts.mutable_data_ptr<float>();
        const float* gradient = viewGradient.const_data_ptr<float>();
        at::parallel_for(0, static_cast<int64_t>(views.size()), 1, [&](int64_t begin, int64_t end) {
            for (int64_t k = begin; k < end; ++k) {
                std::fill_n(part + k * area, area, 0.0f);
                scatterView(bank[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])], gradient + k * area, side, part + k * area);
            }
        });
        for (int64_t sketch = 0; sketch < sketchCount; ++sketch)
            for (int64_t view = 1; view < viewsEach; ++view)
                for (int64_t k = 0; k < area; ++k)
                    part[sketch * viewsEach * area + k] += part[(sketch * viewsEach + view) * area + k];
        return {parts.narrow(1, 0, 1), at::Tensor(), at::Tensor()};
    }
};

} // namespace

Augmenter::Augmenter(std::vector<ViewWarp> bank) : m_bank(std::move(bank)) {
    m_bank.insert(m_bank.begin(), ViewWarp{});
}

static void require(const at::Tensor& pictures, std::span<const int> views, int viewCount, bool valid) {
    if (!valid || pictures.scalar_type() != at::kFloat || !pictures.device().is_cpu() || !pictures.is_contiguous() ||
        pictures.size(2) != pictures.size(3))
        throw ShapeMismatch("Augmenter: expected contiguous square float32 pictures on the CPU, one or more views each");
    for (const int view : views)
        if (view < 0 || view >= viewCount)
            throw InvalidArgument("Augmenter: view " + std::to_string(view) + " is outside the bank");
}

at::Tensor Augmenter::viewsOfPicture(const at::Tensor& picture, std::span<const int> views) const {
    require(picture, views, viewCount(), picture.dim() == 4 && picture.size(0) == 1);
    const int channels = static_cast<int>(picture.size(1)), side = static_cast<int>(picture.size(2));
    at::Tensor out = at::empty({static_cast<int64_t>(views.size()), channels, side, side}, picture.options().requires_grad(false));
    const float* source = picture.const_data_ptr<float>();
    float* target = out.mutable_data_ptr<float>();
    const int64_t volume = int64_t{channels} * side * side;
    at::parallel_for(0, static_cast<int64_t>(views.size()), 1, [&](int64_t begin, int64_t end) {
        for (int64_t k = begin; k < end; ++k)
            gatherView(m_bank[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])], source, channels, side, target + k * volume);
    });
    return out;
}

at::Tensor Augmenter::viewsOfSketches(const at::Tensor& sketches, std::span<const int> views) const {
    require(sketches, views, viewCount(),
            sketches.dim() == 4 && sketches.size(1) == 1 && sketches.size(0) > 0 && !views.empty() &&
                static_cast<int64_t>(views.size()) % sketches.size(0) == 0);
    return WarpSketches::apply(sketches, &m_bank, std::vector<int64_t>(views.begin(), views.end()));
}

} // namespace croquis::loss
