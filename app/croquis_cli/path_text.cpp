// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "path_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <system_error>

namespace croquis::cli {
namespace {

constexpr std::string_view kScheme = "file:";
constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

bool needsUri(const std::string& path) {
    if (path.starts_with(kScheme))
        return true;
    try {
        static_cast<void>(nlohmann::json(path).dump());
        return false;
    } catch (const nlohmann::json::type_error&) { // no UTF-8
        return true;
    }
}

} // namespace

std::string textOf(const std::filesystem::path& path) {
    const std::string& raw = path.native();
    if (!needsUri(raw))
        return raw;
    std::string text(kScheme);
    for (const char c : raw)
        text += kPlain.find(c) != std::string_view::npos
                    ? std::string(1, c)
                    : fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    return text;
}

std::filesystem::path pathFrom(std::string_view text) {
    if (!text.starts_with(kScheme))
        return text;
    text.remove_prefix(kScheme.size());
    std::string path;
    while (!text.empty()) {
        unsigned byte = 0;
        const bool escaped =
            text.size() >= 3 && text[0] == '%' && std::from_chars(&text[1], &text[1] + 2, byte, 16).ptr == &text[1] + 2;
        path += escaped ? static_cast<char>(byte) : text[0];
        text.remove_prefix(escaped ? 3 : 1);
    }
    return path;
}

std::string printedPath(const std::filesystem::path& path) {
    std::error_code error;
    const auto whole = needsUri(path.native()) ? std::filesystem::absolute(path, error) : path;
    return textOf(error ? path : whole);
}

} // namespace croquis::cli
