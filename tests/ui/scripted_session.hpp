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

/// What a ScriptedSession does; read by the worker, so set it before the call it concerns.
struct Script {
    std::atomic<int> iterations{60};
    std::atomic<int> iterationMs{0};
    std::atomic<bool> breaks{false};              ///< the run under way throws
    std::function<void()> onOpen, onLoad, onDraw; ///< may throw
    Gate read;                                    ///< before the photo is read
    Gate place;                                   ///< before strokes are placed
    Gate finish;                                  ///< before a run that was stopped or is through ends
    std::atomic<bool> losesAll{false};            ///< a run ends without a stroke
    std::string end;                              ///< what a run says at its end
    optimise::Termination termination = optimise::Termination::completed;
    void openGates();
    int subjectMs = 0; ///< that finding the subject takes, not to be interrupted
    std::vector<std::string> notices, hints;
    std::atomic<int> opens{0}, draws{0}, loads{0}, iterationsDone{0};
    session::PhotoOptions photoOptions; ///< of the photo read last
    session::SessionOptions options;    ///< the session was opened with last
};

/// A session without an engine: strokes walk to the right, the loss falls, edits are taken over. Quick and the same
/// every time.
std::unique_ptr<session::SketchSession> openScripted(std::shared_ptr<Script> script);

inline ui::RunController::OpenSession opener(std::shared_ptr<Script> script) {
    return [script](const session::SessionOptions& options) {
        if (script->onOpen)
            script->onOpen();
        script->options = options;
        ++script->opens;
        return openScripted(script);
    };
}

} // namespace croquis::test
