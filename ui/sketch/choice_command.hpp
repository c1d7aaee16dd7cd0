// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_choice.hpp"

#include <QUndoCommand>

#include <functional>
#include <memory>
#include <utility>

namespace croquis::ui {

/// Another sketch lies on the desk: a new run's, another level or seed, another moment of the run. Pushed when it does.
class ChoiceCommand final : public QUndoCommand {
  public:
    /// @param lay    brings a choice onto the desk.
    /// @param after  may still be filled in by a run under way.
    ChoiceCommand(std::function<void(const SketchChoice&)> lay, SketchChoice before,
                  std::shared_ptr<const SketchChoice> after, const QString& text)
        : QUndoCommand(text), m_lay(std::move(lay)), m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override { m_lay(m_before); }
    void redo() override {
        if (std::exchange(m_undone, true)) // it is so when the command is pushed
            m_lay(*m_after);
    }

  private:
    std::function<void(const SketchChoice&)> m_lay;
    SketchChoice m_before;
    std::shared_ptr<const SketchChoice> m_after;
    bool m_undone = false;
};

} // namespace croquis::ui
