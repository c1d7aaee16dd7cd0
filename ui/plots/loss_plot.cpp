// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.hpp"

#include "ui/style/theme.hpp"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTimer>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace croquis::ui {
namespace {

constexpr int kRestMs = 200;
constexpr int kAnyWidth = 100000, kLegendHeight = 22; // pixels
constexpr double kMarginShare = 0.08;
constexpr double kLeastMargin = 0.02;
constexpr double kLeastOnLogAxis = 1e-4; // a term of zero has no logarithm

Qt::PenStyle dashOf(int index) {
    constexpr std::array kDashes{Qt::SolidLine, Qt::DashLine, Qt::DotLine, Qt::DashDotLine, Qt::DashDotDotLine};
    return kDashes[static_cast<std::size_t>(index) % kDashes.size()];
}

} // namespace

struct LossPlot::Parts {
    QCustomPlot* plot = nullptr;
    QCPItemStraightLine* cursor = nullptr;
    QCPGraph* best = nullptr;
    std::vector<std::pair<std::string, QCPGraph*>>
        lines; ///< by the term's name in order of appearance; the total is ""
    std::map<std::size_t, QCPGraph*> others;
    std::vector<RunFrame> frames; ///< losses only
    std::size_t sketch = 0;
    std::optional<int> chosen;
    int iterations = 0;
    QTimer rest; ///< while it runs, what arrives is only noted: the plot needs no 30 pictures a second

    /// In the person's language; what has no other word is left as it is.
    static QString nameOf(const std::string& term) {
        if (term.empty())
            return LossPlot::tr("total");
        if (term == "embedding")
            return LossPlot::tr("embedding");
        if (term == "edges")
            return LossPlot::tr("edges");
        const QString name = QString::fromStdString(term);
        return name.startsWith(QLatin1String("stage ")) ? LossPlot::tr("stage %1").arg(name.mid(6)) : name;
    }

    QCPGraph* line(const std::string& term) {
        const auto found = std::find_if(lines.begin(), lines.end(), [&](const auto& l) { return l.first == term; });
        if (found != lines.end())
            return found->second;
        auto* graph = term.empty() ? plot->addGraph() : plot->addGraph(plot->xAxis, plot->yAxis2);
        graph->setName(nameOf(term));
        lines.emplace_back(term, graph);
        colour();
        return graph;
    }

    void colour() {
        for (std::size_t k = 0; k < lines.size(); ++k) {
            const int index = static_cast<int>(k);
            lines[k].second->setPen(QPen(plotColour(index), k == 0 ? 2.2 : 1.2, dashOf(index)));
        }
    }

    void add(const RunFrame& frame) {
        iterations = std::max(iterations, frame.iteration + 1);
        for (const auto& sketchFrame : frame.sketches) {
            if (sketchFrame.sketch != sketch) {
                auto& graph = others[sketchFrame.sketch];
                if (graph == nullptr) {
                    graph = plot->addGraph();
                    graph->setPen(QPen(quietText(), 1, Qt::DashLine));
                    graph->removeFromLegend();
                }
                graph->addData(frame.iteration, sketchFrame.loss.total);
                continue;
            }
            line({})->addData(frame.iteration, sketchFrame.loss.total);
            for (const auto& term : sketchFrame.loss.terms)
                line(term.name)->addData(frame.iteration, std::max(term.value, kLeastOnLogAxis));
            if (sketchFrame.best) {
                best->data()->clear();
                best->addData(frame.iteration, sketchFrame.loss.total);
            }
        }
    }

    void dress() {
        const QColor text = quietText(), rule = hairline();
        const QPalette palette = QGuiApplication::palette(); // the plot's own may not have followed a new theme yet
        plot->setBackground(QBrush(palette.color(QPalette::Window)));
        for (auto* axis : {plot->xAxis, plot->yAxis, plot->xAxis2, plot->yAxis2}) {
            axis->setBasePen(QPen(rule));
            axis->setTickPen(QPen(rule));
            axis->setSubTickPen(Qt::NoPen);
            axis->setTickLabelColor(text);
            axis->setLabelColor(text);
            axis->grid()->setPen(QPen(rule, 1, Qt::DotLine));
            axis->grid()->setZeroLinePen(Qt::NoPen);
        }
        plot->legend->setBrush(Qt::NoBrush);
        plot->legend->setBorderPen(Qt::NoPen);
        plot->legend->setTextColor(text);
        cursor->setPen(QPen(palette.color(QPalette::Highlight), 1.4));
        best->setScatterStyle(
            QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(plotColour(0), 2), palette.color(QPalette::Window), 8));
        colour();
    }

    /// The whole height is for what the values span: a loss that falls by a tenth is to be seen falling.
    static void fit(QCPAxis* axis) {
        axis->rescale();
        const auto range = axis->range();
        if (axis->scaleType() == QCPAxis::stLogarithmic) {
            axis->setRange(std::max(range.lower * 0.95, kLeastOnLogAxis), range.upper * 1.05);
            return;
        }
        const double margin = std::max(kMarginShare * range.size(), kLeastMargin);
        axis->setRange(range.lower - margin, range.upper + margin);
    }

    void show() {
        plot->xAxis->setRange(0, std::max(iterations - 1, 1));
        if (iterations > 0) {
            fit(plot->yAxis);
            fit(plot->yAxis2);
        }
        plot->yAxis->setTickLabels(iterations > 0);
        plot->yAxis2->setTickLabels(iterations > 0);
        cursor->setVisible(chosen.has_value());
        if (chosen) {
            cursor->point1->setCoords(*chosen, 0.1);
            cursor->point2->setCoords(*chosen, 1);
        }
        plot->replot(QCustomPlot::rpQueuedReplot);
    }
};

