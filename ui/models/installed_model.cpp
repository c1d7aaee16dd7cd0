// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/installed_model.hpp"

#include "models/model_store.hpp"

#include <filesystem>
#include <system_error>

namespace croquis::ui {

bool isInstalled(const std::string& model) {
    std::error_code ignored;
    if (const auto* entry = models::ModelCatalogue::builtIn().lookUp(model))
        return models::ModelStore::standard().presence(*entry).sizeFits;
    return std::filesystem::is_regular_file(model, ignored);
}

} // namespace croquis::ui
