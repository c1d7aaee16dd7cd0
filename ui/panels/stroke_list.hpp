// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/document_commands.hpp"

#include <QAbstractTableModel>
#include <QTimer>
#include <QWidget>

class QToolButton;
class QTreeView;

namespace croquis::ui {

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

/// The list and its buttons. Everything it does is undoable; lock and delete reach the run as well.
class StrokeList final : public QWidget {
    Q_OBJECT

  public:
    StrokeList(SketchDocument& document, EditRun edit, QWidget* parent = nullptr);

    /// Shows which stroke is pointed at on the canvas; the chosen one stays what it is.
    void setHighlighted(std::optional<int> strokeId);
    /// The buttons and keys are about this stroke from now on.
    void choose(int strokeId);
    void chooseNone();
    /// These are about all chosen strokes where the one that is meant is among them.
    void remove(int strokeId);
    void toggleLocked(int strokeId);
    void toggleHidden(int strokeId);
    void toggleReversed(int strokeId);
    /// What can be done with the stroke, as a menu there.
    void showMenu(int strokeId, const QPoint& globalPosition);

  Q_SIGNALS:
    void strokeHovered(std::optional<int> strokeId);
    void strokesChosen(const std::set<int>& strokeIds);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    /// The one that the keyboard is at, but of chosen ones one.
    std::optional<int> current() const;
    std::set<int> chosen() const;
    std::set<int> meant(int strokeId) const;
    void tellChosen();
    void followSketch();
    QToolButton* addButton(QLayout& row, const QString& icon, const QString& text, void (StrokeList::*action)(int));
    void toggle(std::set<int> StrokeMarks::*marks, int strokeId, const QString& text);
    bool areAll(std::set<int> StrokeMarks::*marks, const std::set<int>& strokes) const;
    void updateButtons();
    void keepCurrent();

    SketchDocument& m_document;
    EditRun m_edit;
    StrokeModel* m_model;
    QTreeView* m_view;
    std::vector<QToolButton*> m_buttons;
    std::optional<int> m_currentBefore; ///< the chosen stroke before the rows changed, its row, and all of them
    int m_rowBefore = -1;
    std::set<int> m_chosenBefore;
    SketchName m_sketch; ///< that the strokes are of
};

} // namespace croquis::ui
