// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

#include <span>
#include <string_view>

namespace croquis::vector {

/// Something about a brush that a person can turn without knowing how a brush is made.
struct BrushControl {
    std::string_view key; ///< "taper"
    double minimum, maximum;
    double (*get)(const Brush& brush);
    /// Sets it, and nothing else. @param origin  the brush before anything was turned: a taper or a dryness is that
    /// brush's own, more or less of it, and its value gives exactly what it had.
    void (*set)(Brush& brush, double value, const Brush& origin);
    /// Whether another value changes anything on this brush.
    bool (*acts)(const Brush& brush);
    /// Whether it is one of that brush's matters, and so offered.
    bool (*belongs)(const Brush& brush);
};

/// All of them. Every brush may have more or less of: opacity, taper (how much thinner the thinner end is), nib (how
/// much thinner it draws along its edge), angle (of the nib, degrees), edge (how ragged), bristles (how many), grain,
/// dryness (the driest place). The others belong to brushes with such a thing: swell and swellLength; notchLength;
/// bristleLength and bristleDryness; grainSize, grainStretch and grainFade; lines (how many), spread and lineWidth;
/// layers (how many), rim, rimOpacity and pools; powder, smudge and powderWidth. Shares are 0..1, lengths brush widths;
/// a file may go further than a control does.
std::span<const BrushControl> brushControls();

} // namespace croquis::vector
