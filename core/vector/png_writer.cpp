// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/png_writer.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <png.h>

#include <cmath>
#include <csetjmp>
#include <new>

namespace croquis::vector {
namespace {

/// libpng reports through longjmp, which may cross no C++ object: every call of it runs inside attempt().
class PngEncoder {
  public:
    PngEncoder() {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
        if (!m_info) {
            png_destroy_write_struct(&m_png, nullptr);
            throw std::bad_alloc();
        }
    }
    PngEncoder(const PngEncoder&) = delete;
    PngEncoder& operator=(const PngEncoder&) = delete;
    ~PngEncoder() { png_destroy_write_struct(&m_png, &m_info); }

    void begin(const PngOptions& options) {
        attempt([](PngEncoder& self, void* argument) { self.writeHeader(*static_cast<const PngOptions*>(argument)); },
                const_cast<PngOptions*>(&options));
    }
    void row(std::span<const std::uint8_t> pixels) {
        attempt([](PngEncoder& self, void* row) { png_write_row(self.m_png, static_cast<png_const_bytep>(row)); },
                const_cast<std::uint8_t*>(pixels.data()));
    }
    void end() {
        attempt([](PngEncoder& self, void*) { png_write_end(self.m_png, nullptr); }, nullptr);
    }
    std::vector<std::byte> take() { return std::move(m_bytes); }

  private:
    void attempt(void (*work)(PngEncoder&, void*), void* argument) {
        if (setjmp(png_jmpbuf(m_png)) != 0) {
            if (m_outOfMemory)
                throw std::bad_alloc();
            throw ExportError(fmt::format("The PNG couldn't be made: {}.", m_message.data()));
        }
        work(*this, argument);
    }

    void writeHeader(const PngOptions& options) {
        png_set_write_fn(m_png, this, onWrite, [](png_structp) {});
        png_set_user_limits(m_png, kMaximumPictureSide, kMaximumPictureSide);
        png_set_compression_level(m_png, 4); // 6 takes a third longer and gains 4 % on strokes
        png_set_filter(m_png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
        const int colourType = options.format == PngFormat::rgba ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_GRAY;
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(options.size.width),
                     static_cast<png_uint_32>(options.size.height), 8, colourType, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
        png_set_sRGB(m_png, m_info, PNG_sRGB_INTENT_PERCEPTUAL);
        if (options.dpi > 0) {
            const auto perMetre = static_cast<png_uint_32>(std::lround(options.dpi / 0.0254));
            png_set_pHYs(m_png, m_info, perMetre, perMetre, PNG_RESOLUTION_METER);
        }
        if (!options.provenanceJson.empty()) {
            png_text text{};
            text.compression = PNG_ITXT_COMPRESSION_zTXt;
            text.key = const_cast<png_charp>(kProvenanceKeyword);
            text.text = const_cast<png_charp>(options.provenanceJson.c_str());
            png_set_text(m_png, m_info, &text, 1);
        }
        png_write_info(m_png, m_info);
    }

    static void onWrite(png_structp png, png_bytep data, std::size_t count) {
        auto& self = *static_cast<PngEncoder*>(png_get_io_ptr(png));
        try {
            const auto* const bytes = reinterpret_cast<const std::byte*>(data);
            self.m_bytes.insert(self.m_bytes.end(), bytes, bytes + count);
            return;
        } catch (const std::exception&) {
            self.m_outOfMemory = true;
        }
        png_error(png, "out of memory");
    }
    static void onError(png_structp png, png_const_charp message) {
        auto& self = *static_cast<PngEncoder*>(png_get_error_ptr(png));
        for (std::size_t i = 0; i + 1 < self.m_message.size() && message[i] != 0; ++i)
            self.m_message[i] = message[i];
        png_longjmp(png, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}

    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::vector<std::byte> m_bytes;
    std::array<char, 128> m_message{};
    bool m_outOfMemory = false;
};

void validate(const PngOptions& options) {
    const PixelSize size = options.size;
    if (size.width < 1 || size.height < 1 || size.width > kMaximumPictureSide || size.height > kMaximumPictureSide)
        throw InvalidArgument(
            fmt::format("A PNG of {} x {} pixels can't be written: each side must lie between 1 and {}.", size.width,
                        size.height, kMaximumPictureSide));
    if (!(options.dpi >= 0 && options.dpi <= 1e6))
        throw InvalidArgument("dpi must lie between 0 and 1000000.");
}

} // namespace

std::vector<std::byte> encodePng(const PngOptions& options, const PngRowSource& source) {
    validate(options);
    const std::size_t channels = options.format == PngFormat::rgba ? 4 : 1;
    std::vector<std::uint8_t> row(channels * static_cast<std::size_t>(options.size.width));
    PngEncoder encoder;
    encoder.begin(options);
    for (int y = 0; y < options.size.height; ++y) {
        source(y, row);
        encoder.row(row);
    }
    encoder.end();
    return encoder.take();
}

std::vector<std::byte> encodePng(const MarkedPage& page, const std::optional<geometry::Colour>& paper,
                                 const PngOptions& options) {
    if (options.format != PngFormat::rgba)
        throw InvalidArgument("format must be rgba for a painted sketch.");
    StrokePainter painter(page, {options.size, paper});
    return encodePng(options, [&painter](int, std::span<std::uint8_t> pixels) { painter.paintRow(pixels); });
}

} // namespace croquis::vector
