// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_choice.hpp"

#include <optional>
#include <vector>

namespace croquis::ui {

/// Sketches that gave way to others, as the person left them: undoing a setting, or sliding back, shows them again at
/// once instead of drawing them anew. Of one photo.
class KeptSketches {
  public:
    /// In place of what was kept of the same settings and network; of many the oldest is forgotten.
    void keep(SketchChoice sketch);
    /// What that engine drew of the settings.
    std::optional<SketchChoice> find(const RunSettings& settings, const session::EngineDescription& engine) const;
    /// A photo just like it that a kept sketch lies on; else null.
    SharedPhoto photoLike(const LoadedPhoto& photo) const;
    void clear() { m_sketches.clear(); }

  private:
    std::vector<SketchChoice> m_sketches; ///< oldest first
};

/// Whether they are the same reading of the same photo.
bool isAlike(const LoadedPhoto& a, const LoadedPhoto& b);

} // namespace croquis::ui
