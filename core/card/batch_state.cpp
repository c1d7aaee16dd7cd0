// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/batch_state.hpp"

#include <algorithm>
#include <cstring>

namespace croquis::card {
namespace {

template <class T>
bool sameBytes(const std::vector<T>& a, const std::vector<T>& b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

} // namespace

bool BatchState::isSameAs(const BatchState& other) const {
    return strokes == other.strokes && sketches == other.sketches && counts == other.counts &&
           sameBytes(rateFactors, other.rateFactors) && sameBytes(points, other.points) &&
           sameBytes(first, other.first) && sameBytes(second, other.second) && steps == other.steps &&
           stays == other.stays && sameBytes(shapes, other.shapes) && sameBytes(scales, other.scales);
}

void BatchState::takeStep(std::span<const float> record) {
    const std::size_t size = points.size();
    std::copy_n(record.begin(), size, points.begin());
    std::copy_n(record.begin() + static_cast<std::ptrdiff_t>(size), size, first.begin());
    std::copy_n(record.begin() + static_cast<std::ptrdiff_t>(2 * size), size, second.begin());
    for (std::size_t s = 0; s < sketches.size(); ++s)
        for (int n = 0; n < counts[s] && !isLeftOut(s, record); ++n)
            ++steps[s * static_cast<std::size_t>(strokes) + static_cast<std::size_t>(n)];
    const auto after = record.last(scales.size());
    scales.assign(after.begin(), after.end());
}

BatchState batchStateOf(std::span<const std::size_t> sketches, std::span<const optimise::SketchTrack> tracks,
                        int strokes) {
    BatchState state;
    state.strokes = strokes;
    state.sketches.assign(sketches.begin(), sketches.end());
    const auto room = static_cast<std::size_t>(strokes);
    for (const std::size_t k : sketches) {
        const optimise::SketchTrack& track = tracks[k];
        state.counts.push_back(static_cast<int>(track.strokeCount()));
        state.rateFactors.push_back(track.rateFactor());
        const auto append = [](auto& all, const auto& of, std::size_t size) {
            const std::size_t end = all.size() + size;
            all.insert(all.end(), of.begin(), of.end());
            all.resize(end);
        };
        append(state.points, track.points(), 8 * room);
        append(state.first, track.adam().first(), 8 * room);
        append(state.second, track.adam().second(), 8 * room);
        append(state.steps, track.adam().steps(), room);
        append(state.shapes, track.keeper().start(), room);
        for (std::size_t n = 0; n < room; ++n)
            state.stays.push_back(n < track.strokeCount() && track.stays(n) ? 1 : 0);
    }
    return state;
}

} // namespace croquis::card
