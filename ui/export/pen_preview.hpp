// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plot/pen_journey.hpp"

#include <QWidget>

#include <optional>
#include <vector>

namespace croquis::ui {

/// A plot on its page, the pen somewhere along its way: what it has drawn in its colours, what is to come pale, the
/// ways of the raised pen thin.
class PenPreview final : public QWidget {
    Q_OBJECT

  public:
    explicit PenPreview(QWidget* parent = nullptr);

    void show(const plot::Plot& plot, const plot::PlotPace& pace, double marginMm);
    /// There is nothing to show.
    void clear();
    /// @param share  of the time it takes, 0..1.
    void setPen(double share);

    const std::optional<plot::PenJourney>& journey() const { return m_journey; }
    /// Where the pen is; none without a plot.
    std::optional<plot::PenJourney::Place> place() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintPage(QPainter& painter) const;
    void paintTravel(QPainter& painter) const;
    void paintLines(QPainter& painter) const;

    std::optional<plot::PenJourney> m_journey;
    std::vector<QColor> m_colours; ///< of the layers
    QSizeF m_page;                 ///< millimetres
    double m_marginMm = 0;
    double m_share = 1;
};

} // namespace croquis::ui
