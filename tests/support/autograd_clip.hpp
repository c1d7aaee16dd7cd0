// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/plain_clip.hpp"

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::tests {

struct AutogradEncoding {
    std::vector<at::Tensor> stages; ///< [1, C, H, W], or [tokens, C]; double
    at::Tensor embedding;           ///< [1, D], or [D]
};

/// The same networks as encodePlainly()'s, layer by layer from LibTorch's own differentiable operators in double: fast
/// enough for the largest, and with every element of the gradient.
/// @param picture  [1, 3, side, side] double, sRGB 0..1.
AutogradEncoding encodeByAutograd(const PlainResNet& network, const PlainWeights& weights, const at::Tensor& picture);
AutogradEncoding encodeByAutograd(const PlainViT& network, const PlainWeights& weights, const at::Tensor& picture);

} // namespace croquis::tests
