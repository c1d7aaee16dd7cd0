// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/held_session.hpp"
#include "ui/run/job_runner.hpp"
#include "ui/run/run_news.hpp"
#include "ui/run/run_state.hpp"

#include <QObject>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace croquis::ui {

class RunObserver;

/// The window's end of the protocol (architecture.md 4): runs the session's calls on the worker and tells, on the
/// window's thread, what comes of them. Answers to what was cancelled or replaced are dropped.
///
/// Which photo the session holds is known on the worker alone, where it can't be wrong: whoever wants a run names its
/// photo, and that is read first if the session holds another.
class RunController final : public QObject {
    Q_OBJECT

  public:
    using OpenSession = HeldSession::Open;

    RunController(OpenSession open, std::unique_ptr<JobRunner> runner, QObject* parent = nullptr);
    /// Stops what runs and waits for the worker (at most the second that finding a subject takes).
    ~RunController() override;

    RunState state() const { return m_state; }
    bool isBusy() const { return ui::isBusy(m_state); }
    /// Whether engineOpened() told of the engine that was asked for last.
    bool isEngineTold() const { return m_engineTold; }
    /// Whether a pause has reached the worker: it computes nothing until it is resumed or stopped.
    bool isHeld() const;
    /// How many edits the run under way was given: RunFrame::edits tells how many of them it has taken over.
    int editsGiven() const;
    /// Whether another number of strokes waits that the run under way hasn't taken over yet.
    bool isCountWaiting() const;

    /// Opens the engine, in place of the one there is, also when something else is asked for meanwhile.
    /// @param after  what there is, as for rest().
    void openEngine(const session::SessionOptions& options, RunState after = RunState::empty);
    /// Stops what runs and reads the photo, also one that the session holds: the file may be another by now.
    void loadPhoto(const PhotoRequest& photo);
    /// While strokes are drawn: reads the photo in between to see whether that can be done, and the run goes on. Of a
    /// run that ends before that no photoChecked() comes; of several asked for meanwhile only that of the last.
    void checkPhoto(const PhotoRequest& photo);
    /// Sketches that photo; stops what runs.
    void start(const PhotoRequest& photo, const session::DrawOptions& options);
    void pause();
    void resume();
    /// Ends the run with the best so far.
    void stop();
    /// Ends whatever goes on, at once: what the worker still makes of it is dropped.
    /// @param state  what there is without it: empty, loaded, done or outdated.
    void rest(RunState state);
    /// @return whether there is a run to take it.
    bool edit(optimise::SketchEdit edit);
    void markOutdated(bool outdated);
    /// For the Process view: whether previews come with the optimiser's own pictures.
    void setNetworkWanted(bool wanted);
    /// Of a batch, whose pictures.
    void setSketchSeen(std::size_t sketch);
    /// Asks for them once, between runs and while strokes are drawn; no answer comes while the session holds another
    /// photo. Of several that were asked for meanwhile, the last is answered.
    void requestNetworkView(const PhotoRequest& photo, const std::vector<geometry::CubicBezier>& strokes);

  Q_SIGNALS:
    void stateChanged(croquis::ui::RunState state);
    void engineOpened(const croquis::session::EngineDescription& engine);
    /// @param name  "loading model", "reading photo", or what the session calls it.
    void stepBegan(const QString& name);
    /// A sentence of the run's for the person, while it goes on.
    void noticed(const QString& sentence);
    /// The pixels of the photo that loadPhoto() asked for, before its subject is found.
    void photoRead(const croquis::ui::SharedPhoto& photo);
    /// @param failure  why the photo of checkPhoto() can't be read; none: it can.
    void photoChecked(const croquis::ui::PhotoRequest& photo, const std::optional<croquis::ui::Failure>& failure);
    /// A photo was read, by loadPhoto() or for a run.
    void photoLoaded(const croquis::ui::SharedPhoto& photo);
    /// The run that begins is of this one; before anything else is heard of the run.
    void runHasPhoto(const croquis::ui::SharedPhoto& photo);
    void strokesPlaced(const std::vector<std::vector<croquis::geometry::CubicBezier>>& sketches);
    void framesArrived(const std::vector<croquis::ui::RunFrame>& frames);
    void networkSeen(const croquis::session::NetworkView& view);
    /// @param run          with the strokes that were to come back, also where the run was through by then.
    /// @param countMissed  it ended before it took over the last number of strokes.
    void runEnded(const croquis::optimise::RunSummary& run, const croquis::session::EngineDescription& engine,
                  bool countMissed);
    void failed(const croquis::ui::Failure& failure);

  private:
    void setState(RunState state);
    /// A new job takes the place of what runs; its number.
    std::uint64_t begin();
    void post(std::uint64_t job, std::function<void(HeldSession&, std::stop_token)> work);
    void deliver(std::uint64_t job, std::function<void()> message);
    /// Opens the engine if it isn't open, and tells the window.
    session::SketchSession& engineFor(HeldSession& worker, std::uint64_t job);
    /// The oldest of the inbox, on the window's thread: one call for each delivery.
    Q_INVOKABLE void takeMessage();
    void readNews(const std::shared_ptr<RunObserver>& observer);
    void endRun(const optimise::RunSummary& run, const session::EngineDescription& engine,
                const std::shared_ptr<RunObserver>& observer);
    void fail(const Failure& failure);

    std::shared_ptr<HeldSession> m_worker;
    std::shared_ptr<RunObserver> m_observer; ///< of the job at hand
    std::stop_source m_stop;
    void postOpening(std::uint64_t job);
    void tellEngine(const session::EngineDescription& engine);

    std::uint64_t m_job = 0; ///< messages of other jobs are dropped
    RunState m_state = RunState::empty;
    bool m_engineTold = false; ///< that it was opened, and what it is
    std::mutex m_inboxMutex;
    std::deque<std::pair<std::uint64_t, std::function<void()>>> m_inbox; ///< messages and the jobs they are of
    bool m_networkWanted = false;
    std::size_t m_sketchSeen = 0;
    struct View {
        PhotoRequest photo;
        std::vector<geometry::CubicBezier> strokes;
    };
    std::optional<std::uint64_t> m_viewJob; ///< of the view that is being made
    std::optional<View> m_nextView;         ///< asked for since
    std::unique_ptr<JobRunner> m_runner;    ///< last: gone first, so that no job outlives the rest
};

} // namespace croquis::ui
