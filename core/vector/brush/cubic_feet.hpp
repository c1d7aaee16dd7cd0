// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/cubic_powers.hpp"

#include <algorithm>
#include <cstddef>
#include <span>

namespace croquis::vector {

/// How far the inner ones of some points lie from a cubic's places for them, at most, square units; more than
/// `hopeless` once it is that. @param parameters  of each point.
inline double farthestOff(const CubicPowers& cubic, std::span<const geometry::Point> points,
                          std::span<const double> parameters, double hopeless) {
    double worst = 0;
    for (std::size_t i = 1; i + 1 < points.size() && worst <= hopeless; ++i) {
        const geometry::Point away = cubic.at(parameters[i]) - points[i];
        worst = std::max(worst, geometry::dot(away, away));
    }
    return worst;
}

/// One step of Newton's method towards the foot of each inner point, none past that of the one before.
inline void stepToFeet(const CubicPowers& cubic, std::span<const geometry::Point> points,
                       std::span<double> parameters) {
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const double t = parameters[i];
        const geometry::Point away = cubic.at(t) - points[i], speed = cubic.speed(t);
        const double slope = geometry::dot(speed, speed) + geometry::dot(away, cubic.bend(t));
        const double step = slope > 0 ? geometry::dot(away, speed) / slope : 0;
        parameters[i] = std::clamp(t - step, parameters[i - 1], 1.0);
    }
}

} // namespace croquis::vector
