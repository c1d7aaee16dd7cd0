// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/plotter_choice.hpp"

#include <QLayout>
#include <QObject>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;

namespace croquis::ui {

/// The rows of a form that choose a page and its margin.
class PageFields final : public QObject {
    Q_OBJECT

  public:
    /// @param leastMarginMm  that the margin can be.
    PageFields(QFormLayout& form, double leastMarginMm, QObject* parent);

    PageChoice choice() const;
    void set(const PageChoice& choice);
    /// @param ownMargin  the sketch's own page has a margin, too.
    void setVisible(bool visible, bool ownMargin);
    /// Beside the margin.
    void addToMargin(QWidget* part) { m_marginRow->addWidget(part); }

    /// Shows what the chosen page takes, once the form belongs to a window.
    void enable();

  Q_SIGNALS:
    void changed();

  private:
    QFormLayout& m_form;
    QComboBox* m_format;
    QCheckBox* m_landscape;
    QDoubleSpinBox* m_width; ///< of another size, in the tick's place
    QLabel* m_times;
    QDoubleSpinBox* m_height;
    QLayout* m_row;
    QDoubleSpinBox* m_margin;
    QLayout* m_marginRow;
    bool m_ownMargin = false;
};

} // namespace croquis::ui
