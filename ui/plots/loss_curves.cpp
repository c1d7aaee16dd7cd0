// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_curves.hpp"

#include "ui/plots/plot_pen.hpp"

#include <QCoreApplication>
#include <QGuiApplication>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace croquis::ui {
namespace {

constexpr int kLeastHeight = 64, kAxisMargin = 62; // pixels
constexpr double kMarginShare = 0.1;
constexpr double kLeastMargin = 0.01;
constexpr double kLeastOnLogAxis = 1e-4;           // a term of zero has no logarithm
constexpr double kMarkGap = 6, kFarthestMark = 40; // pixels, between a mark and its words
constexpr double kBeforeFirst = 0.01;              // of the axis, so that a mark at either end is whole
constexpr double kFromAxis = 4;                    // pixels, of the words

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::LossPlot)
};

/// In the person's language; what has no other word is left as it is.
QString nameOf(const std::string& term) {
    if (term.empty())
        return Text::tr("total");
    if (term == "embedding")
        return Text::tr("embedding");
    if (term == "edges")
        return Text::tr("edges");
    const QString name = QString::fromStdString(term);
    return name.startsWith(QLatin1String("stage ")) ? Text::tr("stage %1").arg(name.mid(6)) : name;
}

/// The whole height is for what the values span: a loss that falls by a tenth is to be seen falling.
void fit(QCPAxis* axis) {
    axis->rescale();
    const auto range = axis->range();
    if (axis->scaleType() == QCPAxis::stLogarithmic) {
        axis->setRange(std::max(range.lower * 0.95, kLeastOnLogAxis), range.upper * 1.05);
        return;
    }
    const double margin = std::max(kMarginShare * range.size(), kLeastMargin);
    axis->setRange(range.lower - margin, range.upper + margin);
}

/// What an axis is labelled in.
QFont smaller(QFont font) {
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

} // namespace

LossCurves::LossCurves(QWidget* parent)
    : m_plot(new QCustomPlot(parent)), m_small(smaller(parent->font())), m_counts(*m_plot, m_small) {
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setMinimumHeight(kLeastHeight);
    m_plot->setMouseTracking(true);
    makeAxes();
    m_axisLabel = makeText(); // left of the axis' numbers, where it costs no height
    m_axisLabel->setClipToAxisRect(false);
    m_axisLabel->position->setType(QCPItemPosition::ptAxisRectRatio);
    m_axisLabel->position->setCoords(0, 1);
    m_axisLabel->setPositionAlignment(Qt::AlignRight | Qt::AlignTop);
    m_axisLabel->setPadding(QMargins(0, 5, 10, 0));
    m_axisLabel->setText(Text::tr("iteration"));
    m_markLabel = makeText();
    m_markLabel->position->setType(QCPItemPosition::ptAbsolute);
    m_markLabel->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    QObject::connect(m_plot, &QCustomPlot::afterLayout, m_plot, [this] {
        m_counts.place();
        placeMarkLabel();
    });
    m_cursor = new QCPItemStraightLine(m_plot);
    m_mark = m_plot->addGraph();
    m_mark->setLineStyle(QCPGraph::lsNone);
    m_mark->setLayer(QStringLiteral("overlay"));
    clear();
}

void LossCurves::makeAxes() {
    m_plot->yAxis->setLabel(Text::tr("total"));
    m_plot->yAxis2->setLabel(Text::tr("terms"));
    m_plot->yAxis2->setVisible(true);
    for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->yAxis2}) {
        axis->setTickLabelFont(m_small);
        axis->setLabelFont(m_small);
        axis->ticker()->setTickCount(4);
    }
    const QSharedPointer<QCPAxisTickerFixed> whole(new QCPAxisTickerFixed);
    whole->setTickStep(1);
    whole->setScaleStrategy(QCPAxisTickerFixed::ssMultiples);
    whole->setTickCount(8);
    m_plot->xAxis->setTicker(whole);
    m_plot->axisRect()->setMinimumMargins(QMargins(kAxisMargin, 4, 0, 0));
}

