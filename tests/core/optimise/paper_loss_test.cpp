// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/raster/sampled_sketch.hpp"
#include "image/photo.hpp"
#include "optimise/loss_stack.hpp"
#include "support/plain_clip.hpp"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <random>

using namespace croquis;
using namespace croquis::tests;
using test::SampledSketch;

namespace {

constexpr int kSide = 224, kViews = 5, kSamples = 16;

/// [channel][y][x], any number of channels.
using Values = std::vector<double>;

/// A crop at the picture's own size: bilinear between pixel centres, the crop's border repeated.
Values enlarged(const loss::ViewCrop& crop, const Values& picture) {
    const int channels = static_cast<int>(picture.size()) / (kSide * kSide);
    const auto placed = [&](int pixel) {
        return std::clamp((pixel + 0.5) * crop.side / kSide - 0.5, 0.0, crop.side - 1.0);
    };
    Values view;
    for (int c = 0; c < channels; ++c) {
        const auto value = [&](double x, double y) {
            const int column = crop.left + std::min(static_cast<int>(x), crop.side - 1),
                      row = crop.top + std::min(static_cast<int>(y), crop.side - 1);
            return picture[static_cast<std::size_t>((c * kSide + row) * kSide + column)];
        };
        for (int i = 0; i < kSide; ++i)
            for (int j = 0; j < kSide; ++j) {
                const double x = placed(j), y = placed(i), left = std::floor(x), top = std::floor(y), u = x - left,
                             v = y - top;
                view.push_back((1 - v) * ((1 - u) * value(left, top) + u * value(left + 1, top)) +
                               v * ((1 - u) * value(left, top + 1) + u * value(left + 1, top + 1)));
            }
    }
    return view;
}

/// What a view shows of a picture: bilinear between pixel centres, black beyond its border (method.md 1.11).
Values seenThrough(const loss::ViewWarp& warp, const Values& picture) {
    const auto& h = warp.source_from_view;
    const int channels = static_cast<int>(picture.size()) / (kSide * kSide);
    Values view;
    for (int c = 0; c < channels; ++c) {
        const auto value = [&](int x, int y) {
            const bool inside = x >= 0 && y >= 0 && x < kSide && y < kSide;
            return inside ? picture[static_cast<std::size_t>((c * kSide + y) * kSide + x)] : 0.0;
        };
        for (int i = 0; i < kSide; ++i)
            for (int j = 0; j < kSide; ++j) {
                const double vx = j + 0.5, vy = i + 0.5, depth = h[6] * vx + h[7] * vy + h[8];
                const double x = (h[0] * vx + h[1] * vy + h[2]) / depth - 0.5,
                             y = (h[3] * vx + h[4] * vy + h[5]) / depth - 0.5;
                const double left = std::floor(x), top = std::floor(y), u = x - left, v = y - top;
                const int l = static_cast<int>(left), t = static_cast<int>(top);
                view.push_back((1 - v) * ((1 - u) * value(l, t) + u * value(l + 1, t)) +
                               v * ((1 - u) * value(l, t + 1) + u * value(l + 1, t + 1)));
            }
    }
    return warp.crop.side > 0 ? enlarged(warp.crop, view) : view;
}

double meanSquare(const Values& a, const Values& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum / static_cast<double>(a.size());
}

double cosineOf(const Values& a, const Values& b) {
    double both = 0, first = 0, second = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += a[i] * b[i];
        first += a[i] * a[i];
        second += b[i] * b[i];
    }
    return both / std::sqrt(first * second);
}

} // namespace

