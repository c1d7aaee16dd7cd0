// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/engine/opened_model.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <system_error>

namespace croquis::session {
namespace {

/// Larger files are verified beside the first steps of a run, not before them: their SHA-256 takes a good part of a
/// second.
constexpr std::uint64_t kVerifiedAtOnce = 32'000'000;

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
        return {perceptual::openEncoder(model, options), model, {}};
    const auto& catalogue = models::ModelCatalogue::builtIn();
    const auto& entry = model.empty() ? catalogue.defaultFor(models::ModelRole::perceptual) : catalogue.find(model);
    if (entry.role != models::ModelRole::perceptual)
        throw ModelFileError(fmt::format("The model {} finds subjects; it can't judge sketches.", entry.name));
    const auto file = store.locate(entry);
    const bool large = file && std::filesystem::file_size(*file, ignored) > kVerifiedAtOnce;
    return {perceptual::openEncoder(large ? *file : store.require(entry), options), entry.name, entry.sha256};
}

} // namespace croquis::session
