// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_files.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace croquis::cli {

namespace fs = std::filesystem;

fs::path placeFile(base::AtomicFile& file, const fs::path& target, bool overwrite) {
    if (overwrite) {
        file.placeAs(target, base::IfExists::replace);
        return target;
    }
    constexpr int kMostNames = 10000;
    for (int number = 1; number <= kMostNames; ++number) {
        const fs::path name = number == 1 ? target
                                          : target.parent_path() / fmt::format("{}-{}{}", target.stem().string(),
                                                                               number, target.extension().string());
        if (file.placeAs(name, base::IfExists::fail))
            return name;
    }
    throw ExportError(
        fmt::format("Couldn't save {}: all names up to number {} are taken.", target.string(), kMostNames));
}

fs::path writeFile(const fs::path& target, std::span<const std::byte> content, bool overwrite) {
    base::AtomicFile file(target);
    file.write(content);
    return placeFile(file, target, overwrite);
}

} // namespace croquis::cli
