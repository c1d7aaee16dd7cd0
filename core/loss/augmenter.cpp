// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <torch/csrc/autograd/custom_function.h>

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>

#include "loss/augmenter.hpp"

#include "base/error.hpp"
#include "base/vectorised.hpp"
#include "loss/view_crop.hpp"
#include "loss/view_sample.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace croquis::loss {
namespace {

/// A picture with a border, so that every neighbour of a sample exists.
constexpr int kBorder = 3;

struct Padded {
    explicit Padded(int side_, float outside = 0)
        : side(side_), stride(side_ + 2 * kBorder),
          values(static_cast<std::size_t>(stride) * static_cast<std::size_t>(stride), outside) {}

    float* row(int y) { return values.data() + static_cast<std::ptrdiff_t>(y + kBorder) * stride + kBorder; }

    void fill(const float* picture) {
        for (int y = 0; y < side; ++y)
            std::copy_n(picture + static_cast<std::ptrdiff_t>(y) * side, side, row(y));
    }

    int side;
    int stride;
    std::vector<float> values;
};

/// Where the pixels of one row of a view read: the offset of the upper left neighbour from the picture's first pixel,
/// and the fractions.
struct RowSamples {
    explicit RowSamples(int side)
        : offset(static_cast<std::size_t>(side)), right(offset.size()), lower(offset.size()) {}

    std::vector<int> offset;
    std::vector<float> right;
    std::vector<float> lower;
};

CROQUIS_VECTORISED void locateRow(const std::array<double, 9>& h, int row, int side, int stride, int* offset,
                                  float* right, float* lower) {
    const ViewRow along = viewRow(h.data(), row);
    for (int column = 0; column < side; ++column) {
        const ViewSample sample = sampleAt(h.data(), along, column, side);
        offset[column] = sample.top * stride + sample.left;
        right[column] = sample.right;
        lower[column] = sample.lower;
    }
}

CROQUIS_VECTORISED void gatherRow(const float* picture, int stride, const int* offset, const float* right,
                                  const float* lower, int side, float* view) {
    for (int column = 0; column < side; ++column) {
        const float* at = picture + offset[column];
        view[column] = bilinear(at[0], at[1], at[stride], at[stride + 1], right[column], lower[column]);
    }
}

void scatterRow(const float* viewGradient, int stride, const int* offset, const float* right, const float* lower,
                int side, float* gradient) {
    for (int column = 0; column < side; ++column) {
        float* at = gradient + offset[column];
        const float fx = right[column], above = (1 - lower[column]) * viewGradient[column],
                    below = lower[column] * viewGradient[column];
        at[0] += (1 - fx) * above;
        at[1] += fx * above;
        at[stride] += (1 - fx) * below;
        at[stride + 1] += fx * below;
    }
}

void gatherView(const ViewWarp& warp, float outside, const float* picture, int channels, int side, float* view) {
    const std::ptrdiff_t area = static_cast<std::ptrdiff_t>(side) * side;
    if (warp.isIdentity()) {
        std::copy_n(picture, area * channels, view);
        return;
    }
    Padded padded(side, outside);
    RowSamples samples(side);
    std::optional<CropSamples> crop;
    std::vector<float> whole; // before the crop
    if (warp.crop.side > 0) {
        crop.emplace(warp.crop, side);
        whole.resize(static_cast<std::size_t>(area));
    }
    for (int channel = 0; channel < channels; ++channel) {
        padded.fill(picture + channel * area);
        float* shown = crop ? whole.data() : view + channel * area;
        for (int row = 0; row < side; ++row) {
            locateRow(warp.source_from_view, row, side, padded.stride, samples.offset.data(), samples.right.data(),
                      samples.lower.data());
            gatherRow(padded.row(0), padded.stride, samples.offset.data(), samples.right.data(), samples.lower.data(),
                      side, shown + static_cast<std::ptrdiff_t>(row) * side);
        }
        if (crop)
            crop->gather(shown, view + channel * area);
    }
}

/// The transpose of gatherView for one channel: d loss / d view becomes d loss / d picture.
void scatterView(const ViewWarp& warp, const float* viewGradient, int side, float* pictureGradient) {
    if (warp.isIdentity()) {
        std::copy_n(viewGradient, static_cast<std::ptrdiff_t>(side) * side, pictureGradient);
        return;
    }
    std::vector<float> whole; // d loss / d what is seen before the crop
    if (warp.crop.side > 0) {
        whole.resize(static_cast<std::size_t>(side) * static_cast<std::size_t>(side));
        CropSamples(warp.crop, side).scatter(viewGradient, whole.data());
        viewGradient = whole.data();
    }
    Padded padded(side);
    RowSamples samples(side);
    for (int row = 0; row < side; ++row) {
        locateRow(warp.source_from_view, row, side, padded.stride, samples.offset.data(), samples.right.data(),
                  samples.lower.data());
        scatterRow(viewGradient + static_cast<std::ptrdiff_t>(row) * side, padded.stride, samples.offset.data(),
                   samples.right.data(), samples.lower.data(), side, padded.row(0));
    }
    for (int row = 0; row < side; ++row)
        std::copy_n(padded.row(row), side, pictureGradient + static_cast<std::ptrdiff_t>(row) * side);
}

class WarpSketches : public torch::autograd::Function<WarpSketches> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& sketches,
                              const std::vector<ViewWarp>* bank, double outside, std::vector<int64_t> views) {
        const int64_t sketchCount = sketches.size(0), viewsEach = static_cast<int64_t>(views.size()) / sketchCount;
        const int side = static_cast<int>(sketches.size(2));
        const at::Tensor out =
            at::empty({static_cast<int64_t>(views.size()), 1, side, side}, sketches.options().requires_grad(false));
        const float* source = sketches.const_data_ptr<float>();
        float* target = out.mutable_data_ptr<float>();
        const int64_t area = int64_t{side} * side;
        at::parallel_for(0, static_cast<int64_t>(views.size()), 1, [&](int64_t begin, int64_t end) {
            for (int64_t k = begin; k < end; ++k)
                gatherView((*bank)[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])],
                           static_cast<float>(outside), source + k / viewsEach * area, 1, side, target + k * area);
        });
        context->saved_data["views"] = std::move(views);
        context->saved_data["sketches"] = sketchCount;
        context->saved_data["bank"] = reinterpret_cast<int64_t>(bank);
        return out;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   torch::autograd::variable_list gradients) {
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
            for (int64_t k = begin; k < end; ++k)
                scatterView(bank[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])], gradient + k * area,
                            side, part + k * area);
        });
        for (int64_t sketch = 0; sketch < sketchCount; ++sketch)
            for (int64_t view = 1; view < viewsEach; ++view)
                for (int64_t k = 0; k < area; ++k)
                    part[sketch * viewsEach * area + k] += part[(sketch * viewsEach + view) * area + k];
        return {parts.narrow(1, 0, 1), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

} // namespace

