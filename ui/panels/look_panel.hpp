// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QWidget>

class QAction;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QVBoxLayout;

namespace croquis::ui {

class BrushPicker;
class BrushShelf;
class BrushSliders;
class SwatchRow;

/// What is instant and undoable: brush, width, colour, paper, variation, order, page.
class LookPanel final : public QWidget {
    Q_OBJECT

  public:
    LookPanel(SketchDocument& document, const BrushShelf& shelf, QWidget* parent = nullptr);

    /// What can be done to brushes, as buttons below their sliders.
    void addBrushActions(const QList<QAction*>& actions, const QList<QAction*>& rarer);

    /// A tenth more or less.
    void stepWidth(bool wider);
    void chooseNextBrush();
    /// Whether a run moves the strokes.
    void setRunning(bool running);

  private:
    QLayout* makeWidth();
    void addColours(QVBoxLayout& layout);
    QLayout* makePage();
    void lookChanged();
    void change(const Look& look, const QString& text, int drag = 0);
    void setWidth(double millimetres, int drag);

    SketchDocument& m_document;
    BrushPicker* m_brushes = nullptr;
    BrushSliders* m_sliders = nullptr;
    QSlider* m_widthSlider = nullptr;
    QDoubleSpinBox* m_width = nullptr;
    SwatchRow* m_colour = nullptr;
    SwatchRow* m_paper = nullptr;
    QComboBox* m_order = nullptr;
    QComboBox* m_frame = nullptr;
    QComboBox* m_texture = nullptr;
    QDoubleSpinBox* m_size = nullptr;
    int m_drag;
};

} // namespace croquis::ui
