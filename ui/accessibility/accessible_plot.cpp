// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/accessible_plot.hpp"

#include "ui/plots/loss_plot.hpp"

#include <QLocale>
#include <QStringList>

#include <algorithm>

namespace croquis::ui {

AccessiblePlot::AccessiblePlot(LossPlot* plot) : QAccessibleWidget(plot, QAccessible::Slider) {}

LossPlot& AccessiblePlot::plot() const {
    return *static_cast<LossPlot*>(widget());
}

QString AccessiblePlot::text(QAccessible::Text part) const {
    const int iteration = currentValue().toInt();
    const auto total = plot().totalAt(iteration);
    const QString loss = total ? QLocale().toString(*total, 'f', 3) : QString();
    if (part == QAccessible::Value)
        return total ? LossPlot::tr("iteration %1, loss %2").arg(QLocale().toString(iteration), loss) : QString();
    if (part != QAccessible::Description)
        return QAccessibleWidget::text(part);
    if (!total)
        return LossPlot::tr("Nothing is drawn yet.");
    const auto best = plot().best(), marked = plot().marked();
    const QString mark = best     ? LossPlot::tr("Best at iteration %1.").arg(*best)
                         : marked ? LossPlot::tr("The sketch is of iteration %1.").arg(*marked)
                                  : QString();
    const QString keys = LossPlot::tr("Comma and full stop choose the iteration before and after.");
    QStringList sentences = plot().countChanges();
    if (!mark.isEmpty())
        sentences.prepend(mark);
    return (sentences << keys).join(QLatin1Char(' '));
}

void* AccessiblePlot::interface_cast(QAccessible::InterfaceType type) {
    if (type == QAccessible::ValueInterface)
        return static_cast<QAccessibleValueInterface*>(this);
    return QAccessibleWidget::interface_cast(type);
}

QVariant AccessiblePlot::currentValue() const {
    return plot().chosen().value_or(maximumValue().toInt());
}

void AccessiblePlot::setCurrentValue(const QVariant& value) {
    plot().choose(value.toInt());
}

QVariant AccessiblePlot::maximumValue() const {
    return std::max(plot().iterationCount() - 1, 0);
}

} // namespace croquis::ui
