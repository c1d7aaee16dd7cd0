// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sketch/kept_sketches.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::size_t kMostSketches = 64; // some 10 kB each

/// A restored sketch is of the settings whichever network would draw them now.
bool isOf(const SketchChoice& sketch, const RunSettings& settings, const session::EngineDescription& engine) {
    return sketch.drawn == settings && (sketch.maker.record || judgesAlike(sketch.maker.engine, engine));
}

} // namespace

bool isAlike(const LoadedPhoto& a, const LoadedPhoto& b) {
    return a.summary.sha256 == b.summary.sha256 && a.summary.canvasFromPhoto == b.summary.canvasFromPhoto &&
           a.pictures.mask.values == b.pictures.mask.values && a.pictures.photo.values == b.pictures.photo.values;
}

void KeptSketches::keep(SketchChoice sketch) {
    std::erase_if(m_sketches,
                  [&](const SketchChoice& other) { return isOf(other, sketch.drawn, sketch.maker.engine); });
    sketch.settings = sketch.drawn;
    if (m_sketches.size() == kMostSketches)
        m_sketches.erase(m_sketches.begin());
    m_sketches.push_back(std::move(sketch));
}

std::optional<SketchChoice> KeptSketches::find(const RunSettings& settings,
                                               const session::EngineDescription& engine) const {
    const auto found = std::find_if(m_sketches.begin(), m_sketches.end(),
                                    [&](const SketchChoice& sketch) { return isOf(sketch, settings, engine); });
    return found == m_sketches.end() ? std::nullopt : std::optional(*found);
}

SharedPhoto KeptSketches::photoLike(const LoadedPhoto& photo) const {
    for (const auto& sketch : m_sketches)
        if (sketch.photo && isAlike(*sketch.photo, photo))
            return sketch.photo;
    return nullptr;
}

} // namespace croquis::ui
