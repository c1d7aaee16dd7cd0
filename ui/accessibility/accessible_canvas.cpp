// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/accessible_canvas.hpp"

#include "ui/accessibility/accessible_stroke.hpp"
#include "ui/canvas/sketch_canvas.hpp"

#include <algorithm>

namespace croquis::ui {

AccessibleCanvas::AccessibleCanvas(SketchCanvas* canvas) : QAccessibleWidget(canvas, QAccessible::Graphic) {}

AccessibleCanvas::~AccessibleCanvas() {
    for (const auto& [stroke, id] : m_strokes)
        QAccessible::deleteAccessibleInterface(id);
}

SketchCanvas& AccessibleCanvas::canvas() const {
    return *static_cast<SketchCanvas*>(widget());
}

QString AccessibleCanvas::text(QAccessible::Text part) const {
    return part == QAccessible::Description ? canvas().spokenDescription() : QAccessibleWidget::text(part);
}

int AccessibleCanvas::childCount() const {
    return static_cast<int>(canvas().shownStrokes().size());
}

QAccessibleInterface* AccessibleCanvas::child(int index) const {
    const auto& strokes = canvas().shownStrokes();
    if (index < 0 || index >= childCount())
        return nullptr;
    auto& id = m_strokes[strokes[static_cast<std::size_t>(index)].id];
    if (id == 0)
        id = QAccessible::registerAccessibleInterface(
            new AccessibleStroke(canvas(), strokes[static_cast<std::size_t>(index)].id));
    return QAccessible::accessibleInterface(id);
}

QAccessibleInterface* AccessibleCanvas::childAt(int x, int y) const {
    const auto stroke = canvas().strokeAt(QPointF(canvas().mapFromGlobal(QPoint(x, y))));
    const auto& strokes = canvas().shownStrokes();
    const auto found =
        std::find_if(strokes.begin(), strokes.end(), [&](const auto& shown) { return shown.id == stroke; });
    return found == strokes.end() ? nullptr : child(static_cast<int>(found - strokes.begin()));
}

int AccessibleCanvas::indexOfChild(const QAccessibleInterface* child) const {
    for (int index = 0; index < childCount(); ++index)
        if (this->child(index) == child)
            return index;
    return -1;
}

} // namespace croquis::ui
