// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/coverage_row.hpp"

#include <algorithm>

namespace croquis::vector {

void addLongEdge(std::span<float> differences, double x0, double x1, double height) {
    const int first = static_cast<int>(x0);
    const int last = static_cast<int>(x1);
    const auto add = [differences](int column, double value) {
        differences[static_cast<std::size_t>(column)] += static_cast<float>(value);
    };
    const double perColumn = height / (x1 - x0);
    double before = 0; // coverage of the column before
    double crossed = 0;
    for (int column = first; column <= last; ++column) {
        const double from = std::max<double>(x0, column);
        const double to = std::min<double>(x1, column + 1.0);
        const double part = (to - from) * perColumn;
        const double coverage = crossed + part * (column + 1.0 - 0.5 * (from + to));
        add(column, coverage - before);
        before = coverage;
        crossed += part;
    }
    add(last + 1, height - before);
}

} // namespace croquis::vector
