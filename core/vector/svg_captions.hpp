// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"
#include "vector/caption.hpp"

#include <span>
#include <string>
#include <vector>

namespace pugi {
class xml_node;
}

namespace croquis::vector {

class SvgStyleSheet;

/// Label of the layer that holds the captions, and its id without the sign.
inline constexpr const char* kCaptionsLabel = "%captions";

/// The layer with them as text; nothing without any. @throws InvalidArgument as svgNumber.
void writeSvgCaptions(std::string& out, std::span<const Caption> captions);

/// Those of such a layer that are plain text in the middle of a place; others are left out.
/// @throws ExportError for a damaged length.
std::vector<Caption> captionsIn(const pugi::xml_node& layer, const geometry::Affine& pageFromUser,
                                const SvgStyleSheet& sheet);

} // namespace croquis::vector
