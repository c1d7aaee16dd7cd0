// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_state.hpp"
#include "ui/sketch/run_settings.hpp"

#include <QObject>
#include <QTimer>

namespace croquis::ui {

/// How settings that were changed are taken over.
enum class Takeover {
    nothing,     ///< they are drawn already, or nobody asked for it
    bringBack,   ///< there is a sketch of them from before
    changeCount, ///< the run that is under way gets or loses strokes
    draw         ///< a new run
};

/// When something is drawn. Settings are taken over after a rest, so that a slider being dragged starts one run and not
/// twenty; what is drawn then depends on the settings the sketch on the canvas is of, and on those being drawn.
class RunPolicy final : public QObject {
    Q_OBJECT

  public:
    explicit RunPolicy(QObject* parent = nullptr);

    struct Situation {
        RunState state = RunState::empty;
        bool photo = false;       ///< there is one
        bool autoStart = true;    ///< redraws by itself
        bool kept = false;        ///< a sketch of the chosen settings is kept
        bool otherEngine = false; ///< the sketch on the canvas is another network's than the one that would draw now
    };
    Takeover takeover(const RunSettings& chosen, const Situation& situation) const;

    /// What the sketch on the canvas was computed from.
    const RunSettings& drawn() const { return m_drawn; }
    /// What the run under way computes; without one, what is drawn.
    const RunSettings& asked() const { return m_asked; }
    /// The canvas has a sketch of these.
    void setDrawn(const RunSettings& settings);
    /// A run of these begins; the canvas still has the sketch before.
    void ask(const RunSettings& settings) { m_asked = settings; }
    /// The run's first strokes are on the canvas.
    void taken() { m_drawn = m_asked; }
    /// The run came to nothing.
    void giveUp() { m_asked = m_drawn; }

    /// The settings changed: the rest begins anew.
    void beginRest() { m_rest.start(); }
    void endRest() { m_rest.stop(); }
    bool isResting() const { return m_rest.isActive(); }

  Q_SIGNALS:
    /// Nothing changed for 300 ms.
    void rested();

  private:
    RunSettings m_drawn;
    RunSettings m_asked;
    QTimer m_rest;
};

} // namespace croquis::ui
