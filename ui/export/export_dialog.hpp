// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace croquis::ui {

/// Where and how an export is written; the look itself is the Look panel's business.
struct ExportChoice {
    QString file;
    double longSideMm = 200;
    double dpi = 300;
    bool paper = false; ///< what the paper's colour is stays the look's; else transparent
};

class ExportDialog final : public QDialog {
    Q_OBJECT

  public:
    /// @param choice     the file's ending decides the format offered.
    /// @param hasPaper   whether the look has a paper to include.
    /// @param shape      the page's shorter side over its longer one.
    ExportDialog(const ExportChoice& choice, bool hasPaper, double shape, QWidget* parent);
    ExportChoice choice() const;

  private:
    void formatChanged();
    void describe();

    double m_shape;
    QLineEdit* m_file;
    QComboBox* m_format;
    QDoubleSpinBox* m_size;
    QDoubleSpinBox* m_dpi;
    QComboBox* m_paper;
    QLabel* m_description;
};

} // namespace croquis::ui
