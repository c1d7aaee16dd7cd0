// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_seeder.hpp"

#include "base/error.hpp"
#include "saliency/feature_strokes.hpp"
#include "saliency/muzzle.hpp"
#include "saliency/stroke_placement.hpp"

#include <algorithm>
#include <utility>

namespace croquis::saliency {

using geometry::CubicBezier;

namespace {

/// A person's face has a prior of its own, and without a network every dark place would be noticed alike.
PhotoMaps withMuzzle(PhotoMaps maps) {
    if (!maps.muzzle && maps.faces.features.empty() && !maps.occlusion.empty())
        maps.muzzle = findMuzzle(maps.spots, maps.patches, maps.occlusion);
    return maps;
}

void fill(StrokePlacement& placement, int count, bool allowFewer) {
    FeatureStrokes features(placement);
    int left = count - features.addEyes(count);
    left -= features.addPatches(left);
    left -= features.addEars(left);
    left -= features.addHead(left);
    left -= features.addMuzzle(left);
    const int kept = std::min(left, features.spotCount());
    left -= placement.addFine(left - kept);
    left -= features.addSpots(kept);
    left -= placement.addFine(left);
    placement.grow();
    if (allowFewer)
        return;
    left -= placement.addSurroundings(left);
    left -= placement.addFaint(left);
    left -= placement.addShading(left);
    left -= placement.splitLong(left);
    placement.addRandomWalks(left);
}

} // namespace

void SeederOptions::validate() const {
    if (strokeCount < 1 || strokeCount > kMostStrokes)
        throw InvalidArgument("SeederOptions::strokeCount must lie in 1..128");
}

StrokeSeeder::StrokeSeeder(PhotoMaps maps)
    : m_maps(withMuzzle(std::move(maps))), m_importance(importance(m_maps, seedingParameters(16).broadShare)) {}

std::vector<CubicBezier> StrokeSeeder::place(const SeederOptions& options) const {
    options.validate();
    StrokePlacement placement(m_maps, options, options.strokeCount);
    const SeedingParameters& parameters = placement.parameters();
    const int kept = m_maps.muzzle ? parameters.keptForFace : 0;
    const int coarse = placement.addCoarse(parameters.coarseCount - kept);
    placement.grow();
    fill(placement, options.strokeCount - coarse, options.allowFewer);
    return placement.strokes(true);
}

std::vector<CubicBezier> StrokeSeeder::placeMore(std::span<const CubicBezier> present, int count,
                                                 const SeederOptions& options) const {
    if (count < 0 || count > kMostStrokes)
        throw InvalidArgument("StrokeSeeder::placeMore: count must lie in 0..128");
    StrokePlacement placement(m_maps, options, std::max(1, static_cast<int>(present.size()) + count));
    placement.explain(present);
    fill(placement, count, options.allowFewer);
    return placement.strokes(false);
}

} // namespace croquis::saliency
