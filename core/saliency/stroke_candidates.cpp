// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_candidates.hpp"

#include "saliency/cubic_fit.hpp"

#include <ATen/Parallel.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace croquis::saliency {

using geometry::Point;

namespace {

constexpr std::array<double, 7> kLengthShares = {1, 0.8, 0.64, 0.5, 0.4, 0.3, 0.22};
constexpr int kLeadIn = 3;
constexpr std::int64_t kSeedsATime = 64;

std::vector<int> pieceLengths(const CandidateLimits& limits, int available) {
    std::vector<int> lengths;
    for (const double share : kLengthShares) {
        const int length = static_cast<int>(limits.longest * share);
        if (length >= limits.shortest)
            lengths.push_back(std::min(length, available));
    }
    lengths.push_back(std::min(static_cast<int>(limits.shortest), available));
    lengths.erase(std::unique(lengths.begin(), lengths.end()), lengths.end());
    return lengths;
}

/// The best fitting of three pieces of that length: centred on the seed, starting near it, ending near it.
std::optional<StrokeCandidate> bestPiece(const ContourTrace& trace, const std::vector<double>& lengths, int length,
                                         double tolerance) {
    const int last = static_cast<int>(trace.points.size()) - length, seed = trace.seedIndex;
    std::array<int, 3> starts = {std::clamp(seed - length / 2, 0, last), std::clamp(seed - length + kLeadIn, 0, last),
                                 std::clamp(seed - kLeadIn, 0, last)};
    std::sort(starts.begin(), starts.end());
    std::optional<StrokeCandidate> best;
    double leastError = tolerance;
    int tried = -1;
    for (const int start : starts) {
        if (start == tried)
            continue;
        tried = start;
        const auto from = static_cast<std::size_t>(start), count = static_cast<std::size_t>(length);
        const std::span<const Point> piece = std::span(trace.points).subspan(from, count);
        const CubicFit fit = fitCubic(piece, std::span(lengths).subspan(from, count));
        if (fit.largestError > leastError)
            continue;
        leastError = fit.largestError;
        best = StrokeCandidate{fit.curve, {piece.begin(), piece.end()}};
    }
    return best;
}

} // namespace

std::optional<StrokeCandidate> longestFit(const ContourTrace& trace, const CandidateLimits& limits) {
    const int available = static_cast<int>(trace.points.size());
    if (available < limits.shortest)
        return std::nullopt;
    const std::vector<double> lengths = lengthsAlong(trace.points);
    for (const int length : pieceLengths(limits, available))
        if (auto candidate = bestPiece(trace, lengths, length, limits.tolerance))
            return candidate;
    return std::nullopt;
}

std::vector<StrokeCandidate> strokeCandidates(const ContourTracer& tracer, const CandidateLimits& limits) {
    const std::vector<Point> seeds = tracer.seeds(limits.seedThreshold, limits.seedCell);
    std::vector<std::optional<StrokeCandidate>> found(seeds.size());
    at::parallel_for(
        0, static_cast<std::int64_t>(seeds.size()), kSeedsATime, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                found[i] = longestFit(tracer.trace(seeds[i], static_cast<int>(limits.longest), limits.support), limits);
        });
    std::vector<StrokeCandidate> candidates;
    for (auto& candidate : found)
        if (candidate)
            candidates.push_back(std::move(*candidate));
    return candidates;
}

} // namespace croquis::saliency
