// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animated_svg.hpp"

#include "animation/moving_marks.hpp"
#include "base/error.hpp"
#include "base/file_digest.hpp"
#include "vector/svg_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

namespace croquis::animation {
namespace {

/// Between two keyframes where something changes at once, percent.
constexpr double kJump = 0.001;

std::string percent(double share) {
    std::string text = fmt::format("{:.3f}", std::clamp(share, 0.0, 1.0) * 100);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text + '%';
}

/// The dash is as long as the line, which is 1 by its pathLength, and moves in from before its start; the gap is a
/// little longer, for what browsers' measuring may lack. A line that hasn't begun has no cap either, one that is
/// finished no dash.
std::string drawnKeyframes(const std::string& name, const Span& time, double motion) {
    constexpr std::string_view kOutside = "stroke-dasharray:1 1.01;stroke-dashoffset:1";
    const double jump = kJump / 100;
    return fmt::format("@keyframes {0}{{0%,{1}{{visibility:hidden;{5}}}{2}{{visibility:visible;{5}}}{3}{{visibility:"
                       "visible;stroke-dasharray:1 1.01;stroke-dashoffset:0}}{4},100%{{visibility:visible;"
                       "stroke-dasharray:none;stroke-dashoffset:0}}}}\n",
                       name, percent(time.begin * motion), percent(time.begin * motion + jump),
                       percent(time.end * motion), percent(time.end * motion + jump), kOutside);
}

/// Of one stroke through all moments; before the first it was in, it isn't to be seen.
std::string movedKeyframes(const std::string& name, const std::vector<Moment>& moments, std::size_t stroke,
                           double motion) {
    std::string frames = fmt::format("@keyframes {}{{", name);
    bool seen = true;
    for (std::size_t k = 0; k < moments.size(); ++k) {
        const double share = moments.size() == 1 ? 1 : static_cast<double>(k) / static_cast<double>(moments.size() - 1);
        const auto& curve = moments[k][stroke];
        if (!curve) {
            fmt::format_to(std::back_inserter(frames), "{}{{visibility:hidden}}", percent(share * motion));
            seen = false;
            continue;
        }
        if (!seen)
            fmt::format_to(std::back_inserter(frames), "{}{{visibility:hidden}}",
                           percent(share * motion - kJump / 100));
        seen = true;
        fmt::format_to(std::back_inserter(frames), "{}{}{{visibility:visible;d:path(\"{}\")}}", percent(share * motion),
                       k + 1 == moments.size() ? ",100%" : "", vector::pathDataOf(*curve));
    }
    return frames + "}\n";
}

/// What sets the strokes in motion. All of its names begin with the file's own, and its rules hold below the root that
/// has that as its class: in a web page that holds several sketches none moves another's strokes.
struct Sheet {
    std::string scope;
    std::string keyframes;
    std::string rules;
    std::string masks;

