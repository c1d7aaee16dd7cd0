// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "weights/tensor_views.hpp"

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::perceptual {

/// A weights file: named tensors, memory-mapped (weights::tensorViews() says in which formats).
class TensorFile {
  public:
    /// @throws ModelFileError naming the file and, where one is to blame, the tensor.
    /// @param digest  its SHA-256 where that is known; empty: sha256() and sha256Beside() read the file for it.
    explicit TensorFile(std::filesystem::path file, std::string digest = {});

    const std::filesystem::path& path() const { return m_file.path(); }
    /// Of the whole file, as 64 hexadecimal digits. Reads it all.
    std::string sha256() const { return m_digest.empty() ? m_file.sha256() : m_digest; }
    /// MappedFile::sha256Beside().
    std::shared_future<std::string> sha256Beside() const;
    bool contains(std::string_view name) const { return m_tensors.find(name) != m_tensors.end(); }
    std::vector<std::string> names() const;                          ///< sorted
    const weights::Metadata& metadata() const { return m_metadata; } ///< a safetensors file's; else empty
    /// Whether it is a program's archive (TorchScript), as OpenAI published CLIP.
    bool isScript() const { return m_script; }
    /// @throws ModelFileError if it is missing.
    const std::vector<std::int64_t>& shape(std::string_view name) const { return find(name).shape; }

    /// A copy of one tensor as float32 on the CPU, contiguous. F16 and BF16 are converted exactly, F64
    /// is rounded.
    /// @throws ModelFileError if it is missing, of another shape or type, holds values that aren't finite, or lies in a
    /// part of the file that isn't what the file's checksum says.
    at::Tensor read(std::string_view name, const std::vector<std::int64_t>& shape) const;

    /// @throws ModelFileError always: names the file, says `what` is wrong with it and what to do.
    [[noreturn]] void fail(std::string_view what) const { m_file.fail(what); }

  private:
    const weights::TensorView& find(std::string_view name) const;

    weights::MappedFile m_file;
    std::string m_digest;
    weights::Metadata m_metadata;
    bool m_script;
    weights::TensorViews m_tensors;
};

} // namespace croquis::perceptual
