// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/model_tasks.hpp"

#include "ui/main_window/sentences.hpp"

#include <QMetaObject>

#include <algorithm>
#include <utility>

namespace croquis::ui {

using models::ModelStore;

ModelTasks::ModelTasks(ModelStore store, const models::ModelCatalogue& catalogue, std::unique_ptr<JobRunner> runner,
                       QObject* parent)
    : QObject(parent), m_store(std::move(store)), m_catalogue(catalogue), m_runner(std::move(runner)) {}

ModelTasks::~ModelTasks() {
    cancel();
    m_runner.reset();
}

void ModelTasks::post(const QString& model, Task task) {
    m_pending.push_back({model.toStdString(), {}});
    m_runner->post([this, model, stop = m_pending.back().stop.get_token(), task = std::move(task)] {
        deliver([this, model] { Q_EMIT began(model); });
        ModelOutcome outcome{ModelOutcome::Kind::stopped, model, {}};
        try {
            if (!stop.stop_requested())
                outcome = task(stop);
        } catch (const std::bad_alloc&) {
            outcome = {ModelOutcome::Kind::failed, model, tr("There is not enough memory.")};
        } catch (const std::exception& error) {
            outcome = {ModelOutcome::Kind::failed, model, localised(error.what())};
        }
        deliver([this, outcome] {
            m_pending.pop_front();
            Q_EMIT ended(outcome);
        });
    });
}

void ModelTasks::deliver(std::function<void()> message) {
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.push_back(std::move(message));
    }
    QMetaObject::invokeMethod(this, "takeMessage", Qt::QueuedConnection);
}

void ModelTasks::takeMessage() {
    std::function<void()> message;
    {
        const std::lock_guard lock(m_inboxMutex);
        message = std::move(m_inbox.front());
        m_inbox.pop_front();
    }
    message();
}

void ModelTasks::takeProgress() {
    if (const auto news = m_progress.take())
        Q_EMIT progressed(news->model, news->progress);
}

models::DownloadObserver ModelTasks::observerOf(const QString& model) {
    return [this, model](const models::DownloadProgress& progress) {
        if (m_progress.publish({model, progress}))
            QMetaObject::invokeMethod(this, "takeProgress", Qt::QueuedConnection);
    };
}

void ModelTasks::fetch(const models::ModelEntry& entry, const models::DownloadOptions& options) {
    const auto name = QString::fromStdString(entry.name);
    post(name, [this, name, entry, options](const std::stop_token& stop) {
        switch (m_store.fetch(entry, options, observerOf(name), stop).end) {
        case ModelStore::Fetched::End::fetched:
            return ModelOutcome{ModelOutcome::Kind::fetched, name, {}};
        case ModelStore::Fetched::End::alreadyThere:
            return ModelOutcome{ModelOutcome::Kind::alreadyThere, name, {}};
        case ModelStore::Fetched::End::stopped:
            break;
        }
        return ModelOutcome{ModelOutcome::Kind::stopped, name, {}};
    });
}

void ModelTasks::verify(const models::ModelEntry& entry) {
    const auto name = QString::fromStdString(entry.name);
    post(name, [this, name, entry](const std::stop_token& stop) {
        switch (m_store.examine(entry, observerOf(name), stop).condition) {
        case ModelStore::Condition::good:
            return ModelOutcome{ModelOutcome::Kind::good, name, {}};
        case ModelStore::Condition::missing:
            return ModelOutcome{ModelOutcome::Kind::missing, name, {}};
        case ModelStore::Condition::damaged:
            return ModelOutcome{ModelOutcome::Kind::damaged, name, {}};
        case ModelStore::Condition::unknown:
            break;
        }
        return ModelOutcome{ModelOutcome::Kind::stopped, name, {}};
    });
}

void ModelTasks::remove(const models::ModelEntry& entry) {
    const auto name = QString::fromStdString(entry.name);
    post(name, [this, name, entry](const std::stop_token&) {
        m_store.remove(entry);
        return ModelOutcome{ModelOutcome::Kind::removed, name, {}};
    });
}

void ModelTasks::import(const QString& file) {
    post({}, [this, path = std::filesystem::path(file.toStdString())](const std::stop_token& stop) {
        const auto* entry = m_store.import(path, m_catalogue, observerOf({}), stop);
        if (entry == nullptr)
            return ModelOutcome{ModelOutcome::Kind::stopped, {}, {}};
        return ModelOutcome{ModelOutcome::Kind::imported, QString::fromStdString(entry->name), {}};
    });
}

bool ModelTasks::isPending(const std::string& model) const {
    return std::ranges::any_of(m_pending,
                               [&](const Pending& task) { return task.model == model && !task.stop.stop_requested(); });
}

bool ModelTasks::waits(const std::string& model) const {
    return isPending(model) && m_pending.front().model != model;
}

void ModelTasks::cancel() {
    for (Pending& task : m_pending)
        task.stop.request_stop();
}

void ModelTasks::cancel(const std::string& model) {
    for (Pending& task : m_pending)
        if (task.model == model)
            task.stop.request_stop();
}

void ModelTasks::cancelCurrent() {
    if (!m_pending.empty())
        m_pending.front().stop.request_stop();
}

} // namespace croquis::ui
