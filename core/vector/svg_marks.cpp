// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_marks.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <iterator>

namespace croquis::vector {
namespace {

/// At most three decimals, no trailing zeros, never "-0".
std::string decimal(long long thousandths) {
    const long long magnitude = std::llabs(thousandths);
    std::string text = fmt::format("{}{}", thousandths < 0 ? "-" : "", magnitude / 1000);
    if (magnitude % 1000 != 0) {
        text += fmt::format(".{:03}", magnitude % 1000);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

/// Relative to the point before, so that numbers stay short: both are rounded first, and no error adds up.
class PathWriter {
  public:
    explicit PathWriter(std::string& out) : m_out(out) {}

    void line(const std::vector<geometry::CubicBezier>& curves) {
        move(curves.front().points[0]);
        for (const geometry::CubicBezier& curve : curves)
            cubic(curve.points[1], curve.points[2], curve.points[3]);
    }
    void contour(const Contour& contour) {
        const auto& p = contour.points;
        move(p.front());
        for (std::size_t i = 1; i + 2 < p.size(); i += 3)
            cubic(p[i], p[i + 1], p[i + 2]);
        m_out += 'z';
    }

  private:
    struct Place {
        long long x = 0, y = 0; ///< thousandths
    };

    static Place rounded(geometry::Point p) {
        if (!(std::abs(p.x) <= kFarthestMm && std::abs(p.y) <= kFarthestMm))
            throw InvalidArgument("drawing: a coordinate isn't finite or lies beyond 1e9 mm");
        return {std::llround(p.x * 1000), std::llround(p.y * 1000)};
    }
    void move(geometry::Point p) {
        m_at = rounded(p);
        m_out += 'M';
        digits(m_at.x);
        digits(m_at.y);
    }
    void cubic(geometry::Point a, geometry::Point b, geometry::Point to) {
        m_out += 'c';
        pair(m_at, a);
        pair(m_at, b);
        end(to);
    }
    void end(geometry::Point to) {
        pair(m_at, to);
        m_at = rounded(to);
    }
    void pair(Place from, geometry::Point to) {
        const Place place = rounded(to);
        digits(place.x - from.x);
        digits(place.y - from.y);
    }
    /// A space only where the number before would run on.
    void digits(long long thousandths) {
        const bool first = m_out.back() >= 'a' || m_out.back() == 'M';
        std::string text = decimal(thousandths);
        if (const std::size_t sign = text.front() == '-'; text.size() > sign + 1 && text[sign] == '0')
            text.erase(sign, 1);
        if (!first && text.front() != '-')
            m_out += ' ';
        m_out += text;
    }

    std::string& m_out;
    Place m_at;
};

} // namespace

std::string svgNumber(double value) {
    if (!(std::abs(value) <= kFarthestMm))
        throw InvalidArgument("drawing: a coordinate isn't finite or lies beyond 1e9 mm");
    return decimal(std::llround(value * 1000));
}

std::string svgNumber(geometry::Point point) {
    return svgNumber(point.x) + ' ' + svgNumber(point.y);
}

std::string svgColour(geometry::Colour colour) {
    return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue);
}

void writeSvgMark(std::string& out, const Mark& mark) {
    out += "      <path d=\"";
    PathWriter path(out);
    if (mark.line)
        path.line(mark.line->curves);
    for (const Contour& contour : mark.contours)
        path.contour(contour);
    out += '"';
    if (mark.line)
        fmt::format_to(std::back_inserter(out),
                       " fill=\"none\" stroke=\"{}\" stroke-width=\"{}\" "
                       "stroke-linecap=\"round\" stroke-linejoin=\"round\"",
                       svgColour(mark.colour), svgNumber(mark.line->width));
    else
        fmt::format_to(std::back_inserter(out), " fill=\"{}\"", svgColour(mark.colour));
    if (mark.opacity < 1)
        fmt::format_to(std::back_inserter(out), " opacity=\"{}\"", svgNumber(mark.opacity));
    if (mark.blend == Blend::multiply)
        out += " style=\"mix-blend-mode:multiply\"";
    out += "/>\n";
}

} // namespace croquis::vector
