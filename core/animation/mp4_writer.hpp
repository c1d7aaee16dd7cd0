// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace croquis::animation {

struct Mp4Options {
    int longSide = 1080;          ///< pixels, 16..4096; both sides become even numbers, as H.264's colours need
    int framesPerSecond = 30;     ///< 1..60
    std::string provenanceJson{}; ///< goes into the comment (vector::kMp4RecordPrefix); empty: none
    /// Told after each frame what share is done; false stops.
    std::function<bool(double share)> goesOn{};

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// A film of one round: the motion in frames of even length, then the finished drawing for as long as it is held, one
/// frame at least. MP4 with H.264, 4:2:0, BT.709, no sound, the index at the front, so that browsers, phones and chats
/// play it. Without a paper the drawing lies on white. Equal input gives equal bytes with the same libraries.
/// FFmpeg's libraries are opened at the first call.
/// @throws InvalidArgument for options that validate() refuses; ExportError when the libraries can't be opened or the
/// file grows beyond 1 GB.
/// @return empty when it was stopped.
/// Cost: one painting a frame; memory for some frames and the file.
std::vector<std::byte> writeMp4(const Animation& animation, const Mp4Options& options);

} // namespace croquis::animation
