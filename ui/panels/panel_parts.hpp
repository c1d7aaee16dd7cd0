// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBoxLayout>
#include <QFrame>
#include <QLabel>
#include <QWidget>

namespace croquis::ui {

/// "LOOK  instant": a panel's heading and what it means for time.
inline QHBoxLayout* headingRow(const QString& heading, const QString& caption) {
    auto* title = new QLabel(heading);
    title->setObjectName(QStringLiteral("heading"));
    auto* note = new QLabel(caption);
    note->setObjectName(QStringLiteral("caption"));
    auto* row = new QHBoxLayout;
    row->addWidget(title);
    row->addWidget(note);
    row->addStretch();
    return row;
}

inline QFrame* rule() {
    auto* line = new QFrame;
    line->setObjectName(QStringLiteral("rule"));
    line->setFixedHeight(1);
    return line;
}

/// A label that names the control beside it, for the eye, the keyboard and the screen reader.
inline QLabel* buddyLabel(const QString& text, QWidget* control) {
    auto* label = new QLabel(text);
    label->setBuddy(control);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    return label;
}

inline void name(QWidget* control, const QString& accessibleName, const QString& toolTip = {}) {
    control->setAccessibleName(accessibleName);
    control->setToolTip(toolTip.isEmpty() ? accessibleName : toolTip);
}

} // namespace croquis::ui
