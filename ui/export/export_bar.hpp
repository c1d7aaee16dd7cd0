// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;

namespace croquis::ui {

class ExportTasks;

/// What is being written, how far it is, and a way to end it. Shows itself only for what takes its time.
class ExportBar final : public QFrame {
    Q_OBJECT

  public:
    explicit ExportBar(ExportTasks& tasks, QWidget* parent = nullptr);

  private:
    void begin(const QString& file);
    void show(double share);

    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QString m_name;
    QTimer m_patience; ///< until it is worth showing
};

} // namespace croquis::ui
