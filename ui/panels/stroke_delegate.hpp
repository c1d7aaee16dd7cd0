// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPixmap>
#include <QStyledItemDelegate>

namespace croquis::ui {

class StrokeModel;

/// A row of the stroke list: a little paper with the sketch faint and this stroke dark, and its number.
class StrokeDelegate final : public QStyledItemDelegate {
    Q_OBJECT

  public:
    explicit StrokeDelegate(const StrokeModel& model, QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    void renderSketch(double ratio) const;

    const StrokeModel& m_model;
    mutable QPixmap m_sketch; ///< all strokes, faint; null: to be made
    mutable QColor m_border;  ///< that it was made with: of the theme
};

} // namespace croquis::ui
