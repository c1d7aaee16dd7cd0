// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "geometry/sketch.hpp"
#include "vector/svg_style_sheet.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pugi {
class xml_attribute;
class xml_node;
} // namespace pugi

namespace croquis::vector {

/// The id of the stroke whose marks a group of an SVG holds (kMarksAttribute and the older one); empty: it is another.
std::string_view strokeOfMarks(const pugi::xml_node& element);

/// An attribute of our namespace, whatever its prefix; nothing where there is none.
pugi::xml_attribute ourAttribute(const pugi::xml_node& element, std::string_view local);

/// Whether the prefix of a name at an element, its own or an attribute's, stands for our namespace there.
bool isOurName(const pugi::xml_node& element, std::string_view name);

/// What is still there of the marks that a brush made of an SVG's strokes, which may have been edited since: the centre
/// lines beside them are hidden and stay behind.
class BrushedMarks {
  public:
    /// Of a group with strokeOfMarks(). @param sheet  whole.
    void add(const pugi::xml_node& group, const SvgStyleSheet& sheet);
    /// Where that group lies.
    void place(std::string_view stroke, const geometry::Affine& pageFromUser);

    /// A hidden centre line is drawn: its marks are to be seen, or no line has any.
    bool show(std::string_view stroke) const;
    /// They have another colour than the centre line, or lie elsewhere.
    bool differ(std::string_view stroke, geometry::Colour colour, const geometry::Affine& pageFromUser) const;

  private:
    struct Marks {
        std::vector<geometry::Colour> colours; ///< each once
        bool moved = false;                    ///< within the group
        geometry::Affine pageFromUser;
        bool placed = false;
    };
    void look(const pugi::xml_node& group, const SvgStyleSheet& sheet);

    std::map<std::string, Marks, std::less<>> m_marks; ///< that are displayed, by stroke
};

} // namespace croquis::vector
