// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "perceptual/clip_pictures.hpp"

#include "perceptual/clip_normalisation.hpp"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>

namespace croquis::perceptual {
namespace {

at::Tensor perChannel(const std::array<double, 3>& values) {
    return at::tensor(at::ArrayRef<double>(values), at::TensorOptions(at::kFloat)).view({1, 3, 1, 1});
}

} // namespace

at::Tensor normalisedForClip(const at::Tensor& pictures) {
    return (pictures - perChannel(kClipMean)) / perChannel(kClipDeviation);
}

at::Tensor normalisedForClipBackward(const at::Tensor& gradient, std::int64_t channels) {
    at::Tensor result = gradient / perChannel(kClipDeviation);
    return (channels == 1 ? result.sum(at::IntArrayRef{1}, true) : result).contiguous();
}

} // namespace croquis::perceptual
