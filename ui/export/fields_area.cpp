// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/fields_area.hpp"

#include <QLayout>

namespace croquis::ui {

FieldsArea::FieldsArea(QWidget* fields) : SideArea(0) {
    setWidget(fields);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
}

QSize FieldsArea::sizeHint() const {
    const QLayout* layout = widget()->layout();
    QSize size = layout->totalSizeHint();
    if (layout->hasHeightForWidth())
        size.setHeight(layout->totalHeightForWidth(size.width()));
    return size;
}

QSize FieldsArea::minimumSizeHint() const {
    return QScrollArea::minimumSizeHint();
}

} // namespace croquis::ui
