// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"
#include "image/orientation.hpp"
#include "image/photo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <string>
#include <vector>

#include <jerror.h>
#include <jpeglib.h>

namespace croquis::image {
namespace {

constexpr double kShareOfScans = 0.5; // of a progressive JPEG that breaks off nobody knows what was to come

/// libjpeg leaves by longjmp: every function that calls it holds trivial objects only and tells by its result whether
/// it got through.
class JpegStream {
  public:
    /// @param tolerant  goes on where part of the picture is missing.
    JpegStream(std::span<const std::byte> bytes, bool tolerant) : m_bytes(bytes), m_tolerant(tolerant) {
        m_jpeg.err = jpeg_std_error(&m_errors);
        m_jpeg.client_data = this;
        m_errors.error_exit = [](j_common_ptr jpeg) { leave(jpeg); };
        m_errors.emit_message = [](j_common_ptr jpeg, int level) {
            const auto* self = static_cast<const JpegStream*>(jpeg->client_data);
            if (level < 0 && !self->m_tolerant && !isHarmless(jpeg->err->msg_code))
                leave(jpeg);
        };
    }
    JpegStream(const JpegStream&) = delete;
    JpegStream& operator=(const JpegStream&) = delete;
    ~JpegStream() { jpeg_destroy_decompress(&m_jpeg); }

    bool readHeader() {
        if (setjmp(m_start) != 0)
            return false;
        jpeg_create_decompress(&m_jpeg);
        jpeg_mem_src(&m_jpeg, reinterpret_cast<const unsigned char*>(m_bytes.data()), m_bytes.size());
        jpeg_save_markers(&m_jpeg, JPEG_APP0 + 1, 0xffff);
        jpeg_read_header(&m_jpeg, TRUE);
        return true;
    }
    bool start(unsigned scaleDenominator) {
        if (setjmp(m_start) != 0)
            return false;
        m_jpeg.scale_num = 1;
        m_jpeg.scale_denom = scaleDenominator;
        m_jpeg.dct_method = JDCT_ISLOW;
        const bool fourInks = m_jpeg.jpeg_color_space == JCS_CMYK || m_jpeg.jpeg_color_space == JCS_YCCK;
        m_jpeg.out_color_space = fourInks ? JCS_CMYK : JCS_RGB;
        jpeg_start_decompress(&m_jpeg);
        return true;
    }
    bool readRow(std::uint8_t* row) {
        if (setjmp(m_start) != 0)
            return false;
        JSAMPROW rows[] = {row};
        jpeg_read_scanlines(&m_jpeg, rows, 1);
        return true;
    }
    bool finish() {
        if (setjmp(m_start) != 0)
            return false;
        jpeg_finish_decompress(&m_jpeg);
        return true;
    }

    jpeg_decompress_struct& jpeg() { return m_jpeg; }
    int errorCode() const { return m_errors.msg_code; }
    std::string message() const { return m_message.data(); }

    /// A damaged header's may be more than any whole number holds.
    double coefficientBytes() {
        if (!jpeg_has_multiple_scans(&m_jpeg))
            return 0;
        double bytes = 0;
        for (int i = 0; i < m_jpeg.num_components; ++i)
            bytes += 1.0 * sizeof(JBLOCK) * m_jpeg.comp_info[i].width_in_blocks * m_jpeg.comp_info[i].height_in_blocks;
        return bytes;
    }

  private:
    /// Oddities that lose nothing; every other warning means that part of the picture is missing.
    static bool isHarmless(int code) {
        return code == JWRN_EXTRANEOUS_DATA || code == JWRN_ADOBE_XFORM || code == JWRN_JFIF_MAJOR ||
               code == JWRN_TOO_MUCH_DATA;
    }
    [[noreturn]] static void leave(j_common_ptr jpeg) {
        auto* self = static_cast<JpegStream*>(jpeg->client_data);
        jpeg->err->format_message(jpeg, self->m_message.data());
        std::longjmp(self->m_start, 1);
    }

