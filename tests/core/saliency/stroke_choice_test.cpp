// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/seeding_parameters.hpp"
#include "saliency/stroke_choice.hpp"

#include "base/random_stream.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using geometry::Point;
using image::Plane;

namespace {

constexpr int kSide = 120;

saliency::StrokeCandidate straight(Point from, Point to) {
    saliency::StrokeCandidate candidate;
    candidate.curve = {{from, from + (1.0 / 3) * (to - from), from + (2.0 / 3) * (to - from), to}};
    const int steps = static_cast<int>(geometry::length(to - from));
    for (int i = 0; i <= steps; ++i)
        candidate.path.push_back(candidate.curve.at(static_cast<double>(i) / steps));
    return candidate;
}

std::vector<saliency::StrokeCandidate> randomCandidates(int count) {
    base::RandomStream random(11, base::RandomPurpose::reseeding);
    const auto point = [&] {
        const double x = 10 + 100 * random.uniform(), y = 10 + 100 * random.uniform();
        return Point{x, y};
    };
    std::vector<saliency::StrokeCandidate> candidates;
    for (int i = 0; i < count; ++i) {
        const Point from = point(), to = point();
        candidates.push_back(straight(from, to));
    }
    return candidates;
}

/// The definition, without queue: every score anew for every choice.
std::vector<geometry::CubicBezier> chooseSlowly(const std::vector<saliency::StrokeCandidate>& candidates,
                                                const Plane& worth, saliency::StrokeChoice& state,
                                                const Plane& tangentX, const Plane& tangentY,
                                                const saliency::ChoiceRules& rules) {
    saliency::Coverage coverage(tangentX, tangentY);
    std::vector<geometry::CubicBezier> chosen;
    for (int round = 0; round < rules.count; ++round) {
        double best = 0;
        const saliency::StrokeCandidate* pick = nullptr;
        for (const auto& candidate : candidates) {
            double gain = 0, whole = 0;
            for (const auto pixel : coverage.covered(candidate.path)) {
                gain += worth.values[pixel] * state.unexplained().values[pixel];
                whole += worth.values[pixel];
            }
            const double score = std::pow(gain, 1.5) / std::sqrt(whole + 1e-6) /
                                 std::pow(static_cast<double>(candidate.path.size()), rules.lengthPower);
            if (gain >= rules.leastGain && gain >= rules.leastShare * whole && score > best * (1 + 1e-6) &&
                state.retraced(candidate.path) <= rules.mostRetraced) {
                best = score;
                pick = &candidate;
            }
        }
        if (!pick)
            break;
        chosen.push_back(pick->curve);
        state.add(*pick, rules.suppressedRadius);
    }
    return chosen;
}

} // namespace

class StrokeChoiceTest : public QObject {
    Q_OBJECT

    Plane m_alongX{kSide, kSide, 1, 1.F}, m_alongY{kSide, kSide, 1, 0.F};

  private Q_SLOTS:
    void coverIsThreePixelsWideEachSide() {
        saliency::Coverage coverage(m_alongX, m_alongY);
        const auto line = straight({20.5, 60.5}, {80.5, 60.5});
        const saliency::PixelSet set = coverage.covered(line.path);
        QVERIFY(std::find(set.begin(), set.end(), m_alongX.index(50, 63)) != set.end());
        QVERIFY(std::find(set.begin(), set.end(), m_alongX.index(50, 64)) == set.end());
        QVERIFY(std::find(set.begin(), set.end(), m_alongX.index(16, 60)) == set.end());
        saliency::PixelSet once = set;
        std::sort(once.begin(), once.end());
        QVERIFY(std::adjacent_find(once.begin(), once.end()) == once.end());
    }

    void onlyParallelNeighboursAreSuppressed() {
        for (int x = 60; x < kSide; ++x)
            for (int y = 0; y < kSide; ++y)
                std::swap(m_alongX.at(x, y), m_alongY.at(x, y));
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        choice.explain(straight({20.5, 60.5}, {100.5, 60.5}).path, 10);
        QCOMPARE(choice.unexplained().at(40, 60), 0.F);
        QCOMPARE(choice.unexplained().at(40, 67), 0.15F);
        QCOMPARE(choice.unexplained().at(40, 72), 1.F);
        QCOMPARE(choice.unexplained().at(80, 60), 0.F);
        QCOMPARE(choice.unexplained().at(80, 67), 1.F);
        m_alongX = Plane(kSide, kSide, 1, 1.F);
        m_alongY = Plane(kSide, kSide, 1, 0.F);
    }

    void equalsTheExhaustiveSearch() {
        const auto candidates = randomCandidates(60);
        Plane worth(kSide, kSide);
        base::RandomStream random(5, base::RandomPurpose::reseeding);
        for (float& value : worth.values)
            value = static_cast<float>(random.uniform());
        saliency::ChoiceRules rules{.count = 25, .suppressedRadius = 8};
        rules.lengthPower = 0.3;
        saliency::StrokeChoice quick(m_alongX, m_alongY), slow(m_alongX, m_alongY);
        const int chosen = quick.choose(candidates, worth, rules);
        const auto expected = chooseSlowly(candidates, worth, slow, m_alongX, m_alongY, rules);
        QVERIFY(chosen > 8);
        QCOMPARE(quick.strokes(), expected);
    }

