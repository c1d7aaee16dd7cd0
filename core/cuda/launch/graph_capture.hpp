// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>

namespace croquis::cuda {

/// Captures what `work` puts on a stream into a graph whose memory comes from a pool of its own. Where a step fails,
/// all that was begun is undone, whatever becomes of the undoing, and the failure is thrown on: a pool that is never
/// left keeps LibTorch from ever freeing its cache, and one that is never given back keeps its memory.
///
/// @tparam Steps  whose functions may all throw:
///   takePool()      what LibTorch allocates on the stream comes from the graph's pool from now on
///   beginCapture()  what is put on the stream is noted and not done
///   endCapture()    the stream works again, even if this throws
///   leavePool()     undoes takePool()
///   instantiate()   makes the graph that can be replayed
///   givePoolBack()  the pool's memory may be used for something else; after leavePool(), and only where there is no
///   graph
template <class Steps, class Work>
void captureGraph(Steps& steps, const Work& work) {
    const auto undo = [&steps](void (Steps::*step)()) noexcept {
        try {
            (steps.*step)();
        } catch (const std::exception&) { // what failed first is what is told
        }
    };
    steps.takePool();
    bool capturing = false, pooled = true;
    try {
        steps.beginCapture();
        capturing = true;
        work();
        capturing = false;
        steps.endCapture();
        pooled = false;
        steps.leavePool();
        steps.instantiate();
    } catch (...) {
        if (capturing)
            undo(&Steps::endCapture);
        if (pooled)
            undo(&Steps::leavePool);
        undo(&Steps::givePoolBack);
        throw;
    }
}

} // namespace croquis::cuda
