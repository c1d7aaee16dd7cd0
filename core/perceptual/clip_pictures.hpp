// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// Pictures as CLIP's networks take them in: [B, 1 or 3, H, W] float32 sRGB 0..1 to [B, 3, H, W], normalised with
/// clip_normalisation.hpp's constants. Differentiable.
at::Tensor normalisedForClip(const at::Tensor& pictures);

/// The way back: the gradient of the pictures, of their 1 or 3 channels, from that of the normalised ones.
at::Tensor normalisedForClipBackward(const at::Tensor& gradient, std::int64_t channels);

} // namespace croquis::perceptual
