// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/photo_maps.hpp"

#include "base/error.hpp"
#include "saliency/plane_filters.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

namespace croquis::saliency {

using image::Plane;

namespace {

using Channels = std::vector<Plane>;

/// Half a step of 8 bits: less than that is rounding, not a picture, and is not stretched to full strength.
constexpr float kLeastContrast = 0.002F;
constexpr double kBroadSigma = 3;
/// Nearer to the photo's border the resampling has mixed in the white beyond it.
constexpr float kMixedBorder = 3.5F;
constexpr float kBroadBorder = 5;
constexpr float kSoftBorder = 8;
constexpr float kCutBand = 4;
constexpr int kShortestCut = 24;

float clamped(float value) {
    return std::clamp(value, 0.F, 1.F);
}

void requireCanvas(const Plane& plane, int channels, const char* name) {
    if (plane.width != image::kCanvasSide || plane.height != image::kCanvasSide || plane.channels != channels)
        throw InvalidArgument(std::string("photoMaps: CanvasTarget::") + name + " is not of the canvas' size");
}

Channels split(const image::Raster<float>& picture) {
    Channels channels(3, Plane(picture.width, picture.height));
    for (std::size_t i = 0; i < channels[0].values.size(); ++i)
        for (std::size_t c = 0; c < 3; ++c)
            channels[c].values[i] = picture.values[3 * i + c];
    return channels;
}

Plane thresholded(const Plane& plane, float above) {
    Plane result(plane.width, plane.height);
    for (std::size_t i = 0; i < plane.values.size(); ++i)
        result.values[i] = plane.values[i] > above ? 1.F : 0.F;
    return result;
}

/// 0 up to `from`, 1 from `from + over` on.
Plane rising(Plane plane, float from, float over) {
    for (float& value : plane.values)
        value = clamped((value - from) / over);
    return plane;
}

/// The photo with what lies outside the subject replaced by the subject's own colours spread outwards, so that interior
/// edges don't see the cut. The narrowest Gaussian that still catches some of the subject gives the colour.
Channels filledOutside(const Channels& photo, const Plane& inside) {
    const std::size_t count = inside.values.size();
    Channels kept = photo;
    for (Plane& channel : kept)
        for (std::size_t i = 0; i < count; ++i)
            channel.values[i] *= inside.values[i];
    Channels filled = kept;
    Plane missing(inside.width, inside.height, 1, 1.F);
    for (std::size_t i = 0; i < count; ++i)
        missing.values[i] = 1 - inside.values[i];
    for (const double sigma : {2., 5., 12., 40.}) {
        if (std::none_of(missing.values.begin(), missing.values.end(), [](float value) { return value > 0; }))
            break;
        const Plane weight = blurred(inside, sigma);
        for (std::size_t c = 0; c < photo.size(); ++c) {
            const Plane colour = blurred(kept[c], sigma);
            for (std::size_t i = 0; i < count; ++i) {
                const float share = clamped(weight.values[i] / 0.02F) * missing.values[i];
                filled[c].values[i] += colour.values[i] / (weight.values[i] + 1e-6F) * share;
            }
        }
        for (std::size_t i = 0; i < count; ++i)
            missing.values[i] -= clamped(weight.values[i] / 0.02F) * missing.values[i];
    }
    return filled;
}

/// e(sigma) of models.md: gradient, normalised by the subject's strongest and by the neighbourhood, thinned to ridges.
Plane normalisedEdges(const Channels& channels, double sigma, const Plane& inside) {
    Plane edges = strongestGradient(channels, sigma);
    for (std::size_t i = 0; i < edges.values.size(); ++i)
        edges.values[i] *= inside.values[i];
    const float strongest = std::max(percentileInside(edges, inside, 99), kLeastContrast);
    for (float& value : edges.values)
        value = clamped(value / strongest);
    const Plane local = blurred(edges, 12);
    for (std::size_t i = 0; i < edges.values.size(); ++i) {
        const float m = edges.values[i];
        edges.values[i] = std::sqrt(m * clamped(m / (4 * (local.values[i] + 0.05F))) * clamped(4 * m));
    }
    const Plane ridge = ridges(blurred(edges, 0.7));
    for (std::size_t i = 0; i < edges.values.size(); ++i)
        edges.values[i] = clamped(edges.values[i]) * ridge.values[i];
    return edges;
}

struct StructureTensor {
    Plane xx, yy, xy;

    StructureTensor(int width, int height) : xx(width, height), yy(width, height), xy(width, height) {}

