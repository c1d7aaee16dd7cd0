// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <future>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace croquis::weights {

/// A model file, mapped into memory and read from there. Copies share the mapping. Whoever keeps something of what was
/// read asks requireWhole() after it: a file that is shortened meanwhile reads as zeros (MappingGuard). One that is
/// rewritten at its length isn't noticed; what is read of it is checked like anything else.
class MappedFile {
  public:
    /// @throws ModelFileError if it can't be opened or is not a regular file with something in it.
    explicit MappedFile(std::filesystem::path file);

    const std::filesystem::path& path() const { return m_path; }
    std::span<const std::byte> bytes() const { return m_bytes; }
    /// Of the whole file, as 64 hexadecimal digits. Reads it all. @throws ModelFileError as requireWhole().
    std::string sha256() const;
    /// The same on a thread of its own, beside whatever goes on. The last copy of the future waits for its end, and
    /// keeps nothing mapped after it.
    std::shared_future<std::string> sha256Beside() const;

    /// @throws ModelFileError if something that was read, by whomever, wasn't there. Cost: none.
    void requireWhole() const;

    /// @throws ModelFileError always: names the file, says `what` is wrong with it and what to do.
    [[noreturn]] void fail(std::string_view what) const;

  private:
    std::filesystem::path m_path;
    struct Mapping;
    std::shared_ptr<const Mapping> m_mapping;
    std::span<const std::byte> m_bytes;
};

/// A name out of a file, fit for a message: on one line, printable; of more than 80 letters the middle
/// is left out.
std::string shown(std::string_view name);

/// A little-endian number out of a file; the caller has made sure that it lies inside.
template <class Number>
Number numberAt(std::span<const std::byte> bytes, std::size_t place) {
    static_assert(std::endian::native == std::endian::little);
    Number number;
    std::memcpy(&number, bytes.data() + place, sizeof number);
    return number;
}

} // namespace croquis::weights
