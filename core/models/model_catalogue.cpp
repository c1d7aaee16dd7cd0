// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"

#include "base/error.hpp"
#include "models/address.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <system_error>

namespace croquis::models {
namespace {

constexpr std::size_t kLongestName = 64, kLongestText = 2000; // bytes
constexpr std::size_t kMostModels = 1000;
constexpr std::uint64_t kLargestModel = std::uint64_t{1} << 62;

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

bool isPrintable(std::string_view text) {
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; });
}

/// A plain name in the models' folder, which can't be mistaken for what a download leaves there.
bool isFileName(std::string_view name) {
    const auto allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; };
    return !name.empty() && name.size() <= kLongestName && std::all_of(name.begin(), name.end(), allowed) &&
           name.front() != '.' && name.find(".part") == std::string_view::npos;
}

bool isSha256(std::string_view digest) {
    return digest.size() == 64 && digest.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The fields of one JSON object, each refused by name where it isn't what it should be.
class Fields {
  public:
    Fields(const nlohmann::json& json, std::string where) : m_json(json), m_where(std::move(where)) {
        if (!json.is_object())
            throw ModelFileError(fmt::format("{} isn't a list of fields.", m_where));
    }

    [[noreturn]] void refuse(const char* field, const char* fault) const {
        throw ModelFileError(fmt::format("{}: the field \"{}\" {}.", m_where, field, fault));
    }
    std::string text(const char* field, std::size_t longest = kLongestText) const {
        if (!m_json.contains(field))
            refuse(field, "is missing");
        const auto value = optionalText(field, longest);
        if (value.empty())
            refuse(field, "is empty");
        return value;
    }
    std::string optionalText(const char* field, std::size_t longest = kLongestText) const {
        const auto found = m_json.find(field);
        if (found == m_json.end())
            return {};
        if (!found->is_string())
            refuse(field, "isn't text");
        auto value = found->get<std::string>();
        if (value.size() > longest || !isPrintable(value))
            refuse(field, "is too long or not printable");
        return value;
    }
    std::uint64_t optionalSize(const char* field) const {
        const auto found = m_json.find(field);
        if (found == m_json.end())
            return 0;
        if (!found->is_number_unsigned() || found->get<std::uint64_t>() == 0 ||
            found->get<std::uint64_t>() > kLargestModel)
            refuse(field, "isn't a number of bytes");
        return found->get<std::uint64_t>();
    }
    bool optionalFlag(const char* field) const {
        const auto found = m_json.find(field);
        if (found == m_json.end())
            return false;
        if (!found->is_boolean())
            refuse(field, "is neither true nor false");
        return found->get<bool>();
    }
    const nlohmann::json& object(const char* field) const {
        const auto found = m_json.find(field);
        if (found == m_json.end())
            refuse(field, "is missing");
        return *found;
    }

  private:
    const nlohmann::json& m_json;
    std::string m_where;
};

ModelEntry entryFrom(const nlohmann::json& json, const std::string& what, std::size_t index) {
    ModelEntry entry;
    entry.name = Fields(json, fmt::format("{}, model {}", what, index + 1)).text("name", kLongestName);
    const Fields fields(json, fmt::format("{}, model {}", what, entry.name));
    const auto role = fields.text("role");
    if (role != "perceptual" && role != "mask")
        fields.refuse("role", "is neither perceptual nor mask");
    entry.role = role == "mask" ? ModelRole::mask : ModelRole::perceptual;
    entry.isDefault = fields.optionalFlag("default");
    entry.file = fields.text("file");
    if (!isFileName(entry.file))
        fields.refuse("file", "isn't a plain file name");
    entry.bytes = fields.optionalSize("bytes");
    entry.approximateBytes = fields.optionalSize("approximateBytes");
    entry.sha256 = fields.text("sha256");
    if (!isSha256(entry.sha256))
        fields.refuse("sha256", "isn't 64 lower-case hexadecimal digits");
    entry.licence = fields.text("licence");
    entry.caution = fields.optionalText("caution");
    entry.note = fields.optionalText("note");
    const Fields source(fields.object("source"), fmt::format("{}, source of {}", what, entry.name));
    entry.address = source.optionalText("address");
    if (entry.address.empty())
        static_cast<void>(source.text("package"));
    else if (!isFetchable(entry.address))
        source.refuse("address", "isn't an https address");
    return entry;
}

void requireUnique(const std::vector<ModelEntry>& entries, const std::string& what) {
    for (auto one = entries.begin(); one != entries.end(); ++one)
        for (auto other = entries.begin(); other != one; ++other)
            if (lowerCase(one->name) == lowerCase(other->name) || lowerCase(one->file) == lowerCase(other->file))
                throw ModelFileError(fmt::format("{} lists {} or its file twice.", what, one->name));
}

} // namespace

bool ModelEntry::canHave(std::uint64_t fileBytes) const {
    if (bytes > 0 || approximateBytes == 0)
        return bytes == 0 || fileBytes == bytes;
    const std::uint64_t off =
        fileBytes > approximateBytes ? fileBytes - approximateBytes : approximateBytes - fileBytes;
    return off <= approximateBytes / 10;
}

ModelCatalogue ModelCatalogue::parse(std::string_view json, const std::string& what) {
    const auto manifest = nlohmann::json::parse(json, nullptr, false);
    if (manifest.is_discarded())
        throw ModelFileError(fmt::format("{} is incomplete or isn't JSON.", what));
    const Fields fields(manifest, what);
    const auto& schema = fields.object("schema");
    if (!schema.is_number_integer() || schema.get<std::int64_t>() != kSchema)
        throw ModelFileError(
            fmt::format("{} has another schema than {}, the one this version of the program reads.", what, kSchema));
    const auto& models = fields.object("models");
    if (!models.is_array() || models.size() > kMostModels)
        fields.refuse("models", "isn't a list of models");
    ModelCatalogue catalogue;
    for (const auto& model : models)
        catalogue.m_entries.push_back(entryFrom(model, what, catalogue.m_entries.size()));
    requireUnique(catalogue.m_entries, what);
    return catalogue;
}

ModelCatalogue ModelCatalogue::load(const std::filesystem::path& file) {
    std::error_code ignored;
    std::ifstream stream(file, std::ios::binary);
    if (!std::filesystem::is_regular_file(file, ignored) || !stream)
        throw ModelFileError(fmt::format("The model manifest {} can't be opened.", file.string()));
    std::string text(kLargestManifest + 1, '\0');
    stream.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (stream.bad())
        throw ModelFileError(fmt::format("The model manifest {} can't be read to its end.", file.string()));
    text.resize(static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kLargestManifest)
        throw ModelFileError(fmt::format("{} is too large for a model manifest.", file.string()));
    return parse(text, fmt::format("The model manifest {}", file.string()));
}

const ModelCatalogue& ModelCatalogue::builtIn() {
    static const ModelCatalogue catalogue = parse(manifestText());
    return catalogue;
}

const ModelEntry* ModelCatalogue::lookUp(std::string_view name) const {
    const auto wanted = lowerCase(name);
    for (const auto& entry : m_entries)
        if (lowerCase(entry.name) == wanted || lowerCase(std::filesystem::path(entry.file).stem().string()) == wanted)
            return &entry;
    return nullptr;
}

const ModelEntry& ModelCatalogue::find(std::string_view name, std::optional<ModelRole> role) const {
    if (const ModelEntry* entry = lookUp(name))
        return *entry;
    std::string known;
    for (const auto& entry : m_entries)
        if (!role || entry.role == *role)
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
