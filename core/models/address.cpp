// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/address.hpp"

#include <algorithm>

namespace croquis::models {
namespace {

constexpr std::string_view kSecure = "https://", kPlain = "http://";

/// Between scheme and path, without the port; empty for any other scheme.
std::string_view host(std::string_view address) {
    for (const auto scheme : {kSecure, kPlain}) {
        if (!address.starts_with(scheme))
            continue;
        address.remove_prefix(scheme.size());
        address = address.substr(0, address.find_first_of("/?#"));
        const auto bracket = address.rfind(']');
        const auto colon = address.rfind(':');
        const bool port = colon != std::string_view::npos && (bracket == std::string_view::npos || colon > bracket);
        return port ? address.substr(0, colon) : address;
    }
    return {};
}

} // namespace

bool isLoopback(std::string_view address) {
    const auto name = host(address);
    return name == "127.0.0.1" || name == "localhost" || name == "[::1]";
}

bool isFetchable(std::string_view address) {
    const bool plain = std::all_of(address.begin(), address.end(),
                                   [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '@'; });
    return plain && !host(address).empty() && (address.starts_with(kSecure) || isLoopback(address));
}

std::string hostOf(std::string_view address) {
    const auto name = host(address);
    return std::string(name.empty() ? address : name);
}

} // namespace croquis::models
