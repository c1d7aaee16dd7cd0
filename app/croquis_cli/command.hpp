// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"

#include <functional>

namespace CLI {
class App;
}

namespace croquis::cli {

/// How the program ends (export.md, "Command line").
enum ExitCode {
    kDone = 0,
    kSomeFailed = 1,
    kUsage = 2,
    kBadInput = 3,
    kNoDevice = 4,
    kModelMissing = 5,
    kInterrupted = 130
};

/// A file given on the command line that can't be used.
class BadInput : public Error {
  public:
    using Error::Error;
};

/// Prints the error as one sentence on stderr and says how the program ends with it.
int report(const std::exception& error);

/// What the chosen subcommand does; returns the exit code, may throw Error.
using Action = std::function<int()>;

void addDrawCommand(CLI::App& app, Action& chosen);
void addScoreCommand(CLI::App& app, Action& chosen);
void addRenderCommand(CLI::App& app, Action& chosen);
void addSheetCommand(CLI::App& app, Action& chosen);
void addBrushesCommand(CLI::App& app, Action& chosen);
void addModelsCommand(CLI::App& app, Action& chosen);
void addDevicesCommand(CLI::App& app, Action& chosen);
void addRecipesCommand(CLI::App& app, Action& chosen);
void addBenchCommand(CLI::App& app, Action& chosen);

} // namespace croquis::cli
