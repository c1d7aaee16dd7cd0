// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/cubic_bezier.hpp"
#include "vector/svg_brushed.hpp"
#include "vector/svg_losses.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_style.hpp"
#include "vector/svg_style_sheet.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

constexpr std::size_t kMaximumIdBytes = 128;
std::string svgIdOf(const pugi::xml_node& element);

/// What holds for an element of an SVG.
struct SvgFrame {
    geometry::Affine pageFromUser;
    geometry::Point size; ///< 100%, user units
    SvgStyle style;
    bool hidden = false;       ///< a centre line whose marks stand for it
    bool isPageOfOurs = false; ///< of our layers "%paper" and "%captions", which are read otherwise
};

/// The outlines of an SVG's shapes as strokes of its document.
class SvgStrokes {
  public:
    /// Keeps references to all of them.
    SvgStrokes(const SvgStyleSheet& sheet, const BrushedMarks& brushed, SvgLosses& losses, SvgDocument& document)
        : m_sheet(sheet), m_brushed(brushed), m_losses(losses), m_document(document) {}

    /// @param id  of its stroke, or of its strokes before their number.
    /// @throws ExportError for a damaged shape, SvgLimit for too many curves.
    void add(const pugi::xml_node& node, std::string_view name, const SvgFrame& frame, const std::string& id);
    /// A sentence about the paths that are drawn as far as they are whole, if there are any.
    void tellOfCuts(std::vector<std::string>& notices) const;

  private:
    void draw(const pugi::xml_node& node, std::string_view name, const SvgFrame& frame, std::size_t first);
    geometry::Stroke strokeOf(const SvgFrame& frame) const;
    void tellOfShape(const SvgFrame& frame, double width, std::size_t first);

    const SvgStyleSheet& m_sheet;
    const BrushedMarks& m_brushed;
    SvgLosses& m_losses;
    SvgDocument& m_document;
    int m_cut = 0; ///< paths that end where they are damaged
    std::string m_cutDamage;
    std::vector<geometry::CubicBezier> m_curves; ///< of all shapes so far
};

} // namespace croquis::vector
