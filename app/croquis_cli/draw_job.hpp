// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draw_targets.hpp"
#include "interruption.hpp"
#include "progress_printer.hpp"

#include "session/sketch_session.hpp"

#include <exception>
#include <filesystem>
#include <vector>

namespace croquis::cli {

/// What drawing the photo would fail with before its first stroke: the photo, the mask file, the subject's model, and
/// where the results can't be written. Doesn't look for a subject, which would take most of a second.
/// @throws as SketchSession::loadPhoto and requireWritable do.
void checkPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                optimise::IterationObserver& observer);

struct DrawnPhoto {
    std::vector<std::filesystem::path> files; ///< what was written, by the names it got
    bool interrupted = false;
    std::exception_ptr failure; ///< of a file that couldn't be written, or of a run that didn't reach its end
};

/// Draws one photo and writes its files, those of the best so far when it is interrupted; one that can't be written
/// doesn't keep the others. Each is announced when it is there.
/// @throws Error when nothing could be drawn.
DrawnPhoto drawPhoto(const DrawRequest& request, const DrawTargets& targets, session::SketchSession& session,
                     ProgressPrinter& printer, const Interruption& interruption);

} // namespace croquis::cli
