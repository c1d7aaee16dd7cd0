// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "output_kind.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace croquis::cli {
namespace {

struct Ending {
    std::string_view extension;
    OutputKind kind;
};

/// The first of a kind is the one that names get.
constexpr std::array<Ending, 8> kEndings{{{".svg", OutputKind::svg},
                                          {".png", OutputKind::png},
                                          {".gif", OutputKind::gif},
                                          {".pdf", OutputKind::pdf},
                                          {".hpgl", OutputKind::hpgl},
                                          {".plt", OutputKind::hpgl},
                                          {".gcode", OutputKind::gcode},
                                          {".nc", OutputKind::gcode}}};

} // namespace

std::optional<OutputKind> kindOf(const std::filesystem::path& file) {
    std::string extension = file.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto* const found = std::ranges::find(kEndings, extension, &Ending::extension);
    return found == kEndings.end() ? std::nullopt : std::optional(found->kind);
}

bool isForMachine(OutputKind kind) {
    return kind == OutputKind::hpgl || kind == OutputKind::gcode;
}

std::string extensionOf(OutputKind kind) {
    return std::string(std::ranges::find(kEndings, kind, &Ending::kind)->extension);
}

std::string endingsOf(OutputKind kind) {
    std::string text;
    for (const Ending& ending : kEndings)
        if (ending.kind == kind)
            text += (text.empty() ? "" : " or ") + std::string(ending.extension);
    return text;
}

std::string allEndings() {
    std::string text;
    for (std::size_t i = 0; i < kEndings.size(); ++i)
        text += (i == 0 ? "" : i + 1 == kEndings.size() ? " or " : ", ") + std::string(kEndings[i].extension);
    return text;
}

} // namespace croquis::cli
