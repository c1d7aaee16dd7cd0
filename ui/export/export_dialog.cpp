// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.hpp"

#include "base/error.hpp"
#include "ui/export/motion_fields.hpp"
#include "ui/export/page_fields.hpp"
#include "ui/export/plotter_page.hpp"
#include "ui/main_window/sentences.hpp"
#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"
#include "vector/picture_size.hpp"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

bool isSameFile(const QString& a, const QString& b) {
    const QString path = QFileInfo(a).canonicalFilePath();
    return !path.isEmpty() && path == QFileInfo(b).canonicalFilePath();
}

QString joined(QStringList sentences) {
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

bool isInkLight(vector::Drawing drawing) {
    drawing.paper.reset();
    return !vector::isLight(vector::opaquePaper(drawing)); // what lies below it then
}

bool isThere(const QString& file) {
    return QFileInfo::exists(file) || QFileInfo(file).isSymLink();
}

} // namespace

ExportDialog::ExportDialog(ExportOffer offer, QWidget* parent)
    : QDialog(parent), m_offer(std::move(offer)), m_isInkLight(isInkLight(m_offer.drawing)),
      m_chosenPaper(m_offer.hasPaper ? ExportPaper::ofLook : ExportPaper::transparent), m_form(new QFormLayout),
      m_file(new QLineEdit), m_format(new QComboBox), m_page(nullptr), m_size(new BoundedBox<QDoubleSpinBox>),
      m_pixels(new BoundedBox<QSpinBox>), m_dpi(new BoundedBox<QDoubleSpinBox>), m_paper(new QComboBox),
      m_motion(nullptr), m_plotter(new PlotterPage(m_offer.drawing)), m_description(new QLabel), m_problem(new QLabel) {
    setWindowTitle(tr("Export"));
    setObjectName(QStringLiteral("exportDialog"));
    m_file->setText(offered(endingOf(ExportFormat::svg)));
    makeFields();
    layOut();
    alignLabels();
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_file, &QLineEdit::textEdited, this, &ExportDialog::nameEdited);
    connect(m_paper, &QComboBox::activated, this, [this] {
        m_chosenPaper = paper();
        describe();
    });
    connect(m_page, &PageFields::changed, this, &ExportDialog::describe);
    connect(m_motion, &MotionFields::changed, this, &ExportDialog::describe);
    connect(m_plotter, &PlotterPage::changed, this, [this] {
        m_problem->hide();
        fitScreen(Fit::grows);
    });
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ExportDialog::describe);
    connect(m_dpi, &QDoubleSpinBox::valueChanged, this, [this] {
        m_pixelsLead = false;
        describe();
    });
    connect(m_pixels, &QSpinBox::valueChanged, this, [this] {
        m_pixelsLead = true;
        describe();
    });
    if (m_offer.dpi != m_dpi->value()) { // so many pixels were chosen the last time
        m_pixels->setValue(
            static_cast<int>(std::lround(m_offer.longSideMm / vector::kMillimetresPerInch * m_offer.dpi)));
        m_pixelsLead = true;
    }
    formatChanged();
}

ExportFormat ExportDialog::format() const {
    return kExportFormats[static_cast<std::size_t>(m_format->currentIndex())];
}

const QString& ExportDialog::offered(const QString& ending) {
    auto& known = m_offered[ending];
    if (known.isEmpty())
        known = m_offer.freeName(ending);
    return known;
}

void ExportDialog::formatChanged() {
    const auto now = format();
    const bool machine = isForMachine(now), film = sheet::isFilm(kindOf(now));
    m_page->setVisible(!machine && !film, false);
    m_form->setRowVisible(m_size, !machine && !film);
    m_form->setRowVisible(m_pixels, now == ExportFormat::png);
    m_form->setRowVisible(m_dpi, now == ExportFormat::png);
    offerPapers(film);
    m_form->setRowVisible(m_paper, !machine);
    m_motion->setFormat(now);
    m_plotter->setVisible(machine);
    if (machine)
        m_plotter->setFormat(now);
    if (m_file->text() == offered(endingOf(m_before)))
        m_file->setText(offered(endingOf(now)));
    else if (!fits(m_file->text(), now))
        m_file->setText(stemOf(m_file->text()) + endingOf(now));
    m_before = now;
    m_problem->hide();
    describe();
    fitScreen(Fit::anew);
}

/// Whoever types an ending chooses the format by it.
void ExportDialog::nameEdited() {
    m_problem->hide();
    if (const auto asked = formatFor(m_file->text(), format()))
        m_format->setCurrentIndex(
            static_cast<int>(std::find(kExportFormats.begin(), kExportFormats.end(), *asked) - kExportFormats.begin()));
}

void ExportDialog::browse() {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export"), file(),
                                                        tr("What Croquis writes (%1)").arg(patternOfEndings()));
    if (chosen.isEmpty())
        return;
    m_file->setText(chosen);
    nameEdited();
    if (isThere(chosen)) // the dialog asked already
        m_agreed = file();
    if (file() != chosen)
        m_agreed.clear();
}

QString ExportDialog::typedPath() const {
    const QString folder = QFileInfo(m_offered.at(endingOf(ExportFormat::svg))).path();
    return QDir::cleanPath(QDir(folder).absoluteFilePath(m_file->text().trimmed()));
}

QString ExportDialog::file() const {
    const QString typed = typedPath();
    return fits(typed, format()) ? typed : typed + endingOf(format());
}

