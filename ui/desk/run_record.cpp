// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/run_record.hpp"

#include "session/drawing_of_run.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

const SketchFrame* sketchIn(const RunFrame& frame, std::size_t sketch) {
    const auto found = std::find_if(frame.sketches.begin(), frame.sketches.end(),
                                    [sketch](const SketchFrame& other) { return other.sketch == sketch; });
    return found == frame.sketches.end() ? nullptr : &*found;
}

std::vector<int> idsOf(const std::vector<SketchStroke>& strokes) {
    std::vector<int> ids;
    for (const auto& stroke : strokes)
        ids.push_back(stroke.id);
    return ids;
}

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

void RunRecord::takeOutcome(const optimise::RunSummary& run) {
    m_summary = run;
    m_newest.clear();
    for (const auto& sketch : run.sketches)
        m_newest.push_back(momentOf(sketch));
    if (!isLevels() && !run.sketches.empty() && !isWorkedOn())
        m_sketch = session::bestSketch(run);
}

void RunRecord::endAsTold(const optimise::RunSummary& run) {
    takeOutcome(run);
    for (std::size_t k = 0; k < run.sketches.size(); ++k) {
        const auto last = std::find_if(m_frames.rbegin(), m_frames.rend(), [k](const auto& frame) {
            const auto* sketch = sketchIn(frame, k);
            return sketch != nullptr && sketch->best;
        });
        if (last != m_frames.rend() && last->iteration != run.sketches[k].iteration)
            m_ofChosenMoment.insert(k);
    }
}

void RunRecord::end(const optimise::RunSummary& run) {
    takeOutcome(run);
    for (auto& frame : m_frames) // a stopped run may leave one that isn't evaluated otherwise
        for (auto& sketch : frame.sketches)
            sketch.best = sketch.best || (sketch.sketch < run.sketches.size() &&
                                          run.sketches[sketch.sketch].iteration == frame.iteration &&
                                          run.sketches[sketch.sketch].ids == sketch.ids);
}

/// Of the last frames in a row whose strokes fit: the last, or the best where that is better.
template <typename Fits>
std::optional<SketchMoment> RunRecord::lastOrBest(std::size_t sketch, const Fits& fits) const {
    std::optional<std::pair<const RunFrame*, const SketchFrame*>> kept;
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame) {
        const auto* state = sketchIn(*frame, sketch);
        if (state == nullptr)
            continue;
        const bool fit = fits(state->ids);
        if (kept && !fit)
            break;
        if (fit && (!kept || (state->best && state->loss.total < kept->second->loss.total)))
            kept = {&*frame, state};
        if (fit && state->best)
            break;
    }
    if (!kept)
        return std::nullopt;
    return momentOf(*kept->first, *kept->second, m_plans[sketch].seed);
}

bool RunRecord::breakOff() {
    if (m_summary || m_frames.empty())
        return false;
    optimise::RunSummary run;
    run.termination = optimise::Termination::stopped;
    run.iterations = m_frames.back().iteration;
    run.seconds = m_frames.back().seconds;
    for (std::size_t k = 0; k < m_plans.size(); ++k) {
        const auto ids = idsOf(m_newest[k].strokes);
        const SketchMoment kept =
            lastOrBest(k, [&](const auto& others) { return others == ids; }).value_or(m_newest[k]);
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
    m_frames = {};
}

std::size_t RunRecord::frameBytes() const {
    std::size_t bytes = 0;
    for (const auto& frame : m_frames) {
        bytes += sizeof frame;
        for (const auto& sketch : frame.sketches)
            bytes += sizeof sketch + sketch.points.size() * sizeof(float) + sketch.ids.size() * sizeof(int) +
                     sketch.loss.terms.size() * sizeof(sketch.loss.terms.front());
    }
    return bytes;
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

bool RunRecord::beginsWith(std::size_t sketch, int strokeId) const {
    const auto& ids = m_plans[sketch].startIds;
    return std::find(ids.begin(), ids.end(), strokeId) != ids.end();
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
    const auto* state = sketchIn(frame, m_sketch);
    return state == nullptr ? std::nullopt : std::optional(momentOf(frame, *state, m_plans[m_sketch].seed));
}

std::optional<SketchMoment> RunRecord::momentAt(int iteration) const {
    // Iterations arrive in order.
    const auto frame = std::lower_bound(m_frames.begin(), m_frames.end(), iteration,
                                        [](const RunFrame& f, int wanted) { return f.iteration < wanted; });
    if (frame == m_frames.end() || frame->iteration != iteration)
        return std::nullopt;
    return chosenIn(*frame);
}

std::optional<SketchMoment> RunRecord::momentAt(int iteration, std::size_t sketch) const {
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend(); ++frame)
        if (const auto* state = sketchIn(*frame, sketch); state != nullptr && frame->iteration <= iteration)
            return momentOf(*frame, *state, m_plans[sketch].seed);
    return std::nullopt;
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

std::optional<SketchMoment> RunRecord::leftWith(const std::vector<SketchStroke>& strokes, const std::set<int>& deleted,
                                                std::size_t sketch) const {
    const auto wanted = idsOf(strokes);
    const auto fits = [&](std::vector<int> ids) {
        std::erase_if(ids, [&](int id) { return deleted.contains(id); });
        return std::is_permutation(ids.begin(), ids.end(), wanted.begin(), wanted.end());
    };
    if (auto outcome = outcomeOf(sketch); outcome && fits(idsOf(outcome->strokes)))
        return outcome;
    return lastOrBest(sketch, fits);
}

SketchMoment RunRecord::whereLast(SketchMoment moment, std::size_t sketch) const {
    const auto ids = idsOf(moment.strokes);
    std::set<int> missing(ids.begin(), ids.end());
    for (auto frame = m_frames.rbegin(); frame != m_frames.rend() && !missing.empty(); ++frame) {
        const auto* state = sketchIn(*frame, sketch);
        if (state == nullptr)
            continue;
        for (const auto& there : momentOf(*frame, *state, 0).strokes)
            if (missing.erase(there.id) > 0)
                *std::find_if(moment.strokes.begin(), moment.strokes.end(),
                              [&](const auto& stroke) { return stroke.id == there.id; }) = there;
    }
    moment.loss = m_newest[sketch].loss;
    moment.iteration = m_newest[sketch].iteration;
    return moment;
}

int RunRecord::takenOut(const SketchMoment& moment, const StrokeMarks& marks) {
    const auto ids = idsOf(moment.strokes);
    return static_cast<int>(std::count_if(marks.deleted.begin(), marks.deleted.end(),
                                          [&](int id) { return std::find(ids.begin(), ids.end(), id) == ids.end(); }));
}

int RunRecord::countOf(const SketchMoment& outcome, const StrokeMarks& marks) const {
    const int strokes = static_cast<int>(outcome.strokes.size());
    return strokes >= m_asked ? strokes : std::min(strokes + takenOut(outcome, marks), m_asked);
}

std::vector<SketchMoment> RunRecord::sketches() const {
    return m_newest;
}

} // namespace croquis::ui
