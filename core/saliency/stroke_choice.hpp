// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/plane.hpp"
#include "saliency/coverage.hpp"
#include "saliency/stroke_candidates.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace croquis::saliency {

struct ChoiceRules {
    int count = 16;
    double suppressedRadius = 11; ///< px; parallel contours this near to a chosen stroke lose most of their worth
    double lengthPower = 0;       ///< candidates are ranked by gain / length to this power
    float leastGain = 3;          ///< a stroke that explains less (sum of worth over pixels) is not chosen
    float leastShare = 0.2F;      ///< nor one of whose worth less than this share is still unexplained
    double mostRetraced = 0.8;    ///< nor one of whose path more than this share runs close beside others (retraced())
    std::span<const float> factors = {}; ///< one a candidate, multiplies its score; empty: 1
};

/// The strokes of one sketch, chosen one after another, and what of the photo they leave unexplained.
class StrokeChoice {
  public:
    /// Keeps references to the tangents.
    StrokeChoice(const image::Plane& tangentX, const image::Plane& tangentY);

    /// A stroke along the path is there: nothing stays unexplained under it, and little on parallel lines beside it.
    /// @param path  canvas pixels, about 1 px apart.
    void explain(std::span<const geometry::Point> path, double suppressedRadius);

    /// The share of the path that runs along strokes already there, within one and a half pens (4.5 px) of them and
    /// within 30 degrees of their direction: drawn there it would only make a line double.
    double retraced(std::span<const geometry::Point> path) const;

    /// Chooses candidates one by one by gain^1.5 / (worth^0.5 x length^lengthPower) x factor, where a stroke's gain is
    /// the sum of worth x unexplained() over the pixels it covers and its worth the sum without unexplained(). Exact: a
    /// gain only ever falls, so the best of a queue whose score is still true is the best of all.
    /// @return how many were chosen; fewer than asked where the rules leave none.
    int choose(std::span<const StrokeCandidate> candidates, const image::Plane& worth, const ChoiceRules& rules);

    void add(const StrokeCandidate& stroke, double suppressedRadius);

    /// A longer stroke for one that is there.
    /// @throws std::out_of_range when there is none.
    void replace(std::size_t index, StrokeCandidate stroke);

    /// Cuts the longest stroke in two halves that look the same together.
    /// @return false, and does nothing, when every half would be shorter than `shortest` px.
    bool splitLongest(double shortest);

    /// [H, W]: 1 where no stroke is near, 0 under the strokes.
    const image::Plane& unexplained() const { return m_unexplained; }
    const std::vector<geometry::CubicBezier>& strokes() const { return m_strokes; }
    /// Of each of strokes(), where it was traced; none for those that splitLongest() made.
    const std::vector<std::vector<geometry::Point>>& paths() const { return m_paths; }

  private:
    Coverage m_coverage;
    image::Plane m_unexplained;
    std::vector<std::uint16_t> m_beside; ///< a bit for each of the directions in which a stroke passes close by
    std::vector<geometry::CubicBezier> m_strokes;
    std::vector<std::vector<geometry::Point>> m_paths;
};

} // namespace croquis::saliency
