// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/model_tasks.hpp"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace croquis::ui {

/// The known models: which are there, and what can be done about it. Stands beside the window, never in its way.
class ModelsDialog final : public QDialog {
    Q_OBJECT

  public:
    explicit ModelsDialog(ModelTasks& tasks, QWidget* parent = nullptr);

    /// Looks again what is there.
    void refresh();
    void select(const QString& model);
    /// Also without the dialog being open.
    void fetch(const QString& model);

  private:
    void makeList();
    QLayout* makeButtons();
    void connectTasks();
    const models::ModelEntry* selected() const;
    void describe();
    /// What is there of each, and what waits.
    void showStates();
    /// Ends what is done or waits for the selected model; else what is being done.
    void cancel();
    void updateButtons();
    void showProgress(const QString& model, const models::DownloadProgress& progress);
    void finish(const ModelOutcome& outcome);
    /// Whether something of its download has arrived.
    bool keeps(const QString& model) const;
    void chooseFile();
    void removeSelected();

    ModelTasks& m_tasks;
    QTreeWidget* m_list;
    QLabel* m_details;
    QLineEdit* m_address; ///< where a file comes from and what it must be, to be copied
    QLineEdit* m_digest;
    QLabel* m_news;
    QProgressBar* m_progress;
    QPushButton* m_fetch = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_verify = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_import = nullptr;
    bool m_removing = false; ///< one click more removes the selected model
};

} // namespace croquis::ui
