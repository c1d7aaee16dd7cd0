// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "output_kind.hpp"

#include "animation/gif_writer.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/plot.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace croquis::cli {

/// The page of a plot where none is asked for.
inline constexpr const char* kStandardPage = "A4";

/// The options about page and machine, as typed; the same for draw and render.
struct SheetArguments {
    std::string profile = "drawing";
    std::string page, margin, join;
    bool keepOrder = false, compound = false;
    plot::GcodeOptions gcode;
    std::string animate = "none";
    animation::AnimationOptions motion;
    animation::GifOptions gif;

    /// Those that change an SVG and so go into its record where they aren't at their defaults.
    std::vector<CLI::Option*> recorded;
    CLI::Option* pageOption = nullptr;
    /// Those that only a plotter or a cutter understands.
    std::vector<CLI::Option*> forMachines;
    /// Those that only what moves understands.
    std::vector<CLI::Option*> forMotion;
};
void addSheetOptions(CLI::App& command, SheetArguments& arguments);

/// What they mean.
struct SheetRequest {
    bool machine = false;                 ///< profile plotter or cutter: SVG, PNG and PDF show the plot as well
    std::optional<plot::PageFormat> page; ///< none: the drawing's own, for a plot as `ownPage` says
    bool ownPage = false;                 ///< a plot without --page takes the drawing's own page, not the standard one
    std::optional<double> marginMm;
    std::optional<double> lineWidthMm; ///< kept whatever the page; none: scaled along
    plot::PlotOptions plot;
    plot::GcodeOptions gcode;
    double dpi = 300;
    bool animated = false; ///< an SVG, too
    animation::AnimationOptions motion;
    animation::GifOptions gif;

    /// Longer side of what SVG, PNG and PDF show of a drawing whose longer side is that.
    double longSideMm(double drawingMm) const;
};
/// @param kinds  what will be written.
/// @throws InvalidArgument for values that aren't any, and for options that change nothing.
SheetRequest sheetFrom(const SheetArguments& arguments, const std::set<OutputKind>& kinds);

/// A drawing on its page, ready to be written as any kind.
class Sheet {
  public:
    /// @throws InvalidArgument as plot::plotOf and plot::placedOn.
    /// @param moments  how its strokes came to be, where that is known and asked for.
    Sheet(const vector::Drawing& drawing, SheetRequest request, std::vector<animation::Moment> moments = {});

    /// @param picture  of a PNG, where it isn't to be what dpi gives.
    std::vector<std::byte> encoded(OutputKind kind, std::optional<int> longSidePixels = std::nullopt);

    /// The plot's figures, where there was one. Call it after encoded().
    std::optional<plot::PlotReport> report() const;

  private:
    const plot::Plot& plotted();
    vector::Drawing placed(const vector::Drawing& drawing) const;
    animation::Animation animated() const;

    SheetRequest m_request;
    vector::Drawing m_drawing;               ///< as it came
    std::optional<vector::Drawing> m_placed; ///< on the page asked for, where SVG, PNG and PDF show that
    std::optional<plot::Plot> m_plot;
    std::vector<animation::Moment> m_moments;
};

/// "pen down 1.24 m, travel 0.61 m (1.02 m in file order), 16 lifts, about 43 s at 40 mm/s, ..."
std::string sentenceFor(const plot::PlotReport& report, const plot::PenSpeeds& speeds);

} // namespace croquis::cli
