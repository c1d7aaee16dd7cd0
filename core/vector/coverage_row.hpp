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

/// Adds what lies to the right of a straight edge to a row's coverage, kept as differences: the sum of row[0..x] is the
/// coverage of pixel x. Exact area.
/// @param differences  columns + 2 values. @param x0, x1  the edge's ends, 0..columns. @param height  how much of the
/// row it crosses, negative for an edge that ends coverage.
void addEdge(std::span<float> differences, double x0, double x1, double height);

} // namespace croquis::vector
