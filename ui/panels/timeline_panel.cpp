// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/timeline_panel.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/style/icons.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QToolButton>

namespace croquis::ui {

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent), m_plot(new LossPlot), m_description(new QLabel), m_sketches(new QComboBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(2);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addLayout(headingRow(tr("TIMELINE"), {}));
    auto* previous = addButton(*row, QStringLiteral("previous"), QStringLiteral("previousIteration"),
                               tr("Previous iteration (, on the plot)"));
    auto* next =
        addButton(*row, QStringLiteral("next"), QStringLiteral("nextIteration"), tr("Next iteration (. on the plot)"));
    m_description->setObjectName(QStringLiteral("caption"));
    row->addWidget(m_description, 1);
    m_use = addButton(*row, QStringLiteral("moment"), QStringLiteral("useMoment"),
                      tr("Make the strokes of this iteration the sketch"));
    m_use->setText(tr("Use this moment"));
    m_use->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_leave = addButton(*row, QStringLiteral("continue"), QStringLiteral("leaveMoment"), tr("Back to the sketch"));
    m_leave->setText(tr("Back"));
    m_leave->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    name(m_sketches, tr("Sketch of the batch"), tr("The sketches drawn together; the best is chosen by itself"));
    m_sketches->setObjectName(QStringLiteral("sketchBox"));
    row->addWidget(m_sketches);
    auto* logarithmic = new QCheckBox(tr("Logarithmic"));
    logarithmic->setObjectName(QStringLiteral("logarithmic"));
    logarithmic->setToolTip(tr("A logarithmic loss axis"));
    row->addWidget(logarithmic);
    layout->addLayout(row);
    layout->addWidget(m_plot, 1);
    const auto press = [this](int key) {
        return [this, key] {
            QKeyEvent event(QEvent::KeyPress, key, Qt::NoModifier);
            QCoreApplication::sendEvent(m_plot, &event);
        };
    };
    connect(previous, &QToolButton::clicked, this, press(Qt::Key_Comma));
    connect(next, &QToolButton::clicked, this, press(Qt::Key_Period));
    connect(m_use, &QToolButton::clicked, this, &TimelinePanel::momentAccepted);
    connect(m_leave, &QToolButton::clicked, this, &TimelinePanel::momentLeft);
    connect(m_sketches, &QComboBox::activated, this, &TimelinePanel::sketchChosen);
    connect(logarithmic, &QCheckBox::toggled, m_plot, &LossPlot::setLogarithmic);
    setSketches({}, 0);
    setScrubbing(false);
}

QToolButton* TimelinePanel::addButton(QLayout& row, const QString& icon, const QString& objectName,
                                      const QString& text) {
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setIcon(lineIcon(icon));
    name(button, text);
    row.addWidget(button);
    return button;
}

void TimelinePanel::setSketches(const QStringList& names, int chosen) {
    const QSignalBlocker blocker(m_sketches);
    m_sketches->clear();
    m_sketches->addItems(names);
    m_sketches->setCurrentIndex(chosen);
    m_sketches->setVisible(names.size() > 1);
}

void TimelinePanel::setChosen(int sketch) {
    const QSignalBlocker blocker(m_sketches);
    m_sketches->setCurrentIndex(sketch);
}

void TimelinePanel::describe(const QString& text) {
    m_description->setText(text);
}

void TimelinePanel::setScrubbing(bool scrubbing) {
    m_use->setVisible(scrubbing);
    m_leave->setVisible(scrubbing);
}

} // namespace croquis::ui
