// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_viewport.hpp"

#include "base/error.hpp"
#include "vector/svg_values.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace croquis::vector {
namespace {

using geometry::Affine;
using geometry::Point;

struct ViewBox {
    Point origin;
    Point size;
};

std::optional<ViewBox> viewBoxOf(const pugi::xml_node& element) {
    const std::string_view text = trimmed(element.attribute("viewBox").value());
    if (text.empty() || text == "none")
        return std::nullopt;
    NumberScanner scanner(text);
    const double x = scanner.number();
    const double y = scanner.number();
    const double width = scanner.number();
    const double height = scanner.number();
    if (!scanner.atEnd() || !(width > 0) || !(height > 0))
        throw ExportError("its viewBox is empty or damaged");
    return ViewBox{{x, y}, {width, height}};
}

/// preserveAspectRatio: where the view box goes in a frame of that size.
Affine frameFromViewBox(const pugi::xml_node& element, const ViewBox& box, Point frame) {
    const auto [alignment, fit] = splitOnce(trimmed(element.attribute("preserveAspectRatio").value()), ' ');
    Point scale{frame.x / box.size.x, frame.y / box.size.y};
    if (alignment != "none") {
        const double both = fit == "slice" ? std::max(scale.x, scale.y) : std::min(scale.x, scale.y);
        scale = {both, both};
    }
    const auto share = [align = alignment](std::string_view least, std::string_view most) {
        return align.find(least) < align.size() ? 0.0 : align.find(most) < align.size() ? 1.0 : 0.5;
    };
    const Point free{frame.x - scale.x * box.size.x, frame.y - scale.y * box.size.y};
    return {scale.x,
            0,
            0,
            scale.y,
            free.x * share("xMin", "xMax") - scale.x * box.origin.x,
            free.y * share("YMin", "YMax") - scale.y * box.origin.y};
}

std::optional<Length> sideOf(const pugi::xml_node& root, const char* name) {
    const std::string_view text = trimmed(root.attribute(name).value());
    if (text.empty() || text == "auto")
        return std::nullopt;
    const Length length = parseLength(text);
    // An icon that is to be as large as the letters around it has no size of its own.
    const bool follows = length.unit == LengthUnit::percent || (length.isRelative() && root.attribute("viewBox"));
    return follows ? std::nullopt : std::optional(length);
}

/// CSS pixels; what isn't given follows from the other side and the view box.
Point pixelSize(const std::optional<Length>& width, const std::optional<Length>& height,
                const std::optional<ViewBox>& box) {
    if (width && height)
        return {width->pixels(0), height->pixels(0)};
    if (!box)
        throw ExportError("it has neither a viewBox nor a width and a height");
    if (width)
        return {width->pixels(0), width->pixels(0) * box->size.y / box->size.x};
    if (height)
        return {height->pixels(0) * box->size.x / box->size.y, height->pixels(0)};
    return box->size;
}

} // namespace

SvgPage pageOf(const pugi::xml_node& root) {
    const auto width = sideOf(root, "width");
    const auto height = sideOf(root, "height");
    const auto box = viewBoxOf(root);
    const Point size = pixelSize(width, height, box);
    const bool millimetres = (width && width->isAbsolute()) || (height && height->isAbsolute());
    const double scale = millimetres ? 1 / kPixelsPerMm : 1;
    // What is written in millimetres stays as it is written: by way of pixels 200 would be 199.99999999999997.
    const auto sideOnPage = [scale](const std::optional<Length>& given, double pixels) {
        return given && given->unit == LengthUnit::mm ? given->value : scale * pixels;
    };
    SvgPage page{sideOnPage(width, size.x), sideOnPage(height, size.y), millimetres, {scale, 0, 0, scale, 0, 0}, size};
    for (const double side : {page.width, page.height})
        if (!(side >= 1e-6 && side <= 1e7))
            throw ExportError("its width or height is zero, negative or far too large");
    if (box) {
        page.pageFromUser = frameFromViewBox(root, *box, {page.width, page.height});
        page.userSize = box->size;
    }
    return page;
}

SvgInnerFrame innerFrameOf(const pugi::xml_node& element, Point parentSize, const pugi::xml_node& use) {
    const Point offset{lengthOf(element, "x", parentSize.x), lengthOf(element, "y", parentSize.y)};
    const auto side = [&](const char* name, double whole) {
        return lengthOf(use, name, whole, lengthOf(element, name, whole, whole));
    };
    const Point size{side("width", parentSize.x), side("height", parentSize.y)};
    const Affine placed{1, 0, 0, 1, offset.x, offset.y};
    const auto box = viewBoxOf(element);
    if (!box)
        return {placed, size};
    return {placed * frameFromViewBox(element, *box, size), box->size};
}

double lengthOf(const pugi::xml_node& element, const char* name, double hundredPercent, double otherwise) {
    const std::string_view text = trimmed(element.attribute(name).value());
    if (text.empty() || text == "auto")
        return otherwise;
    return parseLength(text).pixels(hundredPercent);
}

} // namespace croquis::vector