QCPItemText* LossCurves::makeText() {
    auto* text = new QCPItemText(m_plot);
    text->setFont(m_small);
    text->setLayer(QStringLiteral("overlay"));
    return text;
}

QWidget* LossCurves::widget() const {
    return m_plot;
}

void LossCurves::clear() {
    m_frames.clear();
    m_kept.reset();
    m_chosen.reset();
    m_levels.clear();
    m_counts.clear();
    m_iterations = 0;
    setExpected(0);
    setSketch(0);
}

void LossCurves::append(const RunFrame& frame) {
    RunFrame losses{frame.iteration, frame.iterationCount, frame.seconds, {}};
    for (const auto& sketch : frame.sketches) {
        losses.sketches.push_back({sketch.sketch, sketch.loss, {}, {}, sketch.best});
        m_counts.note(sketch.sketch, frame.iteration, sketch.ids.size());
    }
    add(losses);
    m_frames.push_back(std::move(losses));
}

void LossCurves::setSketch(std::size_t sketch) {
    for (const auto& [name, graph] : m_lines)
        m_plot->removeGraph(graph);
    for (const auto& [index, graph] : m_others)
        m_plot->removeGraph(graph);
    m_lines.clear();
    m_others.clear();
    m_mark->data()->clear();
    m_marked.reset();
    m_sketch = sketch;
    m_counts.show(sketch);
    for (const auto& frame : m_frames)
        add(frame);
    markKept();
    dress();
    show();
}

void LossCurves::setExpected(int iterations) {
    m_expected = iterations;
    // While a run needs the processor its curves are drawn the quick way.
    m_plot->setNotAntialiasedElements(iterations > 0 ? QCP::aeAll : QCP::aeNone);
    m_plot->setPlottingHint(QCP::phFastPolylines, iterations > 0);
}

