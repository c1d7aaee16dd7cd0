// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/bounded_box.hpp"

#include <QCoreApplication>
#include <QTimer>
#include <QToolTip>
#include <QWidget>

namespace croquis::ui {

void tellBounds(QWidget& field, const QString& least, const QString& most) {
    const QString sentence =
        QCoreApplication::translate("croquis::ui::BoundedBox", "At least %1, at most %2.").arg(least, most);
    QTimer::singleShot(0, &field, [&field, sentence] { // whoever has the focus now would hide it
        QToolTip::showText(field.mapToGlobal(QPoint(0, field.height())), sentence, &field);
    });
}

} // namespace croquis::ui
