// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stroke_model.hpp"

#include "ui/sketch/sketch_document.hpp"
#include "ui/style/icons.hpp"

#include <QColor>
#include <QGuiApplication>
#include <QPalette>

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr int kPictureRestMs = 400;
constexpr int kHoverAlpha = 40;

QColor hoverTint() {
    QColor tint = QGuiApplication::palette().color(QPalette::Highlight);
    tint.setAlpha(kHoverAlpha);
    return tint;
}

} // namespace

StrokeModel::StrokeModel(SketchDocument& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kPictureRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (!m_ids.empty())
            Q_EMIT dataChanged(index(0, numberColumn), index(rowCount() - 1, numberColumn), {Qt::DecorationRole});
    });
    connect(&document, &SketchDocument::strokesChanged, this, &StrokeModel::strokesChanged);
    connect(&document, &SketchDocument::marksChanged, this, [this] {
        if (!m_ids.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
    });
}

void StrokeModel::strokesChanged() {
    std::vector<int> ids;
    for (const auto& stroke : m_document.moment().strokes)
        ids.push_back(stroke.id);
    if (ids == m_ids) { // they only moved
        if (!m_rest.isActive())
            m_rest.start();
        return;
    }
    beginResetModel();
    m_ids = std::move(ids);
    endResetModel();
}

int StrokeModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int StrokeModel::columnCount(const QModelIndex& /*parent*/) const {
    return columns;
}

int StrokeModel::rowOf(int strokeId) const {
    const auto found = std::find(m_ids.begin(), m_ids.end(), strokeId);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

QString StrokeModel::longestName() const {
    return m_ids.empty() ? QString() : tr("Stroke %1").arg(*std::max_element(m_ids.begin(), m_ids.end()));
}

void StrokeModel::setHovered(std::optional<int> strokeId) {
    for (const auto& id : {std::exchange(m_hovered, strokeId), strokeId})
        if (const int row = id ? rowOf(*id) : -1; row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, columns - 1), {Qt::BackgroundRole});
}

QVariant StrokeModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) // a view asks for its current row also when it has none
        return {};
    const int id = idAt(index.row());
    const auto& marks = m_document.marks();
    if (index.column() == numberColumn && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole))
        return tr("Stroke %1").arg(id);
    if (role == Qt::BackgroundRole)
        return id == m_hovered ? QVariant(hoverTint()) : QVariant();
    const bool locked = marks.locked.contains(id), hidden = marks.hidden.contains(id);
    if (role == Qt::DecorationRole && index.column() == lockColumn)
        return locked ? lineIcon(QStringLiteral("lock"), QPalette::Text) : QIcon();
    if (role == Qt::DecorationRole && index.column() == hideColumn)
        return hidden ? lineIcon(QStringLiteral("hidden"), QPalette::Text) : QIcon();
    if (role == Qt::DecorationRole && index.column() == reverseColumn)
        return marks.reversed.contains(id) ? lineIcon(QStringLiteral("reverse"), QPalette::Text) : QIcon();
    if (role == Qt::AccessibleTextRole || role == Qt::ToolTipRole) {
        if (index.column() == lockColumn)
            return locked ? tr("Locked: stays where it is") : tr("Not locked");
        if (index.column() == hideColumn)
            return hidden ? tr("Hidden") : tr("Shown");
        return marks.reversed.contains(id) ? tr("Drawn from its other end") : QString();
    }
    return {};
}

} // namespace croquis::ui
