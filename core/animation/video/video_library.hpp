// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/video/video_encoder.hpp"

#include <memory>

namespace croquis::animation {

/// An encoder, whose library is opened at the first call and kept for the life of the process. Any thread.
/// @throws ExportError when it or FFmpeg's libraries can't be opened, or have no H.264 encoder.
std::unique_ptr<VideoEncoder> openVideoEncoder(const VideoFormat& format);

} // namespace croquis::animation
