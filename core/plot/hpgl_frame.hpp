// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/hpgl_writer.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace croquis::plot {

/// A place in plotter units.
struct HpglPlace {
    long long x = 0;
    long long y = 0;

    friend bool operator==(const HpglPlace&, const HpglPlace&) = default;
};

/// The map from a page, millimetres from its upper left corner, to a plotter's units.
class HpglMap {
  public:
    /// @throws InvalidArgument for a page that the plotter doesn't take.
    HpglMap(const PageFormat& page, HpglFrame frame);

    /// @throws ExportError for a place that the plotter's pens don't reach, with the margin that would do.
    HpglPlace operator()(geometry::Point p) const;
    double unitsPerMm() const { return m_unitsPerMm; }
    /// How many pens it holds; none: as many as one likes.
    std::optional<std::size_t> pens() const { return m_pens; }

  private:
    PageFormat m_page;
    double m_unitsPerMm = kHpglUnitsPerMm;
    bool m_turned = false;
    geometry::Point m_origin;         ///< the plotter's, millimetres from the sheet's lower left corner
    std::optional<HpglPlace> m_reach; ///< the farthest place
    std::optional<std::size_t> m_pens;
};

} // namespace croquis::plot
