// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/png_text.hpp"

#include "base/error.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <memory>
#include <new>

namespace croquis::vector {
namespace {

constexpr std::size_t kMaximumText = 16u << 20;
constexpr std::size_t kFrame = 12; ///< length, type and check sum of a chunk

[[noreturn]] void damagedText() {
    throw ExportError("the record in it is damaged");
}

std::uint32_t bigEndian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
    return value;
}

std::string inflated(std::string_view compressed) {
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        throw std::bad_alloc();
    const std::unique_ptr<z_stream, int (*)(z_stream*)> ender(&stream, inflateEnd);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
    stream.avail_in = static_cast<uInt>(compressed.size());
    std::string text;
    std::array<char, 16384> piece;
    int status = Z_OK;
    while (status == Z_OK && text.size() <= kMaximumText) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
    }
    if (status != Z_STREAM_END || text.size() > kMaximumText)
        damagedText();
    return text;
}

/// Cuts the bytes up to the next zero off the front.
std::string_view upToZero(std::string_view& rest) {
    const std::size_t zero = rest.find('\0');
    if (zero == std::string_view::npos)
        damagedText();
    const std::string_view field = rest.substr(0, zero);
    rest.remove_prefix(zero + 1);
    return field;
}

/// iTXt: keyword, 0, compression flag, compression method, language, 0, translated keyword, 0, text.
std::optional<std::string> textOf(std::string_view content, std::string_view keyword) {
    if (upToZero(content) != keyword)
        return std::nullopt;
    if (content.size() < 2)
        damagedText();
    const bool compressed = content[0] == 1;
    if (content[0] > 1 || content[0] < 0 || (compressed && content[1] != 0))
        damagedText();
    content.remove_prefix(2);
    upToZero(content);
    upToZero(content);
    if (content.size() > kMaximumText)
        damagedText();
    return compressed ? inflated(content) : std::string(content);
}

} // namespace

std::optional<std::string> pngText(std::string_view file, std::string_view keyword) {
    if (!file.starts_with(kPngSignature))
        throw ExportError("it isn't a PNG");
    file.remove_prefix(kPngSignature.size());
    std::optional<std::string> found;
    while (true) {
        if (file.size() < kFrame || bigEndian(file) > file.size() - kFrame)
            throw ExportError("it is cut short or damaged");
        const std::size_t length = bigEndian(file);
        const std::string_view type = file.substr(4, 4);
        const std::string_view content = file.substr(8, length);
        const auto* const checked = reinterpret_cast<const Bytef*>(type.data());
        if (crc32_z(0, checked, length + 4) != bigEndian(file.substr(8 + length)))
            throw ExportError("it is damaged (a check sum is wrong)");
        if (type == "IEND")
            return found;
        if (type == "iTXt" && !found)
            found = textOf(content, keyword);
        file.remove_prefix(kFrame + length);
    }
}

} // namespace croquis::vector
