// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latest_value.hpp"
#include "models/model_store.hpp"
#include "ui/run/job_runner.hpp"

#include <QObject>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>

namespace croquis::ui {

/// How one task with a model ended.
struct ModelOutcome {
    enum class Kind { fetched, alreadyThere, stopped, good, missing, damaged, imported, removed, failed };
    Kind kind = Kind::failed;
    QString model;
    QString message; ///< of a failure: the core's sentence, in the person's language
};

/// Fetches, verifies, imports and removes models away from the window's thread, one after the other, as architecture.md
/// 4 has it: progress may be lost, every task ends in exactly one message.
class ModelTasks final : public QObject {
    Q_OBJECT

  public:
    ModelTasks(models::ModelStore store, const models::ModelCatalogue& catalogue, std::unique_ptr<JobRunner> runner,
               QObject* parent = nullptr);
    /// Stops what runs, keeping what has arrived, and waits for it.
    ~ModelTasks() override;

    const models::ModelStore& store() const { return m_store; }
    const models::ModelCatalogue& catalogue() const { return m_catalogue; }
    bool isBusy() const { return !m_pending.empty(); }
    /// Whether something is done with the model, or waits until it is.
    bool isPending(const std::string& model) const;
    /// Whether it waits for something else to be done.
    bool waits(const std::string& model) const;

    void fetch(const models::ModelEntry& entry, const models::DownloadOptions& options = {});
    void verify(const models::ModelEntry& entry);
    void remove(const models::ModelEntry& entry);
    void import(const QString& file);
    /// Everything that isn't done ends as stopped; in its turn, as all else.
    void cancel();
    void cancel(const std::string& model); ///< all that is to be done with it
    void cancelCurrent();                  ///< what is being done

  Q_SIGNALS:
    /// @param model  empty for a file to import, until it is known.
    void began(const QString& model);
    void progressed(const QString& model, const croquis::models::DownloadProgress& progress);
    void ended(const croquis::ui::ModelOutcome& outcome);

  private:
    struct News {
        QString model;
        models::DownloadProgress progress;
    };
    using Task = std::function<ModelOutcome(const std::stop_token&)>;
    void post(const QString& model, Task task);
    models::DownloadObserver observerOf(const QString& model);
    void deliver(std::function<void()> message);
    /// The oldest of the inbox, on the window's thread: one call for each delivery.
    Q_INVOKABLE void takeMessage();
    Q_INVOKABLE void takeProgress();

    const models::ModelStore m_store;
    const models::ModelCatalogue& m_catalogue;
    struct Pending {
        std::string model;
        std::stop_source stop;
    };
    std::deque<Pending> m_pending; ///< the first is being done
    base::LatestValue<News> m_progress;
    std::mutex m_inboxMutex;
    std::deque<std::function<void()>> m_inbox;
    std::unique_ptr<JobRunner> m_runner; ///< last: gone first, so that no task outlives the rest
};

} // namespace croquis::ui
