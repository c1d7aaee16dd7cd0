// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QTimer>

#include <optional>
#include <vector>

namespace croquis::ui {

class SketchDocument;

/// The strokes as rows: picture and number, locked, hidden, turned round. While they move the pictures follow some
/// times a second only.
class StrokeModel final : public QAbstractTableModel {
    Q_OBJECT

  public:
    enum Column { numberColumn, lockColumn, hideColumn, reverseColumn, columns };
    explicit StrokeModel(SketchDocument& document, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    int idAt(int row) const { return m_ids[static_cast<std::size_t>(row)]; }
    int rowOf(int strokeId) const;
    /// The longest of the names; empty without strokes.
    QString longestName() const;
    /// The stroke that is pointed at on the canvas, whose row is tinted; none: no row.
    void setHovered(std::optional<int> strokeId);
    const SketchDocument& document() const { return m_document; }

  private:
    void strokesChanged();

    SketchDocument& m_document;
    std::vector<int> m_ids;
    std::optional<int> m_hovered;
    QTimer m_rest; ///< while it runs, strokes that only moved are not told of
};

} // namespace croquis::ui
