// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "perceptual/perceptual_encoder.hpp"

namespace croquis::perceptual {

/// @throws InvalidArgument unless each stage exists and is asked for once, ascending.
void checkStages(const PerceptualEncoder& encoder, const std::vector<int>& stages);

/// @throws ShapeMismatch unless pictures are [B, 1 or 3, side, side] float32 on the CPU.
void checkPictures(const PerceptualEncoder& encoder, const at::Tensor& pictures);

/// For what came out of it, or was computed from that. @throws ModelFileError if it isn't finite.
void checkFinite(const PerceptualEncoder& encoder, bool isFinite);

/// @throws InvalidArgument unless pictures can have so many channels.
void checkChannels(int channels);

} // namespace croquis::perceptual