Augmenter::Augmenter(std::vector<ViewWarp> bank, float outside) : m_bank(std::move(bank)), m_outside(outside) {
    m_bank.insert(m_bank.begin(), ViewWarp{});
}

static void require(const at::Tensor& pictures, std::span<const int> views, int viewCount, bool valid) {
    if (!valid || pictures.scalar_type() != at::kFloat || !pictures.device().is_cpu() || !pictures.is_contiguous() ||
        pictures.size(2) != pictures.size(3))
        throw ShapeMismatch(
            "Augmenter: expected contiguous square float32 pictures on the CPU, one or more views each");
    for (const int view : views)
        if (view < 0 || view >= viewCount)
            throw InvalidArgument("Augmenter: view " + std::to_string(view) + " is outside the bank");
}

at::Tensor Augmenter::viewsOfPicture(const at::Tensor& picture, std::span<const int> views) const {
    require(picture, views, viewCount(), picture.dim() == 4 && picture.size(0) == 1);
    const int channels = static_cast<int>(picture.size(1)), side = static_cast<int>(picture.size(2));
    at::Tensor out =
        at::empty({static_cast<int64_t>(views.size()), channels, side, side}, picture.options().requires_grad(false));
    const float* source = picture.const_data_ptr<float>();
    float* target = out.mutable_data_ptr<float>();
    const int64_t volume = int64_t{channels} * side * side;
    at::parallel_for(0, static_cast<int64_t>(views.size()), 1, [&](int64_t begin, int64_t end) {
        for (int64_t k = begin; k < end; ++k)
            gatherView(m_bank[static_cast<std::size_t>(views[static_cast<std::size_t>(k)])], m_outside, source,
                       channels, side, target + k * volume);
    });
    return out;
}

at::Tensor Augmenter::viewsOfSketches(const at::Tensor& sketches, std::span<const int> views) const {
    require(sketches, views, viewCount(),
            sketches.dim() == 4 && sketches.size(1) == 1 && sketches.size(0) > 0 && !views.empty() &&
                static_cast<int64_t>(views.size()) % sketches.size(0) == 0);
    return WarpSketches::apply(sketches, &m_bank, double{m_outside}, std::vector<int64_t>(views.begin(), views.end()));
}

} // namespace croquis::loss
