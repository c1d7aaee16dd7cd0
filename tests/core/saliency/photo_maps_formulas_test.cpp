// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/photo_maps.hpp"

#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace croquis;
using image::Plane;

namespace {

constexpr int kSide = image::kCanvasSide;

/// The recipe's formulas in plain loops over doubles: slow, and nothing shared with the code under test.
class PlainMaps {
  public:
    using Map = std::vector<double>;

    explicit PlainMaps(const image::CanvasTarget& target) {
        Map mask(kCount), grey(kCount);
        for (int i = 0; i < kCount; ++i) {
            mask[at(i)] = target.subject.values[at(i)];
            inside.push_back(mask[at(i)] > 0.5);
            grey[at(i)] = target.crop.values[at(3 * i)];
        }
        filled = fill(grey);
        wellInside = gauss(threshold(gauss(mask, 2), 0.9), 1);
        silhouette(mask, grey);
        spots();
        fine = edges(1.5);
        coarse = edges(3);
        for (double& value : coarse)
            value = value > 0.25;
        coarse = gauss(coarse, 1.5);
    }

    Map outline, dark, fine, coarse, wellInside, filled;
    std::vector<bool> inside;

    /// E1 and E2 at a pixel, given the coherence there (from the structure tensor).
    Map coherence() const {
        const Map soft = gauss(filled, 1.5);
        Map xx(kCount), yy(kCount), xy(kCount), result(kCount);
        for (int i = 0; i < kCount; ++i) {
            const auto [x, y] = sobelAt(soft, i % kSide, i / kSide);
            xx[at(i)] = 3 * x * x;
            yy[at(i)] = 3 * y * y;
            xy[at(i)] = 3 * x * y;
        }
        xx = gauss(xx, 4);
        yy = gauss(yy, 4);
        xy = gauss(xy, 4);
        for (int i = 0; i < kCount; ++i) {
            const double difference = xx[at(i)] - yy[at(i)];
            result[at(i)] =
                std::sqrt(difference * difference + 4 * xy[at(i)] * xy[at(i)]) / (xx[at(i)] + yy[at(i)] + 1e-4);
        }
        return result;
    }

  private:
    static constexpr int kCount = kSide * kSide;
    static std::size_t at(int i) { return static_cast<std::size_t>(i); }
    static double unit(double value) { return std::min(std::max(value, 0.0), 1.0); }

    static Map gauss(const Map& map, double sigma) {
        const int radius = static_cast<int>(4 * sigma + 0.5);
        Map across(kCount), result(kCount);
        const auto pass = [&](const Map& from, Map& to, int dx, int dy) {
            for (int y = 0; y < kSide; ++y) {
                for (int x = 0; x < kSide; ++x) {
                    double sum = 0, weights = 0;
                    for (int k = -radius; k <= radius; ++k) {
                        const double weight = std::exp(-k * k / (2 * sigma * sigma));
                        const int u = std::clamp(x + k * dx, 0, kSide - 1), v = std::clamp(y + k * dy, 0, kSide - 1);
                        sum += weight * from[at(v * kSide + u)];
                        weights += weight;
                    }
                    to[at(y * kSide + x)] = sum / weights;
                }
            }
        };
        pass(map, across, 1, 0);
        pass(across, result, 0, 1);
        return result;
    }

    static std::pair<double, double> sobelAt(const Map& map, int x, int y) {
        const auto value = [&](int u, int v) {
            return map[at(std::clamp(v, 0, kSide - 1) * kSide + std::clamp(u, 0, kSide - 1))];
        };
        double gx = 0, gy = 0;
        for (int k = -1; k <= 1; ++k) {
            gx += (2 - std::abs(k)) * (value(x + 1, y + k) - value(x - 1, y + k));
            gy += (2 - std::abs(k)) * (value(x + k, y + 1) - value(x + k, y - 1));
        }
        return {gx, gy};
    }

    static Map magnitude(const Map& map, double sigma) {
        const Map soft = gauss(map, sigma);
        Map result(kCount);
        for (int i = 0; i < kCount; ++i) {
            const auto [x, y] = sobelAt(soft, i % kSide, i / kSide);
            result[at(i)] = std::hypot(x, y);
        }
        return result;
    }

    static Map threshold(Map map, double above) {
        for (double& value : map)
            value = value > above ? 1 : 0;
        return map;
    }

