// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <span>

namespace croquis::vector {

/// The set of columns [first, last) that a row of coverage touches; empty when first >= last.
struct ColumnRange {
    int first = 0;
    int last = 0;
};

/// addEdge across more than two columns, x0 < x1.
void addLongEdge(std::span<float> differences, double x0, double x1, double height);

/// Adds what lies to the right of a straight edge to a row's coverage, kept as differences: the sum of row[0..x] is the
/// coverage of pixel x. Exact area.
/// @param differences  columns + 2 values. @param from, to  the edge's ends, 0..columns. @param height  how much of the
/// row it crosses, negative for an edge that ends coverage.
inline void addEdge(std::span<float> differences, double from, double to, double height) {
    const double x0 = std::min(from, to), x1 = std::max(from, to);
    const int first = static_cast<int>(x0), last = static_cast<int>(x1);
    float* const at = differences.data() + first;
    if (first == last) {
        const double beside = height * (0.5 * (x0 + x1) - first);
        at[0] += static_cast<float>(height - beside);
        at[1] += static_cast<float>(beside);
    } else if (last - first == 1) {
        const double part = (last - x0) / (x1 - x0) * height; // of it in the first column
        const double before = 0.5 * part * (last - x0), here = part + (height - part) * (1 - 0.5 * (x1 - last));
        at[0] += static_cast<float>(before);
        at[1] += static_cast<float>(here - before);
        at[2] += static_cast<float>(height - here);
    } else {
        addLongEdge(differences, x0, x1, height);
    }
}

} // namespace croquis::vector
