// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/file_content.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <array>
#include <fstream>

namespace croquis::vector {

std::string readFileContent(const std::filesystem::path& file, std::size_t maximumBytes) {
    const auto refuse = [&file](const std::string& cause) {
        throw ExportError(fmt::format("Couldn't read {}: {}.", file.string(), cause));
    };
    if (file.empty())
        throw ExportError("The name of a file is empty.");
    std::error_code error;
    const auto status = std::filesystem::status(file, error);
    if (!std::filesystem::exists(status))
        refuse("it doesn't exist");
    if (!std::filesystem::is_regular_file(status))
        refuse("it isn't a file");
    std::ifstream stream(file, std::ios::binary);
    if (!stream)
        refuse("it can't be opened");
    std::string content;
    std::array<char, 65536> piece;
    while (stream.read(piece.data(), piece.size()), stream.gcount() > 0) {
        content.append(piece.data(), static_cast<std::size_t>(stream.gcount()));
        if (content.size() > maximumBytes)
            refuse(fmt::format("it is larger than {} MB", maximumBytes >> 20));
    }
    if (stream.bad())
        refuse("reading it failed");
    return content;
}

} // namespace croquis::vector
