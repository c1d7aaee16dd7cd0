// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/film_reader.hpp"

#include <wels/codec_api.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace croquis::test {
namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what);
}

std::uint32_t numberAt(const QByteArray& bytes, qsizetype place, int size = 4) {
    if (place < 0 || place + size > bytes.size())
        fail("cut short");
    std::uint32_t value = 0;
    for (int k = 0; k < size; ++k)
        value = value << 8 | static_cast<unsigned char>(bytes[place + k]);
    return value;
}

/// What the first box of that type holds; sizes of 32 bits only.
QByteArray box(const QByteArray& boxes, const char* type) {
    for (qsizetype at = 0; at < boxes.size();) {
        const auto size = static_cast<qsizetype>(numberAt(boxes, at));
        if (size < 8 || at + size > boxes.size())
            fail("a box of impossible size");
        if (boxes.mid(at + 4, 4) == type)
            return boxes.mid(at + 8, size - 8);
        at += size;
    }
    fail(std::string("no box ") + type);
}

QByteArray inside(QByteArray boxes, std::initializer_list<const char*> types) {
    for (const char* type : types)
        boxes = box(boxes, type);
    return boxes;
}

/// A run-length table: entries of (count, value) after a version and a number of entries.
QList<std::uint32_t> spread(const QByteArray& table) {
    QList<std::uint32_t> values;
    for (std::uint32_t k = 0; k < numberAt(table, 4); ++k)
        values.insert(values.size(), numberAt(table, 8 + 8 * k), numberAt(table, 12 + 8 * k));
    return values;
}

/// Where each frame's bytes lie (ISO/IEC 14496-12, 8.7).
QList<std::pair<qsizetype, qsizetype>> samples(const QByteArray& stbl) {
    const QByteArray sizes = box(stbl, "stsz"), chunks = box(stbl, "stco"), perChunk = box(stbl, "stsc");
    QList<std::pair<qsizetype, qsizetype>> result;
    const std::uint32_t common = numberAt(sizes, 4), count = numberAt(sizes, 8), entries = numberAt(perChunk, 4);
    std::uint32_t sample = 0;
    for (std::uint32_t chunk = 0; chunk < numberAt(chunks, 4); ++chunk) {
        std::uint32_t inChunk = 0;
        for (std::uint32_t k = 0; k < entries && numberAt(perChunk, 8 + 12 * k) <= chunk + 1; ++k)
            inChunk = numberAt(perChunk, 12 + 12 * k);
        qsizetype place = numberAt(chunks, 8 + 4 * chunk);
        for (std::uint32_t k = 0; k < inChunk && sample < count; ++k, ++sample) {
            const qsizetype size = common != 0 ? common : numberAt(sizes, 12 + 4 * sample);
            result.append({place, size});
            place += size;
        }
    }
    if (sample != count)
        fail("frames without a place");
    return result;
}

const QByteArray kStart("\0\0\0\1", 4);

/// SPS and PPS (ISO/IEC 14496-15, 5.3.3) as a byte stream.
QByteArray parameters(const QByteArray& avcC) {
    QByteArray stream;
    qsizetype at = 5;
    for (const int mask : {0x1f, 0xff}) {
        const std::uint32_t count = numberAt(avcC, at++, 1) & static_cast<std::uint32_t>(mask);
        for (std::uint32_t k = 0; k < count; ++k) {
            const auto size = static_cast<qsizetype>(numberAt(avcC, at, 2));
            stream += kStart + avcC.mid(at + 2, size);
            at += 2 + size;
        }
    }
    return stream;
}

QByteArray unitsOf(const QByteArray& sample) {
    QByteArray stream;
    for (qsizetype at = 0; at < sample.size();) {
        const auto size = static_cast<qsizetype>(numberAt(sample, at));
        stream += kStart + sample.mid(at + 4, size);
        at += 4 + size;
    }
    return stream;
}

