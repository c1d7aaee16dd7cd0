// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet/output_kind.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace croquis::sheet {
namespace {

struct Ending {
    std::string_view extension;
    OutputKind kind;
};

/// The first of a kind is the one that names get.
constexpr std::array<Ending, 9> kEndings{{{".svg", OutputKind::svg},
                                          {".png", OutputKind::png},
                                          {".gif", OutputKind::gif},
                                          {".mp4", OutputKind::mp4},
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

bool isFilm(OutputKind kind) {
    return kind == OutputKind::gif || kind == OutputKind::mp4;
}

std::string extensionOf(OutputKind kind) {
    return std::string(std::ranges::find(kEndings, kind, &Ending::kind)->extension);
}

std::vector<std::string> extensionsOf(OutputKind kind) {
    std::vector<std::string> extensions;
    for (const Ending& ending : kEndings)
        if (ending.kind == kind)
            extensions.emplace_back(ending.extension);
    return extensions;
}

std::string endingsOf(OutputKind kind) {
    std::string text;
    for (const auto& extension : extensionsOf(kind))
        text += (text.empty() ? "" : " or ") + extension;
    return text;
}

std::string allEndings() {
    std::string text;
    for (std::size_t i = 0; i < kEndings.size(); ++i)
        text += (i == 0 ? "" : i + 1 == kEndings.size() ? " or " : ", ") + std::string(kEndings[i].extension);
    return text;
}

} // namespace croquis::sheet
