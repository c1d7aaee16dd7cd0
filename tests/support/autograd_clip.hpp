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

/// Which of every ReLU's results somebody else found above zero: where an argument lies within rounding of zero, that
/// decides by chance, and one of a network's millions moves the gradient by thousandths.
struct ReluMarks {
    std::vector<at::Tensor> marks; ///< uint8, [H, W, C] in memory, in the order in which the ReLUs are computed
    std::size_t next = 0;
    std::int64_t others = 0; ///< of them, that the arguments here don't bear out
    double farthest = 0;     ///< the largest of those arguments, in root mean squares of their layer
};

/// The same networks as encodePlainly()'s, layer by layer from LibTorch's own differentiable operators in double: fast
/// enough for the largest, and with every element of the gradient.
/// @param picture  [1, 3, side, side] double, sRGB 0..1.
/// @param by  the sides of zero to take where not null; tells where it differs.
AutogradEncoding encodeByAutograd(const PlainResNet& network, const PlainWeights& weights, const at::Tensor& picture,
                                  ReluMarks* by = nullptr);
AutogradEncoding encodeByAutograd(const PlainViT& network, const PlainWeights& weights, const at::Tensor& picture);

} // namespace croquis::tests
