// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/import_copy.hpp"

#include "base/write_all.hpp"
#include "models/download_error.hpp"
#include "models/models_folder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace croquis::models {
namespace {

constexpr std::string_view kEnding = ".part-import"; // no model's file has ".part" in its name

} // namespace

ImportCopy::ImportCopy(std::filesystem::path target)
    : m_target(std::move(target)), m_path(m_target.string() + std::string(kEnding)) {
    makeModelsFolder(m_target.parent_path());
    m_descriptor = openHeld(m_path);
    if (m_descriptor < 0 && errno == EWOULDBLOCK)
        throw DownloadError(fmt::format("{} is being imported by another Croquis at this moment; let it finish.",
                                        m_target.filename().string()));
    if (m_descriptor < 0 || ::ftruncate(m_descriptor, 0) != 0)
        fail(errno);
}

ImportCopy::~ImportCopy() {
    if (m_descriptor < 0)
        return;
    ::unlink(m_path.c_str());
    ::close(m_descriptor);
}

void ImportCopy::fail(int cause) const {
    if (cause == ENOSPC || cause == EDQUOT)
        throw DownloadError(fmt::format("There is no space left in {}. Make room there, then import the file again.",
                                        m_target.parent_path().string()));
    failWriting(m_path, cause);
}

void ImportCopy::append(std::span<const char> bytes) {
    if (base::writeAll(m_descriptor, std::as_bytes(bytes)) < bytes.size())
        fail(errno);
}

void ImportCopy::publish() {
    if (::fsync(m_descriptor) != 0 && errno != EINVAL && errno != ENOTSUP)
        fail(errno);
    if (::rename(m_path.c_str(), m_target.c_str()) != 0)
        fail(errno);
    ::close(std::exchange(m_descriptor, -1));
}

void ImportCopy::sweep(const std::filesystem::path& folder) {
    std::error_code none;
    std::vector<std::filesystem::path> left;
    for (std::filesystem::directory_iterator at(folder, none), end; !none && at != end; at.increment(none))
        if (at->path().string().ends_with(kEnding))
            left.push_back(at->path());
    for (const auto& path : left)
        if (const int descriptor = openHeld(path, false); descriptor >= 0) {
            ::unlink(path.c_str());
            ::close(descriptor);
        }
}

} // namespace croquis::models
