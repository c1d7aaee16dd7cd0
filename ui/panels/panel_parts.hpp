// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBoxLayout>
#include <QCoreApplication>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QList>
#include <QStyle>
#include <QWidget>

namespace croquis::ui {

/// "LOOK  instant": a panel's heading and what it means for time.
inline QHBoxLayout* headingRow(const QString& heading, const QString& caption) {
    auto* title = new QLabel(heading);
    title->setObjectName(QStringLiteral("heading"));
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(title);
    if (!caption.isEmpty()) {
        auto* note = new QLabel(caption);
        note->setObjectName(QStringLiteral("caption"));
        row->addWidget(note);
    }
    row->addStretch();
    return row;
}

inline QFrame* rule() {
    auto* line = new QFrame;
    line->setObjectName(QStringLiteral("rule"));
    line->setFixedHeight(1);
    return line;
}

/// Room between two rows of a panel where there is some; none in a low window.
inline void addBreath(QBoxLayout& layout, int preferred = 14) {
    layout.addItem(new QSpacerItem(0, preferred, QSizePolicy::Minimum, QSizePolicy::Maximum));
}

/// Buttons of which one is chosen, in a common trough.
inline QFrame* segments(const QList<QWidget*>& buttons) {
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("segments"));
    auto* row = new QHBoxLayout(frame);
    row->setContentsMargins(2, 2, 2, 2);
    row->setSpacing(2);
    for (auto* button : buttons)
        row->addWidget(button);
    return frame;
}

/// Whether the button is the one that leads on.
inline void setAccent(QWidget* button, bool accent) {
    if (button->property("accent").toBool() == accent)
        return;
    button->setProperty("accent", accent);
    button->style()->unpolish(button);
    button->style()->polish(button);
    QEvent changed(QEvent::StyleChange); // it has another size now, which a button remembers
    QCoreApplication::sendEvent(button, &changed);
    button->updateGeometry();
}

/// A label that names the control beside it, for the eye, the keyboard and the screen reader.
inline QLabel* buddyLabel(const QString& text, QWidget* control) {
    auto* label = new QLabel(text);
    label->setBuddy(control);
    const QString plain = QString(text).remove(QLatin1Char('&'));
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(plain);
    if (control->toolTip().isEmpty())
        control->setToolTip(plain);
    return label;
}

inline void name(QWidget* control, const QString& accessibleName, const QString& toolTip = {}) {
    control->setAccessibleName(accessibleName);
    control->setToolTip(toolTip.isEmpty() ? accessibleName : toolTip);
}

} // namespace croquis::ui
