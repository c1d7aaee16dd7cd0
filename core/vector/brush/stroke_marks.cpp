// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/stroke_marks.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "vector/brush/brush_lane.hpp"
#include "vector/brush/brush_way.hpp"
#include "vector/brush/lane_cover.hpp"
#include "vector/brush/lane_outline.hpp"
#include "vector/brush/outline_fit.hpp"
#include "vector/brush/wash_pools.hpp"
#include "vector/brush/wash_rim.hpp"
#include "vector/file_digits.hpp"
#include "vector/stroke_ids.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace croquis::vector {
namespace {

using Line = std::span<const geometry::Stroke>;

constexpr double kFarthest = 1e8;
constexpr double kFinestTooth = 0.2, kCoarsestTooth = 3.4; ///< millimetres
constexpr double kLeastShare = 0.45;                       ///< of a coarser one, so that files stay small

void validate(Line line) {
    if (!(line.front().width >= 0 && line.front().width <= kFarthest))
        throw InvalidArgument("A stroke's width isn't finite, is negative or far too large.");
    if (!(line.front().opacity >= 0 && line.front().opacity <= 1))
        throw InvalidArgument("A stroke's opacity must lie between 0 and 1.");
    for (const geometry::Stroke& stroke : line)
        for (const geometry::Point p : stroke.curve.points)
            if (!(std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest))
                throw InvalidArgument("A stroke's point isn't finite or lies too far outside the picture.");
}

std::vector<geometry::CubicBezier> curvesOf(Line line) {
    std::vector<geometry::CubicBezier> curves;
    curves.reserve(line.size());
    for (const geometry::Stroke& stroke : line)
        curves.push_back(stroke.curve);
    return curves;
}

/// To the digits that a file keeps, so that its centre lines give the same outlines again.
geometry::Stroke kept(geometry::Stroke stroke) {
    if (const double width = fileDigits(stroke.width); width > 0)
        stroke.width = width;
    if (const double opacity = fileDigits(stroke.opacity); opacity > 0)
        stroke.opacity = opacity;
    return stroke;
}

std::vector<geometry::CubicBezier> kept(std::vector<geometry::CubicBezier> curves) {
    for (geometry::CubicBezier& curve : curves)
        curve = fileDigits(curve);
    return curves;
}

/// As fine as anybody could see: paper has its tooth whatever the width, and a file of finer ones is megabytes. Nor
/// does it get much coarser.
Brush onPaper(Brush brush, double breadth) {
    const double least = kFinestTooth / (breadth * brush.strands.width);
    const double most = kCoarsestTooth / (breadth * brush.strands.width);
    brush.grain.size = std::max(std::min(brush.grain.size, most), kLeastShare * brush.grain.size);
    brush.edge.length = std::max(brush.edge.length, least);
    brush.grain.size = std::max(brush.grain.size, least);
    return brush;
}

/// A blot is a single one, its texture as fine as each strand's would be.
Brush asBlot(Brush brush) {
    const double tip = tipOf(brush);
    brush.edge.length *= brush.strands.width / tip;
    brush.grain.size *= brush.strands.width / tip;
    brush.strands = {1, 0, tip};
    return brush;
}

/// The opacity of one of several equal layers that are together as opaque.
double layerOpacity(double together, int layers) {
    return 1 - std::pow(1 - together, 1.0 / layers);
}

/// The marks of one line.
class LineMarks {
  public:
    /// @param stroke  the first of it. @param curves  brushWay(). @param course  before that.
    LineMarks(geometry::Stroke stroke, std::span<const geometry::CubicBezier> curves, Course course, const Brush& brush,
              std::uint64_t seed)
        : m_stroke(std::move(stroke)), m_breadth(m_stroke.width * brush.width), m_brush(onPaper(brush, m_breadth)),
          m_isRough(isRough(brush, m_breadth)), m_spine(curves, m_breadth, course),
          m_random(seed, base::RandomPurpose::brushTexture),
          m_tolerance(std::clamp(0.022 * m_breadth * brush.strands.width, 0.003, 0.036)),
          m_step(m_breadth * brush.strands.width < 1 ? 0.001 : 0.01) {}

    std::vector<Mark> take() {
        const bool isNib = m_brush.nib.ratio < 1 && !m_isRough; // it leaves its own shape, be it on the spot
        if (m_spine.course() == Course::open && m_spine.way() < kShortestWay * m_breadth &&
            (!isNib || m_brush.ends == Brush::Ends::butt || m_brush.ends == Brush::Ends::felt)) {
            dot();
            return std::move(m_marks);
        }
        if (m_spine.course() == Course::blot)
            m_brush = asBlot(m_brush);
        smudge();
        dust();
        for (int k = 0; k < m_brush.wash.layers; ++k)
            layer(k);
        return std::move(m_marks);
    }

