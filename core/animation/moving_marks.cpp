// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/moving_marks.hpp"

#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_ids.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace croquis::animation {
namespace {

constexpr double kBeyond = 0.25; ///< widths of the stroke

} // namespace

double uncoveredReach(std::span<const geometry::Stroke> line, const vector::Brush& brush) {
    return vector::reachOf(line, brush) + kBeyond * line.front().width;
}

MovingMarks::MovingMarks(const Animation& animation) : m_animation(animation) {
    const vector::Drawing& drawing = animation.drawing();
    const bool areLines = std::ranges::all_of(
        drawing.layers, [&drawing](const auto& layer) { return vector::brushOf(drawing, layer).isLine(); });
    if (areLines || animation.options().motion != Motion::drawOn)
        return;
    if (drawing.paper)
        m_paper = vector::paperMarks(drawing.widthMm, drawing.heightMm, *drawing.paper, drawing.texture);
    for (const auto& layer : drawing.layers)
        for (const auto& line : vector::linesOf(layer)) {
            m_reaches.push_back(uncoveredReach(line, vector::brushOf(drawing, layer)));
            m_lines.push_back(vector::marksOn(drawing, layer, line, vector::nameOfLine(line)));
        }
}

vector::MarkedPage MovingMarks::at(double seconds) const {
    return m_lines.empty() ? vector::markedPage(m_animation.at(seconds))
                           : uncovered(std::clamp(seconds / m_animation.options().seconds, 0.0, 1.0));
}

vector::MarkedPage MovingMarks::uncovered(double share) const {
    const vector::Drawing& drawing = m_animation.drawing();
    const auto& times = m_animation.times();
    vector::MarkedPage page{drawing.widthMm, drawing.heightMm, m_paper};
    // All that has begun, and of the line that is being drawn where it has come to.
    const vector::Drawing there = m_animation.at(share * m_animation.options().seconds);
    std::size_t number = 0;
    for (const auto& layer : there.layers)
        for (const auto& line : vector::linesOf(layer)) {
            auto marks = m_lines[number];
            if (times[number].end > share)
                for (auto& mark : marks) {
                    mark.within.emplace();
                    mark.within->width = 2 * m_reaches[number];
                    for (const auto& stroke : line)
                        mark.within->curves.push_back(stroke.curve);
                }
            std::ranges::move(marks, std::back_inserter(page.marks));
            ++number;
        }
    for (const auto& caption : drawing.captions)
        std::ranges::move(vector::captionMarks(caption), std::back_inserter(page.marks));
    return page;
}

} // namespace croquis::animation
