// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/bounded_box.hpp"

#include <QCoreApplication>
#include <QToolTip>
#include <QWidget>

namespace croquis::ui {

void tellBounds(QWidget& field, const QString& least, const QString& most) {
    const QString sentence =
        QCoreApplication::translate("croquis::ui::BoundedBox", "At least %1, at most %2.").arg(least, most);
    QToolTip::showText(field.mapToGlobal(QPoint(0, field.height())), sentence, &field);
}

} // namespace croquis::ui
