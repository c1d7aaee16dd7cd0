// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/cubic_fit.hpp"

#include "base/random_stream.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using geometry::Point;

class CubicFitTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aLineComesBackExactly() {
        std::vector<Point> points;
        for (int i = 0; i <= 30; ++i)
            points.push_back({10 + 2.0 * i, 5 - 1.0 * i});
        const auto fit = saliency::fitCubic(points, saliency::lengthsAlong(points));
        QVERIFY(fit.largestError < 1e-9);
        QVERIFY(geometry::length(fit.curve.points[1] - Point{30, -5}) < 1e-6);
    }

    void aQuarterCircleIsFittedToAFractionOfAPixel() {
        std::vector<Point> points;
        for (int i = 0; i <= 60; ++i)
            points.push_back({40 * std::cos(i * M_PI / 120), 40 * std::sin(i * M_PI / 120)});
        const auto fit = saliency::fitCubic(points, saliency::lengthsAlong(points));
        QVERIFY(fit.largestError < 0.2);
        for (int i = 0; i <= 20; ++i)
            QVERIFY(std::abs(geometry::length(fit.curve.at(i / 20.0)) - 40) < 0.15);
    }

    void isTheLeastSquaresSolution() {
        base::RandomStream random(3, base::RandomPurpose::reseeding);
        std::vector<Point> points;
        for (int i = 0; i < 25; ++i) {
            const double x = i + random.uniform();
            points.push_back({x, 6 * random.uniform()});
        }
        const auto lengths = saliency::lengthsAlong(points);
        const auto sum = [&](const geometry::CubicBezier& curve) {
            double total = 0;
            for (std::size_t i = 0; i < points.size(); ++i) {
                const Point apart = curve.at(lengths[i] / lengths.back()) - points[i];
                total += geometry::dot(apart, apart);
            }
            return total;
        };
        const auto fit = saliency::fitCubic(points, lengths);
        for (std::size_t k = 0; k < 4; ++k) {
            for (const double step : {-0.01, 0.01}) {
                auto moved = fit.curve;
                moved.points[k].x += step;
                QVERIFY(sum(moved) > sum(fit.curve));
                moved = fit.curve;
                moved.points[k].y += step;
                QVERIFY(sum(moved) > sum(fit.curve));
            }
        }
    }

    void aPieceOfALongerLineNeedsNoLengthsOfItsOwn() {
        std::vector<Point> points;
        for (int i = 0; i < 50; ++i)
            points.push_back({static_cast<double>(i), 8 * std::sin(i / 9.0)});
        const auto lengths = saliency::lengthsAlong(points);
        const std::vector<Point> piece(points.begin() + 20, points.begin() + 40);
        const auto whole = saliency::fitCubic(std::span(points).subspan(20, 20), std::span(lengths).subspan(20, 20));
        const auto alone = saliency::fitCubic(piece, saliency::lengthsAlong(piece));
        QVERIFY(std::abs(whole.largestError - alone.largestError) < 1e-9);
    }

    void degeneratePointsGiveAStraightLine() {
        for (const std::vector<Point>& points :
             {std::vector<Point>{{3, 4}}, {{3, 4}, {3, 4}, {3, 4}, {3, 4}, {3, 4}}, {{0, 0}, {6, 0}}}) {
            const auto fit = saliency::fitCubic(points, saliency::lengthsAlong(points));
            QVERIFY(geometry::length(fit.curve.points[0] - points.front()) < 1e-9);
            QVERIFY(geometry::length(fit.curve.points[3] - points.back()) < 1e-9);
            QVERIFY(std::isfinite(fit.largestError));
        }
    }
};

QTEST_GUILESS_MAIN(CubicFitTest)
#include "cubic_fit_test.moc"
