// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/page_fields.hpp"

#include "ui/panels/bounded_box.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>

#include <initializer_list>

namespace croquis::ui {
namespace {

constexpr double kMostMarginMm = 500, kLeastSideMm = 20, kMostSideMm = 10000;

QDoubleSpinBox* sideField(const char* objectName, const QString& title) {
    auto* box = new BoundedBox<QDoubleSpinBox>;
    box->setObjectName(QLatin1String(objectName));
    box->setRange(kLeastSideMm, kMostSideMm);
    box->setDecimals(1);
    box->setSuffix(PageFields::tr(" mm"));
    name(box, title);
    return box;
}

} // namespace

PageFields::PageFields(QFormLayout& form, double leastMarginMm, QObject* parent)
    : QObject(parent), m_form(form), m_format(new QComboBox), m_landscape(new QCheckBox(tr("&Landscape"))),
      m_width(sideField("exportPageWidth", tr("The page's width"))), m_times(new QLabel(QStringLiteral("×"))),
      m_height(sideField("exportPageHeight", tr("The page's height"))), m_row(new QHBoxLayout),
      m_margin(new BoundedBox<QDoubleSpinBox>), m_marginRow(new QHBoxLayout) {
    m_format->setObjectName(QStringLiteral("exportPage"));
    m_format->addItem(tr("As large as the sketch"), QString());
    for (const QString& format : pageFormats())
        m_format->addItem(format, format);
    m_format->addItem(tr("Another size"), QString::fromLatin1(kOtherPage));
    m_landscape->setObjectName(QStringLiteral("exportLandscape"));
    name(m_landscape, tr("Landscape"), tr("The page's long side lies across"));
    m_margin->setObjectName(QStringLiteral("exportMargin"));
    m_margin->setRange(leastMarginMm, kMostMarginMm);
    m_margin->setDecimals(1);
    m_margin->setSuffix(tr(" mm"));
    m_row->addWidget(m_format);
    for (QWidget* part : std::initializer_list<QWidget*>{m_landscape, m_width, m_times, m_height})
        m_row->addWidget(part);
    form.addRow(buddyLabel(tr("Pa&ge"), m_format), m_row);
    m_marginRow->addWidget(m_margin);
    form.addRow(buddyLabel(tr("&Margin"), m_margin), m_marginRow);
    set({});
    connect(m_format, &QComboBox::currentIndexChanged, this, &PageFields::enable);
    connect(m_format, &QComboBox::currentIndexChanged, this, &PageFields::changed);
    connect(m_landscape, &QCheckBox::toggled, this, &PageFields::changed);
    for (auto* box : {m_width, m_height, m_margin})
        connect(box, &QDoubleSpinBox::valueChanged, this, &PageFields::changed);
}

PageChoice PageFields::choice() const {
    const QString format = m_format->currentData().toString();
    return {format, !format.isEmpty() && m_landscape->isChecked(), m_margin->value(),
            plot::PageFormat{m_width->value(), m_height->value()}};
}

void PageFields::set(const PageChoice& choice) {
    m_format->setCurrentIndex(m_format->findData(choice.format));
    m_width->setValue(choice.other.widthMm);
    m_height->setValue(choice.other.heightMm);
    m_landscape->setChecked(choice.landscape);
    m_margin->setValue(choice.marginMm);
    enable();
}

void PageFields::setVisible(bool visible, bool ownMargin) {
    m_ownMargin = ownMargin;
    m_form.setRowVisible(m_row, visible);
    m_form.setRowVisible(m_marginRow, visible);
    enable();
}

void PageFields::enable() {
    const bool named = m_format->currentIndex() > 0, other = m_format->currentData() == QLatin1String(kOtherPage);
    m_landscape->setEnabled(named);
    const auto show = [this](QWidget* part, bool wanted) {
        if (part->parentWidget() != nullptr || !wanted) // else it would be a window of its own
            part->setVisible(wanted && m_form.isRowVisible(m_row));
    };
    show(m_landscape, !other);
    for (QWidget* part : std::initializer_list<QWidget*>{m_width, m_times, m_height})
        show(part, other);
    m_margin->setEnabled(named || m_ownMargin);
}

} // namespace croquis::ui
