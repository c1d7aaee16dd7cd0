// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet_options.hpp"

#include "session/drawing_of_run.hpp"
#include "session/sketch_session.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace croquis::cli {

/// What `draw` was asked for; the strings are as typed.
struct DrawRequest {
    std::vector<std::string> photos;
    std::string output;
    std::map<OutputKind, std::string> also; ///< of --png, --pdf ...
    std::string history;
    bool overwrite = false;
    /// Files beside the photos that the sketch is made with: mask, brush, weights, the sketch repeated.
    std::vector<std::filesystem::path> inputs;

    session::SessionOptions engine;
    session::PhotoOptions photo;
    session::DrawOptions sketch;
    bool levels = false; ///< all of the sketches side by side, not the best one
    session::PageOptions page;
    SheetRequest sheet;
    std::vector<vector::Setting> settings;            ///< for the provenance
    std::optional<vector::Provenance> repeated;       ///< the record of the sketch that is drawn again
    std::string recordedModel, recordedSaliencyModel; ///< the engine's, where they are that record's; else empty
};

} // namespace croquis::cli
