// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <optional>
#include <vector>

namespace croquis::ui {

/// Sketches that gave way to others, as the person left them: undoing a setting, or sliding back, shows them again at
/// once instead of drawing them anew. Of one photo.
class KeptSketches {
  public:
    struct Kept {
        RunSettings settings; ///< what it was computed from
        SketchMoment moment;
        StrokeMarks marks;
    };

    /// In place of what was kept of the same settings; of many the oldest is forgotten.
    void keep(Kept sketch);
    std::optional<Kept> find(const RunSettings& settings) const;
    void clear() { m_sketches.clear(); }

  private:
    std::vector<Kept> m_sketches; ///< oldest first
};

} // namespace croquis::ui
