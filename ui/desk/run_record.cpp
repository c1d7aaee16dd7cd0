// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_record.hpp"

#include "session/drawing_of_run.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::size_t kMostKept = 500000; // numbers in the frames of a sketch that gave way: 2 MB

} // namespace

RunRecord::RunRecord(int number, std::vector<optimise::SketchPlan> plans, Kind kind, int strokes)
    : m_number(number), m_kind(kind), m_plans(std::move(plans)), m_newest(m_plans.size()), m_marks(m_plans.size()) {
    if (isLevels())
        for (std::size_t k = 0; k < m_plans.size(); ++k)
            if (m_plans[k].strokeCount <= strokes)
                m_sketch = k;
}

void RunRecord::append(const std::vector<RunFrame>& frames) {
    m_frames.insert(m_frames.end(), frames.begin(), frames.end());
    for (const auto& frame : frames)
        for (const auto& sketch : frame.sketches)
            if (sketch.sketch < m_plans.size())
                m_newest[sketch.sketch] = momentOf(frame, sketch, m_plans[sketch.sketch].seed);
}

void RunRecord::end(const optimise::RunSummary& run) {
    m_summary = run;
    m_newest.clear();
    for (const auto& sketch : run.sketches)
        m_newest.push_back(momentOf(sketch));
    if (!isLevels() && !run.sketches.empty() && !isWorkedOn())
        m_sketch = session::bestSketch(run);
}

bool RunRecord::breakOff() {
    if (m_summary || m_frames.empty())
        return false;
    optimise::RunSummary run;
    run.termination = optimise::Termination::stopped;
    run.iterations = m_frames.back().iteration;
    run.seconds = m_frames.back().seconds;
    for (std::size_t k = 0; k < m_plans.size(); ++k) {
        SketchMoment kept = m_newest[k];
        for (const auto& frame : m_frames)
            for (const auto& sketch : frame.sketches)
                if (sketch.sketch == k && sketch.best && sketch.ids.size() == m_newest[k].strokes.size())
                    kept = momentOf(frame, sketch, m_plans[k].seed);
        optimise::SketchResult result{m_plans[k], {}, {}, kept.loss, kept.iteration, 0};
        for (const auto& stroke : kept.strokes) {
            result.strokes.push_back(stroke.curve);
            result.ids.push_back(stroke.id);
        }
        run.sketches.push_back(std::move(result));
    }
    end(run);
    m_brokenOff = true;
    return true;
}

void RunRecord::forgetFrames() {
    std::size_t numbers = 0;
    for (const auto& frame : m_frames)
        for (const auto& sketch : frame.sketches)
            numbers += sketch.points.size() + sketch.ids.size();
    if (numbers > kMostKept)
        m_frames = {};
}

void RunRecord::setMarks(const StrokeMarks& marks) {
    m_marksBefore = marks;
    m_marks.assign(m_plans.size(), marks);
}

void RunRecord::setChosenMarks(const StrokeMarks& marks) {
    if (m_sketch < m_marks.size())
        m_marks[m_sketch] = marks;
}

const StrokeMarks& RunRecord::marksOf(std::size_t sketch) const {
    return sketch < m_marks.size() ? m_marks[sketch] : m_marksBefore;
}

int RunRecord::strokesOf(std::size_t sketch) const {
    const bool begun = sketch < m_newest.size() && !m_newest[sketch].strokes.empty();
    return begun ? static_cast<int>(m_newest[sketch].strokes.size()) : m_plans[sketch].strokeCount;
}

std::optional<std::size_t> RunRecord::levelOf(int strokes) const {
    for (std::size_t k = 0; isLevels() && k < m_newest.size(); ++k)
        if (strokesOf(k) == strokes)
            return k;
    return std::nullopt;
}

bool RunRecord::followBest() {
    if (isLevels() || m_plans.size() < 2 || m_frames.empty() || isWorkedOn())
        return false;
    const auto& sketches = m_frames.back().sketches;
    if (sketches.size() != m_plans.size())
        return false;
    const auto best = std::min_element(sketches.begin(), sketches.end(),
                                       [](const auto& a, const auto& b) { return a.loss.total < b.loss.total; });
    return std::exchange(m_sketch, best->sketch) != best->sketch;
}

std::optional<SketchMoment> RunRecord::chosenIn(const RunFrame& frame) const {
    for (const auto& sketch : frame.sketches)
        if (sketch.sketch == m_sketch && m_sketch < m_plans.size())
            return momentOf(frame, sketch, m_plans[m_sketch].seed);
    return std::nullopt;
}

std::optional<SketchMoment> RunRecord::momentAt(int iteration) const {
    // Iterations arrive in order.
    const auto frame = std::lower_bound(m_frames.begin(), m_frames.end(), iteration,
                                        [](const RunFrame& f, int wanted) { return f.iteration < wanted; });
    if (frame == m_frames.end() || frame->iteration != iteration)
        return std::nullopt;
    return chosenIn(*frame);
}

std::optional<SketchMoment> RunRecord::beginning() const {
    return m_frames.empty() ? std::nullopt : chosenIn(m_frames.front());
}

std::optional<SketchMoment> RunRecord::newest() const {
    return m_frames.empty() ? std::nullopt : chosenIn(m_frames.back());
}

std::optional<SketchMoment> RunRecord::outcome() const {
    return outcomeOf(m_sketch);
}

std::optional<SketchMoment> RunRecord::outcomeOf(std::size_t sketch) const {
    if (!m_summary || sketch >= m_summary->sketches.size())
        return std::nullopt;
    return momentOf(m_summary->sketches[sketch]);
}

std::vector<SketchMoment> RunRecord::sketches() const {
    return m_newest;
}

} // namespace croquis::ui
