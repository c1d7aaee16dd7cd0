// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/pen_journey.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using plot::PenJourney;
using plot::PenSpeeds;

namespace {

geometry::Stroke line(geometry::Point a, geometry::Point b, geometry::Colour colour = {}) {
    const geometry::Point step = (1.0 / 3) * (b - a);
    return {{{a, a + step, b - step, b}}, 1, colour, 1, ""};
}

plot::Plot plotOf(std::vector<geometry::Stroke> strokes) {
    vector::Drawing drawing;
    drawing.widthMm = drawing.heightMm = 100;
    drawing.layers = {{"1 sketch", std::move(strokes)}};
    plot::PlotOptions options;
    options.page = {100, 100};
    options.marginMm = 5;
    options.keepOrder = true;
    return plot::plotOf(drawing, options);
}

} // namespace

class PenJourneyTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void thePenIsWhereItsSpeedPutsIt() {
        const PenJourney journey(plotOf({line({10, 10}, {50, 10}), line({50, 40}, {50, 60})}), {20, 60, 1});
        QCOMPARE(journey.legs().size(), std::size_t{3}); // down, up, down
        QCOMPARE(journey.seconds(), 0.5 + 2 + 0.5 + 0.5 + 0.5 + 1 + 0.5);
        const auto isAt = [&](double seconds, geometry::Point point, bool down, std::size_t leg) {
            const auto place = journey.at(seconds);
            return length(place.point - point) < 1e-9 && place.down == down && place.leg == leg;
        };
        QVERIFY(isAt(-1, {10, 10}, true, 0));
        QVERIFY(isAt(0.25, {10, 10}, true, 0)); // being lowered
        QVERIFY(isAt(1.5, {30, 10}, true, 0));
        QVERIFY(isAt(2.75, {50, 10}, true, 0)); // being raised
        QVERIFY(isAt(3.25, {50, 25}, false, 1));
        QVERIFY(isAt(4.5, {50, 50}, true, 2));
        QVERIFY(isAt(99, {50, 60}, true, 2));
    }

    void itAddsUpToTheReport() {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            auto strokes = test::randomStrokes(1 + 3 * static_cast<int>(seed), 90, 1, seed);
            for (std::size_t k = 0; k < strokes.size(); k += 3)
                strokes[k].colour = {200, 0, 0};
            const auto plot = plotOf(strokes);
            const PenSpeeds speeds{35, 110, 0.3};
            const auto report = plot::reportOf(plot, speeds);
            const PenJourney journey(plot, speeds);
            QVERIFY2(std::abs(journey.seconds() - report.seconds) < 0.01 * report.seconds,
                     qPrintable(QStringLiteral("%1 %2").arg(journey.seconds()).arg(report.seconds)));
            double before = 0;
            std::size_t down = 0;
            for (const auto& leg : journey.legs()) {
                QVERIFY(leg.begin >= before && leg.end >= leg.begin && leg.points.size() >= 2);
                before = leg.end;
                down += leg.down;
            }
            QCOMPARE(down, report.paths);
            QCOMPARE(journey.legs().size(), 2 * report.paths - report.pens);
            for (double share = 0; share <= 1; share += 1.0 / 64) { // it never jumps but from pen to pen
                const auto place = journey.at(share * journey.seconds());
                QVERIFY(place.point.x > 0 && place.point.x < 100 && place.point.y > 0 && place.point.y < 100);
            }
        }
    }

    void dotsAndNothing() {
        const PenJourney dot(plotOf({line({30, 30}, {30, 30})}), {20, 60, 1});
        QCOMPARE(dot.seconds(), 1.0);
        QVERIFY((dot.at(0.7).point == geometry::Point{30, 30}));
        const PenJourney nothing(plotOf({}), {});
        QCOMPARE(nothing.seconds(), 0.0);
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, nothing.at(0));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, PenJourney(plotOf({}), {0, 1, 1}));
    }
};

QTEST_GUILESS_MAIN(PenJourneyTest)
#include "pen_journey_test.moc"
