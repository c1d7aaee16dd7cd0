// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/mapped_file.hpp"

#include <cstdint>
#include <vector>

namespace croquis::weights {

/// A convolution of an ONNX graph.
struct OnnxConvolution {
    struct Numbers {
        std::vector<std::int64_t> shape;
        std::vector<float> values; ///< row-major, finite
    };
    Numbers weight; ///< [out, in, k, k]
    Numbers bias;   ///< [out]
    int dilation = 1;
};

/// The convolutions of an ONNX file in the order in which it computes them, with their weights: all that differs
/// between two files of one architecture. The rest of the graph is passed over, nothing in it is executed, and nothing
/// the file claims is believed unchecked.
/// @throws ModelFileError naming the file and what is wrong with it.
std::vector<OnnxConvolution> readOnnxConvolutions(const MappedFile& file);

} // namespace croquis::weights
