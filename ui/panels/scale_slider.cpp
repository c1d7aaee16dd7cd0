// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/scale_slider.hpp"

#include <QMouseEvent>
#include <QStyle>
#include <QStyleOptionSlider>

#include <cstdlib>

namespace croquis::ui {

ScaleSlider::ScaleSlider(QWidget* parent) : QSlider(Qt::Horizontal, parent) {}

int ScaleSlider::pixelOf(int position) const {
    const int handle = handleWidth();
    return handle / 2 + QStyle::sliderPositionFromValue(minimum(), maximum(), position, width() - handle);
}

void ScaleSlider::mousePressEvent(QMouseEvent* event) {
    const int x = static_cast<int>(event->position().x()), handle = handleWidth();
    if (event->button() == Qt::LeftButton && std::abs(x - pixelOf(sliderPosition())) > handle / 2) {
        setSliderDown(true);
        setSliderPosition(QStyle::sliderValueFromPosition(minimum(), maximum(), x - handle / 2, width() - handle));
    }
    // The handle is below the pointer now, or above or below it: the drag goes on from here.
    QMouseEvent onHandle(event->type(), QPointF(event->position().x(), handleBox().center().y()),
                         event->globalPosition(), event->button(), event->buttons(), event->modifiers());
    QSlider::mousePressEvent(&onHandle);
    event->setAccepted(onHandle.isAccepted());
}

QRect ScaleSlider::handleBox() const {
    QStyleOptionSlider option;
    initStyleOption(&option);
    return style()->subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, this);
}

} // namespace croquis::ui
