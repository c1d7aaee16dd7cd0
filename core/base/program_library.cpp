// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/program_library.hpp"

#include <system_error>

namespace croquis::base {

std::filesystem::path libraryBesideProgram(const char* file) {
    std::error_code code;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", code);
    if (code)
        return {};
    auto path = program.parent_path().parent_path() / "lib" / file;
    return std::filesystem::exists(path, code) ? path : std::filesystem::path();
}

} // namespace croquis::base
