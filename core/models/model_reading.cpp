// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_reading.hpp"

#include "base/error.hpp"
#include "base/file_digest.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <system_error>
#include <vector>

namespace croquis::models {
namespace {

constexpr std::size_t kPiece = 1 << 18; // bytes: a slow disk reads them in a tenth of a second
constexpr auto kBetweenNews = std::chrono::milliseconds(100);

} // namespace

std::optional<std::string> readForDigest(const std::filesystem::path& file, const DownloadObserver& observer,
                                         const std::stop_token& stop,
                                         const std::function<void(std::span<const char>)>& take) {
    std::error_code unknown;
    const auto size = std::filesystem::file_size(file, unknown);
    DownloadProgress progress;
    progress.step = take ? DownloadProgress::Step::copying : DownloadProgress::Step::checking;
    progress.total = unknown ? 0 : size;
    std::chrono::steady_clock::time_point told; // long ago: the first piece is news
    base::Sha256 digest;
    std::ifstream stream(file, std::ios::binary);
    std::vector<char> piece(kPiece);
    while (stream) {
        if (stop.stop_requested())
            return std::nullopt;
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        const std::span<const char> bytes(piece.data(), static_cast<std::size_t>(stream.gcount()));
        digest.add(bytes.data(), bytes.size());
        if (take)
            take(bytes);
        progress.received += bytes.size();
        if (const auto now = std::chrono::steady_clock::now(); observer && now - told >= kBetweenNews) {
            told = now;
            observer(progress);
        }
    }
    if (!stream.eof())
        throw ModelFileError(fmt::format("{} can't be read to its end.", file.string()));
    return digest.hex();
}

} // namespace croquis::models
