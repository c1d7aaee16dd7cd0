// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/mp4_text.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <istream>

namespace croquis::vector {
namespace {

constexpr std::size_t kLongestText = 16u << 20;
constexpr std::uint64_t kLargestIndex = 64u << 20;
constexpr int kMostBoxes = 1000; // before the index; a file of nothing but heads isn't followed for minutes
constexpr std::size_t kHead = 8, kLongHead = 16; // bytes of a box before its content
constexpr std::size_t kVersion = 4;              // of meta, before the boxes in it
constexpr std::size_t kDataHead = 8;             // of data, its type and language before the text

std::uint64_t numberIn(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<unsigned char>(byte);
    return value;
}

struct Extent {
    std::size_t head = kHead; ///< bytes
    std::uint64_t size = 0;   ///< with the head
};

/// Of a box. A size of 0 reaches to the end, 1 stands in the 8 bytes that follow.
/// @param start  its first bytes, as many of 16 as there are. @param left  bytes to the end of what is around it.
Extent extentOf(std::string_view start, std::uint64_t left) {
    if (start.size() < kHead)
        throw ExportError("the MP4 is cut short");
    Extent extent{kHead, numberIn(start.substr(0, 4))};
    if (extent.size == 1) {
        if (start.size() < kLongHead)
            throw ExportError("the MP4 is cut short");
        extent = {kLongHead, numberIn(start.substr(kHead, 8))};
    } else if (extent.size == 0) {
        extent.size = left;
    }
    if (extent.size < extent.head)
        throw ExportError("the MP4 holds a box smaller than its own head");
    if (extent.size > left)
        throw ExportError("the MP4 is cut short");
    return extent;
}

struct Box {
    std::string_view type;
    std::string_view content;
};

/// Takes the first box off what is left.
Box takeBox(std::string_view& rest) {
    const auto [head, size] = extentOf(rest.substr(0, kLongHead), rest.size());
    const Box box{rest.substr(4, 4), rest.substr(head, static_cast<std::size_t>(size) - head)};
    rest.remove_prefix(static_cast<std::size_t>(size));
    return box;
}

/// What the first box of that type holds.
std::optional<std::string_view> find(std::string_view boxes, std::string_view type) {
    while (!boxes.empty())
        if (const Box box = takeBox(boxes); box.type == type)
            return box.content;
    return std::nullopt;
}

} // namespace

bool isMp4(std::string_view file) {
    return file.size() >= kHead && file.substr(4, 4) == "ftyp";
}

std::optional<std::string> mp4Text(std::string_view file, std::string_view prefix) {
    if (!isMp4(file))
        throw ExportError("it isn't an MP4");
    std::string_view content = file;
    for (const std::string_view type : {"moov", "udta", "meta", "ilst", "\251cmt", "data"}) {
        const auto found = find(content, type);
        if (!found)
            return std::nullopt;
        content = *found;
        if (type == "meta" || type == "data") {
            const std::size_t head = type == "meta" ? kVersion : kDataHead;
            if (content.size() < head)
                throw ExportError("the MP4 is cut short");
            content.remove_prefix(head);
        }
    }
    if (!content.starts_with(prefix) || content.size() > kLongestText)
        return std::nullopt;
    return std::string(content.substr(prefix.size()));
}

std::string mp4Index(std::istream& file) {
    file.seekg(0, std::ios::end);
    const auto end = static_cast<std::uint64_t>(std::max<std::streamoff>(file.tellg(), 0));
    std::string index;
    std::uint64_t place = 0;
    for (int box = 0; box < kMostBoxes && place < end; ++box) {
        std::array<char, kLongHead> start{};
        const auto known = static_cast<std::streamsize>(std::min<std::uint64_t>(start.size(), end - place));
        file.seekg(static_cast<std::streamoff>(place));
        if (!file.read(start.data(), known))
            throw ExportError("reading it failed");
        const std::string_view head(start.data(), static_cast<std::size_t>(known));
        const std::uint64_t size = extentOf(head, end - place).size;
        const bool last = head.substr(4, 4) == "moov";
        if (last || place == 0) {
            if (size > kLargestIndex)
                throw ExportError("the MP4's index is larger than 64 MB");
            const std::size_t before = index.size();
            index.resize(before + static_cast<std::size_t>(size));
            file.seekg(static_cast<std::streamoff>(place));
            if (!file.read(&index[before], static_cast<std::streamsize>(size)))
                throw ExportError("reading it failed");
        }
        if (last)
            break;
        place += size;
    }
    return index;
}

} // namespace croquis::vector
