// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "perceptual/perceptual_encoder.hpp"

#include <stop_token>

namespace croquis::saliency {

struct OcclusionOptions {
    int spacing = 12; ///< pixels between patches; 16 halves the cost (models.md)
    int stage = 6;    ///< the stage read beside the embedding
    int batch = 16;   ///< patches a forward pass
};

/// How much the encoder notices when a place is blurred away (models.md, recipe step 2): [224, 224], 0..1.
/// Returns an empty plane when stopped. Cost: one forward pass a patch, 30-200 patches.
image::Plane occlusionSaliency(const image::CanvasTarget& target, const perceptual::PerceptualEncoder& encoder,
                               const OcclusionOptions& options, std::stop_token stop);

} // namespace croquis::saliency
