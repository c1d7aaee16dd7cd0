// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/sketch.hpp"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>

namespace croquis::vector {

/// "stroke-07", "level-2-stroke-07": what a run's stroke is called in files. @param number  the run's id of it, from 1.
/// @param level  from 1; 0: there is but one sketch.
std::string strokeName(int number, int level = 0);
/// The number in such a name; 0: it is another's.
int numberInName(std::string_view id);

/// What makes the texture of a brush on a stroke: the same for the same id, wherever among others the stroke stands. Of
/// a run's strokes the number counts alone, so that canvas, levels and files show the same.
std::uint64_t textureSeedOf(std::string_view id);

/// What a line of strokes is called: "eye" where they are "eye.1", "eye.2" ..., as the reader names the segments of a
/// path, whichever end comes first; else what its first stroke is.
std::string_view nameOfLine(std::span<const geometry::Stroke> line);

/// Hands out the ids of one drawing, each once; what the strokes brought along comes before what is numbered. An id
/// that isn't a plain ASCII name, or is taken, becomes the next free stroke-01, stroke-02 ...
class StrokeIds {
  public:
    /// Never handed out. Before all others.
    void reserve(std::string id) { m_reserved.insert(std::move(id)); }
    /// Asked for later on, so no number takes it. Before next().
    void expect(std::string_view id) { m_expected.emplace(id); }

    std::string next(std::string_view wanted);

  private:
    std::set<std::string, std::less<>> m_reserved, m_expected, m_kept;
    int m_number = 0;
};

} // namespace croquis::vector
