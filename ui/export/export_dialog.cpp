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
#include <QPushButton>

#include <cmath>

namespace croquis::ui {

ExportDialog::ExportDialog(const ExportChoice& choice, bool hasPaper, double shape, QWidget* parent)
    : QDialog(parent), m_shape(shape), m_file(new QLineEdit(choice.file)), m_format(new QComboBox),
      m_size(new QDoubleSpinBox), m_dpi(new QDoubleSpinBox), m_paper(new QComboBox), m_description(new QLabel) {
    setWindowTitle(tr("Export"));
    setObjectName(QStringLiteral("exportDialog"));
    m_format->addItems({tr("SVG (vector)"), tr("PNG (pixels)")});
    m_format->setCurrentIndex(choice.file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) ? 1 : 0);
    m_size->setRange(10, 5000);
    m_size->setSuffix(tr(" mm"));
    m_size->setValue(choice.longSideMm);
    m_dpi->setRange(36, 2400);
    m_dpi->setDecimals(0);
    m_dpi->setSuffix(tr(" dpi"));
    m_dpi->setValue(choice.dpi);
    m_paper->addItems({tr("Transparent"), hasPaper ? tr("The look's paper") : tr("White")});
    m_paper->setCurrentIndex(choice.paper ? 1 : 0);
    m_file->setMinimumWidth(360);
    auto* browse = new QPushButton(tr("Choose..."));
    name(browse, tr("Choose the file's place"));
    auto* fileRow = new QHBoxLayout;
    fileRow->addWidget(m_file);
    fileRow->addWidget(browse);
    auto* buttons = new QDialogButtonBox;
    auto* save = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    save->setObjectName(QStringLiteral("primary"));
    name(save, tr("Export"));
    name(buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole), tr("Cancel"));
    m_description->setObjectName(QStringLiteral("caption"));
    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    form->setVerticalSpacing(10);
    form->addRow(buddyLabel(tr("&File"), m_file), fileRow);
    form->addRow(buddyLabel(tr("F&ormat"), m_format), m_format);
    form->addRow(buddyLabel(tr("Long &side"), m_size), m_size);
    form->addRow(buddyLabel(tr("&Resolution"), m_dpi), m_dpi);
    form->addRow(buddyLabel(tr("&Paper"), m_paper), m_paper);
    form->addRow(QString(), m_description);
    form->addRow(buttons);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::formatChanged);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &ExportDialog::describe);
    connect(m_dpi, &QDoubleSpinBox::valueChanged, this, &ExportDialog::describe);
    connect(browse, &QPushButton::clicked, this, [this] {
        const QString file =
            QFileDialog::getSaveFileName(this, tr("Export"), m_file->text(), tr("Pictures (*.svg *.png)"));
        if (file.isEmpty())
            return;
        m_file->setText(file);
        m_format->setCurrentIndex(file.endsWith(QLatin1String(".png"), Qt::CaseInsensitive) ? 1 : 0);
        formatChanged();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    formatChanged();
}

void ExportDialog::formatChanged() {
    const bool png = m_format->currentIndex() == 1;
    m_dpi->setEnabled(png);
    const QFileInfo info(m_file->text());
    m_file->setText(
        info.dir().filePath(info.completeBaseName() + (png ? QLatin1String(".png") : QLatin1String(".svg"))));
    describe();
}

void ExportDialog::describe() {
    const double size = m_size->value(), dpi = m_dpi->value();
    const auto pixels = [dpi](double millimetres) { return static_cast<int>(std::lround(millimetres / 25.4 * dpi)); };
    m_description->setText(m_format->currentIndex() == 1
                               ? tr("%1 × %2 pixels").arg(pixels(size)).arg(pixels(size * m_shape))
                               : tr("One path a stroke; prints at exactly this size."));
}

ExportChoice ExportDialog::choice() const {
    return {m_file->text(), m_size->value(), m_dpi->value(), m_paper->currentIndex() == 1};
}

} // namespace croquis::ui