    std::span<const std::byte> m_bytes;
    bool m_tolerant;
    jpeg_decompress_struct m_jpeg{};
    jpeg_error_mgr m_errors{};
    std::jmp_buf m_start{};
    std::array<char, JMSG_LENGTH_MAX> m_message{};
};

[[noreturn]] void fail(const EncodedPicture& file, const JpegStream& stream) {
    switch (stream.errorCode()) {
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_ARITH_NOTIMPL:
    case JERR_COMPONENT_COUNT:
        failUnsupported(file, fmt::format("an unusual kind of JPEG ({})", stream.message()));
    default:
        failDamaged(file, stream.message());
    }
}

int orientationOf(const jpeg_decompress_struct& jpeg) {
    for (jpeg_saved_marker_ptr marker = jpeg.marker_list; marker != nullptr; marker = marker->next) {
        const auto content = std::as_bytes(std::span(marker->data, marker->data_length));
        if (marker->marker == JPEG_APP0 + 1 && content.size() > 6 &&
            std::equal(content.begin(), content.begin() + 4, std::as_bytes(std::span("Exif")).begin()))
            return exifOrientation(content);
    }
    return 1;
}

/// The library leaves out the detail it isn't asked for: the largest reduction that keeps enough for the area averaging
/// after it.
unsigned scaleDenominator(Size stored) {
    const int longest = std::max(stored.width, stored.height);
    unsigned denominator = 8;
    while (denominator > 1 && longest / static_cast<int>(denominator) < Photo::kLongestSide)
        denominator /= 2;
    return denominator;
}

/// Programs that write CMYK JPEGs put Adobe's marker in and store the inks inverted.
void rgbFromCmyk(std::vector<std::uint8_t>& row, unsigned pixels, bool inverted) {
    for (std::size_t i = 0; i < pixels; ++i) {
        std::array<unsigned, 4> light{};
        for (std::size_t ink = 0; ink < 4; ++ink)
            light[ink] = inverted ? row[4 * i + ink] : 255u - row[4 * i + ink];
        for (std::size_t channel = 0; channel < 3; ++channel)
            row[3 * i + channel] = static_cast<std::uint8_t>((light[channel] * light[3] + 127) / 255);
    }
}

DecodedPicture decodeRows(const EncodedPicture& file, JpegStream& stream, Size stored, int orientation) {
    jpeg_decompress_struct& jpeg = stream.jpeg();
    const Size decoded{static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height)};
    RowReducer reducer(decoded, reducedSize(stored), 3);
    std::vector<std::uint8_t> row(std::size_t{jpeg.output_width} * static_cast<std::size_t>(jpeg.output_components));
    int rows = 0;
    const auto part = [&] {
        const auto stored64 = std::int64_t{stored.height};
        return takePart(file, reducer, static_cast<int>(stored64 * rows / decoded.height), stored, orientation,
                        stream.message());
    };
    for (; rows < decoded.height; ++rows) {
        if (!stream.readRow(row.data()))
            return part();
        if (jpeg.out_color_space == JCS_CMYK)
            rgbFromCmyk(row, jpeg.output_width, jpeg.saw_Adobe_marker == TRUE);
        reducer.addRow(row.data());
    }
    if (!stream.finish())
        return part();
    return takePicture(reducer, stored, orientation);
}

/// Each scan of a progressive JPEG sharpens the whole picture: after the first one there is something to see.
DecodedPicture decodeWhatThereIs(const EncodedPicture& file, const JpegStream& broken) {
    JpegStream stream(file.bytes, true);
    jpeg_decompress_struct& jpeg = stream.jpeg();
    if (!stream.readHeader() || jpeg.image_width == 0 || jpeg.image_height == 0)
        fail(file, broken);
    const Size stored{static_cast<int>(jpeg.image_width), static_cast<int>(jpeg.image_height)};
    const int orientation = orientationOf(jpeg);
    if (!stream.start(scaleDenominator(stored)) || jpeg.input_scan_number < 2)
        fail(file, broken);
    if (file.damage == Damage::refuse)
        failInPart(file, broken.message());
    auto picture = decodeRows(file, stream, stored, orientation);
    picture.readShare = kShareOfScans;
    return picture;
}

} // namespace

DecodedPicture decodeJpeg(const EncodedPicture& file) {
    JpegStream stream(file.bytes, false);
    if (!stream.readHeader())
        fail(file, stream);
    jpeg_decompress_struct& jpeg = stream.jpeg();
    requireReadableSize(file, jpeg.image_width, jpeg.image_height, kMostStreamedPixels);
    const double coefficients = stream.coefficientBytes(); // a header further on may spoil what is told later
    if (coefficients > kMostCoefficientBytes)
        failUnsupported(file, fmt::format("a progressive JPEG of {} x {} pixels", jpeg.image_width, jpeg.image_height));
    const Size stored{static_cast<int>(jpeg.image_width), static_cast<int>(jpeg.image_height)};
    const int orientation = orientationOf(jpeg);
    if (!stream.start(scaleDenominator(stored))) {
        if (coefficients > 0)
            return decodeWhatThereIs(file, stream);
        fail(file, stream);
    }
    return decodeRows(file, stream, stored, orientation);
}

} // namespace croquis::image
