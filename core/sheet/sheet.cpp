// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheet/sheet.hpp"

#include "animation/animated_svg.hpp"
#include "plot/page_layout.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/png_writer.hpp"
#include "vector/stroke_painter.hpp"
#include "vector/svg_writer.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace croquis::sheet {
namespace {

constexpr int kRowsBetweenQuestions = 16;

/// Leaves the PNG's rows when goesOn() says so.
struct Stopped {};

std::vector<std::byte> bytesOf(std::string_view text) {
    const auto bytes = std::as_bytes(std::span(text));
    return {bytes.begin(), bytes.end()};
}

plot::PageFormat pageOf(const vector::Drawing& drawing) {
    return {drawing.widthMm, drawing.heightMm};
}

std::string recordOf(const vector::Drawing& drawing) {
    return drawing.provenance ? vector::toJson(*drawing.provenance) : std::string();
}

} // namespace

double SheetRequest::longSideMm(double drawingMm) const {
    if (page)
        return std::max(page->widthMm, page->heightMm);
    return machine && !ownPage ? plot::pageFormatFrom(kStandardPage).heightMm : drawingMm;
}

Sheet::Sheet(const vector::Drawing& drawing, SheetRequest request, std::vector<animation::Moment> moments)
    : m_request(std::move(request)), m_drawing(drawing), m_moments(std::move(moments)) {
    if (!m_request.page)
        m_request.page = m_request.ownPage ? pageOf(drawing) : plot::pageFormatFrom(kStandardPage);
    else if (!m_request.machine)
        m_placed = placed(drawing);
}

vector::Drawing Sheet::placed(const vector::Drawing& drawing) const {
    return plot::placedOn(drawing, {*m_request.page, m_request.marginMm.value_or(plot::PageLayout{}.marginMm),
                                    plot::Extent::frame,
                                    m_request.lineWidthMm ? plot::StrokeWidths::kept : plot::StrokeWidths::scaled});
}

animation::Animation Sheet::animated() const {
    if (!m_placed)
        return {m_drawing, m_request.motion, m_moments};
    std::vector<animation::Moment> moments = m_moments; // each on the page, as the drawing is
    for (animation::Moment& moment : moments)
        for (auto& curve : moment)
            if (curve) {
                vector::Drawing one = m_drawing;
                one.layers = {{"1", {{*curve, 1, {}, 1, ""}}}};
                curve = placed(one).layers.front().strokes.front().curve;
            }
    return {*m_placed, m_request.motion, std::move(moments)};
}

const plot::Plot* Sheet::plotted(const GoesOn& goesOn) {
    if (!m_plot) {
        bool stopped = false;
        plot::PlotOptions options = m_request.plot;
        options.page = *m_request.page;
        const bool own = m_request.ownPage && options.page == pageOf(m_drawing);
        options.marginMm = m_request.marginMm.value_or(own ? plot::kLeastMarginMm : options.marginMm);
        options.lineWidthMm = m_request.lineWidthMm;
        auto plot = plot::plotOf(m_drawing, options, [&](double share) {
            stopped = stopped || (goesOn && !goesOn(share));
            return !stopped;
        });
        if (stopped)
            return nullptr;
        m_plot = std::move(plot);
    }
    return &*m_plot;
}

std::vector<std::byte> Sheet::png(const vector::Drawing& shown, std::optional<int> longSidePixels,
                                  const GoesOn& goesOn) const {
    vector::PngOptions options;
    const auto sketch = vector::sketchOf(shown);
    options.dpi = m_request.dpi;
    if (longSidePixels) {
        options.size = vector::pictureSizeFor(sketch, *longSidePixels);
        options.dpi = *longSidePixels / std::max(sketch.width, sketch.height) * vector::kMillimetresPerInch;
    } else {
        options.size = vector::pictureSize(sketch.width, sketch.height, m_request.dpi);
    }
    options.provenanceJson = recordOf(shown);
    vector::StrokePainter painter(vector::markedPage(shown), {options.size, shown.paper});
    try {
        return vector::encodePng(options, [&](int row, std::span<std::uint8_t> pixels) {
            if (goesOn && row % kRowsBetweenQuestions == 0 && !goesOn(static_cast<double>(row) / options.size.height))
                throw Stopped();
            painter.paintRow(pixels);
        });
    } catch (const Stopped&) {
        return {};
    }
}

std::vector<std::byte> Sheet::encoded(OutputKind kind, std::optional<int> longSidePixels, const GoesOn& goesOn) {
    const bool isPlotted = m_request.machine || kind == OutputKind::hpgl || kind == OutputKind::gcode;
    if (isPlotted && plotted(goesOn) == nullptr)
        return {};
    const vector::Drawing& shown = m_request.machine ? plotted().drawing : m_placed ? *m_placed : m_drawing;
    switch (kind) {
    case OutputKind::svg:
        return bytesOf(m_request.animated ? animation::writeAnimatedSvg(animated()) : vector::writeSvg(shown));
    case OutputKind::png:
        return png(shown, longSidePixels, goesOn);
    case OutputKind::gif: {
        animation::GifOptions gif = m_request.gif;
        gif.provenanceJson = recordOf(shown);
        gif.goesOn = goesOn;
        return animation::writeGif(animated(), gif);
    }
    case OutputKind::mp4: {
        animation::Mp4Options mp4 = m_request.mp4;
        mp4.provenanceJson = recordOf(shown);
        mp4.goesOn = goesOn;
        return animation::writeMp4(animated(), mp4);
    }
    case OutputKind::pdf:
        return bytesOf(vector::writePdf(shown));
    case OutputKind::hpgl:
        return bytesOf(plot::writeHpgl(plotted(), hpglFrame(), m_request.gcode.speeds));
    case OutputKind::gcode:
        return bytesOf(plot::writeGcode(plotted(), m_request.gcode));
    }
    return {};
}

std::vector<PlotFigures> Sheet::figures(const std::set<OutputKind>& kinds) const {
    std::vector<PlotFigures> all;
    PlotFigures shown{{}, m_request.gcode.speeds, {}}; // by SVG, PNG and PDF, which leave the speeds to the machine
    const auto add = [&](PlotFigures figures) {
        figures.report = plot::reportOf(*m_plot, figures.pace);
        all.push_back(std::move(figures));
    };
    if (!m_plot)
        return all;
    std::ranges::copy_if(kinds, std::back_inserter(shown.kinds),
                         [this](OutputKind kind) { return m_request.machine && !isForMachine(kind); });
    if (!shown.kinds.empty())
        add(shown);
    if (kinds.contains(OutputKind::hpgl))
        add({{OutputKind::hpgl}, plot::hpglPace(pageOf(m_plot->drawing), hpglFrame(), m_request.gcode.speeds), {}});
    if (kinds.contains(OutputKind::gcode))
        add({{OutputKind::gcode}, m_request.gcode.pace(), {}});
    return all;
}

plot::HpglFrame Sheet::hpglFrame() const {
    return plot::hpglFrameOf(m_request.hpgl, m_request.plot.machine);
}

} // namespace croquis::sheet
