// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace croquis::base {

/// SHA-256 of what comes in pieces.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;

    void add(const void* bytes, std::size_t count);
    /// 64 lower-case hexadecimal digits; once, at the end.
    std::string hex();

  private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// SHA-256 as 64 lower-case hexadecimal digits.
std::string sha256(std::span<const std::byte> bytes);

/// SHA-256 of a file's content, read in pieces. @throws Error when the file can't be opened or read to its end.
std::string sha256OfFile(const std::filesystem::path& file);

} // namespace croquis::base
