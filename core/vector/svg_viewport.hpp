// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/affine.hpp"

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// The frame of a whole document.
struct SvgPage {
    double width = 0; ///< millimetres, or user units
    double height = 0;
    bool inMillimetres = false; ///< true when width or height has an absolute unit
    geometry::Affine pageFromUser;
    geometry::Point userSize; ///< what 100% of a horizontal and a vertical length stand for, user units
};

/// Reads width, height, viewBox and preserveAspectRatio of the root element. A side that is missing or a percentage
/// follows from the viewBox.
/// @throws ExportError with the cause when the page has no size, or one that isn't between 1e-6 and 1e7.
SvgPage pageOf(const pugi::xml_node& root);

/// Where an inner <svg> or a <symbol> puts its content.
struct SvgInnerFrame {
    geometry::Affine parentFromUser;
    geometry::Point userSize;
};

/// @param parentSize  100% of the surrounding frame, user units.
/// @param use  the <use> that stands for it, whose width and height go before its own; or nothing.
SvgInnerFrame innerFrameOf(const pugi::xml_node& element, geometry::Point parentSize, const pugi::xml_node& use);

/// The value of a length attribute in user units, `otherwise` when it is absent. @throws ExportError when it isn't a
/// length.
double lengthOf(const pugi::xml_node& element, const char* name, double hundredPercent, double otherwise = 0);

} // namespace croquis::vector
