// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/accessible_stroke.hpp"

#include "ui/canvas/sketch_canvas.hpp"

namespace croquis::ui {

AccessibleStroke::AccessibleStroke(SketchCanvas& canvas, int strokeId) : m_canvas(&canvas), m_stroke(strokeId) {}

bool AccessibleStroke::isValid() const {
    return m_canvas != nullptr && !m_canvas->placeOf(m_stroke).isNull();
}

QAccessibleInterface* AccessibleStroke::parent() const {
    return QAccessible::queryAccessibleInterface(m_canvas.data());
}

QString AccessibleStroke::text(QAccessible::Text part) const {
    if (m_canvas == nullptr)
        return {};
    if (part == QAccessible::Name)
        return SketchCanvas::tr("Stroke %1").arg(m_stroke);
    const auto& marks = m_canvas->document().marks();
    if (part != QAccessible::Description)
        return {};
    return marks.locked.contains(m_stroke) ? SketchCanvas::tr("locked") : QString();
}

QRect AccessibleStroke::rect() const {
    if (m_canvas == nullptr)
        return {};
    const QRect place = m_canvas->placeOf(m_stroke);
    return {m_canvas->mapToGlobal(place.topLeft()), place.size()};
}

QAccessible::State AccessibleStroke::state() const {
    QAccessible::State state;
    state.invalid = !isValid();
    state.selectable = true;
    state.selected = m_canvas != nullptr && m_canvas->chosen().contains(m_stroke);
    state.hotTracked = m_canvas != nullptr && m_canvas->highlighted() == m_stroke;
    return state;
}

} // namespace croquis::ui