    void whatGainsTooLittleIsNotChosen() {
        Plane worth(kSide, kSide, 1, 0.001F);
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        const std::vector candidates = {straight({20, 60}, {100, 60})};
        QCOMPARE(choice.choose(candidates, worth, {}), 0);
        worth = Plane(kSide, kSide, 1, 1.F);
        const std::vector twice = {candidates[0], straight({21, 61}, {99, 61})};
        QCOMPARE(choice.choose(twice, worth, {}), 1);
    }

    void aLineBesideAnotherIsNotDrawnAgain() {
        const Plane worth(kSide, kSide, 1, 1.F);
        const std::vector candidates = {straight({20.5, 60.5}, {100.5, 60.5}), straight({20.5, 64.5}, {100.5, 64.5}),
                                        straight({20.5, 72.5}, {100.5, 72.5}), straight({60.5, 20.5}, {60.5, 95.5}),
                                        straight({90.5, 57.5}, {25.5, 57.5})};
        saliency::ChoiceRules rules{.count = 9, .suppressedRadius = 0};
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        QCOMPARE(choice.choose(candidates, worth, rules), 3);
        for (const std::size_t kept : {0, 2, 3})
            QVERIFY(std::count(choice.strokes().begin(), choice.strokes().end(), candidates[kept].curve) == 1);
        QVERIFY2(choice.retraced(candidates[1].path) > 0.9, "4 px below");
        QVERIFY2(choice.retraced(candidates[4].path) > 0.9, "3 px above, the other way round");
        QVERIFY2(choice.retraced(straight({20.5, 85.5}, {100.5, 85.5}).path) < 0.1, "13 px away");
        rules.mostRetraced = 1;
        saliency::StrokeChoice lenient(m_alongX, m_alongY);
        QVERIFY(lenient.choose(candidates, worth, rules) > 3);
    }

    void factorsChangeTheOrder() {
        const Plane worth(kSide, kSide, 1, 1.F);
        const std::vector candidates = {straight({10, 30}, {60, 30}), straight({10, 90}, {70, 90})};
        const std::vector<float> factors = {10, 1};
        saliency::StrokeChoice plain(m_alongX, m_alongY), pushed(m_alongX, m_alongY);
        plain.choose(candidates, worth, {});
        saliency::ChoiceRules rules;
        rules.factors = factors;
        pushed.choose(candidates, worth, rules);
        QCOMPARE(plain.strokes()[0], candidates[1].curve);
        QCOMPARE(pushed.strokes()[0], candidates[0].curve);
    }

    void theLongestIsSplitWithoutAChange() {
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        const geometry::CubicBezier bent{{Point{10, 10}, {90, 20}, {100, 80}, {20, 110}}};
        choice.add(straight({50, 50}, {70, 50}), 0);
        choice.add({bent, {}}, 0);
        QVERIFY(choice.splitLongest(20));
        QCOMPARE(choice.strokes().size(), std::size_t{3});
        for (int i = 0; i <= 10; ++i) {
            QVERIFY(geometry::length(choice.strokes()[1].at(i / 10.0) - bent.at(i / 20.0)) < 1e-9);
            QVERIFY(geometry::length(choice.strokes()[2].at(i / 10.0) - bent.at(0.5 + i / 20.0)) < 1e-9);
        }
        QVERIFY(!choice.splitLongest(200));
        QCOMPARE(choice.strokes().size(), std::size_t{3});
    }

    void ofEqualsTheFirstIsChosenFirst() {
        const Plane worth(kSide, kSide, 1, 1.F);
        const std::vector candidates = {straight({10.5, 30.5}, {60.5, 30.5}), straight({10.5, 90.5}, {60.5, 90.5})};
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        QCOMPARE(choice.choose(candidates, worth, {}), 2);
        QCOMPARE(choice.strokes()[0], candidates[0].curve);
    }

    void pathsFarOutsideAreHarmless() {
        saliency::StrokeChoice choice(m_alongX, m_alongY);
        choice.explain(std::vector<Point>{{-1e12, 4}, {3, 1e300}}, 11);
        QCOMPARE(*std::min_element(choice.unexplained().values.begin(), choice.unexplained().values.end()), 1.F);
    }

    void parametersFollowTheTableAndChangeSteadily() {
        const auto at16 = saliency::seedingParameters(16);
        QCOMPARE(at16.coarse.longest, 120.0);
        QCOMPARE(at16.coarse.tolerance, 1.8);
        QCOMPARE(at16.fine.shortest, 12.0);
        QCOMPARE(at16.suppressedRadius, 11.0);
        QCOMPARE(at16.coarseCount, 8);
        QCOMPARE(saliency::seedingParameters(8).coarseCount, 5);
        QCOMPARE(saliency::seedingParameters(32).fine.longest, 40.0);
        for (int n = 2; n <= 128; ++n) {
            const auto before = saliency::seedingParameters(n - 1), now = saliency::seedingParameters(n);
            QVERIFY(now.coarse.longest <= before.coarse.longest);
            QVERIFY(now.suppressedRadius <= before.suppressedRadius);
            QVERIFY(now.coarseCount >= 1 && now.coarseCount <= n);
            QVERIFY(now.muzzleCount >= before.muzzleCount && now.muzzleCount <= n / 4);
        }
    }
};

QTEST_GUILESS_MAIN(StrokeChoiceTest)
#include "stroke_choice_test.moc"
