// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/run_record.hpp"
#include "ui/sketch/sketch_choice.hpp"
#include "vector/provenance.hpp"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <optional>
#include <string>

namespace croquis::ui {

/// The sketches of an exported file, as the run left them: one, or the levels of a strip; none: the record holds none.
optimise::RunSummary runOf(const vector::Provenance& record);

/// What drew them, as the record tells.
SketchMaker makerOf(const vector::Provenance& record);

/// Whether the record's sketches can lie on a desk: as many of them and of strokes as a run has, no point far off.
bool canBeShown(const vector::Provenance& record);

/// Which sketch of that run the only one of the record is a moment of, with all of its strokes or some; none: of none,
/// or the record has several.
std::optional<std::size_t> sketchOfRun(const vector::Provenance& record, const RunRecord& run);

/// Whether each of the record's sketches is a moment of that run, with all of its strokes or some.
bool isOfRun(const vector::Provenance& record, const RunRecord& run);

/// Whether a newer program than this one wrote it, so that some of it may not be understood.
bool isOfNewerProgram(const vector::Provenance& record);

/// Whether the file's content is that; false where it can't be read, or is too large to be looked into.
bool holdsPhoto(const QString& file, const std::string& sha256);

/// Where the photo of a record is: the file with its SHA-256 beside the export, among the recent photos whatever their
/// name, or in the folder of those that came without a file; without one, the first that has its name. Empty: nowhere.
QString photoOf(const vector::Provenance& record, const QString& exported, const QStringList& recent,
                const QString& cacheFolder);

} // namespace croquis::ui
