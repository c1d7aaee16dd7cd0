// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "optimise/sketch_track.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace croquis::optimise {
namespace {

constexpr int kMostRecoveries = 5; // each halves the learning rate: after 1/32 of it something else is wrong
constexpr int kMostReseedings = 3; // a stroke: a place that kills strokes is not tried for ever

} // namespace

std::vector<float> controlPointsOf(const std::vector<geometry::CubicBezier>& strokes) {
    std::vector<float> numbers;
    numbers.reserve(strokes.size() * 8);
    for (const auto& stroke : strokes)
        for (const auto& point : stroke.points) {
            numbers.push_back(static_cast<float>(point.x));
            numbers.push_back(static_cast<float>(point.y));
        }
    return numbers;
}

std::vector<geometry::CubicBezier> strokesOf(std::span<const float> controlPoints) {
    std::vector<geometry::CubicBezier> strokes(controlPoints.size() / 8);
    for (std::size_t stroke = 0; stroke < strokes.size(); ++stroke)
        for (std::size_t k = 0; k < 4; ++k)
            strokes[stroke].points[k] = {controlPoints[stroke * 8 + 2 * k], controlPoints[stroke * 8 + 2 * k + 1]};
    return strokes;
}

SketchTrack::SketchTrack(SketchPlan plan, std::vector<geometry::CubicBezier> start, bool holdsScribbles)
    : m_plan(std::move(plan)), m_points(controlPointsOf(start)), m_ids(m_plan.startIds), m_locked(start.size(), false),
      m_shapes(start), m_holdsScribbles(holdsScribbles), m_bestPoints(m_points), m_reseedings(start.size(), 0),
      m_adam(start.size()), m_keeper(start) {
    if (m_ids.size() != m_locked.size()) {
        m_ids.resize(m_locked.size());
        std::iota(m_ids.begin(), m_ids.end(), 1);
    }
    for (std::size_t stroke = 0; stroke < m_ids.size(); ++stroke) {
        m_nextId = std::max(m_nextId, m_ids[stroke] + 1);
        m_locked[stroke] =
            std::find(m_plan.lockedIds.begin(), m_plan.lockedIds.end(), m_ids[stroke]) != m_plan.lockedIds.end();
    }
    for (const auto& shape : m_shapes)
        m_scribbles.push_back(isHeld(shape));
    m_bestIds = m_ids;
    m_bestShapes = m_shapes;
}

std::optional<std::size_t> SketchTrack::indexOf(int id) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), id);
    return found == m_ids.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_ids.begin()));
}

std::optional<double> SketchTrack::movement() const {
    if (m_evaluatedPoints.empty())
        return std::nullopt;
    float furthest = 0;
    for (std::size_t k = 0; k < m_points.size(); ++k)
        furthest = std::max(furthest, std::abs(m_points[k] - m_evaluatedPoints[k]));
    return furthest;
}

bool SketchTrack::evaluate(const LossTerms& loss, int iteration, const StopCriterion& criterion) {
    const bool ties = criterion.rule == StopRule::ties;
    const bool leftOut = std::exchange(m_leftOut, false);
    if (const auto moved = movement(); moved && !ties && !leftOut)
        m_settled = *moved <= criterion.stillness;
    m_evaluatedPoints = m_points;
    const double change = loss.total - (m_best ? m_best->total : criterion.bound);
    if (ties && !leftOut && std::abs(change) <= criterion.tolerance) {
        m_settled = std::exchange(m_tied, true);
        return false;
    }
    if (change >= 0)
        return false;
    m_tied = false;
    m_best = loss;
    m_bestPoints = m_points;
    m_bestIds = m_ids;
    m_bestShapes = m_shapes;
    m_bestIteration = iteration;
    return true;
}

void SketchTrack::keepSeen() {
    if (!m_seen || (m_best && m_best->total < m_seen->loss.total))
        return;
    m_best = m_seen->loss;
    m_bestPoints = m_seen->points;
    m_bestIds = m_ids;
    m_bestIteration = m_seen->iteration;
}

