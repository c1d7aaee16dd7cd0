// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace croquis::tests {

/// Row-major, whatever the order in memory.
inline std::vector<double> doublesOf(const at::Tensor& tensor) {
    const at::Tensor values = tensor.detach().to(at::kDouble).contiguous();
    return {values.const_data_ptr<double>(), values.const_data_ptr<double>() + values.numel()};
}

inline double dot(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

/// The largest difference in units of the expected values' root mean square; endless where the sizes differ.
inline double relativeError(const at::Tensor& got, const std::vector<double>& expected) {
    const std::vector<double> values = doublesOf(got);
    if (values.size() != expected.size())
        return INFINITY;
    double worst = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        worst = std::max(worst, std::abs(values[i] - expected[i]));
    return worst / std::sqrt(dot(expected, expected) / double(expected.size()));
}

/// The length of the difference in units of the expected values' length; endless where the sizes differ.
inline double relativeDistance(const at::Tensor& got, const std::vector<double>& expected) {
    std::vector<double> values = doublesOf(got);
    if (values.size() != expected.size())
        return INFINITY;
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] -= expected[i];
    return std::sqrt(dot(values, values) / dot(expected, expected));
}

} // namespace croquis::tests
