// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/kept_timelines.hpp"

#include "ui/desk/run_record.hpp"

namespace croquis::ui {

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

} // namespace croquis::ui
