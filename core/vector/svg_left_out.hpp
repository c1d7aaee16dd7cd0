// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/svg_style.hpp"
#include "vector/svg_style_sheet.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// What of an SVG one sees, but isn't drawn since it has no stroke: counted, of what is used as often as it is.
class SvgLeftOut {
  public:
    /// Counts an element if it shows something by other means than a stroke: letters, an area, a picture.
    /// @param name  without its namespace prefix.
    void add(const pugi::xml_node& element, std::string_view name, const SvgStyle& style, const SvgStyleSheet& sheet);
    /// "Left out, having no strokes: 2 texts, 1 filled shape, 3 pictures."; nothing where there are none.
    std::optional<std::string> sentence() const;

  private:
    int m_texts = 0, m_shapes = 0, m_pictures = 0;
};

} // namespace croquis::vector
