// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "geometry/cubic_bezier.hpp"

namespace croquis::geometry {

/// x' = a x + c y + e, y' = b x + d y + f (the order of SVG's matrix()). Name values target_from_source, for example
/// page_from_canvas.
struct Affine {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    friend bool operator==(const Affine&, const Affine&) = default;

    static Affine scaleThenTranslate(double scale, Point offset) { return {scale, 0, 0, scale, offset.x, offset.y}; }

    Point operator()(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    CubicBezier operator()(const CubicBezier& curve) const {
        const auto& p = curve.points;
        return {{(*this)(p[0]), (*this)(p[1]), (*this)(p[2]), (*this)(p[3])}};
    }
    /// Composition: (m * n)(p) = m(n(p)).
    friend Affine operator*(const Affine& m, const Affine& n) {
        return {m.a * n.a + m.c * n.b, m.b * n.a + m.d * n.b,       m.a * n.c + m.c * n.d,
                m.b * n.c + m.d * n.d, m.a * n.e + m.c * n.f + m.e, m.b * n.e + m.d * n.f + m.f};
    }
    double determinant() const { return a * d - b * c; }
    /// @throws InvalidArgument when the determinant is zero or not finite.
    Affine inverse() const;
};

} // namespace croquis::geometry
