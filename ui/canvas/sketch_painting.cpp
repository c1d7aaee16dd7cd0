// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_painting.hpp"

#include <QPainter>

#include <algorithm>

namespace croquis::ui {

QColor qColour(geometry::Colour colour) {
    return {colour.red, colour.green, colour.blue};
}

geometry::Colour colourOf(const QColor& colour) {
    return {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
            static_cast<std::uint8_t>(colour.blue())};
}

QTransform qTransform(const geometry::Affine& m) {
    return {m.a, m.b, m.c, m.d, m.e, m.f};
}

bool isOnChequers(const session::PageOptions& page) {
    return !page.paper && vector::isLight(page.colour);
}

QBrush chequers(int side) {
    QImage tile(2 * side, 2 * side, QImage::Format_RGB32);
    tile.fill(QColor(0xb0, 0xac, 0xa6));
    QPainter painter(&tile);
    const QColor grey(0x9c, 0x98, 0x92);
    painter.fillRect(0, 0, side, side, grey);
    painter.fillRect(side, side, side, side, grey);
    painter.end();
    return tile;
}

QPainterPath pathOf(const geometry::CubicBezier& curve) {
    const auto& p = curve.points;
    QPainterPath path(QPointF(p[0].x, p[0].y));
    path.cubicTo(p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
    return path;
}

QImage imageOf(const session::Picture& picture) {
    if (picture.empty())
        return {};
    const auto format = picture.channels == 3 ? QImage::Format_RGB888 : QImage::Format_Grayscale8;
    return QImage(picture.values.data(), picture.width, picture.height, picture.width * picture.channels, format)
        .copy();
}

QImage maskOverlay(const session::Picture& mask, const QColor& tint) {
    if (mask.empty())
        return {};
    QImage image(mask.width, mask.height, QImage::Format_ARGB32_Premultiplied);
    const QRgb outside = qPremultiply(tint.rgba());
    for (int y = 0; y < mask.height; ++y) {
        auto* row = reinterpret_cast<QRgb*>(image.scanLine(y));
        const auto* inside = mask.values.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(mask.width);
        std::transform(inside, inside + mask.width, row, [outside](std::uint8_t m) { return m >= 128 ? 0 : outside; });
    }
    return image;
}

} // namespace croquis::ui
