// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot.hpp"

#include "base/error.hpp"
#include "plot/pen_join.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace croquis::plot {
namespace {

using geometry::Colour;

constexpr double kPenWidthMm = 0.5;
constexpr double kCutWidthMm = 0.1;
constexpr double kFarthestJoinMm = 10;
constexpr double kWidestLineMm = 20;
constexpr std::size_t kMostColours = 4096; ///< that merging looks at

/// The paths of one pen.
struct Pen {
    Colour colour;
    std::vector<PenPath> paths;
};

/// Pens in the order in which the drawing first takes each; a line takes the colour it begins with.
std::vector<Pen> pensOf(const vector::Drawing& drawing, const PlotOptions& options) {
    const double width = options.lineWidthMm.value_or(options.machine == Machine::cutter ? kCutWidthMm : kPenWidthMm);
    std::vector<Pen> pens;
    std::map<std::tuple<int, int, int>, std::size_t> penOf;
    for (const vector::Layer& layer : drawing.layers)
        for (PenPath& path : penPathsOf(layer)) {
            const geometry::Stroke& model = path.strokes.front();
            if (model.width == 0 || model.opacity == 0)
                continue;
            const Colour colour = options.machine == Machine::cutter ? pureColour(model.colour) : model.colour;
            const auto [found, isNew] =
                penOf.try_emplace(std::tuple(colour.red, colour.green, colour.blue), pens.size());
            if (isNew)
                pens.push_back({colour, {}});
            for (geometry::Stroke& stroke : path.strokes) {
                stroke.colour = colour;
                stroke.width = width;
                stroke.opacity = 1;
            }
            pens[found->second].paths.push_back(std::move(path));
        }
    return pens;
}

/// As many as the machine has, in the order in which the drawing first takes each.
std::vector<Pen> fewerPens(std::vector<Pen> pens, std::size_t most) {
    std::vector<Colour> colours;
    std::vector<std::size_t> lines;
    for (const Pen& pen : pens) {
        colours.push_back(pen.colour);
        lines.push_back(pen.paths.size());
    }
    const auto standsFor = mergedPens(colours, std::move(lines), most);
    std::vector<Pen> kept;
    std::map<std::size_t, std::size_t> place;
    for (std::size_t i = 0; i < pens.size(); ++i) {
        const auto [found, isNew] = place.try_emplace(standsFor[i], kept.size());
        if (isNew)
            kept.push_back({colours[standsFor[i]], {}});
        for (PenPath& path : pens[i].paths) {
            for (geometry::Stroke& stroke : path.strokes)
                stroke.colour = colours[standsFor[i]];
            kept[found->second].paths.push_back(std::move(path));
        }
    }
    return kept;
}

std::vector<PenPath> arranged(const std::vector<PenPath>& paths, const PlotOptions& options,
                              const OrderGoesOn& goesOn) {
    const auto which = options.keepOrder ? JoinWhich::inSequence : JoinWhich::anyEnds;
    const auto whole = options.joinMm > 0 ? joined(paths, options.joinMm, which) : paths;
    return options.keepOrder ? whole : inShortOrder(whole, goesOn);
}

} // namespace

void PlotOptions::validate() const {
    if (!(marginMm >= kLeastMarginMm))
        throw InvalidArgument(
            fmt::format("The margin of a plot must be {} mm or more, not {} mm.", kLeastMarginMm, marginMm));
    if (!(joinMm >= 0 && joinMm <= kFarthestJoinMm))
        throw InvalidArgument(
            fmt::format("Ends can be joined over 0 to {} mm, not over {} mm.", kFarthestJoinMm, joinMm));
    if (pens && *pens == 0)
        throw InvalidArgument("A machine has one pen at least.");
    if (lineWidthMm && !(*lineWidthMm > 0 && *lineWidthMm <= kWidestLineMm))
        throw InvalidArgument(fmt::format("The line of a plot must be above 0 and at most {} mm wide.", kWidestLineMm));
}

void PenSpeeds::validate() const {
    for (const double speed : {drawMmPerSecond, travelMmPerSecond})
        if (!(speed >= 0.1 && speed <= 10000))
            throw InvalidArgument(fmt::format("A pen's speed must lie between 0.1 and 10000 mm/s, not {}.", speed));
    if (!(liftSeconds >= 0 && liftSeconds <= 60))
        throw InvalidArgument(fmt::format("Lifting the pen must take 0 to 60 s, not {}.", liftSeconds));
}

