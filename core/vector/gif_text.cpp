// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/gif_text.hpp"

#include "base/error.hpp"

#include <algorithm>

namespace croquis::vector {
namespace {

constexpr std::size_t kScreenSize = 7, kPictureSize = 9;
constexpr std::size_t kLongestText = 16u << 20;
constexpr unsigned kExtension = 0x21, kPicture = 0x2c, kTrailer = 0x3b, kComment = 0xfe;

class GifBlocks {
  public:
    explicit GifBlocks(std::string_view file) : m_rest(file) {}

    std::string_view take(std::size_t count) {
        if (count > m_rest.size())
            throw ExportError("the GIF is cut short");
        const std::string_view bytes = m_rest.substr(0, count);
        m_rest.remove_prefix(count);
        return bytes;
    }
    unsigned byte() { return static_cast<unsigned char>(take(1).front()); }
    /// Of a screen's or a picture's description: whether three bytes a colour follow, and for how many.
    void passColours(unsigned flags) {
        if ((flags & 0x80) != 0)
            take(std::size_t{3} << ((flags & 7) + 1));
    }
    /// Blocks of up to 255 bytes, each behind its length, up to an empty one. @param text  takes what they hold.
    void passBlocks(std::string* text = nullptr) {
        for (unsigned length = byte(); length != 0; length = byte()) {
            const std::string_view block = take(length);
            if (text != nullptr && text->size() + length <= kLongestText)
                text->append(block);
        }
    }

  private:
    std::string_view m_rest;
};

} // namespace

std::optional<std::string> gifText(std::string_view file, std::string_view prefix) {
    GifBlocks blocks(file);
    if (blocks.take(std::min(file.size(), kGifSignature.size())) != kGifSignature)
        throw ExportError("it isn't a GIF89a");
    blocks.passColours(static_cast<unsigned char>(blocks.take(kScreenSize)[4]));
    for (;;) {
        switch (blocks.byte()) {
        case kTrailer:
            return std::nullopt;
        case kPicture:
            blocks.passColours(static_cast<unsigned char>(blocks.take(kPictureSize)[8]));
            blocks.byte(); // the codes' first width
            blocks.passBlocks();
            break;
        case kExtension: {
            std::string text;
            const bool comment = blocks.byte() == kComment;
            blocks.passBlocks(comment ? &text : nullptr);
            if (comment && text.starts_with(prefix))
                return text.substr(prefix.size());
            break;
        }
        default:
            throw ExportError("the GIF holds a block of no known kind");
        }
    }
}

} // namespace croquis::vector
