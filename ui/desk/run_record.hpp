// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"
#include "ui/sketch/sketch_document.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

namespace croquis::ui {

/// The batch of sketches that is drawn, or was drawn last: its plans, every iteration, how it ended, and which of its
/// sketches is the one on the canvas. A part of every sketch of it that is kept (SketchChoice), so that the others of
/// the batch come back with it.
class RunRecord {
  public:
    enum class Kind {
        seeds, ///< the same number of strokes from each seed; the best leads
        levels ///< 4, 8, 16, 32 strokes
    };

    RunRecord() = default;
    /// @param number   tells it from other runs.
    /// @param strokes  of levels, the one with at most so many is chosen.
    RunRecord(int number, std::vector<optimise::SketchPlan> plans, Kind kind, int strokes);
    void append(const std::vector<RunFrame>& frames);
    /// The summary's best becomes the chosen one, but of levels, and of sketches that the person works on.
    void end(const optimise::RunSummary& run);
    /// As end(), of a run that a file tells of, whose iterations may be known: the file's sketch may be of another
    /// moment than the best.
    void endAsTold(const optimise::RunSummary& run);
    /// The outcome is of a moment that a person chose, not of the best.
    bool isOfChosenMoment(std::size_t sketch) const { return m_ofChosenMoment.contains(sketch); }
    /// The run was given up for something else: it ends as stopped, each sketch as it was heard of last, or as its best
    /// where that is better.
    /// @return false: it has ended already, or nothing was drawn.
    bool breakOff();
    bool wasBrokenOff() const { return m_brokenOff; }
    /// What takes room; the outcome stays.
    void forgetFrames();
    std::size_t frameBytes() const;
    /// How many strokes its sketches were to have when it ended; 0: it isn't known.
    void setAsked(int strokes) { m_asked = strokes; }
    /// How many strokes that sketch stands for, as the run left it: those that were deleted are a part of it.
    int countOf(const SketchMoment& outcome, const StrokeMarks& marks) const;

    int number() const { return m_number; }
    bool isLevels() const { return m_kind == Kind::levels; }
    const std::vector<optimise::SketchPlan>& plans() const { return m_plans; }
    /// Whether that sketch of them begins with a stroke of the one before, by its id.
    bool beginsWith(std::size_t sketch, int strokeId) const;
    const std::vector<RunFrame>& frames() const { return m_frames; }
    const std::optional<optimise::RunSummary>& summary() const { return m_summary; }

    std::size_t sketch() const { return m_sketch; }
    /// How many strokes the sketch has, or is to have while there are none.
    int strokesOf(std::size_t sketch) const;
    /// Of levels, the one of so many strokes.
    std::optional<std::size_t> levelOf(int strokes) const;
    void choose(std::size_t sketch) { m_sketch = sketch; }
    /// Of seeds the one with the lowest loss leads while all are drawn, until the person works on one. @return whether
    /// that is another one now.
    bool followBest();

    /// What is true of the strokes of all sketches when the run begins.
    void setMarks(const StrokeMarks& marks);
    /// Of the chosen sketch.
    void setChosenMarks(const StrokeMarks& marks);
    const StrokeMarks& marksOf(std::size_t sketch) const;

    /// The chosen sketch at that iteration; none: it isn't recorded.
    std::optional<SketchMoment> momentAt(int iteration) const;
    /// Another sketch then, or when it was last heard of before.
    std::optional<SketchMoment> momentAt(int iteration, std::size_t sketch) const;
    /// The chosen sketch as it began; none: that isn't recorded.
    std::optional<SketchMoment> beginning() const;
    /// The chosen sketch at the last iteration.
    std::optional<SketchMoment> newest() const;
    /// The chosen sketch as the run left it: its best iteration.
    std::optional<SketchMoment> outcome() const;
    std::optional<SketchMoment> outcomeOf(std::size_t sketch) const;
    /// A sketch of just these strokes, but for deleted ones, as the run left it or would have, had it been stopped
    /// while it drew them. None: it isn't recorded.
    std::optional<SketchMoment> leftWith(const std::vector<SketchStroke>& strokes, const std::set<int>& deleted,
                                         std::size_t sketch) const;
    /// These strokes where the run had each of them last.
    SketchMoment whereLast(SketchMoment moment, std::size_t sketch) const;
    /// Each sketch as it stands; without strokes where there are none yet.
    std::vector<SketchMoment> sketches() const;
    /// How many of the deleted strokes aren't among the moment's: the run took them out.
    static int takenOut(const SketchMoment& moment, const StrokeMarks& marks);

  private:
    std::optional<SketchMoment> chosenIn(const RunFrame& frame) const;
    template <typename Fits> // (ids) -> bool
    std::optional<SketchMoment> lastOrBest(std::size_t sketch, const Fits& fits) const;
    void takeOutcome(const optimise::RunSummary& run);
    bool isWorkedOn() const { return marksOf(m_sketch) != m_marksBefore; }

    int m_number = 0;
    Kind m_kind = Kind::seeds;
    std::vector<optimise::SketchPlan> m_plans;
    std::vector<RunFrame> m_frames;
    std::vector<SketchMoment> m_newest; ///< of each sketch: one that has ended isn't in the later frames
    std::optional<optimise::RunSummary> m_summary;
    std::vector<StrokeMarks> m_marks; ///< of each sketch: ids begin anew in each
    StrokeMarks m_marksBefore;
    std::set<std::size_t> m_ofChosenMoment; ///< sketches
    bool m_brokenOff = false;
    int m_asked = 0;
    std::size_t m_sketch = 0;
};

} // namespace croquis::ui
