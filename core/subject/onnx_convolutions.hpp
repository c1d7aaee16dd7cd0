// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/mapped_file.hpp"

#include <ATen/core/Tensor.h>

#include <vector>

namespace croquis::subject {

/// A convolution of an ONNX graph.
struct OnnxConvolution {
    at::Tensor weight; ///< [out, in, k, k] float32, contiguous
    at::Tensor bias;   ///< [out] float32
    int dilation = 1;
};

/// The convolutions of an ONNX file in the order in which it computes them, with their weights: all that differs
/// between two files of one architecture. The rest of the graph is passed over, nothing in it is executed, and nothing
/// the file claims is believed unchecked.
/// @throws ModelFileError naming the file and what is wrong with it.
std::vector<OnnxConvolution> readOnnxConvolutions(const perceptual::MappedFile& file);

} // namespace croquis::subject
