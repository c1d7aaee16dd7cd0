// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"
#include "image/orientation.hpp"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstring>
#include <new>
#include <string>
#include <vector>

#include <png.h>

namespace croquis::image {
namespace {

/// libpng leaves by longjmp: every function that calls it holds trivial objects only and tells by its result whether it
/// got through.
class PngStream {
  public:
    explicit PngStream(std::span<const std::byte> bytes) : m_rest(bytes) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &leave, [](png_structp, png_const_charp) {});
        m_info = m_png != nullptr ? png_create_info_struct(m_png) : nullptr;
        if (m_info == nullptr) {
            png_destroy_read_struct(&m_png, nullptr, nullptr);
            throw std::bad_alloc();
        }
    }
    PngStream(const PngStream&) = delete;
    PngStream& operator=(const PngStream&) = delete;
    ~PngStream() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    bool readHeader() {
        if (setjmp(m_start) != 0)
            return false;
        png_set_read_fn(m_png, this, &giveBytes);
        png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
        png_read_info(m_png, m_info);
        return true;
    }
    /// Everything becomes 8-bit RGB or RGBA.
    bool start() {
        if (setjmp(m_start) != 0)
            return false;
        png_set_expand(m_png);
        png_set_scale_16(m_png);
        png_set_gray_to_rgb(m_png);
        m_passes = png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }
    bool readRow(std::uint8_t* row) {
        if (setjmp(m_start) != 0)
            return false;
        png_read_row(m_png, row, nullptr);
        return true;
    }
    bool finish() {
        if (setjmp(m_start) != 0)
            return false;
        png_read_end(m_png, m_info);
        return true;
    }

    Size size() const {
        return {static_cast<int>(png_get_image_width(m_png, m_info)),
                static_cast<int>(png_get_image_height(m_png, m_info))};
    }
    bool interlaced() const { return png_get_interlace_type(m_png, m_info) != PNG_INTERLACE_NONE; }
    int channels() const { return png_get_channels(m_png, m_info); }
    int passes() const { return m_passes; }
    int orientation() const {
        png_bytep exif = nullptr;
        png_uint_32 size = 0;
        if (png_get_eXIf_1(m_png, m_info, &size, &exif) == 0)
            return 1;
        return exifOrientation(std::as_bytes(std::span(exif, size)));
    }
    std::string message() const { return m_message.data(); }

  private:
    static void leave(png_structp png, png_const_charp message) {
        auto* self = static_cast<PngStream*>(png_get_error_ptr(png));
        std::strncpy(self->m_message.data(), message, self->m_message.size() - 1);
        std::longjmp(self->m_start, 1);
    }
    static void giveBytes(png_structp png, png_bytep target, std::size_t count) {
        auto* self = static_cast<PngStream*>(png_get_io_ptr(png));
        if (count > self->m_rest.size())
            png_error(png, "the file ends early");
        std::memcpy(target, self->m_rest.data(), count);
        self->m_rest = self->m_rest.subspan(count);
    }

    std::span<const std::byte> m_rest;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    int m_passes = 1;
    std::jmp_buf m_start{};
    std::array<char, 200> m_message{};
};

} // namespace

DecodedPicture decodePng(const EncodedPicture& file) {
    PngStream stream(file.bytes);
    if (!stream.readHeader())
        failDamaged(file, stream.message());
    const Size stored = stream.size();
    requireReadableSize(file, stored.width, stored.height,
                        stream.interlaced() ? kMostWholePixels : kMostStreamedPixels);
    if (!stream.start())
        failDamaged(file, stream.message());

    const auto rowBytes = static_cast<std::size_t>(stored.width) * static_cast<std::size_t>(stream.channels());
    const auto keptRows = stream.interlaced() ? static_cast<std::size_t>(stored.height) : 1;
    std::vector<std::uint8_t> rows(rowBytes * keptRows);
    RowReducer reducer(stored, reducedSize(stored), stream.channels());
    for (int pass = 0; pass < stream.passes(); ++pass) {
        for (int y = 0; y < stored.height; ++y) {
            std::uint8_t* row = &rows[stream.interlaced() ? static_cast<std::size_t>(y) * rowBytes : 0];
            if (!stream.readRow(row)) {
                if (stream.interlaced()) // the rows of a pass lie all over the picture
                    failDamaged(file, stream.message());
                return takePart(file, reducer, y, stored, 1, stream.message());
            }
            if (pass == stream.passes() - 1)
                reducer.addRow(row);
        }
    }
    if (!stream.finish())
        return takePart(file, reducer, stored.height, stored, 1, stream.message());
    return takePicture(reducer, stored, stream.orientation());
}

} // namespace croquis::image
