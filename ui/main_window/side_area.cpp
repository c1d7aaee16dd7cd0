// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/side_area.hpp"

#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollBar>
#include <QSpinBox>

#include <algorithm>

namespace croquis::ui {
namespace {

/// Whether a number was typed that isn't taken over yet: the field is the one to undo that.
bool isBeingTyped(const QAbstractSpinBox& box) {
    const auto* field = box.findChild<QLineEdit*>();
    if (const auto* whole = qobject_cast<const QSpinBox*>(&box))
        return whole->cleanText() != whole->locale().toString(whole->value());
    if (const auto* number = qobject_cast<const QDoubleSpinBox*>(&box))
        return number->cleanText() != number->textFromValue(number->value());
    return field != nullptr && field->isModified();
}

bool isForWindow(const QKeyEvent& key, const QAbstractSpinBox& box) {
    if (key.matches(QKeySequence::Undo) || key.matches(QKeySequence::Redo))
        return !isBeingTyped(box);
    if (key.matches(QKeySequence::Copy)) {
        const auto* field = box.findChild<QLineEdit*>();
        return field == nullptr || !field->hasSelectedText();
    }
    const auto* clipboard = QGuiApplication::clipboard()->mimeData();
    return key.matches(QKeySequence::Paste) && clipboard != nullptr && (clipboard->hasImage() || clipboard->hasUrls());
}

} // namespace

QSize SideArea::minimumSizeHint() const {
    const int content = widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width();
    return {std::max(m_width, content), QScrollArea::minimumSizeHint().height()};
}

void SideArea::guardValues() {
    for (auto* child : widget()->findChildren<QWidget*>()) {
        if (qobject_cast<QLineEdit*>(child) != nullptr)
            child->setAcceptDrops(false);
        if (qobject_cast<QAbstractSpinBox*>(child) == nullptr && qobject_cast<QComboBox*>(child) == nullptr &&
            qobject_cast<QAbstractSlider*>(child) == nullptr)
            continue;
        if (qobject_cast<QScrollBar*>(child) != nullptr) // a list's, which turns by the wheel
            continue;
        if (child->focusPolicy() == Qt::WheelFocus)
            child->setFocusPolicy(Qt::StrongFocus);
        child->installEventFilter(this);
    }
}

bool SideArea::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Wheel && watched != widget() && watched->isWidgetType() &&
        widget()->isAncestorOf(static_cast<QWidget*>(watched)) && !static_cast<QWidget*>(watched)->hasFocus()) {
        event->ignore();
        return true;
    }
    const auto* box = event->type() == QEvent::ShortcutOverride ? qobject_cast<QAbstractSpinBox*>(watched) : nullptr;
    if (box != nullptr && isForWindow(*static_cast<QKeyEvent*>(event), *box)) {
        event->ignore(); // as a shortcut it is the window's
        return true;
    }
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace croquis::ui
