// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/run/run_controller.hpp"

#include <QObject>

class QWidget;

namespace croquis::ui {

class SketchDocument;

/// Tells those who can't see it how a run gets on: at every tenth of the way, and how it ended, or that
/// it failed.
class RunAnnouncer final : public QObject {
    Q_OBJECT

  public:
    /// @param voice  the widget that speaks; outlives this, as do the others.
    RunAnnouncer(const RunController& controller, const SketchDocument& document, QWidget& voice,
                 QObject* parent = nullptr);

  private:
    void framesArrived(const std::vector<RunFrame>& frames);
    void stateChanged(RunState state);
    void runEnded(const optimise::RunSummary& run);

    const SketchDocument& m_document;
    QWidget& m_voice;
    int m_tenths = 0; ///< of the run at hand, that were told
    RunState m_state;
};

} // namespace croquis::ui
