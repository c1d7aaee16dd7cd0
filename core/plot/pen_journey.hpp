// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/plot.hpp"

#include <cstddef>
#include <vector>

namespace croquis::plot {

/// A way of the pen, up or down, at an even speed.
struct PenLeg {
    bool down = false;
    std::size_t layer = 0; ///< of the plot's drawing: the pen
    std::size_t path = 0;  ///< counted over all layers: the one that is drawn, travelled to, or come back from
    std::vector<geometry::Point> points; ///< a polyline, page millimetres; at least two
    double begin = 0;                    ///< seconds since the plot began
    double end = 0;                      ///< lowering and raising the pen lie between legs
};

/// A plot as the pen makes it, leg by leg: what PlotReport adds up, spread over time.
class PenJourney {
  public:
    PenJourney(const Plot& plot, const PlotPace& pace);

    const std::vector<PenLeg>& legs() const { return m_legs; }
    /// As PlotReport::seconds, within the polylines' tolerance of 0.01 mm.
    double seconds() const { return m_seconds; }

    /// Where the pen is.
    struct Place {
        std::size_t leg = 0;    ///< that it is on, or ended last
        std::size_t vertex = 0; ///< of the leg, passed last
        geometry::Point point;  ///< page millimetres
        bool down = false;      ///< also while it is lowered or raised
    };
    /// @param seconds  since the plot began; clamped to it. @throws InvalidArgument where there are no legs.
    Place at(double seconds) const;

  private:
    std::vector<PenLeg> m_legs;
    double m_seconds = 0;
};

} // namespace croquis::plot
