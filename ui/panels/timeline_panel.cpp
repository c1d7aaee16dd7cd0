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

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kMargin = 16;                          // pixels, left and right
constexpr int kUsualLength = 888, kMostStrokes = 88; // of a run; for how wide it is what is said of a moment
constexpr double kWidestLoss = 0.8888;

/// As wide as the longest that it says, whatever that is now; narrower where there is no room.
class SteadyLabel final : public QLabel {
  public:
    SteadyLabel() { setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); }
    void setLongest(const QString& text) {
        ensurePolished();
        const int width = fontMetrics().horizontalAdvance(text) + fontMetrics().averageCharWidth();
        if (std::exchange(m_width, width) != width)
            updateGeometry();
    }
    QSize sizeHint() const override { return {m_width, QLabel::sizeHint().height()}; }
    QSize minimumSizeHint() const override { return {0, QLabel::minimumSizeHint().height()}; }

  private:
    int m_width = 0;
};

} // namespace

TimelinePanel::TimelinePanel(QWidget* parent)
    : QWidget(parent), m_plot(new LossPlot), m_legend(new PlotLegend), m_description(new SteadyLabel),
      m_sketches(new QComboBox) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, 4, kMargin, 4);
    layout->setSpacing(0);
    auto* row = m_row = headingRow(tr("TIMELINE"), {});
    row->setSpacing(4);
    m_heading = row->itemAt(0)->widget();
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
    for (auto* button : {m_use, m_leave}) { // and what stands right of them stays where it is
        auto policy = button->sizePolicy();
        policy.setRetainSizeWhenHidden(true);
        button->setSizePolicy(policy);
    }
    layout->addLayout(row);
    layout->addWidget(m_plot, 1);
    connect(previous, &QToolButton::clicked, m_plot, [this] { m_plot->step(-1); });
    connect(next, &QToolButton::clicked, m_plot, [this] { m_plot->step(1); });
    connect(m_use, &QToolButton::clicked, this, &TimelinePanel::momentAccepted);
    connect(m_leave, &QToolButton::clicked, this, &TimelinePanel::momentLeft);
    connect(m_sketches, &QComboBox::activated, this, &TimelinePanel::sketchChosen);
    connect(logarithmic, &QCheckBox::toggled, m_plot, &LossPlot::setLogarithmic);
    connect(m_plot, &LossPlot::linesChanged, this, [this] {
        m_legend->setLines(m_plot->lines());
        fit();
    });
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

void TimelinePanel::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fit();
}

/// The longest that is said of a moment has its place all the time, so that the legend keeps its own; where that would
/// lose lines, the buttons give up their words, then the heading goes.
void TimelinePanel::fit() {
    const int last = std::max(m_plot->iterationCount(), kUsualLength);
    static_cast<SteadyLabel*>(m_description)->setLongest(withStrokes(momentText(last, kWidestLoss), kMostStrokes));
    const int saved = m_legend->sizeHint().width() - m_legend->widthInTwoRows();
    const auto isTooWide = [this, saved] {
        m_row->invalidate(); // a row within a layout hears of it late
        return m_row->sizeHint().width() - saved > contentsRect().width() - 2 * kMargin;
    };
    for (auto* button : {m_use, m_leave})
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->show();
    for (auto* button : {m_leave, m_use})
        if (isTooWide())
            button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_heading->setVisible(!isTooWide()); // there is no other plot
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
    const QString text = total ? momentText(*iteration, *total) : m_described;
    const auto strokes = total ? m_plot->strokesAt(*iteration) : std::nullopt;
    m_description->setText(strokes ? withStrokes(text, *strokes) : text);
}

QString TimelinePanel::withStrokes(const QString& text, int strokes) {
    return text + QStringLiteral(" \u00b7 ") + tr("%n stroke(s)", nullptr, strokes);
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
