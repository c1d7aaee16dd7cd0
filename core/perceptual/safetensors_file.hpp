// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::perceptual {

/// A weights file in the safetensors format: the header's length as eight little-endian bytes, a JSON header that gives
/// each tensor's type, shape and place, then the tensors. Memory-mapped; nothing in it is executed, and nothing it
/// claims is believed unchecked: lengths, overflow, and that the tensors fill the file without overlap or gap.
class SafetensorsFile {
  public:
    /// @throws ModelFileError naming the file and, where one is to blame, the tensor.
    explicit SafetensorsFile(std::filesystem::path file);

    const std::filesystem::path& path() const { return m_path; }
    /// Of the whole file, as 64 hexadecimal digits. Reads it all.
    std::string sha256() const;
    bool contains(std::string_view name) const { return m_tensors.find(name) != m_tensors.end(); }
    std::vector<std::string> names() const; ///< sorted

    /// A copy of one tensor as float32 on the CPU. F32, F16 and BF16 are converted exactly.
    /// @throws ModelFileError if it is missing, of another shape or type, or holds values that aren't finite.
    at::Tensor read(std::string_view name, const std::vector<std::int64_t>& shape) const;

  private:
    struct Entry {
        std::string type;
        std::vector<std::int64_t> shape;
        std::uint64_t begin = 0, end = 0; ///< bytes, from the header's end
    };

    void map();
    void parseHeader();
    Entry parseEntry(const std::string& name, const nlohmann::json& description) const;
    void checkPlaces() const;
    [[noreturn]] void fail(const std::string& what) const;

    std::filesystem::path m_path;
    std::shared_ptr<void> m_mapping;
    std::span<const std::byte> m_bytes;
    std::span<const std::byte> m_content; ///< what follows the header
    std::map<std::string, Entry, std::less<>> m_tensors;
};

} // namespace croquis::perceptual