/// The paper's loss of a drawn sketch through its five views, and its gradient, against code that shares nothing with
/// the product but the numbers of the views' maps: samples for the strokes, plain loops for views, network and sums.
class PaperLossTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    const PlainResNet m_network{4, {1, 1, 2, 1}, kSide, 12};
    const PlainWeights m_weights = m_network.weights(1);
    std::unique_ptr<perceptual::PerceptualEncoder> m_encoder;
    const image::CanvasTarget m_target =
        image::placeOnCanvas(image::loadPhoto(CROQUIS_SAMPLES "/coffee.jpg"), nullptr, geometry::Placement::squash);
    optimise::Recipe m_recipe = optimise::recipeFor("clipasso", optimise::Quality::fine, optimise::Network::clip);
    std::vector<loss::ViewWarp> m_warps;
    std::vector<PlainEncoding> m_photo; ///< a view
    std::vector<float> m_points;        ///< of six strokes, some of which cross or leave the canvas

    PlainEncoding encoded(const Values& picture) const { return encodePlainly(m_network, m_weights, picture); }
    Values viewOf(const Values& picture, int view) const {
        return view == 0 ? picture : seenThrough(m_warps[static_cast<std::size_t>(view - 1)], picture);
    }

    /// layer2, layer3 and embedding of one view.
    std::array<double, 3> termsOf(const Values& sketch, int view) const {
        const Values grey = viewOf(sketch, view);
        Values colours;
        for (int c = 0; c < 3; ++c)
            colours.insert(colours.end(), grey.begin(), grey.end());
        const PlainEncoding seen = encoded(colours);
        const PlainEncoding& photo = m_photo[static_cast<std::size_t>(view)];
        return {meanSquare(seen.stages[2], photo.stages[2]), meanSquare(seen.stages[3], photo.stages[3]),
                0.1 * (1 - cosineOf(seen.embedding, photo.embedding))};
    }
    static Values drawn(const std::vector<double>& points) {
        return SampledSketch(kSide, kSide, kSamples, SampledSketch::Samples::soft, 1.5, points).picture();
    }
    /// Of all five views.
    double lossOf(const std::vector<double>& points) const {
        const Values sketch = drawn(points);
        double sum = 0;
        for (int view = 0; view < kViews; ++view)
            for (const double term : termsOf(sketch, view))
                sum += term / kViews;
        return sum;
    }

  private Q_SLOTS:
    void initTestCase() {
        m_encoder = perceptual::openEncoder(
            SafetensorsWriter::save(m_folder.filePath("rn.pt").toStdString(), scriptArchiveOf(m_weights)));
        m_recipe.iterations = 1;
        std::mt19937 random(3);
        std::uniform_real_distribution<float> place(10, 214), step(-40, 40);
        for (int stroke = 0; stroke < 6; ++stroke) {
            float x = stroke == 5 ? 220 : place(random), y = place(random);
            for (int k = 0; k < 4; ++k) {
                m_points.insert(m_points.end(), {x, y});
                x += step(random);
                y += step(random);
            }
        }
    }

    void lossAndGradientAgree_data() {
        QTest::addColumn<bool>("twice");
        QTest::newRow("views resampled once") << false;
        QTest::newRow("twice") << true;
    }
    void lossAndGradientAgree() {
        QFETCH(bool, twice);
        m_recipe.viewsResampled = twice ? optimise::Resampling::twice : optimise::Resampling::once;
        m_warps = optimise::warpsOf(m_recipe);
        QCOMPARE(m_warps.size(), std::size_t{kViews - 1});
        QCOMPARE(m_warps.front().crop.side > 0, twice);
        Values photo(3 * kSide * kSide);
        for (int c = 0; c < 3; ++c)
            for (int y = 0; y < kSide; ++y)
                for (int x = 0; x < kSide; ++x)
                    photo[static_cast<std::size_t>((c * kSide + y) * kSide + x)] = m_target.network.at(x, y, c);
        m_photo.clear();
        for (int view = 0; view < kViews; ++view)
            m_photo.push_back(encoded(viewOf(photo, view)));

        const std::vector<std::vector<float>> sketches{m_points};
        const std::vector<int> views{0, 1, 2, 3, 4};
        optimise::LossStack stack(m_recipe, *m_encoder, m_target, {});
        stack.prepare(views);
        const auto row = stack.evaluate(sketches, views, true).at(0);
        const std::vector<double> points(m_points.begin(), m_points.end());
        const auto expected = termsOf(drawn(points), 0);
        QCOMPARE(row.clean.terms.size(), std::size_t{3});
        for (std::size_t k = 0; k < 3; ++k) {
            const double got = row.clean.terms[k].value;
            qInfo("%s %.6f %.6f", row.clean.terms[k].name.c_str(), got, expected[k]);
            QVERIFY(std::abs(got - expected[k]) < 2e-3 * expected[k]);
        }

        // Along the gradient: plain differences, whose samples of strokes are worth some per cent, agree with the
        // product's at the same step, and these with the gradient. There ReLUs turn near by, so that a difference errs
        // in proportion to its step, which two steps take out.
        double norm = 0;
        for (const float value : row.gradient)
            norm += double(value) * value;
        norm = std::sqrt(norm);
        const auto along = [&](double step) { // px along a direction of length 1
            std::vector<double> moved = points;
            for (std::size_t k = 0; k < points.size(); ++k)
                moved[k] += step * row.gradient[k] / norm;
            return moved;
        };
        const auto own = [&](double step) {
            const auto at = along(step);
            const std::vector<std::vector<float>> moved{std::vector<float>(at.begin(), at.end())};
            double sum = 0;
            for (const int view : views)
                sum += stack.evaluate(moved, std::vector<int>{view}, false).at(0).clean.total / kViews;
            return sum;
        };
        constexpr double kStep = 0.1; // 0.015 px a coordinate
        const auto ownDifference = [&](double step) { return (own(step) - own(-step)) / (2 * step); };
        const double plain = (lossOf(along(kStep)) - lossOf(along(-kStep))) / (2 * kStep),
                     coarse = ownDifference(kStep), fine = ownDifference(kStep / 2);
        qInfo("%.3e %.3e %.3e %.3e", norm, plain, coarse, fine);
        QVERIFY(std::abs(own(0) - lossOf(points)) < 1e-3 * own(0));
        QVERIFY(std::abs(plain - coarse) < 0.06 * coarse);
        QVERIFY(std::abs(2 * fine - coarse - norm) < 0.03 * norm);
    }
};

QTEST_APPLESS_MAIN(PaperLossTest)
#include "paper_loss_test.moc"
