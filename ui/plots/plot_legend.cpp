// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.hpp"

#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kSample = 22, kGap = 5, kBetween = 14; // pixels
constexpr int kTight = 2;                            // pixels that two rows are lower than twice one

int widthOf(const QString& name, const QFontMetrics& metrics) {
    return kSample + kGap + metrics.horizontalAdvance(name) + kBetween;
}

int widthOf(std::span<const PlotLine> lines, const QFontMetrics& metrics) {
    int width = 0;
    for (const auto& line : lines)
        width += widthOf(line.name, metrics);
    return width;
}

/// The first half, which is the larger one.
std::size_t halfOf(const std::vector<PlotLine>& lines) {
    return (lines.size() + 1) / 2;
}

} // namespace

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent) {
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    setFont(small);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Lines of the plot"));
}

void PlotLegend::setLines(std::vector<PlotLine> lines) {
    if (m_lines == lines)
        return;
    m_lines = std::move(lines);
    QStringList names;
    for (const auto& line : m_lines)
        names += line.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PlotLegend::sizeHint() const {
    return {widthOf(m_lines, fontMetrics()), 2 * fontMetrics().height() - kTight};
}

int PlotLegend::widthInTwoRows() const {
    const std::span all(m_lines);
    const std::size_t half = halfOf(m_lines);
    return std::max(widthOf(all.first(half), fontMetrics()), widthOf(all.subspan(half), fontMetrics()));
}

void PlotLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::span all(m_lines);
    if (width() >= sizeHint().width())
        return paintRow(painter, all, height() / 2.0);
    const std::size_t half = halfOf(m_lines);
    const double apart = fontMetrics().height() - kTight;
    paintRow(painter, all.first(half), (height() - apart) / 2);
    paintRow(painter, all.subspan(half), (height() + apart) / 2);
}

/// @param middle  pixels from the top.
void PlotLegend::paintRow(QPainter& painter, std::span<const PlotLine> lines, double middle) const {
    double left = std::max(0, width() - widthOf(lines, fontMetrics())); // what there is ends at the right
    for (const auto& [name, pen] : lines) {
        const double end = left + widthOf(name, fontMetrics());
        if (end - kBetween > width())
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample, middle));
        painter.setPen(pen.widthF() == kPlotTotalWidth ? palette().color(QPalette::WindowText) : quietText());
        const double letters = fontMetrics().height();
        painter.drawText(QRectF(left + kSample + kGap, middle - letters / 2, end - left, letters), Qt::AlignVCenter,
                         name);
        left = end;
    }
}

} // namespace croquis::ui
