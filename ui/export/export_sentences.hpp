// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace croquis::ui {

/// The core's sentences about exports, with %1, %2 ... where it puts names and numbers: known to the context "Core".
std::span<const char* const> exportSentences();

} // namespace croquis::ui
