// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace croquis::ui {

/// A sentence of the core's that speaks of the command line, and what the window says in its place.
struct WindowWords {
    const char* core;   ///< with %1, %2 ... where the core puts names and numbers
    const char* window; ///< with those of them that it needs; known to the context "Core"
};

std::span<const WindowWords> windowWords();

} // namespace croquis::ui