    void add(const Gradient& gradient, float weight) {
        for (std::size_t i = 0; i < xx.values.size(); ++i) {
            const float x = gradient.x.values[i], y = gradient.y.values[i];
            xx.values[i] += weight * x * x;
            yy.values[i] += weight * y * y;
            xy.values[i] += weight * x * y;
        }
    }
    void scale(const Plane& by) {
        for (Plane* plane : {&xx, &yy, &xy})
            for (std::size_t i = 0; i < by.values.size(); ++i)
                plane->values[i] *= by.values[i];
    }
    void blur(double sigma) {
        for (Plane* plane : {&xx, &yy, &xy})
            *plane = blurred(*plane, sigma);
    }
};

Plane coherence(StructureTensor tensor) {
    tensor.blur(4);
    Plane result(tensor.xx.width, tensor.xx.height);
    for (std::size_t i = 0; i < result.values.size(); ++i) {
        const float a = tensor.xx.values[i], b = tensor.yy.values[i], c = tensor.xy.values[i];
        result.values[i] = std::sqrt((a - b) * (a - b) + 4 * c * c) / (a + b + 1e-4F);
    }
    return result;
}

/// Where the subject is, from several sides.
struct Extent {
    const Plane& subject;          ///< the mask, 0..1
    const Plane& wellInside;       ///< 0 near the outline
    const Plane& distanceToBorder; ///< px to the photo's border
};

void setTangents(Plane& tangentX, Plane& tangentY, StructureTensor tensor, const Plane& subject,
                 const Plane& wellInside) {
    tensor.scale(wellInside);
    tensor.add(sobel(blurred(blurred(subject, 0.5), 1.2)), 0.5F);
    tensor.blur(2);
    tangentX = Plane(subject.width, subject.height);
    tangentY = tangentX;
    for (std::size_t i = 0; i < subject.values.size(); ++i) {
        const float a = tensor.xx.values[i], b = tensor.yy.values[i], c = tensor.xy.values[i];
        const float angle = 0.5F * std::atan2(2 * c, a - b) + std::numbers::pi_v<float> / 2;
        tangentX.values[i] = std::cos(angle);
        tangentY.values[i] = std::sin(angle);
    }
}

/// Edges of shapes rather than of texture, as lines: the crests of a wide gradient. They come out about as wide as the
/// fine ones.
void setBroadMaps(PhotoMaps& maps, const Plane& edges, const Channels& filled, const Extent& extent) {
    StructureTensor tensor(extent.subject.width, extent.subject.height);
    for (const Plane& channel : filled)
        tensor.add(sobel(blurred(channel, kBroadSigma)), 1);
    const Plane coherent = coherence(tensor);
    setTangents(maps.broadTangentX, maps.broadTangentY, std::move(tensor), extent.subject, extent.wellInside);
    maps.broadInterior = edges;
    maps.softEdges = strongestGradient(filled, kBroadSigma);
    const Plane crest = crests(maps.softEdges, maps.broadTangentX, maps.broadTangentY);
    for (std::size_t i = 0; i < crest.values.size(); ++i)
        maps.broadInterior.values[i] *= crest.values[i];
    maps.broadInterior = blurred(maps.broadInterior, 0.8);
    const Plane away = rising(extent.distanceToBorder, kBroadBorder, 2);
    const Plane farAway = rising(extent.distanceToBorder, kSoftBorder, 1);
    for (std::size_t i = 0; i < crest.values.size(); ++i)
        maps.softEdges.values[i] *= farAway.values[i];
    for (std::size_t i = 0; i < crest.values.size(); ++i)
        maps.broadInterior.values[i] = clamped(2 * maps.broadInterior.values[i]) *
                                       std::clamp(coherent.values[i], 0.2F, 1.F) * away.values[i] *
                                       extent.wellInside.values[i];
}

/// 0 along the photo's border, where an outline would only be the cut. A tip that just touches the border (a hump, a
/// foot, an ear of a tightly cut picture) isn't cut: its outline stays.
Plane awayFromCuts(const Plane& distanceToBorder, const Plane& awayFromBorder, const Plane& subject) {
    Plane touching(subject.width, subject.height);
    for (std::size_t i = 0; i < subject.values.size(); ++i)
        touching.values[i] = subject.values[i] > 0.5F && distanceToBorder.values[i] <= kCutBand ? 1.F : 0.F;
    Plane uncut = largeParts(touching, kShortestCut);
    for (float& value : uncut.values)
        value = 1 - value;
    Plane result = distanceToOutside(uncut);
    for (std::size_t i = 0; i < result.values.size(); ++i)
        result.values[i] = std::max(awayFromBorder.values[i], clamped((result.values[i] - kCutBand) / 2));
    return result;
}

Plane lumaOf(const Channels& picture) {
    Plane luma(picture[0].width, picture[0].height);
    for (std::size_t i = 0; i < luma.values.size(); ++i)
        luma.values[i] = 0.3F * picture[0].values[i] + 0.59F * picture[1].values[i] + 0.11F * picture[2].values[i];
    return luma;
}

Plane shadeOf(const Plane& luma, const Plane& subject) {
    Plane shade = blurred(luma, 2);
    const float darkest = percentileInside(shade, subject, 2), brightest = percentileInside(shade, subject, 98);
    for (std::size_t i = 0; i < shade.values.size(); ++i)
        shade.values[i] =
            subject.values[i] * clamped((brightest - shade.values[i]) / std::max(brightest - darkest, kLeastContrast));
    return shade;
}

Plane darkSpots(const Plane& luma, const Plane& subject, const Plane& wellInside) {
    Plane spots = blurred(luma, 10);
    const Plane near = blurred(luma, 2);
    for (std::size_t i = 0; i < luma.values.size(); ++i)
        spots.values[i] = std::max(spots.values[i] - near.values[i], 0.F) * wellInside.values[i];
    const float darkest = std::max(percentileInside(spots, subject, 99.5), kLeastContrast);
    for (float& value : spots.values)
        value = clamped(value / darkest);
    return spots;
}

Plane silhouette(const Channels& photo, const Plane& subject, const Plane& awayFromCuts) {
    Plane outline = strongestGradient({subject}, 1.2);
    const float strongest =
        std::max(0.7F * *std::max_element(outline.values.begin(), outline.values.end()), kLeastContrast);
    for (float& value : outline.values)
        value = clamped(value / strongest);
    const Plane ridge = ridges(outline);
    const Plane gradient = strongestGradient(photo, 1.5);
    const float usual = std::max(percentileInside(gradient, subject, 85), kLeastContrast);
    const Plane support = blurred(gradient, 1);
    for (std::size_t i = 0; i < outline.values.size(); ++i)
        outline.values[i] *=
            ridge.values[i] * awayFromCuts.values[i] * (0.4F + 0.6F * clamped(support.values[i] / usual));
    return outline;
}

/// What is seen of the photo beyond the subject, where CanvasTarget has taken some of it in already (a bare bar).
void setSurroundings(PhotoMaps& maps, const Channels& photo, const image::CanvasTarget& target, const Plane& away) {
    if (target.subject.values == target.outline.values)
        return;
    Plane beyond(away.width, away.height);
    for (std::size_t i = 0; i < beyond.values.size(); ++i)
        beyond.values[i] = 1 - target.subject.values[i];
    beyond = blurred(thresholded(blurred(beyond, 2), 0.9F), 1);
    StructureTensor tensor(beyond.width, beyond.height);
    for (const Plane& channel : photo)
        tensor.add(sobel(blurred(channel, 1.5)), 1);
    const Plane coherent = coherence(tensor);
    maps.surroundings = normalisedEdges(photo, 1.5, thresholded(target.photoArea, 0.5F));
    for (std::size_t i = 0; i < beyond.values.size(); ++i)
        maps.surroundings.values[i] *= std::clamp(coherent.values[i], 0.2F, 1.F) * away.values[i] * beyond.values[i];
    setTangents(maps.surroundingTangentX, maps.surroundingTangentY, std::move(tensor), target.photoArea, away);
}

} // namespace

PhotoMaps photoMaps(const image::CanvasTarget& target) {
    requireCanvas(target.crop, 3, "crop");
    requireCanvas(target.subject, 1, "subject");
    requireCanvas(target.outline, 1, "outline");
    requireCanvas(target.photoArea, 1, "photoArea");
    const Channels photo = split(target.crop);
    const Plane& subject = target.subject;
    const Plane inside = thresholded(subject, 0.5F);
    const Plane wellInside = blurred(thresholded(blurred(subject, 2), 0.9F), 1);
    const Plane distance = distanceToOutside(target.photoArea);
    const Channels filled = filledOutside(photo, inside);
    const Plane awayFromBorder = rising(distance, 2.5F, 1.5F), awayFromMixed = rising(distance, kMixedBorder, 1.5F);

    StructureTensor tensor(subject.width, subject.height);
    for (const Plane& channel : filled)
        tensor.add(sobel(blurred(channel, 1.5)), 1);
    const Plane coherent = coherence(tensor);

    PhotoMaps maps;
    maps.subject = target.outline;
    maps.silhouette = silhouette(photo, target.outline, awayFromCuts(distance, awayFromBorder, target.outline));
    const Plane luma = lumaOf(filled);
    maps.darkSpots = darkSpots(luma, subject, wellInside);
    maps.spots = featureSpots(luma, wellInside);
    maps.patches = darkPatches(luma, wellInside);
    maps.shade = shadeOf(luma, target.outline);
    maps.fineInterior = normalisedEdges(filled, 1.5, inside);
    const Plane broad = normalisedEdges(filled, kBroadSigma, inside);
    const Plane atBothScales = blurred(thresholded(broad, 0.25F), 1.5);
    maps.interior = maps.fineInterior;
    for (std::size_t i = 0; i < subject.values.size(); ++i) {
        maps.fineInterior.values[i] *=
            std::clamp(coherent.values[i], 0.2F, 1.F) * awayFromMixed.values[i] * wellInside.values[i];
        maps.interior.values[i] = maps.fineInterior.values[i] * clamped(2 * atBothScales.values[i]);
    }
    setTangents(maps.tangentX, maps.tangentY, std::move(tensor), target.outline, wellInside);
    setSurroundings(maps, photo, target, awayFromMixed);
    setBroadMaps(maps, broad, filled, {target.outline, wellInside, distance});
    return maps;
}

} // namespace croquis::saliency
