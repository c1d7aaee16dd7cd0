// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animated_svg.hpp"

#include "animation/moving_marks.hpp"
#include "base/error.hpp"
#include "vector/svg_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>

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

/// The dash is as long as the line and moves in from before its start; a line that hasn't begun has no cap either.
std::string drawnKeyframes(const std::string& name, const Span& time, double motion, double length) {
    const double dash = std::ceil(length * 1000 + 1) / 1000;
    const std::string hidden = fmt::format("visibility:hidden;stroke-dasharray:{0};stroke-dashoffset:{0}", dash);
    const std::string begun = fmt::format("visibility:visible;stroke-dasharray:{0};stroke-dashoffset:{0}", dash);
    const std::string whole = fmt::format("visibility:visible;stroke-dasharray:{};stroke-dashoffset:0", dash);
    return fmt::format("@keyframes {}{{0%,{}{{{}}}{}{{{}}}{},100%{{{}}}}}\n", name, percent(time.begin * motion),
                       hidden, percent(time.begin * motion + kJump / 100), begun, percent(time.end * motion), whole);
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

struct Sheet {
    std::string keyframes;
    std::string rules;
    std::string masks;
};

/// What uncovers the marks of a line. A group with a mask is painted by itself and then laid on the page as a whole, so
/// it multiplies as its marks do without one: for that kind of blending the outcome is the same.
void addMask(Sheet& sheet, const std::string& id, std::span<const geometry::Stroke> line, const vector::Brush& brush) {
    sheet.rules += fmt::format("[croquis|{}=\"{}\"]{{mask:url(#mask-{}){}}}\n", vector::kMarksAttribute, id, id,
                               brush.blend == vector::Blend::multiply ? ";mix-blend-mode:multiply" : "");
    sheet.masks += fmt::format("    <mask id=\"mask-{}\" maskUnits=\"userSpaceOnUse\" x=\"0\" y=\"0\" width=\"100%\" "
                               "height=\"100%\">"
                               "<path id=\"mask-line-{}\" d=\"{}\" fill=\"none\" stroke=\"#fff\" "
                               "stroke-width=\"{:.3f}\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></mask>\n",
                               id, id, vector::pathDataOf(line), 2 * uncoveredReach(line.front(), brush));
}

Sheet sheetFor(const Animation& animation) {
    const vector::Drawing& drawing = animation.drawing();
    const bool drawOn = animation.options().motion == Motion::drawOn;
    const double motion = animation.options().seconds / animation.seconds();
    const auto ids = vector::pathIdsOf(drawing);
    Sheet sheet;
    std::size_t number = 0;
    for (std::size_t i = 0; i < drawing.layers.size(); ++i) {
        const auto lines = vector::linesOf(drawing.layers[i]);
        const vector::Brush& brush = vector::brushOf(drawing, drawing.layers[i]);
        const bool pen = brush.isPen();
        for (std::size_t k = 0; k < lines.size(); ++k, ++number) {
            const std::string& id = ids[i][k];
            const std::string name = fmt::format("croquis-{}", number + 1);
            sheet.keyframes += drawOn ? drawnKeyframes(name, animation.times()[number], motion, lineLength(lines[k]))
                                      : movedKeyframes(name, animation.moments(), number, motion);
            sheet.rules += fmt::format("[id=\"{}{}\"]{{animation:{} {}s linear infinite}}\n", pen ? "" : "mask-line-",
                                       id, name, animation.seconds());
            if (!pen)
                addMask(sheet, id, lines[k], brush);
        }
    }
    return sheet;
}

} // namespace

void requireAnimatable(Motion motion, const vector::Brush& brush) {
    if (motion == Motion::convergence && !brush.isPen())
        throw InvalidArgument(
            "An animated SVG shows a convergence with the pen only, for other brushes it would hold their outlines at "
            "every "
            "moment: choose --brush pen, --animate draw-on, or a GIF or MP4, which show it with any brush.");
}

std::string writeAnimatedSvg(const Animation& animation) {
    requireAnimatable(animation.options().motion, animation.drawing().brush);
    std::string svg = vector::writeSvg(animation.drawing());
    const Sheet sheet = sheetFor(animation);
    std::string addition = fmt::format(
        "  <style>\n@namespace croquis url({});\n@media (prefers-reduced-motion: no-preference) {{\n{}{}}}\n"
        "  </style>\n",
        vector::kProvenanceNamespace, sheet.keyframes, sheet.rules);
    if (!sheet.masks.empty())
        addition += fmt::format("  <defs>\n{}  </defs>\n", sheet.masks);
    constexpr std::string_view kEnd = "  </metadata>\n";
    svg.insert(svg.find(kEnd) + kEnd.size(), addition);
    return svg;
}

} // namespace croquis::animation
