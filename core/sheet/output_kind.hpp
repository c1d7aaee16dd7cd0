// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace croquis::sheet {

/// What a drawing can be written as, in the order in which they are.
enum class OutputKind { svg, png, gif, mp4, pdf, hpgl, gcode };
inline constexpr std::array kOutputKinds{OutputKind::svg, OutputKind::png,  OutputKind::gif,  OutputKind::mp4,
                                         OutputKind::pdf, OutputKind::hpgl, OutputKind::gcode};

/// By the name's ending, whatever its case.
std::optional<OutputKind> kindOf(const std::filesystem::path& file);

/// True for what only a machine with a pen can use.
bool isForMachine(OutputKind kind);

/// True for what always moves.
bool isFilm(OutputKind kind);

/// The ending that names of that kind get, with its dot.
std::string extensionOf(OutputKind kind);

/// All that mean the kind, with their dots; extensionOf first.
std::vector<std::string> extensionsOf(OutputKind kind);

/// ".svg", ".hpgl or .plt"; for messages.
std::string endingsOf(OutputKind kind);

/// All of them, for messages: ".svg, .png, ... or .nc".
std::string allEndings();

} // namespace croquis::sheet
