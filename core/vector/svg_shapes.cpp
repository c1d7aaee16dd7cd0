// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_shapes.hpp"

#include "vector/svg_values.hpp"
#include "vector/svg_viewport.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cmath>

namespace croquis::vector {
namespace {

using geometry::Point;

/// 100% of a length that is neither horizontal nor vertical.
double diagonal(Point size) {
    return std::hypot(size.x, size.y) / std::sqrt(2.0);
}

void drawEllipse(Point centre, Point radii, CurvePen& pen) {
    if (!(radii.x > 0) || !(radii.y > 0))
        return;
    const Point right{centre.x + radii.x, centre.y};
    pen.moveTo(right);
    pen.arcTo(radii, 0, false, true, {centre.x, centre.y + radii.y});
    pen.arcTo(radii, 0, false, true, {centre.x - radii.x, centre.y});
    pen.arcTo(radii, 0, false, true, {centre.x, centre.y - radii.y});
    pen.arcTo(radii, 0, false, true, right);
}

void drawRect(const pugi::xml_node& element, Point userSize, CurvePen& pen) {
    const Point p{lengthOf(element, "x", userSize.x), lengthOf(element, "y", userSize.y)};
    const double width = lengthOf(element, "width", userSize.x);
    const double height = lengthOf(element, "height", userSize.y);
    if (!(width > 0) || !(height > 0))
        return;
    double rx = lengthOf(element, "rx", userSize.x, -1);
    double ry = lengthOf(element, "ry", userSize.y, rx);
    if (rx < 0)
        rx = ry;
    rx = std::clamp(rx, 0.0, width / 2);
    ry = std::clamp(ry, 0.0, height / 2);
    const bool round = rx > 0 && ry > 0;
    const Point inset = round ? Point{rx, ry} : Point{};
    const auto corner = [&](Point to) {
        if (round)
            pen.arcTo({rx, ry}, 0, false, true, to);
    };
    const auto side = [&pen](Point to) {
        if (pen.position() != to)
            pen.lineTo(to);
    };
    const Point q{p.x + width, p.y + height};
    pen.moveTo({p.x + inset.x, p.y});
    side({q.x - inset.x, p.y});
    corner({q.x, p.y + inset.y});
    side({q.x, q.y - inset.y});
    corner({q.x - inset.x, q.y});
    side({p.x + inset.x, q.y});
    corner({p.x, q.y - inset.y});
    side({p.x, p.y + inset.y});
    corner({p.x + inset.x, p.y});
}

void drawPoints(const pugi::xml_node& element, bool closed, CurvePen& pen) {
    NumberScanner scanner(element.attribute("points").value());
    bool first = true;
    while (!scanner.atEnd()) {
        const double x = scanner.number();
        const double y = scanner.number();
        if (first)
            pen.moveTo({x, y});
        else
            pen.lineTo({x, y});
        first = false;
    }
    if (closed && !first)
        pen.close();
}

} // namespace

bool drawShape(const pugi::xml_node& element, std::string_view name, std::string_view pathData, Point userSize,
               CurvePen& pen) {
    const auto x = [&](const char* attribute) { return lengthOf(element, attribute, userSize.x); };
    const auto y = [&](const char* attribute) { return lengthOf(element, attribute, userSize.y); };
    if (name == "path") {
        drawPathData(pathData, pen);
    } else if (name == "line") {
        pen.moveTo({x("x1"), y("y1")});
        pen.lineTo({x("x2"), y("y2")});
    } else if (name == "polyline" || name == "polygon") {
        drawPoints(element, name == "polygon", pen);
    } else if (name == "rect") {
        drawRect(element, userSize, pen);
    } else if (name == "circle") {
        const double radius = lengthOf(element, "r", diagonal(userSize));
        drawEllipse({x("cx"), y("cy")}, {radius, radius}, pen);
    } else if (name == "ellipse") {
        drawEllipse({x("cx"), y("cy")}, {x("rx"), y("ry")}, pen);
    } else {
        return false;
    }
    return true;
}

} // namespace croquis::vector
