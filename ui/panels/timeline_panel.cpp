// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/timeline_panel.hpp"

#include "ui/panels/panel_parts.hpp"
#include "ui/plots/plot_legend.hpp"
#include "ui/style/icons.hpp"

#include <QCheckBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QToolButton>

namespace croquis::ui {

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent), m_plot(new LossPlot), m_legend(new PlotLegend), m_description(new QLabel),
      m_sketches(new QComboBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 4, 16, 4);
    layout->setSpacing(0);
    auto* row = headingRow(tr("TIMELINE"), {});
    row->setSpacing(4);
    auto* previous = addButton(*row, QStringLiteral("previous"), QStringLiteral("previousIteration"),
                               tr("Previous iteration (, on the plot)"));
    auto* next =
        addButton(*row, QStringLiteral("next"), QStringLiteral("nextIteration"), tr("Next iteration (. on the plot)"));
    m_description->setObjectName(QStringLiteral("caption"));
    row->addWidget(m_description);
    m_use = addButton(*row, QStringLiteral("moment"), QStringLiteral("useMoment"),
                      tr("Make the strokes of this iteration the sketch"));
    m_use->setText(tr("Use this moment"));
    m_use->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_leave = addButton(*row, QStringLiteral("continue"), QStringLiteral("leaveMoment"),
                        tr("Back to the sketch (Esc on the plot)"));
    m_leave->setText(tr("Back"));
    m_leave->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    row->addStretch();
    row->addWidget(m_legend, 1);
    name(m_sketches, tr("Sketch of the batch"), tr("The sketches drawn together; the best is chosen by itself"));
    m_sketches->setObjectName(QStringLiteral("sketchBox"));
    row->addWidget(m_sketches);
    auto* logarithmic = new QCheckBox(tr("Logarithmic"));
    logarithmic->setObjectName(QStringLiteral("logarithmic"));
    name(logarithmic, tr("Logarithmic"), tr("A logarithmic loss axis"));
    row->addWidget(logarithmic);
    for (auto* button : {previous, next, m_use, m_leave})
        button->setProperty("small", true); // the row is as high with them as without
    layout->addLayout(row);
    layout->addWidget(m_plot, 1);
    connect(previous, &QToolButton::clicked, m_plot, [this] { m_plot->step(-1); });
    connect(next, &QToolButton::clicked, m_plot, [this] { m_plot->step(1); });
    connect(m_use, &QToolButton::clicked, this, &TimelinePanel::momentAccepted);
    connect(m_leave, &QToolButton::clicked, this, &TimelinePanel::momentLeft);
    connect(m_sketches, &QComboBox::activated, this, &TimelinePanel::sketchChosen);
    connect(logarithmic, &QCheckBox::toggled, m_plot, &LossPlot::setLogarithmic);
    connect(m_plot, &LossPlot::linesChanged, this, [this] { m_legend->setLines(m_plot->lines()); });
    connect(m_plot, &LossPlot::iterationPointedAt, this, &TimelinePanel::pointAt);
    setSketches({}, 0);
    setScrubbing(false);
}

/// What was opened last is left first: a moment that is looked at, before the window's Esc stops the run.
bool TimelinePanel::event(QEvent* event) {
    const bool presses = event->type() == QEvent::KeyPress;
    if ((presses || event->type() == QEvent::ShortcutOverride) && !m_leave->isHidden() &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (presses)
            Q_EMIT momentLeft();
        return true;
    }
    return QWidget::event(event);
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
    if (!names.isEmpty())
        m_plot->setEnded();
}

void TimelinePanel::setChosen(int sketch) {
    const QSignalBlocker blocker(m_sketches);
    m_sketches->setCurrentIndex(sketch);
}

void TimelinePanel::describe(const QString& text) {
    m_described = text;
    m_description->setText(text);
}

void TimelinePanel::pointAt(std::optional<int> iteration) {
    const auto total = iteration ? m_plot->totalAt(*iteration) : std::nullopt;
    QString text = total ? momentText(*iteration, *total) : m_described;
    if (const auto strokes = total ? m_plot->strokesAt(*iteration) : std::nullopt)
        text += QStringLiteral(" \u00b7 ") + tr("%n stroke(s)", nullptr, *strokes);
    m_description->setText(text);
}

QString TimelinePanel::momentText(int iteration, double loss) const {
    return tr("iteration %1 · loss %2").arg(locale().toString(iteration), locale().toString(loss, 'f', 4));
}

void TimelinePanel::setScrubbing(bool scrubbing) {
    if (!scrubbing && (m_use->hasFocus() || m_leave->hasFocus()))
        m_plot->setFocus(); // else the keys would choose among the sketches
    m_use->setVisible(scrubbing);
    m_leave->setVisible(scrubbing);
}

} // namespace croquis::ui
