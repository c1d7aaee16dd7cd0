// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/face_prior.hpp"

#include "image/canvas_target.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::saliency {

using geometry::Point;
using image::Plane;

namespace {

/// Centre and standard deviations in the face's box.
struct Feature {
    double x, y, sigmaX, sigmaY;
    float height;
};

constexpr std::array<Feature, 4> kFeatures = {{
    {0.3, 0.38, 0.14, 0.10, 1},
    {0.7, 0.38, 0.14, 0.10, 1},
    {0.5, 0.78, 0.17, 0.08, 1},
    {0.5, 0.60, 0.10, 0.10, 0.6F},
}};

void addFeature(Plane& prior, const Feature& feature, Point topLeft, Point size) {
    const double cx = topLeft.x + feature.x * size.x, cy = topLeft.y + feature.y * size.y;
    for (int y = 0; y < prior.height; ++y)
        for (int x = 0; x < prior.width; ++x) {
            const double u = (x + 0.5 - cx) / (feature.sigmaX * size.x), v = (y + 0.5 - cy) / (feature.sigmaY * size.y);
            const auto value = feature.height * static_cast<float>(std::exp(-0.5 * (u * u + v * v)));
            prior.at(x, y) = std::max(prior.at(x, y), value);
        }
}

} // namespace

FacePrior facePrior(std::span<const image::Face> faces, const geometry::Affine& canvasFromPhoto) {
    if (faces.empty())
        return {};
    FacePrior prior{Plane(image::kCanvasSide, image::kCanvasSide), 0};
    for (const image::Face& face : faces) {
        const Point topLeft = canvasFromPhoto(Point{face.left, face.top});
        const Point bottomRight = canvasFromPhoto(Point{face.left + face.width, face.top + face.height});
        prior.width = std::max(prior.width, bottomRight.x - topLeft.x);
        for (const Feature& feature : kFeatures)
            addFeature(prior.features, feature, topLeft, bottomRight - topLeft);
    }
    return prior;
}

} // namespace croquis::saliency
