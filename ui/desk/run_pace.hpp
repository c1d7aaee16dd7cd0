// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sketch/run_settings.hpp"

#include <QElapsedTimer>
#include <QString>

#include <optional>

namespace croquis::ui {

/// How long runs took on this machine, so that the next one's time can be told before it starts. Remembered from one
/// start of the program to the next (QSettings), apart for each engine (device, threads, precision, model), recipe,
/// quality and number of sketches in the batch; nothing is told of what was never measured.
class RunPace {
  public:
    void setEngine(const session::EngineDescription& engine);

    /// A run of these begins: the clock starts.
    void begin(const session::DrawOptions& options, std::size_t sketches);
    /// The run was held up by the person, or ended before its end: its time says nothing.
    void spoil() { m_measures = false; }
    /// The run went to its end.
    void end();

    /// Seconds from the start to the last stroke.
    std::optional<double> expected(const RunSettings& settings) const;

  private:
    QString keyOf(optimise::Quality quality, const std::string& recipe, std::size_t sketches) const;

    QString m_engine; ///< empty: none yet
    QString m_key;    ///< of the run being measured
    QElapsedTimer m_clock;
    bool m_measures = false;
};

} // namespace croquis::ui
