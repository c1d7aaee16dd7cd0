// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/model_store.hpp"
#include "ui/run/job_runner.hpp"

#include <QStringList>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace croquis::ui {

class MoreSection;

/// Shown in place of the canvas while a model is missing: in a sentence how much has to be fetched from where, its
/// makers' caution, and the button that does it; unfolded, each file, what it is for, its licence and other ways to
/// bring it in.
class ModelCard final : public QWidget {
    Q_OBJECT

  public:
    explicit ModelCard(QWidget* parent = nullptr);
    /// Stops reading files, and waits for it.
    ~ModelCard() override;

    /// Lists what is missing now, and what is damaged: at once where the size tells, else when it has been read in
    /// another thread.
    /// @param judge     the model that the engine was opened with; empty: the default.
    /// @param observer  likewise the saliency model; empty: none was asked for.
    void refresh(const QString& problem, const std::string& judge, const std::string& observer);
    /// What is to be drawn once a model is there; empty: nothing.
    void setWaiting(const QString& photo);
    /// What is the matter, in some words.
    QString title() const;
    /// Whether what is missing can be fetched.
    bool canFetch() const { return !m_missing.isEmpty(); }
    /// Does it, as the card's button does.
    void fetch();
    /// Shows the details.
    void unfold();

  Q_SIGNALS:
    void fetchableChanged();
    void fetchRequested(const QStringList& models);
    void importRequested();
    void retryRequested();
    /// Another model may do.
    void settingsRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QWidget* makeCard();
    void list(const models::ModelEntry& entry);
    void tell(bool isAll);
    void read(std::vector<models::ModelEntry> entries, const models::ModelStore& store);

    QLabel* m_title;
    QLabel* m_needed;
    QLabel* m_caution;
    QLabel* m_problem;
    QLabel* m_looking; ///< while files are read
    QLabel* m_waiting;
    MoreSection* m_more = nullptr;
    QVBoxLayout* m_models; ///< one row each
    QPushButton* m_fetch = nullptr;
    QStringList m_missing;     ///< their names
    bool m_isMissing = false;  ///< one of them isn't there at all
    std::uint64_t m_bytes = 0; ///< of all of them
    QStringList m_servers;     ///< that have them
    std::stop_source m_stop;
    std::unique_ptr<JobRunner> m_runner; ///< last: gone first, so that no job outlives the rest
};

} // namespace croquis::ui
