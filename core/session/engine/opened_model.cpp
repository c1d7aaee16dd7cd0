// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/opened_model.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace croquis::session {
namespace {

/// Larger files of the right size are verified while the photo is read and its first strokes are placed, not before:
/// their SHA-256 takes a good part of a second.
constexpr std::uint64_t kVerifiedAtOnce = 32'000'000;

/// What isn't in the catalogue: a file there isn't, or something that is none.
/// @throws ModelFileError saying so, unless it can't be meant for a file.
void refuseAsFile(const std::string& model) {
    constexpr std::array<std::string_view, 6> kEndings{".pt", ".pth", ".bin", ".ckpt", ".pkl", ".safetensors"};
    std::string ending = std::filesystem::path(model).extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::error_code ignored;
    if (std::filesystem::is_directory(model, ignored))
        throw ModelFileError(fmt::format("The model file {} can't be used: it is a folder.", model));
    if (std::filesystem::exists(model, ignored))
        throw ModelFileError(fmt::format("The model file {} can't be used: it is not a regular file.", model));
    if (model.find('/') != std::string::npos || std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end())
        throw ModelFileError(fmt::format("There is no file {}.", model));
}

} // namespace

void OpenedModel::verify() const {
    if (!expectedSha.empty() && encoder->sha256() != expectedSha)
        throw ModelFileError(fmt::format("The model {} differs from the expected one (a damaged download?). "
                                         "\"croquis-cli models fetch {}\" brings it again.",
                                         name, name));
}

OpenedModel openModel(const models::ModelStore& store, const std::string& model,
                      const perceptual::EncoderOptions& options) {
    std::error_code ignored;
    if (!model.empty() && std::filesystem::is_regular_file(model, ignored))
        return {perceptual::openEncoder(model, options), model, {}, model};
    const auto& catalogue = models::ModelCatalogue::builtIn();
    constexpr auto kRole = models::ModelRole::perceptual;
    if (!model.empty() && catalogue.lookUp(model) == nullptr)
        refuseAsFile(model);
    const auto& entry = model.empty() ? catalogue.defaultFor(kRole) : catalogue.find(model, kRole);
    if (entry.role != kRole)
        throw ModelFileError(fmt::format("The model {} finds subjects; it can't judge sketches.", entry.name));
    const auto found = store.locate(entry);
    const auto bytes = found ? std::filesystem::file_size(*found, ignored) : 0;
    const bool large = found && entry.canHave(bytes) && bytes > kVerifiedAtOnce;
    const std::filesystem::path file = large ? *found : store.require(entry);
    return {perceptual::openEncoder(file, options), entry.name, entry.sha256, file};
}

} // namespace croquis::session
