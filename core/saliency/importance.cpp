// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/importance.hpp"

#include <algorithm>

namespace croquis::saliency {

using image::Plane;

namespace {

constexpr float kFarFromHead = 0.45F; // what an animal's edges lose there

} // namespace

Plane attention(const PhotoMaps& maps) {
    if (maps.occlusion.empty() && maps.faces.features.empty())
        return Plane(maps.silhouette.width, maps.silhouette.height, 1, 0.5F);
    if (maps.faces.features.empty())
        return maps.occlusion;
    Plane noticed = maps.faces.features;
    for (std::size_t i = 0; i < noticed.values.size(); ++i)
        noticed.values[i] =
            std::max(noticed.values[i], maps.occlusion.empty() ? 0.5F : 0.6F * maps.occlusion.values[i]);
    return noticed;
}

Importance importance(const PhotoMaps& maps, float broadShare, bool withMuzzle) {
    const Muzzle* const animal = withMuzzle && maps.muzzle ? &*maps.muzzle : nullptr;
    const Plane noticed = attention(maps);
    Importance result;
    result.candidates = Plane(maps.silhouette.width, maps.silhouette.height);
    result.fineCandidates = result.first = result.full = result.interiorShare = result.candidates;
    for (std::size_t i = 0; i < noticed.values.size(); ++i) {
        const float o = noticed.values[i], dark = maps.darkSpots.values[i], fine = maps.fineInterior.values[i];
        const float face = maps.faces.features.empty() ? 0 : maps.faces.features.values[i];
        const float muzzle = animal ? animal->features.values[i] : 0;
        const float head = animal ? 1 - kFarFromHead * (1 - animal->head.values[i]) : 1;
        const float narrow = 0.4F * fine + 0.6F * maps.interior.values[i];
        const float mixed = narrow + broadShare * (maps.broadInterior.values[i] - narrow);
        const float interior = std::clamp(std::max(mixed, fine * std::max(face, muzzle)) * (0.25F + 1.25F * o) *
                                              (1 + 1.5F * dark) * (1 + 2.5F * face) * (1 + muzzle) * head,
                                          0.F, 3.F);
        const float outline = maps.silhouette.values[i] * (0.7F + 0.3F * o) * head;
        const float striking = std::max({o, dark, muzzle});
        result.candidates.values[i] =
            std::max(maps.silhouette.values[i], std::clamp(std::max(mixed, fine * striking), 0.F, 1.F));
        result.fineCandidates.values[i] = std::clamp(fine * (0.4F + 0.6F * striking), 0.F, 1.F);
        result.first.values[i] = std::max(outline, std::min(interior, 1.F));
        result.full.values[i] = std::max(outline, interior);
        result.interiorShare.values[i] = std::clamp(interior / (result.full.values[i] + 1e-6F), 0.F, 1.F);
    }
    return result;
}

} // namespace croquis::saliency
