// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_choice.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>
#include <utility>

namespace croquis::saliency {

namespace {

constexpr float kSuppressedShare = 0.15F;
constexpr double kBeside = 4.5; // px: nearer together two lines of a pen of 3 leave hardly any white between them
constexpr int kDirections = 12; // of 15 degrees each
constexpr int kSimilar = 2;     // directions to either side that pass for the same

struct Entry {
    double score;
    std::size_t candidate;

    friend bool operator<(const Entry& a, const Entry& b) {
        return a.score != b.score ? a.score < b.score : a.candidate > b.candidate;
    }
};

float sumOver(const image::Plane& plane, const PixelSet& pixels) {
    float sum = 0;
    for (const std::uint32_t pixel : pixels)
        sum += plane.values[pixel];
    return sum;
}

/// Which of the directions the path has at the point, whichever way it is walked.
int directionOf(std::span<const geometry::Point> path, std::size_t i) {
    const geometry::Point step = path[std::min(i + 2, path.size() - 1)] - path[i > 1 ? i - 2 : 0];
    const double turns = std::atan2(step.y, step.x) / std::numbers::pi + 1;
    return std::isfinite(turns) ? static_cast<int>(std::floor(turns * kDirections)) % kDirections : 0;
}

/// de Casteljau at the middle.
std::pair<geometry::CubicBezier, geometry::CubicBezier> halves(const geometry::CubicBezier& curve) {
    const auto& p = curve.points;
    const auto middle = [](geometry::Point a, geometry::Point b) { return 0.5 * (a + b); };
    const geometry::Point a = middle(p[0], p[1]), b = middle(p[1], p[2]), c = middle(p[2], p[3]);
    const geometry::Point ab = middle(a, b), bc = middle(b, c), centre = middle(ab, bc);
    return {{{p[0], a, ab, centre}}, {{centre, bc, c, p[3]}}};
}

} // namespace

StrokeChoice::StrokeChoice(const image::Plane& tangentX, const image::Plane& tangentY)
    : m_coverage(tangentX, tangentY), m_unexplained(tangentX.width, tangentX.height, 1, 1.F),
      m_beside(tangentX.values.size(), 0) {}

void StrokeChoice::explain(std::span<const geometry::Point> path, double suppressedRadius) {
    for (const std::uint32_t pixel : m_coverage.parallel(path, suppressedRadius))
        m_unexplained.values[pixel] *= kSuppressedShare;
    for (const std::uint32_t pixel : m_coverage.covered(path))
        m_unexplained.values[pixel] = 0;
    const int reach = static_cast<int>(kBeside);
    for (std::size_t i = 0; i < path.size(); i += 2) {
        if (!(std::abs(path[i].x) < 1e6 && std::abs(path[i].y) < 1e6))
            continue;
        std::uint16_t similar = 0;
        for (int turn = -kSimilar; turn <= kSimilar; ++turn)
            similar |= static_cast<std::uint16_t>(1U << ((directionOf(path, i) + turn + kDirections) % kDirections));
        const int x = static_cast<int>(std::floor(path[i].x)), y = static_cast<int>(std::floor(path[i].y));
        for (int v = std::max(0, y - reach); v <= std::min(m_unexplained.height - 1, y + reach); ++v)
            for (int u = std::max(0, x - reach); u <= std::min(m_unexplained.width - 1, x + reach); ++u)
                if (std::hypot(u - x, v - y) <= kBeside)
                    m_beside[m_unexplained.index(u, v)] |= similar;
    }
}

double StrokeChoice::retraced(std::span<const geometry::Point> path) const {
    int beside = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const double x = std::floor(path[i].x), y = std::floor(path[i].y);
        if (x >= 0 && y >= 0 && x < m_unexplained.width && y < m_unexplained.height)
            beside +=
                m_beside[m_unexplained.index(static_cast<int>(x), static_cast<int>(y))] >> directionOf(path, i) & 1;
    }
    return path.empty() ? 0 : beside / static_cast<double>(path.size());
}

void StrokeChoice::add(const StrokeCandidate& stroke, double suppressedRadius) {
    m_strokes.push_back(stroke.curve);
    m_paths.push_back(stroke.path);
    explain(stroke.path, suppressedRadius);
}

void StrokeChoice::replace(std::size_t index, StrokeCandidate stroke) {
    m_strokes.at(index) = stroke.curve;
    m_paths.at(index) = std::move(stroke.path);
    explain(m_paths[index], 0);
}

bool StrokeChoice::splitLongest(double shortest) {
    const auto longest = std::max_element(m_strokes.begin(), m_strokes.end(), [](const auto& a, const auto& b) {
        return a.polygonLength() < b.polygonLength();
    });
    if (longest == m_strokes.end() || longest->polygonLength() < 2 * shortest)
        return false;
    const auto [first, second] = halves(*longest);
    *longest = first;
    const auto at = longest - m_strokes.begin();
    m_strokes.insert(longest + 1, second);
    m_paths[static_cast<std::size_t>(at)].clear();
    m_paths.insert(m_paths.begin() + at, std::vector<geometry::Point>{});
    return true;
}

int StrokeChoice::choose(std::span<const StrokeCandidate> candidates, const image::Plane& worth,
                         const ChoiceRules& rules) {
    std::vector<PixelSet> covers;
    std::vector<float> worths;
    std::vector<double> weights;
    std::priority_queue<Entry> queue;
    const auto gainOf = [&](std::size_t c) {
        float gain = 0;
        for (const std::uint32_t pixel : covers[c])
            gain += worth.values[pixel] * m_unexplained.values[pixel];
        return gain;
    };
    const auto score = [&](std::size_t c, float gain) { return weights[c] * gain * std::sqrt(gain); };
    for (std::size_t c = 0; c < candidates.size(); ++c) {
        covers.push_back(m_coverage.covered(candidates[c].path));
        worths.push_back(sumOver(worth, covers[c]));
        const double factor = rules.factors.empty() ? 1 : rules.factors[c];
        weights.push_back(factor / std::sqrt(worths[c] + 1e-6) /
                          std::pow(static_cast<double>(candidates[c].path.size()), rules.lengthPower));
        queue.push({score(c, gainOf(c)), c});
    }
    int chosen = 0;
    while (!queue.empty() && chosen < rules.count) {
        const Entry best = queue.top();
        queue.pop();
        const float gain = gainOf(best.candidate);
        if (gain < rules.leastGain || gain < rules.leastShare * worths[best.candidate])
            continue;
        const double now = score(best.candidate, gain);
        if (now < best.score) {
            queue.push({now, best.candidate});
            continue;
        }
        if (retraced(candidates[best.candidate].path) > rules.mostRetraced)
            continue;
        add(candidates[best.candidate], rules.suppressedRadius);
        ++chosen;
    }
    return chosen;
}

} // namespace croquis::saliency
