// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/models_folder.hpp"

#include "models/download_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace croquis::models {
namespace {

constexpr std::uint64_t kSpare = 1 << 24; // bytes that stay free beside the model

std::string megabytes(std::uint64_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

/// Whether the name still belongs to the file that was opened (another process may have finished or removed it).
bool isStill(const std::filesystem::path& path, int descriptor) {
    struct stat named {};
    struct stat opened {};
    return ::stat(path.c_str(), &named) == 0 && ::fstat(descriptor, &opened) == 0 && named.st_dev == opened.st_dev &&
           named.st_ino == opened.st_ino;
}

} // namespace

void makeModelsFolder(const std::filesystem::path& folder) {
    std::error_code code;
    std::filesystem::create_directories(folder, code);
    if (code)
        throw DownloadError(
            fmt::format("The models' folder {} can't be made: {}.", folder.string(), std::strerror(code.value())));
}

int openHeld(const std::filesystem::path& file, bool make) {
    while (true) {
        const int descriptor = ::open(file.c_str(), O_RDWR | (make ? O_CREAT : 0) | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (descriptor < 0)
            return -1;
        const bool held = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
        const int cause = held ? 0 : errno;
        if (held && isStill(file, descriptor))
            return descriptor;
        ::close(descriptor);
        if (!held && cause != EINTR) {
            errno = cause;
            return -1;
        }
    }
}

void requireRoom(const std::filesystem::path& file, std::uint64_t bytes) {
    std::error_code unknown;
    auto folder = file.parent_path();
    while (!std::filesystem::exists(folder, unknown) && folder.has_relative_path())
        folder = folder.parent_path(); // it is yet to be made
    const auto space = std::filesystem::space(folder, unknown);
    if (!unknown && (space.available < kSpare || space.available - kSpare < bytes))
        throw DownloadError(fmt::format("{} needs {} more in {}, where {} are free. Make room there, or set "
                                        "CROQUIS_MODELS to another folder.",
                                        file.filename().string(), megabytes(bytes), file.parent_path().string(),
                                        megabytes(space.available)));
}

void failWriting(const std::filesystem::path& file, int cause) {
    switch (cause) {
    case EACCES:
    case EPERM:
    case EROFS:
        throw DownloadError(
            fmt::format("{} can't be written to: models can't be put there. Set CROQUIS_MODELS to another folder.",
                        file.parent_path().string()));
    case ELOOP:
        throw DownloadError(fmt::format("{} is a link; remove it, then fetch the model again.", file.string()));
    default:
        throw DownloadError(fmt::format("{} can't be written: {}.", file.string(), std::strerror(cause)));
    }
}

} // namespace croquis::models
