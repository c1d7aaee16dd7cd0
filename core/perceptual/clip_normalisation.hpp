// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace croquis::perceptual {

/// What CLIP's networks were trained on: (picture - mean) / deviation per channel, sRGB 0..1 (method.md 1.3).
inline constexpr std::array<double, 3> kClipMean{0.48145466, 0.4578275, 0.40821073};
inline constexpr std::array<double, 3> kClipDeviation{0.26862954, 0.26130258, 0.27577711};

} // namespace croquis::perceptual
