// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_path_data.hpp"

#include "base/error.hpp"
#include "geometry/affine.hpp"
#include "vector/svg_losses.hpp"
#include "vector/svg_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace croquis::vector {
namespace {

using geometry::Point;

char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// The commands of one path. S and T mirror the control point of the command before them.
class PathInterpreter {
  public:
    PathInterpreter(std::string_view data, CurvePen& pen) : m_scanner(data), m_pen(pen) {}

    void run() {
        char command = 0;
        while (!m_scanner.atEnd()) {
            const bool repeats = command != 0 && upper(command) != 'Z' && m_scanner.atNumber();
            if (!repeats)
                command = next(command);
            else if (upper(command) == 'M')
                command = command == 'M' ? 'L' : 'l';
            m_relative = command != upper(command);
            perform(upper(command));
            m_last = upper(command);
        }
    }

  private:
    char next(char before) {
        const char command = m_scanner.take();
        if (command == ',')
            throw ExportError("it has a path with a comma that no number follows");
        if (std::string_view("MLHVCSQTAZ").find(upper(command)) == std::string_view::npos)
            throw ExportError("it has a path with an unknown command");
        if (before == 0 && upper(command) != 'M')
            throw ExportError("it has a path that doesn't start with a move");
        return command;
    }

    void perform(char command) {
        switch (command) {
        case 'M':
            m_pen.moveTo(point());
            break;
        case 'L':
            m_pen.lineTo(point());
            break;
        case 'H': {
            const double x = m_scanner.number();
            m_pen.lineTo({m_relative ? m_pen.position().x + x : x, m_pen.position().y});
            break;
        }
        case 'V': {
            const double y = m_scanner.number();
            m_pen.lineTo({m_pen.position().x, m_relative ? m_pen.position().y + y : y});
            break;
        }
        case 'C':
        case 'S': {
            const Point first = command == 'C' ? point() : mirrored('C', 'S');
            const Point second = point();
            m_pen.cubicTo(first, second, point());
            m_control = second;
            break;
        }
        case 'Q':
        case 'T':
            m_control = command == 'Q' ? point() : mirrored('Q', 'T');
            m_pen.quadraticTo(m_control, point());
            break;
        case 'A':
            arc();
            break;
        default:
            m_pen.close();
        }
    }

    void arc() {
        const double rx = m_scanner.number();
        const double ry = m_scanner.number();
        const double rotation = m_scanner.number();
        const bool large = m_scanner.flag();
        const bool sweep = m_scanner.flag();
        m_pen.arcTo({rx, ry}, rotation, large, sweep, point());
    }

    Point point() {
        const double x = m_scanner.number();
        const double y = m_scanner.number();
        return m_relative ? m_pen.position() + Point{x, y} : Point{x, y};
    }

    Point mirrored(char first, char second) const {
        const Point here = m_pen.position();
        return m_last == first || m_last == second ? 2 * here - m_control : here;
    }

    NumberScanner m_scanner;
    CurvePen& m_pen;
    Point m_control;
    char m_last = 0;
    bool m_relative = false;
};

double signedAngle(Point from, Point to) {
    return std::atan2(from.x * to.y - from.y * to.x, from.x * to.x + from.y * to.y);
}

} // namespace

geometry::CubicBezier lineCurve(Point from, Point to) {
    const Point step = (1.0 / 3) * (to - from);
    return {{from, from + step, to - step, to}};
}

void CurvePen::add(const geometry::CubicBezier& curve) {
    if (m_curves.size() >= kMaximumCurves)
        throw SvgLimit(fmt::format("it has more than {} path segments", kMaximumCurves));
    m_curves.push_back(curve);
    m_position = curve.points[3];
    m_isBare = false;
}

void CurvePen::moveTo(Point to) {
    m_position = m_start = to;
    m_isBare = true;
}

void CurvePen::lineTo(Point to) {
    add(lineCurve(m_position, to));
}

void CurvePen::cubicTo(Point control1, Point control2, Point to) {
    add({{m_position, control1, control2, to}});
}

void CurvePen::quadraticTo(Point control, Point to) {
    const double share = 2.0 / 3;
    add({{m_position, m_position + share * (control - m_position), to + share * (control - to), to}});
}

void CurvePen::arcTo(Point radii, double rotationDegrees, bool largeArc, bool sweep, Point to) {
    double rx = std::abs(radii.x);
    double ry = std::abs(radii.y);
    if (m_position == to)
        return;
    if (rx == 0 || ry == 0)
        return lineTo(to);
    const double angle = rotationDegrees * std::numbers::pi / 180;
    const double cosine = std::cos(angle);
    const double sine = std::sin(angle);
    const Point half = 0.5 * (m_position - to);
    const Point p{cosine * half.x + sine * half.y, cosine * half.y - sine * half.x};
    const double stretch = std::hypot(p.x / rx, p.y / ry);
    if (stretch > 1) {
        rx *= stretch;
        ry *= stretch;
    }
    const Point unit{p.x / rx, p.y / ry};
    const double distance2 = unit.x * unit.x + unit.y * unit.y;
    if (distance2 == 0)
        return lineTo(to); // so short against its radii that nothing is left of its bow
    const double toCentre = std::sqrt(std::max(0.0, 1 / distance2 - 1)) * (largeArc != sweep ? 1 : -1);
    const Point centre{toCentre * unit.y, -toCentre * unit.x}; // on the unit circle's plane
    const Point first = unit - centre;
    double turn = signedAngle(first, -1.0 * unit - centre);
    if (sweep && turn < 0)
        turn += 2 * std::numbers::pi;
    if (!sweep && turn > 0)
        turn -= 2 * std::numbers::pi;
    const geometry::Affine map =
        geometry::Affine{cosine, sine, -sine, cosine, 0.5 * (m_position.x + to.x), 0.5 * (m_position.y + to.y)} *
        geometry::Affine{rx, 0, 0, ry, 0, 0};
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::abs(turn) / (std::numbers::pi / 2) - 1e-9)));
    const double step = turn / pieces;
    const double handle = 4.0 / 3 * std::tan(step / 4);
    const double start = std::atan2(first.y, first.x);
    for (int i = 0; i < pieces; ++i) {
        const Point a{std::cos(start + i * step), std::sin(start + i * step)};
        const Point b{std::cos(start + (i + 1) * step), std::sin(start + (i + 1) * step)};
        const Point control1 = map(centre + a + handle * Point{-a.y, a.x});
        const Point control2 = map(centre + b - handle * Point{-b.y, b.x});
        cubicTo(control1, control2, i + 1 == pieces ? to : map(centre + b));
    }
}

void CurvePen::close() {
    if (m_position != m_start || (m_isBare && m_roundEnds))
        lineTo(m_start);
}

void drawPathData(std::string_view data, CurvePen& pen) {
    if (trimmed(data) == "none")
        return;
    PathInterpreter(data, pen).run();
}

} // namespace croquis::vector
