// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interruption.hpp"
#include "progress_printer.hpp"
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

    session::SessionOptions engine;
    session::PhotoOptions photo;
    session::DrawOptions sketch;
    bool levels = false; ///< all of the sketches side by side, not the best one
    session::PageOptions page;
    SheetRequest sheet;
    std::vector<vector::Setting> settings;      ///< for the provenance
    std::optional<vector::Provenance> repeated; ///< the record of the sketch that is drawn again
};

/// Where the results of one photo go.
struct DrawTargets {
    std::filesystem::path photo;
    std::map<OutputKind, std::filesystem::path> results;
    std::filesystem::path history; ///< empty: not wanted

    /// All of them, in the order in which they are written.
    std::vector<std::filesystem::path> files() const;
};

/// One of the photos is a folder.
bool meansFolders(const DrawRequest& request);

/// The photos of the request, folders opened, each with its targets: photo.svg, or photo.jpg.svg where another photo
/// of the request has that name too. @throws InvalidArgument, ImageFileError.
std::vector<DrawTargets> planTargets(const DrawRequest& request);

/// What drawing the photo would fail with before its first stroke: the photo, the mask file, the subject's model.
/// Doesn't look for a subject, which would take most of a second. @throws as SketchSession::loadPhoto does.
void checkPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                optimise::IterationObserver& observer);

struct DrawnPhoto {
    std::vector<std::filesystem::path> files; ///< what was written, by the names it got
    bool interrupted = false;
};

/// Draws one photo and writes its files, those of the best so far when it is interrupted.
DrawnPhoto drawPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                     ProgressPrinter& printer, const Interruption& interruption);

} // namespace croquis::cli
