// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "batch_manifest.hpp"
#include "draw_job.hpp"

#include <functional>
#include <optional>

namespace croquis::cli {

/// Does something for each photo; one that fails, in whatever way, doesn't keep the others.
/// @param all     how many photos the command means, those that were drawn before or are others' among them.
/// @param action  returns false when it was interrupted.
/// @return the exit code: of a single photo what it failed with, of several that some failed.
int forEachPhoto(const std::vector<DrawTargets>& targets, std::size_t all, ProgressPrinter& printer,
                 const std::function<bool(const DrawTargets&)>& action);

/// Draws the photos of a folder, or a part of them, and keeps a manifest beside the results: what was drawn with the
/// same settings is passed over, what a killed program had begun comes last, and a photo on which Ctrl+C was pressed
/// is drawn again in place of what it left, unless that was changed since; so is one of which only a part could be
/// written. With request.overwrite all are drawn.
class DrawBatch {
  public:
    /// @param targets  all that the request means; those of other shards are left out here
    DrawBatch(const DrawRequest& request, std::vector<DrawTargets> targets, std::optional<Shard> shard);

    /// What is left to do, in the order in which it is done.
    const std::vector<DrawTargets>& left() const { return m_left; }
    /// How many photos there are, those of other shards and those drawn before among them.
    std::size_t all() const { return m_all; }
    /// Says what is passed over.
    void announceRest(ProgressPrinter& printer) const;
    int draw(session::SketchSession& session, ProgressPrinter& printer, const Interruption& interruption);

  private:
    /// What is there of its results is what we left, and nobody's work since.
    bool leftInPart(const DrawTargets& target) const;

    const DrawRequest& m_request;
    BatchManifest m_manifest;
    std::size_t m_all; ///< photos, before any were left out
    std::vector<DrawTargets> m_left;
    std::vector<std::filesystem::path> m_finished;
};

} // namespace croquis::cli
