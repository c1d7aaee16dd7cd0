// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"

#include "base/damaged_image_error.hpp"
#include "plot/page_layout.hpp"
#include "session/version.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <new>
#include <string>
#include <string_view>

namespace croquis::cli {

namespace {

/// What an option would change about an error, after a space; empty: none would.
std::string adviceFor(const std::exception& error) {
    if (dynamic_cast<const DamagedImageError*>(&error) != nullptr)
        return " With draw --damaged that part is drawn.";
    const auto* tooLarge = dynamic_cast<const plot::DoesNotFit*>(&error);
    return tooLarge != nullptr && tooLarge->turned()
               ? fmt::format(" Turned, the page has room for it: --page {}.", plot::nameOf(*tooLarge->turned()))
               : std::string();
}

} // namespace

int report(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) {
        write(stderr, "croquis-cli: There is not enough memory.\n");
        return kNoDevice;
    }
    write(stderr, "croquis-cli: {}{}\n", error.what(), adviceFor(error));
    if (dynamic_cast<const InvalidArgument*>(&error) != nullptr)
        return kUsage;
    if (dynamic_cast<const ImageFileError*>(&error) != nullptr || dynamic_cast<const BadInput*>(&error) != nullptr)
        return kBadInput;
    if (dynamic_cast<const DeviceError*>(&error) != nullptr)
        return kNoDevice;
    if (dynamic_cast<const ModelFileError*>(&error) != nullptr)
        return kModelMissing;
    return kSomeFailed;
}

namespace {

/// What the parser refuses, as one sentence like all others.
std::string sentenceOf(const CLI::ParseError& error, const CLI::App& app) {
    const auto commands = app.get_subcommands();
    std::string said = error.what();
    if (commands.empty()) {
        const auto rest = app.remaining();
        return rest.empty()
                   ? "A command is missing; croquis-cli --help lists them."
                   : fmt::format("There is no command or option \"{}\"; croquis-cli --help lists them.", rest.front());
    }
    const CLI::App* deepest = commands.front();
    std::string command = deepest->get_name();
    while (!deepest->get_subcommands().empty()) {
        deepest = deepest->get_subcommands().front();
        command += ' ' + deepest->get_name();
    }
    constexpr std::string_view kRequired = " is required";
    if (said.starts_with("A subcommand"))
        said = deepest->remaining().empty() ? "needs a command"
                                            : fmt::format("has no command \"{}\"", deepest->remaining().front());
    else if (said.ends_with(kRequired))
        said = "needs " + said.substr(0, said.size() - kRequired.size());
    else
        said.insert(0, "can't be called so: ");
    std::ranges::replace(said, '\n', ' ');
    while (!said.empty() && (said.back() == '.' || said.back() == ' '))
        said.pop_back();
    return fmt::format("{} {} (croquis-cli {} --help lists what it takes).", command, said, command);
}

int run(int argumentCount, char** arguments) {
    CLI::App app("Croquis: a photo becomes an abstract vector sketch of N strokes.", "croquis-cli");
    app.set_version_flag("--version", fmt::format("croquis-cli {}", croquis::session::kVersion));
    app.require_subcommand(0, 1); // a word that is none is to be named before it is said that one is missing
    app.get_formatter()->column_width(32);
    Action chosen;
    addDrawCommand(app, chosen);
    addScoreCommand(app, chosen);
    addRenderCommand(app, chosen);
    addSheetCommand(app, chosen);
    addBrushesCommand(app, chosen);
    addModelsCommand(app, chosen);
    addDevicesCommand(app, chosen);
    addRecipesCommand(app, chosen);
    addBenchCommand(app, chosen);
    try {
        app.parse(argumentCount, arguments);
        if (!chosen)
            throw CLI::RequiredError("A subcommand");
        return chosen();
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // help or version, printed
        write(stderr, "croquis-cli: {}\n", sentenceOf(error, app));
        return kUsage;
    } catch (const std::exception& error) {
        return report(error);
    }
}

} // namespace
} // namespace croquis::cli

int main(int argumentCount, char** arguments) {
    using namespace croquis::cli;
    occupyStandardStreams();
    writePastSignals();
    const int code = run(argumentCount, arguments);
    if (finishStdout())
        return code;
    write(stderr, "croquis-cli: What was to be printed couldn't be written to the standard output.\n");
    return code == kDone ? kSomeFailed : code;
}
