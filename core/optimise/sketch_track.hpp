// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loss/shape_keeper.hpp"
#include "optimise/adam.hpp"
#include "optimise/recipe/recipe.hpp"
#include "optimise/recipe/run_summary.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace croquis::optimise {

/// [N, 4, 2] from strokes, and back.
std::vector<float> controlPointsOf(const std::vector<geometry::CubicBezier>& strokes);
std::vector<geometry::CubicBezier> strokesOf(std::span<const float> controlPoints);

/// When a sketch has converged.
struct StopCriterion {
    StopRule rule = StopRule::still;
    double stillness = 0;                                   ///< canvas pixels
    double tolerance = 0;                                   ///< loss
    double bound = std::numeric_limits<double>::infinity(); ///< loss, below which alone there is a best
};

/// One sketch of a batch on its way: its points, its optimiser's memory, its best so far. Knows nothing of the others.
class SketchTrack {
  public:
    /// @param holdsScribbles  whether strokes that fill a place rather than follow a line stay as they are: the
    /// contours' seeder makes such strokes with intent, a random walk may be one by chance.
    SketchTrack(SketchPlan plan, std::vector<geometry::CubicBezier> start, bool holdsScribbles = true);

    const std::vector<float>& points() const { return m_points; }
    const SketchPlan& plan() const { return m_plan; }
    std::size_t strokeCount() const { return m_ids.size(); }
    const std::vector<int>& ids() const { return m_ids; }
    bool isLocked(std::size_t stroke) const { return m_locked[stroke]; }
    std::optional<std::size_t> indexOf(int id) const;
    bool settled() const { return m_settled; }
    bool failed() const { return m_failed; }

    /// Notes the un-augmented loss of the current points; @return whether it is the best so far.
    bool evaluate(const LossTerms& loss, int iteration, const StopCriterion& criterion);
    /// Notes the un-augmented loss of the current points, which somebody sees, whether or not they are to be evaluated.
    void see(const LossTerms& loss, int iteration) { m_seen = Seen{loss, m_points, iteration}; }
    /// What was seen last becomes the best unless that is better: a stop leaves nothing worse than what was looked at.
    void keepSeen();
    /// Keeps the points as they are now, after a step, in place of those that were the best.
    void keepNow() { m_bestPoints = m_points; }
    /// One Adam step along the gradient of the loss and of the shape keeper. Locked strokes stay, and what fills a
    /// place where that is held: its place is known, and its gradient would only unfold it.
    void step(std::vector<float> gradient, double keeperWeight, double learningRate);
    /// Such a step, made elsewhere from this track's state. @param first, second  Adam's moments after it.
    /// @throws ShapeMismatch.
    void takeStep(std::span<const float> points, std::span<const float> first, std::span<const float> second);
    /// No step is taken, for a reason that says nothing of the sketch: that it hasn't moved is no sign that it has
    /// settled.
    void leaveOutStep() { m_leftOut = true; }
    /// Back to the best points with half the learning rate: after a loss or gradient that was not finite.
    void recover();
    /// Puts a new stroke in the place of a dead one.
    void reseed(std::size_t stroke, const geometry::CubicBezier& replacement);
    bool mayReseed(std::size_t stroke) const;
    /// Whether there are strokes of which no finite loss is known.
    bool isUnscored() const { return !m_best && !m_ids.empty(); }
    /// Whether the current points must be evaluated, as nothing is known of the strokes there are now.
    bool needsEvaluation() const { return !m_best.has_value(); }

    /// After add() and remove() the search for the best begins anew: losses of other strokes don't compare.
    /// @param id        of the new stroke; none: one that no stroke has had.
    /// @param position  among the strokes; beyond the last: behind it.
    void add(const geometry::CubicBezier& stroke, std::optional<int> id = std::nullopt,
             std::size_t position = std::numeric_limits<std::size_t>::max());
    void remove(std::size_t stroke);
    void setLocked(std::size_t stroke, bool locked) { m_locked[stroke] = locked; }

    /// What step() depends on beside the points.
    bool stays(std::size_t stroke) const { return m_locked[stroke] || m_scribbles[stroke]; }
    const Adam& adam() const { return m_adam; }
    const loss::ShapeKeeper& keeper() const { return m_keeper; }
    double rateFactor() const { return m_rateFactor; } ///< of the learning rate

    SketchResult result() const;

  private:
    /// What the strokes there are now were seen as.
    struct Seen {
        LossTerms loss;
        std::vector<float> points;
        int iteration = 0;
    };
    void beginAnew();
    bool isHeld(const geometry::CubicBezier& shape) const { return m_holdsScribbles && shape.fills(); }
    /// How far a point moved since the last evaluation at most; nothing at the first.
    std::optional<double> movement() const;

    SketchPlan m_plan;
    std::vector<float> m_points;
    std::vector<int> m_ids;
    int m_nextId = 1;
    std::vector<bool> m_locked;
    std::vector<geometry::CubicBezier> m_shapes; ///< what the keeper holds the strokes to
    bool m_holdsScribbles;
    std::vector<bool> m_scribbles; ///< which of these are and are held
    std::vector<float> m_bestPoints;
    std::vector<int> m_bestIds;
    std::vector<geometry::CubicBezier> m_bestShapes;
    std::vector<float> m_evaluatedPoints;
    std::vector<int> m_reseedings; ///< per stroke
    Adam m_adam;
    loss::ShapeKeeper m_keeper;
    std::optional<LossTerms> m_best;
    std::optional<Seen> m_seen;
    int m_bestIteration = 0;
    double m_rateFactor = 1;
    int m_recoveries = 0;
    bool m_settled = false;
    bool m_leftOut = false; ///< a step since the last evaluation
    bool m_tied = false;    ///< an evaluation since the best came within the tolerance of it
    bool m_failed = false;
};

} // namespace croquis::optimise