void LossCurves::setLogarithmic(bool logarithmic) {
    for (auto* axis : {m_plot->yAxis, m_plot->yAxis2}) {
        axis->setScaleType(logarithmic ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        QSharedPointer<QCPAxisTicker> ticker(logarithmic ? new QCPAxisTickerLog : new QCPAxisTicker);
        ticker->setTickCount(4);
        axis->setTicker(ticker);
    }
    show();
}

std::optional<double> LossCurves::totalAt(int iteration) const {
    for (const auto& frame : m_frames)
        if (frame.iteration == iteration)
            for (const auto& sketch : frame.sketches)
                if (sketch.sketch == m_sketch)
                    return sketch.loss.total;
    return std::nullopt;
}

void LossCurves::setLevels(const QStringList& names) {
    m_levels = names;
    dress();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QPen LossCurves::penOf(std::size_t line) const {
    const int index = static_cast<int>(line);
    if (!isLevel(m_sketch))
        return plotPen(index);
    return index == 0 ? levelPen(static_cast<int>(m_sketch), true) : quietTermPen(index);
}

QPen LossCurves::penOfOther(std::size_t sketch) const {
    return isLevel(sketch) ? levelPen(static_cast<int>(sketch), false) : QPen(quietText(), 1, Qt::DashLine);
}

std::vector<PlotLine> LossCurves::lines() const {
    std::vector<PlotLine> lines;
    const bool levels = isLevel(m_sketch) && !m_lines.empty();
    for (qsizetype k = 0; levels && k < m_levels.size(); ++k) {
        const auto sketch = static_cast<std::size_t>(k);
        lines.push_back({m_levels[k], sketch == m_sketch ? penOf(0) : penOfOther(sketch)});
    }
    for (std::size_t k = levels ? 1 : 0; k < m_lines.size(); ++k)
        lines.push_back({nameOf(m_lines[k].first), penOf(k)});
    if (!levels && !m_others.empty())
        lines.push_back({Text::tr("other seeds"), penOfOther(m_others.begin()->first)});
    return lines;
}

int LossCurves::iterationAt(double x) const {
    return static_cast<int>(std::lround(m_plot->xAxis->pixelToCoord(x)));
}

QCPGraph* LossCurves::line(const std::string& term) {
    const auto found = std::find_if(m_lines.begin(), m_lines.end(), [&](const auto& l) { return l.first == term; });
    if (found != m_lines.end())
        return found->second;
    auto* graph = term.empty() ? m_plot->addGraph() : m_plot->addGraph(m_plot->xAxis, m_plot->yAxis2);
    if (term.empty())
        graph->setLayer(QStringLiteral("axes")); // above the terms
    m_lines.emplace_back(term, graph);
    graph->setPen(penOf(m_lines.size() - 1));
    return graph;
}

void LossCurves::add(const RunFrame& frame) {
    m_iterations = std::max(m_iterations, frame.iteration + 1);
    for (const auto& sketchFrame : frame.sketches) {
        if (sketchFrame.sketch != m_sketch) {
            auto& graph = m_others[sketchFrame.sketch];
            if (graph == nullptr) {
                graph = m_plot->addGraph();
                graph->setPen(penOfOther(sketchFrame.sketch));
            }
            graph->addData(frame.iteration, sketchFrame.loss.total);
            continue;
        }
        line({})->addData(frame.iteration, sketchFrame.loss.total);
        for (const auto& term : sketchFrame.loss.terms)
            line(term.name)->addData(frame.iteration, std::max(term.value, kLeastOnLogAxis));
        if (sketchFrame.best && !m_kept)
            mark(frame.iteration, sketchFrame.loss.total, Text::tr("best: %1"));
    }
}

void LossCurves::mark(int iteration, double total, const QString& text) {
    m_marked = iteration;
    m_mark->data()->clear();
    m_mark->addData(iteration, total);
    m_markLabel->setText(text.arg(iteration));
}

void LossCurves::setKept(int iteration, bool best) {
    m_kept = iteration;
    m_keptIsBest = best;
    markKept();
}

/// One whose iteration isn't recorded has no mark, rather than that of another.
void LossCurves::markKept() {
    if (!m_kept)
        return;
    m_mark->data()->clear();
    m_marked.reset();
    if (const auto total = totalAt(*m_kept))
        mark(*m_kept, *total, m_keptIsBest ? Text::tr("best: %1") : Text::tr("sketch: %1"));
}

void LossCurves::dress() {
    const QColor text = quietText(), rule = hairline();
    const QPalette palette = QGuiApplication::palette(); // the plot's own may not have followed a new theme yet
    m_plot->setBackground(QBrush(palette.color(QPalette::Window)));
    for (auto* axis : {m_plot->xAxis, m_plot->yAxis, m_plot->xAxis2, m_plot->yAxis2}) {
        axis->setBasePen(QPen(rule));
        axis->setTickPen(QPen(rule));
        axis->setSubTickPen(Qt::NoPen);
        axis->setTickLabelColor(text);
        axis->setLabelColor(text);
        axis->grid()->setPen(QPen(rule, 1, Qt::DotLine));
        axis->grid()->setZeroLinePen(Qt::NoPen);
    }
    const QColor total = penOf(0).color();
    m_plot->yAxis->setTickLabelColor(isLevel(m_sketch) ? text : total); // of all levels
    m_plot->yAxis->setLabelColor(isLevel(m_sketch) ? text : total);
    m_axisLabel->setColor(text);
    m_markLabel->setColor(total);
    m_counts.dress();
    m_cursor->setPen(QPen(palette.color(QPalette::Highlight), 1.4));
    m_mark->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(total, 2), palette.color(QPalette::Window), 8));
    for (std::size_t k = 0; k < m_lines.size(); ++k)
        m_lines[k].second->setPen(penOf(k));
    for (const auto& [sketch, graph] : m_others)
        graph->setPen(penOfOther(sketch));
}

