// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

#include <gif_lib.h>

namespace croquis::image {
namespace {

class GifStream {
  public:
    explicit GifStream(const EncodedPicture& file) : m_file(file), m_rest(file.bytes) {
        int error = D_GIF_SUCCEEDED;
        m_gif = DGifOpen(this, &giveBytes, &error);
        if (m_gif == nullptr)
            fail(error);
    }
    GifStream(const GifStream&) = delete;
    GifStream& operator=(const GifStream&) = delete;
    ~GifStream() { DGifCloseFile(m_gif, nullptr); }

    /// Goes to the first picture. @return the index of its transparent colour, if it has one.
    std::optional<int> goToPicture() {
        std::optional<int> transparent;
        for (;;) {
            GifRecordType record = UNDEFINED_RECORD_TYPE;
            require(DGifGetRecordType(m_gif, &record));
            if (record == TERMINATE_RECORD_TYPE)
                failDamaged(m_file, "it holds no picture");
            if (record == IMAGE_DESC_RECORD_TYPE) {
                require(DGifGetImageDesc(m_gif));
                return transparent;
            }
            if (record == EXTENSION_RECORD_TYPE)
                readExtension(transparent);
        }
    }
    void readLine(GifPixelType* line) { require(DGifGetLine(m_gif, line, m_gif->Image.Width)); }

    const GifFileType& gif() const { return *m_gif; }

  private:
    static int giveBytes(GifFileType* gif, GifByteType* target, int count) {
        auto* self = static_cast<GifStream*>(gif->UserData);
        const std::size_t given = std::min(self->m_rest.size(), static_cast<std::size_t>(count));
        std::memcpy(target, self->m_rest.data(), given);
        self->m_rest = self->m_rest.subspan(given);
        return static_cast<int>(given);
    }
    void readExtension(std::optional<int>& transparent) {
        int code = 0;
        GifByteType* block = nullptr;
        require(DGifGetExtension(m_gif, &code, &block));
        GraphicsControlBlock control{};
        if (code == GRAPHICS_EXT_FUNC_CODE && block != nullptr &&
            DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
            transparent = control.TransparentColor == NO_TRANSPARENT_COLOR ? std::nullopt
                                                                           : std::optional(control.TransparentColor);
        while (block != nullptr)
            require(DGifGetExtensionNext(m_gif, &block));
    }
    void require(int result) const {
        if (result != GIF_OK)
            fail(m_gif->Error);
    }
    [[noreturn]] void fail(int error) const {
        if (error == D_GIF_ERR_NOT_ENOUGH_MEM)
            throw std::bad_alloc();
        const char* reason = GifErrorString(error);
        failDamaged(m_file, reason != nullptr ? reason : "unknown reason");
    }

    const EncodedPicture& m_file;
    std::span<const std::byte> m_rest;
    GifFileType* m_gif = nullptr;
};

/// The row of the picture that the n-th stored line belongs to.
std::vector<int> lineOrder(int height, bool interlaced) {
    constexpr std::array<std::array<int, 2>, 4> kPasses = {{{0, 8}, {4, 8}, {2, 4}, {1, 2}}};
    std::vector<int> order;
    if (interlaced) {
        for (const auto& [first, step] : kPasses)
            for (int y = first; y < height; y += step)
                order.push_back(y);
    } else {
        for (int y = 0; y < height; ++y)
            order.push_back(y);
    }
    return order;
}

} // namespace

DecodedPicture decodeGif(const EncodedPicture& file) {
    GifStream stream(file);
    const std::optional<int> transparent = stream.goToPicture();
    const GifImageDesc& frame = stream.gif().Image;
    const ColorMapObject* colours = frame.ColorMap != nullptr ? frame.ColorMap : stream.gif().SColorMap;
    if (colours == nullptr)
        failDamaged(file, "it has no colours");
    const Size stored{std::max(stream.gif().SWidth, frame.Left + frame.Width),
                      std::max(stream.gif().SHeight, frame.Top + frame.Height)};
    requireReadableSize(file, stored.width, stored.height, kMostWholePixels);
    requireReadableSize(file, frame.Width, frame.Height, kMostWholePixels);

    Raster<std::uint8_t> canvas(stored.width, stored.height, 4);
    std::vector<GifPixelType> line(static_cast<std::size_t>(frame.Width));
    for (const int y : lineOrder(frame.Height, frame.Interlace)) {
        stream.readLine(line.data());
        for (int x = 0; x < frame.Width; ++x) {
            const int colour = line[static_cast<std::size_t>(x)];
            if (colour == transparent)
                continue;
            if (colour >= colours->ColorCount)
                failDamaged(file, fmt::format("it uses colour {} of {}", colour + 1, colours->ColorCount));
            const GifColorType& value = colours->Colors[colour];
            const std::array<std::uint8_t, 4> pixel = {value.Red, value.Green, value.Blue, 255};
            std::ranges::copy(pixel, &canvas.at(frame.Left + x, frame.Top + y));
        }
    }
    RowReducer reducer(stored, reducedSize(stored), 4);
    for (int y = 0; y < stored.height; ++y)
        reducer.addRow(&canvas.at(0, y));
    return takePicture(reducer, stored, 1);
}

} // namespace croquis::image
