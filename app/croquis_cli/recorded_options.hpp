// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_options.hpp"
#include "export_files.hpp"

#include <set>

namespace croquis::cli {

/// Takes over every option of the file that `--from` names that wasn't given on the command line, and what else of it
/// lets a sketch be repeated.
/// @param kinds  of what is written: what is recorded for others is left out.
/// @throws BadInput naming the file, or what it records that can't be.
void takeRecorded(DrawArguments& arguments, const std::set<OutputKind>& kinds);

} // namespace croquis::cli
