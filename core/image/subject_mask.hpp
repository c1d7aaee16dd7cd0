// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/photo.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace croquis::image {

/// Which pixels of a photo belong to its subject.
struct SubjectMask {
    Raster<std::uint8_t> inside; ///< [height, width], the photo's size, 0 or 255
    bool plausible = false;      ///< false: do not use it (method: under 3 % or over 92 % of the picture, or torn into many parts)
    std::string reason;          ///< when not plausible, a sentence for the person; empty otherwise
    double areaShare = 0;        ///< part of the picture that is inside, 0..1
};

/// Keeps components of at least 10 % of the largest, fills holes under 1 % of the mask, judges plausibility.
/// @param probability  [height, width], 0..1; > 0.5 is inside.
SubjectMask subjectFromProbability(const Plane& probability);

/// A mask from the photo's own alpha (>= 128 is inside), or from a mask file of any size (light is inside; scaled to the photo).
SubjectMask subjectFromAlpha(const Photo& photo);
SubjectMask subjectFromMaskFile(const Photo& photo, const std::filesystem::path& maskFile);

/// U2-Net p (Qin et al. 2020) through OpenCV dnn: input 320 x 320 RGB divided by the image's maximum, ImageNet mean and deviation,
/// first output, min-max to 0..1.
class SubjectSegmenter {
  public:
    /// @throws ModelFileError when the file is missing, damaged or not this network.
    explicit SubjectSegmenter(const std::filesystem::path& onnxFile);
    ~SubjectSegmenter();

    /// Cost: about 0.5 s on two cores. Not reentrant: one call at a time.
    SubjectMask segment(const Photo& photo);

  private:
    struct Network;
    std::unique_ptr<Network> m_network;
};

} // namespace croquis::image
