// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/mapped_file.hpp"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::perceptual {

inline constexpr std::size_t kMostDimensions = 8; ///< of a tensor; the networks' have four

/// Where one tensor lies in a mapped file. What the readers make of a file's claims, all of them checked: the elements
/// lie inside `bytes`.
struct TensorView {
    std::string type; ///< as safetensors names them: F32, F16, BF16, F64, I64, ...
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> strides; ///< elements, none negative
    std::span<const std::byte> bytes;  ///< begins with the first element; at least to the end of the last
};

using TensorViews = std::map<std::string, TensorView, std::less<>>;

/// What a file says of itself, word by word.
using Metadata = std::map<std::string, std::string>;

/// Bytes of one element; 0 for a type there isn't.
std::uint64_t elementBytes(std::string_view type);

/// A weights file: named tensors, memory-mapped. Nothing in it is executed and nothing it claims is believed unchecked.
/// Formats, told by the file's first bytes: safetensors; PyTorch's zip archives, TorchScript's (`torch.jit.save`, as
/// OpenAI published CLIP) and `torch.save`'s; and what `torch.save` wrote before them. A tensor's name is the path of
/// attributes and keys to it, with dots.
class TensorFile {
  public:
    /// @throws ModelFileError naming the file and, where one is to blame, the tensor.
    explicit TensorFile(std::filesystem::path file);

    const std::filesystem::path& path() const { return m_file.path(); }
    /// Of the whole file, as 64 hexadecimal digits. Reads it all.
    std::string sha256() const { return m_file.sha256(); }
    /// MappedFile::sha256Beside().
    std::shared_future<std::string> sha256Beside() const { return m_file.sha256Beside(); }
    bool contains(std::string_view name) const { return m_tensors.find(name) != m_tensors.end(); }
    std::vector<std::string> names() const;                 ///< sorted
    const Metadata& metadata() const { return m_metadata; } ///< a safetensors file's; else empty
    /// @throws ModelFileError if it is missing.
    const std::vector<std::int64_t>& shape(std::string_view name) const { return find(name).shape; }

    /// A copy of one tensor as float32 on the CPU, contiguous. F16 and BF16 are converted exactly, F64
    /// is rounded.
    /// @throws ModelFileError if it is missing, of another shape or type, or holds values that aren't finite.
    at::Tensor read(std::string_view name, const std::vector<std::int64_t>& shape) const;

    /// @throws ModelFileError always: names the file, says `what` is wrong with it and what to do.
    [[noreturn]] void fail(std::string_view what) const { m_file.fail(what); }

  private:
    const TensorView& find(std::string_view name) const;

    MappedFile m_file;
    Metadata m_metadata;
    TensorViews m_tensors;
};

} // namespace croquis::perceptual
