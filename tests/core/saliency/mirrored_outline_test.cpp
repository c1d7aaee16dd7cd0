// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/mirrored_outline.hpp"

#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

constexpr double kHead = 45; // px, its radius about (112, 112)
constexpr double kPi = std::numbers::pi;
const Point kMiddle{112, 112};

/// A head whose right half stands against the background while its left half lies on the body.
saliency::PhotoMaps headOnItsBody(Point nose = {112, 130}) {
    saliency::PhotoMaps maps = saliency::photoMaps(test::drawnTarget([](double, double) { return 0.5F; }));
    for (int y = 0; y < maps.subject.height; ++y)
        for (int x = 0; x < maps.subject.width; ++x)
            maps.subject.at(x, y) = x < 112 || geometry::length(Point{x + 0.5, y + 0.5} - kMiddle) < kHead ? 1.F : 0.F;
    maps.muzzle.emplace();
    maps.muzzle->leftEye = {92, 106};
    maps.muzzle->rightEye = {132, 106};
    maps.muzzle->nose = nose;
    return maps;
}

/// Along a ring about the head's middle, between two angles from the right clockwise.
std::vector<Point> arc(double from, double to, double radius = kHead - 2) {
    std::vector<Point> path;
    const int steps = static_cast<int>(std::abs(to - from) * radius);
    for (int i = 0; i <= steps; ++i) {
        const double angle = from + (to - from) * i / steps;
        path.push_back(kMiddle + radius * Point{std::cos(angle), std::sin(angle)});
    }
    return path;
}

saliency::StrokeChoice drawn(const saliency::PhotoMaps& maps, const std::vector<std::vector<Point>>& paths) {
    saliency::StrokeChoice choice(maps.tangentX, maps.tangentY);
    for (const auto& path : paths)
        choice.add({{{path.front(), path.front(), path.back(), path.back()}}, path}, 5);
    return choice;
}

} // namespace

class MirroredOutlineTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theSideAgainstTheBackgroundIsMirrored() {
        const auto maps = headOnItsBody();
        const auto line = saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4)}), 120);
        QVERIFY(line);
        QVERIFY(line->path.size() > 50);
        double highest = 224, lowest = 0;
        for (int i = 0; i <= 20; ++i) {
            const Point p = line->curve.at(i / 20.0);
            QVERIFY(p.x < 112);
            QVERIFY2(std::abs(test::fromCentre(p.x, p.y) - kHead + 2) < 5, qPrintable(QString::number(p.x)));
            highest = std::min(highest, p.y);
            lowest = std::max(lowest, p.y);
        }
        QVERIFY(std::abs(highest - arc(-1, 0.4).front().y) < 6 && std::abs(lowest - arc(-1, 0.4).back().y) < 6);
    }

    void strokesThatMeetAreOneLine() {
        const auto maps = headOnItsBody();
        const auto one = saliency::mirroredOutline(maps, drawn(maps, {arc(-0.3, 0.4)}), 120);
        const auto both = saliency::mirroredOutline(maps, drawn(maps, {arc(-0.3, 0.4), arc(-0.4, -0.9)}), 120);
        QVERIFY(one && both);
        QVERIFY(both->path.size() > one->path.size() + 15);
        const auto shorter = saliency::mirroredOutline(maps, drawn(maps, {arc(-0.3, 0.4), arc(-0.4, -0.9)}), 30);
        QVERIFY(shorter && shorter->path.size() == 30);
    }

    void whatIsThereAlreadyIsNotDrawnAgain() {
        const auto maps = headOnItsBody();
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4), arc(kPi - 0.5, kPi + 1.1)}), 120));
    }

    void linesInsideTheFaceAndBelowItAreNoOutline() {
        const auto maps = headOnItsBody();
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4, 30)}), 120));
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(0.8, kPi / 2)}), 120));
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4, 100)}), 120));
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {}), 120));
    }

    void aHeadSeenFromTheSideHasNoMirror() {
        const auto maps = headOnItsBody({120, 130});
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4)}), 120));
    }

    void theMirrorImageLiesOnTheSubject() {
        auto maps = headOnItsBody();
        for (int y = 0; y < maps.subject.height; ++y)
            for (int x = 0; x < 90; ++x)
                maps.subject.at(x, y) = 0;
        QVERIFY(!saliency::mirroredOutline(maps, drawn(maps, {arc(-1, 0.4)}), 120));
    }
};

QTEST_GUILESS_MAIN(MirroredOutlineTest)
#include "mirrored_outline_test.moc"
