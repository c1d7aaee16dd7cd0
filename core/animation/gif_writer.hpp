// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/animation.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace croquis::animation {

struct GifOptions {
    int longSide = 600;           ///< pixels, 1..4000
    int framesPerSecond = 25;     ///< 1..50: browsers slow down what is quicker
    std::string provenanceJson{}; ///< goes into a comment (vector::kGifRecordPrefix); empty: none
    /// Told after each frame what share is done; false stops.
    std::function<bool(double share)> goesOn{};

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// A GIF that goes round for ever, or once (AnimationOptions::once): the motion in frames of even length, the finished
/// drawing for as long as it is held, one frame at least; each frame holds what has changed only. Without a paper the
/// drawing lies on white, for a GIF's pixels are transparent wholly or not at all. Equal input gives equal bytes.
/// @throws InvalidArgument for options that validate() refuses; ExportError when the file grows beyond 1 GB.
/// @return empty when it was stopped.
/// Cost: two paintings a frame; memory for two frames and the file.
std::vector<std::byte> writeGif(const Animation& animation, const GifOptions& options);

} // namespace croquis::animation
