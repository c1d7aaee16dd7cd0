// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace croquis::loss {

/// Separable Gaussian with zeros outside the picture, taps to round(3 sigma), normalised. Symmetric and zero-padded,
/// hence its own transpose: the backward pass is the same call.
class GaussianBlur {
  public:
    /// @param sigma  pixels, > 0.
    explicit GaussianBlur(float sigma);

    /// @param picture  [height, width], row-major. @param blurred [height, width]; may not overlap `picture`.
    /// @param scratch  grows to what is needed and can be kept between calls.
    /// Cost: O(H W sigma). Same bits on every instruction set.
    void apply(const float* picture, int width, int height, float* blurred, std::vector<float>& scratch) const;

    /// The centre's and one side's.
    const std::vector<float>& taps() const { return m_taps; }

  private:
    std::vector<float> m_taps; ///< the centre and one side
};

} // namespace croquis::loss
