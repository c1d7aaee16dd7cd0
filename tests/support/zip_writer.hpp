// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <zlib.h>

#include <cstdint>
#include <string>
#include <vector>

namespace croquis::tests {

/// Little-endian bytes of a number, appended.
template <class Number>
void put(std::string& bytes, Number number) {
    for (std::size_t i = 0; i < sizeof number; ++i)
        bytes += static_cast<char>(static_cast<std::uint64_t>(number) >> (8 * i));
}

/// A deflated stream without zlib's header, as zip archives hold it.
inline std::string deflated(const std::string& content) {
    z_stream stream{};
    ::deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(::deflateBound(&stream, content.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    ::deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    ::deflateEnd(&stream);
    return packed;
}

/// Zip archives laid out as PyTorch's writer does: members stored (but for code), their content aligned to 64 bytes by
/// an extra field "FB", checksums and sizes in the descriptor after it and in the directory, a zip64 end.
class ZipWriter {
  public:
    struct Options {
        std::uint16_t method = 0; ///< 8: says that it is deflated
        std::uint16_t flags = 0x0808;
        bool zip64End = true;
        bool zip64Members = false; ///< sizes and places in the 64-bit extra field
    };

    explicit ZipWriter(Options options) : m_options(options) {}
    ZipWriter() : ZipWriter(Options{}) {}

    /// @param compressed  deflates the content.
    void add(const std::string& name, const std::string& content, bool compressed = false) {
        const std::uint16_t method = m_options.method;
        if (compressed)
            m_options.method = 8;
        const std::string stored = compressed ? deflated(content) : content;
        const auto sum =
            static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(content.data()), content.size()));
        const std::uint64_t begin = m_bytes.size();
        const std::size_t padding = (64 - (begin + 30 + name.size() + 4) % 64) % 64;
        put<std::uint32_t>(m_bytes, 0x04034b50);
        header(m_bytes, 0, 0, 0);
        put<std::uint16_t>(m_bytes, static_cast<std::uint16_t>(name.size()));
        put<std::uint16_t>(m_bytes, static_cast<std::uint16_t>(4 + padding));
        m_bytes += name + "FB";
        put<std::uint16_t>(m_bytes, static_cast<std::uint16_t>(padding));
        m_bytes.append(padding, 'Z');
        m_bytes += stored;
        put<std::uint32_t>(m_bytes, 0x08074b50);
        put<std::uint32_t>(m_bytes, sum);
        put<std::uint32_t>(m_bytes, static_cast<std::uint32_t>(stored.size()));
        put<std::uint32_t>(m_bytes, static_cast<std::uint32_t>(content.size()));
        enter(name, begin, stored.size(), content.size(), sum);
        m_options.method = method;
    }

    /// An entry of the directory, of whatever it says.
    void enter(const std::string& name, std::uint64_t begin, std::uint64_t size) { enter(name, begin, size, size, 0); }

    std::string bytes() const { return ended(m_members, m_bytes.size()); }

    /// @param members, place  what the end says of the directory.
    std::string ended(std::uint64_t members, std::uint64_t place) const {
        std::string all = m_bytes + m_directory;
        const std::uint64_t end64 = all.size();
        if (m_options.zip64End) {
            put<std::uint32_t>(all, 0x06064b50);
            put<std::uint64_t>(all, 44);
            put<std::uint32_t>(all, 0x001e031e);
            put<std::uint64_t>(all, 0);
            for (const std::uint64_t value : {members, members, std::uint64_t{m_directory.size()}, place})
                put<std::uint64_t>(all, value);
            put<std::uint32_t>(all, 0x07064b50);
            put<std::uint32_t>(all, 0);
            put<std::uint64_t>(all, end64);
            put<std::uint32_t>(all, 1);
        }
        const bool elsewhere = m_options.zip64End;
        put<std::uint32_t>(all, 0x06054b50);
        put<std::uint32_t>(all, 0);
        put<std::uint16_t>(all, elsewhere ? 0xffff : static_cast<std::uint16_t>(members));
        put<std::uint16_t>(all, elsewhere ? 0xffff : static_cast<std::uint16_t>(members));
        put<std::uint32_t>(all, elsewhere ? 0xffffffff : static_cast<std::uint32_t>(m_directory.size()));
        put<std::uint32_t>(all, elsewhere ? 0xffffffff : static_cast<std::uint32_t>(place));
        put<std::uint16_t>(all, 0);
        return all;
    }

  private:
    void enter(const std::string& name, std::uint64_t begin, std::uint64_t stored, std::uint64_t size,
               std::uint32_t sum) {
        constexpr std::uint32_t kElsewhere = 0xffffffff;
        const bool wide = m_options.zip64Members;
        put<std::uint32_t>(m_directory, 0x02014b50);
        put<std::uint16_t>(m_directory, 0);
        header(m_directory, sum, wide ? kElsewhere : static_cast<std::uint32_t>(stored),
               wide ? kElsewhere : static_cast<std::uint32_t>(size));
        put<std::uint16_t>(m_directory, static_cast<std::uint16_t>(name.size()));
        put<std::uint16_t>(m_directory, wide ? 28 : 0);
        m_directory.append(10, '\0');
        put<std::uint32_t>(m_directory, wide ? kElsewhere : static_cast<std::uint32_t>(begin));
        m_directory += name;
        if (wide) {
            put<std::uint16_t>(m_directory, 1);
            put<std::uint16_t>(m_directory, 24);
            for (const std::uint64_t value : {size, stored, begin})
                put<std::uint64_t>(m_directory, value);
        }
        ++m_members;
    }

    /// What both kinds of header share, from the version to the sizes.
    void header(std::string& to, std::uint32_t sum, std::uint32_t stored, std::uint32_t size) const {
        put<std::uint16_t>(to, 0);
        put<std::uint16_t>(to, m_options.flags);
        put<std::uint16_t>(to, m_options.method);
        put<std::uint32_t>(to, 0); // when
        put<std::uint32_t>(to, sum);
        put<std::uint32_t>(to, stored);
        put<std::uint32_t>(to, size);
    }

    Options m_options;
    std::string m_bytes, m_directory;
    std::uint64_t m_members = 0;
};

} // namespace croquis::tests
