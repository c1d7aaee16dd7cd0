// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_observer.hpp"

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

void RunObserver::strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) {
    bool wanted = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_news.placed = sketches;
        wanted = m_networkWanted;
    }
    Preview preview;
    if (wanted && m_network && !sketches.empty())
        preview.network = m_network(sketches.front());
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
    std::vector<float> shown = frame.sketches.empty() ? std::vector<float>{} : frame.sketches.front().points;
    bool paused = false, wanted = false;
    {
        const std::scoped_lock lock(m_mutex);
        m_news.frames.push_back(std::move(frame));
        paused = m_paused;
        wanted = m_networkWanted;
    }
    const bool rested = std::chrono::steady_clock::now() - m_published >= kPreviewInterval;
    if (paused || (rested && m_mailbox.empty())) {
        Preview preview;
        if (wanted && m_network && !shown.empty())
            preview.network = m_network(strokesOf(shown));
        publish(std::move(preview));
    }
    if (!paused)
        return;
    std::unique_lock lock(m_mutex);
    m_held = true;
    const auto since = std::chrono::steady_clock::now();
    m_changed.wait(lock, m_stop, [this] { return !m_paused; });
    m_held = false;
    m_heldSeconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - since).count();
}

std::vector<optimise::SketchEdit> RunObserver::takeEdits() {
    const std::scoped_lock lock(m_mutex);
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

void RunObserver::addEdit(optimise::SketchEdit edit) {
    const std::scoped_lock lock(m_mutex);
    m_edits.push_back(std::move(edit));
}

bool RunObserver::hasEdits() const {
    const std::scoped_lock lock(m_mutex);
    return !m_edits.empty();
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
