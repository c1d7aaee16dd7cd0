// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace croquis::cli {

/// Columns of the terminal that stderr is; 80 where it doesn't tell.
int terminalColumns();

/// A name in at most so many columns: its middle left out where it is longer, and "?" for what isn't to be seen
/// (control characters, which would move the cursor, and bytes that are no UTF-8). A character outside the first
/// scripts counts as two columns.
std::string shortened(const std::string& name, int columns);

} // namespace croquis::cli
