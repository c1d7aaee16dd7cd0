// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latest_value.hpp"
#include "optimise/recipe/run_summary.hpp"
#include "ui/run/run_news.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

namespace croquis::ui {

/// The worker's end of the protocol (architecture.md 4): collects what the run tells, wakes the window at most once
/// until it has looked, holds the run while paused and hands it the person's edits.
class RunObserver final : public optimise::IterationObserver {
  public:
    /// @param wake     called on the worker when the window should call take().
    /// @param network  asked on the worker for the optimiser's view of strokes; may be empty.
    using NetworkView = std::function<session::NetworkView(const std::vector<geometry::CubicBezier>&)>;
    RunObserver(std::stop_token stop, std::function<void()> wake, NetworkView network);

    // On the worker.
    /// Before the run begins: the photo it is of.
    void setPhoto(SharedPhoto photo);
    void stepBegan(const std::string& name) override;
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override;
    void iterationFinished(const optimise::IterationSummary& summary) override;
    void noticed(const std::string& sentence) override;
    std::vector<optimise::SketchEdit> takeEdits() override;

    // On any thread.
    RunNews take();
    void setPaused(bool paused);
    void setNetworkWanted(bool wanted);
    /// Of the batch, the one whose view comes with the previews.
    void setSketchSeen(std::size_t sketch);
    /// The view of these strokes comes once, also while the run is held.
    void askForView(std::vector<geometry::CubicBezier> strokes);
    /// The task is done once by the worker, between two iterations, also while the run is held. Of several that wait,
    /// the last; a run that is through does none.
    void ask(std::function<void()> task);
    /// Of several numbers of strokes that wait, the last alone is carried out, after what was done to single strokes
    /// meanwhile; strokes that are to be there again take the place of such a number, too.
    void addEdit(optimise::SketchEdit edit);
    /// How many edits were added.
    int editsAdded() const;
    /// Those that the run hasn't taken over.
    std::vector<optimise::SketchEdit> waitingEdits() const;
    /// Whether the worker waits for the pause to end: nothing is computed until then.
    bool isHeld() const;
    /// Seconds that pauses took.
    double heldSeconds() const;

  private:
    void publish(Preview preview);
    /// Until the pause ends; answers meanwhile who asks for a view or a task.
    void hold();

    std::stop_token m_stop;
    std::function<void()> m_wake;
    NetworkView m_network;
    std::chrono::steady_clock::time_point m_published; ///< worker only
    base::LatestValue<Preview> m_mailbox;
    mutable std::mutex m_mutex; ///< guards all below
    std::condition_variable_any m_changed;
    RunNews m_news;
    std::vector<optimise::SketchEdit> m_edits;
    int m_added = 0, m_taken = 0; ///< edits
    bool m_paused = false;
    bool m_held = false;
    double m_heldSeconds = 0;
    bool m_networkWanted = false;
    std::size_t m_sketchSeen = 0;
    std::optional<std::vector<geometry::CubicBezier>> m_asked; ///< whose view is wanted
    std::function<void()> m_task;
};

} // namespace croquis::ui
