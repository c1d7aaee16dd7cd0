// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/stroke_delegate.hpp"

#include "geometry/placement.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/panels/stroke_model.hpp"
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace croquis::ui {
namespace {

constexpr int kInset = 2, kPicture = 26, kGap = 6, kRow = 30; // pixels
constexpr double kScale = static_cast<double>(kPicture - 3) / geometry::kCanvasSide;
constexpr double kStroke = 15, kFaintStroke = 8; // canvas pixels, so that they are seen at this size

/// To draw in canvas pixels on the picture, with a margin for the strokes' width.
void toCanvas(QPainter& painter) {
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(1.5, 1.5);
    painter.scale(kScale, kScale);
}

QPen penOf(const QColor& colour, double width) {
    return {colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

} // namespace

StrokeDelegate::StrokeDelegate(const StrokeModel& model, QObject* parent)
    : QStyledItemDelegate(parent), m_model(model) {
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const auto&, const auto&, const QList<int>& roles) {
        if (roles != QList<int>{Qt::BackgroundRole}) // only what is pointed at changed
            m_sketch = {};
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_sketch = {}; });
}

void StrokeDelegate::renderSketch(double ratio) const {
    m_border = hairline();
    m_sketch = QPixmap(QSize(kPicture, kPicture) * ratio);
    m_sketch.setDevicePixelRatio(ratio);
    m_sketch.fill(Qt::transparent);
    QPainter painter(&m_sketch);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_border, 1));
    painter.setBrush(strokePictureColours().ground);
    painter.drawRoundedRect(QRectF(0.5, 0.5, kPicture - 1, kPicture - 1), 4, 4);
    toCanvas(painter);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(strokePictureColours().others, kFaintStroke));
    for (const auto& stroke : m_model.document().moment().strokes)
        painter.drawPath(pathOf(stroke.curve));
}

void StrokeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const int id = m_model.idAt(index.row());
    const int room = item.rect.width() - kInset - kPicture - kGap;
    const bool fits = QFontMetrics(item.font).horizontalAdvance(m_model.longestName()) <= room;
    const QString text = fits ? item.text : QString::number(id); // all rows alike
    item.text.clear();
    const auto* widget = option.widget;
    (widget != nullptr ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &item, painter, widget);
    const double ratio = painter->device()->devicePixelRatioF();
    if (m_sketch.isNull() || m_sketch.devicePixelRatio() != ratio || m_border != hairline())
        renderSketch(ratio);
    const QRect picture(item.rect.left() + kInset, item.rect.center().y() - kPicture / 2, kPicture, kPicture);
    const auto& document = m_model.document();
    const bool hidden = document.marks().hidden.contains(id);
    painter->drawPixmap(picture.topLeft(), m_sketch);
    painter->save();
    painter->translate(picture.topLeft());
    toCanvas(*painter);
    painter->setBrush(Qt::NoBrush);
    const auto& strokes = document.moment().strokes;
    const auto stroke = std::find_if(strokes.begin(), strokes.end(), [id](const auto& s) { return s.id == id; });
    if (stroke != strokes.end()) {
        painter->setPen(penOf(hidden ? quietText() : strokePictureColours().stroke, kStroke));
        painter->setOpacity(hidden ? 0.5 : 1);
        painter->drawPath(pathOf(stroke->curve));
    }
    painter->restore();
    painter->setPen(hidden ? quietText() : item.palette.color(QPalette::Text));
    painter->setFont(item.font);
    painter->drawText(item.rect.adjusted(kInset + kPicture + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
}

QSize StrokeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return {QStyledItemDelegate::sizeHint(option, index).width(), kRow};
}

} // namespace croquis::ui
