// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_observer.hpp"

#include <algorithm>
#include <utility>

namespace croquis::ui {
namespace {

constexpr std::chrono::milliseconds kPreviewInterval{50}; // 20 a second look as smooth as 30 and cost a third less

std::vector<geometry::CubicBezier> strokesOf(std::span<const float> points) {
    std::vector<geometry::CubicBezier> strokes(points.size() / 8);
    for (std::size_t k = 0; k < points.size() / 2; ++k)
        strokes[k / 4].points[k % 4] = {points[2 * k], points[2 * k + 1]};
    return strokes;
}

bool isOfCount(const optimise::SketchEdit& edit) {
    return std::holds_alternative<optimise::SetStrokeCount>(edit.change);
}

/// Whether it says how many strokes the sketch has, whatever was asked for before.
bool decidesCount(const optimise::SketchEdit& edit) {
    const auto* strokes = std::get_if<optimise::RestoreStrokes>(&edit.change);
    return isOfCount(edit) || (strokes != nullptr && !strokes->ids.empty());
}

/// One that has ended isn't in the later frames.
const SketchFrame& sketchSeenIn(const RunFrame& frame, std::size_t sketch) {
    const auto found = std::find_if(frame.sketches.begin(), frame.sketches.end(),
                                    [sketch](const auto& each) { return each.sketch == sketch; });
    return found == frame.sketches.end() ? frame.sketches.front() : *found;
}

} // namespace

RunObserver::RunObserver(std::stop_token stop, std::function<void()> wake, NetworkView network)
    : m_stop(std::move(stop)), m_wake(std::move(wake)), m_network(std::move(network)) {}

void RunObserver::publish(Preview preview) {
    m_published = std::chrono::steady_clock::now();
    if (m_mailbox.publish(std::move(preview)))
        m_wake();
}

void RunObserver::setPhoto(SharedPhoto photo) {
    {
        const std::scoped_lock lock(m_mutex);
        m_news.photo = std::move(photo);
    }
    publish({});
}

void RunObserver::stepBegan(const std::string& name) {
    {
        const std::scoped_lock lock(m_mutex);
        m_news.steps.push_back(name);
    }
    publish({});
}

void RunObserver::noticed(const std::string& sentence) {
    {
        const std::scoped_lock lock(m_mutex);
        m_news.notices.push_back(sentence);
    }
    publish({});
}

void RunObserver::strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) {
    bool wanted = false;
    std::size_t seen = 0;
    {
        const std::scoped_lock lock(m_mutex);
        m_news.placed = sketches;
        wanted = m_networkWanted;
        seen = m_sketchSeen;
    }
    Preview preview;
    if (wanted && m_network && !sketches.empty())
        preview.network = m_network(sketches[seen < sketches.size() ? seen : 0]);
    publish(std::move(preview));
}

void RunObserver::iterationFinished(const optimise::IterationSummary& summary) {
    RunFrame frame{summary.iteration, summary.iterationCount, summary.seconds - heldSeconds(), {}};
    for (const auto& state : summary.sketches)
        frame.sketches.push_back({state.sketch,
                                  state.loss,
                                  {state.controlPoints.begin(), state.controlPoints.end()},
                                  {state.ids.begin(), state.ids.end()},
                                  state.best});
    const bool due = std::chrono::steady_clock::now() - m_published >= kPreviewInterval && m_mailbox.empty();
    std::vector<geometry::CubicBezier> shown; // whose view goes along
    std::function<void()> task;
    bool paused = false;
    {
        const std::scoped_lock lock(m_mutex);
        paused = m_paused;
        task = std::exchange(m_task, nullptr);
        frame.edits = m_taken;
        if (m_asked && (due || paused))
            shown = *std::exchange(m_asked, std::nullopt);
        else if (m_networkWanted && (due || paused) && !frame.sketches.empty())
            shown = strokesOf(sketchSeenIn(frame, m_sketchSeen).points);
        m_news.frames.push_back(std::move(frame));
    }
    if (due || paused) {
        Preview preview;
        if (m_network && !shown.empty())
            preview.network = m_network(shown);
        publish(std::move(preview));
    }
    if (task)
        task();
    if (paused)
        hold();
}

void RunObserver::hold() {
    std::unique_lock lock(m_mutex);
    m_held = true;
    const auto since = std::chrono::steady_clock::now();
    while (m_changed.wait(lock, m_stop, [this] { return !m_paused || m_asked || m_task; }) && m_paused) {
        const auto strokes = std::exchange(m_asked, std::nullopt);
        const auto task = std::exchange(m_task, nullptr);
        lock.unlock();
        if (strokes) {
            Preview preview;
            if (m_network)
                preview.network = m_network(*strokes);
            publish(std::move(preview));
        }
        if (task)
            task();
        lock.lock();
    }
    m_held = false;
    m_heldSeconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

std::vector<optimise::SketchEdit> RunObserver::takeEdits() {
    const std::scoped_lock lock(m_mutex);
    m_taken = m_added;
    return std::exchange(m_edits, {});
}

RunNews RunObserver::take() {
    // The slot is emptied first: what is told from here on wakes again.
    auto preview = m_mailbox.take();
    const std::scoped_lock lock(m_mutex);
    RunNews news = std::exchange(m_news, {});
    news.preview = std::move(preview);
    return news;
}

void RunObserver::setPaused(bool paused) {
    {
        const std::scoped_lock lock(m_mutex);
        m_paused = paused;
    }
    m_changed.notify_all();
}

void RunObserver::setNetworkWanted(bool wanted) {
    const std::scoped_lock lock(m_mutex);
    m_networkWanted = wanted;
}

void RunObserver::setSketchSeen(std::size_t sketch) {
    const std::scoped_lock lock(m_mutex);
    m_sketchSeen = sketch;
}

void RunObserver::askForView(std::vector<geometry::CubicBezier> strokes) {
    {
        const std::scoped_lock lock(m_mutex);
        m_asked = std::move(strokes);
    }
    m_changed.notify_all();
}

void RunObserver::ask(std::function<void()> task) {
    {
        const std::scoped_lock lock(m_mutex);
        m_task = std::move(task);
    }
    m_changed.notify_all();
}

void RunObserver::addEdit(optimise::SketchEdit edit) {
    const std::scoped_lock lock(m_mutex);
    if (decidesCount(edit))
        std::erase_if(m_edits, [&](const auto& other) { return other.sketch == edit.sketch && isOfCount(other); });
    m_edits.push_back(std::move(edit));
    ++m_added;
}

int RunObserver::editsAdded() const {
    const std::scoped_lock lock(m_mutex);
    return m_added;
}

std::vector<optimise::SketchEdit> RunObserver::waitingEdits() const {
    const std::scoped_lock lock(m_mutex);
    return m_edits;
}

double RunObserver::heldSeconds() const {
    const std::scoped_lock lock(m_mutex);
    return m_heldSeconds;
}

bool RunObserver::isHeld() const {
    const std::scoped_lock lock(m_mutex);
    return m_held;
}

} // namespace croquis::ui
