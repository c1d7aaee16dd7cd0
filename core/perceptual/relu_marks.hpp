// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

namespace croquis::perceptual {

/// Which of a ReLU's results are above zero: all that its gradient needs of it.
/// @param results  float32 or bfloat16, dense in any order, none negative.
/// @return         as many bytes, in the same order in memory, 1 or 0.
at::Tensor positiveMarks(const at::Tensor& results);

/// Sets the gradient to zero where the results weren't above zero.
/// @param gradient  dtype and order in memory as the results'; changed.
void gateByMarks(at::Tensor& gradient, const at::Tensor& marks);

} // namespace croquis::perceptual
