// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/checked_part.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::weights {

inline constexpr std::size_t kMostDimensions = 8; ///< of a tensor; the networks' have four

/// Where one tensor lies in a mapped file. What the readers make of a file's claims, all of them checked: the elements
/// lie inside `bytes`.
struct TensorView {
    std::string type; ///< as safetensors names them: F32, F16, BF16, F64, I64, ...
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides; ///< elements, none negative
    std::span<const std::byte> bytes;  ///< begins with the first element; at least to the end of the last
    /// What holds them; null where the format knows no checksums. Who reads the elements asks it whether it is intact.
    std::shared_ptr<const CheckedPart> part;
};

using TensorViews = std::map<std::string, TensorView, std::less<>>;

/// What a file says of itself, word by word.
using Metadata = std::map<std::string, std::string>;

/// Bytes of one element; 0 for a type there isn't.
std::uint64_t elementBytes(std::string_view type);

/// Where the tensors of a weights file lie. Nothing in it is executed and nothing it claims is believed unchecked.
/// Formats, told by the file's first bytes: safetensors; PyTorch's zip archives, TorchScript's (`torch.jit.save`, as
/// OpenAI published CLIP) and `torch.save`'s; and what `torch.save` wrote before them. A tensor's name is the path of
/// attributes and keys to it, with dots.
/// @param metadata  takes what a safetensors file says of itself.
/// @throws ModelFileError naming the file and, where one is to blame, the tensor.
TensorViews tensorViews(const MappedFile& file, Metadata& metadata);

} // namespace croquis::weights
