// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/more_section.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"

#include <QPushButton>
#include <QSettings>

#include <memory>

namespace croquis::ui {

MoreSection::MoreSection(const QString& key, const QString& title, const QString& what, QLayout* content,
                         QWidget* parent)
    : QWidget(parent), m_button(new QPushButton), m_content(new QWidget), m_setting(QStringLiteral("open/") + key) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto* row = new QHBoxLayout;
    m_button->setObjectName(QStringLiteral("section"));
    m_button->setText(title);
    m_button->setCheckable(true);
    m_button->setIconSize({14, 14});
    name(m_button, title + QStringLiteral(": ") + what, what);
    row->addWidget(m_button);
    row->addStretch();
    layout->addLayout(row);
    content->setContentsMargins(0, 2, 0, 4);
    m_content->setLayout(content);
    layout->addWidget(m_content);
    connect(m_button, &QPushButton::toggled, this, &MoreSection::toggled);
    const bool open = QSettings().value(m_setting, false).toBool();
    m_button->setChecked(open);
    toggled(open);
}

bool MoreSection::isOpen() const {
    return m_button->isChecked();
}

void MoreSection::setOpen(bool open) {
    m_button->setChecked(open);
}

QPushButton* MoreSection::takeButton() {
    const std::unique_ptr<QLayoutItem> row(layout()->takeAt(0));
    m_buttonTaken = true;
    if (!isOpen())
        hide(); // else a gap
    return m_button;
}

void MoreSection::toggled(bool open) {
    if (m_buttonTaken)
        setVisible(open);
    m_button->setIcon(lineIcon(open ? QStringLiteral("open-section") : QStringLiteral("next")));
    m_content->setVisible(open);
    QSettings().setValue(m_setting, open);
}

} // namespace croquis::ui