LossCurves::Place LossCurves::placeFor(double left, double width, double from, const QPointF& point) const {
    const QRectF room = m_plot->axisRect()->rect();
    const double height = QFontMetricsF(m_small).height();
    const double first = m_plot->xAxis->pixelToCoord(left), last = m_plot->xAxis->pixelToCoord(left + width);
    std::vector<std::pair<double, double>> taken; // pixels from the top
    const auto take = [&](const QCPGraph& graph) {
        const auto end = graph.data()->findEnd(last);
        std::pair<double, double> span(room.bottom(), room.top());
        for (auto value = graph.data()->findBegin(first); value != end; ++value) {
            const double y = graph.valueAxis()->coordToPixel(value->value);
            span = {std::min(span.first, y - 2), std::max(span.second, y + 2)};
        }
        taken.push_back(span);
    };
    for (const auto& [term, graph] : m_lines)
        take(*graph);
    for (const auto& [sketch, graph] : m_others)
        take(*graph);
    if (countChanges().size() > 1) // their words
        taken.emplace_back(room.top(), room.top() + height);
    Place best{left, point.y(), static_cast<int>(taken.size()) + 1};
    for (double gap = from; gap < kFarthestMark; gap += 2)
        for (const double centre : {point.y() - gap, point.y() + gap}) {
            if (centre - height / 2 < room.top() || centre + height / 2 > room.bottom())
                continue;
            const auto covered = std::count_if(taken.begin(), taken.end(), [&](const auto& span) {
                return span.first < centre + height / 2 && span.second > centre - height / 2;
            });
            if (covered < best.covered)
                best = {left, centre, static_cast<int>(covered)};
        }
    return best;
}

/// Near the point, inside the plot, and clear of the curves where there is such a place, above, below or beside it;
/// else where it covers the fewest.
void LossCurves::placeMarkLabel() {
    if (!m_marked || m_mark->data()->isEmpty())
        return;
    const QPointF point(m_plot->xAxis->coordToPixel(*m_marked),
                        m_plot->yAxis->coordToPixel(m_mark->data()->constBegin()->value));
    const QRectF room = QRectF(m_plot->axisRect()->rect()).adjusted(kFromAxis, 0, -kFromAxis, 0);
    const QFontMetricsF metrics(m_small);
    const double width = metrics.horizontalAdvance(m_markLabel->text());
    const auto inside = [&](double left) {
        return std::clamp(left, room.left(), std::max(room.left(), room.right() - width));
    };
    const bool isRoomAfter = point.x() + 2 * kMarkGap + width <= room.right();
    const double after = point.x() + 2 * kMarkGap, before = point.x() - 2 * kMarkGap - width;
    Place place = placeFor(inside(point.x() - width / 2), width, kMarkGap + metrics.height() / 2, point);
    if (place.covered > 0) {
        const Place beside = placeFor(inside(isRoomAfter ? after : before), width, 0, point);
        if (beside.covered < place.covered)
            place = beside;
    }
    m_markLabel->setBrush(place.covered == 0 ? QBrush() : QBrush(QGuiApplication::palette().color(QPalette::Window)));
    m_markLabel->position->setCoords(place.left, place.centre);
}

void LossCurves::show() {
    const int last = std::max({m_iterations - 1, m_expected, 1});
    m_plot->xAxis->setRange(-kBeforeFirst * last, (1 + kBeforeFirst) * last);
    if (m_iterations > 0) {
        fit(m_plot->yAxis);
        fit(m_plot->yAxis2);
    }
    m_axisLabel->setVisible(m_iterations > 0);
    m_markLabel->setVisible(m_marked.has_value());
    m_cursor->setVisible(m_chosen.has_value());
    if (m_chosen) {
        m_cursor->point1->setCoords(*m_chosen, 0.1);
        m_cursor->point2->setCoords(*m_chosen, 1);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace croquis::ui
