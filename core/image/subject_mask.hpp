// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/photo.hpp"

#include <filesystem>
#include <string>

namespace croquis::image {

/// Which pixels of a photo belong to its subject.
struct SubjectMask {
    Raster<std::uint8_t> inside; ///< [height, width], the photo's size, 0 or 255
    bool plausible = false; ///< false: do not use it (too little or too much of the picture, or torn into many parts)
    std::string reason;     ///< when not plausible, a sentence for the person; empty otherwise
    double areaShare = 0;   ///< part of the picture that is inside, 0..1
    std::string fileSha256 = {}; ///< of the mask file it was read from; empty for one found otherwise
};

/// Keeps components (over edges) of at least 10 % of the largest, fills holes under 1 % of the mask, judges
/// plausibility: not under 3 % (1 % when it is one piece) nor over 92 % of the picture, at most 6 components, the
/// largest at least 55 % of the mask.
/// @param probability  [height, width], 0..1; > 0.5 is inside.
SubjectMask subjectFromProbability(const Plane& probability);

/// Masks that were given, not found: used as they are, plausible unless nothing is inside.
/// From the photo's own alpha (>= 128 is inside). @throws InvalidArgument when the photo has none.
SubjectMask subjectFromAlpha(const Photo& photo);
/// From a mask file of any size (light is inside; scaled to the photo). @throws ImageFileError as loadPhoto does.
SubjectMask subjectFromMaskFile(const Photo& photo, const std::filesystem::path& maskFile);

} // namespace croquis::image
