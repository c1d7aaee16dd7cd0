// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_choice.hpp"
#include "ui/sketch/sketch_swapper.hpp"

#include <QUndoCommand>

#include <memory>
#include <utility>

namespace croquis::ui {

/// Another sketch lies on the desk: a new run's, another level or seed, another moment of the run. Pushed when it does.
class ChoiceCommand final : public QUndoCommand {
  public:
    /// @param before  that lay there.
    ChoiceCommand(SketchSwapper& swapper, SketchChoice before, const QString& text)
        : QUndoCommand(text), m_swapper(swapper), m_across(std::make_shared<SketchChoice>(std::move(before))) {}
    void undo() override { m_swapper.swap(m_across); }
    void redo() override {
        if (std::exchange(m_pushed, true))
            m_swapper.swap(m_across);
    }

  private:
    SketchSwapper& m_swapper;
    std::shared_ptr<const SketchChoice> m_across;
    bool m_pushed = false;
};

} // namespace croquis::ui
