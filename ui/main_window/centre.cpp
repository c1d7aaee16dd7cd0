// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/centre.hpp"

#include "ui/canvas/sketch_canvas.hpp"

#include <QEvent>
#include <QGridLayout>
#include <QStackedWidget>

namespace croquis::ui {

Centre::Centre(QStackedWidget* pages, SketchCanvas* canvas, std::initializer_list<QWidget*> bars)
    : m_pages(pages), m_canvas(canvas), m_bars(new QWidget) {
    auto* column = new QVBoxLayout(m_bars);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (auto* bar : bars)
        column->addWidget(bar);
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bars, 0, 0, Qt::AlignTop); // first, as the keys go
    layout->addWidget(m_pages, 0, 0);
    m_bars->raise();
    m_bars->installEventFilter(this);
    connect(m_pages, &QStackedWidget::currentChanged, this, &Centre::makeRoom);
}

void Centre::makeRoom() {
    m_pages->setContentsMargins(0, m_pages->currentWidget() == m_canvas ? 0 : m_bars->height(), 0, 0);
    m_canvas->setCovered(m_bars->height());
}

bool Centre::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize)
        makeRoom();
    return QWidget::eventFilter(watched, event);
}

} // namespace croquis::ui
