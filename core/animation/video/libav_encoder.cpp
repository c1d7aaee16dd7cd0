// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/video/libav_encoder.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

namespace croquis::animation {
namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 30;
constexpr int kBlock = 1 << 16;                     // bytes libavformat hands over at a time
constexpr int kKeyFrameSeconds = 2;                 // at most that far from where a player can begin
constexpr int kIndexBytes = 8192, kFrameBytes = 32; // the index: without frames, and for each at most

int require(int result) {
    if (result == AVERROR(ENOMEM))
        throw std::bad_alloc();
    if (result < 0) {
        std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
        av_strerror(result, text.data(), text.size());
        throw ExportError(fmt::format("Couldn't write the film: {}.", text.data()));
    }
    return result;
}

template <typename T>
T* require(T* made) {
    if (made == nullptr)
        throw std::bad_alloc();
    return made;
}

int writeBlock(void* target, std::uint8_t* bytes, int count) {
    return static_cast<FileInMemory*>(target)->write(bytes, count);
}

std::int64_t seekTo(void* target, std::int64_t offset, int whence) {
    return static_cast<FileInMemory*>(target)->seek(offset, whence);
}

const AVCodec* h264Encoder() {
    for (const char* name : {"libx264", "libopenh264"})
        if (const AVCodec* const codec = avcodec_find_encoder_by_name(name))
            return codec;
    throw ExportError("An MP4 can't be written: this FFmpeg has no H.264 encoder. Choose a GIF.");
}

} // namespace

int FileInMemory::write(const std::uint8_t* bytes, int count) {
    const std::size_t end = m_place + static_cast<std::size_t>(count);
    if (end > kLargestFile)
        return AVERROR(EFBIG);
    try {
        m_bytes.resize(std::max(m_bytes.size(), end));
    } catch (const std::bad_alloc&) {
        return AVERROR(ENOMEM);
    }
    std::memcpy(&m_bytes[m_place], bytes, static_cast<std::size_t>(count));
    m_place = end;
    return count;
}

std::int64_t FileInMemory::seek(std::int64_t offset, int whence) {
    const auto size = static_cast<std::int64_t>(m_bytes.size());
    if (whence == AVSEEK_SIZE)
        return size;
    const std::int64_t from = whence == SEEK_CUR ? static_cast<std::int64_t>(m_place) : whence == SEEK_END ? size : 0;
    if (from + offset < 0)
        return AVERROR(EINVAL);
    m_place = static_cast<std::size_t>(from + offset);
    return from + offset;
}

LibavEncoder::LibavEncoder(const VideoFormat& format) : m_format(format) {
    av_log_set_level(AV_LOG_QUIET); // what fails is said in a sentence
    openCodec();
    openFile();
    m_frame.reset(require(av_frame_alloc()));
    m_frame->format = m_codec->pix_fmt;
    m_frame->width = format.width;
    m_frame->height = format.height;
    require(av_frame_get_buffer(m_frame.get(), 0));
    m_packet.reset(require(av_packet_alloc()));
    m_colours.reset(require(sws_getContext(
        format.width, format.height, AV_PIX_FMT_RGBA, format.width, format.height, m_codec->pix_fmt,
        SWS_BILINEAR | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT, nullptr, nullptr, nullptr)));
    sws_setColorspaceDetails(m_colours.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1,
                             sws_getCoefficients(SWS_CS_ITU709), 0, 0, 1 << 16, 1 << 16);
}

LibavEncoder::~LibavEncoder() = default;

void LibavEncoder::openCodec() {
    const AVCodec* const codec = h264Encoder();
    m_codec.reset(require(avcodec_alloc_context3(codec)));
    m_codec->width = m_format.width;
    m_codec->height = m_format.height;
    m_codec->pix_fmt = AV_PIX_FMT_YUV420P; // what every player has
    m_codec->time_base = {1, m_format.framesPerSecond};
    m_codec->framerate = {m_format.framesPerSecond, 1};
    m_codec->gop_size = kKeyFrameSeconds * m_format.framesPerSecond;
    m_codec->max_b_frames = 0; // frames come in the order they are seen: no offset at the beginning
    m_codec->thread_count = 1; // the same bytes on every machine
    m_codec->color_range = AVCOL_RANGE_MPEG;
    m_codec->colorspace = AVCOL_SPC_BT709;
    m_codec->color_primaries = AVCOL_PRI_BT709;
    m_codec->color_trc = AVCOL_TRC_BT709;
    m_codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT;
    if (std::strcmp(codec->name, "libx264") == 0) {
        av_opt_set(m_codec->priv_data, "preset", "medium", 0);
        av_opt_set(m_codec->priv_data, "crf", "16", 0); // thin lines: nothing of them is to be seen lost
    } else {
        m_codec->bit_rate = std::int64_t{m_format.width} * m_format.height * m_format.framesPerSecond / 5;
    }
    require(avcodec_open2(m_codec.get(), codec, nullptr));
}

