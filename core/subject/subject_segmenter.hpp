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

    /// The mask doesn't depend on the number of threads. Any thread.
    /// Cost: U2Net's.
    image::SubjectMask segment(const image::Photo& photo) const;

  private:
    U2Net m_network;
};

} // namespace croquis::subject
