// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cuda/kernels/memory.hpp"

#include <cmath>

namespace croquis::cuda {

/// A warp as the bodies read it: the map (loss::ViewWarp) and its inverse, which finds the few pixels of a view that
/// read a pixel of the picture.
struct BankedWarp {
    double source_from_view[9];
    double view_from_source[9];
};

/// @param h  source_from_view, nine numbers, invertible (every warp that warpFromCorners() makes is).
inline BankedWarp bankedWarp(const double* h) {
    BankedWarp warp{};
    for (int k = 0; k < 9; ++k) {
        warp.source_from_view[k] = h[k];
        const int row = k / 3, column = k % 3; // the adjugate: the scale of a projective map is of no account
        const int a = (column + 1) % 3, b = (column + 2) % 3, c = (row + 1) % 3, d = (row + 2) % 3;
        warp.view_from_source[k] = h[3 * a + c] * h[3 * b + d] - h[3 * a + d] * h[3 * b + c];
    }
    return warp;
}

/// Pixels of a view, all included; none where last < first.
struct ViewBox {
    int left, top, right, bottom;
};

/// A box that holds every pixel of the view whose four neighbours are among (x, y)'s own pixel of the picture.
/// @param g  view_from_source.
CROQUIS_HD ViewBox boxAround(const double* g, int x, int y, int side) {
    constexpr double margin = 0.01; // px; far above the rounding of both maps
    double left = 1e30, top = 1e30, right = -1e30, bottom = -1e30, least = 1e30, most = -1e30;
    for (int corner = 0; corner < 4; ++corner) {
        const double sx = x - 0.5 + 2 * (corner % 2), sy = y - 0.5 + 2 * (corner / 2);
        const double w = g[6] * sx + g[7] * sy + g[8];
        const double vx = (g[0] * sx + g[1] * sy + g[2]) / w, vy = (g[3] * sx + g[4] * sy + g[5]) / w;
        left = vx < left ? vx : left;
        right = vx > right ? vx : right;
        top = vy < top ? vy : top;
        bottom = vy > bottom ? vy : bottom;
        least = w < least ? w : least;
        most = w > most ? w : most;
    }
    if (!(least > 0 || most < 0)) // the map folds within the pixel: look everywhere
        return {0, 0, side - 1, side - 1};
    const double last = side - 1;
    const auto bound = [last](double v) { return static_cast<int>(v < -1 ? -1 : v > last + 1 ? last + 1 : v); };
    const int l = bound(std::ceil(left - 0.5 - margin)), t = bound(std::ceil(top - 0.5 - margin));
    const int r = bound(std::floor(right - 0.5 + margin)), b = bound(std::floor(bottom - 0.5 + margin));
    return {l < 0 ? 0 : l, t < 0 ? 0 : t, r >= side ? side - 1 : r, b >= side ? side - 1 : b};
}

/// Sizes of one batch of views.
struct ViewShape {
    int sketches = 1;          ///< S
    int viewsEach = 1;         ///< V
    int channels = 1;          ///< of the pictures that are warped: 1 (sketches) or 3 (photos)
    int side = 224;            ///< pixels of picture and view
    bool channelsLast = false; ///< of the views: NHWC in place of NCHW

    CROQUIS_HD int rows() const { return sketches * viewsEach; }
    CROQUIS_HD int area() const { return side * side; }
    /// Of one channel of one pixel of the [S * V, 3, side, side] views.
    CROQUIS_HD std::int64_t element(int row, int channel, int pixel) const {
        return std::int64_t(row) * 3 * area() +
               (channelsLast ? std::int64_t(pixel) * 3 + channel : std::int64_t(channel) * area() + pixel);
    }
};

/// (picture - mean) / deviation per channel, as the network was trained.
struct Normalisation {
    float mean[3] = {0, 0, 0};
    float deviation[3] = {1, 1, 1};
};

} // namespace croquis::cuda
