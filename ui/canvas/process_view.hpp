// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"

#include <QImage>
#include <QWidget>

#include <vector>

namespace croquis::ui {

/// As the network sees it: the optimiser's own raster of the strokes, and where it noticed something missing, with the
/// points where strokes were seeded.
class ProcessView final : public QWidget {
    Q_OBJECT

  public:
    explicit ProcessView(QWidget* parent = nullptr);

    void clear();
    void setView(const session::NetworkView& view);
    void setSeeds(const std::vector<geometry::CubicBezier>& strokes);
    bool hasPictures() const { return !m_sketch.isNull(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintSaliency(QPainter& painter, const QRectF& place) const;

    QImage m_sketch;
    QImage m_saliency;
    std::vector<geometry::CubicBezier> m_seeds; ///< canvas pixels
};

} // namespace croquis::ui
