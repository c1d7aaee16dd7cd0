// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "optimise/recipe/run_summary.hpp"
#include "sheet/sheet.hpp"

#include <nlohmann/json_fwd.hpp>

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace croquis::cli {

enum class ProgressStyle {
    automatic, ///< a bar with the time left where stderr is a terminal, else nothing
    json,      ///< one JSON object a line on stdout
    none
};
/// @throws InvalidArgument for another word than auto, json, none.
ProgressStyle progressStyleFrom(const std::string& name);

/// What `draw` would do with a photo.
struct DrawPlan {
    std::vector<int> strokes; ///< of each sketch that would be kept
    int iterations = 0;       ///< at most: a recipe may end a run that stands still
    int seeds = 1;            ///< drawn together for each sketch, of which the best is kept
    std::string precision;    ///< as session::EngineDescription::precision
    std::vector<std::filesystem::path> files;
};

/// Shows a run as it goes: steps and iterations, notices and results. Results are printed in every style.
class ProgressPrinter final : public optimise::IterationObserver {
  public:
    explicit ProgressPrinter(ProgressStyle style);

    void photoBegan(const std::filesystem::path& photo);
    void notice(const std::string& sentence);
    /// What drawing the plot takes with each kind of file: sentences on stderr, or events.
    void plotted(const std::vector<sheet::PlotFigures>& figures);
    /// What a dry run found: a line on stdout, or an event.
    void planned(const std::filesystem::path& photo, const DrawPlan& plan);
    /// How far something that isn't a run has come; shown on the bar alone, and not before it has taken a moment.
    /// @return true, so that it goes on.
    bool shareDone(double share);
    void fileWritten(const std::filesystem::path& file);
    /// @param result  printed as it is in the JSON style, left out otherwise.
    void photoFinished(const nlohmann::json& result);

    void stepBegan(const std::string& name) override;
    void strokesPlaced(const std::vector<std::vector<geometry::CubicBezier>>& sketches) override;
    void iterationFinished(const optimise::IterationSummary& summary) override;
    void noticed(const std::string& sentence) override;

    /// Called after each iteration as well; for what else wants to know (the history file).
    std::function<void(const optimise::IterationSummary&)> alsoTell;

  private:
    void printLine(const nlohmann::json& object);
    void clearBar();
    /// In place of the line before.
    void showBar(const std::string& photo, const std::string& rest);

    bool m_bar;
    bool m_json;
    bool m_barShown = false;
    std::chrono::steady_clock::time_point m_since;
    std::string m_photo;     ///< its name as it is
    std::string m_photoText; ///< and as JSON holds it
};

} // namespace croquis::cli
