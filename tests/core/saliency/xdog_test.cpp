// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/xdog.hpp"

#include "base/error.hpp"
#include "base/random_stream.hpp"
#include "core/saliency/drawn_targets.hpp"
#include "image/canvas_target.hpp"
#include "image/photo.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using image::Plane;

namespace {

constexpr double kMean[] = {0.48145466, 0.4578275, 0.40821073}, kDeviation[] = {0.26862954, 0.26130258, 0.27577711},
                 kLuma[] = {0.2125, 0.7154, 0.0721};

/// d c b a | a b c d | d c b a
int mirrored(int i, int size) {
    i = ((i % (2 * size)) + 2 * size) % (2 * size);
    return i < size ? i : 2 * size - 1 - i;
}

/// Of a grey picture, the sum over the two-dimensional window with its own weights.
double gaussian(const std::vector<double>& grey, int side, int x, int y, double sigma) {
    const int radius = static_cast<int>(4 * sigma + 0.5);
    double sum = 0, weights = 0;
    for (int v = -radius; v <= radius; ++v)
        for (int u = -radius; u <= radius; ++u) {
            const double weight = std::exp(-0.5 * (u * u + v * v) / (sigma * sigma));
            sum += weight * grey[static_cast<std::size_t>(mirrored(y + v, side) * side + mirrored(x + u, side))];
            weights += weight;
        }
    return sum / weights;
}

/// The same of every pixel, one direction after the other.
std::vector<double> blurred(std::vector<double> values, int side, double sigma) {
    const int radius = static_cast<int>(4 * sigma + 0.5);
    for (const bool down : {false, true}) {
        std::vector<double> next(values.size());
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                double sum = 0, weights = 0;
                for (int u = -radius; u <= radius; ++u) {
                    const double weight = std::exp(-0.5 * u * u / (sigma * sigma));
                    const int from = down ? mirrored(y + u, side) * side + x : y * side + mirrored(x + u, side);
                    sum += weight * values[static_cast<std::size_t>(from)];
                    weights += weight;
                }
                next[static_cast<std::size_t>(y * side + x)] = sum / weights;
            }
        values = next;
    }
    return values;
}

/// The split whose two sides' own variances are least: the same as the largest variance between them.
double otsuByWithinVariance(const std::vector<double>& values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    const double least = *low, width = (*high - least) / 256;
    std::vector<double> binned;
    for (const double value : values)
        binned.push_back(least + (std::min(std::floor((value - least) / width), 255.0) + 0.5) * width);
    double best = INFINITY, threshold = 0;
    for (int split = 0; split < 255; ++split) {
        const double centre = least + (split + 0.5) * width;
        double within = 0;
        bool both = true;
        for (const bool below : {true, false}) {
            double mean = 0, count = 0;
            for (const double value : binned)
                if ((value <= centre + width / 4) == below) {
                    mean += value;
                    ++count;
                }
            both = both && count > 0;
            for (const double value : binned)
                if ((value <= centre + width / 4) == below)
                    within += (value - mean / count) * (value - mean / count);
        }
        if (both && within < best - 1e-9) {
            best = within;
            threshold = centre;
        }
    }
    return threshold;
}

} // namespace

class XDogTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void agreesWithTheFormulas_data() {
        QTest::addColumn<bool>("normalised");
        QTest::newRow("normalised") << true;
        QTest::newRow("as it is") << false;
    }
    void agreesWithTheFormulas() {
        QFETCH(bool, normalised);
        constexpr int kSide = 48;
        base::RandomStream random(3, base::RandomPurpose::reseeding);
        image::Raster<float> picture(kSide, kSide, 3);
        std::vector<double> grey;
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const double shape = std::hypot(x - 20, y - 26) < 13 ? 0.2 : 0.9;
                double sum = 0;
                for (int c = 0; c < 3; ++c) {
                    picture.at(x, y, c) =
                        static_cast<float>(shape + (0.03 + 0.1 * c * std::sin(x / 5.0)) * (random.uniform() - 0.5));
                    const double value = picture.at(x, y, c);
                    sum += kLuma[c] * (normalised ? (value - kMean[c]) / kDeviation[c] : value);
                }
                grey.push_back(sum);
            }
        std::vector<double> response;
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < kSide; ++x) {
                const double d = gaussian(grey, kSide, x, y, 0.8) - 0.98 * gaussian(grey, kSide, x, y, 8);
                response.push_back(d < -0.1 ? 1 : 1 + std::tanh(200 * d));
            }
        const double least = *std::min_element(response.begin(), response.end());
        for (double& value : response)
            value -= least;
        const double most = *std::max_element(response.begin(), response.end());
        for (double& value : response)
            value /= most;
        const double threshold = otsuByWithinVariance(response);
        saliency::XDogOptions options;
        options.normalised = normalised;
        const Plane edges = saliency::darkSides(picture, options);
        int marked = 0, doubtful = 0;
        for (std::size_t i = 0; i < response.size(); ++i) {
            marked += edges.values[i] > 0 ? 1 : 0;
            if (std::abs(response[i] - threshold) < 2e-3) // rounding may decide
                ++doubtful;
            else
                QCOMPARE(edges.values[i], response[i] >= threshold ? 0.F : 1.F);
        }
        QVERIFY2(marked > 100 && marked < kSide * kSide / 2 && doubtful < 60,
                 qPrintable(QString("%1 %2").arg(marked).arg(doubtful)));
    }

    /// On three cut-out animals, pixel by pixel. method.md 1.5 found 17.5, 11.2 and 15.9 % in pictures with more ground
    /// around; the samples are cut close.
    void agreesOnCutOutAnimals_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<double>("share");
        QTest::newRow("elephant") << "elephant" << 0.450;
        QTest::newRow("horse") << "horse" << 0.290;
        QTest::newRow("camel") << "camel" << 0.336;
    }
    void agreesOnCutOutAnimals() {
        QFETCH(QString, name);
        QFETCH(double, share);
        const auto photo = image::loadPhoto(QString(CROQUIS_SAMPLES "/%1.png").arg(name).toStdString());
        const auto picture = image::placeOnCanvas(photo, nullptr, geometry::Placement::squash).network;
        const int side = picture.width;
        std::vector<double> grey;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                double sum = 0;
                for (int c = 0; c < 3; ++c)
                    sum += kLuma[c] * (double(picture.at(x, y, c)) - kMean[c]) / kDeviation[c];
                grey.push_back(sum);
            }
        const auto narrow = blurred(grey, side, 0.8), wide = blurred(grey, side, 8);
        std::vector<double> response;
        for (std::size_t i = 0; i < grey.size(); ++i) {
            const double d = narrow[i] - 0.98 * wide[i];
            response.push_back(d < -0.1 ? 1 : 1 + std::tanh(200 * d));
        }
        const auto [low, high] = std::minmax_element(response.begin(), response.end());
        const double least = *low, width = *high - *low;
        for (double& value : response)
            value = (value - least) / width;
        const double threshold = otsuByWithinVariance(response);
        const Plane edges = saliency::darkSides(picture);
        int marked = 0, expected = 0, other = 0;
        for (std::size_t i = 0; i < response.size(); ++i) {
            const bool dark = response[i] < threshold;
            expected += dark ? 1 : 0;
            marked += edges.values[i] > 0 ? 1 : 0;
            other += dark != (edges.values[i] > 0) ? 1 : 0;
        }
        const double all = double(response.size());
        qInfo("%.2f %%, by plain loops %.2f %%, %d pixels differ", 100 * marked / all, 100 * expected / all, other);
        QVERIFY(other < 0.002 * all); // rounding
        QVERIFY(std::abs(marked / all - share) < 0.005);
    }

    /// And none of its white ground.
    void marksTheDarkInsideOfASubject() {
        const image::Raster<float> picture = test::discTarget().network;
        const Plane edges = saliency::darkSides(picture);
        double share = 0;
        for (const float value : edges.values)
            share += value / static_cast<double>(edges.values.size());
        QVERIFY2(share > 0.03 && share < 0.5, qPrintable(QString::number(share))); // a disc
        for (const auto& [x, y] : {std::pair{5, 5}, {218, 5}, {112, 218}})
            QCOMPARE(edges.at(x, y), 0.F);
        QCOMPARE(edges.at(90, 100), 1.F); // the eye
    }

    void aFlatPictureHasNone() {
        const Plane edges = saliency::darkSides(image::Raster<float>(30, 20, 3, 1.F));
        QCOMPARE(edges.width, 30);
        QVERIFY(std::all_of(edges.values.begin(), edges.values.end(), [](float value) { return value == 0; }));
    }

    void otsuAgreesWithTheOtherDefinition() {
        base::RandomStream random(5, base::RandomPurpose::reseeding);
        for (int i = 0; i < 8; ++i) {
            std::vector<float> values;
            for (int k = 0; k < 700; ++k)
                values.push_back(static_cast<float>(random.uniform() < 0.2 + 0.08 * i ? 0.3 * random.normal()
                                                                                      : 3 + random.normal()));
            const std::vector<double> same(values.begin(), values.end());
            QVERIFY(std::abs(saliency::otsuThreshold(values) - otsuByWithinVariance(same)) < 1e-5);
        }
        QCOMPARE(saliency::otsuThreshold({}), 0.F);
        QCOMPARE(saliency::otsuThreshold(std::vector<float>{2, 2}), 2.F);
    }

    void optionsAreChecked() {
        const image::Raster<float> picture(8, 8, 3);
        saliency::XDogOptions options;
        options.sigma = 0;
        QVERIFY_EXCEPTION_THROWN(saliency::darkSides(picture, options), InvalidArgument);
        options = {};
        options.ratio = 1;
        QVERIFY_EXCEPTION_THROWN(saliency::darkSides(picture, options), InvalidArgument);
        QVERIFY_EXCEPTION_THROWN(saliency::darkSides(image::Raster<float>(8, 8, 1)), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(XDogTest)
#include "xdog_test.moc"
