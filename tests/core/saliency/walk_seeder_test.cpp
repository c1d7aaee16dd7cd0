// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/walk_seeder.hpp"

#include "base/error.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace croquis;
using image::Plane;
using saliency::WalkSeeder;

namespace {

/// Ink may begin in a square of 10 x 10 pixels alone.
Plane square() {
    Plane plane(224, 224);
    for (int y = 100; y < 110; ++y)
        for (int x = 50; x < 60; ++x)
            plane.at(x, y) = 0.01F;
    return plane;
}

bool beginsInSquare(const geometry::CubicBezier& stroke) {
    const geometry::Point p = stroke.points[0];
    return p.x >= 50 && p.x < 60 && p.y >= 100 && p.y < 110;
}

} // namespace

class WalkSeederTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void strokesAreShortWalksFromSalientPixels() {
        const WalkSeeder seeder(square());
        const auto strokes = seeder.place({16, 7, false});
        QCOMPARE(strokes.size(), std::size_t{16});
        for (const auto& stroke : strokes) {
            QVERIFY(beginsInSquare(stroke));
            for (std::size_t k = 1; k < 4; ++k) { // method.md 1.7: 5.6 px an axis at most
                const geometry::Point step = stroke.points[k] - stroke.points[k - 1];
                QVERIFY(std::abs(step.x) <= 5.6 && std::abs(step.y) <= 5.6);
            }
        }
        QVERIFY(seeder.place({16, 7, false}) == strokes);
        QVERIFY(seeder.place({16, 8, false}) != strokes);
        QVERIFY(seeder.edges().empty());
    }

    void aStepIsAsLongAsItIsAsked() {
        const auto published = WalkSeeder(square()).place({16, 7, false}),
                   twice = WalkSeeder(square(), 0.1).place({16, 7, false}),
                   none = WalkSeeder(Plane{}, 0).place({16, 7, false});
        for (std::size_t i = 0; i < published.size(); ++i)
            for (std::size_t k = 1; k < 4; ++k) {
                const geometry::Point once = published[i].points[k] - published[i].points[0],
                                      both = twice[i].points[k] - twice[i].points[0];
                QVERIFY(std::abs(both.x - 2 * once.x) < 1e-9 && std::abs(both.y - 2 * once.y) < 1e-9);
                QVERIFY(none[i].points[k] == none[i].points[0]);
            }
    }

    void moreBeginWhereNoneDoes() {
        const WalkSeeder seeder(square());
        const auto present = seeder.place({60, 1, false});
        const auto more = seeder.placeMore(present, 40, {100, 1, false});
        std::set<std::pair<double, double>> starts;
        for (const auto* strokes : {&present, &more})
            for (const auto& stroke : *strokes) {
                QVERIFY(beginsInSquare(stroke));
                QVERIFY(starts.emplace(stroke.points[0].x, stroke.points[0].y).second);
            }
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, seeder.placeMore(present, 41, {101, 1, false}));
        QCOMPARE(seeder.placeMore(present, 41, {101, 1, true}).size(), std::size_t{40});
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, seeder.placeMore(present, -1, {}));
    }

    void tooFewSalientPixelsAreNamed() {
        const WalkSeeder seeder(square());
        try {
            seeder.place({101, 0, false});
            QFAIL("there are 100 pixels");
        } catch (const InvalidArgument& error) {
            QVERIFY(QString(error.what()).contains("Only 100 pixels"));
        }
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, seeder.place({0, 0, false}));
    }

    void withoutProbabilitiesTheyBeginAnywhere() {
        const auto strokes = WalkSeeder(Plane{}).place({128, 3, false});
        int quadrants[4] = {0, 0, 0, 0};
        for (const auto& stroke : strokes) {
            const geometry::Point p = stroke.points[0];
            QVERIFY(p.x >= 0 && p.x < 224 && p.y >= 0 && p.y < 224);
            ++quadrants[(p.x < 112 ? 0 : 1) + (p.y < 112 ? 0 : 2)];
        }
        for (const int count : quadrants)
            QVERIFY(count > 16 && count < 48);
    }
};

QTEST_APPLESS_MAIN(WalkSeederTest)
#include "walk_seeder_test.moc"
