// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/contour_tracer.hpp"
#include "saliency/cubic_fit.hpp"
#include "saliency/stroke_candidates.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

constexpr int kSide = 160;

struct Field {
    Plane edges{kSide, kSide}, tangentX{kSide, kSide}, tangentY{kSide, kSide};

    /// Edges that fall off over 1.5 px from where `distance` is 0, tangents across its gradient.
    template <typename Distance, typename Tangent>
    Field(Distance&& distance, Tangent&& tangent) {
        for (int y = 0; y < kSide; ++y) {
            for (int x = 0; x < kSide; ++x) {
                const double off = std::abs(distance(x + 0.5, y + 0.5));
                edges.at(x, y) = static_cast<float>(std::max(0.0, 1 - off / 1.5));
                const Point along = tangent(x + 0.5, y + 0.5);
                tangentX.at(x, y) = static_cast<float>(along.x);
                tangentY.at(x, y) = static_cast<float>(along.y);
            }
        }
    }
};

Field circleField(double radius) {
    return {[=](double x, double y) { return std::hypot(x - 80, y - 80) - radius; },
            [](double x, double y) {
                const double r = std::hypot(x - 80, y - 80) + 1e-9;
                return Point{-(y - 80) / r, (x - 80) / r};
            }};
}

} // namespace

class ContourTracerTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void stayOnACircle() {
        const Field field = circleField(50);
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        const auto trace = tracer.trace({130, 80}, 60, 0.12F);
        QCOMPARE(trace.points.size(), std::size_t{121});
        QCOMPARE(trace.seedIndex, 60);
        for (const Point p : trace.points)
            QVERIFY(std::abs(std::hypot(p.x - 80, p.y - 80) - 50) < 1);
    }

    void findsItsWayBackFromAWrongStart() {
        const Field field = circleField(50);
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        const auto trace = tracer.trace({131.2, 80}, 40, 0.12F);
        const Point end = trace.points.back();
        QVERIFY(std::abs(std::hypot(end.x - 80, end.y - 80) - 50) < 0.6);
    }

    void stopsWhereTheLineEndsAndBridgesSmallGaps() {
        Field field([](double, double y) { return y - 80.5; }, [](double, double) { return Point{1, 0}; });
        for (int y = 0; y < kSide; ++y) {
            for (int x = 60; x < 68; ++x)
                field.edges.at(x, y) = 0;
            for (int x = 110; x < kSide; ++x)
                field.edges.at(x, y) = 0;
        }
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        const auto trace = tracer.trace({80.5, 80.5}, 100, 0.12F);
        const auto [left, right] = std::minmax(trace.points.front().x, trace.points.back().x);
        QVERIFY(std::abs(right - 110) < 3);
        QVERIFY(left < 10);
        QVERIFY(left > 2);
    }

    void stopsAtACorner() {
        const Field field([](double x, double y) { return x < 80 ? y - 80 : x - 80; },
                          [](double x, double) {
                              return x < 79 ? Point{1, 0} : Point{0, 1};
                          });
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        for (const Point p : tracer.trace({40.5, 80.5}, 100, 0.12F).points)
            QVERIFY(std::abs(p.y - 80) < 8);
    }

    void seedsAreStrongestFirstAndOneACell() {
        Plane edges(kSide, kSide), flat(kSide, kSide, 1, 1.F);
        edges.at(10, 10) = 0.5F;
        edges.at(11, 11) = 0.9F;
        edges.at(40, 40) = 0.7F;
        edges.at(80, 80) = 0.1F;
        const saliency::ContourTracer tracer(edges, flat, flat);
        const auto seeds = tracer.seeds(0.2F, 3);
        QCOMPARE(seeds.size(), std::size_t{2});
        QCOMPARE(seeds[0], (Point{11.5, 11.5}));
        QCOMPARE(seeds[1], (Point{40.5, 40.5}));
    }

    void candidatesOfACircleLieOnIt() {
        const Field field = circleField(50);
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        const auto candidates = saliency::strokeCandidates(tracer, {});
        QVERIFY(candidates.size() > 20);
        for (const auto& candidate : candidates) {
            QVERIFY(candidate.path.size() >= 20 && candidate.path.size() <= 100);
            for (int i = 0; i <= 10; ++i) {
                const Point p = candidate.curve.at(i / 10.0);
                QVERIFY(std::abs(std::hypot(p.x - 80, p.y - 80) - 50) < 1.8);
            }
        }
    }

    void candidatesOfALineAreAsLongAsAllowed() {
        const Field field([](double, double y) { return y - 80.5; }, [](double, double) { return Point{1, 0}; });
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        saliency::CandidateLimits limits;
        limits.longest = 64;
        double longest = 0;
        for (const auto& candidate : saliency::strokeCandidates(tracer, limits)) {
            for (const Point p : candidate.curve.points)
                QVERIFY(std::abs(p.y - 80.5) < 1.2);
            longest = std::max(longest, candidate.curve.polygonLength());
        }
        QVERIFY(std::abs(longest - 63) < 1.5);
    }

    void toleranceIsKeptByShorterStrokes() {
        const Field field = circleField(20);
        const saliency::ContourTracer tracer(field.edges, field.tangentX, field.tangentY);
        saliency::CandidateLimits strict, loose;
        strict.tolerance = 0.1;
        loose.tolerance = 5;
        double worst = -1;
        const auto longest = [&](const saliency::CandidateLimits& limits) {
            std::size_t points = 0;
            for (const auto& candidate : saliency::strokeCandidates(tracer, limits)) {
                points = std::max(points, candidate.path.size());
                const auto fit = saliency::fitCubic(candidate.path, saliency::lengthsAlong(candidate.path));
                worst = std::max(worst, fit.largestError - limits.tolerance);
            }
            return points;
        };
        QVERIFY(longest(strict) < longest(loose));
        QVERIFY(worst < 1e-6);
    }
};

QTEST_GUILESS_MAIN(ContourTracerTest)
#include "contour_tracer_test.moc"
