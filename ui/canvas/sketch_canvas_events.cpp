// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"

#include "ui/accessibility/key_focus.hpp"

#include <QApplication>
#include <QContextMenuEvent>
#include <QKeyEvent>

#include <cmath>

namespace croquis::ui {
namespace {

constexpr double kPanShare = 0.1; // of the canvas' side, for one press of an arrow key

/// Where an arrow key looks: the page moves the other way, as below a scroll bar.
QPointF directionOf(int key) {
    switch (key) {
    case Qt::Key_Left:
        return {-1, 0};
    case Qt::Key_Right:
        return {1, 0};
    case Qt::Key_Up:
        return {0, -1};
    case Qt::Key_Down:
        return {0, 1};
    default:
        return {};
    }
}

} // namespace

void SketchCanvas::resizeEvent(QResizeEvent* /*event*/) {
    everythingChanged();
}

void SketchCanvas::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        everythingChanged();
    QWidget::changeEvent(event);
}

void SketchCanvas::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    if (steps != 0)
        zoomBy(std::pow(1.2, steps), event->position());
    event->accept();
}

void SketchCanvas::mousePressEvent(QMouseEvent* event) {
    const bool onStroke = strokeAt(event->position()).has_value();
    m_pressed = event->position();
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && !onStroke)) {
        m_dragged = event->position();
        m_panning = true;
        setCursor(Qt::ClosedHandCursor);
    } else if (event->button() == Qt::LeftButton) {
        m_dragged = event->position();
    }
}

void SketchCanvas::mouseMoveEvent(QMouseEvent* event) {
    if (!m_dragged) {
        setHighlighted(strokeAt(event->position()));
        return;
    }
    if (m_panning) {
        panBy(event->position() - *m_dragged);
        m_dragged = event->position();
    } else if ((event->position() - *m_dragged).manhattanLength() >= QApplication::startDragDistance()) {
        m_dragged.reset();
        Q_EMIT dragOutRequested();
    }
}

void SketchCanvas::mouseReleaseEvent(QMouseEvent* event) {
    const bool dragged = (event->position() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
    const auto stroke = strokeAt(event->position());
    if (m_dragged && event->button() == Qt::LeftButton) {
        if (!m_panning && stroke)
            Q_EMIT strokeChosen(*stroke);
        else if (m_panning && !dragged)
            Q_EMIT nothingChosen();
    }
    m_dragged.reset();
    m_panning = false;
    unsetCursor();
    setHighlighted(rect().contains(event->pos()) ? stroke : std::nullopt); // whatever was, the pointer is here
}

void SketchCanvas::leaveEvent(QEvent* /*event*/) {
    setHighlighted(std::nullopt);
}

void SketchCanvas::contextMenuEvent(QContextMenuEvent* event) {
    const auto stroke = event->reason() == QContextMenuEvent::Mouse ? strokeAt(QPointF(event->pos())) : meant();
    if (stroke)
        Q_EMIT menuRequested(*stroke, event->reason() == QContextMenuEvent::Mouse
                                          ? event->globalPos()
                                          : mapToGlobal(placeOf(*stroke).center()));
    event->setAccepted(stroke.has_value());
}

void SketchCanvas::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift)
        setPeek(true);
    else if (event->key() == Qt::Key_Space && !event->isAutoRepeat())
        Q_EMIT pauseToggled();
    else if (const QPointF direction = directionOf(event->key()); m_zoom > 1 && !direction.isNull())
        panBy({-direction.x() * kPanShare * width(), -direction.y() * kPanShare * height()});
    else if (const auto stroke = meant(); stroke && event->key() == Qt::Key_Delete)
        Q_EMIT deleteRequested(*stroke);
    else if (stroke && event->key() == Qt::Key_L)
        Q_EMIT lockRequested(*stroke);
    else if (stroke && event->key() == Qt::Key_H)
        Q_EMIT hideRequested(*stroke);
    else if (stroke && event->key() == Qt::Key_R)
        Q_EMIT reverseRequested(*stroke);
    else
        QWidget::keyPressEvent(event);
}

void SketchCanvas::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Shift)
        setPeek(false);
    else
        QWidget::keyReleaseEvent(event);
}

void SketchCanvas::focusInEvent(QFocusEvent* event) {
    m_focusByKey = isByKeys(*event, m_focusByKey);
    update();
    QWidget::focusInEvent(event);
}

void SketchCanvas::focusOutEvent(QFocusEvent* event) {
    setPeek(false);
    update();
    QWidget::focusOutEvent(event);
}

} // namespace croquis::ui
