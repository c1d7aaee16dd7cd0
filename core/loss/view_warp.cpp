// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loss/view_warp.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"

#include <cmath>
#include <utility>

namespace croquis::loss {
namespace {

/// Gaussian elimination with partial pivoting; eight equations, the right-hand side in column 8.
std::array<double, 8> solve(std::array<std::array<double, 9>, 8> rows) {
    for (std::size_t column = 0; column < 8; ++column) {
        std::size_t pivot = column;
        for (std::size_t row = column + 1; row < 8; ++row)
            if (std::abs(rows[row][column]) > std::abs(rows[pivot][column]))
                pivot = row;
        if (std::abs(rows[pivot][column]) < 1e-9)
            throw InvalidArgument("warpFromCorners: the corners don't span a quadrilateral");
        std::swap(rows[pivot], rows[column]);
        for (std::size_t row = 0; row < 8; ++row) {
            if (row == column)
                continue;
            const double factor = rows[row][column] / rows[column][column];
            for (std::size_t k = column; k < 9; ++k)
                rows[row][k] -= factor * rows[column][k];
        }
    }
    std::array<double, 8> solution{};
    for (std::size_t row = 0; row < 8; ++row)
        solution[row] = rows[row][8] / rows[row][row];
    return solution;
}

int cropSide(const WarpOptions& options) {
    return static_cast<int>(std::lround(std::sqrt(options.cropArea * options.side * options.side)));
}

} // namespace

bool ViewWarp::isIdentity() const {
    return source_from_view == ViewWarp{}.source_from_view && crop == ViewCrop{};
}

ViewWarp warpFromCorners(const std::array<std::array<double, 2>, 4>& corners, int cropLeft, int cropTop,
                         const WarpOptions& options) {
    const double last = options.side - 1;
    const std::array<std::array<double, 2>, 4> source{{{0, 0}, {last, 0}, {last, last}, {0, last}}};
    std::array<std::array<double, 9>, 8> equations{};
    for (std::size_t k = 0; k < 4; ++k) {
        const auto [x, y] = corners[k];
        const auto [sx, sy] = source[k];
        equations[2 * k] = {x, y, 1, 0, 0, 0, -sx * x, -sx * y, sx};
        equations[2 * k + 1] = {0, 0, 0, x, y, 1, -sy * x, -sy * y, sy};
    }
    const auto h = solve(equations);
    if (options.twice)
        return {{h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], 1}, {cropLeft, cropTop, cropSide(options)}};
    // The crop: position in the perspective view = offset + view position * cropSide / side.
    const double scale = static_cast<double>(cropSide(options)) / options.side;
    const auto row = [&](double a, double b, double c) {
        return std::array<double, 3>{a * scale, b * scale, a * cropLeft + b * cropTop + c};
    };
    const auto top = row(h[0], h[1], h[2]), middle = row(h[3], h[4], h[5]), bottom = row(h[6], h[7], 1);
    return {{top[0], top[1], top[2], middle[0], middle[1], middle[2], bottom[0], bottom[1], bottom[2]}, {}};
}

std::vector<ViewWarp> drawWarps(std::uint64_t seed, int count, const WarpOptions& options) {
    const int inward = static_cast<int>(options.side * options.distortion / 2);
    const int last = options.side - 1;
    const int slack = options.side - cropSide(options);
    std::vector<ViewWarp> warps;
    warps.reserve(static_cast<std::size_t>(count));
    for (int k = 0; k < count; ++k) {
        base::RandomStream random(seed, base::RandomPurpose::warpPool, static_cast<std::uint32_t>(k));
        const auto low = [&] { return static_cast<double>(random.uniformInt(0, inward)); };
        const auto high = [&] { return static_cast<double>(random.uniformInt(last - inward, last)); };
        std::array<std::array<double, 2>, 4> corners{};
        corners[0] = {low(), low()};
        corners[1][0] = high();
        corners[1][1] = low();
        corners[2] = {high(), high()};
        corners[3][0] = low();
        corners[3][1] = high();
        const int top = random.uniformInt(0, slack);
        const int left = random.uniformInt(0, slack);
        warps.push_back(warpFromCorners(corners, left, top, options));
    }
    return warps;
}

} // namespace croquis::loss
