// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/subject_mask.hpp"
#include "subject/u2net.hpp"

namespace croquis::subject {

/// Finds a photo's subject with U2-Net p: input 320 x 320 RGB divided by the image's maximum, ImageNet mean and
/// deviation, the fused output, min-max to 0..1.
class SubjectSegmenter {
  public:
    /// @throws ModelFileError when the file is missing, damaged or not this network.
    explicit SubjectSegmenter(const std::filesystem::path& onnxFile) : m_network(onnxFile) {}

    /// The mask, its border moved from where the network puts it to the photo's own beside it (image::guidedFilter()):
    /// beside fur, whiskers and leaves the network keeps a rim of what is behind. Doesn't depend on the number of
    /// threads. Any thread. Cost: U2Net's and the filter's.
    image::SubjectMask segment(const image::Photo& photo) const;

    /// [320, 320], 0..1: what the network itself says. Cost: U2Net's. Any thread.
    image::Plane probability(const image::Photo& photo) const;

  private:
    /// Of a photo of the network's size.
    image::Plane probabilityOf(const image::Raster<std::uint8_t>& small) const;

    U2Net m_network;
};

} // namespace croquis::subject
