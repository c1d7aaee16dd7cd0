// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_format.hpp"
#include "ui/export/plotter_choice.hpp"
#include "vector/drawing.hpp"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace croquis::ui {

class PageFields;
class PenPreview;

/// What a machine is told, what that takes, and the pen's way with a slider along it.
class PlotterPage final : public QWidget {
    Q_OBJECT

  public:
    /// @param sketch  as it is exported otherwise.
    PlotterPage(vector::Drawing sketch, QWidget* parent = nullptr);

    void setFormat(ExportFormat format);
    PlotterChoice choice() const;
    /// Why that can't be plotted; empty: it can.
    const QString& problem() const { return m_problem; }
    QFormLayout& form() { return *m_form; }

  Q_SIGNALS:
    void changed();

  private:
    void makeFields(const PlotterChoice& before);
    void makeSpeeds(const PlotterChoice& before);
    void makeCommands(const PlotterChoice& before);
    QLayout* makePreview();
    /// The plot anew, once for all changes of one event.
    void plan();
    void planLater();
    void describePen();
    QString sentenceFor(const sheet::PlotFigures& figures) const;

    vector::Drawing m_sketch;
    ExportFormat m_format = ExportFormat::plotterSvg;
    QString m_problem;
    QTimer m_later;
    QFormLayout* m_form;
    QComboBox* m_machine;
    PageFields* m_page;
    QComboBox* m_order;
    QDoubleSpinBox* m_join;
    QCheckBox* m_compound;
    QCheckBox* m_actualSize;
    QSpinBox* m_pens;
    QDoubleSpinBox* m_penSpeed;
    QDoubleSpinBox* m_travelSpeed;
    QDoubleSpinBox* m_liftTime;
    QComboBox* m_hpglFor;
    QComboBox* m_gcodeFor;
    QDoubleSpinBox* m_dwell;
    QLabel* m_dwellLabel;
    QLineEdit* m_penUp;
    QLineEdit* m_penDown;
    QLabel* m_estimate;
    PenPreview* m_preview;
    QSlider* m_slider;
    QLabel* m_where;
};

} // namespace croquis::ui
