// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_dialog.hpp"

#include "ui/panels/panel_parts.hpp"

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

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::array kEndings{".svg", ".png"};
/// Names that promise what isn't written.
constexpr std::array kOthers{"jpg", "jpeg", "webp", "tif",  "tiff", "bmp", "gif", "heic",
                             "pdf", "eps",  "ps",   "svgz", "avif", "dxf", "ico", "xcf"};

bool endsAs(const QString& file, const char* ending) {
    return file.endsWith(QLatin1String(ending), Qt::CaseInsensitive);
}

bool isOther(const QString& suffix) {
    return std::any_of(kOthers.begin(), kOthers.end(), [&](auto* other) { return suffix == QLatin1String(other); });
}

/// Without the ending of a picture; any other dot is a part of the name.
QString stemOf(const QString& file) {
    const QString suffix = QFileInfo(file).suffix().toLower();
    const bool picture = suffix == QLatin1String("svg") || suffix == QLatin1String("png") || isOther(suffix);
    return picture ? file.chopped(suffix.size() + 1) : file;
}

bool isSameFile(const QString& a, const QString& b) {
    const QString path = QFileInfo(a).canonicalFilePath();
    return !path.isEmpty() && path == QFileInfo(b).canonicalFilePath();
}

bool isThere(const QString& file) {
    return QFileInfo::exists(file) || QFileInfo(file).isSymLink();
}

} // namespace

ExportDialog::ExportDialog(ExportOffer offer, QWidget* parent)
    : QDialog(parent), m_offer(std::move(offer)), m_file(new QLineEdit(m_offer.svg)), m_format(new QComboBox),
      m_size(new QDoubleSpinBox), m_dpi(new QDoubleSpinBox), m_paper(new QComboBox), m_description(new QLabel),
      m_problem(new QLabel) {
    setWindowTitle(tr("Export"));
    setObjectName(QStringLiteral("exportDialog"));
    m_format->setObjectName(QStringLiteral("exportFormat"));
    m_format->addItems({tr("SVG (vector)"), tr("PNG (pixels)")});
    m_size->setRange(10, 5000);
    m_size->setSuffix(tr(" mm"));
    m_size->setValue(m_offer.longSideMm);
    m_dpi->setRange(36, 2400);
    m_dpi->setDecimals(0);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(m_offer.dpi);
    m_paper->addItems({tr("Transparent"), m_offer.hasPaper ? tr("The look's paper") : tr("White")});
    m_paper->setCurrentIndex(m_offer.hasPaper ? 1 : 0);
    m_description->setObjectName(QStringLiteral("caption"));
    m_problem->setObjectName(QStringLiteral("exportProblem"));
    m_problem->setAccessibleName(tr("Problem"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->setVerticalSpacing(10);
    form->addRow(buddyLabel(tr("&File"), m_file), makeFileRow());
    form->addRow(buddyLabel(tr("F&ormat"), m_format), m_format);
    form->addRow(buddyLabel(tr("Lo&ng side"), m_size), m_size);
    form->addRow(buddyLabel(tr("&Resolution"), m_dpi), m_dpi);
    form->addRow(buddyLabel(tr("&Paper"), m_paper), m_paper);
    form->addRow(QString(), m_description);
    form->addRow(m_problem);
    form->addRow(makeButtons());
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_file, &QLineEdit::textEdited, this, &ExportDialog::nameEdited);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ExportDialog::describe);
    connect(m_dpi, &QDoubleSpinBox::valueChanged, this, &ExportDialog::describe);
    formatChanged();
}

QLayout* ExportDialog::makeFileRow() {
    m_file->setObjectName(QStringLiteral("exportFile"));
    m_file->setMinimumWidth(360);
    auto* browse = new QPushButton(tr("Choose..."));
    browse->setAutoDefault(false);
    name(browse, tr("Choose the file's place"));
    connect(browse, &QPushButton::clicked, this, &ExportDialog::browse);
    auto* row = new QHBoxLayout;
    row->addWidget(m_file);
    row->addWidget(browse);
    return row;
}

