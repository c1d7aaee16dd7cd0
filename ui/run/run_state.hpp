// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace croquis::ui {

/// What the window is doing; one function enables every action from it (interface.md, States).
enum class RunState {
    noModel,   ///< the engine has no network to draw with
    empty,     ///< no photo
    loaded,    ///< a photo, nothing drawn yet
    preparing, ///< reading the photo, finding the subject, placing strokes
    running,
    paused,
    stopping,
    done,
    outdated, ///< there is a sketch, but of other settings than those chosen now
    failed    ///< the message says why; the last good sketch is kept
};

/// Whether something is under way.
constexpr bool isBusy(RunState state) {
    return state == RunState::preparing || state == RunState::running || state == RunState::paused ||
           state == RunState::stopping;
}

} // namespace croquis::ui
