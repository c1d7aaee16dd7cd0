// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/decoders.hpp"
#include "image/orientation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <new>

#include <webp/decode.h>
#include <webp/demux.h>

namespace croquis::image {
namespace {

using Demuxer = std::unique_ptr<WebPDemuxer, decltype(&WebPDemuxDelete)>;

class FirstFrame {
  public:
    FirstFrame(const EncodedPicture& file, const WebPDemuxer* demuxer) {
        if (WebPDemuxGetFrame(demuxer, 1, &m_frame) == 0 || m_frame.complete == 0)
            failDamaged(file, "it holds no complete picture");
    }
    FirstFrame(const FirstFrame&) = delete;
    FirstFrame& operator=(const FirstFrame&) = delete;
    ~FirstFrame() { WebPDemuxReleaseIterator(&m_frame); }

    const WebPIterator& get() const { return m_frame; }

  private:
    WebPIterator m_frame{};
};

int orientationOf(const WebPDemuxer* demuxer) {
    WebPChunkIterator chunk{};
    if (WebPDemuxGetChunk(demuxer, "EXIF", 1, &chunk) == 0)
        return 1;
    const int orientation = exifOrientation(std::as_bytes(std::span(chunk.chunk.bytes, chunk.chunk.size)));
    WebPDemuxReleaseChunkIterator(&chunk);
    return orientation;
}

/// The first picture on its transparent canvas, [height, width, 4].
Raster<std::uint8_t> decodeFrame(const EncodedPicture& file, const WebPIterator& frame, Size canvasSize) {
    const bool fits = frame.x_offset >= 0 && frame.y_offset >= 0 && frame.width >= 1 && frame.height >= 1 &&
                      frame.width <= canvasSize.width - frame.x_offset &&
                      frame.height <= canvasSize.height - frame.y_offset;
    if (!fits)
        failDamaged(file, "a picture lies outside its canvas");
    Raster<std::uint8_t> canvas(canvasSize.width, canvasSize.height, 4);
    const int stride = 4 * canvas.width;
    std::uint8_t* first = &canvas.at(frame.x_offset, frame.y_offset);
    const std::size_t room = canvas.values.size() - static_cast<std::size_t>(first - canvas.values.data());

    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        failUnsupported(file, "a WebP picture newer than this program");
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {first, stride, room};
    switch (WebPDecode(frame.fragment.bytes, frame.fragment.size, &config)) {
    case VP8_STATUS_OK:
        return canvas;
    case VP8_STATUS_OUT_OF_MEMORY:
        throw std::bad_alloc();
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        failUnsupported(file, "an unusual kind of WebP picture");
    case VP8_STATUS_NOT_ENOUGH_DATA:
        failDamaged(file, "the file ends early");
    default:
        failDamaged(file, "its data make no sense");
    }
}

} // namespace

DecodedPicture decodeWebp(const EncodedPicture& file) {
    const WebPData data{reinterpret_cast<const std::uint8_t*>(file.bytes.data()), file.bytes.size()};
    const Demuxer demuxer(WebPDemux(&data), &WebPDemuxDelete);
    if (!demuxer)
        failDamaged(file, "the file ends early or its data make no sense");
    const Size stored{static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_WIDTH)),
                      static_cast<int>(WebPDemuxGetI(demuxer.get(), WEBP_FF_CANVAS_HEIGHT))};
    requireReadableSize(file, stored.width, stored.height, kMostWholePixels);
    const FirstFrame frame(file, demuxer.get());
    Raster<std::uint8_t> canvas = decodeFrame(file, frame.get(), stored);
    RowReducer reducer(stored, reducedSize(stored), 4);
    for (int y = 0; y < stored.height; ++y)
        reducer.addRow(&canvas.at(0, y));
    return takePicture(reducer, stored, orientationOf(demuxer.get()));
}

} // namespace croquis::image
