// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "vector/provenance.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace croquis::ui {

class RunRecord;

/// Which of the runs whose sketches gave way to others keep their iterations, so that the timeline comes back with the
/// sketch: those that were left last, as many as there is room for. (A run of the default recipe takes some 0.2 MB,
/// three seeds of CLIPasso's some 6.)
class KeptTimelines {
  public:
    /// @param room  bytes.
    explicit KeptTimelines(std::size_t room = 64'000'000) : m_room(room) {}

    /// The record's sketch gives way. Where it doesn't fit, those left longest ago forget their iterations.
    void keep(const std::shared_ptr<RunRecord>& record);
    /// The same where its photo goes, too, and nobody else keeps it: its sketch may come back out of a file.
    void keepAlone(const std::shared_ptr<RunRecord>& record);
    /// The iterations of the run kept alone that drew the sketches of a file, told of those only and as they stand in
    /// the file; none: there is no such run, or there was no room.
    std::vector<RunFrame> framesOf(const vector::Provenance& record) const;

  private:
    std::size_t m_room;
    std::vector<std::shared_ptr<RunRecord>> m_alone; ///< with iterations
    std::vector<std::weak_ptr<RunRecord>> m_records; ///< left longest ago first
};

} // namespace croquis::ui