LossPlot::LossPlot(QWidget* parent) : QWidget(parent), m_parts(std::make_unique<Parts>()) {
    auto* plot = new QCustomPlot(this);
    m_parts->plot = plot;
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot);
    setObjectName(QStringLiteral("lossPlot"));
    setAccessibleName(tr("Loss plot"));
    setAccessibleDescription(tr("The loss of every iteration; comma and full stop choose the one before and after"));
    setFocusPolicy(Qt::StrongFocus);
    plot->setFocusPolicy(Qt::NoFocus);
    plot->installEventFilter(this);
    plot->setMinimumHeight(110);
    plot->setNoAntialiasingOnDrag(true);
    plot->xAxis->setLabel(tr("iteration"));
    plot->yAxis->setLabel(tr("total"));
    plot->yAxis2->setLabel(tr("terms"));
    plot->yAxis2->setVisible(true);
    plot->legend->setVisible(true);
    plot->plotLayout()->insertRow(0); // a row of its own: in the plot it would hide the curves
    plot->plotLayout()->addElement(0, 0, plot->legend);
    plot->plotLayout()->setRowStretchFactor(0, 0.001);
    plot->plotLayout()->setRowSpacing(0);
    plot->legend->setMaximumSize(kAnyWidth, kLegendHeight); // an empty one would take no width, and the plot with it
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    plot->legend->setFont(small);
    plot->legend->setRowSpacing(-4);
    plot->legend->setFillOrder(QCPLegend::foColumnsFirst);
    plot->legend->setWrap(8);
    for (auto* axis : {plot->xAxis, plot->yAxis, plot->yAxis2}) {
        axis->setTickLabelFont(small);
        axis->setLabelFont(small);
    }
    m_parts->cursor = new QCPItemStraightLine(plot);
    m_parts->rest.setSingleShot(true);
    m_parts->rest.setInterval(kRestMs);
    connect(&m_parts->rest, &QTimer::timeout, this, [this] { m_parts->show(); });
    plot->setNotAntialiasedElements(QCP::aeAll);
    plot->setPlottingHint(QCP::phFastPolylines, true);
    m_parts->best = plot->addGraph();
    m_parts->best->setLineStyle(QCPGraph::lsNone);
    m_parts->best->removeFromLegend();
    clear();
}

LossPlot::~LossPlot() = default;

void LossPlot::clear() {
    m_parts->frames.clear();
    m_parts->chosen.reset();
    m_parts->iterations = 0;
    setSketch(0);
}

void LossPlot::setSketch(std::size_t sketch) {
    for (const auto& [name, graph] : m_parts->lines)
        m_parts->plot->removeGraph(graph);
    for (const auto& [index, graph] : m_parts->others)
        m_parts->plot->removeGraph(graph);
    m_parts->lines.clear();
    m_parts->others.clear();
    m_parts->best->data()->clear();
    m_parts->sketch = sketch;
    for (const auto& frame : m_parts->frames)
        m_parts->add(frame);
    m_parts->dress();
    m_parts->show();
}

void LossPlot::append(const std::vector<RunFrame>& frames) {
    for (const auto& frame : frames) {
        RunFrame losses{frame.iteration, frame.iterationCount, frame.seconds, {}};
        for (const auto& sketch : frame.sketches)
            losses.sketches.push_back({sketch.sketch, sketch.loss, {}, {}, sketch.best});
        m_parts->add(losses);
        m_parts->frames.push_back(std::move(losses));
    }
    if (!m_parts->rest.isActive())
        m_parts->rest.start();
}

void LossPlot::setLogarithmic(bool logarithmic) {
    for (auto* axis : {m_parts->plot->yAxis, m_parts->plot->yAxis2})
        axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    m_parts->show();
}

void LossPlot::setChosen(std::optional<int> iteration) {
    m_parts->chosen = iteration;
    m_parts->show();
}

std::optional<int> LossPlot::chosen() const {
    return m_parts->chosen;
}

int LossPlot::iterationCount() const {
    return m_parts->iterations;
}

void LossPlot::choose(int iteration) {
    if (m_parts->iterations == 0)
        return;
    setChosen(std::clamp(iteration, 0, m_parts->iterations - 1));
    Q_EMIT iterationChosen(*m_parts->chosen);
}

void LossPlot::keyPressEvent(QKeyEvent* event) {
    const int now = m_parts->chosen.value_or(m_parts->iterations - 1);
    if (event->key() == Qt::Key_Comma || event->key() == Qt::Key_Left)
        choose(now - 1);
    else if (event->key() == Qt::Key_Period || event->key() == Qt::Key_Right)
        choose(now + 1);
    else if (event->key() == Qt::Key_Home)
        choose(0);
    else if (event->key() == Qt::Key_End)
        choose(m_parts->iterations - 1);
    else
        QWidget::keyPressEvent(event);
}

void LossPlot::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_parts->dress();
        m_parts->show();
    }
    QWidget::changeEvent(event);
}

bool LossPlot::eventFilter(QObject* watched, QEvent* event) {
    const bool press = event->type() == QEvent::MouseButtonPress, move = event->type() == QEvent::MouseMove;
    if (press || move) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (press)
            setFocus(Qt::MouseFocusReason);
        if ((mouse->buttons() & Qt::LeftButton) != 0)
            choose(static_cast<int>(std::lround(m_parts->plot->xAxis->pixelToCoord(mouse->position().x()))));
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace croquis::ui
