// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <cmath>
#include <limits>

using namespace croquis;
using geometry::Point;
using vector::Contour;
using vector::Mark;

namespace {

/// A closed polygon as an outline of cubics.
Contour polygon(const std::vector<Point>& corners) {
    Contour contour{{corners.front()}};
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point from = corners[i], to = corners[(i + 1) % corners.size()];
        contour.points.insert(contour.points.end(), {from, to, to});
    }
    return contour;
}

Contour reversed(Contour contour) {
    std::reverse(contour.points.begin(), contour.points.end());
    return contour;
}

Contour square(double left, double top, double side) {
    return polygon({{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}});
}

Mark filled(std::vector<Contour> contours, geometry::Colour colour = {}, double opacity = 1,
            vector::Blend blend = vector::Blend::normal) {
    return {std::nullopt, std::move(contours), colour, opacity, blend};
}

std::vector<std::uint8_t> paint(std::vector<Mark> marks, int side = 40, std::optional<geometry::Colour> paper = {}) {
    return vector::paint({double(side), double(side), std::move(marks)}, {{side, side}, paper});
}

double coverage(const std::vector<std::uint8_t>& picture) {
    double sum = 0;
    for (std::size_t i = 3; i < picture.size(); i += 4)
        sum += picture[i] / 255.0;
    return sum;
}

const std::uint8_t* at(const std::vector<std::uint8_t>& picture, int x, int y, int side = 40) {
    return &picture[4 * std::size_t(y * side + x)];
}

} // namespace

class FillPainterTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void areaIsExact() {
        test::Numbers numbers(5);
        for (int i = 0; i < 300; ++i) {
            const auto point = [&numbers] { return Point{numbers.between(2, 38), numbers.between(2, 38)}; };
            const Point a = point(), b = point(), c = point();
            const double area = 0.5 * std::abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
            QVERIFY(std::abs(coverage(paint({filled({polygon({a, b, c})})})) - area) < 0.15);
        }
    }

    void cutOffAtEverySide() {
        test::Numbers numbers(6);
        for (int i = 0; i < 300; ++i) {
            // A band across and beyond the picture against the same band by its distance from the middle line.
            const double angle = numbers.between(0, 6.283), shift = numbers.between(-25, 25),
                         half = numbers.between(1, 9);
            const Point way{std::cos(angle), std::sin(angle)}, side{-way.y, way.x};
            const Point middle = Point{20, 20} + shift * side;
            const auto corner = [&](double s, double t) { return middle + (1000 * s) * way + (half * t) * side; };
            const auto picture =
                paint({filled({polygon({corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)})})});
            for (int y = 0; y < 40; ++y)
                for (int x = 0; x < 40; ++x) {
                    const double distance = std::abs(dot(Point{x + 0.5, y + 0.5} - middle, side));
                    const int alpha = at(picture, x, y)[3];
                    if (distance < half - 0.75)
                        QCOMPARE(alpha, 255);
                    if (distance > half + 0.75)
                        QCOMPARE(alpha, 0);
                }
        }
    }

    void holesAndOverlaps() {
        QCOMPARE(coverage(paint({filled({square(5, 5, 20), reversed(square(10, 10, 5))})})), 375.0);
        QCOMPARE(coverage(paint({filled({square(5, 5, 20), square(15, 5, 20)})})), 600.0);
        QCOMPARE(coverage(paint({filled({square(5, 5, 20), square(5, 5, 20)})})), 400.0);
        // Either way round.
        QCOMPARE(coverage(paint({filled({reversed(square(5, 5, 20))})})), 400.0);
        // A hole is filled by what lies over it.
        QCOMPARE(coverage(paint({filled({square(5, 5, 20), reversed(square(10, 10, 5)), square(8, 8, 10)})})), 400.0);
    }

    void curvesAreSmooth() {
        constexpr double kRadius = 15, kReach = 0.5522847498 * kRadius; // of the quarter circle's cubic
        Contour circle{{{20 + kRadius, 20}}};
        for (const Point way : {Point{1, 0}, Point{0, 1}, Point{-1, 0}, Point{0, -1}}) {
            const Point from = Point{20, 20} + kRadius * way, across{-way.y, way.x},
                        to = Point{20, 20} + kRadius * across;
            circle.points.insert(circle.points.end(), {from + kReach * across, to + kReach * way, to});
        }
        QVERIFY(std::abs(coverage(paint({filled({circle})})) - 3.14159265358979 * kRadius * kRadius) < 3);
    }

    void blendsAsCompositingSays() {
        const geometry::Colour red{200, 40, 10}, blue{20, 60, 220}, paper{250, 230, 200};
        for (const bool onPaper : {true, false}) {
            const std::optional<geometry::Colour> ground = onPaper ? std::optional(paper) : std::nullopt;
            const auto picture = paint({filled({square(5, 5, 20)}, red, 0.6, vector::Blend::multiply),
                                        filled({square(15, 15, 20)}, blue, 0.5, vector::Blend::multiply)},
                                       40, ground);
            // W3C Compositing, in straight colours: over the backdrop b of alpha ab the source s of alpha as.
            struct Straight {
                double c[3], a;
            };
            const auto over = [](Straight b, const geometry::Colour& colour, double as) {
                const double s[3] = {colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0};
                Straight r{{}, as + b.a - as * b.a};
                for (int k = 0; k < 3; ++k)
                    r.c[k] = (as * (1 - b.a) * s[k] + as * b.a * s[k] * b.c[k] + (1 - as) * b.a * b.c[k]) / r.a;
                return r;
            };
            Straight expected{{paper.red / 255.0, paper.green / 255.0, paper.blue / 255.0}, onPaper ? 1.0 : 0.0};
            expected = over(over(expected, red, 0.6), blue, 0.5);
            const std::uint8_t* pixel = at(picture, 20, 20);
            for (int k = 0; k < 3; ++k)
                QVERIFY(std::abs(pixel[k] - 255 * expected.c[k]) <= 1);
            QVERIFY(std::abs(pixel[3] - 255 * expected.a) <= 1);
        }
    }

    void refusesWhatCantBePainted() {
        for (const double bad : {std::numeric_limits<double>::quiet_NaN(), 1e300}) {
            Contour contour = square(5, 5, 20);
            contour.points[4].x = bad;
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint({filled({contour})}));
        }
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint({filled({square(5, 5, 20)}, {}, 1.5)}));
        QCOMPARE(coverage(paint({filled({}), filled({Contour{}}), filled({square(5, 5, 20)}, {}, 0)})), 0.0);
        // Above, below, to the left and to the right of the picture.
        for (const Point place : {Point{5, -100}, Point{5, 100}, Point{-100, 5}, Point{100, 5}})
            QCOMPARE(coverage(paint({filled({square(place.x, place.y, 20)})})), 0.0);
    }

    void rowByRowIsTheWhole() {
        const std::vector<Mark> marks{filled({square(3.3, 4.7, 21.5)}, {9, 90, 200}, 0.7)};
        const auto whole = paint(marks);
        vector::StrokePainter painter(marks, geometry::Affine{}, {{40, 40}, {}});
        std::vector<std::uint8_t> row(160);
        for (int y = 0; y < 40; ++y) {
            painter.paintRow(row);
            QVERIFY(std::equal(row.begin(), row.end(), at(whole, 0, y)));
        }
    }
};

QTEST_APPLESS_MAIN(FillPainterTest)
#include "fill_painter_test.moc"
