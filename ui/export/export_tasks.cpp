// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_tasks.hpp"

#include "base/error.hpp"
#include "ui/export/sketch_export.hpp"

#include <QMetaObject>

#include <algorithm>
#include <new>
#include <utility>

namespace croquis::ui {
namespace {

QByteArray keptOf(const ExportOrder& order) {
    try {
        return order.onDesk ? svgOf(*order.onDesk) : QByteArray();
    } catch (const Error&) { // written all the same, on another page
        return {};
    }
}

/// @param goesOn  as sheet::GoesOn.
ExportOutcome written(const ExportOrder& order, const sheet::GoesOn& goesOn) {
    ExportOutcome outcome{ExportOutcome::Kind::stopped, order.file, {}, {}, order.measure, order.nextDpi};
    const auto fail = [&outcome](const char* sentence) {
        outcome.kind = ExportOutcome::Kind::failed;
        outcome.message = sentence;
    };
    try {
        sheet::Sheet sheet(order.drawing, order.request, order.moments);
        const auto bytes = sheet.encoded(order.kind, std::nullopt, goesOn);
        outcome.isMade = true;
        if (!bytes.empty() && goesOn(1)) { // else it was stopped, and there is no file
            outcome.kept = keptOf(order);
            outcome.file = saveBytes(bytes, order.file, order.replace);
            outcome.kind = ExportOutcome::Kind::saved;
        }
    } catch (const Error& error) {
        fail(error.what());
    } catch (const std::bad_alloc&) {
        fail("There is not enough memory for this file. Make it smaller.");
    }
    return outcome;
}

} // namespace

ExportTasks::ExportTasks(std::unique_ptr<JobRunner> runner, QObject* parent)
    : QObject(parent), m_runner(std::move(runner)) {}

ExportTasks::~ExportTasks() {
    for (auto& stop : m_stops)
        stop.request_stop();
    m_runner.reset();
}

void ExportTasks::write(ExportOrder order) {
    ++m_pending;
    if (m_pending == 1)
        m_file = order.file;
    m_ordered.push_back(order.file);
    const auto stop = m_stops.emplace_back().get_token();
    m_runner->post([this, stop, order = std::move(order)]() mutable {
        if (!order.replace)
            order.file = freeName(order.file); // what was ordered before it is written by now
        deliver([this, file = order.file] {
            m_file = file;
            Q_EMIT began(file);
        });
        const auto goesOn = [this, &stop](double share) {
            if (m_progress.publish(share))
                QMetaObject::invokeMethod(this, "takeProgress", Qt::QueuedConnection);
            return !stop.stop_requested();
        };
        deliver([this, outcome = goesOn(0) ? written(order, goesOn)
                                           : ExportOutcome{ExportOutcome::Kind::stopped, order.file, {}, {}, {}, {}}] {
            --m_pending;
            m_stops.pop_front();
            m_ordered.pop_front();
            Q_EMIT ended(outcome);
        });
    });
    Q_EMIT queued();
}

bool ExportTasks::isOrdered(const QString& file) const {
    return std::find(m_ordered.begin(), m_ordered.end(), file) != m_ordered.end();
}

void ExportTasks::cancel() {
    if (!m_stops.empty())
        m_stops.front().request_stop();
}

void ExportTasks::deliver(std::function<void()> message) {
    {
        const std::lock_guard lock(m_inboxMutex);
        m_inbox.push_back(std::move(message));
    }
    QMetaObject::invokeMethod(this, "takeMessage", Qt::QueuedConnection);
}

void ExportTasks::takeMessage() {
    std::function<void()> message;
    {
        const std::lock_guard lock(m_inboxMutex);
        message = std::move(m_inbox.front());
        m_inbox.pop_front();
    }
    message();
}

void ExportTasks::takeProgress() {
    if (const auto share = m_progress.take())
        Q_EMIT progressed(*share);
}

} // namespace croquis::ui
