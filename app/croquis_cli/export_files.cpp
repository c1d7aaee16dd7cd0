// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "export_files.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>
#include <unistd.h>

namespace croquis::cli {

namespace fs = std::filesystem;

namespace {

/// The first of name.svg, name-2.svg ... that is accepted.
template <typename Accept>
fs::path firstName(const fs::path& target, Accept&& accepts) {
    constexpr int kMostNames = 10000;
    for (int number = 1; number <= kMostNames; ++number) {
        const fs::path name = number == 1 ? target
                                          : target.parent_path() / fmt::format("{}-{}{}", target.stem().string(),
                                                                               number, target.extension().string());
        if (accepts(name))
            return name;
    }
    throw ExportError(
        fmt::format("Couldn't save {}: all names up to number {} are taken.", target.string(), kMostNames));
}

fs::path folderOf(const fs::path& target) {
    return target.has_parent_path() ? target.parent_path() : fs::path(".");
}

} // namespace

void requireWritable(const fs::path& target, bool overwrite) {
    std::error_code error;
    fs::path there = folderOf(target);
    while (!fs::exists(there, error) && !error && there.has_relative_path())
        there = folderOf(there);
    if (!fs::is_directory(there, error))
        base::failSaving(target, fs::exists(there, error) ? ENOTDIR : ENOENT);
    if (::access(there.c_str(), W_OK | X_OK) != 0)
        base::failSaving(target, errno);
    if (const long longest = ::pathconf(there.c_str(), _PC_NAME_MAX);
        longest > 0 && target.filename().native().size() > static_cast<std::size_t>(longest))
        base::failSaving(target, ENAMETOOLONG);
    if (overwrite)
        base::requireReplaceable(target);
}

void makeFolderFor(const fs::path& target) {
    const fs::path folder = folderOf(target);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error && !fs::is_directory(folder))
        throw ExportError(fmt::format("Couldn't save {}: the folder {} can't be made ({}).", target.string(),
                                      folder.string(), error.message()));
}

fs::path freeName(const fs::path& target, const std::set<fs::path>& taken) {
    return firstName(target, [&](const fs::path& name) {
        std::error_code ignored;
        return !taken.contains(name) && !fs::exists(fs::symlink_status(name, ignored));
    });
}

fs::path placeFile(base::AtomicFile& file, const fs::path& target, bool overwrite) {
    if (overwrite) {
        file.placeAs(target, base::IfExists::replace);
        return target;
    }
    return firstName(target, [&](const fs::path& name) { return file.placeAs(name, base::IfExists::fail); });
}

fs::path writeFile(const fs::path& target, std::span<const std::byte> content, bool overwrite) {
    base::AtomicFile file(target);
    file.write(content);
    return placeFile(file, target, overwrite);
}

} // namespace croquis::cli
