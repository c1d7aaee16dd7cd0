// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_choice.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <utility>

namespace croquis::saliency {

namespace {

constexpr float kSuppressedShare = 0.15F;

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
    : m_coverage(tangentX, tangentY), m_unexplained(tangentX.width, tangentX.height, 1, 1.F) {}

void StrokeChoice::explain(std::span<const geometry::Point> path, double suppressedRadius) {
    for (const std::uint32_t pixel : m_coverage.parallel(path, suppressedRadius))
        m_unexplained.values[pixel] *= kSuppressedShare;
    for (const std::uint32_t pixel : m_coverage.covered(path))
        m_unexplained.values[pixel] = 0;
}

void StrokeChoice::add(const StrokeCandidate& stroke, double suppressedRadius) {
    m_strokes.push_back(stroke.curve);
    explain(stroke.path, suppressedRadius);
}

bool StrokeChoice::splitLongest(double shortest) {
    const auto longest = std::max_element(m_strokes.begin(), m_strokes.end(), [](const auto& a, const auto& b) {
        return a.polygonLength() < b.polygonLength();
    });
    if (longest == m_strokes.end() || longest->polygonLength() < 2 * shortest)
        return false;
    const auto [first, second] = halves(*longest);
    *longest = first;
    m_strokes.insert(longest + 1, second);
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
        add(candidates[best.candidate], rules.suppressedRadius);
        ++chosen;
    }
    return chosen;
}

} // namespace croquis::saliency
