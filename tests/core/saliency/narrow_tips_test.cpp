// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/narrow_tips.hpp"

#include <QTest>

#include <cmath>
#include <vector>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;

namespace {

CubicBezier straight(Point from, Point to) {
    return {{from, from + (1.0 / 3) * (to - from), from + (2.0 / 3) * (to - from), to}};
}

/// An upright finger of that width with its tip at the top, y = 20: left side upwards, link, right side downwards.
std::vector<CubicBezier> finger(double width) {
    const double left = 100 - width / 2, right = 100 + width / 2;
    return {straight({left, 120}, {left, 20}), straight({left, 20}, {right, 20}), straight({right, 20}, {right, 120})};
}

/// Its outline as edges: round at the tip, or square.
image::Plane edgesOf(double width, bool isRound) {
    image::Plane edges(224, 224, 1, 0);
    const double radius = width / 2;
    for (int y = 0; y < 224; ++y)
        for (int x = 0; x < 224; ++x) {
            const double across = std::abs(x + 0.5 - 100), down = y + 0.5 - 20;
            const double away = isRound && down < radius ? std::hypot(across, down - radius) - radius
                                : down < radius          ? std::max(across - radius, -down)
                                                         : across - radius;
            edges.at(x, y) = down > -2 && std::abs(away) < 0.8 ? 1.0F : 0.0F;
        }
    return edges;
}

double turnBetween(const CubicBezier& before, const CubicBezier& after) {
    const Point a = before.points[3] - before.points[2], b = after.points[1] - after.points[0];
    return std::acos(geometry::dot(a, b) / (geometry::length(a) * geometry::length(b)));
}

} // namespace

class NarrowTipsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aTipIsRoundedWhereTheEdgesAre() {
        auto strokes = finger(10);
        saliency::roundTips(strokes, edgesOf(10, true));
        QCOMPARE(strokes[0].points[3], strokes[1].points[0]);
        QCOMPARE(strokes[1].points[3], strokes[2].points[0]);
        QVERIFY(turnBetween(strokes[0], strokes[1]) < 0.01 && turnBetween(strokes[1], strokes[2]) < 0.01);
        QVERIFY(std::abs(strokes[1].at(0.5).y - 20) < 0.1); // as high as it was
        QVERIFY(strokes[0].points[3].y > 25);
        QCOMPARE(strokes[0].points[0], (Point{95, 120}));
    }

    /// Whichever way the strokes run.
    void theirSenseIsOfNoMatter() {
        auto expected = finger(10);
        saliency::roundTips(expected, edgesOf(10, true));
        for (int reversed = 1; reversed < 8; ++reversed) {
            auto strokes = finger(10);
            for (std::size_t k = 0; k < 3; ++k)
                if ((reversed >> k & 1) != 0)
                    strokes[k] = strokes[k].reversed();
            saliency::roundTips(strokes, edgesOf(10, true));
            for (std::size_t k = 0; k < 3; ++k) {
                const CubicBezier found = (reversed >> k & 1) != 0 ? strokes[k].reversed() : strokes[k];
                for (std::size_t i = 0; i < 4; ++i)
                    QVERIFY(geometry::length(found.points[i] - expected[k].points[i]) < 1e-6);
            }
        }
    }

    void othersStay_data() {
        QTest::addColumn<std::vector<CubicBezier>>("strokes");
        QTest::addColumn<bool>("isRound");
        auto corner = finger(10), spread = finger(10), bent = finger(10), stubs = finger(10), loose = finger(10);
        corner[2] = straight({105, 20}, {180, 20}); // goes on along the link
        spread[2] = straight({105, 20}, {180, 90}); // a roof
        bent[1].points = {{{95, 20}, {95, 5}, {105, 5}, {105, 20}}};
        stubs[0] = straight({95, 35}, {95, 20});
        loose[2] = straight({105, 24}, {105, 120});
        QTest::newRow("square") << finger(10) << false;
        QTest::newRow("wide") << finger(30) << true;
        QTest::newRow("a corner") << corner << true;
        QTest::newRow("a roof") << spread << true;
        QTest::newRow("a round link") << bent << true;
        QTest::newRow("a short side") << stubs << true;
        QTest::newRow("ends apart") << loose << true;
    }
    void othersStay() {
        QFETCH(std::vector<CubicBezier>, strokes);
        QFETCH(bool, isRound);
        const auto before = strokes;
        saliency::roundTips(strokes, edgesOf(geometry::length(strokes[1].points[3] - strokes[1].points[0]), isRound));
        QCOMPARE(strokes, before);
    }
};

QTEST_APPLESS_MAIN(NarrowTipsTest)
#include "narrow_tips_test.moc"
