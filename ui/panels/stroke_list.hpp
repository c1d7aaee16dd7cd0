// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/document_commands.hpp"

#include <QWidget>

class QToolButton;
class QTreeView;

namespace croquis::ui {

class StrokeModel;

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
    /// A locked one isn't deleted.
    void remove(int strokeId);
    void toggleLocked(int strokeId);
    void toggleHidden(int strokeId);
    void toggleReversed(int strokeId);
    /// What can be done with the stroke, as a menu there.
    void showMenu(int strokeId, const QPoint& globalPosition);

  Q_SIGNALS:
    /// The pointer came to that row, or left the list.
    void strokeHovered(std::optional<int> strokeId);
    void strokesChosen(const std::set<int>& strokeIds);
    /// Nothing was done. @param reason  a sentence: why, and what to do.
    void refused(const QString& reason);

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
    /// Empty: they can be.
    QString whyNotDeleted(const std::set<int>& strokes) const;
    void updateButtons();
    void keepCurrent();
    void select(const std::set<int>& strokes);

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
