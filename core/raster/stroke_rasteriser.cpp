// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "raster/stroke_rasteriser.hpp"

#include "base/error.hpp"
#include "raster/sketch_painter.hpp"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/zeros_like.h>
#include <c10/util/Exception.h>
#include <torch/csrc/autograd/custom_function.h>

#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace croquis::raster {

namespace {

using Tapes = std::vector<PaintTape<float>>;

constexpr std::int64_t kNumbers = 8; // of a stroke

struct TapeHolder : torch::CustomClassHolder {
    Tapes tapes;
};

void requireFits(const at::Tensor& controlPoints, const std::vector<int>& strokeCounts) {
    if (!controlPoints.defined() || controlPoints.dim() != 4 || controlPoints.size(2) != 4 ||
        controlPoints.size(3) != 2)
        throw ShapeMismatch("StrokeRasteriser: controlPoints must be [S, N, 4, 2].");
    if (controlPoints.scalar_type() != at::kFloat || !controlPoints.device().is_cpu() ||
        controlPoints.layout() != at::kStrided)
        throw ShapeMismatch("StrokeRasteriser: controlPoints must be dense float32 on the CPU.");
    if (strokeCounts.empty())
        return;
    if (static_cast<std::int64_t>(strokeCounts.size()) != controlPoints.size(0))
        throw ShapeMismatch("StrokeRasteriser: strokeCounts must have one number a sketch.");
    for (const int count : strokeCounts)
        if (count < 0 || count > controlPoints.size(1))
            throw ShapeMismatch("StrokeRasteriser: strokeCounts must be 0 to " + std::to_string(controlPoints.size(1)) +
                                ".");
}

std::size_t numbersOf(const at::Tensor& controlPoints, const std::vector<int>& strokeCounts, std::int64_t sketch) {
    const std::int64_t strokes = strokeCounts.empty() ? controlPoints.size(1) : strokeCounts[sketch];
    return static_cast<std::size_t>(strokes * kNumbers);
}

at::Tensor paint(const RasterOptions& options, const at::Tensor& controlPoints, const std::vector<int>& strokeCounts,
                 Tapes& tapes) {
    const SketchPainter<float> painter(options);
    const std::int64_t sketches = controlPoints.size(0);
    const std::int64_t stride = controlPoints.size(1) * kNumbers;
    at::Tensor pictures = at::empty({sketches, 1, options.height, options.width}, controlPoints.options());
    const float* points = controlPoints.const_data_ptr<float>();
    float* picture = pictures.mutable_data_ptr<float>();
    const auto pixels = static_cast<std::size_t>(options.width) * options.height;
    for (std::int64_t s = 0; s < sketches; ++s)
        painter.paint({points + s * stride, numbersOf(controlPoints, strokeCounts, s)}, {picture + s * pixels, pixels},
                      tapes[tapes.size() == 1 ? 0 : s]);
    return pictures;
}

class DrawStrokes : public torch::autograd::Function<DrawStrokes> {
  public:
    static at::Tensor forward(torch::autograd::AutogradContext* context, const at::Tensor& controlPoints,
                              const RasterOptions& options, const std::vector<int>& strokeCounts) {
        const at::Tensor points = controlPoints.contiguous();
        auto holder = c10::make_intrusive<TapeHolder>();
        holder->tapes.resize(points.size(0));
        const at::Tensor pictures = paint(options, points, strokeCounts, holder->tapes);
        context->save_for_backward({points});
        context->saved_data["tapes"] = c10::IValue::make_capsule(std::move(holder));
        context->saved_data["width"] = options.width;
        context->saved_data["height"] = options.height;
        context->saved_data["strokeWidth"] = options.strokeWidth;
        return pictures;
    }

    static torch::autograd::variable_list backward(torch::autograd::AutogradContext* context,
                                                   const torch::autograd::variable_list& outputs) {
        if (at::GradMode::is_enabled())
            throw InvalidArgument("StrokeRasteriser has no second derivative.");
        const at::Tensor points = context->get_saved_variables()[0];
        const auto capsule = context->saved_data["tapes"].toCapsule();
        const Tapes& tapes = static_cast<const TapeHolder&>(*capsule).tapes;
        const RasterOptions options{static_cast<int>(context->saved_data["width"].toInt()),
                                    static_cast<int>(context->saved_data["height"].toInt()),
                                    static_cast<float>(context->saved_data["strokeWidth"].toDouble())};
        const SketchPainter<float> painter(options);
        const at::Tensor wanted = outputs[0].contiguous();
        at::Tensor gradient = at::zeros_like(points);
        const std::int64_t stride = points.size(1) * kNumbers;
        const auto pixels = static_cast<std::size_t>(options.width) * options.height;
        for (std::int64_t s = 0; s < points.size(0); ++s) {
            const std::size_t numbers = tapes[s].pixelEnds.size() * kNumbers;
            painter.gradient({points.const_data_ptr<float>() + s * stride, numbers},
                             {wanted.const_data_ptr<float>() + s * pixels, pixels}, tapes[s],
                             {gradient.mutable_data_ptr<float>() + s * stride, numbers});
        }
        return {gradient, at::Tensor(), at::Tensor()};
    }
};

} // namespace

StrokeRasteriser::StrokeRasteriser(const RasterOptions& options) : m_options(options) {
    m_options.validate();
}

at::Tensor StrokeRasteriser::draw(const at::Tensor& controlPoints, const std::vector<int>& strokeCounts) const {
    requireFits(controlPoints, strokeCounts);
    try {
        if (at::GradMode::is_enabled() && controlPoints.requires_grad())
            return DrawStrokes::apply(controlPoints, m_options, strokeCounts);
        static thread_local Tapes scratch(1);
        return paint(m_options, controlPoints.contiguous(), strokeCounts, scratch);
    } catch (const c10::Error& error) {
        throw DeviceError(std::string("Drawing the strokes failed: ") + error.what_without_backtrace());
    }
}

} // namespace croquis::raster
