// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"
#include "vector/brush/brush_controls.hpp"

#include <QWidget>

#include <vector>

class QAction;
class QHBoxLayout;
class QLabel;
class QSlider;

namespace croquis::ui {

class BrushShelf;

/// What can be turned about the sketch's brush: a slider each, live on the canvas; a drag is undone as one.
class BrushSliders final : public QWidget {
    Q_OBJECT

  public:
    BrushSliders(SketchDocument& document, const BrushShelf& shelf, QWidget* parent = nullptr);

    /// Buttons below the sliders, and a last one with a menu of the rarer ones.
    void addActions(const QList<QAction*>& actions, const QList<QAction*>& rarer);

  private:
    struct Row {
        const vector::BrushControl* control;
        QLabel* label;
        QSlider* slider;
        QLabel* value;
        double scale; ///< slider positions a unit
        QString unit; ///< "%1 %"
    };

    void addRow(const vector::BrushControl& control);
    void turn(const Row& row, int position);
    void lookChanged();

    SketchDocument& m_document;
    const BrushShelf& m_shelf;
    std::vector<Row> m_rows;
    QHBoxLayout* m_buttons;
    const vector::BrushControl* m_turned = nullptr; ///< last
    int m_drag;
};

} // namespace croquis::ui
