// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace croquis::ui {

/// The paper's two networks: the one that judges sketches, and the one whose attention says where strokes begin.
inline constexpr const char *kPaperJudge = "RN101", *kPaperObserver = "ViT-B/32";

/// Whether a network can be opened, as far as can be told without reading it: one of the catalogue by its name whose
/// file is there, or a weights file of one's own.
bool isInstalled(const std::string& model);

} // namespace croquis::ui
