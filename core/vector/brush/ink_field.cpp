// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/ink_field.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace croquis::vector {
namespace {

constexpr double kPad = 1.25;      ///< the grid's half height, half breadths of the lane
constexpr double kCoarsest = 0.36; ///< breadths: of a feature, so that the grid follows the lane's own bends and ends
constexpr double kMostColumns = 1600, kMostRows = 72; ///< columns of a single curve
constexpr double kRaggedReach = 0.9;                  ///< how far apart ragged ends lie, half breadths
constexpr double kMostNoise = 1.5;                    ///< more than it ever comes to
constexpr double kFine = 0.3;                         ///< more than the finer noise comes to
constexpr double kKink = 0.7;                         ///< radians at most
constexpr double kKinkReach = 0.3;                    ///< breadths: of a kink, and to both sides of it
constexpr double kSampled = 0.5;                      ///< likewise: what a chain of them is the sample of
constexpr double kThinEnd = 2;                        ///< half breadths: how far from an end a rubbed grain is thinner
constexpr double kNoEnd = 1e9;                        ///< half breadths away
constexpr float kOutside = -1;

/// The noises of one column, from its lower to its upper edge.
struct Texture {
    NoiseLine end, rough, finerRough, bristles, finerBristles, grain, finerGrain;
};

Texture textureAt(const BrushLane& lane, Noise noise, double way) {
    const Brush& brush = lane.brush();
    const auto line = [&](double often) {
        const auto [x, period] = lane.noisePlace(way, often);
        return period > 0 ? NoiseLine(noise, x, period) : NoiseLine(noise, x);
    };
    const double edge = 1 / brush.edge.length, bristles = 1 / brush.bristles.length;
    const double grain = 1 / (brush.grain.size * brush.grain.stretch);
    return {line(0.3),   line(edge),       line(2.3 * edge), line(bristles), line(3.1 * bristles),
            line(grain), line(2.1 * grain)};
}

} // namespace

struct InkField::Column {
    double low, high; ///< half breadths, the edge below and above
    double end;       ///< half breadths inside the nearer end, negative beyond; a round one has none
    double beyond;    ///< half breadths beyond a round end
    double dry;
    Texture texture;
};

Feature finestFeature(const Brush& brush) {
    double across = brush.edge.roughness > 0 ? std::min(brush.edge.length, kCoarsest) : kCoarsest, along = across;
    if (brush.bristles.count > 0) {
        across = std::min(across, 1.0 / brush.bristles.count);
        along = std::min(along, 4.0 / brush.bristles.count);
    }
    if (brush.grain.amount > 0) {
        across = std::min(across, brush.grain.size);
        along = std::min(along, brush.grain.size * std::max(brush.grain.stretch, 1.0));
    }
    return {along, across};
}

InkField::InkField(const BrushLane& lane, double fine) : m_lane(lane), m_noise(lane.seed() ^ 0x5bd1e995u) {
    const auto [along, across] = finestFeature(lane.brush());
    const double breadth = lane.breadth();
    if (!isClosed())
        m_pad = lane.brush().ends == Brush::Ends::round ? 0.6 * breadth : 0.1 * breadth;
    const double length = lane.end() - lane.start() + 2 * m_pad;
    m_columnStep = std::max(along * breadth / kNodesAFeature, length / (lane.fineness() * kMostColumns));
    if (isClosed()) {
        const int steps = std::max(8, static_cast<int>(std::ceil(length / m_columnStep)));
        m_columnStep = length / steps;
        m_columns = steps + 1;
    } else {
        m_columns = static_cast<int>(length / m_columnStep) + 3;
    }
    m_rows = static_cast<int>(std::min(kPad * kNodesAFeature / across, kMostRows)) + 3;
    fill();
    markBends(fine);
}

geometry::Point InkField::sagitta(int column, geometry::Point chord) const {
    const geometry::Point a = frame(column).along, b = frame(column + 1).along;
    return 0.0625 * geometry::dot(chord, a + b) * (a - b); // of a circle, an eighth of chord times angle
}

void InkField::markBends(double fine) {
    for (int i = 0; i + 1 < m_columns; ++i) {
        double most = 0;
        for (const int row : {0, m_rows - 1})
            most = std::max(most, geometry::length(sagitta(i, onColumn(i + 1, row) - onColumn(i, row))));
        m_isBent.push_back(most > fine);
    }
}

geometry::Point InkField::point(double column, double row) const {
    const int i = std::min(static_cast<int>(column), m_columns - 2);
    const double share = column - i;
    const geometry::Point a = onColumn(i, row), chord = onColumn(i + 1, row) - a, straight = a + share * chord;
    if (!m_isBent[static_cast<std::size_t>(i)])
        return straight;
    return straight + 4 * share * (1 - share) * sagitta(i, chord);
}

double InkField::rowStep() const {
    return kPad * m_lane.breadth() / (m_rows - 1);
}

double InkField::height(double row) const {
    return kPad * (2 * row / (m_rows - 1) - 1);
}

void InkField::fill() {
    m_values.assign(static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(m_rows), kOutside);
    const Kinks kinks = this->kinks();
    for (int i = 0; i < m_columns; ++i) {
        const bool isMargin = i == 0 || i == m_columns - 1;
        if (isClosed() && i == m_columns - 1) {
            m_frames.push_back(m_frames.front());
            m_offsets.push_back(m_offsets.front());
            m_isTight.push_back(m_isTight.front());
            std::copy_n(m_values.begin(), m_rows, m_values.end() - m_rows);
            break;
        }
        addFrame(i, kinks);
        if (isMargin && !isClosed())
            continue;
        Column column = columnAt(i);
        for (int j = 1; j < m_rows - 1; ++j)
            m_values[index(i, j)] = static_cast<float>(ink(column, height(j)));
    }
}

