// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/safetensors_writer.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace croquis::tests {

/// A tensor for reference code: row-major, in double, every value one that its file's type holds exactly.
struct PlainTensor {
    std::vector<std::int64_t> shape;
    std::vector<double> values; ///< fewer than the shape has are repeated in the file: what nobody computes with
    bool half = false;          ///< stored as fp16, as OpenAI stored convolutions and linear layers; else float32
    bool integer = false;       ///< stored as int64

    std::size_t count() const;
};

/// A network's tensors by OpenAI's names.
using PlainWeights = std::map<std::string, PlainTensor>;

/// The bytes as the tensor's type stores them.
std::string storedBytes(const PlainTensor& tensor);

/// The same tensors as different people store them.
SafetensorsWriter safetensorsOf(const PlainWeights& weights, const std::string& prefix = "");
/// Hugging Face's names of a vision transformer.
SafetensorsWriter huggingFaceSafetensorsOf(const PlainWeights& weights);
/// `torch.jit.save` of a module with these parameters, as OpenAI published CLIP.
std::string scriptArchiveOf(const PlainWeights& weights);
/// `torch.save` of a state dict, wrapped in a dictionary under `key` where that isn't empty.
std::string stateArchiveOf(const PlainWeights& weights, const std::string& key = "");
/// `torch.save` of a state dict before PyTorch 1.6.
std::string legacyFileOf(const PlainWeights& weights);

} // namespace croquis::tests
