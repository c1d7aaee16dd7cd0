// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/process_view.hpp"

#include "geometry/placement.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/style/theme.hpp"

#include <QPainter>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr double kMargin = 12, kBetween = 20; // pixels around the pictures and between them

/// Dark blue over red to light yellow: brighter is more, also without colour.
QImage heatMap(const QImage& grey) {
    if (grey.isNull())
        return {};
    QImage indexed(grey.size(), QImage::Format_Indexed8);
    QList<QRgb> table;
    for (int k = 0; k < 256; ++k) {
        const double t = k / 255.0;
        table.push_back(
            qRgb(static_cast<int>(255 * std::min(1.0, 0.08 + 1.5 * t)),
                 static_cast<int>(255 * std::clamp(1.7 * t - 0.6, 0.05, 1.0)),
                 static_cast<int>(255 * std::clamp(0.22 + 0.4 * t - 1.2 * (t - 0.4) * (t > 0.4), 0.1, 1.0))));
    }
    indexed.setColorTable(table);
    for (int y = 0; y < grey.height(); ++y)
        std::copy_n(grey.constScanLine(y), grey.width(), indexed.scanLine(y));
    return indexed;
}

} // namespace

ProcessView::ProcessView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("process"));
    setAccessibleName(tr("As the network sees it"));
}

void ProcessView::clear() {
    m_sketch = {};
    m_saliency = {};
    m_seeds.clear();
    update();
}

void ProcessView::setView(const session::NetworkView& view) {
    m_sketch = imageOf(view.sketch);
    if (!view.saliency.empty())
        m_saliency = heatMap(imageOf(view.saliency));
    update();
}

void ProcessView::setSeeds(const std::vector<geometry::CubicBezier>& strokes) {
    m_seeds = strokes;
    update();
}

void ProcessView::paintSaliency(QPainter& painter, const QRectF& place) const {
    painter.drawImage(place, m_saliency);
    painter.save();
    painter.translate(place.topLeft());
    painter.scale(place.width() / geometry::kCanvasSide, place.height() / geometry::kCanvasSide);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(255, 255, 255, 150), 1));
    for (const auto& stroke : m_seeds)
        painter.drawPath(pathOf(stroke));
    painter.setPen(QPen(Qt::black, 0.6));
    painter.setBrush(Qt::white);
    for (const auto& stroke : m_seeds)
        painter.drawEllipse(QPointF(stroke.points[0].x, stroke.points[0].y), 2.2, 2.2);
    painter.restore();
}

void ProcessView::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), deskColour());
    if (m_sketch.isNull()) {
        painter.setPen(quietText());
        painter.drawText(contentsRect(), Qt::AlignCenter,
                         tr("What the network sees shows here while a photo is drawn."));
        return;
    }
    const int caption = 2 * fontMetrics().height() + 12;
    const QRectF room = QRectF(contentsRect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const bool wide = room.width() > room.height();
    const double side = std::max(60.0, wide ? std::min((room.width() - kBetween) / 2, room.height() - caption)
                                            : std::min(room.width(), (room.height() - kBetween) / 2 - caption));
    QRectF first(0, 0, side, side), second = first;
    if (wide) {
        first.moveTopLeft({room.center().x() - side - kBetween / 2, room.center().y() - (side + caption) / 2});
        second.moveTopLeft({room.center().x() + kBetween / 2, first.top()});
    } else {
        first.moveTopLeft({room.center().x() - side / 2, room.top()});
        second.moveTopLeft({first.left(), first.bottom() + caption + kBetween});
    }
    painter.drawImage(first, m_sketch); // the pixels as they are, not smoothed
    if (!m_saliency.isNull())
        paintSaliency(painter, second);
    painter.setPen(palette().color(QPalette::WindowText));
    const QRectF below(0, side + 4, side, caption);
    painter.drawText(below.translated(first.topLeft()), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("The sketch, 224 × 224 pixels"));
    painter.drawText(below.translated(second.topLeft()), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     tr("What it looks at, and where strokes began"));
}

} // namespace croquis::ui
