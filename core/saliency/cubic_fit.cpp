// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/cubic_fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace croquis::saliency {

using geometry::CubicBezier;
using geometry::Point;

namespace {

using Basis = std::array<double, 4>;

Basis bernstein(double t) {
    const double u = 1 - t;
    return {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
}

/// Solves the symmetric positive definite system by Cholesky; nothing when it isn't definite.
std::optional<std::array<Point, 4>> solve(std::array<Basis, 4> matrix, std::array<Point, 4> right) {
    for (std::size_t j = 0; j < 4; ++j) {
        for (std::size_t k = 0; k < j; ++k)
            matrix[j][j] -= matrix[j][k] * matrix[j][k];
        if (matrix[j][j] < 1e-9)
            return std::nullopt;
        matrix[j][j] = std::sqrt(matrix[j][j]);
        for (std::size_t i = j + 1; i < 4; ++i) {
            for (std::size_t k = 0; k < j; ++k)
                matrix[i][j] -= matrix[i][k] * matrix[j][k];
            matrix[i][j] /= matrix[j][j];
        }
    }
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t k = 0; k < i; ++k)
            right[i] = right[i] - matrix[i][k] * right[k];
        right[i] = (1 / matrix[i][i]) * right[i];
    }
    for (std::size_t i = 4; i-- > 0;) {
        for (std::size_t k = i + 1; k < 4; ++k)
            right[i] = right[i] - matrix[k][i] * right[k];
        right[i] = (1 / matrix[i][i]) * right[i];
    }
    return right;
}

CubicBezier straight(Point from, Point to) {
    const Point step = (1.0 / 3) * (to - from);
    return {{from, from + step, to - step, to}};
}

} // namespace

std::vector<double> lengthsAlong(std::span<const Point> points) {
    std::vector<double> lengths(points.size(), 0.0);
    for (std::size_t i = 1; i < points.size(); ++i) {
        const Point step = points[i] - points[i - 1];
        lengths[i] = lengths[i - 1] + std::sqrt(geometry::dot(step, step));
    }
    return lengths;
}

CubicFit fitCubic(std::span<const Point> points, std::span<const double> lengths) {
    const double start = lengths.front(), whole = std::max(lengths.back() - start, 1e-12);
    std::array<Basis, 4> matrix{};
    std::array<Point, 4> right{};
    std::vector<Basis> bases;
    bases.reserve(points.size());
    for (std::size_t p = 0; p < points.size(); ++p) {
        const Basis& basis = bases.emplace_back(bernstein((lengths[p] - start) / whole));
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j <= i; ++j)
                matrix[i][j] += basis[i] * basis[j];
            right[i] = right[i] + basis[i] * points[p];
        }
    }
    const auto control = solve(matrix, right);
    CubicFit fit{control ? CubicBezier{*control} : straight(points.front(), points.back())};
    double largest = 0;
    for (std::size_t p = 0; p < points.size(); ++p) {
        const Basis& basis = bases[p];
        Point apart = Point{0, 0} - points[p];
        for (std::size_t i = 0; i < 4; ++i)
            apart = apart + basis[i] * fit.curve.points[i];
        largest = std::max(largest, apart.x * apart.x + apart.y * apart.y);
    }
    fit.largestError = std::sqrt(largest);
    return fit;
}

} // namespace croquis::saliency