Plot plotOf(vector::Drawing drawing, const PlotOptions& options, const OrderGoesOn& goesOn) {
    options.validate();
    Plot plot;
    const PageLayout layout{options.page, options.marginMm, Extent::strokes, StrokeWidths::kept, options.actualSize};
    plot.scale = pageFromDrawing(drawing, layout).a;
    plot.drawing = placedOn(std::move(drawing), layout);
    std::vector<Pen> pens = pensOf(plot.drawing, options);
    if (options.pens && pens.size() > *options.pens)
        pens = fewerPens(std::move(pens), *options.pens);
    plot.drawing.paper.reset();
    plot.drawing.brush = {};
    plot.drawing.variation = {};
    plot.drawing.captions.clear();
    plot.drawing.layers.clear();
    std::size_t all = 0, done = 0;
    for (const Pen& pen : pens)
        all += pen.paths.size();
    for (const Pen& pen : pens) {
        const OrderGoesOn ofPen = [&](double share) {
            return !goesOn || goesOn((static_cast<double>(done) + share * static_cast<double>(pen.paths.size())) /
                                     static_cast<double>(all));
        };
        plot.fileOrderTravelMm += travelMm(pen.paths);
        plot.drawing.layers.push_back(layerOf(fmt::format("{} pen #{:02x}{:02x}{:02x}", plot.drawing.layers.size() + 1,
                                                          pen.colour.red, pen.colour.green, pen.colour.blue),
                                              arranged(pen.paths, options, ofPen)));
        plot.drawing.layers.back().compound = options.compound;
        plot.drawing.layers.back().closes = true;
        done += pen.paths.size();
    }
    return plot;
}

PlotPace::PlotPace(const PenSpeeds& speeds)
    : drawMmPerSecond(speeds.drawMmPerSecond), travelMmPerSecond(speeds.travelMmPerSecond),
      lowerSeconds(speeds.liftSeconds / 2), raiseSeconds(speeds.liftSeconds / 2),
      askedMmPerSecond(speeds.drawMmPerSecond) {
    speeds.validate();
}

PlotReport reportOf(const Plot& plot, const PlotPace& pace) {
    PlotReport report;
    const geometry::Point corner{0, plot.drawing.heightMm};
    for (const vector::Layer& layer : plot.drawing.layers) {
        const std::vector<PenPath> paths = penPathsOf(layer);
        report.paths += paths.size();
        report.travelMm += travelMm(paths);
        if (!paths.empty())
            report.cornerMm += length(paths.front().first() - corner) + length(paths.back().last() - corner);
        for (const PenPath& path : paths)
            report.penDownMm += path.lengthMm();
    }
    report.pens = plot.drawing.layers.size();
    report.lifts = report.paths;
    report.fileOrderTravelMm = plot.fileOrderTravelMm;
    report.scale = plot.scale;
    const double raisedMm = report.travelMm + (pace.fromCorner ? report.cornerMm : 0);
    report.seconds = pace.beginSeconds + report.penDownMm / pace.drawMmPerSecond + raisedMm / pace.travelMmPerSecond +
                     static_cast<double>(report.lifts) * pace.liftSeconds();
    return report;
}

std::vector<std::size_t> mergedPens(const std::vector<Colour>& colours, std::vector<std::size_t> lines,
                                    std::size_t most) {
    if (colours.size() > kMostColours)
        throw InvalidArgument(fmt::format("A plot of {} colours can't be brought down to {} pens: at most {} are.",
                                          colours.size(), most, kMostColours));
    const auto apart = [&colours](std::size_t a, std::size_t b) {
        const int red = colours[a].red - colours[b].red, green = colours[a].green - colours[b].green,
                  blue = colours[a].blue - colours[b].blue;
        return red * red + green * green + blue * blue;
    };
    std::vector<std::size_t> standsFor(colours.size()), left(colours.size());
    std::iota(standsFor.begin(), standsFor.end(), std::size_t{0});
    left = standsFor;
    std::vector<std::size_t> nearest(colours.size());
    const auto look = [&](std::size_t a) { // for the nearest of those after it
        std::size_t best = a;
        for (const std::size_t b : left)
            if (b > a && (best == a || apart(a, b) < apart(a, best)))
                best = b;
        nearest[a] = best;
    };
    std::ranges::for_each(left, look);
    while (left.size() > std::max<std::size_t>(most, 1)) {
        std::size_t first = left.front();
        for (const std::size_t a : left)
            if (nearest[a] != a && (nearest[first] == first || apart(a, nearest[a]) < apart(first, nearest[first])))
                first = a;
        std::size_t stays = first, goes = nearest[first];
        if (lines[goes] > lines[stays])
            std::swap(stays, goes);
        lines[stays] += lines[goes];
        std::ranges::replace(standsFor, goes, stays);
        std::erase(left, goes);
        for (const std::size_t a : left)
            if (nearest[a] == goes)
                look(a);
    }
    return standsFor;
}

Colour pureColour(Colour colour) {
    const auto pure = [](std::uint8_t channel) { return static_cast<std::uint8_t>(channel < 128 ? 0 : 255); };
    const Colour result{pure(colour.red), pure(colour.green), pure(colour.blue)};
    return result == Colour{255, 255, 255} ? Colour{} : result;
}

} // namespace croquis::plot
