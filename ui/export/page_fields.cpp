// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/page_fields.hpp"

#include "ui/panels/panel_parts.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>

namespace croquis::ui {
namespace {

constexpr double kMostMarginMm = 500;

} // namespace

PageFields::PageFields(QFormLayout& form, double leastMarginMm, QObject* parent)
    : QObject(parent), m_form(form), m_format(new QComboBox), m_landscape(new QCheckBox(tr("&Landscape"))),
      m_row(new QHBoxLayout), m_margin(new QDoubleSpinBox) {
    m_format->setObjectName(QStringLiteral("exportPage"));
    m_format->addItem(tr("As large as the sketch"));
    m_format->addItems(pageFormats());
    m_landscape->setObjectName(QStringLiteral("exportLandscape"));
    name(m_landscape, tr("Landscape"), tr("The page's long side lies across"));
    m_margin->setObjectName(QStringLiteral("exportMargin"));
    m_margin->setRange(leastMarginMm, kMostMarginMm);
    m_margin->setDecimals(1);
    m_margin->setSuffix(tr(" mm"));
    m_row->addWidget(m_format);
    m_row->addWidget(m_landscape);
    form.addRow(buddyLabel(tr("Pa&ge"), m_format), m_row);
    form.addRow(buddyLabel(tr("&Margin"), m_margin), m_margin);
    set({});
    connect(m_format, &QComboBox::currentIndexChanged, this, &PageFields::enable);
    connect(m_format, &QComboBox::currentIndexChanged, this, &PageFields::changed);
    connect(m_landscape, &QCheckBox::toggled, this, &PageFields::changed);
    connect(m_margin, &QDoubleSpinBox::valueChanged, this, &PageFields::changed);
}

PageChoice PageFields::choice() const {
    if (m_format->currentIndex() == 0)
        return {QString(), false, m_margin->value()};
    return {m_format->currentText(), m_landscape->isChecked(), m_margin->value()};
}

void PageFields::set(const PageChoice& choice) {
    m_format->setCurrentIndex(choice.format.isEmpty() ? 0 : m_format->findText(choice.format));
    m_landscape->setChecked(choice.landscape);
    m_margin->setValue(choice.marginMm);
    enable();
}

void PageFields::setVisible(bool visible, bool ownMargin) {
    m_ownMargin = ownMargin;
    m_form.setRowVisible(m_row, visible);
    m_form.setRowVisible(m_margin, visible);
    enable();
}

void PageFields::enable() {
    const bool named = m_format->currentIndex() > 0;
    m_landscape->setEnabled(named);
    m_margin->setEnabled(named || m_ownMargin);
}

} // namespace croquis::ui
