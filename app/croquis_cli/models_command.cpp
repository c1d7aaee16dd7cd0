// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "command.hpp"
#include "streams.hpp"

#include "models/model_store.hpp"

#include <string_view>

namespace croquis::cli {
namespace {

using models::ModelStore;

std::string_view wordFor(ModelStore::Condition condition) {
    switch (condition) {
    case ModelStore::Condition::good:
        return "good";
    case ModelStore::Condition::missing:
        return "missing";
    case ModelStore::Condition::damaged:
        break;
    }
    return "damaged";
}

int list() {
    const auto store = ModelStore::standard();
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        const auto file = store.locate(entry);
        write(stdout, "{}  {}, {:.1f} MB, {}{}\n    {}\n    {}\n", entry.name,
              entry.role == models::ModelRole::mask ? "finds the subject" : "judges sketches",
              static_cast<double>(entry.bytes) / 1e6, entry.licence, entry.isDefault ? ", default" : "",
              file ? file->string() : "not installed", entry.note);
    }
    return kDone;
}

int verify() {
    const auto store = ModelStore::standard();
    bool good = true;
    for (const auto& entry : models::ModelCatalogue::builtIn().entries()) {
        const auto condition = store.verify(entry);
        const auto file = store.locate(entry);
        write(stdout, "{}  {}{}\n", entry.name, wordFor(condition), file ? "  " + file->string() : "");
        good = good && (condition == ModelStore::Condition::good ||
                        (condition == ModelStore::Condition::missing && !entry.isDefault));
    }
    return good ? kDone : kModelMissing;
}

} // namespace

void addModelsCommand(CLI::App& app, Action& chosen) {
    auto* command = app.add_subcommand("models", "The networks and where they lie");
    command->require_subcommand(1);
    command->add_subcommand("list", "Name, size, licence and place of every known model")->callback([&chosen] {
        chosen = list;
    });
    command->add_subcommand("verify", "Compare the installed models with their SHA-256")->callback([&chosen] {
        chosen = verify;
    });
}

} // namespace croquis::cli
