// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "interruption.hpp"
#include "model_report.hpp"
#include "streams.hpp"

#include "models/model_store.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

namespace croquis::cli {
namespace {

using models::ModelCatalogue;
using models::ModelEntry;
using models::ModelStore;

struct ModelsArguments {
    std::string manifest;
    std::vector<std::string> names;
    std::vector<std::string> files;
    bool json = false;
    models::DownloadOptions download;
    std::optional<ModelCatalogue> own; ///< the manifest given, once read

    const ModelCatalogue& catalogue() {
        if (manifest.empty())
            return ModelCatalogue::builtIn();
        if (!own)
            own = ModelCatalogue::load(manifest);
        return *own;
    }
    /// Those named, or all of them.
    std::vector<const ModelEntry*> chosen() {
        std::vector<const ModelEntry*> entries;
        for (const auto& name : names)
            entries.push_back(&catalogue().find(name));
        if (names.empty())
            for (const auto& entry : catalogue().entries())
                entries.push_back(&entry);
        return entries;
    }
};

std::string_view wordFor(ModelStore::Condition condition) {
    switch (condition) {
    case ModelStore::Condition::good:
        return "good";
    case ModelStore::Condition::missing:
        return "missing";
    case ModelStore::Condition::damaged:
        return "damaged";
    case ModelStore::Condition::unknown:
        break;
    }
    return "unknown";
}

std::string placeWords(const ModelEntry& entry, const ModelStore::Presence& presence) {
    if (presence.file)
        return presence.file->string() + (presence.sizeFits ? "" : " (damaged: its size is another)");
    if (presence.partBytes > 0)
        return fmt::format("{:.1f} MB have arrived; \"croquis-cli models fetch {}\" goes on from there",
                           static_cast<double>(presence.partBytes) / 1e6, entry.name);
    return fmt::format("not installed; \"croquis-cli models fetch {}\" brings it", entry.name);
}

int list(ModelsArguments& arguments) {
    const auto store = ModelStore::standard();
    auto all = nlohmann::json::array();
    for (const auto& entry : arguments.catalogue().entries()) {
        const auto presence = store.presence(entry);
        if (arguments.json) {
            all.push_back(describe(entry, presence));
            continue;
        }
        write(stdout, "{}  {}, {}, {}{}\n    {}\n", entry.name,
              entry.role == models::ModelRole::mask ? "finds the subject" : "judges sketches", sizeWords(entry),
              entry.licence, entry.isDefault ? ", default" : "", placeWords(entry, presence));
        for (const auto& words : {entry.note, entry.caution})
            if (!words.empty())
                write(stdout, "    {}\n", words);
        if (!entry.address.empty())
            write(stdout, "    from {}\n", entry.address);
        write(stdout, "    SHA-256 {}\n", entry.sha256);
    }
    if (arguments.json)
        printJsonLine(all);
    return kDone;
}

int verify(ModelsArguments& arguments) {
    const Interruption interruption;
    const auto store = ModelStore::standard();
    bool good = true;
    auto all = nlohmann::json::array();
    for (const auto* entry : arguments.chosen()) {
        TaskPrinter printer(entry->name, arguments.json);
        const auto [condition, file] = store.examine(
            *entry, [&](const auto& progress) { printer.showBar(progress); }, interruption.token());
        printer.clear();
        if (condition == ModelStore::Condition::unknown)
            return kInterrupted;
        good = good && (condition == ModelStore::Condition::good ||
                        (condition == ModelStore::Condition::missing && arguments.names.empty() && !entry->isDefault));
        if (arguments.json) {
            all.push_back(describe(*entry, store.presence(*entry)));
            all.back()["state"] = wordFor(condition);
            all.back()["path"] = file.empty() ? nlohmann::json() : nlohmann::json(file.string());
        } else {
            write(stdout, "{}  {}{}\n", entry->name, wordFor(condition), file.empty() ? "" : "  " + file.string());
        }
    }
    if (arguments.json)
        printJsonLine(all);
    return good ? kDone : kModelMissing;
}

int where(ModelsArguments& arguments) {
    const auto store = ModelStore::standard();
    auto all = nlohmann::json::array();
    bool found = true;
    if (arguments.names.empty())
        for (const auto& folder : store.folders())
            all.push_back(folder.string());
    for (const auto& name : arguments.names) {
        const auto& entry = arguments.catalogue().find(name);
        const auto file = store.locate(entry);
        found = found && file;
        if (file)
            all.push_back(file->string());
        else
            write(stderr, "croquis-cli: The model {} isn't installed.\n", entry.name);
    }
    if (arguments.json)
        printJsonLine(all);
    else
        for (const auto& path : all)
            write(stdout, "{}\n", path.get<std::string>());
    return found ? kDone : kModelMissing;
}

/// @param act  for each, with the store and what stops it; false: it was stopped, which ends all.
template <typename Each, typename Act>
int eachOf(const std::vector<Each>& chosen, const Act& act) {
    const Interruption interruption;
    const auto store = ModelStore::standard();
    bool all = true;
    for (const auto& each : chosen) {
        try {
            if (!act(each, store, interruption))
                return kInterrupted;
        } catch (const Error& error) { // the others may come all the same
            if (chosen.size() == 1)
                throw;
            all = false;
            write(stderr, "croquis-cli: {}\n", error.what());
        }
    }
    return all ? kDone : kSomeFailed;
}

/// @return whether it is there now; false: it was stopped.
bool fetchOne(const ModelsArguments& arguments, const ModelStore& store, const ModelEntry& entry,
              const Interruption& interruption) {
    if (!arguments.json)
        write(stderr, "{}: {}, licence {}.{}{}\n", entry.name, sizeWords(entry), entry.licence,
              entry.caution.empty() ? "" : " ", entry.caution);
    TaskPrinter printer(entry.name, arguments.json);
    const auto fetched = store.fetch(
        entry, arguments.download, [&](const auto& progress) { printer.show(progress); }, interruption.token());
    printer.clear();
    const bool stopped = fetched.end == ModelStore::Fetched::End::stopped;
    const bool already = fetched.end == ModelStore::Fetched::End::alreadyThere;
    if (arguments.json) {
        printJsonLine({{"event", stopped   ? "stopped"
                                 : already ? "alreadyThere"
                                           : "fetched"},
                       {"name", entry.name},
                       {"path", stopped ? nlohmann::json() : nlohmann::json(fetched.file.string())},
                       {"sha256", entry.sha256},
                       {"partBytes", fetched.partBytes}});
        return !stopped;
    }
    if (stopped)
        write(stderr, "Stopped. {:.1f} MB of {} are kept; the next fetch goes on from there.\n",
              static_cast<double>(fetched.partBytes) / 1e6, entry.name);
    else
        write(stdout, "{}\n", fetched.file.string());
    if (already)
        write(stderr, "{} was there already and is good.\n", entry.name);
    return !stopped;
}

int fetch(ModelsArguments& arguments) {
    return eachOf(arguments.chosen(), [&](const ModelEntry* entry, const ModelStore& store, const Interruption& stop) {
        return fetchOne(arguments, store, *entry, stop);
    });
}

/// @return whether it is there now; false: it was stopped.
bool importOne(ModelsArguments& arguments, const ModelStore& store, const std::string& file,
               const Interruption& interruption) {
    std::error_code unknown;
    if (!std::filesystem::is_regular_file(file, unknown))
        throw BadInput(fmt::format("There is no file {}.", file));
    TaskPrinter printer(std::filesystem::path(file).filename().string(), arguments.json);
    const auto* entry = store.import(
        file, arguments.catalogue(), [&](const auto& progress) { printer.showBar(progress); }, interruption.token());
    printer.clear();
    if (entry == nullptr)
        return false;
    if (arguments.json)
        printJsonLine(describe(*entry, store.presence(*entry)));
    else
        write(stdout, "{}\n", store.locate(*entry)->string());
    return true;
}

int import(ModelsArguments& arguments) {
    return eachOf(arguments.files, [&](const std::string& file, const ModelStore& store, const Interruption& stop) {
        return importOne(arguments, store, file, stop);
    });
}

int remove(ModelsArguments& arguments) {
    const auto store = ModelStore::standard();
    bool all = true;
    auto paths = nlohmann::json::array();
    for (const auto* entry : arguments.chosen()) {
        const auto removed = store.remove(*entry);
        all = all && !removed.empty();
        if (removed.empty())
            write(stderr, "croquis-cli: The model {} isn't installed.\n", entry->name);
        for (const auto& path : removed) {
            paths.push_back(path.string());
            if (!arguments.json)
                write(stdout, "{}\n", path.string());
        }
    }
    if (arguments.json)
        printJsonLine(paths);
    return all ? kDone : kModelMissing;
}

} // namespace

void addModelsCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("models", "The networks: where they lie, and how they come there");
    command->require_subcommand(1);
    const auto arguments = std::make_shared<ModelsArguments>();
    command->add_option("--manifest", arguments->manifest,
                        "Know the models of this manifest instead of the program's own");
    const auto add = [&](const char* name, const char* what, int (*act)(ModelsArguments&)) {
        auto* action = command->add_subcommand(name, what);
        action->add_flag("--json", arguments->json, "JSON on stdout");
        action->fallthrough(); // --manifest may stand anywhere
        action->callback([&chosen, arguments, act] { chosen = [arguments, act] { return act(*arguments); }; });
        return action;
    };
    add("list", "Name, size, licence and place of every known model", list);
    add("verify", "Compare installed models with their SHA-256", verify)
        ->add_option("NAME", arguments->names, "Only these; all of them otherwise");
    auto* fetching = add("fetch", "Download models; goes on where an earlier download was interrupted", fetch);
    fetching->add_option("NAME", arguments->names, "Their names")->required();
    fetching->add_option("--retries", arguments->download.retries, "Further attempts when a connection breaks off")
        ->capture_default_str();
    fetching
        ->add_option("--stall", arguments->download.stallSeconds,
                     "Give up a connection that stands still for so many seconds")
        ->capture_default_str();
    add("import", "Take over files that were downloaded elsewhere", import)
        ->add_option("FILE", arguments->files, "The files; each is known by its SHA-256")
        ->required();
    add("remove", "Remove models and what is left of interrupted downloads", remove)
        ->add_option("NAME", arguments->names, "Their names")
        ->required();
    add("where", "The folders of models, or the file of one", where)->add_option("NAME", arguments->names, "A model");
}

} // namespace croquis::cli
