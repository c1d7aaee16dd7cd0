// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace croquis::ui {

class ExportTasks;

/// What is being written, how far it is, and a way to end it, as a part of a status bar. Shows itself only for what
/// takes its time.
class ExportBar final : public QWidget {
    Q_OBJECT

  public:
    explicit ExportBar(ExportTasks& tasks, QWidget* parent = nullptr);

  private:
    void begin(const QString& file);
    void show(double share);

    ExportTasks& m_tasks;
    QLabel* m_text;
    QProgressBar* m_progress;
    QToolButton* m_cancel;
    QString m_name;
    QTimer m_patience; ///< until it is worth showing
};

} // namespace croquis::ui
