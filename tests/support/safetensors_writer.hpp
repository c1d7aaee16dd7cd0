// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace croquis::tests {

/// Gathers float32 tensors into the bytes of a safetensors file.
class SafetensorsWriter {
  public:
    void add(const std::string& name, const std::vector<std::int64_t>& shape, const std::vector<float>& values) {
        std::string bytes(values.size() * sizeof(float), '\0');
        std::memcpy(bytes.data(), values.data(), bytes.size());
        add(name, "F32", shape, bytes);
    }

    void add(const std::string& name, const std::string& type, const std::vector<std::int64_t>& shape,
             const std::string& bytes) {
        std::ostringstream entry;
        entry << (m_header.empty() ? "" : ",") << '"' << name << "\":{\"dtype\":\"" << type << "\",\"shape\":[";
        for (std::size_t i = 0; i < shape.size(); ++i)
            entry << (i == 0 ? "" : ",") << shape[i];
        entry << "],\"data_offsets\":[" << m_content.size() << ',' << m_content.size() + bytes.size() << "]}";
        m_header += entry.str();
        m_content += bytes;
    }

    std::string bytes() const {
        std::ostringstream header;
        header << '{' << m_header << '}';
        return file(header.str(), m_content);
    }

    /// A file of any header and content.
    static std::string file(const std::string& header, const std::string& content) {
        const std::uint64_t size = header.size();
        std::string bytes(sizeof size, '\0');
        std::memcpy(bytes.data(), &size, sizeof size);
        return bytes.append(header).append(content);
    }

    static std::filesystem::path save(const std::filesystem::path& path, const std::string& bytes) {
        std::filesystem::remove(path); // a file written over is flushed to the disk by some file systems
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

  private:
    std::string m_header, m_content;
};

} // namespace croquis::tests
