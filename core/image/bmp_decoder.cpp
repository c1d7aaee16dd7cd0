// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/byte_order.hpp"
#include "image/decoders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <optional>
#include <vector>

namespace croquis::image {
namespace {

enum Compression : std::uint32_t { plain = 0, runs8 = 1, runs4 = 2, masks = 3, masksWithAlpha = 6 };

constexpr std::size_t kFileHeaderBytes = 14;

struct BmpHeader {
    Size size;
    bool topDown = false;
    int bits = 0; ///< a pixel
    std::uint32_t compression = plain;
    std::size_t pixels = 0;                           ///< offset of the pixels in the file
    std::array<std::uint32_t, 4> masks{};             ///< red, green, blue, alpha; for 16 and 32 bits
    std::vector<std::array<std::uint8_t, 4>> palette; ///< RGBA; for 1, 4 and 8 bits
};

void readMasks(const EncodedPicture& file, std::size_t headerBytes, BmpHeader& header) {
    if (header.compression == plain) {
        header.masks =
            header.bits == 16 ? std::array{0x7c00u, 0x3e0u, 0x1fu, 0u} : std::array{0xff0000u, 0xff00u, 0xffu, 0u};
        return;
    }
    const bool withAlpha = headerBytes >= 56 || header.compression == masksWithAlpha;
    for (std::size_t i = 0; i < (withAlpha ? 4 : 3); ++i)
        header.masks[i] = littleEndian(file.bytes, kFileHeaderBytes + 40 + 4 * i, 4);
}

void readPalette(const EncodedPicture& file, std::size_t headerBytes, BmpHeader& header) {
    const std::size_t entryBytes = headerBytes == 12 ? 3 : 4;
    const std::size_t possible = std::size_t{1} << header.bits;
    const std::size_t used = headerBytes == 12 ? 0 : littleEndian(file.bytes, kFileHeaderBytes + 32, 4);
    const std::size_t count = used == 0 || used > possible ? possible : used;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = kFileHeaderBytes + headerBytes + i * entryBytes;
        const auto part = [&](std::size_t offset) {
            return static_cast<std::uint8_t>(littleEndian(file.bytes, entry + offset, 1));
        };
        header.palette.push_back({part(2), part(1), part(0), 255});
    }
}

BmpHeader readHeader(const EncodedPicture& file) {
    const auto number = [&](std::size_t offset, int count) { return littleEndian(file.bytes, offset, count); };
    BmpHeader header;
    header.pixels = number(10, 4);
    const std::size_t headerBytes = number(kFileHeaderBytes, 4);
    if (file.bytes.size() < kFileHeaderBytes + headerBytes || (headerBytes != 12 && headerBytes < 40))
        failDamaged(file, "its header makes no sense or ends early");
    const bool old = headerBytes == 12;
    const std::int64_t width = old ? number(18, 2) : static_cast<std::int32_t>(number(18, 4));
    const std::int64_t height = old ? number(20, 2) : static_cast<std::int32_t>(number(22, 4));
    header.bits = static_cast<int>(number(old ? 24 : 28, 2));
    header.compression = old ? plain : number(30, 4);
    header.topDown = height < 0;
    const bool inRuns = header.compression == runs8 || header.compression == runs4;
    requireReadableSize(file, width, std::abs(height), inRuns ? kMostWholePixels : kMostStreamedPixels);
    header.size = {static_cast<int>(width), static_cast<int>(std::abs(height))};

    const bool indexed = header.bits == 1 || header.bits == 4 || header.bits == 8;
    const bool masked = header.bits == 16 || header.bits == 32;
    const bool consistent = (header.compression == plain && (indexed || masked || header.bits == 24)) ||
                            (header.compression == runs8 && header.bits == 8) ||
                            (header.compression == runs4 && header.bits == 4) ||
                            ((header.compression == masks || header.compression == masksWithAlpha) && masked);
    if (!consistent)
        failUnsupported(file, fmt::format("an unusual kind of BMP picture ({} bits, compression {})", header.bits,
                                          header.compression));
    if (indexed)
        readPalette(file, headerBytes, header);
    if (masked)
        readMasks(file, headerBytes, header);
    return header;
}

/// Indices [height, width], first stored row first; what the runs skip is colour 0.
Raster<std::uint8_t> readRuns(const EncodedPicture& file, const BmpHeader& header) {
    Raster<std::uint8_t> indices(header.size.width, header.size.height);
    const int perByte = header.bits == 4 ? 2 : 1;
    std::size_t at = header.pixels;
    int x = 0;
    int y = 0;
    const auto next = [&] {
        if (at >= file.bytes.size())
            failDamaged(file, "the file ends early");
        return std::to_integer<int>(file.bytes[at++]);
    };
    const auto put = [&](int byte, int i) {
        const int index = perByte == 1 ? byte : i % 2 == 0 ? byte >> 4 : byte & 15;
        if (x < header.size.width && y < header.size.height)
            indices.at(x, y) = static_cast<std::uint8_t>(index);
        x = std::min(x + 1, header.size.width); // runs and jumps out of the picture end at its edge
    };
    for (;;) {
        const int count = next();
        const int value = next();
        if (count > 0) {
            for (int i = 0; i < count && x < header.size.width; ++i)
                put(value, i);
        } else if (value == 0) {
            x = 0;
            y = std::min(y + 1, header.size.height);
        } else if (value == 1) {
            return indices;
        } else if (value == 2) {
            x = std::min(x + next(), header.size.width);
            y = std::min(y + next(), header.size.height);
        } else {
            int byte = 0;
            for (int i = 0; i < value; ++i) {
                if (i % perByte == 0)
                    byte = next();
                put(byte, i);
            }
            if (((value + perByte - 1) / perByte) % 2 != 0)
                next();
        }
    }
}

std::uint8_t scaled(std::uint32_t value, std::uint32_t mask, std::uint8_t absent) {
    if (mask == 0)
        return absent;
    const int shift = std::countr_zero(mask);
    const std::uint64_t most = mask >> shift;
    return static_cast<std::uint8_t>((std::uint64_t{(value & mask) >> shift} * 255 + most / 2) / most);
}

class BmpRows {
  public:
    BmpRows(const EncodedPicture& file, const BmpHeader& header) : m_file(file), m_header(header) {
        m_stride = (static_cast<std::size_t>(header.size.width) * static_cast<std::size_t>(header.bits) + 31) / 32 * 4;
        if (header.compression == runs8 || header.compression == runs4)
            m_indices = readRuns(file, header);
        else if (header.pixels > file.bytes.size() ||
                 (file.bytes.size() - header.pixels) / m_stride < static_cast<std::size_t>(header.size.height))
            failDamaged(file, "the file ends early");
    }