void LibavEncoder::openFile() {
    AVFormatContext* container = nullptr;
    require(avformat_alloc_output_context2(&container, nullptr, "mp4", nullptr));
    m_container.reset(container);
    container->flags |= AVFMT_FLAG_BITEXACT;
    m_stream = require(avformat_new_stream(container, nullptr));
    m_stream->time_base = m_codec->time_base;
    m_stream->avg_frame_rate = m_codec->framerate;
    require(avcodec_parameters_from_context(m_stream->codecpar, m_codec.get()));
    auto* const block = static_cast<unsigned char*>(require(av_malloc(kBlock)));
    m_io.reset(avio_alloc_context(block, kBlock, 1, &m_file, nullptr, &writeBlock, &seekTo));
    if (!m_io) {
        av_free(block);
        throw std::bad_alloc();
    }
    container->pb = m_io.get();
    const auto tag = [container](const char* key, const std::string& text) {
        if (!text.empty())
            require(av_dict_set(&container->metadata, key, text.c_str(), 0));
    };
    tag("title", m_format.title);
    tag("comment", m_format.comment);
    // Room at the front for the index, so that a film begins before all of it has arrived.
    AVDictionary* options = nullptr;
    const auto room = static_cast<std::int64_t>(m_format.title.size() + m_format.comment.size()) + kIndexBytes +
                      std::int64_t{kFrameBytes} * m_format.frames;
    av_dict_set_int(&options, "moov_size", room, 0);
    const int result = avformat_write_header(container, &options);
    av_dict_free(&options);
    require(result);
}

void LibavEncoder::add(std::span<const std::uint8_t> rgba) {
    if (rgba.size() !=
        std::size_t{4} * static_cast<std::size_t>(m_format.width) * static_cast<std::size_t>(m_format.height))
        throw InvalidArgument("video: a frame must have the film's size");
    require(av_frame_make_writable(m_frame.get())); // the encoder may still hold the one before
    const std::uint8_t* const source[] = {rgba.data()};
    const int stride[] = {4 * m_format.width};
    sws_scale(m_colours.get(), source, stride, 0, m_format.height, m_frame->data, m_frame->linesize);
    m_frame->pts = m_frames++;
    m_frame->color_range = m_codec->color_range;
    m_frame->colorspace = m_codec->colorspace;
    m_frame->color_primaries = m_codec->color_primaries;
    m_frame->color_trc = m_codec->color_trc;
    require(avcodec_send_frame(m_codec.get(), m_frame.get()));
    takePackets();
}

void LibavEncoder::takePackets() {
    for (;;) {
        const int result = avcodec_receive_packet(m_codec.get(), m_packet.get());
        if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
            return;
        require(result);
        m_packet->duration = 1;
        av_packet_rescale_ts(m_packet.get(), m_codec->time_base, m_stream->time_base);
        m_packet->stream_index = m_stream->index;
        const int written = av_interleaved_write_frame(m_container.get(), m_packet.get());
        if (written == AVERROR(EFBIG))
            throw ExportError("The film would be larger than 1 GB: make it smaller or shorter.");
        require(written);
    }
}

std::vector<std::byte> LibavEncoder::finished() {
    require(avcodec_send_frame(m_codec.get(), nullptr));
    takePackets();
    require(av_write_trailer(m_container.get()));
    avio_flush(m_io.get());
    return m_file.take();
}

} // namespace croquis::animation

extern "C" croquis::animation::VideoEncoder* croquisOpenVideoEncoder1(const croquis::animation::VideoFormat& format) {
    return new croquis::animation::LibavEncoder(format);
}
