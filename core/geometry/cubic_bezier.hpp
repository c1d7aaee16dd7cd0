// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <vector>

namespace croquis::geometry {

/// A point or a vector of the plane; x to the right, y down. The unit and the frame are the owner's.
struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(double s, Point a) { return {s * a.x, s * a.y}; }
};

double dot(Point a, Point b);
double length(Point a);

/// The axis-aligned box of a set of points; empty when minimum > maximum.
struct Box {
    Point minimum;
    Point maximum;
};

/// B(t) = (1-t)^3 p0 + 3 (1-t)^2 t p1 + 3 (1-t) t^2 p2 + t^3 p3, t in 0..1.
struct CubicBezier {
    std::array<Point, 4> points;

    friend bool operator==(const CubicBezier&, const CubicBezier&) = default;

    Point at(double t) const;
    /// dB/dt; zero at an end whose two control points coincide.
    Point derivative(double t) const;
    CubicBezier reversed() const;
    /// Its part from p0 to B(t), t in 0..1 (de Casteljau).
    CubicBezier until(double t) const;
    /// The t up to which it is `share` of its arc length long, within 1e-3 of the length. Cost: 128 points.
    double parameterAt(double share) const;
    /// Exact box of the curve (not of its control polygon).
    Box boundingBox() const;
    /// Length of p0 p1 p2 p3 as a polygon: never shorter than the curve.
    double polygonLength() const;
    double arcLength() const;
    /// Whether it runs to, fro and to again, so as to fill a place rather than follow a line
    /// (saliency::patchStrokes()): its control polygon is more than three times as long as the curve. Loops and cusps
    /// of lines stay below that.
    bool isScribble() const;
    /// Whether it ends exactly where it begins, as the line round such a place does, and isn't a point.
    bool isClosed() const { return points[0] == points[3] && points[1] != points[0] && points[2] != points[0]; }
    /// Whether it is part of what fills a place (saliency::patchStrokes()).
    bool fills() const { return isClosed() || isScribble(); }
    /// Vertices of a polyline that starts at p0, ends at p3 and stays within `tolerance` of the curve
    /// (Wang's bound on the second differences); at most `maximumSegments` segments.
    std::vector<Point> flatten(double tolerance, int maximumSegments = 1024) const;
};

} // namespace croquis::geometry