QString ExportDialog::problem() const {
    const QString typed = m_file->text().trimmed();
    if (typed.isEmpty() || typed.endsWith(QLatin1Char('/')) || QFileInfo(typedPath()).isDir() ||
        QFileInfo(file()).isDir())
        return tr("Give the file a name.");
    if (const QString folder = QFileInfo(file()).path(); !QFileInfo(folder).isDir()) // said before a film is made
        return tr("There is no folder %1.").arg(folder);
    if (isOtherPicture(typed))
        return tr("Croquis doesn't write %1: choose a name that ends in %2.")
            .arg(QFileInfo(typed).suffix().toUpper(), endingOf(format()));
    if (!m_offer.photo.isEmpty() && isSameFile(file(), m_offer.photo))
        return tr("%1 is the photo of this sketch: choose another name.").arg(QFileInfo(file()).fileName());
    try {
        description();
    } catch (const Error& error) { // too large
        return localised(error.what());
    }
    return isForMachine(format()) ? m_plotter->problem() : QString();
}

bool ExportDialog::mayReplace(const QString& file) {
    const QString question = m_offer.isOrdered(file) ? tr("%1 is still to be written. Replace it then?")
                                                     : tr("%1 is there already. Replace it?");
    QMessageBox box(QMessageBox::Question, tr("Export"), question.arg(QFileInfo(file).fileName()),
                    QMessageBox::NoButton, this);
    box.setObjectName(QStringLiteral("replaceQuestion"));
    auto* replace = box.addButton(tr("Replace"), QMessageBox::DestructiveRole);
    replace->setObjectName(QStringLiteral("replace"));
    name(replace, tr("Replace"));
    auto* cancel = box.addButton(tr("Cancel"), QMessageBox::RejectRole);
    cancel->setObjectName(QStringLiteral("keep"));
    name(cancel, tr("Cancel"));
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == replace;
}

void ExportDialog::accept() {
    const QString reason = problem();
    m_problem->setText(reason);
    m_problem->setVisible(!reason.isEmpty());
    if (!reason.isEmpty()) {
        fitScreen(Fit::grows);
        return m_file->setFocus();
    }
    const QString target = file();
    if ((isThere(target) || m_offer.isOrdered(target)) && target != m_agreed) {
        if (!mayReplace(target))
            return m_file->setFocus();
        m_agreed = target;
    }
    if (isForMachine(format()))
        m_plotter->choice().save();
    QDialog::accept();
}

void ExportDialog::describe() {
    m_problem->hide();                                     // it was of what is changed now
    m_size->setEnabled(m_page->choice().format.isEmpty()); // else the page says it
    try {
        followPixels();
        const QString remark = remarkOnInk();
        m_description->setText(joined({levels(), description()}) +
                               (remark.isEmpty() ? QString() : QLatin1Char('\n') + remark));
    } catch (const Error& error) { // too large
        m_description->setText(localised(error.what()));
    }
    m_description->setVisible(!m_description->text().isEmpty());
    fitScreen(Fit::grows);
}

QString ExportDialog::description() const {
    const auto& drawing = m_offer.drawing;
    const auto shown = shownMm();
    // What a brush leaves is no line that a machine could follow.
    const QString ofBrush =
        drawing.brush.isPen() ? QString() : tr("A machine draws the strokes' centre lines, not the brush.");
    switch (format()) {
    case ExportFormat::svg:
        return drawing.brush.isPen() ? tr("One path a stroke; prints at exactly this size.")
                                     : tr("What the brush leaves of each stroke, its centre line hidden beside it; "
                                          "prints at exactly this "
                                          "size.");
    case ExportFormat::png: {
        const auto size = vector::pictureSize(shown.widthMm, shown.heightMm, dpi());
        return tr("%1 × %2 pixels").arg(size.width).arg(size.height);
    }
    case ExportFormat::pdf:
        return tr("One page of %1 × %2 mm, lines as lines.")
            .arg(locale().toString(shown.widthMm, 'f', 1), locale().toString(shown.heightMm, 'f', 1));
    case ExportFormat::animatedSvg:
        return tr("Moves in a browser, without a script; elsewhere the finished sketch shows.");
    case ExportFormat::gif:
    case ExportFormat::mp4: {
        const auto size = vector::pictureSizeFor(vector::sketchOf(drawing), m_motion->longSide());
        return tr("%1 × %2 pixels").arg(size.width).arg(size.height) + QStringLiteral(", ") +
               tr("%n frame(s)", nullptr, m_motion->frames());
    }
    case ExportFormat::plotterSvg:
        return ofBrush;
    case ExportFormat::hpgl:
        return joined({ofBrush, tr("HPGL can't hold how the sketch was made: it can't be dropped back.")});
    case ExportFormat::gcode:
        return joined(
            {ofBrush, tr("Millimetres from the page's lower left corner, in the words of the machine's program.")});
    }
    return {};
}

ExportChoice ExportDialog::choice() const {
    const auto now = format();
    const double side = m_size->isEnabled() ? m_size->value() : m_offer.longSideMm;
    ExportChoice choice{file(), now, file() == m_agreed, side, paper(), {}, {}};
    choice.request.dpi = dpi();
    if (isForMachine(now)) {
        const auto plotter = m_plotter->choice();
        apply(plotter, kindOf(now), choice.request);
        choice.settings = settingsOf(plotter, kindOf(now));
    } else if (!sheet::isFilm(kindOf(now))) {
        apply(m_page->choice(), choice.request);
        choice.settings = settingsOf(m_page->choice());
    } else {
        choice.request.ownPage = true;
    }
    if (isMoving(now))
        m_motion->apply(choice.request);
    return choice;
}

} // namespace croquis::ui
