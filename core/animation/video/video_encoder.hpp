// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace croquis::animation {

/// What a film is made of.
struct VideoFormat {
    int width = 0;  ///< pixels, even
    int height = 0; ///< likewise
    int framesPerSecond = 30;
    int frames = 0;      ///< that will be added
    std::string title;   ///< UTF-8; empty: none
    std::string comment; ///< likewise
};

/// Takes a film's frames and gives its MP4: H.264 (4:2:0, BT.709, limited range), no sound, its index at the front.
class VideoEncoder {
  public:
    virtual ~VideoEncoder() = default;
    /// The next frame. @param rgba  [height, width, 4]; alpha isn't read. @throws ExportError
    virtual void add(std::span<const std::uint8_t> rgba) = 0;
    /// The whole file, after the last frame. @throws ExportError
    virtual std::vector<std::byte> finished() = 0;
};

/// Everything that links FFmpeg's libraries is one shared library, opened when the first film is asked for; this is its
/// one entry. The number is raised when VideoEncoder changes.
inline constexpr const char* kVideoFile = "libcroquis_video.so";
inline constexpr const char* kVideoEntry = "croquisOpenVideoEncoder1";
using OpenVideoEncoder = VideoEncoder*(const VideoFormat&);

} // namespace croquis::animation
