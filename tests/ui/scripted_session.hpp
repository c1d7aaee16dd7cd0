// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sketch_session.hpp"
#include "ui/run/run_controller.hpp"

#include <atomic>
#include <functional>
#include <memory>

namespace croquis::test {

/// What a ScriptedSession does; read by the worker, so set it before the call it concerns.
struct Script {
    int iterations = 60;
    int iterationMs = 0;
    std::function<void()> onOpen, onLoad, onDraw; ///< may throw
    int subjectMs = 0;                            ///< that finding the subject takes, not to be interrupted
    std::vector<std::string> notices;
    std::atomic<int> draws{0}, loads{0}, iterationsDone{0};
};

/// A session without an engine: strokes walk to the right, the loss falls, edits are taken over. Quick and the same
/// every time.
std::unique_ptr<session::SketchSession> openScripted(std::shared_ptr<Script> script);

inline ui::RunController::OpenSession opener(std::shared_ptr<Script> script) {
    return [script](const session::SessionOptions&) {
        if (script->onOpen)
            script->onOpen();
        return openScripted(script);
    };
}

} // namespace croquis::test
