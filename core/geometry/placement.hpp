// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::geometry {

/// Side of the square the optimiser works on, in pixels.
inline constexpr int kCanvasSide = 224;

/// How a photo comes onto the optimiser's square canvas.
enum class Placement {
    fit,      ///< the subject (or the whole photo) with a margin, aspect ratio kept
    squash,   ///< the whole photo, stretched to the square (CLIPasso's default, method.md 1.1)
    letterbox ///< the whole photo on a white square 20 photo pixels larger than its longer side (CLIPasso's fix_scale)
};

} // namespace croquis::geometry
