// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/sheet.hpp"
#include "ui/export/export_format.hpp"

#include <QDialog>

#include <functional>
#include <map>
#include <vector>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace croquis::ui {

class FieldsArea;
class MotionFields;
class PageFields;
class PlotterPage;

/// What lies below the strokes.
enum class ExportPaper { transparent, white, black, ofLook };

/// Where and how an export is written; the look itself is the Look panel's business.
struct ExportChoice {
    QString file; ///< ends as the format's names do
    ExportFormat format = ExportFormat::svg;
    bool replace = false; ///< the person wants what is there replaced
    double longSideMm = 200;
    ExportPaper paper = ExportPaper::transparent; ///< of a film: another
    sheet::SheetRequest request;
    std::vector<vector::Setting> settings; ///< for the record, beside the sketch's own
};

/// What the dialog begins with.
struct ExportOffer {
    std::function<QString(const QString& ending)> freeName;
    std::function<bool(const QString& file)> isOrdered; ///< it is being written, or will be
    QString photo;                                      ///< no export takes its place; empty: there is none
    double longSideMm = 200;
    double dpi = 300;
    bool hasPaper = false;   ///< the look has one, which is chosen first; else nothing is: transparent
    QString noCourse{};      ///< why it can't move as the sketch came to be, a sentence; empty: it can
    vector::Drawing drawing; ///< as it would be exported
};

/// Asks where an export goes and how. Name and format agree, whichever of them is changed, and nothing that is there is
/// replaced unasked.
class ExportDialog final : public QDialog {
    Q_OBJECT

  public:
    ExportDialog(ExportOffer offer, QWidget* parent);
    ExportChoice choice() const;

  public Q_SLOTS:
    void accept() override;

  private:
    enum class Fit {
        anew, ///< as large as the fields ask for
        grows ///< no smaller than the person made it
    };
    void makeFields();
    void layOut();
    QLayout* makeFileRow();
    QDialogButtonBox* makeButtons();
    void alignLabels();
    ExportFormat format() const;
    const QString& offered(const QString& ending);
    /// In the folder offered, where none is named; with the format's ending.
    QString typedPath() const; ///< absolute, as it was typed
    QString file() const;
    void formatChanged();
    void offerPapers(bool film);
    ExportPaper paper() const;
    /// Light ink on what is probably white, a sentence; empty: it can be seen.
    QString remarkOnInk() const;
    void fitScreen(Fit fit);
    void nameEdited();
    void browse();
    void describe();
    QString description() const;
    /// How many there are of how many strokes; empty: it is one sketch.
    QString levels() const;
    /// Of the page, or of the sketch where it has none. @throws InvalidArgument for a page that isn't one.
    plot::PageFormat shownMm() const;
    double dpi() const;
    void followPixels();
    /// Why it can't be written there; empty: it can.
    QString problem() const;
    bool mayReplace(const QString& file);

    ExportOffer m_offer;
    std::map<QString, QString> m_offered; ///< by ending
    QString m_agreed;                     ///< a file that may be replaced: it was asked about
    ExportFormat m_before = ExportFormat::svg;
    bool m_isInkLight;         ///< all of it
    ExportPaper m_chosenPaper; ///< by the person, also where a format doesn't offer it
    QFormLayout* m_form;
    QLineEdit* m_file;
    QComboBox* m_format;
    PageFields* m_page;
    QDoubleSpinBox* m_size;
    QSpinBox* m_pixels; ///< of the longer side, as the resolution says
    QDoubleSpinBox* m_dpi;
    bool m_pixelsLead = false; ///< they were chosen, and the resolution follows
    QComboBox* m_paper;
    MotionFields* m_motion;
    PlotterPage* m_plotter;
    FieldsArea* m_fields = nullptr; ///< all of them
    QLabel* m_description;
    QLabel* m_problem;
};

} // namespace croquis::ui
