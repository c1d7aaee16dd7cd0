// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"
#include "values.hpp"

#include "vector/brush/brush_file.hpp"
#include "vector/brush/brush_library.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

namespace croquis::cli {
namespace {

/// On one line, whatever others put there.
std::string onOneLine(std::string text) {
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    return text;
}

int list() {
    const auto writeLine = [](const vector::Brush& brush) {
        write(stdout, "{}", fmt::format("{:<12} {}\n", brush.name, onOneLine(brush.description)));
    };
    std::ranges::for_each(vector::builtInBrushes(), writeLine);
    const auto own = vector::BrushLibrary::standard().list();
    std::ranges::for_each(own.brushes, writeLine);
    for (const std::string& complaint : own.complaints)
        write(stderr, "{}\n", complaint);
    return kDone;
}

int listNumbers() {
    const vector::Brush pen;
    for (const vector::BrushNumber& field : vector::brushNumbers())
        write(stdout, "{}",
              fmt::format("{:<18} {:>7} to {:<5}{} (pen: {})\n",
                          fmt::format("{}{}{}", field.group, field.group.empty() ? "" : ".", field.name), field.minimum,
                          field.maximum, field.whole ? ", whole" : "", field.get(pen)));
    return kDone;
}

} // namespace

void addBrushesCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("brushes", "List the brushes, or show one as a file to start from");
    command->require_subcommand(0, 1);
    const auto name = std::make_shared<std::string>();
    command->callback([&chosen] {
        if (!chosen)
            chosen = list;
    });
    command->add_subcommand("list", "The brushes that come with the program, and your own")->callback([&chosen] {
        chosen = list;
    });
    command->add_subcommand("numbers", "What a brush file may set, and within which bounds")->callback([&chosen] {
        chosen = listNumbers;
    });
    command->add_subcommand("schema", "Print the JSON Schema of brush files, for editors")->callback([&chosen] {
        chosen = [] {
            write(stdout, "{}", vector::brushSchema());
            return kDone;
        };
    });
    auto* show = command->add_subcommand("show", "Print a brush as JSON: all that differs from the pen");
    show->add_option("brush", *name, "Its name, or a brush file to be checked")->required();
    show->callback([&chosen, name] {
        chosen = [name] {
            write(stdout, "{}\n", vector::toJson(brushFrom(*name)));
            return kDone;
        };
    });
}

} // namespace croquis::cli
