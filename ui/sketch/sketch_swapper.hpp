// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace croquis::ui {

struct SketchChoice;
struct SketchName;

/// Undo and redo as the person sees them; done by SketchDesk, asked for by the commands that lead to another sketch.
///
/// The history is a row of steps. Some change the sketch that lies there: a look, a lock, a stroke that is deleted. The
/// others lead from one sketch to another: settings, a sketch drawn anew or for longer, a level, a moment of the run.
/// Such a step holds the sketch of its other side as that was left, and walking it, back or forth, changes the two:
/// - Every sketch that was seen is reached again with its strokes and their ids, its marks, settings, photo and
///   timeline, and nothing is computed for it. A run that goes on meanwhile ends, and its sketch is what is held.
/// - Where both sides are of the run under way, as its number of strokes was changed, it isn't broken off: it goes on
///   with the other side's strokes, those it has from where they are, the others from where it had them last.
/// - A step within a sketch is walked on that sketch: where another of its run leads by now, it is chosen first.
/// - Nobody is led to what was never seen: settings that are changed once more, in the same way, before their sketch
///   came are one step with that change.
/// Settings that are walked to and have no sketch (nothing had been drawn yet, or they were changed in another way
/// before it came) are taken over as any that are chosen.
class SketchSwapper {
  public:
    /// Puts away what lies there into `across` and lays what that held, settings included.
    /// @return false: it held none, so whoever asks sets what it leads to.
    virtual bool swap(std::shared_ptr<const SketchChoice>& across) = 0;
    /// Whether the settings' sketch is on its way and hasn't been seen.
    virtual bool isAwaited() const = 0;
    /// Lays a sketch on the desk again as it was left: another of the run at hand, or the one that the settings bring
    /// back in a moment. @return false: it is gone.
    virtual bool bringBack(const SketchName& name) = 0;

  protected:
    ~SketchSwapper() = default;
};

} // namespace croquis::ui
