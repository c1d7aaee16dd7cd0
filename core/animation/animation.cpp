// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animation.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace croquis::animation {
namespace {

/// A dot takes as long as a line of that share of the longest.
constexpr double kShortest = 0.05;

std::size_t strokesOf(const vector::Drawing& drawing) {
    std::size_t count = 0;
    for (const auto& layer : drawing.layers)
        count += layer.strokes.size();
    return count;
}

/// Each line by itself, each stroke where they move, with the ids that they have in files: whoever of them is there, it
/// looks the same.
vector::Drawing prepared(vector::Drawing drawing, Motion motion) {
    for (auto& layer : drawing.layers) {
        layer.compound = false;
        if (motion == Motion::convergence)
            layer.runs.clear();
    }
    const auto ids = vector::pathIdsOf(drawing);
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        std::size_t first = 0, number = 0;
        for (const auto& line : vector::linesOf(drawing.layers[i])) {
            for (std::size_t k = 0; k < line.size(); ++k)
                drawing.layers[i].strokes[first + k].id = k == 0 ? ids[i][number] : std::string();
            first += line.size();
            ++number;
        }
    }
    return drawing;
}

/// The beginning of a line, up to that share of its length.
std::vector<geometry::Stroke> begun(std::span<const geometry::Stroke> line, double share) {
    std::vector<geometry::Stroke> drawn;
    double left = share * lineLength(line);
    for (auto stroke = line.begin(); stroke != line.end() && left > 0; ++stroke) {
        const double length = stroke->curve.arcLength();
        drawn.push_back(*stroke);
        if (left < length)
            drawn.back().curve = stroke->curve.until(stroke->curve.parameterAt(left / length));
        left -= length;
    }
    if (drawn.empty() && share > 0) // a dot
        drawn.push_back(line.front());
    return drawn;
}

geometry::CubicBezier mixed(const geometry::CubicBezier& a, const geometry::CubicBezier& b, double share) {
    geometry::CubicBezier result;
    for (std::size_t k = 0; k < result.points.size(); ++k)
        result.points[k] = (1 - share) * a.points[k] + share * b.points[k];
    return result;
}

} // namespace

double lineLength(std::span<const geometry::Stroke> line) {
    double sum = 0;
    for (const auto& stroke : line)
        sum += stroke.curve.arcLength();
    return sum;
}

double Span::shareAt(double time) const {
    return std::clamp((time - begin) / (end - begin), 0.0, 1.0);
}

Motion motionFrom(const std::string& name) {
    if (name == "draw-on")
        return Motion::drawOn;
    if (name == "convergence")
        return Motion::convergence;
    throw InvalidArgument(fmt::format("There is no motion \"{}\": choose draw-on or convergence.", name));
}

void AnimationOptions::validate() const {
    if (!(seconds >= 0.1 && seconds <= 600))
        throw InvalidArgument(fmt::format("The duration must lie between 0.1 s and 10 minutes, not {} s.", seconds));
    if (!(holdSeconds >= 0 && holdSeconds <= 60))
        throw InvalidArgument(fmt::format("The hold must lie between 0 s and 1 minute, not {} s.", holdSeconds));
}

std::vector<Span> drawingTimes(const vector::Drawing& drawing) {
    std::vector<double> lengths;
    for (const auto& layer : drawing.layers)
        for (const auto& line : vector::linesOf(layer))
            lengths.push_back(lineLength(line));
    const double longest = lengths.empty() ? 0 : std::ranges::max(lengths);
    double total = 0;
    for (double& length : lengths)
        total += length = longest > 0 ? std::max(length, kShortest * longest) : 1;
    std::vector<Span> times;
    double done = 0;
    for (const double length : lengths) {
        const double begin = done / total;
        done += length;
        times.push_back({begin, done / total});
    }
    return times;
}

Animation::Animation(vector::Drawing drawing, const AnimationOptions& options, std::vector<Moment> moments)
    : m_drawing(prepared(std::move(drawing), options.motion)), m_options(options), m_moments(std::move(moments)),
      m_times(drawingTimes(m_drawing)) {
    options.validate();
    if (options.motion == Motion::drawOn)
        m_moments.clear();
    else if (m_moments.empty())
        throw InvalidArgument("How the strokes moved isn't known: only draw-on is left.");
    for (const Moment& moment : m_moments)
        if (moment.size() != strokesOf(m_drawing))
            throw InvalidArgument("animation: a moment must have an entry for each stroke of the drawing");
}

vector::Drawing Animation::at(double seconds) const {
    const double share = seconds / m_options.seconds;
    if (!(share < 1))
        return m_drawing;
    return m_options.motion == Motion::drawOn ? partly(std::max(share, 0.0)) : between(std::max(share, 0.0));
}

vector::Drawing Animation::partly(double share) const {
    vector::Drawing drawing = m_drawing;
    std::size_t number = 0;
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        auto& layer = drawing.layers[i];
        layer.strokes.clear();
        layer.runs.clear();
        for (const auto& line : vector::linesOf(m_drawing.layers[i])) {
            auto drawn = begun(line, m_times[number++].shareAt(share));
            if (drawn.empty())
                continue;
            layer.runs.push_back(drawn.size());
            std::ranges::move(drawn, std::back_inserter(layer.strokes));
        }
    }
    return drawing;
}

vector::Drawing Animation::between(double share) const {
    const double place = share * static_cast<double>(m_moments.size() - 1);
    const std::size_t before = std::min(static_cast<std::size_t>(place), m_moments.size() - 1);
    const std::size_t after = std::min(before + 1, m_moments.size() - 1);
    vector::Drawing drawing = m_drawing;
    std::size_t number = 0;
    for (auto& layer : drawing.layers)
        std::erase_if(layer.strokes, [&](geometry::Stroke& stroke) {
            const auto& from = m_moments[before][number];
            const auto& to = m_moments[after][number++];
            if (from)
                stroke.curve = to ? mixed(*from, *to, place - static_cast<double>(before)) : *from;
            return !from;
        });
    return drawing;
}

} // namespace croquis::animation
