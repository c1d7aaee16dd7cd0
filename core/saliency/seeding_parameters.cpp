// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/seeding_parameters.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::saliency {

namespace {

struct Row {
    double strokes, fineShare, longest, tolerance, shortest, radius, fineLongest, fineTolerance, fineShortest,
        lengthPower, broadShare;
};

constexpr std::array<Row, 7> kRows = {{
    {1, 0.0, 280, 7.0, 50, 24, 110, 3.0, 24, 0.1, 0.5},
    {4, 0.25, 180, 4.2, 30, 18, 80, 2.4, 18, 0.15, 0.5},
    {8, 0.4, 130, 2.6, 24, 14, 60, 2.0, 14, 0.2, 0.5},
    {16, 0.5, 120, 1.8, 20, 11, 50, 1.6, 12, 0.3, 0.5},
    {32, 0.5, 100, 1.5, 14, 7, 40, 1.4, 10, 0.3, 0.35},
    {64, 0.55, 70, 1.3, 11, 5, 32, 1.2, 8, 0.3, 0.15},
    {128, 0.6, 40, 1.1, 8, 4, 26, 1.1, 6, 0.3, 0},
}};

} // namespace

SeedingParameters seedingParameters(int strokeCount) {
    const double strokes = std::clamp<double>(strokeCount, kRows.front().strokes, kRows.back().strokes);
    std::size_t above = 1;
    while (kRows[above].strokes < strokes)
        ++above;
    const Row &low = kRows[above - 1], &high = kRows[above];
    const double share = std::log2(strokes / low.strokes) / std::log2(high.strokes / low.strokes);
    const auto between = [&](double Row::*field) { return low.*field + share * (high.*field - low.*field); };

    SeedingParameters parameters;
    parameters.coarse = {between(&Row::longest), between(&Row::tolerance), between(&Row::shortest), 3, 0.2F, 0.12F};
    parameters.fine = {
        between(&Row::fineLongest), between(&Row::fineTolerance), between(&Row::fineShortest), 3, 0.15F, 0.1F};
    parameters.coarse.seedCell = strokeCount > 12 ? 3 : strokeCount > 6 ? 4 : strokeCount > 2 ? 6 : 8;
    parameters.suppressedRadius = between(&Row::radius);
    parameters.lengthPower = between(&Row::lengthPower);
    parameters.broadShare = static_cast<float>(between(&Row::broadShare));
    parameters.coarseCount = strokeCount - static_cast<int>(std::lround(between(&Row::fineShare) * strokeCount));
    parameters.spotCount = strokeCount < 12 ? 0 : strokeCount < 24 ? 1 : 2;
    parameters.patchStrokes = strokeCount < 12 ? 0 : std::min(12, 9 * strokeCount / 16);
    if (strokeCount >= 28) // enough to leave no white
        parameters.patchFill = {4, 2.25};
    parameters.muzzleCount = strokeCount < 12 ? 0 : std::min(8, 3 * strokeCount / 16);
    parameters.earCount = strokeCount < 12 || strokeCount >= 24 ? 0 : 2; // more show ears anyway
    parameters.headCount = strokeCount < 12 ? 0 : strokeCount < 24 ? 1 : 2;
    parameters.keptForFace = strokeCount < 12 ? 0 : strokeCount >= 24 ? strokeCount / 8 : 5 * strokeCount / 16;
    parameters.eyeCount = strokeCount < 6 ? 0 : 2;
    return parameters;
}

} // namespace croquis::saliency
