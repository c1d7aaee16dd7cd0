// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_batch.hpp"
#include "draw_options.hpp"

#include <vector>

namespace croquis::cli {

/// What `draw --dry-run` does: says what would be drawn and written, and what would fail.
/// @param all  photos of the command; `targets` are those that are left of them.
/// @return the program's exit code.
/// @throws Error for what no photo could be drawn with.
int rehearse(const DrawArguments& arguments, const std::vector<DrawTargets>& targets, std::size_t all,
             ProgressPrinter& printer, const Interruption& interruption);

} // namespace croquis::cli
