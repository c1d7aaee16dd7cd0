// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

namespace croquis::ui {

/// The names of the plot's lines beside a piece of each, in one row; those that there is no room for are left out, the
/// last first.
class PlotLegend final : public QWidget {
    Q_OBJECT

  public:
    explicit PlotLegend(QWidget* parent = nullptr);
    void setNames(const QStringList& names);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QStringList m_names;
};

} // namespace croquis::ui
