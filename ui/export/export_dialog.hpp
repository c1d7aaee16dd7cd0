// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;

namespace croquis::ui {

/// Where and how an export is written; the look itself is the Look panel's business.
struct ExportChoice {
    QString file;         ///< ends in .svg or .png, as the format is
    bool replace = false; ///< the person wants what is there replaced
    double longSideMm = 200;
    double dpi = 300;
    bool paper = false; ///< what the paper's colour is stays the look's; else transparent
};

/// What the dialog begins with.
struct ExportOffer {
    QString svg, png; ///< names that are free
    QString photo;    ///< no export takes its place; empty: there is none
    double longSideMm = 200;
    double dpi = 300;
    bool hasPaper = false; ///< the look has one to include
    double shape = 1;      ///< the page's height over its width
};

/// Asks where an export goes. Name and format agree, whichever of them is changed, and nothing that is there is
/// replaced unasked.
class ExportDialog final : public QDialog {
    Q_OBJECT

  public:
    ExportDialog(ExportOffer offer, QWidget* parent);
    ExportChoice choice() const;

  public Q_SLOTS:
    void accept() override;

  private:
    QLayout* makeFileRow();
    QDialogButtonBox* makeButtons();
    bool isPng() const;
    /// In the folder offered, where none is named; with the format's ending.
    QString file() const;
    void formatChanged();
    void nameEdited();
    void browse();
    void describe();
    /// Why it can't be written there; empty: it can.
    QString problem() const;
    bool mayReplace(const QString& file);

    ExportOffer m_offer;
    QString m_agreed; ///< a file that may be replaced: it was asked about
    QLineEdit* m_file;
    QComboBox* m_format;
    QDoubleSpinBox* m_size;
    QDoubleSpinBox* m_dpi;
    QComboBox* m_paper;
    QLabel* m_description;
    QLabel* m_problem;
};

} // namespace croquis::ui