void SketchTrack::step(std::vector<float> gradient, double keeperWeight, double learningRate) {
    m_keeper(m_points, keeperWeight, gradient);
    const std::vector<float> before = m_points;
    m_adam.step(m_points, gradient, learningRate * m_rateFactor);
    for (std::size_t stroke = 0; stroke < m_locked.size(); ++stroke)
        if (stays(stroke)) {
            const auto begin = static_cast<std::ptrdiff_t>(stroke * 8);
            std::copy_n(before.begin() + begin, 8, m_points.begin() + begin);
        }
}

void SketchTrack::takeStep(std::span<const float> points, std::span<const float> first, std::span<const float> second) {
    if (points.size() != m_points.size())
        throw ShapeMismatch("SketchTrack: expected eight numbers a stroke");
    m_adam.takeStep(first, second);
    std::copy(points.begin(), points.end(), m_points.begin());
}

void SketchTrack::recover() {
    m_points = m_bestPoints;
    m_shapes = m_bestShapes;
    m_keeper = loss::ShapeKeeper(m_shapes);
    for (std::size_t stroke = 0; stroke < m_reseedings.size(); ++stroke) {
        m_scribbles[stroke] = isHeld(m_shapes[stroke]);
        m_adam.forget(stroke);
    }
    m_rateFactor /= 2;
    m_failed = ++m_recoveries >= kMostRecoveries;
}

void SketchTrack::reseed(std::size_t stroke, const geometry::CubicBezier& replacement) {
    const auto numbers = controlPointsOf({replacement});
    std::copy(numbers.begin(), numbers.end(), m_points.begin() + static_cast<std::ptrdiff_t>(stroke * 8));
    m_keeper.replace(stroke, replacement);
    m_shapes[stroke] = replacement;
    m_scribbles[stroke] = isHeld(replacement);
    m_adam.forget(stroke);
    m_settled = false;
    ++m_reseedings[stroke];
}

bool SketchTrack::mayReseed(std::size_t stroke) const {
    return m_reseedings[stroke] < kMostReseedings && !stays(stroke);
}

void SketchTrack::add(const geometry::CubicBezier& stroke, std::optional<int> id, std::size_t position) {
    const std::size_t place = std::min(position, m_ids.size());
    const auto at = static_cast<std::ptrdiff_t>(place);
    const auto numbers = controlPointsOf({stroke});
    m_points.insert(m_points.begin() + 8 * at, numbers.begin(), numbers.end());
    m_ids.insert(m_ids.begin() + at, id.value_or(m_nextId));
    m_nextId = std::max(m_nextId, m_ids[place] + 1);
    m_locked.insert(m_locked.begin() + at, false);
    m_shapes.insert(m_shapes.begin() + at, stroke);
    m_scribbles.insert(m_scribbles.begin() + at, isHeld(stroke));
    m_reseedings.insert(m_reseedings.begin() + at, 0);
    m_adam.add(place);
    beginAnew();
}

void SketchTrack::remove(std::size_t stroke) {
    const auto at = static_cast<std::ptrdiff_t>(stroke);
    m_points.erase(m_points.begin() + 8 * at, m_points.begin() + 8 * (at + 1));
    m_ids.erase(m_ids.begin() + at);
    m_locked.erase(m_locked.begin() + at);
    m_shapes.erase(m_shapes.begin() + at);
    m_scribbles.erase(m_scribbles.begin() + at);
    m_reseedings.erase(m_reseedings.begin() + at);
    m_adam.remove(stroke);
    beginAnew();
}

void SketchTrack::beginAnew() {
    m_keeper = loss::ShapeKeeper(m_shapes);
    m_plan.strokeCount = static_cast<int>(m_ids.size());
    m_bestPoints = m_points;
    m_bestIds = m_ids;
    m_bestShapes = m_shapes;
    m_evaluatedPoints.clear();
    m_best.reset();
    m_seen.reset();
    m_settled = m_tied = false;
}

SketchResult SketchTrack::result() const {
    SketchResult result;
    result.plan = m_plan;
    result.strokes = strokesOf(m_bestPoints);
    result.ids = m_bestIds;
    result.loss = m_best.value_or(LossTerms{});
    if (isUnscored())
        result.loss.total = std::numeric_limits<double>::infinity();
    result.iteration = m_bestIteration;
    result.reseededStrokes = std::accumulate(m_reseedings.begin(), m_reseedings.end(), 0);
    return result;
}

} // namespace croquis::optimise
