// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace croquis::ui {

/// The sentences of core/models with %1, %2 ... where it puts names and numbers; for localised(), context "Core".
std::span<const char* const> modelSentences();

} // namespace croquis::ui
