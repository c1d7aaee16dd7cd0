// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace croquis::base {

/// A shared library of the program's own: in lib/ beside the folder of the program; empty: it isn't there.
std::filesystem::path libraryBesideProgram(const char* file);

} // namespace croquis::base