  private:
    void add(std::vector<Contour> contours, double opacity) {
        std::erase_if(contours, [](const Contour& contour) { return contour.points.size() < 4; });
        if (!contours.empty() && opacity > 0)
            m_marks.push_back(
                {std::nullopt, std::move(contours), m_stroke.colour, opacity * m_stroke.opacity, m_brush.blend});
    }

    /// A stroke next to no length: the brush put down once.
    void dot() {
        const double radius = 0.5 * m_breadth * valueAt(m_brush.profile, 0.5, 1);
        const double reach = 0.5522847498 * radius; // of the quarter circle's cubic
        const geometry::Point c = m_stroke.curve.points[0];
        const auto at = [&](double x, double y) { return geometry::Point{c.x + x, c.y + y}; };
        add({{{at(radius, 0), at(radius, reach), at(reach, radius), at(0, radius), at(-reach, radius),
               at(-radius, reach), at(-radius, 0), at(-radius, -reach), at(-reach, -radius), at(0, -radius),
               at(reach, -radius), at(radius, -reach), at(radius, 0)}}},
            m_brush.opacity);
    }

    /// What was rubbed into the paper.
    void smudge() { loose(smudgeOf(m_brush), Brush::Dust::kSmudgeWidth, m_brush.dust.smudge); }

    /// Powder on the paper's peaks, sparser the further out.
    void dust() { loose(powderOf(m_brush), m_brush.dust.width, m_brush.dust.opacity); }

    /// @param width  brush widths.
    void loose(const Brush& powder, double width, double opacity) {
        if (opacity > 0 && m_isRough)
            add(laneTooth({powder, m_spine, m_breadth * width, 0, m_random.bits()}, m_tolerance, m_step), opacity);
    }

    void layer(int k) {
        const double opacity = layerOpacity(m_brush.opacity, m_brush.wash.layers);
        const double breadth = m_breadth * (1 - kNarrower * k / std::max(m_brush.wash.layers - 1, 1));
        const bool gathers = k == 0 && isWash(m_brush, m_breadth);
        const bool hasRim = gathers && m_brush.wash.rim > 0, hasPools = gathers && m_brush.wash.pools > 0;
        const int most = m_isRough || !deepens() ? 1 : kMostPasses;
        std::vector<std::vector<Contour>> passes(1);
        std::vector<std::vector<Contour>> pools, rims; // a rim of each pass
        for (int strand = 0; strand < m_brush.strands.count; ++strand) {
            const BrushLane lane(m_brush, m_spine, breadth, strand, m_random.bits());
            if (m_isRough) {
                append(passes[0], laneTooth(lane, m_tolerance, m_step));
                continue;
            }
            if (!hasRim && !hasPools && most == 1) {
                append(passes[0], smooth(lane));
                continue;
            }
            const auto cover = laneCover(lane, m_tolerance, most);
            passes.resize(std::max(passes.size(), cover.size()));
            for (std::size_t pass = 0; pass < cover.size(); ++pass) {
                auto contours = fitted(cover[pass]);
                if (hasRim) {
                    rims.resize(std::max(rims.size(), cover.size()));
                    addRim(rims[pass], lane, cover[pass], contours, pass > 0);
                }
                append(passes[pass], std::move(contours));
            }
            if (hasPools)
                addPools(pools, lane, cover.front());
        }
        for (auto& contours : passes)
            add(std::move(contours), opacity);
        for (auto& contours : pools)
            add(std::move(contours), layerOpacity(m_brush.wash.pools, static_cast<int>(pools.size())));
        for (auto& contours : rims)
            add(std::move(contours), m_brush.wash.rimOpacity);
    }

    /// One tone, whatever lies twice.
    std::vector<Contour> smooth(const BrushLane& lane) const {
        if (m_spine.course() != Course::open || !lane.tightBends().empty())
            return fitted(laneCover(lane, m_tolerance, 1).front());
        return {sections(lane)};
    }

    Contour sections(const BrushLane& lane) const {
        return fitOutline(laneOutline(lane, m_tolerance), m_tolerance, kFineStep);
    }

    /// Where the pigment lies thicker, darker the more of these lie over one another.
    void addPools(std::vector<std::vector<Contour>>& pools, const BrushLane& lane,
                  std::span<const Polygon> shape) const {
        const double least = std::min(kPalest / m_stroke.opacity, 0.5);
        const auto most = static_cast<int>(std::min(std::log(1 - m_brush.wash.pools) / std::log(1 - least), 99.0));
        for (std::vector<Polygon>& there : poolsOf(lane, shape, most)) {
            dropSpecks(there, kLeastLeft, lane.breadth());
            pools.push_back(fitted(there));
        }
    }