    std::string text() const {
        return fmt::format("  <style>\n@media (prefers-reduced-motion: no-preference) {{\n{}{}}}\n  </style>\n{}",
                           keyframes, rules, masks.empty() ? "" : fmt::format("  <defs>\n{}  </defs>\n", masks));
    }
};

/// What uncovers the marks of a line. A group with a mask is painted by itself and then laid on the page as a whole, so
/// it multiplies as its marks do without one: for that kind of blending the outcome is the same.
void addMask(Sheet& sheet, const std::string& id, std::span<const geometry::Stroke> line, const vector::Brush& brush) {
    sheet.rules +=
        fmt::format(".{0} [{1}=\"{2}\"]{{mask:url(#{0}-mask-{2}){3}}}\n", sheet.scope, vector::kMarksAttribute, id,
                    brush.blend == vector::Blend::multiply ? ";mix-blend-mode:multiply" : "");
    sheet.masks += fmt::format("    <mask id=\"{0}-mask-{1}\" maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" "
                               "width=\"100%\" height=\"100%\">"
                               "<path id=\"{0}-line-{1}\" pathLength=\"1\" d=\"{2}\" fill=\"none\" stroke=\"#fff\" "
                               "stroke-width=\"{3:.3f}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></mask>\n",
                               sheet.scope, id, vector::pathDataOf(line), 2 * uncoveredReach(line, brush));
}

Sheet sheetFor(const Animation& animation, std::string scope) {
    const vector::Drawing& drawing = animation.drawing();
    const bool drawOn = animation.options().motion == Motion::drawOn;
    const double motion = animation.options().seconds / animation.seconds();
    const auto ids = vector::pathIdsOf(drawing);
    Sheet sheet;
    sheet.scope = std::move(scope);
    std::size_t number = 0;
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        const auto lines = vector::linesOf(drawing.layers[i]);
        const vector::Brush& brush = vector::brushOf(drawing, drawing.layers[i]);
        const bool pen = brush.isPen();
        for (std::size_t k = 0; k < lines.size(); ++k, ++number) {
            const std::string& id = ids[i][k];
            const std::string name = fmt::format("{}-{}", sheet.scope, number + 1);
            sheet.keyframes += drawOn ? drawnKeyframes(name, animation.times()[number], motion)
                                      : movedKeyframes(name, animation.moments(), number, motion);
            sheet.rules += fmt::format(".{} [id=\"{}{}\"]{{animation:{} {}s linear {}}}\n", sheet.scope,
                                       pen ? "" : sheet.scope + "-line-", id, name, animation.seconds(),
                                       animation.options().once ? "1 both" : "infinite");
            if (pen)
                continue;
            vector::Brush onPaper = brush;
            if (vector::covers(lines[k].front().colour, drawing.paper))
                onPaper.blend = vector::Blend::normal;
            addMask(sheet, id, lines[k], onPaper);
        }
    }
    return sheet;
}

/// The same name for the same bytes, another for others.
std::string scopeOf(const std::string& svg, const Animation& animation) {
    constexpr std::size_t kDigits = 8;
    const std::string all = svg + sheetFor(animation, "croquis").text();
    return "croquis-" + base::sha256(std::as_bytes(std::span(all))).substr(0, kDigits);
}

/// Behind the first place at or after `from` where `what` is written. @return the end of what was inserted.
std::size_t insertAfter(std::string& svg, std::string_view what, const std::string& text, std::size_t from = 0) {
    const std::size_t place = svg.find(what, from) + what.size();
    svg.insert(place, text);
    return place + text.size();
}

/// Title and description are found by their ids, which are the first of a whole web page.
void nameForPage(std::string& svg, const std::string& scope) {
    insertAfter(svg, "<svg", fmt::format(" class=\"{}\"", scope));
    const std::size_t labels = insertAfter(svg, "aria-labelledby=\"", scope + '-');
    if (svg.compare(labels, 11, "title desc\"") == 0) {
        insertAfter(svg, "title ", scope + '-', labels);
        insertAfter(svg, "<desc id=\"", scope + '-', labels);
    }
    insertAfter(svg, "<title id=\"", scope + '-', labels);
}

/// Lines that a dash draws count as 1 long, so that their data can be edited.
void measureAsOne(std::string& svg, const vector::Drawing& drawing) {
    const auto ids = vector::pathIdsOf(drawing);
    std::size_t from = 0;
    for (std::size_t i = 0; i < drawing.layers.size(); ++i)
        if (vector::brushOf(drawing, drawing.layers[i]).isPen())
            for (const std::string& id : ids[i])
                from = insertAfter(svg, fmt::format("<path id=\"{}\"", id), " pathLength=\"1\"", from);
}

} // namespace

void requireAnimatable(Motion motion, const vector::Brush& brush) {
    if (motion == Motion::convergence && !brush.isPen())
        throw InvalidArgument(
            "An animated SVG shows a convergence with the pen only, for other brushes it would hold their outlines at "
            "every moment: choose --brush pen, --animate draw-on, or a GIF or MP4, which show it with any brush.");
}

std::string writeAnimatedSvg(const Animation& animation) {
    requireAnimatable(animation.options().motion, animation.drawing().brush);
    std::string svg = vector::writeSvg(animation.drawing());
    const Sheet sheet = sheetFor(animation, scopeOf(svg, animation));
    if (animation.options().motion == Motion::drawOn)
        measureAsOne(svg, animation.drawing());
    insertAfter(svg, "  </metadata>\n", sheet.text());
    nameForPage(svg, sheet.scope);
    return svg;
}

} // namespace croquis::animation
