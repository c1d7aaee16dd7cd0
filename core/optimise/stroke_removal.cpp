// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/stroke_removal.hpp"

#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace croquis::optimise {
namespace {

constexpr std::size_t kJudgedAtOnce = 8; // sketches; bounds memory, and the time until a stop is seen
constexpr std::size_t kFar = 4;          // times as many strokes as there shall be
constexpr std::size_t kShareAtOnce = 4;  // a fourth of the strokes goes, then the rest is judged anew
/// Judged by the loss itself: for each that goes so many of those the estimate calls cheapest, and some more.
constexpr std::size_t kCandidates = 2, kMoreCandidates = 4;

/// The un-augmented loss without each of the strokes; none when stopped.
std::optional<std::vector<double>> lossesWithout(const SketchTrack& track, std::span<const std::size_t> strokes,
                                                 const LossStack& stack, const std::stop_token& stop) {
    std::vector<double> losses;
    for (std::size_t first = 0; first < strokes.size(); first += kJudgedAtOnce) {
        if (stop.stop_requested())
            return std::nullopt;
        const auto chunk = strokes.subspan(first, std::min(kJudgedAtOnce, strokes.size() - first));
        std::vector<std::vector<float>> sketches;
        for (const std::size_t stroke : chunk) {
            sketches.push_back(track.points());
            const auto begin = sketches.back().begin() + static_cast<std::ptrdiff_t>(8 * stroke);
            sketches.back().erase(begin, begin + 8);
        }
        for (const auto& row : stack.evaluate(sketches, std::vector<int>(chunk.size(), 0), false))
            losses.push_back(row.clean.total);
    }
    return losses;
}

/// The strokes in the order of their costs.
std::vector<std::size_t> cheapestFirst(const std::vector<std::size_t>& strokes, const std::vector<double>& costs) {
    std::vector<std::size_t> order(strokes.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return costs[a] < costs[b]; });
    std::vector<std::size_t> sorted;
    for (const std::size_t k : order)
        sorted.push_back(strokes[k]);
    return sorted;
}

} // namespace

std::optional<SketchTrack> withFewerStrokes(SketchTrack track, std::size_t count, LossStack& stack,
                                            const std::stop_token& stop) {
    if (!stack.isPrepared(0))
        stack.prepare(std::vector<int>{0});
    while (track.strokeCount() > count) {
        if (stop.stop_requested())
            return std::nullopt;
        std::vector<std::size_t> free;
        for (std::size_t stroke = 0; stroke < track.strokeCount(); ++stroke)
            if (!track.isLocked(stroke))
                free.push_back(stroke);
        if (free.empty())
            break;
        const auto estimates = stack.removalCosts(track.points());
        std::vector<double> costs;
        for (const std::size_t stroke : free)
            costs.push_back(estimates[stroke]);
        free = cheapestFirst(free, costs);

        // Far from the goal the estimate is good enough.
        const std::size_t near = kFar * count, most = std::max<std::size_t>(1, track.strokeCount() / kShareAtOnce);
        const bool far = track.strokeCount() > near;
        const std::size_t going = std::min(most, track.strokeCount() - (far ? near : count));
        if (!far) {
            free.resize(std::min(free.size(), kCandidates * going + kMoreCandidates));
            const auto losses = lossesWithout(track, free, stack, stop);
            if (!losses)
                return std::nullopt;
            free = cheapestFirst(free, *losses);
        }
        free.resize(std::min(going, free.size()));
        std::sort(free.begin(), free.end(), std::greater<>());
        for (const std::size_t stroke : free)
            track.remove(stroke);
    }
    return track;
}

} // namespace croquis::optimise
