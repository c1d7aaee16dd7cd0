// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/kept_timelines.hpp"

#include "ui/desk/restored_sketch.hpp"
#include "ui/desk/run_record.hpp"

#include <algorithm>
#include <optional>

namespace croquis::ui {
namespace {

/// Those of one sketch alone.
std::vector<RunFrame> framesOf(const RunRecord& run, std::size_t sketch) {
    std::vector<RunFrame> frames;
    for (const auto& frame : run.frames()) {
        RunFrame alone{frame.iteration, frame.iterationCount, frame.seconds, {}, frame.edits};
        for (const auto& other : frame.sketches)
            if (other.sketch == sketch)
                alone.sketches.push_back({0, other.loss, other.points, other.ids, other.best});
        if (!alone.sketches.empty()) // it may have ended before others
            frames.push_back(std::move(alone));
    }
    return frames;
}

/// The sketch was judged there as its file says: it was of that photo, read so.
bool isJudgedSo(const vector::SketchRecord& told, const RunRecord& run, std::size_t sketch) {
    const auto moment = run.momentAt(static_cast<int>(told.iteration), sketch);
    return moment && moment->loss.total == told.loss &&
           std::equal(moment->loss.terms.begin(), moment->loss.terms.end(), told.terms.begin(), told.terms.end(),
                      [](const auto& a, const auto& b) { return a.name == b.name && a.value == b.value; });
}

} // namespace

void KeptTimelines::keep(const std::shared_ptr<RunRecord>& record) {
    std::erase_if(m_records, [&](const auto& other) { return other.expired() || other.lock() == record; });
    m_records.push_back(record);
    std::size_t taken = 0;
    for (std::size_t k = m_records.size(); k-- > 0;) {
        const auto kept = m_records[k].lock();
        taken += kept->frameBytes();
        if (taken > m_room)
            kept->forgetFrames();
    }
}

void KeptTimelines::keepAlone(const std::shared_ptr<RunRecord>& record) {
    m_alone.push_back(record);
    keep(record);
    std::erase_if(m_alone, [](const auto& other) { return other->frames().empty(); });
}

std::vector<RunFrame> KeptTimelines::framesOf(const vector::Provenance& record) const {
    for (auto run = m_alone.rbegin(); run != m_alone.rend(); ++run) {
        const auto only = sketchOfRun(record, **run);
        if (!only && !isOfRun(record, **run))
            continue;
        bool same = true;
        for (std::size_t k = 0; k < record.sketches.size(); ++k)
            same = same && isJudgedSo(record.sketches[k], **run, only.value_or(k));
        if (same)
            return only ? ui::framesOf(**run, *only) : (*run)->frames();
    }
    return {};
}

} // namespace croquis::ui
