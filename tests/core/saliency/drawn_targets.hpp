// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/canvas_target.hpp"
#include "image/photo.hpp"

#include <cmath>
#include <functional>
#include <string>

namespace croquis::test {

/// A target whose every pixel centre's grey value and mask a function gives; the photo fills the whole canvas.
inline image::CanvasTarget drawnTarget(const std::function<float(double, double)>& grey,
                                       const std::function<float(double, double)>& mask = {}) {
    constexpr int kSide = image::kCanvasSide;
    image::CanvasTarget target;
    target.crop = image::Raster<float>(kSide, kSide, 3);
    target.subject = image::Plane(kSide, kSide, 1, 1.F);
    target.photoArea = target.subject;
    target.masked = static_cast<bool>(mask);
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (mask)
                target.subject.at(x, y) = mask(x + 0.5, y + 0.5);
            for (int c = 0; c < 3; ++c)
                target.crop.at(x, y, c) = grey(x + 0.5, y + 0.5);
        }
    }
    target.outline = target.subject;
    target.network = target.crop;
    return target;
}

/// Coverage of a shape with a soft edge of one pixel, from the distance to its outline (negative inside).
inline float softly(double distance) {
    return distance <= -0.5 ? 1.F : distance >= 0.5 ? 0.F : static_cast<float>(0.5 - distance);
}

/// Pixels from the canvas' centre.
inline double fromCentre(double x, double y) {
    return std::hypot(x - 112, y - 112);
}

/// A textured disc with a dark eye on a bright ground.
inline image::CanvasTarget discTarget() {
    const auto grey = [](double x, double y) {
        const double eye = softly(std::hypot(x - 90, y - 100) - 6);
        const double texture = 0.6 + 0.15 * std::sin(x / 9) * std::cos(y / 13);
        return static_cast<float>(fromCentre(x, y) < 80 ? texture * (1 - 0.9 * eye) : 0.95);
    };
    return drawnTarget(grey, [](double x, double y) { return softly(fromCentre(x, y) - 80); });
}

inline image::CanvasTarget samplePhoto(const std::string& name) {
    return image::placeOnCanvas(image::loadPhoto(std::string(CROQUIS_SAMPLES) + "/" + name), nullptr);
}

} // namespace croquis::test
