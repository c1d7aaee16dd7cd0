// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"

#include "ui/canvas/sketch_painting.hpp"
#include "ui/style/theme.hpp"

#include <QPaintEvent>
#include <QPainter>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr double kDimmedOpacity = 0.3;
constexpr double kSeedRadius = 4;                                     // widget pixels
constexpr double kOutline = 4, kOutlineWidth = 1.5, kEndRadius = 3.5; // likewise; the first from the stroke's edge
constexpr float kOutlineFill = 0.25F;

} // namespace

void SketchCanvas::renderBackground() {
    const auto page = m_document.page();
    const auto& look = m_document.look().page;
    const SheetKey key{(QSizeF(size()) * devicePixelRatioF()).toSize(),
                       devicePixelRatioF(),
                       widgetFromPage(),
                       {page.widthMm, page.heightMm},
                       look.paper,
                       isOnChequers(look),
                       look.texture,
                       deskColour()};
    if (m_sheet.isNull() || !(key == m_sheetKey)) {
        m_sheetKey = key;
        paintSheet();
    }
    m_background = m_sheet;
    paintPhoto();
    m_frame = m_background.copy();
}

void SketchCanvas::paintSheet() {
    m_sheet = QImage(m_sheetKey.size, SketchPicture::kFormat);
    m_sheet.setDevicePixelRatio(m_sheetKey.ratio);
    m_sheet.fill(m_sheetKey.desk);
    {
        QPainter painter(&m_sheet);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF sheet = m_sheetKey.widgetFromPage.mapRect(QRectF(QPointF(), m_sheetKey.page));
        for (int k = 6; k > 0; --k) { // a soft shadow
            painter.setPen(Qt::NoPen);
            painter.setBrush(QColor(0, 0, 0, isDark() ? 16 : 6));
            painter.drawRoundedRect(sheet.adjusted(-k, -k + 2, k, k + 2), k, k);
        }
        painter.fillRect(sheet, qColour(m_sheetKey.paper.value_or(geometry::Colour{255, 255, 255})));
        if (m_sheetKey.isChequered) {
            painter.setBrushOrigin(sheet.topLeft());
            painter.fillRect(sheet, chequers());
        }
    }
    const double ratio = m_sheetKey.ratio;
    paintTexture(m_sheet, m_sheetKey.widgetFromPage * QTransform::fromScale(ratio, ratio), m_document);
}

void SketchCanvas::paintPhoto() {
    const double opacity = visiblePhotoOpacity();
    const auto& photo = m_document.photo();
    if ((opacity <= 0 && !m_maskShown) || !photo)
        return;
    QPainter painter(&m_background);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const auto page = m_document.page();
    const QTransform transform = widgetFromPage();
    painter.setClipRect(transform.mapRect(QRectF(0, 0, page.widthMm, page.heightMm)));
    painter.setTransform(qTransform(page.pageFromCanvas * photo->summary.canvasFromPhoto) * transform);
    painter.setOpacity(opacity);
    painter.drawImage(QPointF(0, 0), m_photo);
    painter.setOpacity(1);
    if (m_maskShown && !m_mask.isNull())
        painter.drawImage(QPointF(0, 0), m_mask);
}

void SketchCanvas::paintEvent(QPaintEvent* event) {
    if (m_background.isNull())
        renderBackground();
    const PaintPace::Painting painting(m_pace);
    QPainter painter(this);
    painter.setClipRegion(event->region());
    if (!m_peek)
        paintSketch(event->region().boundingRect());
    painter.drawImage(0, 0, m_frame);
    paintSeeds(painter);
    if (!m_badge.isEmpty())
        paintBadge(painter);
    if (hasFocus() && m_focusByKey) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(4, 4, -4, -4), 6, 6);
    }
}

