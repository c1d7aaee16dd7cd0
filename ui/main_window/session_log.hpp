// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/desk/sketch_desk.hpp"

#include <QObject>
#include <QStringList>

namespace croquis::ui {

/// What happened lately, a line each, for the details that go with a message. In English, as whoever they are sent to
/// reads them; files by name, without their folders.
class SessionLog final : public QObject {
    Q_OBJECT

  public:
    /// Listens to the desk, which outlives this.
    explicit SessionLog(SketchDesk& desk, QObject* parent = nullptr);

    void add(const QString& event);
    /// The last lines, oldest first.
    QString tail() const { return m_lines.join(QLatin1Char('\n')); }

  private:
    void listenTo(SketchDesk& desk);

    QStringList m_lines;
};

} // namespace croquis::ui
