// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace croquis::animation {

enum class Motion {
    drawOn,     ///< line after line, each as long as its length takes at an even speed
    convergence ///< all strokes, from where they were placed to where they came to rest
};
/// "draw-on", "convergence". @throws InvalidArgument for another word.
Motion motionFrom(const std::string& name);

struct AnimationOptions {
    Motion motion = Motion::drawOn;
    double seconds = 4;       ///< of motion, 0.1..600
    double holdSeconds = 1.5; ///< the finished drawing stays, 0..60; then it begins again
    bool once = false;        ///< or not: a moving SVG and a GIF stay finished (a player decides that of an MP4)

    /// @throws InvalidArgument naming the field.
    void validate() const;
};

/// The strokes of a drawing at one time of its making, page millimetres: one entry a stroke of the finished drawing, in
/// its order; none where there was no such stroke yet.
using Moment = std::vector<std::optional<geometry::CubicBezier>>;

/// When each line (vector::linesOf) is drawn, as shares of the motion; the pen takes no time between lines.
struct Span {
    double begin = 0;
    double end = 1;

    /// Of the line, that is drawn then, 0..1.
    double shareAt(double time) const;
};
std::vector<Span> drawingTimes(const vector::Drawing& drawing);

/// Of all its strokes.
double lineLength(std::span<const geometry::Stroke> line);

/// A drawing in motion: which strokes there are at any time. MovingMarks shows what it looks like.
class Animation {
  public:
    /// @param moments  of a convergence, at even distances, the last one the finished drawing; else unused.
    /// @throws InvalidArgument for options that validate() refuses, a convergence without moments, or moments of
    ///         another number of strokes.
    Animation(vector::Drawing drawing, const AnimationOptions& options, std::vector<Moment> moments = {});

    /// Of one round: the motion and the hold.
    double seconds() const { return m_options.seconds + m_options.holdSeconds; }
    /// @param seconds  since the round began; the finished drawing from the end of the motion on. Of the line that is
    /// being drawn there is its beginning.
    vector::Drawing at(double seconds) const;

    /// The finished one, in the parts that move and with the ids of its paths in files.
    const vector::Drawing& drawing() const { return m_drawing; }
    const std::vector<Span>& times() const { return m_times; } ///< drawingTimes of it
    const AnimationOptions& options() const { return m_options; }
    const std::vector<Moment>& moments() const { return m_moments; }

  private:
    vector::Drawing partly(double share) const;
    vector::Drawing between(double share) const;

    vector::Drawing m_drawing;
    AnimationOptions m_options;
    std::vector<Moment> m_moments;
    std::vector<Span> m_times;
};

} // namespace croquis::animation
