// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"

#include "base/error.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace croquis::models {
namespace {

constexpr int kSchema = 1;

ModelRole roleFromName(const std::string& name) {
    if (name == "perceptual")
        return ModelRole::perceptual;
    if (name == "mask")
        return ModelRole::mask;
    throw ModelFileError(fmt::format("The model manifest names an unknown role \"{}\".", name));
}

ModelEntry entryFrom(const nlohmann::json& json) {
    ModelEntry entry;
    entry.name = json.at("name").get<std::string>();
    entry.role = roleFromName(json.at("role").get<std::string>());
    entry.isDefault = json.value("default", false);
    entry.file = json.at("file").get<std::string>();
    entry.bytes = json.at("bytes").get<std::uint64_t>();
    entry.sha256 = json.at("sha256").get<std::string>();
    entry.licence = json.at("licence").get<std::string>();
    entry.note = json.value("note", "");
    return entry;
}

} // namespace

ModelCatalogue ModelCatalogue::parse(std::string_view json) {
    try {
        const auto manifest = nlohmann::json::parse(json);
        if (manifest.at("schema").get<int>() != kSchema)
            throw ModelFileError(fmt::format("The model manifest has another schema than {}.", kSchema));
        ModelCatalogue catalogue;
        for (const auto& model : manifest.at("models"))
            catalogue.m_entries.push_back(entryFrom(model));
        return catalogue;
    } catch (const nlohmann::json::exception& error) {
        throw ModelFileError(fmt::format("The model manifest can't be read: {}", error.what()));
    }
}

const ModelCatalogue& ModelCatalogue::builtIn() {
    static const ModelCatalogue catalogue = parse(manifestText());
    return catalogue;
}

const ModelEntry& ModelCatalogue::find(std::string_view name) const {
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [name](const auto& entry) { return entry.name == name; });
    if (found != m_entries.end())
        return *found;
    std::string known;
    for (const auto& entry : m_entries)
        known += (known.empty() ? "" : ", ") + entry.name;
    throw ModelFileError(fmt::format("There is no model \"{}\"; known are {}.", name, known));
}

const ModelEntry& ModelCatalogue::defaultFor(ModelRole role) const {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [role](const auto& entry) { return entry.role == role && entry.isDefault; });
    if (found == m_entries.end())
        throw ModelFileError("The model manifest names no default model.");
    return *found;
}

} // namespace croquis::models