void SketchCanvas::paintSketch(const QRect& area) {
    const double ratio = devicePixelRatioF();
    const QTransform pixelFromPage = widgetFromPage() * QTransform::fromScale(ratio, ratio);
    const auto page = m_document.page();
    const QRect sheet = pixelFromPage.mapRect(QRectF(0, 0, page.widthMm, page.heightMm)).toAlignedRect();
    const QRect place = QRectF(QPointF(area.topLeft()) * ratio, QSizeF(area.size()) * ratio).toAlignedRect() & sheet &
                        m_background.rect();
    if (place.isEmpty())
        return;
    const auto part = [&place](QImage& image) { // shares its pixels
        return QImage(image.scanLine(place.y()) + 4 * place.x(), place.width(), place.height(), image.bytesPerLine(),
                      image.format());
    };
    QImage frame = part(m_frame);
    const QImage background = part(m_background);
    for (int y = 0; y < place.height(); ++y)
        std::copy_n(background.constScanLine(y), 4 * place.width(), frame.scanLine(y));
    const QTransform here = pixelFromPage * QTransform::fromTranslate(-place.x(), -place.y());
    m_picture.setStrokes(m_shown, m_manner);
    m_picture.paint(frame, here);
    if (m_dimmed) {
        QPainter fading(&frame);
        fading.setOpacity(1 - kDimmedOpacity);
        fading.drawImage(0, 0, background);
    }
    paintMarks(frame, here);
}

void SketchCanvas::paintMarks(QImage& frame, const QTransform& pixelFromPage) {
    const auto& look = m_document.look().page;
    const QColor mark = markInk(qColour(look.colour), qColour(look.paper.value_or(geometry::Colour{255, 255, 255})));
    for (const int id : m_chosen)
        m_picture.paintStroke(frame, pixelFromPage, id, colourOf(mark));
    QPainter painter(&frame);
    painter.setRenderHint(QPainter::Antialiasing);
    const double ratio = devicePixelRatioF();
    for (const auto& stroke : m_shown) {
        const QPainterPath path = pixelFromPage.map(pathOf(m_manner.pageFromCanvas(stroke.curve)));
        if (stroke.id == m_highlighted) {
            QPainterPathStroker outline;
            outline.setCapStyle(Qt::RoundCap);
            outline.setJoinStyle(Qt::RoundJoin);
            outline.setWidth(m_manner.widthMm * m_manner.brush.width * pixelFromPage.m11() + 2 * kOutline * ratio);
            QColor inside = mark;
            inside.setAlphaF(kOutlineFill);
            painter.setPen(QPen(mark, kOutlineWidth * ratio));
            painter.setBrush(inside);
            painter.drawPath(outline.createStroke(path).simplified());
        }
        if (m_chosen.contains(stroke.id)) {
            painter.setPen(QPen(mark, kOutlineWidth * ratio));
            painter.setBrush(Qt::white);
            for (const double end : {0.0, 1.0})
                painter.drawEllipse(path.pointAtPercent(end), kEndRadius * ratio, kEndRadius * ratio);
        }
    }
}

void SketchCanvas::paintSeeds(QPainter& painter) const {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.setBrush(highlightInk());
    const QTransform transform = widgetFromPage();
    const auto pageFromCanvas = m_document.page().pageFromCanvas;
    for (const auto& seed : m_seeds) {
        const auto onPage = pageFromCanvas(seed);
        painter.drawEllipse(transform.map(QPointF(onPage.x, onPage.y)), kSeedRadius, kSeedRadius);
    }
    painter.restore();
}

void SketchCanvas::paintBadge(QPainter& painter) const {
    QFont font = this->font();
    font.setBold(true);
    painter.setFont(font);
    const QRect text = QFontMetrics(font).boundingRect(m_badge);
    const QRectF chip((width() - text.width()) / 2.0 - 14, m_covered + 14, text.width() + 28, text.height() + 12);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2);
    painter.setPen(palette().color(QPalette::HighlightedText));
    painter.drawText(chip, Qt::AlignCenter, m_badge);
}

} // namespace croquis::ui
