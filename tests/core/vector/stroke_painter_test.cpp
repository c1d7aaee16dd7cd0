// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using geometry::Stroke;
using vector::PixelSize;

namespace {

std::vector<std::uint8_t> paint(const geometry::Sketch& sketch, const vector::PaintOptions& options) {
    return vector::paint(vector::markedPage(sketch), options);
}

constexpr int kGrid = 32; ///< samples along each side of a pixel

double squaredDistance(Point p, Point a, Point b) {
    const Point along = b - a;
    const double square = dot(along, along);
    const double t = square > 0 ? std::clamp(dot(p - a, along) / square, 0.0, 1.0) : 0.0;
    const Point off = p - a - t * along;
    return dot(off, off);
}

/// Coverage of a stroke by counting samples whose distance from the curve is at most the radius; pixels.
std::vector<double> sampled(const CubicBezier& curve, double radius, PixelSize size) {
    const std::vector<Point> line = curve.flatten(1e-3, 1024);
    const double reach = std::sqrt(0.5); // from a pixel's centre to its corners
    std::vector<double> coverage(static_cast<std::size_t>(size.width * size.height));
    for (int y = 0; y < size.height; ++y)
        for (int x = 0; x < size.width; ++x) {
            std::vector<std::size_t> close;
            double nearest = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const double distance = std::sqrt(squaredDistance({x + 0.5, y + 0.5}, line[i], line[i + 1]));
                nearest = std::min(nearest, distance);
                if (distance <= radius + reach)
                    close.push_back(i);
            }
            double& result = coverage[static_cast<std::size_t>(y * size.width + x)];
            result = nearest <= radius - reach ? 1 : 0;
            if (result > 0 || close.empty())
                continue;
            for (int k = 0; k < kGrid * kGrid; ++k) {
                const Point p{x + (k % kGrid + 0.5) / kGrid, y + (k / kGrid + 0.5) / kGrid};
                const auto covers = [&](std::size_t i) {
                    return squaredDistance(p, line[i], line[i + 1]) <= radius * radius;
                };
                result += std::ranges::any_of(close, covers) ? 1.0 / (kGrid * kGrid) : 0;
            }
        }
    return coverage;
}

geometry::Sketch sketchOn(PixelSize size, std::vector<Stroke> strokes) {
    return {static_cast<double>(size.width), static_cast<double>(size.height), std::move(strokes)};
}

/// Largest difference of the painted alpha of one stroke from the sampled coverage, 0..1.
double worst(const CubicBezier& curve, double radius, PixelSize size) {
    const auto picture = paint(sketchOn(size, {{curve, 2 * radius, {}, 1, ""}}), {size, {}});
    const auto expected = sampled(curve, radius, size);
    double result = 0;
    for (std::size_t i = 0; i < expected.size(); ++i)
        result = std::max(result, std::abs(picture[4 * i + 3] / 255.0 - expected[i]));
    return result;
}

std::array<int, 4> pixel(const std::vector<std::uint8_t>& picture, int width, int x, int y) {
    const std::size_t at = 4 * static_cast<std::size_t>(y * width + x);
    return {picture[at], picture[at + 1], picture[at + 2], picture[at + 3]};
}

CubicBezier line(Point from, Point to) {
    return {{from, from, to, to}};
}

} // namespace

class StrokePainterTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void coverageIsTheArea_data() {
        QTest::addColumn<double>("radius");
        for (const double radius : {0.1, 0.35, 1.0, 2.7, 8.0})
            QTest::addRow("radius %.2f", radius) << radius;
    }
    void coverageIsTheArea() {
        QFETCH(double, radius);
        const PixelSize size{48, 40};
        test::Numbers numbers(23);
        for (int round = 0; round < 12; ++round) {
            CubicBezier curve;
            for (Point& point : curve.points)
                point = {numbers.between(-10, 58), numbers.between(-10, 50)};
            const double difference = worst(curve, radius, size);
            QVERIFY2(difference < 0.03, qPrintable(QString("round %1: %2").arg(round).arg(difference)));
        }
    }

    void difficultStrokes_data() {
        QTest::addColumn<double>("x0");
        QTest::addColumn<double>("y0");
        QTest::addColumn<double>("x1");
        QTest::addColumn<double>("y1");
        QTest::addColumn<double>("x2");
        QTest::addColumn<double>("y2");
        QTest::addColumn<double>("x3");
        QTest::addColumn<double>("y3");
        QTest::newRow("point") << 20. << 20.3 << 20. << 20.3 << 20. << 20.3 << 20. << 20.3;
        QTest::newRow("level") << 5.2 << 20.37 << 15. << 20.37 << 25. << 20.37 << 40.6 << 20.37;
        QTest::newRow("level between rows") << 5. << 20. << 15. << 20. << 25. << 20. << 40. << 20.;
        QTest::newRow("upright") << 20.37 << 5.2 << 20.37 << 15. << 20.37 << 25. << 20.37 << 33.3;
        QTest::newRow("nearly level") << 5. << 20. << 15. << 20.01 << 25. << 20.02 << 40. << 20.03;
        QTest::newRow("slanted") << 3. << 4. << 16. << 13. << 29. << 22. << 42. << 31.;
        QTest::newRow("cusp") << 5. << 30. << 45. << 5. << 3. << 5. << 43. << 30.;
        QTest::newRow("loop") << 5. << 30. << 70. << 0. << -22. << 0. << 43. << 30.;
        QTest::newRow("there and back") << 10. << 20. << 60. << 20. << -20. << 20. << 30. << 20.;
        QTest::newRow("hairpin") << 10. << 10. << 60. << 11. << 60. << 19. << 10. << 20.;
    }
    void difficultStrokes() {
        CubicBezier curve;
        for (std::size_t i = 0; i < 4; ++i) {
            curve.points[i].x =
                *static_cast<const double*>(QTest::qData(qPrintable(QString("x%1").arg(i)), QMetaType::Double));
            curve.points[i].y =
                *static_cast<const double*>(QTest::qData(qPrintable(QString("y%1").arg(i)), QMetaType::Double));
        }
        for (const double radius : {0.15, 0.8, 3.0, 6.5})
            QVERIFY2(worst(curve, radius, {48, 40}) < 0.03,
                     qPrintable(QString("radius %1: %2").arg(radius).arg(worst(curve, radius, {48, 40}))));
    }

    void inkOfAStraightStrokeIsItsArea() {
        for (const double angle : {0.0, 0.001, 0.3, 0.785398, 1.2, 1.5707963}) {
            const double radius = 0.4;
            const Point half{20 * std::cos(angle), 20 * std::sin(angle)};
            const Point centre{30.123, 30.456};
            const auto picture = paint(
                sketchOn({64, 64}, {{line(centre - half, centre + half), 2 * radius, {}, 1, ""}}), {{64, 64}, {}});
            double ink = 0;
            for (std::size_t i = 3; i < picture.size(); i += 4)
                ink += picture[i] / 255.0;
            const double area = 40 * 2 * radius + 3.14159265 * radius * radius;
            QVERIFY2(std::abs(ink / area - 1) < 0.01,
                     qPrintable(QString("%1: %2 of %3").arg(angle).arg(ink).arg(area)));
        }
    }

    void levelHairlinesArentMissed() {
        for (const double y : {20.05, 20.24, 20.3, 20.49, 20.5, 20.77, 20.999}) {
            const Stroke hair{line({10, y}, {40, y}), 0.04, {}, 1, ""};
            const auto picture = paint(sketchOn({50, 40}, {hair}), {{50, 40}, {}});
            double ink = 0;
            for (std::size_t i = 3; i < picture.size(); i += 4)
                ink += picture[i] / 255.0;
            QVERIFY2(std::abs(ink - 30 * 0.04) < 0.1, qPrintable(QString("%1: %2").arg(y).arg(ink)));
        }
    }

    void crossingItselfDarkensNothing() {
        const Stroke loop{{{{{5, 35}, {75, -10}, {-25, -10}, {45, 35}}}}, 6, {0, 0, 0}, 0.5, ""};
        const auto picture = paint(sketchOn({50, 40}, {loop}), {{50, 40}, {}});
        int most = 0;
        for (std::size_t i = 3; i < picture.size(); i += 4)
            most = std::max<int>(most, picture[i]);
        QCOMPARE(most, 128);
    }

    void laterStrokesLieOnTop() {
        const Stroke red{line({5, 20}, {35, 20}), 6, {255, 0, 0}, 1, ""};
        const Stroke blue{line({20, 5}, {20, 35}), 6, {0, 0, 255}, 0.5, ""};
        const PixelSize size{40, 40};
        const auto picture = paint(sketchOn(size, {red, blue}), {size, {}});
        QCOMPARE(pixel(picture, 40, 10, 20), (std::array<int, 4>{255, 0, 0, 255}));
        QCOMPARE(pixel(picture, 40, 20, 10), (std::array<int, 4>{0, 0, 255, 128}));
        QCOMPARE(pixel(picture, 40, 20, 20), (std::array<int, 4>{128, 0, 128, 255}));
        QCOMPARE(pixel(picture, 40, 0, 0), (std::array<int, 4>{0, 0, 0, 0}));
        const auto other = paint(sketchOn(size, {blue, red}), {size, {}});
        QCOMPARE(pixel(other, 40, 20, 20), (std::array<int, 4>{255, 0, 0, 255}));
    }

    void paperFillsThePicture() {
        const Stroke black{line({5, 20}, {35, 20}), 6, {0, 0, 0}, 0.5, ""};
        const auto picture = paint(sketchOn({40, 40}, {black}), {{60, 40}, geometry::Colour{200, 100, 50}});
        QCOMPARE(pixel(picture, 60, 0, 0), (std::array<int, 4>{200, 100, 50, 255}));
        QCOMPARE(pixel(picture, 60, 59, 39), (std::array<int, 4>{200, 100, 50, 255}));
        QCOMPARE(pixel(picture, 60, 30, 20), (std::array<int, 4>{100, 50, 25, 255}));
    }

    void pageIsScaledAndCentred() {
        const Stroke dot{line({5, 5}, {5, 5}), 2, {0, 0, 0}, 1, ""};
        const auto picture = paint({10, 10, {dot}}, {{60, 40}, {}});
        double x = 0, y = 0, ink = 0;
        for (int row = 0; row < 40; ++row)
            for (int column = 0; column < 60; ++column) {
                const double value = pixel(picture, 60, column, row)[3] / 255.0;
                ink += value;
                x += value * (column + 0.5);
                y += value * (row + 0.5);
            }
        QVERIFY(std::abs(x / ink - 30) < 0.01 && std::abs(y / ink - 20) < 0.01);
        QVERIFY(std::abs(ink - 3.14159265 * 16) < 0.2);
    }

    void farAndHugeStrokesAreCutOff() {
        for (const Stroke& stroke :
             {Stroke{line({-1e6, 20}, {1e6, 21}), 4, {}, 1, ""}, Stroke{line({20, -1e6}, {21, 1e6}), 4, {}, 1, ""},
              Stroke{{{{{-1e6, 0}, {1e6, 40}, {-1e6, 20}, {1e6, 0}}}}, 3, {}, 1, ""},
              Stroke{line({1e6, 1e6}, {2e6, 1e6}), 4, {}, 1, ""}, Stroke{line({20, 20}, {21, 21}), 1e6, {}, 1, ""}}) {
            const auto picture = paint(sketchOn({40, 40}, {stroke}), {{40, 40}, {}});
            QCOMPARE(picture.size(), std::size_t(6400));
        }
        const auto full = paint(sketchOn({40, 40}, {{line({20, 20}, {21, 21}), 1e6, {}, 1, ""}}), {{40, 40}, {}});
        for (std::size_t i = 3; i < full.size(); i += 4)
            QCOMPARE(int(full[i]), 255);
    }

    void cutAtTheEdgeAsInside() {
        // The same stroke on a page that shows part of it: the pixels they share are equal.
        const Stroke stroke{{{{{-20, 30}, {60, -20}, {-10, 70}, {70, 5}}}}, 5, {10, 20, 30}, 0.7, ""};
        const auto small = paint(sketchOn({40, 40}, {stroke}), {{40, 40}, {}});
        Stroke moved = stroke;
        for (Point& point : moved.curve.points)
            point = point + Point{30, 30};
        const auto large = paint(sketchOn({100, 100}, {moved}), {{100, 100}, {}});
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 40; ++x)
                for (std::size_t c = 0; c < 4; ++c)
                    QVERIFY(std::abs(pixel(small, 40, x, y)[c] - pixel(large, 100, x + 30, y + 30)[c]) <= 3);
    }

    void sameBytesEveryTime() {
        const geometry::Sketch sketch{200, 200, test::randomStrokes(32, 200, 2.68, 9)};
        QVERIFY(paint(sketch, {{300, 300}, {}}) == paint(sketch, {{300, 300}, {}}));
    }

    void sizes() {
        QCOMPARE(vector::pictureSize(200, 150, 300), (PixelSize{2362, 1772}));
        QCOMPARE(vector::pictureSize(150, 200, 300), (PixelSize{1772, 2362}));
        QCOMPARE(vector::pictureSizeFor({200, 150, {}}, 512), (PixelSize{512, 384}));
        QCOMPARE(vector::pictureSizeFor({200, 159.9, {}}, 512), (PixelSize{512, 410}));
        QCOMPARE(vector::pictureSizeFor({1, 10000, {}}, 512), (PixelSize{1, 512}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::pictureSize(2000, 2000, 300));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::pictureSize(200, 200, std::nan("")));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::pictureSize(200, 200, -300));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::pictureSizeFor({0, 0, {}}, 512));
    }

    void badInputIsRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const geometry::Sketch good{10, 10, {{line({1, 1}, {5, 5}), 1, {}, 1, ""}}};
        const PixelSize sizes[] = {{0, 10}, {10, -1}, {20001, 10}};
        for (const PixelSize size : sizes)
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint(good, {size, {}}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint(good, {{20000, 20000}, {}}));
        const Stroke bad[] = {{line({nan, 1}, {5, 5}), 1, {}, 1, ""}, {line({1, 1}, {1e300, 5}), 1, {}, 1, ""},
                              {line({1, 1}, {5, 5}), nan, {}, 1, ""}, {line({1, 1}, {5, 5}), -1, {}, 1, ""},
                              {line({1, 1}, {5, 5}), 1, {}, nan, ""}, {line({1, 1}, {5, 5}), 1, {}, 1.5, ""}};
        for (const Stroke& stroke : bad)
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint({10, 10, {stroke}}, {{10, 10}, {}}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint({0, 10, {}}, {{10, 10}, {}}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, paint({nan, 10, {}}, {{10, 10}, {}}));
    }

    void speed() {
        const geometry::Sketch sketch{200, 200, test::randomStrokes(64, 200, 2.68, 9)};
        QBENCHMARK {
            QCOMPARE(paint(sketch, {{2000, 2000}, {}}).size(), std::size_t(16000000));
        }
    }
};

QTEST_APPLESS_MAIN(StrokePainterTest)
#include "stroke_painter_test.moc"
