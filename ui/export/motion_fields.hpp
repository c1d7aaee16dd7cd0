// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/sheet.hpp"
#include "ui/export/export_format.hpp"

#include <QObject>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLayout;
class QSpinBox;

namespace croquis::ui {

/// The rows of a form that say how a sketch is to move.
class MotionFields final : public QObject {
    Q_OBJECT

  public:
    /// @param noCourse  why it can't move as the sketch came to be, a sentence; empty: it can.
    /// @param pen       it is drawn with the pen, whose lines alone move as SVG.
    MotionFields(QFormLayout& form, QString noCourse, bool pen, QObject* parent);

    void setFormat(ExportFormat format);
    void apply(sheet::SheetRequest& request) const;
    /// Pixels of a film's longer side.
    int longSide() const;
    /// Of a film, the hold included.
    int frames() const;

  Q_SIGNALS:
    void changed();

  private:
    QFormLayout& m_form;
    const QString m_noCourse;
    const bool m_pen;
    ExportFormat m_format = ExportFormat::animatedSvg;
    QComboBox* m_motion;
    QLabel* m_why; ///< there is one motion only
    QDoubleSpinBox* m_seconds;
    QDoubleSpinBox* m_hold;
    QCheckBox* m_once;
    QLayout* m_holdRow;
    QSpinBox* m_pixels;
    QSpinBox* m_rate;
};

} // namespace croquis::ui
