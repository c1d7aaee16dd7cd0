// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/tensor_file.hpp"

#include <cstdint>
#include <optional>

namespace croquis::perceptual {

/// What a vision transformer's tensors don't tell and something else may.
struct TransformerNotes {
    std::optional<bool> gelu; ///< computed with GELU; false: with QuickGELU, as OpenAI trained them
    std::optional<std::int64_t> headSize;
};

/// Asked in this order: whether it is one of OpenAI's archives; `open_clip_config.json` and `config.json` (Hugging
/// Face's) beside the file, where they speak of a transformer of that width; the file's metadata, its name and its
/// folder's. A configuration that can't be read tells nothing.
TransformerNotes transformerNotes(const TensorFile& file, std::int64_t width);

} // namespace croquis::perceptual