QDialogButtonBox* ExportDialog::makeButtons() {
    auto* buttons = new QDialogButtonBox;
    auto* save = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("primary"));
    save->setDefault(true);
    name(save, tr("Export"));
    name(buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole), tr("Cancel"));
    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

bool ExportDialog::isPng() const {
    return m_format->currentIndex() == 1;
}

void ExportDialog::formatChanged() {
    m_dpi->setEnabled(isPng());
    const QString& other = isPng() ? m_offer.svg : m_offer.png;
    const QString& free = isPng() ? m_offer.png : m_offer.svg;
    if (m_file->text() == other) // as it was offered
        m_file->setText(free);
    else if (m_file->text() != free)
        m_file->setText(stemOf(m_file->text()) + QLatin1String(kEndings[isPng() ? 1 : 0]));
    describe();
}

/// Whoever types an ending chooses the format by it.
void ExportDialog::nameEdited() {
    m_problem->hide();
    for (int format = 0; format < 2; ++format)
        if (endsAs(m_file->text(), kEndings[static_cast<std::size_t>(format)]))
            m_format->setCurrentIndex(format);
}

void ExportDialog::browse() {
    const QString chosen = QFileDialog::getSaveFileName(this, tr("Export"), file(), tr("Pictures (*.svg *.png)"));
    if (chosen.isEmpty())
        return;
    m_file->setText(chosen);
    nameEdited();
    if (isThere(chosen)) // the dialog asked already
        m_agreed = file();
    if (file() != chosen)
        m_agreed.clear();
}

QString ExportDialog::file() const {
    const QString typed = m_file->text().trimmed();
    const QString ending = QLatin1String(kEndings[isPng() ? 1 : 0]);
    const QString named = endsAs(typed, kEndings[isPng() ? 1 : 0]) ? typed : typed + ending;
    return QDir::cleanPath(QFileInfo(m_offer.svg).dir().absoluteFilePath(named));
}

QString ExportDialog::problem() const {
    const QString typed = m_file->text().trimmed();
    const QString suffix = QFileInfo(typed).suffix().toLower();
    if (typed.isEmpty() || typed.endsWith(QLatin1Char('/')) || QFileInfo(file()).isDir())
        return tr("Give the file a name.");
    if (isOther(suffix))
        return tr("Croquis writes SVG and PNG, not %1: choose a name that ends in .svg or .png.").arg(suffix.toUpper());
    if (!m_offer.photo.isEmpty() && isSameFile(file(), m_offer.photo))
        return tr("%1 is the photo of this sketch: choose another name.").arg(QFileInfo(file()).fileName());
    return {};
}

bool ExportDialog::mayReplace(const QString& file) {
    QMessageBox box(QMessageBox::Question, tr("Export"),
                    tr("%1 is there already. Replace it?").arg(QFileInfo(file).fileName()), QMessageBox::NoButton,
                    this);
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
    if (!reason.isEmpty())
        return m_file->setFocus();
    const QString target = file();
    if (isThere(target) && target != m_agreed) {
        if (!mayReplace(target))
            return m_file->setFocus();
        m_agreed = target;
    }
    QDialog::accept();
}

void ExportDialog::describe() {
    const double size = m_size->value(), dpi = m_dpi->value();
    const auto pixels = [dpi](double millimetres) { return static_cast<int>(std::lround(millimetres / 25.4 * dpi)); };
    const double width = m_offer.shape > 1 ? size / m_offer.shape : size, height = width * m_offer.shape;
    m_description->setText(isPng() ? tr("%1 × %2 pixels").arg(pixels(width)).arg(pixels(height))
                                   : tr("One path a stroke; prints at exactly this size."));
}

ExportChoice ExportDialog::choice() const {
    return {file(), file() == m_agreed, m_size->value(), m_dpi->value(), m_paper->currentIndex() == 1};
}

} // namespace croquis::ui
