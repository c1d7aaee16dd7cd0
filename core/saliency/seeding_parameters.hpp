// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saliency/patch_strokes.hpp"
#include "saliency/stroke_candidates.hpp"

namespace croquis::saliency {

/// What the choice of strokes depends on their number in; pixels.
struct SeedingParameters {
    CandidateLimits coarse;
    CandidateLimits fine;
    double suppressedRadius =
        11; ///< parallel contours this near to a chosen stroke lose most of their worth; half of it for fine ones
    double lengthPower = 0.3; ///< fine strokes are ranked by gain / length to this power
    float broadShare = 0.5F;  ///< see importance()
    int coarseCount = 8;      ///< strokes chosen before the fine ones
    int spotCount = 2;        ///< dashes for eyes, nostrils and the like, at most
    int patchStrokes = 9;     ///< in dark patches, at most
    PatchFill patchFill;      ///< of each of them
    int muzzleCount = 3;      ///< strokes kept for an animal's nose and mouth, at most; 0: too few strokes to care
    int earCount = 2;         ///< strokes kept for an animal's ears, at most
    int headCount = 1;        ///< strokes kept for the outline of an animal's head, at most
    int keptForFace = 5;      ///< of the coarse ones, where an animal's face is found
    int eyeCount = 2;         ///< dashes for the eyes of a small face
};

/// The table of models.md, step 3, with longer strokes from 16 on (100 and 70 px there cut straight outlines into
/// pieces), interpolated in log2(strokeCount), with rows of our own below 8 and above 32.
SeedingParameters seedingParameters(int strokeCount);

} // namespace croquis::saliency