/// Slight turns on the spot or nearly, each by itself, however many follow one another.
InkField::Kinks InkField::kinks() const {
    const double breadth = m_lane.breadth();
    const auto slight = [&](StrokeSpine::Turning which) {
        auto turns = m_lane.spine().tightTurns(0.5 * breadth, 0, which);
        std::erase_if(turns, [breadth](const StrokeSpine::Turn& turn) {
            return turn.angle > kKink || turn.to - turn.from > kKinkReach * breadth;
        });
        return turns;
    };
    return {slight(StrokeSpine::Turning::left), slight(StrokeSpine::Turning::right)};
}

/// Held at the centre of curvature, the inner side of a kink would be bare as far as the columns are apart. Held at
/// that of the curve that a chain of kinks samples, the grid folds there, and what lies in the fold lies on both legs.
void InkField::addFrame(int column, const Kinks& kinks) {
    SpineFrame frame = m_lane.spine().at(way(column));
    const double breadth = m_lane.breadth();
    m_isTight.push_back(std::min(frame.leftReach, frame.rightReach) < breadth);
    const auto isNear = [&](const std::vector<StrokeSpine::Turn>& turns) {
        const double near = kKinkReach * breadth;
        const auto next = std::ranges::lower_bound(turns, way(column) - near, {}, &StrokeSpine::Turn::to);
        return next != turns.end() && next->from < way(column) + near;
    };
    const auto held = [&](double reach, double bend) {
        return bend > 0 ? std::max(reach, 1 / bend) : std::numeric_limits<double>::max();
    };
    const bool isLeft = isNear(kinks.left), isRight = isNear(kinks.right);
    const double bend = isLeft || isRight ? m_lane.spine().bendAround(way(column), kSampled * breadth) : 0;
    if (isLeft)
        frame.leftReach = held(frame.leftReach, -bend);
    if (isRight)
        frame.rightReach = held(frame.rightReach, bend);
    m_frames.push_back(frame);
    m_offsets.push_back(m_lane.offset(way(column)));
}

InkField::Column InkField::columnAt(int i) const {
    const double here = way(i), unit = 2 / m_lane.breadth();
    Column column{0, 0, kNoEnd, 0, m_lane.dryness(here), textureAt(m_lane, m_noise, here)};
    if (!isClosed())
        column.end = unit * std::min(here - m_lane.start(), m_lane.end() - here);
    const double half = unit * m_lane.half(frame(i), here);
    if (m_lane.brush().ends == Brush::Ends::round && !isClosed()) {
        column.beyond = std::max(-column.end, 0.0);
        column.end = kNoEnd;
    }
    column.high = half * (1 + m_lane.swell(here, 1));
    column.low = -half * (1 + m_lane.swell(here, 2));
    return column;
}

/// Positive where the lane's outline is; its depth, half breadths.
double InkField::depth(Column& column, double height) const {
    const Brush& brush = m_lane.brush();
    double result = std::min(column.high - height, height - column.low);
    if (column.beyond > 0)
        result =
            0.5 * (column.high - column.low) - std::hypot(column.beyond, height - 0.5 * (column.high + column.low));
    double end = column.end;
    if (brush.ends == Brush::Ends::ragged && end - kRaggedReach * (0.5 + 0.5 * kMostNoise) < result)
        end -= kRaggedReach * (0.5 + 0.5 * column.texture.end(bristle(height) + 300));
    result = std::min(result, end);
    const double rough = brush.edge.roughness;
    if (rough <= 0 || result > rough || result < -rough)
        return result;
    const double y = 0.5 * height / brush.edge.length;
    return result -
           rough * (0.5 + 0.45 * column.texture.rough(y + 100) + 0.3 * column.texture.finerRough(2.3 * y + 150));
}

double InkField::bristle(double height) const {
    return 0.5 * height * std::max(m_lane.brush().bristles.count, 8);
}

double InkField::ink(Column& column, double height) const {
    const Brush& brush = m_lane.brush();
    double result = depth(column, height);
    if (result <= 0)
        return result;
    double outward = std::abs(2 * height - column.high - column.low) / (column.high - column.low);
    if (column.beyond > 0)
        outward = std::hypot(outward, 2 * column.beyond / (column.high - column.low));
    if (brush.bristles.count > 0) {
        const double held = 0.5 + 0.55 * column.texture.bristles(bristle(height)) +
                            0.2 * column.texture.finerBristles(2.3 * bristle(height) + 40);
        result = std::min(result, held - column.dry - brush.bristles.dryness * outward * outward * outward);
    }
    if (brush.grain.amount > 0) {
        const double y = 0.5 * height / brush.grain.size;
        double lightness = 1 - brush.grain.fade * (1 - outward * outward) + (brush.bristles.count > 0 ? 0 : column.dry);
        if (brush.dust.smudge > 0) { // no edge where what was rubbed in goes on
            const double thin = std::clamp(1 - column.end / kThinEnd, 0.0, 1.0);
            lightness += thin * thin;
        }
        double cover = 0.5 - brush.grain.amount * lightness - 0.42 * column.texture.grain(y + 200);
        if (std::abs(cover) < kFine) // else the finer peaks change nothing
            cover -= 0.25 * column.texture.finerGrain(2.1 * y + 250);
        result = std::min(result, cover);
    }
    return result;
}

} // namespace croquis::vector
