// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace croquis::animation {

/// At most 256 colours for pictures of more: exactly those there are where they are few, else by median cut (Heckbert,
/// "Color image quantization for frame buffer display", SIGGRAPH 1982), whose boxes are halved where the longest side's
/// pixels are. Deterministic.
class ColourTable {
  public:
    static constexpr std::size_t kMostColours = 256;

    /// Counts the colours of a picture. @param rgba  [pixels, 4], opaque.
    void add(std::span<const std::uint8_t> rgba);
    /// Decides on the colours; after the last add().
    void settle();

    const std::vector<geometry::Colour>& colours() const { return m_colours; }
    /// Of each pixel of a picture that was added: the place of the nearest colour.
    std::vector<std::uint8_t> indices(std::span<const std::uint8_t> rgba) const;

  private:
    std::unordered_map<std::uint32_t, std::size_t> m_counts; ///< by 0xrrggbb
    std::unordered_map<std::uint32_t, std::uint8_t> m_places;
    std::vector<geometry::Colour> m_colours;
};

} // namespace croquis::animation
