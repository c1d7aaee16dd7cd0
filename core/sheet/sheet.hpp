// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "animation/gif_writer.hpp"
#include "animation/mp4_writer.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/hpgl_writer.hpp"
#include "plot/plot.hpp"
#include "sheet/output_kind.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <vector>

namespace croquis::sheet {

/// The page of a plot where none is asked for.
inline constexpr const char* kStandardPage = "A4";

/// How a drawing becomes a file: page, machine, motion.
struct SheetRequest {
    bool machine = false;                 ///< profile plotter or cutter: SVG, PNG and PDF show the plot as well
    std::optional<plot::PageFormat> page; ///< none: the drawing's own, for a plot as `ownPage` says
    bool ownPage = false;                 ///< a plot without a page takes the drawing's own, not the standard one
    std::optional<double> marginMm;
    std::optional<double> lineWidthMm; ///< kept whatever the page; none: scaled along
    plot::PlotOptions plot;            ///< but for page, margin and width of line
    plot::GcodeOptions gcode;
    plot::HpglFrame hpgl = plot::HpglFrame::byPage;
    double dpi = 300;
    bool animated = false; ///< an SVG, too
    animation::AnimationOptions motion;
    animation::GifOptions gif;
    animation::Mp4Options mp4;

    /// Longer side of what SVG, PNG and PDF show of a drawing whose longer side is that.
    double longSideMm(double drawingMm) const;
};

/// What a plot takes with the files of some kinds, which say the same of it.
struct PlotFigures {
    std::vector<OutputKind> kinds;
    plot::PlotPace pace;
    plot::PlotReport report;
};

/// Told now and then what share is done; false stops.
using GoesOn = std::function<bool(double share)>;

/// A drawing on its page, ready to be written as any kind. One thread.
class Sheet {
  public:
    /// @param moments  how its strokes came to be, where that is known and asked for.
    /// @throws InvalidArgument as plot::placedOn.
    Sheet(const vector::Drawing& drawing, SheetRequest request, std::vector<animation::Moment> moments = {});

    /// The file's bytes; equal input gives equal bytes.
    /// @param longSidePixels  of a PNG, where it isn't to be what dpi gives.
    /// @param goesOn          asked while a plot's paths are ordered and while pixels are painted; the rest takes
    ///                        milliseconds.
    /// @return empty when it was stopped. @throws InvalidArgument, ExportError as the writers do.
    std::vector<std::byte> encoded(OutputKind kind, std::optional<int> longSidePixels = std::nullopt,
                                   const GoesOn& goesOn = {});

    /// What a machine draws of it; made once. @throws InvalidArgument as plot::plotOf.
    const plot::Plot& plotted() { return *plotted({}); }
    /// The plot's figures for those of the kinds that show it, where there was one: call it after plotted() or
    /// encoded().
    std::vector<PlotFigures> figures(const std::set<OutputKind>& kinds) const;

  private:
    /// Nothing when it was stopped.
    const plot::Plot* plotted(const GoesOn& goesOn);
    vector::Drawing placed(const vector::Drawing& drawing) const;
    animation::Animation animated() const;
    plot::HpglFrame hpglFrame() const;
    std::vector<std::byte> png(const vector::Drawing& shown, std::optional<int> longSidePixels,
                               const GoesOn& goesOn) const;

    SheetRequest m_request;
    vector::Drawing m_drawing;               ///< as it came
    std::optional<vector::Drawing> m_placed; ///< on the page asked for, where SVG, PNG and PDF show that
    std::optional<plot::Plot> m_plot;
    std::vector<animation::Moment> m_moments;
};

} // namespace croquis::sheet
