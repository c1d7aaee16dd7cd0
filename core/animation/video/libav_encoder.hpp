// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/video/video_encoder.hpp"

#include <memory>
#include <utility>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

namespace croquis::animation {

/// A file as libavformat wants it, in memory: what is skipped is zero.
class FileInMemory {
  public:
    int write(const std::uint8_t* bytes, int count);
    std::int64_t seek(std::int64_t offset, int whence);
    std::vector<std::byte> take() { return std::move(m_bytes); }

  private:
    std::vector<std::byte> m_bytes;
    std::size_t m_place = 0;
};

/// VideoEncoder on FFmpeg's libavcodec and libavformat: libx264 where FFmpeg has it, else libopenh264. Equal frames
/// give equal bytes with the same libraries.
class LibavEncoder final : public VideoEncoder {
  public:
    explicit LibavEncoder(const VideoFormat& format);
    LibavEncoder(const LibavEncoder&) = delete;
    LibavEncoder& operator=(const LibavEncoder&) = delete;
    ~LibavEncoder() override;

    void add(std::span<const std::uint8_t> rgba) override;
    std::vector<std::byte> finished() override;

  private:
    struct Free {
        void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
        void operator()(AVFormatContext* container) const { avformat_free_context(container); }
        void operator()(AVFrame* frame) const { av_frame_free(&frame); }
        void operator()(AVPacket* packet) const { av_packet_free(&packet); }
        void operator()(SwsContext* colours) const { sws_freeContext(colours); }
        void operator()(AVIOContext* io) const {
            av_freep(&io->buffer);
            avio_context_free(&io);
        }
    };
    void openCodec();
    void openFile();
    void takePackets();

    VideoFormat m_format;
    FileInMemory m_file;
    std::unique_ptr<AVCodecContext, Free> m_codec;
    std::unique_ptr<AVIOContext, Free> m_io;
    std::unique_ptr<AVFormatContext, Free> m_container;
    AVStream* m_stream = nullptr; ///< the container's
    std::unique_ptr<AVFrame, Free> m_frame;
    std::unique_ptr<AVPacket, Free> m_packet;
    std::unique_ptr<SwsContext, Free> m_colours;
    std::int64_t m_frames = 0;
};

} // namespace croquis::animation
