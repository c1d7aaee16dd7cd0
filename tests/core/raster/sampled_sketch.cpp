// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/raster/sampled_sketch.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace croquis::test {

namespace {

constexpr int kChords = 200;
constexpr double kFar = 1e30;

std::array<double, 2> curvePoint(const double* p, double t) {
    const double u = 1 - t;
    const std::array<double, 4> b{u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
    return {b[0] * p[0] + b[1] * p[2] + b[2] * p[4] + b[3] * p[6],
            b[0] * p[1] + b[1] * p[3] + b[2] * p[5] + b[3] * p[7]};
}

} // namespace

SampledSketch::SampledSketch(int width, int height, int side, Samples samples, double radius,
                             std::span<const double> controlPoints)
    : m_width(width), m_height(height), m_side(side), m_hard(samples == Samples::hard), m_radius(radius),
      m_controlPoints(controlPoints.begin(), controlPoints.end()),
      m_full(static_cast<std::size_t>(width) * height * side * side), m_left(m_full.size(), 1),
      m_nearest2(m_full.size(), kFar) {
    for (std::size_t stroke = 0; stroke < m_controlPoints.size() / 8; ++stroke)
        add(stroke);
}

void SampledSketch::findSamples(const double* points) {
    for (const std::size_t sample : m_found)
        m_nearest2[sample] = kFar;
    m_found.clear();
    const int columns = m_width * m_side;
    const int rows = m_height * m_side;
    const double reach = m_radius + 1.0 / m_side;
    const auto clampTo = [](double v, int size) { return static_cast<int>(std::clamp(v, 0.0, double(size))); };
    auto [ax, ay] = curvePoint(points, 0);
    for (int i = 1; i <= kChords; ++i) {
        const auto [bx, by] = curvePoint(points, double(i) / kChords);
        const double ex = bx - ax;
        const double ey = by - ay;
        const double inverse = ex * ex + ey * ey > 0 ? 1 / (ex * ex + ey * ey) : 0;
        const int left = clampTo((std::min(ax, bx) - reach) * m_side, columns);
        const int right = clampTo((std::max(ax, bx) + reach) * m_side + 1, columns);
        const int top = clampTo((std::min(ay, by) - reach) * m_side, rows);
        const int bottom = clampTo((std::max(ay, by) + reach) * m_side + 1, rows);
        for (int y = top; y < bottom; ++y)
            for (int x = left; x < right; ++x) {
                const double px = (x + 0.5) / m_side - ax;
                const double py = (y + 0.5) / m_side - ay;
                const double w = std::clamp((px * ex + py * ey) * inverse, 0.0, 1.0);
                const double qx = px - w * ex;
                const double qy = py - w * ey;
                const double distance2 = qx * qx + qy * qy;
                const std::size_t sample = static_cast<std::size_t>(y) * columns + x;
                if (distance2 > reach * reach)
                    continue;
                if (m_nearest2[sample] == kFar)
                    m_found.push_back(sample);
                m_nearest2[sample] = std::min(m_nearest2[sample], distance2);
            }
        ax = bx;
        ay = by;
    }
}

double SampledSketch::coverage(std::size_t sample) const {
    const double inside = m_radius - std::sqrt(m_nearest2[sample]);
    return m_hard ? (inside >= 0 ? 1 : 0) : std::clamp(inside * m_side + 0.5, 0.0, 1.0);
}

void SampledSketch::add(std::size_t stroke) {
    findSamples(m_controlPoints.data() + 8 * stroke);
    for (const std::size_t sample : m_found) {
        const double c = coverage(sample);
        m_full[sample] = static_cast<std::int16_t>(m_full[sample] + (c == 1 ? 1 : 0));
        m_left[sample] *= c < 1 ? 1 - c : 1;
    }
}

void SampledSketch::remove(std::size_t stroke) {
    findSamples(m_controlPoints.data() + 8 * stroke);
    for (const std::size_t sample : m_found) {
        const double c = coverage(sample);
        m_full[sample] = static_cast<std::int16_t>(m_full[sample] - (c == 1 ? 1 : 0));
        m_left[sample] /= c < 1 ? 1 - c : 1;
    }
}

std::vector<double> SampledSketch::picture() const {
    std::vector<double> picture(static_cast<std::size_t>(m_width) * m_height);
    const std::size_t columns = static_cast<std::size_t>(m_width) * m_side;
    for (std::size_t sample = 0; sample < m_full.size(); ++sample)
        if (m_full[sample] == 0)
            picture[sample / columns / m_side * m_width + sample % columns / m_side] +=
                m_left[sample] / (m_side * m_side);
    return picture;
}

double SampledSketch::inkedWeight(const double* points, std::span<const double> weights) {
    findSamples(points);
    const std::size_t columns = static_cast<std::size_t>(m_width) * m_side;
    double sum = 0;
    for (const std::size_t sample : m_found)
        if (m_full[sample] == 0)
            sum += weights[sample / columns / m_side * m_width + sample % columns / m_side] * m_left[sample] *
                   coverage(sample);
    return sum / (m_side * m_side);
}

std::vector<double> SampledSketch::gradient(std::span<const double> weights, double step) {
    std::vector<double> gradient(m_controlPoints.size());
    for (std::size_t stroke = 0; stroke < m_controlPoints.size() / 8; ++stroke) {
        remove(stroke);
        for (std::size_t k = 0; k < 8; ++k) {
            std::array<double, 8> moved;
            std::copy_n(m_controlPoints.begin() + 8 * stroke, 8, moved.begin());
            moved[k] += step;
            const double up = inkedWeight(moved.data(), weights);
            moved[k] -= 2 * step;
            gradient[8 * stroke + k] = (inkedWeight(moved.data(), weights) - up) / (2 * step);
        }
        add(stroke);
    }
    return gradient;
}

} // namespace croquis::test
