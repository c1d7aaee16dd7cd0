// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/contour_growth.hpp"

#include "saliency/cubic_fit.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace croquis::saliency {

using geometry::Point;
using Path = std::vector<Point>;

namespace {

constexpr std::size_t kShortestPath = 12; // a dash stays one
constexpr std::size_t kDirectionSteps = 6;
constexpr std::size_t kNearOwnEnd = 25; // steps of its own path that a stroke can't meet
constexpr std::size_t kLeastGrowth = 4; // px; narrower gaps are joinEnds()'
constexpr double kMeeting = 4.5;        // px: beside a path; what is covered reaches 3 px and a pixel's diagonal

struct End {
    std::size_t stroke;
    bool last;
};

/// The way from an end to what it meets.
struct Gap {
    End end;
    Path way;
    Point met;
};

/// The path walked so that it arrives at the end.
Path towards(const Path& path, bool last) {
    return last ? path : Path(path.rbegin(), path.rend());
}

Point directionAtTheEnd(const Path& path) {
    return path.back() - path[path.size() - 1 - std::min(kDirectionSteps, path.size() - 1)];
}

void goStraight(Path& path, Point to) {
    const Point from = path.back();
    const int steps = static_cast<int>(geometry::length(to - from));
    for (int i = 1; i < steps; ++i)
        path.push_back(from + (static_cast<double>(i) / steps) * (to - from));
}

class Growth {
  public:
    Growth(StrokeChoice& choice, const ContourTracer& tracer, const GrowthRules& rules)
        : m_choice(choice), m_tracer(tracer), m_rules(rules) {}

    std::optional<Gap> gapAt(End end) const {
        const Path path = towards(m_choice.paths()[end.stroke], end.last);
        if (path.size() < kShortestPath)
            return std::nullopt;
        const int farthest =
            std::min(m_rules.farthest, static_cast<int>(m_rules.share * static_cast<double>(path.size())));
        Path way = m_tracer.onwards(path.back(), directionAtTheEnd(path), farthest, m_rules.support);
        for (std::size_t step = 0; step < way.size(); ++step) {
            if (!isCovered(way[step]))
                continue;
            if (const auto met = nearest(end, way[step])) {
                way.resize(step);
                return Gap{end, std::move(way), *met};
            }
            if (!isOwn(path, way[step]))
                return std::nullopt; // a dash, a scribble, or a stroke of which only the cover is known
        }
        return std::nullopt;
    }

    bool close(const Gap& gap) {
        Path path = towards(m_choice.paths()[gap.end.stroke], gap.end.last);
        path.insert(path.end(), gap.way.begin(), gap.way.end());
        goStraight(path, gap.met);
        const CubicFit fit = fitCubic(path, lengthsAlong(path));
        if (fit.largestError > m_rules.tolerance)
            return false;
        StrokeCandidate longer{fit.curve, std::move(path)};
        if (!gap.end.last) {
            std::reverse(longer.path.begin(), longer.path.end());
            std::reverse(longer.curve.points.begin(), longer.curve.points.end());
        }
        m_choice.replace(gap.end.stroke, std::move(longer));
        return true;
    }

  private:
    bool isCovered(Point p) const {
        const auto& unexplained = m_choice.unexplained();
        const int x = std::clamp(static_cast<int>(p.x), 0, unexplained.width - 1);
        const int y = std::clamp(static_cast<int>(p.y), 0, unexplained.height - 1);
        return unexplained.at(x, y) <= 0;
    }

    static bool isOwn(const Path& path, Point p) {
        return std::ranges::any_of(path, [p](Point own) { return geometry::length(own - p) < kMeeting; });
    }

    /// The nearest point of another path, or of the end's own beyond its neighbourhood.
    std::optional<Point> nearest(End end, Point p) const {
        std::optional<Point> best;
        double least = kMeeting;
        for (std::size_t stroke = 0; stroke < m_choice.paths().size(); ++stroke) {
            const Path& path = m_choice.paths()[stroke];
            std::size_t first = 0, past = path.size() < kShortestPath ? 0 : path.size();
            if (stroke == end.stroke && past > kNearOwnEnd)
                (end.last ? past : first) = end.last ? past - kNearOwnEnd : kNearOwnEnd;
            else if (stroke == end.stroke)
                past = 0;
            for (std::size_t i = first; i < past; ++i)
                if (const double away = geometry::length(path[i] - p); away < least) {
                    least = away;
                    best = path[i];
                }
        }
        return best;
    }

    StrokeChoice& m_choice;
    const ContourTracer& m_tracer;
    const GrowthRules& m_rules;
};

} // namespace

int growUntilMet(StrokeChoice& choice, const ContourTracer& tracer, const GrowthRules& rules) {
    Growth growth(choice, tracer, rules);
    std::vector<Gap> gaps;
    for (std::size_t stroke = 0; stroke < choice.paths().size(); ++stroke)
        for (const bool last : {false, true})
            if (auto gap = growth.gapAt({stroke, last}))
                gaps.push_back(std::move(*gap));
    std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) { return a.way.size() < b.way.size(); });
    int grown = 0;
    for (const Gap& planned : gaps) {
        // Another may have grown meanwhile, this stroke's path among them.
        const auto gap = growth.gapAt(planned.end);
        if (gap && gap->way.size() >= kLeastGrowth && growth.close(*gap))
            ++grown;
    }
    return grown;
}

} // namespace croquis::saliency
