// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"

#include <stop_token>

namespace croquis::perceptual {
class PerceptualEncoder;
}

namespace croquis::saliency {

struct OcclusionOptions {
    int spacing = 12; ///< canvas pixels between patches; 16 halves the cost (models.md)
    int stage = 6;    ///< the stage read beside the embedding
    int batch = 16;   ///< patches a forward pass; the result does not depend on it beyond the encoder's rounding

    /// @throws InvalidArgument naming the field that is out of range.
    void validate() const;
};

/// How much the encoder notices when a place is blurred away (models.md, recipe step 2): [224, 224], 0..1, 0 outside
/// the subject. Empty when stopped, which is looked at before each batch. All 0 when there is no subject.
/// @throws InvalidArgument for options out of range or a stage the encoder doesn't have.
/// Cost: one forward pass a patch, 30-200 patches, and 0.2 ms a patch to make them.
image::Plane occlusionSaliency(const image::CanvasTarget& target, const perceptual::PerceptualEncoder& encoder,
                               const OcclusionOptions& options, std::stop_token stop);

} // namespace croquis::saliency
