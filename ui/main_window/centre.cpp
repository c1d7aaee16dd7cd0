// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/centre.hpp"

#include "ui/main_window/message_bar.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QStackedWidget>

#include <utility>

namespace croquis::ui {

Centre::Centre(QStackedWidget* pages, std::set<QWidget*> drawings, MessageBar* message)
    : m_pages(pages), m_drawings(std::move(drawings)), m_message(message), m_above(new QWidget) {
    auto* column = new QVBoxLayout(m_above);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(message);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_above, 0, 0, Qt::AlignTop); // first, as the keys go
    layout->addWidget(m_pages, 0, 0);
    m_above->raise();
    m_above->installEventFilter(this);
    connect(m_pages, &QStackedWidget::currentChanged, this, &Centre::makeRoom);
    keepStrip();
}

void Centre::keepStrip() {
    for (auto* drawing : m_drawings)
        drawing->setContentsMargins(0, m_message->usualHeight(), 0, 0);
}

void Centre::makeRoom() {
    m_pages->setContentsMargins(0, m_drawings.contains(m_pages->currentWidget()) ? 0 : m_above->height(), 0, 0);
    Q_EMIT covered(m_above->height());
}

void Centre::changeEvent(QEvent* event) {
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
        keepStrip();
    QWidget::changeEvent(event);
}

bool Centre::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        makeRoom();
    return QWidget::eventFilter(watched, event);
}

} // namespace croquis::ui
