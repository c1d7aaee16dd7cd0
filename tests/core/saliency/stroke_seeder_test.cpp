// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_seeder.hpp"

#include "base/error.hpp"
#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;
using saliency::SeederOptions;
using saliency::StrokeSeeder;
using test::softly;

namespace {

constexpr int kSide = image::kCanvasSide;

SeederOptions strokes(int count, std::uint64_t seed = 0, bool allowFewer = false) {
    return {count, seed, allowFewer};
}

float flatGrey(double, double) {
    return 0.5F;
}

float disc(double x, double y) {
    return softly(std::hypot(x - 112, y - 112) - 80);
}

image::CanvasTarget pictureNamed(const QString& name) {
    if (name == "uniform")
        return test::drawnTarget(flatGrey);
    if (name == "one line")
        return test::drawnTarget([](double, double y) { return 0.9F - 0.8F * softly(std::abs(y - 100) - 2); });
    if (name == "no subject")
        return test::drawnTarget(flatGrey, [](double, double) { return 0.F; });
    if (name == "thin subject")
        return test::drawnTarget(flatGrey, [](double x, double y) {
            return softly(std::max(std::abs(x - 112) - 3, std::abs(y - 112) - 70));
        });
    return test::samplePhoto(name.toStdString());
}

StrokeSeeder seederOf(const image::CanvasTarget& target) {
    return StrokeSeeder(saliency::photoMaps(target));
}

/// Share of the outline's worth that lies within 3 px of a stroke, over the pixels where `counts`.
template <typename Counts>
double shareDrawn(const image::Plane& worth, const std::vector<CubicBezier>& drawn, Counts&& counts) {
    std::vector<Point> points;
    for (const CubicBezier& curve : drawn)
        for (int i = 0; i <= 100; ++i)
            points.push_back(curve.at(i / 100.0));
    double near = 0, all = 0;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            if (worth.at(x, y) <= 0 || !counts(x, y))
                continue;
            all += worth.at(x, y);
            near += worth.at(x, y) * std::any_of(points.begin(), points.end(),
                                                 [&](Point p) { return std::hypot(p.x - x - 0.5, p.y - y - 0.5) < 3; });
        }
    }
    return near / all;
}

} // namespace

class StrokeSeederTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void givesExactlyAsManyAsAsked_data() {
        QTest::addColumn<QString>("picture");
        for (const char* name :
             {"cat.jpg", "rocket.jpg", "coffee.jpg", "uniform", "one line", "no subject", "thin subject"})
            QTest::newRow(name) << QString(name);
    }

    void givesExactlyAsManyAsAsked() {
        QFETCH(QString, picture);
        const StrokeSeeder seeder = seederOf(pictureNamed(picture));
        for (const int count : {1, 2, 4, 8, 16, 32, 64, 128}) {
            const auto drawn = seeder.place(strokes(count));
            QCOMPARE(static_cast<int>(drawn.size()), count);
            for (const CubicBezier& curve : drawn) {
                for (const Point p : curve.points)
                    QVERIFY(std::isfinite(p.x) && std::isfinite(p.y));
                for (int i = 0; i <= 8; ++i) {
                    const Point p = curve.at(i / 8.0);
                    QVERIFY(p.x > -20 && p.y > -20 && p.x < kSide + 20 && p.y < kSide + 20);
                }
            }
        }
    }

    void aDiscIsDrawnByItsOutline() {
        const StrokeSeeder seeder = seederOf(test::drawnTarget(flatGrey, disc));
        const auto drawn = seeder.place(strokes(8, 0, true));
        QVERIFY(drawn.size() >= 3);
        QVERIFY(shareDrawn(seeder.maps().silhouette, drawn, [](int, int) { return true; }) > 0.9);
        for (const CubicBezier& curve : drawn)
            for (int i = 0; i <= 20; ++i) {
                const Point p = curve.at(i / 20.0);
                QVERIFY(std::abs(std::hypot(p.x - 112, p.y - 112) - 80) < 4);
            }
    }

    void shadingStaysInsideTheSubject() {
        const auto drawn = seederOf(test::drawnTarget(flatGrey, disc)).place(strokes(64));
        for (const CubicBezier& curve : drawn)
            for (int i = 0; i <= 20; ++i) {
                const Point p = curve.at(i / 20.0);
                QVERIFY(std::hypot(p.x - 112, p.y - 112) < 85);
            }
    }

    void shadingIsSpacedEvenly() {
        const auto drawn = seederOf(pictureNamed("uniform")).place(strokes(96));
        for (std::size_t i = 0; i < drawn.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                for (int k = 1; k < 20; ++k)
                    QVERIFY(geometry::length(drawn[i].at(k / 20.0) - drawn[j].at(0.5)) > 4);
    }

    void whatFindsNoRoomStaysInsideToo() {
        const auto dot = [](double x, double y) { return softly(std::hypot(x - 112, y - 112) - 9); };
        for (const CubicBezier& curve : seederOf(test::drawnTarget(flatGrey, dot)).place(strokes(64)))
            for (int i = 0; i <= 20; ++i) {
                const Point p = curve.at(i / 20.0);
                QVERIFY(std::hypot(p.x - 112, p.y - 112) < 13);
            }
    }

    void fewerOnlyWhereAllowed() {
        const StrokeSeeder seeder = seederOf(pictureNamed("thin subject"));
        const auto some = seeder.place(strokes(64, 0, true));
        QVERIFY(!some.empty());
        QVERIFY(some.size() < 64);
        QVERIFY(seederOf(pictureNamed("uniform")).place(strokes(16, 0, true)).empty());
    }

    void theSameEveryTime() {
        const StrokeSeeder seeder = seederOf(pictureNamed("cat.jpg"));
        const StrokeSeeder again = seederOf(pictureNamed("cat.jpg"));
        for (const std::uint64_t seed : {0, 5})
            QCOMPARE(seeder.place(strokes(32, seed)), again.place(strokes(32, seed)));
    }

    void seedsDiffer() {
        const StrokeSeeder seeder = seederOf(pictureNamed("cat.jpg"));
        const auto first = seeder.place(strokes(16, 0));
        const auto count = [&](const std::vector<CubicBezier>& other) {
            return std::count_if(other.begin(), other.end(), [&](const CubicBezier& curve) {
                return std::find(first.begin(), first.end(), curve) == first.end();
            });
        };
        const auto second = seeder.place(strokes(16, 1)), third = seeder.place(strokes(16, 1000));
        QVERIFY(count(second) >= 6);
        QVERIFY(second != third);
        const auto anywhere = [](int, int) { return true; };
        const auto& worth = seeder.importanceMaps().full;
        QVERIFY(shareDrawn(worth, second, anywhere) > 0.75 * shareDrawn(worth, first, anywhere));
    }

    void placeMoreFillsTheUndrawnHalf() {
        const StrokeSeeder seeder = seederOf(test::drawnTarget(flatGrey, disc));
        std::vector<CubicBezier> left;
        for (const CubicBezier& curve : seeder.place(strokes(16, 0, true)))
            if (std::max({curve.at(0).x, curve.at(0.5).x, curve.at(1).x}) < 112)
                left.push_back(curve);
        QVERIFY(!left.empty());
        const auto onTheRight = [](int x, int) { return x > 130; };
        const auto& ring = seeder.maps().silhouette;
        QVERIFY(shareDrawn(ring, left, onTheRight) < 0.05);
        const auto more = seeder.placeMore(left, 6, strokes(16));
        QCOMPARE(more.size(), std::size_t{6});
        QVERIFY(shareDrawn(ring, more, onTheRight) > 0.8);
        QVERIFY(shareDrawn(ring, more, [](int x, int) { return x < 60; }) < 0.5);
    }

    void placeMoreSurvivesBrokenStrokes() {
        const double huge = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();
        const std::vector<CubicBezier> broken = {{{Point{0, 0}, {1e6, 1e6}, {nan, 3}, {5, 5}}},
                                                 {{Point{huge, 0}, {1, 1}, {2, 2}, {3, 3}}},
                                                 {{Point{1e7, 0}, {1e7, 9}, {1e7, 20}, {1e7, 30}}},
                                                 {{Point{5, 5}, {5, 5}, {5, 5}, {5, 5}}}};
        QCOMPARE(seederOf(pictureNamed("cat.jpg")).placeMore(broken, 3, strokes(8)).size(), std::size_t{3});
    }

    void optionsAreChecked() {
        const StrokeSeeder seeder = seederOf(pictureNamed("uniform"));
        for (const int count : {0, 129, -4})
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, seeder.place(strokes(count)));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, seeder.placeMore({}, 200, strokes(8)));
    }

    /// A bar that is soon drawn, and a pole apart from it. Where the recipe takes in what stands round the subject the
    /// strokes left over draw the pole, else the bar alone.
    void strokesLeftOverDrawWhatStandsRoundABareBar() {
        const auto bar = [](double x, double y) {
            return softly(std::max(std::abs(x - 112) - 5, std::abs(y - 112) - 80));
        };
        auto target = test::drawnTarget(
            [&](double x, double y) {
                const float pole = softly(std::max(std::abs(x - 190) - 3, std::abs(y - 112) - 60));
                return 0.2F + 0.6F * std::max(bar(x, y), pole);
            },
            bar);
        const auto atThePole = [&](int count) {
            const auto drawn = seederOf(target).place(strokes(count));
            return std::count_if(drawn.begin(), drawn.end(), [](const CubicBezier& s) { return s.at(0.5).x > 170; });
        };
        QCOMPARE(atThePole(32), 0);
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x)
                if (std::abs(x - 111.5) < 40)
                    target.subject.at(x, y) = 1.F;
        QVERIFY(atThePole(32) >= 2);
        QVERIFY2(atThePole(2) == 0, "the subject comes first");
    }

    /// A disc with two dark dots. As a face they are drawn first of all, as something noticed when there are strokes
    /// left.
    void eyesAreDrawnAsDashes() {
        const std::array<Point, 2> eyes = {{{100, 100}, {124, 100}}};
        auto maps = saliency::photoMaps(test::drawnTarget(
            [&](double x, double y) {
                double grey = 0.8;
                for (const Point eye : eyes)
                    grey -= 0.6 * std::exp(-0.5 * (std::pow(x - eye.x, 2) + std::pow(y - eye.y, 2)) / 4);
                return static_cast<float>(grey);
            },
            disc));
        const auto drawn = [&](int count) {
            int found = 0;
            for (const CubicBezier& stroke : StrokeSeeder(maps).place(strokes(count)))
                for (const Point eye : eyes)
                    found += stroke.polygonLength() < 10 && geometry::length(stroke.at(0.5) - eye) < 1.5;
            return found;
        };
        QCOMPARE(drawn(8), 0);
        const std::vector<image::Face> face{{87, 81, 50, 50}};
        maps.faces = saliency::facePrior(face, {});
        QCOMPARE(drawn(8), 2);
        QCOMPARE(drawn(4), 0);
    }

    /// A disc with a dark patch.
    void aPatchIsFilledWhereItIsNoticed() {
        auto maps = saliency::photoMaps(test::drawnTarget(
            [](double x, double y) { return 0.8F - 0.7F * softly(std::hypot((x - 100) / 1.4, y - 90) - 8); }, disc));
        QCOMPARE(maps.patches.size(), std::size_t{1});
        const auto fills = [](const CubicBezier& stroke) { return stroke.fills(); };
        const auto fillings = [&](int count) {
            const auto drawn = StrokeSeeder(maps).place(strokes(count));
            return std::count_if(drawn.begin(), drawn.end(), fills);
        };
        maps.occlusion = image::Plane(kSide, kSide, 1, 0.5F);
        QCOMPARE(fillings(16), 0);
        maps.occlusion = image::Plane(kSide, kSide, 1, 1.F);
        QCOMPARE(fillings(16), 3);
        QCOMPARE(fillings(8), 0);
        const StrokeSeeder seeder(maps);
        const auto more = seeder.placeMore(seeder.place(strokes(16)), 16, strokes(32));
        QVERIFY2(std::none_of(more.begin(), more.end(), fills), "it is filled already");
        maps.faces = saliency::facePrior(std::vector<image::Face>{{87, 81, 50, 50}}, {});
        QVERIFY2(fillings(16) == 0, "a person's eyes are no patches");
    }

    /// A disc full of strong stripes, with two eyes and below them a nose of faint lines.
    void anAnimalsNoseIsDrawnAmongStrongerLines() {
        const auto grey = [](double x, double y) {
            const auto dot = [&](double cx, double cy, double sigma) {
                return std::exp(-0.5 * (std::pow(x - cx, 2) + std::pow(y - cy, 2)) / (sigma * sigma));
            };
            const double fromFace = std::hypot(x - 112, y - 104);
            const double stripes = fromFace < 42 ? 0 : 0.25 * softly(std::abs(std::remainder(fromFace - 42, 14)) - 3);
            const double mouth =
                0.15 * softly(std::abs(y - 134 - std::abs(x - 112) / 3) - 1.2) * softly(std::abs(x - 112) - 14);
            return static_cast<float>(0.8 - stripes - 0.5 * dot(92, 92, 3) - 0.5 * dot(132, 92, 3) -
                                      0.3 * dot(112, 122, 3) - mouth);
        };
        auto maps = saliency::photoMaps(test::drawnTarget(grey, disc));
        maps.occlusion = image::Plane(kSide, kSide, 1, 0.7F);
        const auto linesAtTheMouth = [](const std::vector<CubicBezier>& drawn) {
            return std::count_if(drawn.begin(), drawn.end(), [](const CubicBezier& stroke) {
                return std::abs(stroke.at(0.5).x - 112) < 18 && std::abs(stroke.at(0.5).y - 132) < 12;
            });
        };
        const StrokeSeeder seeder(maps);
        QVERIFY(seeder.maps().muzzle.has_value());
        QVERIFY(geometry::length(seeder.maps().muzzle->nose - Point{112, 122}) < 3);
        QVERIFY(linesAtTheMouth(seeder.place(strokes(16))) >= 1);

        maps.faces = saliency::facePrior(std::vector<image::Face>{{87, 81, 50, 50}}, {});
        QVERIFY2(!StrokeSeeder(maps).maps().muzzle, "a person's face is no animal's");
        maps.faces = {};
        maps.occlusion = {};
        QVERIFY2(!StrokeSeeder(maps).maps().muzzle, "unless the network notices it");
    }

    /// Faint arcs beside strong stripes, above both eyes.
    void anAnimalsEarsAreDrawnAmongStrongerLines() {
        const std::array<Point, 2> ears = {Point{66, 46}, Point{158, 46}};
        const auto grey = [&ears](double x, double y) {
            const auto dark = [&](double cx, double cy, double radius) {
                return softly(std::hypot(x - cx, y - cy) - radius);
            };
            double value = 0.75 - 0.5 * dark(92, 92, 5) - 0.5 * dark(132, 92, 5) - 0.4 * dark(112, 122, 5);
            for (const Point ear : ears)
                if (y < ear.y + 4)
                    value -= 0.12 * softly(std::abs(std::hypot(x - ear.x, y - ear.y) - 13) - 1.5);
            if (y > 145)
                value -= 0.6 * softly(std::abs(std::remainder(y, 14)) - 3);
            return static_cast<float>(value);
        };
        auto maps = saliency::photoMaps(test::drawnTarget(grey));
        maps.occlusion = image::Plane(kSide, kSide, 1, 0.7F);
        const auto drawnEars = [&](const saliency::PhotoMaps& of) {
            const auto drawn = StrokeSeeder(of).place(strokes(16));
            return std::ranges::count_if(ears, [&](Point ear) {
                return std::ranges::any_of(drawn, [&](const CubicBezier& stroke) {
                    return std::abs(geometry::length(stroke.at(0.5) - ear) - 13) < 3 && stroke.polygonLength() > 18;
                });
            });
        };
        QVERIFY(StrokeSeeder(maps).maps().muzzle.has_value());
        QCOMPARE(drawnEars(maps), 2);
        maps.occlusion = {}; // no animal, and the stripes take all
        QCOMPARE(drawnEars(maps), 0);
    }

    void aSpotIsDrawnWhereItIsNoticedAndNothingShowsIt() {
        auto maps = saliency::photoMaps(test::drawnTarget(flatGrey, disc));
        maps.spots = {{{112.5, 80.5}, {1, 0}, 3, 0.1F}};
        const auto isDrawn = [&](int count) {
            const auto drawn = StrokeSeeder(maps).place(strokes(count));
            return std::any_of(drawn.begin(), drawn.end(), [](const CubicBezier& stroke) {
                return stroke.polygonLength() < 10 && geometry::length(stroke.at(0.5) - Point{112.5, 80.5}) < 0.1;
            });
        };
        maps.occlusion = image::Plane(kSide, kSide, 1, 0.5F);
        QVERIFY(!isDrawn(16));
        maps.occlusion = image::Plane(kSide, kSide, 1, 1.F);
        QVERIFY(isDrawn(16));
        QVERIFY(!isDrawn(8));
        maps.spots[0].strength = 0.02F;
        QVERIFY(!isDrawn(16));
    }
};

QTEST_GUILESS_MAIN(StrokeSeederTest)
#include "stroke_seeder_test.moc"
