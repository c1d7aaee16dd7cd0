// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/svg_reader.hpp"

#include <string>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// The text of an element, CDATA included, its children's left out.
std::string svgTextIn(const pugi::xml_node& element);

/// What Croquis keeps in a metadata element, as text that nobody has read yet.
void readSvgMetadata(const pugi::xml_node& metadata, SvgDocument& document);

} // namespace croquis::vector
