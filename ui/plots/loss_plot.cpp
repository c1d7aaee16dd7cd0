// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.hpp"

#include "ui/plots/loss_curves.hpp"
#include "ui/plots/plot_pen.hpp"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kRestMs = 320; ///< between two pictures of a curve that grows: each takes milliseconds of this thread

} // namespace

LossPlot::LossPlot(QWidget* parent) : QWidget(parent), m_curves(std::make_unique<LossCurves>(this)) {
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(2, 2, 2, 2); // the frame of the focus
    m_placeholder = new QLabel;
    m_placeholder->setObjectName(QStringLiteral("placeholder"));
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setMinimumHeight(m_curves->widget()->minimumHeight());
    m_placeholder->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    layout->addWidget(m_placeholder);
    layout->addWidget(m_curves->widget());
    m_curves->widget()->hide();
    setObjectName(QStringLiteral("lossPlot"));
    setAccessibleName(tr("Loss plot"));
    setToolTip(tr("The loss of every iteration: click or drag, or step with , and ."));
    setFocusPolicy(Qt::StrongFocus);
    m_curves->widget()->installEventFilter(this);
    clear();
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_curves->show(); });
}

LossPlot::~LossPlot() = default;

void LossPlot::clear() {
    m_curves->clear();
    m_placeholder->setText(tr("The loss shows here while a photo is drawn."));
    showPlaceholder();
    Q_EMIT linesChanged();
}

void LossPlot::showPlaceholder() {
    const bool empty = iterationCount() == 0;
    m_placeholder->setVisible(empty);
    m_curves->widget()->setVisible(!empty);
}

void LossPlot::setSketch(std::size_t sketch) {
    m_curves->setSketch(sketch);
    Q_EMIT linesChanged();
}

void LossPlot::append(const std::vector<RunFrame>& frames) {
    const bool begins = iterationCount() == 0; // else it may rest: its axes are of this run
    const auto before = lines().size();
    for (const auto& frame : frames) {
        m_curves->append(frame);
        m_curves->setExpected(frame.iterationCount);
    }
    showPlaceholder();
    if (begins)
        m_curves->show();
    if (!m_rest.isActive())
        m_rest.start();
    if (lines().size() != before)
        Q_EMIT linesChanged();
}

void LossPlot::setEnded() {
    if (iterationCount() == 0)
        m_placeholder->setText(tr("How this sketch came about isn't kept."));
    if (m_curves->expected() == 0)
        return;
    m_curves->setExpected(0);
    m_curves->show();
}

void LossPlot::setLogarithmic(bool logarithmic) {
    m_curves->setLogarithmic(logarithmic);
}

void LossPlot::setChosen(std::optional<int> iteration) {
    if (m_curves->chosen() == iteration)
        return;
    m_curves->setChosen(iteration);
    m_curves->show();
    QAccessibleValueChangeEvent event(this, iteration.value_or(std::max(iterationCount() - 1, 0)));
    QAccessible::updateAccessibility(&event);
}

std::optional<int> LossPlot::chosen() const {
    return m_curves->chosen();
}

int LossPlot::iterationCount() const {
    return m_curves->iterationCount();
}

std::optional<double> LossPlot::totalAt(int iteration) const {
    return m_curves->totalAt(iteration);
}

std::optional<int> LossPlot::strokesAt(int iteration) const {
    std::optional<int> strokes;
    for (const auto& change : m_curves->countChanges())
        if (change.iteration <= iteration)
            strokes = change.strokes;
    return strokes;
}

QStringList LossPlot::countChanges() const {
    QStringList changes;
    const auto& all = m_curves->countChanges();
    for (std::size_t k = 1; k < all.size(); ++k)
        changes += tr("%n stroke(s) from iteration %1 on.", nullptr, all[k].strokes).arg(all[k].iteration);
    return changes;
}

void LossPlot::setKept(int iteration, bool best) {
    m_curves->setKept(iteration, best);
    m_curves->show();
}

std::optional<int> LossPlot::marked() const {
    return m_curves->marked();
}

std::optional<int> LossPlot::best() const {
    return m_curves->best();
}

void LossPlot::setLevels(const QStringList& names) {
    if (m_curves->levels() == names)
        return;
    m_curves->setLevels(names);
    Q_EMIT linesChanged();
}

std::vector<PlotLine> LossPlot::lines() const {
    return m_curves->lines();
}

void LossPlot::choose(int iteration) {
    if (iterationCount() == 0)
        return;
    setChosen(std::clamp(iteration, 0, iterationCount() - 1));
    Q_EMIT iterationChosen(*chosen());
}

void LossPlot::step(int iterations) {
    choose(chosen().value_or(iterationCount() - 1) + iterations);
}

void LossPlot::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Comma || event->key() == Qt::Key_Left)
        step(-1);
    else if (event->key() == Qt::Key_Period || event->key() == Qt::Key_Right)
        step(1);
    else if (event->key() == Qt::Key_Home)
        choose(0);
    else if (event->key() == Qt::Key_End)
        choose(iterationCount() - 1);
    else
        QWidget::keyPressEvent(event);
}

void LossPlot::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_curves->dress();
        m_curves->show();
        Q_EMIT linesChanged(); // in other colours
    }
    QWidget::changeEvent(event);
}

void LossPlot::paintEvent(QPaintEvent* event) {
    QWidget::paintEvent(event);
    if (!hasFocus())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(palette().color(QPalette::Highlight));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

bool LossPlot::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::MouseButtonPress, move = event->type() == QEvent::MouseMove;
    if (press || move) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const int iteration = m_curves->iterationAt(mouse->position().x());
        if (press)
            setFocus(Qt::MouseFocusReason);
        if ((mouse->buttons() & Qt::LeftButton) != 0)
            choose(iteration);
        Q_EMIT iterationPointedAt(totalAt(iteration) ? std::optional(iteration) : std::nullopt);
    } else if (event->type() == QEvent::Leave) {
        Q_EMIT iterationPointedAt(std::nullopt);
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace croquis::ui
