// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latest_value.hpp"
#include "sheet/sheet.hpp"
#include "ui/run/job_runner.hpp"

#include <QByteArray>
#include <QObject>
#include <QSizeF>
#include <QString>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

namespace croquis::ui {

/// A file to be written.
struct ExportOrder {
    vector::Drawing drawing;
    std::vector<animation::Moment> moments;
    sheet::SheetRequest request;
    sheet::OutputKind kind = sheet::OutputKind::svg;
    QString file;
    bool replace = false; ///< else a taken name becomes name-2.svg, name-3.svg ...
    /// What the desk shows, to be known again once it is written; none: it can't be.
    std::optional<vector::Drawing> onDesk;
    QString measure;    ///< how large it will be, in words; empty: that says little; goes along
    double nextDpi = 0; ///< of the pictures after it, once it is written; 0: as before; goes along
};

/// How it ended.
struct ExportOutcome {
    enum class Kind { saved, stopped, failed };
    Kind kind = Kind::failed;
    QString file;        ///< the name it got, or would have got
    std::string message; ///< of a failure: the core's sentence
    QByteArray kept;     ///< of what is saved: what the desk showed, as SVG
    QString measure;
    double nextDpi = 0;
    bool isMade = false; ///< its content could be made; what fails then is the place
};

/// Writes exports away from the window's thread, one after the other, as architecture.md 4 has it: progress may be
/// lost, every order ends in exactly one message, and a file that was stopped leaves nothing behind.
class ExportTasks final : public QObject {
    Q_OBJECT

  public:
    explicit ExportTasks(std::unique_ptr<JobRunner> runner, QObject* parent = nullptr);
    /// Stops what runs and waits for it.
    ~ExportTasks() override;

    bool isBusy() const { return m_pending > 0; }
    /// The file that is being written, or the next.
    const QString& file() const { return m_file; }
    /// How many wait for it to be written.
    int waiting() const { return m_pending > 1 ? m_pending - 1 : 0; }
    /// Whether a file of that name is being written or waits.
    bool isOrdered(const QString& file) const;
    void write(ExportOrder order);
    /// The order at work ends as stopped; the next one begins.
    void cancel();

  Q_SIGNALS:
    /// One more waits, or begins at once.
    void queued();
    /// @param file  the name that it will get.
    void began(const QString& file);
    void progressed(double share);
    void ended(const croquis::ui::ExportOutcome& outcome);

  private:
    void deliver(std::function<void()> message);
    /// The oldest of the inbox, on the window's thread: one call for each delivery.
    Q_INVOKABLE void takeMessage();
    Q_INVOKABLE void takeProgress();

    std::deque<std::stop_source> m_stops; ///< of the orders that haven't ended, the one at work first
    std::deque<QString> m_ordered;        ///< their files, as they were asked for
    int m_pending = 0;
    QString m_file;
    base::LatestValue<double> m_progress;
    std::mutex m_inboxMutex;
    std::deque<std::function<void()>> m_inbox;
    std::unique_ptr<JobRunner> m_runner; ///< last: gone first, so that no task outlives the rest
};

} // namespace croquis::ui
