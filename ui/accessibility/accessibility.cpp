// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/accessibility.hpp"

#include "ui/accessibility/accessible_canvas.hpp"
#include "ui/accessibility/accessible_plot.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/plots/loss_plot.hpp"

namespace croquis::ui {
namespace {

QAccessibleInterface* interfaceFor(const QString& /*className*/, QObject* object) {
    if (auto* canvas = qobject_cast<SketchCanvas*>(object))
        return new AccessibleCanvas(canvas);
    if (auto* plot = qobject_cast<LossPlot*>(object))
        return new AccessiblePlot(plot);
    return nullptr;
}

} // namespace

void installAccessibleInterfaces() {
    static const bool installed = (QAccessible::installFactory(interfaceFor), true);
    static_cast<void>(installed);
}

void announce(QWidget& widget, const QString& sentence) {
    widget.setAccessibleName(sentence); // tells of the new name
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(&widget, sentence);
#else
    QAccessibleEvent event(&widget, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace croquis::ui
