// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/count_marks.hpp"

#include "ui/style/theme.hpp"

#include <QCoreApplication>
#include <QGuiApplication>
#include <qcustomplot.h>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr double kGap = 3; // pixels, between a line and its words

struct Text {
    Q_DECLARE_TR_FUNCTIONS(croquis::ui::LossPlot)
};

} // namespace

CountMarks::CountMarks(QCustomPlot& plot, const QFont& font) : m_plot(plot), m_font(font) {}

void CountMarks::clear() {
    removeMarks();
    m_changes.clear();
}

void CountMarks::removeMarks() {
    for (const auto& mark : m_marks) {
        m_plot.removeItem(mark.line);
        m_plot.removeItem(mark.label);
    }
    m_marks.clear();
}

void CountMarks::note(std::size_t sketch, int iteration, std::size_t strokes) {
    auto& changes = m_changes[sketch];
    const int count = static_cast<int>(strokes);
    if (count == 0 || (!changes.empty() && changes.back().strokes == count)) // nothing is known of it, or new
        return;
    changes.push_back({iteration, count});
    if (sketch == m_sketch && changes.size() > 1)
        add(changes.back());
}

void CountMarks::show(std::size_t sketch) {
    removeMarks();
    m_sketch = sketch;
    const auto& changes = of(sketch);
    for (std::size_t k = 1; k < changes.size(); ++k)
        add(changes[k]);
}

const std::vector<CountChange>& CountMarks::of(std::size_t sketch) const {
    static const std::vector<CountChange> kNone;
    const auto found = m_changes.find(sketch);
    return found == m_changes.end() ? kNone : found->second;
}

void CountMarks::add(const CountChange& change) {
    auto* line = new QCPItemStraightLine(&m_plot);
    line->point1->setCoords(change.iteration, 0.1);
    line->point2->setCoords(change.iteration, 1);
    line->setAntialiased(false); // thin, wherever it falls
    auto* label = new QCPItemText(&m_plot);
    label->setFont(m_font);
    label->setLayer(QStringLiteral("overlay"));
    label->setText(Text::tr("%n stroke(s)", nullptr, change.strokes));
    label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->position->setType(QCPItemPosition::ptAbsolute);
    label->setVisible(false); // until it has a place
    m_marks.push_back({change, line, label});
    dress();
}

void CountMarks::dress() {
    for (const auto& mark : m_marks) {
        mark.line->setPen(QPen(quietText(), 1));
        mark.label->setColor(quietText());
        mark.label->setBrush(QGuiApplication::palette().color(QPalette::Window));
    }
}

void CountMarks::place() {
    const QRectF room = m_plot.axisRect()->rect();
    double end = room.right();
    for (auto mark = m_marks.rbegin(); mark != m_marks.rend(); ++mark) {
        const double x = m_plot.xAxis->coordToPixel(mark->change.iteration);
        const double width = QFontMetricsF(m_font).horizontalAdvance(mark->label->text());
        const bool fitsAfter = x + kGap + width <= end, isLast = mark == m_marks.rbegin();
        const bool fitsBefore = isLast && x - kGap - width >= room.left(); // no later line stands there
        mark->label->setVisible(fitsAfter || fitsBefore);
        const double left = fitsAfter ? x + kGap : x - kGap - width;
        mark->label->position->setCoords(left, room.top() + 1);
        if (mark->label->visible())
            end = left - kGap;
        end = std::min(end, x - kGap);
    }
}

} // namespace croquis::ui
