// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_journey.hpp"

#include "base/error.hpp"
#include "plot/pen_path.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace croquis::plot {
namespace {

constexpr double kTolerance = 0.01; // millimetres

double lengthOf(const std::vector<geometry::Point>& points) {
    double sum = 0;
    for (std::size_t k = 1; k < points.size(); ++k)
        sum += length(points[k] - points[k - 1]);
    return sum;
}

} // namespace

PenJourney::PenJourney(const Plot& plot, const PlotPace& pace) : m_seconds(pace.beginSeconds) {
    const auto go = [this](PenLeg leg, double speed) {
        leg.begin = m_seconds;
        m_seconds += lengthOf(leg.points) / speed;
        leg.end = m_seconds;
        m_legs.push_back(std::move(leg));
    };
    std::size_t number = 0;
    for (std::size_t layer = 0; layer < plot.drawing.layers.size(); ++layer) {
        const geometry::Point corner{0, plot.drawing.heightMm};
        std::optional<geometry::Point> last; // of this pen: without a corner the way to it isn't counted
        if (pace.fromCorner)
            last = corner;
        const std::size_t first = number;
        for (const PenPath& path : penPathsOf(plot.drawing.layers[layer])) {
            if (last)
                go({false, layer, number, {*last, path.first()}, 0, 0}, pace.travelMmPerSecond);
            m_seconds += pace.lowerSeconds;
            go({true, layer, number, verticesOf(path.strokes, kTolerance), 0, 0}, pace.drawMmPerSecond);
            m_seconds += pace.raiseSeconds;
            last = path.last();
            ++number;
        }
        if (pace.fromCorner && number > first)
            go({false, layer, number - 1, {*last, corner}, 0, 0}, pace.travelMmPerSecond);
    }
}

PenJourney::Place PenJourney::at(double seconds) const {
    if (m_legs.empty())
        throw InvalidArgument("plot: there is no journey without a path");
    const auto after = std::ranges::upper_bound(m_legs, seconds, {}, &PenLeg::begin);
    const std::size_t number = after == m_legs.begin() ? 0 : static_cast<std::size_t>(after - m_legs.begin()) - 1;
    const PenLeg& leg = m_legs[number];
    const double share = leg.end > leg.begin ? std::clamp((seconds - leg.begin) / (leg.end - leg.begin), 0.0, 1.0)
                                             : (seconds >= leg.end ? 1.0 : 0.0);
    double left = share * lengthOf(leg.points);
    for (std::size_t k = 1; k < leg.points.size(); ++k) {
        const auto step = leg.points[k] - leg.points[k - 1];
        const double way = length(step);
        if (left < way)
            return {number, k - 1, leg.points[k - 1] + (left / way) * step, leg.down};
        left -= way;
    }
    return {number, leg.points.size() - 1, leg.points.back(), leg.down};
}

} // namespace croquis::plot