    /// The y-th row as stored (mostly from the bottom up), as RGBA.
    void read(int y, std::vector<std::uint8_t>& rgba) const {
        for (int x = 0; x < m_header.size.width; ++x) {
            const std::array<std::uint8_t, 4> colour = pixel(x, y);
            std::ranges::copy(colour, rgba.begin() + 4 * static_cast<std::ptrdiff_t>(x));
        }
    }

  private:
    std::array<std::uint8_t, 4> pixel(int x, int y) const {
        const std::size_t row = m_header.pixels + static_cast<std::size_t>(y) * m_stride;
        const auto column = static_cast<std::size_t>(x);
        const auto bytesAt = [&](std::size_t offset, int count) {
            return littleEndian(m_file.bytes, row + offset, count);
        };
        switch (m_header.bits) {
        case 24:
            return {static_cast<std::uint8_t>(bytesAt(3 * column + 2, 1)),
                    static_cast<std::uint8_t>(bytesAt(3 * column + 1, 1)),
                    static_cast<std::uint8_t>(bytesAt(3 * column, 1)), 255};
        case 16:
        case 32: {
            const int count = m_header.bits / 8;
            const std::uint32_t value = bytesAt(static_cast<std::size_t>(count) * column, count);
            return {scaled(value, m_header.masks[0], 0), scaled(value, m_header.masks[1], 0),
                    scaled(value, m_header.masks[2], 0), scaled(value, m_header.masks[3], 255)};
        }
        default:
            return m_header.palette[paletteIndex(x, y, row)];
        }
    }
    std::size_t paletteIndex(int x, int y, std::size_t row) const {
        std::size_t index = 0;
        if (m_indices.empty()) {
            const int bit = x * m_header.bits;
            const std::uint32_t byte = littleEndian(m_file.bytes, row + static_cast<std::size_t>(bit / 8), 1);
            index = (byte >> (8 - m_header.bits - bit % 8)) & ((1u << m_header.bits) - 1);
        } else {
            index = m_indices.at(x, y);
        }
        if (index >= m_header.palette.size())
            failDamaged(m_file, fmt::format("it uses colour {} of {}", index + 1, m_header.palette.size()));
        return index;
    }

    const EncodedPicture& m_file;
    const BmpHeader& m_header;
    std::size_t m_stride = 0;
    Raster<std::uint8_t> m_indices;
};

} // namespace

DecodedPicture decodeBmp(const EncodedPicture& file) {
    const BmpHeader header = readHeader(file);
    const BmpRows rows(file, header);
    RowReducer reducer(header.size, reducedSize(header.size), 4);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(header.size.width) * 4);
    for (int y = 0; y < header.size.height; ++y) {
        rows.read(header.topDown ? y : header.size.height - 1 - y, row);
        reducer.addRow(row.data());
    }
    return takePicture(reducer, header.size, 1);
}

} // namespace croquis::image
