// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"
#include "image/plane.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

/// Indices (y * width + x) of pixels, each once.
using PixelSet = std::vector<std::uint32_t>;

/// Which pixels a stroke explains, and which parallel ones it makes superfluous. Not for use by two threads at once.
class Coverage {
  public:
    /// Keeps references to the tangents.
    Coverage(const image::Plane& tangentX, const image::Plane& tangentY);

    /// Pixels whose centre lies within 3 px of the path's points (about 1 px apart).
    PixelSet covered(std::span<const geometry::Point> path);
    /// Pixels within `radius` of the path whose tangent is parallel to it (cosine above 0.7).
    PixelSet parallel(std::span<const geometry::Point> path, double radius);

  private:
    /// @param acceptedBy  gives, for the index of a point of the path, what says whether that point takes a pixel.
    template <typename Accept>
    PixelSet around(std::span<const geometry::Point> path, double radius, Accept&& acceptedBy);

    const image::Plane& m_tangentX;
    const image::Plane& m_tangentY;
    std::vector<std::uint32_t> m_seen; ///< number of the last set the pixel went into
    std::uint32_t m_set = 0;
};

} // namespace croquis::saliency
