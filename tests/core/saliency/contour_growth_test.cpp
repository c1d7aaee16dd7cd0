// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/contour_growth.hpp"
#include "saliency/cubic_fit.hpp"

#include <QTest>

#include <cmath>
#include <functional>
#include <numbers>
#include <vector>

using namespace croquis;
using geometry::Point;
using image::Plane;
using saliency::StrokeCandidate;

namespace {

constexpr int kSide = 160;
constexpr double kRadius = 40;

/// Edges that fall off over 1.5 px from where `distance` is 0, and their tangents.
struct Field {
    Plane edges{kSide, kSide}, tangentX{kSide, kSide}, tangentY{kSide, kSide};

    Field(const std::function<double(double, double)>& distance, const std::function<Point(double, double)>& tangent) {
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const double off = std::abs(distance(x + 0.5, y + 0.5));
                const Point along = tangent(x + 0.5, y + 0.5);
                edges.at(x, y) = static_cast<float>(std::max(0.0, 1 - off / 1.5));
                tangentX.at(x, y) = static_cast<float>(along.x);
                tangentY.at(x, y) = static_cast<float>(along.y);
            }
    }

    int grow(saliency::StrokeChoice& choice) const {
        return saliency::growUntilMet(choice, saliency::ContourTracer(edges, tangentX, tangentY), {});
    }
};

Field circle() {
    return {[](double x, double y) { return std::hypot(x - 80, y - 80) - kRadius; },
            [](double x, double y) {
                const double r = std::hypot(x - 80, y - 80) + 1e-9;
                return Point{-(y - 80) / r, (x - 80) / r};
            }};
}

Field horizontal(double untilX) {
    return {[=](double x, double y) { return x < untilX ? y - 80.5 : 99; }, [](double, double) { return Point{1, 0}; }};
}

StrokeCandidate along(std::vector<Point> path) {
    const auto curve = saliency::fitCubic(path, saliency::lengthsAlong(path)).curve;
    return {curve, std::move(path)};
}

/// An arc of the circle, in degrees.
StrokeCandidate arc(double from, double to) {
    std::vector<Point> path;
    const int steps = static_cast<int>((to - from) * kRadius * std::numbers::pi / 180);
    for (int i = 0; i <= steps; ++i) {
        const double angle = (from + (to - from) * i / steps) * std::numbers::pi / 180;
        path.push_back({80 + kRadius * std::cos(angle), 80 + kRadius * std::sin(angle)});
    }
    return along(std::move(path));
}

StrokeCandidate straight(Point from, Point to) {
    std::vector<Point> path;
    const int steps = static_cast<int>(geometry::length(to - from));
    for (int i = 0; i <= steps; ++i)
        path.push_back(from + (static_cast<double>(i) / steps) * (to - from));
    return along(std::move(path));
}

double between(const geometry::CubicBezier& a, bool lastOfA, const geometry::CubicBezier& b, bool lastOfB) {
    return geometry::length(a.points[lastOfA ? 3 : 0] - b.points[lastOfB ? 3 : 0]);
}

} // namespace

class ContourGrowthTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void anOutlineCloses() {
        const Field field = circle();
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        for (const double from : {0., 120., 240.})
            choice.add(arc(from, from + 95), 0);
        QCOMPARE(field.grow(choice), 3);
        const auto& strokes = choice.strokes();
        QCOMPARE(strokes.size(), std::size_t{3});
        for (const std::size_t i : {0, 1, 2})
            QVERIFY(between(strokes[i], true, strokes[(i + 1) % 3], false) < 4);
        for (const auto& stroke : strokes)
            for (int i = 0; i <= 50; ++i) {
                const Point p = stroke.at(i / 50.0);
                QVERIFY(std::abs(std::hypot(p.x - 80, p.y - 80) - kRadius) < 2.5);
            }
        const auto& unexplained = choice.unexplained();
        for (const double middle : {107., 227., 347.}) {
            const double angle = middle * std::numbers::pi / 180;
            const int x = static_cast<int>(80 + kRadius * std::cos(angle));
            const int y = static_cast<int>(80 + kRadius * std::sin(angle));
            QVERIFY2(unexplained.at(x, y) <= 0, "what it grew over is explained");
        }
        QCOMPARE(field.grow(choice), 0);
    }

    void aStrokeReachesAnothersSide() {
        const Field field = horizontal(kSide);
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        choice.add(straight({20, 80.5}, {60, 80.5}), 0);
        choice.add(straight({85, 40}, {85, 120}), 0);
        QCOMPARE(field.grow(choice), 1);
        QVERIFY(geometry::length(choice.strokes()[0].points[3] - Point{85, 80.5}) < 2);
        QVERIFY(choice.strokes()[0].points[0].x < 21);
    }

    void whatMeetsNothingStays_data() {
        QTest::addColumn<double>("contourUntil");
        QTest::addColumn<double>("otherAt");
        QTest::newRow("no other") << double{kSide} << -1.0;
        QTest::newRow("the other is too far") << double{kSide} << 115.0;
        QTest::newRow("the other is too far for so short a stroke") << double{kSide} << 95.0;
        QTest::newRow("no contour up to the other") << 65.0 << 85.0;
        QTest::newRow("nothing to grow over") << double{kSide} << 63.0;
    }

    void whatMeetsNothingStays() {
        QFETCH(double, contourUntil);
        QFETCH(double, otherAt);
        const Field field = horizontal(contourUntil);
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        choice.add(straight({20, 80.5}, {60, 80.5}), 0);
        if (otherAt > 0)
            choice.add(straight({otherAt, 40}, {otherAt, 120}), 0);
        const auto before = choice.strokes();
        QCOMPARE(field.grow(choice), 0);
        QCOMPARE(choice.strokes(), before);
    }

    void noStrokeGrowsThroughWhatIsOnlyCovered() {
        const Field field = horizontal(kSide);
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        choice.add(straight({20, 80.5}, {60, 80.5}), 0);
        choice.add(straight({95, 40}, {95, 120}), 0);
        choice.explain(straight({78, 60}, {78, 100}).path, 0);
        QCOMPARE(field.grow(choice), 0);
    }

    void aTurnThatNoCubicFollowsIsNotTaken() {
        // A square's outline: the way on goes round two corners.
        const auto distance = [](double x, double y) { return std::max(std::abs(x - 80), std::abs(y - 80)) - 15; };
        const auto tangent = [](double x, double y) {
            return std::abs(x - 80) > std::abs(y - 80) ? Point{0, 1} : Point{1, 0};
        };
        const Field field(distance, tangent);
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        choice.add(straight({66, 95}, {94, 95}), 0);
        choice.add(straight({66, 65}, {94, 65}), 0);
        const auto before = choice.strokes();
        field.grow(choice);
        for (std::size_t i = 0; i < before.size(); ++i)
            QVERIFY(geometry::length(choice.strokes()[i].at(0.5) - before[i].at(0.5)) < 3);
    }

    void dashesStay() {
        const Field field = horizontal(kSide);
        saliency::StrokeChoice choice(field.tangentX, field.tangentY);
        choice.add(straight({50, 80.5}, {56, 80.5}), 0);
        choice.add(straight({75, 40}, {75, 120}), 0);
        QCOMPARE(field.grow(choice), 0);
    }
};

QTEST_GUILESS_MAIN(ContourGrowthTest)
#include "contour_growth_test.moc"
