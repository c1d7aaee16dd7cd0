// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.hpp"

#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kSample = 22, kGap = 5, kBetween = 14; // pixels

int widthOf(const QString& name, const QFontMetrics& metrics) {
    return kSample + kGap + metrics.horizontalAdvance(name) + kBetween;
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
    int width = 0;
    for (const auto& line : m_lines)
        width += widthOf(line.name, fontMetrics());
    return {width, fontMetrics().height() + 4};
}

void PlotLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    int left = std::max(0, width() - sizeHint().width()); // what there is ends at the right
    for (const auto& [name, pen] : m_lines) {
        const int end = left + widthOf(name, fontMetrics());
        if (end - kBetween > width())
            return;
        painter.setPen(pen);
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample, middle));
        painter.setPen(pen.widthF() == kPlotTotalWidth ? palette().color(QPalette::WindowText) : quietText());
        painter.drawText(QRect(left + kSample + kGap, 0, end - left, height()), Qt::AlignVCenter, name);
        left = end;
    }
}

} // namespace croquis::ui
