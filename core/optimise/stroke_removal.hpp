// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/loss_stack.hpp"
#include "optimise/sketch_track.hpp"

#include <cstddef>
#include <optional>
#include <stop_token>

namespace croquis::optimise {

/// The sketch without the strokes whose removal costs least, by the un-augmented loss. Few at a time, as what a removal
/// costs depends on who is left; an estimate to first order says which are worth judging, and far
/// from the goal decides alone. Locked strokes stay, so more than `count` may be left.
/// @return  none when stopped: half a reduction is no sketch anybody asked for.
/// Cost: about two forward passes of one view for each of the last strokes that go (from four times `count` on), and
/// one backward pass a round.
std::optional<SketchTrack> withFewerStrokes(SketchTrack track, std::size_t count, LossStack& stack,
                                            const std::stop_token& stop);

} // namespace croquis::optimise
