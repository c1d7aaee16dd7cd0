// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_strokes.hpp"

#include "base/error.hpp"
#include "vector/svg_path_data.hpp"
#include "vector/svg_shapes.hpp"
#include "vector/svg_values.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <cmath>
#include <initializer_list>

namespace croquis::vector {
namespace {

using geometry::Affine;
using geometry::Point;

constexpr double kFarthest = 1e7;

/// By a tenth or more: a stroke then has another width in each direction.
bool isStretched(const Affine& m) {
    constexpr double kRatio = 1.1; // of the singular values; (k + 1 / k) / 2 of it by their squares' sum and product
    return m.a * m.a + m.b * m.b + m.c * m.c + m.d * m.d > (kRatio + 1 / kRatio) * std::abs(m.determinant());
}

/// The lines turn between two curves so that one sees what kind of corner it is.
bool isCorner(const geometry::CubicBezier& before, const geometry::CubicBezier& after) {
    constexpr double kCosine = 0.985; // 10 degrees
    const auto direction = [](Point from, std::initializer_list<Point> to) {
        for (const Point p : to)
            if (const double far = length(p - from); far > 1e-9)
                return 1 / far * (p - from);
        return Point();
    };
    const auto& p = before.points;
    const auto& q = after.points;
    const Point arriving = direction(p[3], {p[2], p[1], p[0]}), leaving = direction(q[0], {q[1], q[2], q[3]});
    const bool isDot = arriving == Point() || leaving == Point();
    return !isDot && -(arriving.x * leaving.x + arriving.y * leaving.y) < kCosine;
}

} // namespace

std::string svgIdOf(const pugi::xml_node& element) {
    return std::string(element.attribute("id").value()).substr(0, kMaximumIdBytes);
}

void SvgStrokes::add(const pugi::xml_node& node, std::string_view name, const SvgFrame& frame, const std::string& id) {
    if (frame.hidden && !m_brushed.show(svgIdOf(node)))
        return m_losses.add(SvgLoss::deletedMarks);
    const std::size_t first = m_curves.size();
    draw(node, name, frame, first);
    if (frame.pageFromUser.determinant() == 0) { // as SVG has it: drawn not at all
        m_curves.resize(first);
        return;
    }
    geometry::Stroke stroke = strokeOf(frame);
    for (std::size_t i = first; i < m_curves.size(); ++i)
        for (const Point p : frame.pageFromUser(m_curves[i]).points)
            if (!(std::abs(p.x) <= kFarthest && std::abs(p.y) <= kFarthest))
                throw ExportError("it has a point that isn't finite or lies far outside its page");
    if (frame.hidden && m_brushed.differ(svgIdOf(node), stroke.colour, frame.pageFromUser))
        m_losses.add(SvgLoss::editedMarks);
    tellOfShape(frame, stroke.width, first);
    for (std::size_t i = first; i < m_curves.size(); ++i) {
        stroke.curve = frame.pageFromUser(m_curves[i]);
        const bool alone = m_curves.size() - first == 1;
        stroke.id = alone || id.empty() ? id : fmt::format("{}.{}", id, i - first + 1);
        if (i > first && m_curves[i].points[0] == m_curves[i - 1].points[3])
            ++m_document.runs.back();
        else
            m_document.runs.push_back(1);
        m_document.sketch.strokes.push_back(stroke);
    }
}

/// Its curves, of a damaged path those before the damage.
/// @param first  of them.
void SvgStrokes::draw(const pugi::xml_node& node, std::string_view name, const SvgFrame& frame, std::size_t first) {
    CurvePen pen(m_curves, frame.style.hasRoundEnds);
    try {
        drawShape(node, name, pathDataOf(node, m_sheet), frame.size, pen);
    } catch (const SvgLimit&) {
        throw;
    } catch (const ExportError& error) {
        const std::string id = svgIdOf(node);
        const std::string damage = id.empty() ? fmt::format("in a <{}> {}", name, error.what())
                                              : fmt::format("in the <{}> \"{}\" {}", name, id, error.what());
        const bool isCut = name == "path" || name == "polyline" || name == "polygon";
        if (!isCut || m_curves.size() == first) {
            m_curves.resize(first);
            throw ExportError(damage);
        }
        if (m_cut++ == 0) // as SVG has it: drawn up to there
            m_cutDamage = damage;
    }
}

/// Without its curve.
geometry::Stroke SvgStrokes::strokeOf(const SvgFrame& frame) const {
    const SvgStyle& style = frame.style;
    const double pageFromScreen = m_document.inMillimetres ? 1 / kPixelsPerMm : 1;
    geometry::Stroke stroke;
    stroke.width =
        style.strokeWidth * (style.isScaled ? std::sqrt(std::abs(frame.pageFromUser.determinant())) : pageFromScreen);
    stroke.colour = *style.stroke;
    stroke.opacity = style.strokeAlpha * style.strokeOpacity * style.opacity;
    if (!(stroke.width <= kFarthest))
        throw ExportError("it has a stroke far wider than its page");
    return stroke;
}

/// Strokes have one width, end and turn round. @param first  of the curves of a shape.
void SvgStrokes::tellOfShape(const SvgFrame& frame, double width, std::size_t first) {
    const SvgStyle& style = frame.style;
    constexpr double kSeenMm = 1;
    if (!(width > kSeenMm * (m_document.inMillimetres ? 1 : kPixelsPerMm)))
        return;
    if (style.isScaled && isStretched(frame.pageFromUser))
        m_losses.add(SvgLoss::stretched);
    const auto joins = [this](std::size_t i, std::size_t k) { return m_curves[i].points[3] == m_curves[k].points[0]; };
    for (std::size_t begin = first, end = first; begin < m_curves.size(); begin = end) {
        for (end = begin + 1; end < m_curves.size() && joins(end - 1, end); ++end)
            if (!style.hasRoundCorners && isCorner(m_curves[end - 1], m_curves[end]))
                m_losses.add(SvgLoss::corners);
        const bool closed = joins(end - 1, begin);
        if (!closed && !style.hasRoundEnds)
            m_losses.add(SvgLoss::ends);
        if (closed && !style.hasRoundCorners && isCorner(m_curves[end - 1], m_curves[begin]))
            m_losses.add(SvgLoss::corners);
    }
}

void SvgStrokes::tellOfCuts(std::vector<std::string>& notices) const {
    if (m_cut > 0)
        notices.push_back(m_cut == 1 ? fmt::format("A damaged path is drawn as far as it is whole: {}.", m_cutDamage)
                                     : fmt::format("{} damaged paths are drawn as far as they are whole, the first "
                                                   "because {}.",
                                                   m_cut, m_cutDamage));
}

} // namespace croquis::vector
