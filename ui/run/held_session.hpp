// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_news.hpp"

#include <functional>
#include <memory>
#include <optional>

namespace croquis::ui {

/// The session on the worker, and the one place that knows which photo it holds. Only the worker's jobs touch it.
class HeldSession {
  public:
    using Open = std::function<std::unique_ptr<session::SketchSession>(const session::SessionOptions&)>;

    explicit HeldSession(Open open) : m_open(std::move(open)) {}

    /// Another one follows, opened when it is asked for.
    void close(const session::SessionOptions& next);
    /// Opens it if it isn't open, in another precision where network or processor haven't the one that is wanted.
    /// @throws as SketchSession::open().
    session::SketchSession& session();
    /// Whether a run now would be of that photo, read like that.
    bool holds(const PhotoRequest& photo) const { return m_held == photo; }
    /// What it holds; none: nothing, or it isn't known.
    const SharedPhoto& photo() const { return m_photo; }
    /// Reads it, also when it is held: the file may be another by now.
    /// @throws as SketchSession::loadPhoto(); one that can't be read leaves the one before.
    void load(const PhotoRequest& photo, optimise::IterationObserver& observer);
    /// @param read  hears of the pixels, placed as a whole photo is, long before the subject is found.
    void load(const PhotoRequest& photo, const std::function<void(const SharedPhoto&)>& read);

  private:
    Open m_open;
    session::SessionOptions m_options;
    std::unique_ptr<session::SketchSession> m_session;
    std::optional<PhotoRequest> m_held;
    SharedPhoto m_photo;
};

} // namespace croquis::ui
