// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_legend.hpp"

#include <QPainter>
#include <QStringList>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace croquis::ui {
namespace {

/// Pixels of a line's piece, to its name, and from there to the next.
struct Spacing {
    int sample, gap, between;
    int around() const { return sample + gap + between; }
};
constexpr Spacing kUsual{22, 5, 14}, kClose{15, 4, 8};
constexpr int kTight = 2; // pixels that two rows are lower than twice one

int widthOf(std::span<const PlotLine> lines, const QFontMetrics& metrics, const Spacing& spacing = kUsual) {
    int width = 0;
    for (const auto& line : lines)
        width += spacing.around() + metrics.horizontalAdvance(line.name);
    return width;
}

/// The names as there is room for them: the longest end in dots first.
/// @param room  pixels, with what stands around each.
QStringList fitted(std::span<const PlotLine> lines, const QFontMetrics& metrics, const Spacing& spacing, int room) {
    std::vector<int> widths;
    int left = room + spacing.between; // nothing comes after the last
    for (const auto& line : lines) {
        widths.push_back(metrics.horizontalAdvance(line.name));
        left -= spacing.around();
    }
    std::sort(widths.begin(), widths.end());
    int most = widths.empty() ? 0 : widths.back(); // of a name
    for (std::size_t k = 0; k < widths.size(); left -= widths[k++])
        if (const int share = left / static_cast<int>(widths.size() - k); share < widths[k]) {
            most = share;
            break;
        }
    QStringList names;
    for (const auto& line : lines)
        names += metrics.horizontalAdvance(line.name) <= most ? line.name
                                                              : metrics.elidedText(line.name, Qt::ElideRight, most);
    return names;
}

/// The first half, which is the larger one.
std::size_t halfOf(const std::vector<PlotLine>& lines) {
    return (lines.size() + 1) / 2;
}

} // namespace

PlotLegend::PlotLegend(QWidget* parent) : QWidget(parent) {
    QFont small = font();
    small.setPointSizeF(small.pointSizeF() * 0.9);
    setFont(small);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(tr("Lines of the plot"));
}

void PlotLegend::setLines(std::vector<PlotLine> lines) {
    if (m_lines == lines)
        return;
    m_lines = std::move(lines);
    QStringList names;
    for (const auto& line : m_lines)
        names += line.name;
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    setToolTip(names.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize PlotLegend::sizeHint() const {
    return {widthOf(m_lines, fontMetrics()), 2 * fontMetrics().height() - kTight};
}

int PlotLegend::widthInTwoRows() const {
    const std::span all(m_lines);
    const std::size_t half = halfOf(m_lines);
    return std::max(widthOf(all.first(half), fontMetrics()), widthOf(all.subspan(half), fontMetrics()));
}

QStringList PlotLegend::shown() const {
    const std::span all(m_lines);
    if (width() >= sizeHint().width())
        return fitted(all, fontMetrics(), kUsual, width());
    const auto& spacing = width() >= widthInTwoRows() ? kUsual : kClose;
    const std::size_t half = halfOf(m_lines);
    return fitted(all.first(half), fontMetrics(), spacing, width()) +
           fitted(all.subspan(half), fontMetrics(), spacing, width());
}

void PlotLegend::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    auto lines = m_lines;
    const QStringList names = shown();
    for (std::size_t k = 0; k < lines.size(); ++k)
        lines[k].name = names[static_cast<qsizetype>(k)];
    const std::span all(lines);
    if (width() >= sizeHint().width())
        return paintRow(painter, all, height() / 2.0);
    const std::size_t half = halfOf(lines);
    const double apart = fontMetrics().height() - kTight;
    paintRow(painter, all.first(half), (height() - apart) / 2);
    paintRow(painter, all.subspan(half), (height() + apart) / 2);
}

/// @param middle  pixels from the top.
void PlotLegend::paintRow(QPainter& painter, std::span<const PlotLine> lines, double middle) const {
    const bool close = width() < widthInTwoRows();
    const auto& spacing = close ? kClose : kUsual;
    const int after = close ? 0 : spacing.between, whole = widthOf(lines, fontMetrics(), spacing);
    double left = std::max(0, width() - after - (whole - spacing.between)); // what there is ends at the right
    for (const auto& [name, pen] : lines) {
        const double end = left + spacing.around() + fontMetrics().horizontalAdvance(name);
        painter.setPen(pen);
        painter.drawLine(QPointF(left, middle), QPointF(left + spacing.sample, middle));
        painter.setPen(pen.widthF() == kPlotTotalWidth ? palette().color(QPalette::WindowText) : quietText());
        const double letters = fontMetrics().height();
        painter.drawText(QRectF(left + spacing.sample + spacing.gap, middle - letters / 2, end - left, letters),
                         Qt::AlignVCenter, name);
        left = end;
    }
}

} // namespace croquis::ui
