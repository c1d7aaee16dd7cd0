// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/host_device.hpp"

namespace croquis::loss {

/// Where a view's pixel reads the picture: bilinear between four neighbours.
struct ViewSample {
    int left, top;      ///< the upper left neighbour's column and row, -2..side
    float right, lower; ///< share of the right and of the lower neighbours, 0..1
};

/// What of a projective map is the same along one row of a view.
struct ViewRow {
    double x, y, w;
};

/// @param h  source_from_view, nine numbers (ViewWarp).
CROQUIS_HD ViewRow viewRow(const double* h, int row) {
    const double viewY = row + 0.5;
    return {h[1] * viewY + h[2], h[4] * viewY + h[5], h[7] * viewY + h[8]};
}

/// @param side  pixels of picture and view. Positions further out than the neighbours of the border are moved there.
CROQUIS_HD ViewSample sampleAt(const double* h, const ViewRow& row, int column, int side) {
    const double last = side + 0.5; // beyond it, and before -1.5, all that is read is border
    const double viewX = column + 0.5, inverse = 1 / (h[6] * viewX + row.w);
    double x = (h[0] * viewX + row.x) * inverse - 0.5, y = (h[3] * viewX + row.y) * inverse - 0.5;
    x = x > -1.5 ? x : -1.5;
    x = x < last ? x : last;
    y = y > -1.5 ? y : -1.5;
    y = y < last ? y : last;
    const int left = static_cast<int>(x + 2) - 2, top = static_cast<int>(y + 2) - 2; // floor, for x >= -2
    return {left, top, static_cast<float>(x - left), static_cast<float>(y - top)};
}

/// The four neighbours' mean. @param a, b  the upper left and right. @param c, d  the lower ones.
CROQUIS_HD float bilinear(float a, float b, float c, float d, float right, float lower) {
    const float above = (1 - right) * a + right * b, below = (1 - right) * c + right * d;
    return (1 - lower) * above + lower * below;
}

} // namespace croquis::loss
