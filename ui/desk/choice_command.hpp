// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/sketch_document.hpp"

#include <QUndoCommand>

#include <cstddef>
#include <functional>
#include <utility>

namespace croquis::ui {

/// One sketch of a batch on the desk, and all that says which it is.
struct SketchChoice {
    RunSettings settings; ///< as the panel shows them
    RunSettings drawn;    ///< what the sketch was computed from
    SketchMoment moment;
    StrokeMarks marks;
    std::size_t sketch = 0; ///< of the batch
    int batch = 0;
};

/// Another sketch of a batch is chosen: a level, or a seed's.
class ChoiceCommand final : public QUndoCommand {
  public:
    /// @param lay  brings a choice onto the desk.
    ChoiceCommand(std::function<void(const SketchChoice&)> lay, SketchChoice before, SketchChoice after,
                  const QString& text)
        : QUndoCommand(text), m_lay(std::move(lay)), m_before(std::move(before)), m_after(std::move(after)) {}
    void undo() override { m_lay(m_before); }
    void redo() override { m_lay(m_after); }

  private:
    std::function<void(const SketchChoice&)> m_lay;
    SketchChoice m_before;
    SketchChoice m_after;
};

} // namespace croquis::ui