    double percentile(const Map& map, double percent) const {
        Map values;
        for (int i = 0; i < kCount; ++i)
            if (inside[at(i)])
                values.push_back(map[at(i)]);
        std::sort(values.begin(), values.end());
        const double position = percent / 100 * static_cast<double>(values.size() - 1);
        const auto low = static_cast<std::size_t>(position), high = std::min(low + 1, values.size() - 1);
        return values[low] + (position - static_cast<double>(low)) * (values[high] - values[low]);
    }

    static Map onRidges(Map map, const Map& looked) {
        const Map near = gauss(looked, 1), around = gauss(looked, 3);
        for (int i = 0; i < kCount; ++i)
            if (near[at(i)] - around[at(i)] <= 0.01)
                map[at(i)] = 0;
        return map;
    }

    Map fill(const Map& grey) const {
        Map hard(kCount), kept(kCount), result(kCount), done(kCount);
        for (int i = 0; i < kCount; ++i) {
            hard[at(i)] = inside[at(i)];
            kept[at(i)] = grey[at(i)] * hard[at(i)];
        }
        for (const double sigma : {2., 5., 12., 40.}) {
            const Map weight = gauss(hard, sigma), colour = gauss(kept, sigma);
            for (int i = 0; i < kCount; ++i) {
                const double share = unit(weight[at(i)] / 0.02) * (1 - done[at(i)]);
                result[at(i)] += colour[at(i)] / (weight[at(i)] + 1e-6) * share;
                done[at(i)] += share;
            }
        }
        for (int i = 0; i < kCount; ++i)
            if (inside[at(i)])
                result[at(i)] = grey[at(i)];
        return result;
    }

    Map edges(double sigma) const {
        Map m = magnitude(filled, sigma);
        for (int i = 0; i < kCount; ++i)
            m[at(i)] *= inside[at(i)];
        const double strongest = percentile(m, 99) + 1e-6;
        for (double& value : m)
            value = unit(value / strongest);
        const Map local = gauss(m, 12);
        for (int i = 0; i < kCount; ++i)
            m[at(i)] = std::sqrt(m[at(i)] * unit(m[at(i)] / (4 * (local[at(i)] + 0.05))) * unit(4 * m[at(i)]));
        return onRidges(m, gauss(m, 0.7));
    }

    void silhouette(const Map& mask, const Map& grey) {
        outline = magnitude(mask, 1.2);
        const double strongest = 0.7 * *std::max_element(outline.begin(), outline.end()) + 1e-6;
        for (double& value : outline)
            value = unit(value / strongest);
        outline = onRidges(outline, outline);
        const Map gradient = magnitude(grey, 1.5), support = gauss(gradient, 1);
        const double usual = percentile(gradient, 85) + 1e-6;
        for (int i = 0; i < kCount; ++i)
            outline[at(i)] *= 0.4 + 0.6 * unit(support[at(i)] / usual);
    }

    void spots() {
        const Map wide = gauss(filled, 10), near = gauss(filled, 2);
        dark.resize(kCount);
        for (int i = 0; i < kCount; ++i)
            dark[at(i)] = std::max(wide[at(i)] - near[at(i)], 0.0) * wellInside[at(i)];
        const double darkest = percentile(dark, 99.5) + 1e-6;
        for (double& value : dark)
            value = unit(value / darkest);
    }
};

/// Pixels that differ by more than 1e-2. A ridge is kept or dropped at a threshold, so single pixels may flip by
/// rounding.
int differing(const Plane& plane, const std::vector<double>& plain) {
    int count = 0;
    for (std::size_t i = 0; i < plain.size(); ++i)
        count += std::abs(plane.values[i] - plain[i]) > 1e-2;
    return count;
}

} // namespace

class PhotoMapsFormulasTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void equalTheFormulasInPlainLoops() {
        const image::CanvasTarget target = test::discTarget();
        const saliency::PhotoMaps maps = saliency::photoMaps(target);
        const PlainMaps plain(target);
        QVERIFY(differing(maps.silhouette, plain.outline) <= 5);
        QVERIFY(differing(maps.darkSpots, plain.dark) == 0);
        std::vector<double> fine = plain.coherence(), both = fine;
        for (std::size_t i = 0; i < fine.size(); ++i) {
            fine[i] = plain.fine[i] * std::clamp(fine[i], 0.2, 1.0) * plain.wellInside[i];
            both[i] = fine[i] * std::min(2 * plain.coarse[i], 1.0);
        }
        QVERIFY(*std::max_element(fine.begin(), fine.end()) > 0.2);
        QVERIFY(differing(maps.fineInterior, fine) <= 5);
        QVERIFY(differing(maps.interior, both) <= 5);
    }
};

QTEST_GUILESS_MAIN(PhotoMapsFormulasTest)
#include "photo_maps_formulas_test.moc"
