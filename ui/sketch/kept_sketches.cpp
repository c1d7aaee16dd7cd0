// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/kept_sketches.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::size_t kMostSketches = 64; // some 10 kB each

} // namespace

void KeptSketches::keep(Kept sketch) {
    std::erase_if(m_sketches, [&](const Kept& other) { return other.settings == sketch.settings; });
    if (m_sketches.size() == kMostSketches)
        m_sketches.erase(m_sketches.begin());
    m_sketches.push_back(std::move(sketch));
}

std::optional<KeptSketches::Kept> KeptSketches::find(const RunSettings& settings) const {
    const auto found = std::find_if(m_sketches.begin(), m_sketches.end(),
                                    [&](const Kept& sketch) { return sketch.settings == settings; });
    return found == m_sketches.end() ? std::nullopt : std::optional(*found);
}

} // namespace croquis::ui
