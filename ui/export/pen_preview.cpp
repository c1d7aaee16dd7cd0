// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pen_preview.hpp"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr int kRim = 6;                                                          // pixels around the page
constexpr QSize kHint{340, 340}, kLeast{160, 160};                               // pixels
constexpr double kLineWidth = 1.6, kTravelWidth = 0.8;                           // pixels
constexpr double kPenRadius = 4.5;                                               // likewise
const QColor kPaper(255, 255, 255), kEdge(150, 150, 150), kTravel(70, 120, 200); // paper is white in the dark, too

QPointF at(geometry::Point point) {
    return {point.x, point.y};
}

QPolygonF polygonOf(const std::vector<geometry::Point>& points) {
    QPolygonF polygon;
    for (const auto& point : points)
        polygon += at(point);
    return polygon;
}

QPen thin(const QColor& colour, double width, Qt::PenStyle style = Qt::SolidLine) {
    QPen pen(colour, width, style, Qt::RoundCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    return pen;
}

/// Of a line that is still to be drawn.
QColor pale(const QColor& colour) {
    return QColor::fromRgbF((2 + colour.redF()) / 3, (2 + colour.greenF()) / 3, (2 + colour.blueF()) / 3);
}

} // namespace

PenPreview::PenPreview(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("penPreview"));
    setAccessibleName(tr("The pen's way"));
}

QSize PenPreview::sizeHint() const {
    return kHint;
}

QSize PenPreview::minimumSizeHint() const {
    return kLeast;
}

void PenPreview::show(const plot::Plot& plot, const plot::PlotPace& pace, double marginMm) {
    m_journey.emplace(plot, pace);
    m_page = {plot.drawing.widthMm, plot.drawing.heightMm};
    m_marginMm = marginMm;
    m_colours.clear();
    for (const auto& layer : plot.drawing.layers) {
        const auto& colour = layer.strokes.front().colour;
        m_colours.emplace_back(colour.red, colour.green, colour.blue);
    }
    update();
}

void PenPreview::clear() {
    m_journey.reset();
    update();
}

void PenPreview::setPen(double share) {
    m_share = share;
    update();
}

std::optional<plot::PenJourney::Place> PenPreview::place() const {
    if (!m_journey || m_journey->legs().empty())
        return std::nullopt;
    return m_journey->at(m_share * m_journey->seconds());
}

void PenPreview::paintPage(QPainter& painter) const {
    painter.setPen(thin(kEdge, 1));
    painter.setBrush(kPaper);
    painter.drawRect(QRectF({0, 0}, m_page));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(thin(kEdge, 1, Qt::DotLine));
    painter.drawRect(QRectF({0, 0}, m_page).adjusted(m_marginMm, m_marginMm, -m_marginMm, -m_marginMm));
}

void PenPreview::paintTravel(QPainter& painter) const {
    painter.setPen(thin(kTravel, kTravelWidth));
    for (const auto& leg : m_journey->legs())
        if (!leg.down)
            painter.drawLine(at(leg.points.front()), at(leg.points.back()));
}

void PenPreview::paintLines(QPainter& painter) const {
    const auto pen = place();
    const auto& legs = m_journey->legs();
    for (std::size_t k = pen->leg; k < legs.size(); ++k) // what is to come, below
        if (legs[k].down) {
            painter.setPen(thin(pale(m_colours[legs[k].layer]), kLineWidth));
            painter.drawPolyline(polygonOf(legs[k].points));
        }
    for (std::size_t k = 0; k <= pen->leg; ++k) {
        if (!legs[k].down)
            continue;
        QPolygonF line = polygonOf(legs[k].points);
        if (k == pen->leg) {
            line.resize(static_cast<qsizetype>(pen->vertex) + 1);
            line += at(pen->point);
        }
        painter.setPen(thin(m_colours[legs[k].layer], kLineWidth));
        painter.drawPolyline(line);
    }
}

void PenPreview::paintEvent(QPaintEvent* /*event*/) {
    if (!m_journey || m_page.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF room = QRectF(rect()).adjusted(kRim, kRim, -kRim, -kRim);
    const double scale = std::min(room.width() / m_page.width(), room.height() / m_page.height());
    painter.translate(room.center() - scale * QPointF(m_page.width(), m_page.height()) / 2);
    painter.scale(scale, scale);
    paintPage(painter);
    const auto pen = place();
    if (!pen)
        return;
    paintTravel(painter);
    paintLines(painter);
    painter.setPen(thin(palette().color(QPalette::Highlight), 2));
    painter.setBrush(pen->down ? QBrush(palette().color(QPalette::Highlight)) : QBrush(Qt::NoBrush));
    painter.drawEllipse(at(pen->point), kPenRadius / scale, kPenRadius / scale);
}

} // namespace croquis::ui