QImage pictureOf(unsigned char* const planes[3], const SSysMEMBuffer& buffer) {
    QImage picture(buffer.iWidth, buffer.iHeight, QImage::Format_RGB32);
    const auto byte = [](double value) { return static_cast<int>(std::clamp(value + 0.5, 0.0, 255.0)); };
    for (int y = 0; y < buffer.iHeight; ++y)
        for (int x = 0; x < buffer.iWidth; ++x) {
            const double luma = 255.0 / 219 * (planes[0][y * buffer.iStride[0] + x] - 16);
            const double blue = 255.0 / 224 * (planes[1][y / 2 * buffer.iStride[1] + x / 2] - 128);
            const double red = 255.0 / 224 * (planes[2][y / 2 * buffer.iStride[1] + x / 2] - 128);
            picture.setPixel(
                x, y,
                qRgb(byte(luma + 1.5748 * red), byte(luma - 0.1873 * blue - 0.4681 * red), byte(luma + 1.8556 * blue)));
        }
    return picture;
}

class Decoder {
  public:
    Decoder() {
        if (WelsCreateDecoder(&m_decoder) != 0)
            fail("no decoder");
        SDecodingParam options{};
        options.sVideoProperty.eVideoBsType = VIDEO_BITSTREAM_AVC;
        options.uiTargetDqLayer = UCHAR_MAX;
        options.eEcActiveIdc = ERROR_CON_DISABLE; // what is damaged is to be seen
        if (m_decoder->Initialize(&options) != 0)
            fail("the decoder doesn't begin");
    }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder() {
        m_decoder->Uninitialize();
        WelsDestroyDecoder(m_decoder);
    }
    void decode(const QByteArray& stream, QList<QImage>& frames) {
        unsigned char* planes[3]{};
        SBufferInfo info{};
        take(m_decoder->DecodeFrameNoDelay(reinterpret_cast<const unsigned char*>(stream.constData()),
                                           static_cast<int>(stream.size()), planes, &info),
             planes, info, frames);
    }
    /// What it has held back, in case a frame were to come before.
    void finish(QList<QImage>& frames) {
        int left = 0;
        m_decoder->GetOption(DECODER_OPTION_NUM_OF_FRAMES_REMAINING_IN_BUFFER, &left);
        for (; left > 0; --left) {
            unsigned char* planes[3]{};
            SBufferInfo info{};
            take(m_decoder->FlushFrame(planes, &info), planes, info, frames);
        }
    }

  private:
    static void take(DECODING_STATE state, unsigned char* const planes[3], const SBufferInfo& info,
                     QList<QImage>& frames) {
        if (state != dsErrorFree)
            fail("frame " + std::to_string(frames.size()) + " isn't H.264 (" + std::to_string(state) + ")");
        if (info.iBufferStatus == 1)
            frames.append(pictureOf(planes, info.UsrData.sSystemBuffer));
    }

    ISVCDecoder* m_decoder = nullptr;
};

} // namespace

Film readFilm(const QByteArray& mp4) {
    Film film;
    film.indexFirst = mp4.indexOf("moov") < mp4.indexOf("mdat");
    const QByteArray moov = box(mp4, "moov"), media = inside(moov, {"trak", "mdia"});
    const QByteArray stbl = inside(media, {"minf", "stbl"});
    const QByteArray entry = box(stbl, "stsd").mid(8);
    if (entry.mid(4, 4) != "avc1")
        fail("not H.264");
    film.size = {static_cast<int>(numberAt(entry, 32, 2)), static_cast<int>(numberAt(entry, 34, 2))};
    const double scale = numberAt(box(media, "mdhd"), 12);
    for (const auto duration : spread(box(stbl, "stts")))
        film.seconds.append(duration / scale);
    Decoder decoder;
    QByteArray before = parameters(box(entry.mid(86), "avcC"));
    for (const auto& [place, size] : samples(stbl)) {
        decoder.decode(before + unitsOf(mp4.mid(place, size)), film.frames);
        before.clear();
    }
    decoder.finish(film.frames);
    return film;
}

} // namespace croquis::test
