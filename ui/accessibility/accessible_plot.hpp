// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleWidget>

namespace croquis::ui {

class LossPlot;

/// The loss plot as a screen reader meets it: a slider over the iterations that says the loss of the chosen one.
class AccessiblePlot final : public QAccessibleWidget, public QAccessibleValueInterface {
  public:
    explicit AccessiblePlot(LossPlot* plot);

    QString text(QAccessible::Text part) const override;
    void* interface_cast(QAccessible::InterfaceType type) override;
    int childCount() const override { return 0; } ///< the plotting widget within has nothing to say

    QVariant currentValue() const override;
    void setCurrentValue(const QVariant& value) override;
    QVariant maximumValue() const override;
    QVariant minimumValue() const override { return 0; }
    QVariant minimumStepSize() const override { return 1; }

  private:
    LossPlot& plot() const;
};

} // namespace croquis::ui
