// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host_device.hpp"

#include <cmath>

namespace croquis::loss {

inline constexpr double kBendScale = 200; // px^2
inline constexpr double kShorteningWeight = 20;
inline constexpr double kShortest = 0.9;          // of the starting length, before shortening costs
inline constexpr double kUndirectedLength = 1e-6; // px: below it a direction is not defined
inline constexpr double kTie = 0.25;              // 1 / px^2

/// What ShapeKeeper knows of the shape that one stroke is held to.
struct KeptShape {
    double bend[4]; ///< the control points' two second differences, (x, y), canvas pixels
    double length;  ///< of the control polygon, kUndirectedLength at least
    int met[2];     ///< the end that its first and last end began at, 2 x stroke (+ 1: its last end); -1: none
};

/// @param points  four control points, (x, y).
CROQUIS_HD KeptShape keptShape(const double* points) {
    KeptShape shape{};
    for (int k = 0; k < 4; ++k)
        shape.bend[k] = points[k] - 2 * points[k + 2] + points[k + 4];
    for (int k = 0; k < 6; k += 2)
        shape.length += std::hypot(points[k + 2] - points[k], points[k + 3] - points[k + 1]);
    shape.length = shape.length > kUndirectedLength ? shape.length : kUndirectedLength;
    shape.met[0] = shape.met[1] = -1;
    return shape;
}

/// One end's half of what ShapeKeeper asks of two ends that met.
/// @param end, other  (x, y), canvas pixels.
/// @param weight      factor on the gradient, not on the loss.
/// @param gradient    two numbers; d (weight L) / d end is added, the other end's half of L included.
CROQUIS_HD double tieCost(const double* end, const double* other, double weight, double* gradient) {
    double cost = 0;
    for (int axis = 0; axis < 2; ++axis) {
        const double apart = end[axis] - other[axis];
        cost += kTie / 2 * apart * apart;
        gradient[axis] += 2 * kTie * weight * apart;
    }
    return cost;
}

/// ShapeKeeper's loss of one stroke by itself.
/// @param weight    factor on the gradient, not on the loss.
/// @param gradient  eight numbers; d (weight L) / d control point is added.
CROQUIS_HD double shapeCost(const double* points, const KeptShape& start, double weight, double* gradient) {
    double cost = 0;
    for (int k = 0; k < 4; ++k) {
        const double difference = points[k] - 2 * points[k + 2] + points[k + 4] - start.bend[k];
        const double step = 2 * weight / kBendScale * difference;
        cost += difference * difference;
        gradient[k] += step;
        gradient[k + 2] -= 2 * step;
        gradient[k + 4] += step;
    }
    cost /= kBendScale;
    double edges[3], length = 0;
    for (int k = 0; k < 3; ++k) {
        edges[k] = std::hypot(points[2 * k + 2] - points[2 * k], points[2 * k + 3] - points[2 * k + 1]);
        length += edges[k];
    }
    const double missing = kShortest - length / start.length;
    if (missing <= 0)
        return cost;
    const double slope = -2 * kShorteningWeight * missing / start.length * weight;
    for (int k = 0; k < 3; ++k) {
        if (edges[k] < kUndirectedLength)
            continue;
        for (int axis = 0; axis < 2; ++axis) {
            const double step = slope / edges[k] * (points[2 * k + 2 + axis] - points[2 * k + axis]);
            gradient[2 * k + axis] -= step;
            gradient[2 * k + 2 + axis] += step;
        }
    }
    return cost + kShorteningWeight * missing * missing;
}

} // namespace croquis::loss