    /// A stroke that darkens what it crosses darkens itself too: where it lies twice it is painted twice.
    bool deepens() const { return m_brush.blend == Blend::multiply && m_brush.nib.ratio >= 1; }

    /// The edge of the first layer, where the pigment dries.
    void addRim(std::vector<Contour>& rim, const BrushLane& lane, std::span<const Polygon> shape,
                const std::vector<Contour>& outer, bool again) const {
        const auto inner = insideRim(lane, shape, again, kRimFine * m_tolerance);
        if (!inner)
            return;
        append(rim, outer);
        for (Contour& contour : fitted(*inner)) {
            std::ranges::reverse(contour.points);
            rim.push_back(std::move(contour));
        }
    }

    std::vector<Contour> fitted(std::span<const Polygon> polygons) const {
        std::vector<Contour> contours;
        for (const Polygon& polygon : polygons)
            if (Contour contour = fitOutline(polygon, m_tolerance, kFineStep); !contour.points.empty())
                contours.push_back(std::move(contour));
        return contours;
    }

    static void append(std::vector<Contour>& contours, std::vector<Contour> more) {
        contours.insert(contours.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }

    static constexpr double kNarrower = 0.14; ///< the last of several layers
    static constexpr int kMostPasses = 4;
    static constexpr double kLeastLeft = 0.03; ///< square breadths
    static constexpr double kPalest =
        0.065; ///< opacity of a layer that pictures of 8 bits a channel round without a trace
    static constexpr double kRimFine = 0.25; ///< tolerances
    static constexpr double kFineStep = 0.001;

    const geometry::Stroke m_stroke;
    double m_breadth;
    Brush m_brush;
    bool m_isRough;
    StrokeSpine m_spine;
    base::RandomStream m_random;
    double m_tolerance, m_step;
    std::vector<Mark> m_marks;
};

std::vector<Mark> marks(Line line, const Brush& brush, std::uint64_t seed) {
    if (line.empty())
        return {};
    validate(line);
    const geometry::Stroke& stroke = line.front();
    if (stroke.width == 0 || stroke.opacity == 0)
        return {};
    std::vector<geometry::CubicBezier> curves = curvesOf(line);
    if (!brush.isLine()) {
        geometry::Stroke first = kept(stroke);
        curves = kept(std::move(curves));
        const double breadth = first.width * brush.width;
        const Course course = courseOf(curves, brush, breadth);
        curves = kept(brushWay(std::move(curves), brush, breadth, course, seed));
        return LineMarks(std::move(first), curves, course, brush, seed).take();
    }
    return {{StrokedLine{std::move(curves), stroke.width * brush.width},
             {},
             stroke.colour,
             stroke.opacity * brush.opacity,
             brush.blend}};
}

} // namespace

std::vector<Mark> marksOfLine(Line line, const Brush& brush, std::uint64_t seed) {
    brush.validate();
    return marks(line, brush, seed);
}

double reachOf(Line line, const Brush& brush) {
    if (line.empty())
        return 0;
    const double reach = line.front().width * brush.reach(), breadth = line.front().width * brush.width;
    double least = 0; // of its way, at no cost
    for (const geometry::Stroke& stroke : line)
        least += geometry::length(stroke.curve.points[3] - stroke.curve.points[0]);
    if (brush.isLine() || moreWay(brush, breadth, least) == 0)
        return reach;
    return reach + moreWay(brush, breadth, wayOf(curvesOf(line)));
}

std::vector<Mark> marksOf(const geometry::Stroke& stroke, const Brush& brush, std::uint64_t seed) {
    return marksOfLine({&stroke, 1}, brush, seed);
}

std::vector<Mark> marksOf(std::span<const geometry::Stroke> strokes, const Brush& brush) {
    brush.validate();
    StrokeIds ids;
    for (const geometry::Stroke& stroke : strokes)
        ids.expect(stroke.id);
    std::vector<Mark> result;
    for (std::size_t i = 0; i < strokes.size(); ++i)
        for (Mark& mark : marks(strokes.subspan(i, 1), brush, textureSeedOf(ids.next(strokes[i].id))))
            result.push_back(std::move(mark));
    return result;
}

MarkedPage markedPage(const geometry::Sketch& sketch, const Brush& brush) {
    return {sketch.width, sketch.height, marksOf(sketch.strokes, brush)};
}

} // namespace croquis::vector
