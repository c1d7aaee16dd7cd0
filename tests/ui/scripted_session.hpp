// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "ui/run/run_controller.hpp"

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace croquis::test {

/// Holds the worker while it is closed, so that a test finds the window in the middle of something.
class Gate {
  public:
    void close();
    void open();
    /// On the worker: returns when the gate is open.
    void pass();

  private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_closed = false;
};

/// What the worker was asked for last, to be read while it works.
template <typename Value>
class Latest {
  public:
    void set(const Value& value) {
        const std::lock_guard lock(m_mutex);
        m_value = value;
    }
    Value get() const {
        const std::lock_guard lock(m_mutex);
        return m_value;
    }

  private:
    mutable std::mutex m_mutex;
    Value m_value;
};

/// What a ScriptedSession does; read by the worker, so set it before the call it concerns.
struct Script {
    std::atomic<int> iterations{60};
    std::atomic<int> iterationMs{0};
    std::atomic<bool> breaks{false};                        ///< the run under way throws
    std::function<void()> onOpen, onLoad, onDraw, onFinish; ///< may throw
    Gate read;                                              ///< before the photo is read
    Gate check;                                             ///< before a photo is looked at while a run goes on
    Gate subject;                                           ///< before its subject is found
    Gate place;                                             ///< before strokes are placed
    Gate first;                                             ///< before the first iteration is told of
    Gate finish;                                            ///< before a run that was stopped or is through ends
    std::atomic<bool> losesAll{false};                      ///< a run ends without a stroke
    std::string end;                                        ///< what a run says at its end
    double seconds = 0;                                     ///< that it says it took
    optimise::Termination termination = optimise::Termination::completed;
    void openGates();
    int subjectMs = 0;                         ///< that finding the subject takes, not to be interrupted
    std::atomic<std::size_t> leader{0};        ///< the sketch of a batch with the lowest loss
    std::atomic<bool> leadsInTurn{false};      ///< each sketch of a batch for a while
    std::string model = "scripted";            ///< the network of a session that is opened
    std::string sha256 = std::string(64, 'b'); ///< of every photo's file
    std::string device = "cpu";                ///< where it draws, unless it is opened with another
    std::atomic<int> originalWidth{4000}, originalHeight{3000}; ///< pixels of the photo's file
    Latest<std::vector<geometry::CubicBezier>> seen;            ///< whose network view was asked for last
    std::atomic<int> views{0};                                  ///< how often
    std::atomic<bool> marksPhotos{false}; ///< each sketch's loss has a term "photo" that tells what it was drawn on
    std::vector<std::string> notices, hints;
    std::string nothingToDraw; ///< of the next photo; empty: there is something
    std::string runNotice;     ///< what a run says before its first iteration
    std::atomic<int> opens{0}, draws{0}, loads{0}, checks{0}, iterationsDone{0};
    /// On the window's thread, which hears nothing meanwhile: until the worker has done so many in all.
    void waitForIterations(int count) const;
    Latest<std::vector<int>> counts;        ///< numbers of strokes that runs took over, the last one last
    std::atomic<int> ends{0};               ///< runs that are through or stopped, at the gate or past it
    session::PhotoOptions photoOptions;     ///< of the photo read last
    Latest<session::SessionOptions> opened; ///< what the session was opened with last
    Latest<session::DrawOptions> drawn;     ///< what was drawn last
};

/// The value of that term for a photo as it lies on the canvas.
double markOf(const session::PhotoSummary& photo);
/// Of a sketch that a session drew; none: it doesn't tell.
std::optional<double> photoMarkOf(const optimise::LossTerms& loss);

/// A session without an engine: strokes walk to the right, the loss falls, edits are taken over. Quick and the same
/// every time. A file whose name begins with "broken" can't be read.
std::unique_ptr<session::SketchSession> openScripted(std::shared_ptr<Script> script);

inline ui::RunController::OpenSession opener(std::shared_ptr<Script> script) {
    return [script](const session::SessionOptions& options) {
        if (script->onOpen)
            script->onOpen();
        script->opened.set(options);
        ++script->opens;
        return openScripted(script);
    };
}

} // namespace croquis::test
