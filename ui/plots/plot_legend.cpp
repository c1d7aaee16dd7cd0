// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.hpp"

#include "ui/plots/plot_pen.hpp"

#include <QPainter>

#include <algorithm>

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

void PlotLegend::setNames(const QStringList& names) {
    if (m_names == names)
        return;
    m_names = names;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PlotLegend::sizeHint() const {
    int width = 0;
    for (const auto& name : m_names)
        width += widthOf(name, fontMetrics());
    return {width, fontMetrics().height() + 4};
}

void PlotLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double middle = height() / 2.0;
    int left = std::max(0, width() - sizeHint().width()); // what there is ends at the right
    for (int k = 0; k < m_names.size(); ++k) {
        const int end = left + widthOf(m_names[k], fontMetrics());
        if (end - kBetween > width())
            return;
        painter.setPen(plotPen(k));
        painter.drawLine(QPointF(left, middle), QPointF(left + kSample, middle));
        painter.setPen(k == 0 ? palette().color(QPalette::WindowText) : quietText());
        painter.drawText(QRect(left + kSample + kGap, 0, end - left, height()), Qt::AlignVCenter, m_names[k]);
        left = end;
    }
}

} // namespace croquis::ui
