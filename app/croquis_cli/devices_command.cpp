// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"

#include "session/cuda_cards.hpp"
#include "session/devices.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace croquis::cli {

void addDevicesCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("devices", "List what a sketch can be computed on");
    command->callback([&chosen] {
        chosen = [] {
            for (const auto& device : session::devices())
                write(stdout, "{}  {}, {} {}{}{}\n", device.name, device.description, device.processors,
                      device.processors == 1 ? "thread" : "threads", device.features.empty() ? "" : ": ",
                      fmt::join(device.features, " "));
            for (const auto& note : session::explainCuda(session::probeCuda()))
                write(stdout, "{}  {}\n", note.device, note.text);
            return static_cast<int>(kDone);
        };
    });
}

} // namespace croquis::cli
