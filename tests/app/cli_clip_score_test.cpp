// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_program.hpp"
#include "core/raster/sampled_sketch.hpp"

#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

using namespace croquis;
using namespace croquis::tests;
using test::sample;

namespace {

constexpr int kModelMissing = 5;

double meanSquaredDifference(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum / static_cast<double>(a.size());
}

double cosine(const std::vector<double>& a, const std::vector<double>& b) {
    double dot = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        dot += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return dot / std::sqrt(aa * bb);
}

/// Control points of test::twoStrokes(), canvas pixels.
const std::vector<double> kTwoStrokes{30, 40, 90, 60, 120, 150, 180, 160, 30, 80, 90, 190, 150, 150, 190, 90};

/// The paper's loss of the small network by plain loops.
class PlainLoss {
  public:
    explicit PlainLoss(const std::vector<double>& picture) : m_seen(encoded(picture)) {}

    /// @param points  of strokes 3 px wide; none: white paper.
    std::vector<std::pair<std::string, double>> of(const std::vector<double>& points) const {
        std::vector<double> picture(3 * 224 * 224, 1.0);
        if (!points.empty()) {
            const auto grey =
                test::SampledSketch(224, 224, 16, test::SampledSketch::Samples::soft, 1.5, points).picture();
            for (std::size_t c = 0; c < 3; ++c)
                std::copy(grey.begin(), grey.end(), picture.begin() + static_cast<std::ptrdiff_t>(c * grey.size()));
        }
        const PlainEncoding drawn = encoded(picture);
        return {{"layer2", meanSquaredDifference(m_seen.stages[2], drawn.stages[2])},
                {"layer3", meanSquaredDifference(m_seen.stages[3], drawn.stages[3])},
                {"embedding", 0.1 * (1 - cosine(m_seen.embedding, drawn.embedding))}};
    }

  private:
    static PlainEncoding encoded(const std::vector<double>& picture) {
        return encodePlainly(test::kSmallResNet, test::kSmallResNet.weights(1), picture);
    }

    PlainEncoding m_seen;
};

} // namespace

/// `score` with CLIP's networks.
namespace {

/// [3, 224, 224] by bicubic interpolation (a = -0.75, pixel centres at halves, the border repeated).
std::vector<double> enlargedPlainly(const std::vector<double>& canvas, int side) {
    constexpr double kA = -0.75;
    constexpr int kSide = 224;
    const auto weight = [](double t) {
        t = std::abs(t);
        return t <= 1  ? (kA + 2) * t * t * t - (kA + 3) * t * t + 1
               : t < 2 ? kA * (t * t * t - 5 * t * t + 8 * t - 4)
                       : 0.0;
    };
    std::vector<double> large(std::size_t(3 * side * side));
    for (int c = 0; c < 3; ++c)
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const double v = (y + 0.5) * kSide / side - 0.5, u = (x + 0.5) * kSide / side - 0.5;
                const int top = int(std::floor(v)) - 1, left = int(std::floor(u)) - 1;
                double sum = 0;
                for (int j = top; j < top + 4; ++j)
                    for (int i = left; i < left + 4; ++i)
                        sum += weight(v - j) * weight(u - i) *
                               canvas[std::size_t(c * kSide * kSide + std::clamp(j, 0, kSide - 1) * kSide +
                                                  std::clamp(i, 0, kSide - 1))];
                large[std::size_t(c * side * side + y * side + x)] = sum;
            }
    return large;
}

} // namespace

class CliClipScoreTest : public QObject {
    Q_OBJECT

    test::ClipProgram m_clip;

    /// Writes one of 224 x 224 pixels. @return it, [3, 224, 224] 0..1.
    std::vector<double> putPhoto(const char* name) {
        QImage photo(224, 224, QImage::Format_RGB888);
        std::mt19937 random(5);
        std::vector<double> picture(3 * 224 * 224);
        for (int y = 0; y < 224; ++y)
            for (int x = 0; x < 224; ++x) {
                const QRgb colour = qRgb(int(random() % 256), (x + y) % 256, x % 256);
                photo.setPixel(x, y, colour);
                const int channels[3] = {qRed(colour), qGreen(colour), qBlue(colour)};
                for (int c = 0; c < 3; ++c)
                    picture[std::size_t(c * 224 * 224 + y * 224 + x)] = channels[c] / 255.0;
            }
        return photo.save(m_clip.path(name)) ? picture : std::vector<double>();
    }

  private Q_SLOTS:
    /// Of the whole photo, value for value, against plain loops over the same file; the sketch by samples alone.
    void scoreIsThePapersLoss_data() {
        QTest::addColumn<bool>("drawn");
        QTest::newRow("beside the canvas") << false; // no rasteriser is part of the comparison
        QTest::newRow("two strokes") << true;
    }
    void scoreIsThePapersLoss() {
        QFETCH(bool, drawn);
        const std::vector<double> picture = putPhoto("photo.png");
        QVERIFY(test::putFile(m_clip.path("sketch.svg"),
                              drawn ? test::twoStrokes("3", "3")
                                    : "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\"><path d=\"M "
                                      "-90 -90 C -80 -90 -70 -90 -60 -90\" fill=\"none\" stroke=\"black\"/></svg>"));
        const auto outcome = m_clip.run({"score", "photo.png", "sketch.svg", "--model", "rn.pt", "--gradient"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto score = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        QCOMPARE(score["recipe"].toString(), QString("clipasso"));
        const auto terms = score["terms"].toObject();
        QCOMPARE(terms.keys(), (QStringList{"embedding", "layer2", "layer3"}));
        QCOMPARE(score["total"].toDouble(), score["loss"].toDouble());
        QCOMPARE(score["weights"].toObject(), (QJsonObject{{"layer2", 1}, {"layer3", 1}, {"embedding", 0.1}}));
        for (const auto& name : terms.keys())
            QCOMPARE(score["distances"].toObject()[name].toDouble() * score["weights"].toObject()[name].toDouble(),
                     terms[name].toDouble());
        QCOMPARE(score["placement"].toString(), QString("squash"));
        QVERIFY(!score["masked"].toBool());

        const PlainLoss plain(picture);
        const auto expected = plain.of(drawn ? kTwoStrokes : std::vector<double>{});
        // Samples give an edge pixel's coverage to a part in 256.
        const double allowed = drawn ? 3e-3 : 1e-4;
        double sum = 0;
        for (const auto& [name, value] : expected) {
            const double got = terms[QString::fromStdString(name)].toDouble();
            QVERIFY2(std::abs(got - value) < allowed * value,
                     qPrintable(QString("%1: %2 instead of %3").arg(name.c_str()).arg(got).arg(value)));
            sum += value;
        }
        QVERIFY(std::abs(score["loss"].toDouble() - sum) < allowed * sum);
        if (!drawn)
            return;
        // The way down, of a step along it: the loss falls as its gradient says.
        std::vector<double> gradient;
        for (const auto& stroke : score["gradient"].toArray())
            for (const auto& point : stroke.toArray())
                for (const auto& value : point.toArray())
                    gradient.push_back(value.toDouble());
        QCOMPARE(gradient.size(), kTwoStrokes.size());
        const double steepness = std::sqrt(std::inner_product(gradient.begin(), gradient.end(), gradient.begin(), 0.0));
        QVERIFY(steepness > 0);
        constexpr double kStep = 0.1; // px
        const auto lossAt = [&](double step) {
            std::vector<double> points = kTwoStrokes;
            for (std::size_t i = 0; i < points.size(); ++i)
                points[i] += step * gradient[i] / steepness;
            double whole = 0;
            for (const auto& [name, value] : plain.of(points))
                whole += value;
            return whole;
        };
        const double measured = (lossAt(kStep) - lossAt(-kStep)) / (2 * kStep);
        QVERIFY2(std::abs(measured - steepness) < 0.05 * steepness,
                 qPrintable(QString("%1 instead of %2").arg(steepness).arg(measured)));
    }

    /// Weights of which each is a number, whose products aren't.
    void aLossThatIsNoNumberIsSaid() {
        PlainWeights large = test::kSmallResNet.weights(1);
        for (double& weight : large.at("visual.layer2.0.bn3.weight").values)
            weight *= 1e30;
        SafetensorsWriter::save(m_clip.path("large.pt").toStdString(), scriptArchiveOf(large));
        putPhoto("photo.png");
        QVERIFY(test::putFile(m_clip.path("sketch.svg"), test::twoStrokes("3", "3")));
        auto outcome = m_clip.run({"score", "photo.png", "sketch.svg", "--model", "large.pt"});
        QCOMPARE(outcome.code, kModelMissing);
        QVERIFY2(outcome.out.isEmpty() && outcome.err.contains("numbers that aren't finite"), qPrintable(outcome.err));
        outcome = m_clip.draw({"--model", "large.pt", "--iterations", "1"});
        QCOMPARE(outcome.code, kModelMissing);
        QVERIFY2(outcome.err.contains("numbers that aren't finite"), qPrintable(outcome.err));
    }

    /// RN50x4 and RN50x16 look at 288 and 384 pixels: the canvas is resized by bicubic interpolation, nothing is
    /// blurred.
    void largerNetworksSeeTheCanvasResized_data() {
        QTest::addColumn<int>("side");
        QTest::newRow("RN50x4") << 288;
        QTest::newRow("RN50x16") << 384;
    }
    void largerNetworksSeeTheCanvasResized() {
        QFETCH(int, side);
        tests::PlainResNet network = test::kSmallResNet;
        network.side = side;
        const auto weights = network.weights(4);
        tests::SafetensorsWriter::save(m_clip.path("large.pt").toStdString(), tests::scriptArchiveOf(weights));
        QImage photo(224, 224, QImage::Format_RGB888);
        std::vector<double> canvas(3 * 224 * 224);
        std::mt19937 random(6);
        for (int y = 0; y < 224; ++y)
            for (int x = 0; x < 224; ++x) {
                const int channels[3] = {int(random() % 256), x, (3 * y) % 256};
                photo.setPixel(x, y, qRgb(channels[0], channels[1], channels[2]));
                for (int c = 0; c < 3; ++c)
                    canvas[std::size_t(c * 224 * 224 + y * 224 + x)] = channels[c] / 255.0;
            }
        QVERIFY(photo.save(m_clip.path("noise.png")));
        QVERIFY(test::putFile(m_clip.path("beside.svg"),
                              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\"><path d=\"M -90 -90 C "
                              "-80 -90 -70 -90 -60 -90\" fill=\"none\" stroke=\"black\"/></svg>"));
        const auto outcome = m_clip.run({"score", "noise.png", "beside.svg", "--model", "large.pt"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto terms = QJsonDocument::fromJson(outcome.out.toUtf8()).object()["terms"].toObject();
        const PlainEncoding seen = encodePlainly(network, weights, enlargedPlainly(canvas, side)),
                            paper =
                                encodePlainly(network, weights, std::vector<double>(std::size_t(3 * side * side), 1.0));
        for (int stage : {2, 3}) {
            const double expected = meanSquaredDifference(seen.stages[stage], paper.stages[stage]),
                         got = terms[QStringLiteral("layer%1").arg(stage)].toDouble();
            QVERIFY2(std::abs(got - expected) < 1e-4 * expected, qPrintable(QString("%1 %2").arg(got).arg(expected)));
        }
        const double embedding = 0.1 * (1 - cosine(seen.embedding, paper.embedding));
        QVERIFY(std::abs(terms["embedding"].toDouble() - embedding) < 1e-4 * embedding);
    }

    /// A sketch's own score is the one it was kept for, but that it was kept one step later; with the scored points
    /// kept it is the same. Both in one precision: a sketch is drawn in bf16 where the processor has it, the score
    /// is fp32 unless it's asked otherwise.
    void scoreOfASketchIsItsLoss() {
        const auto drawn = m_clip.draw({"--model", "rn.pt", "--iterations", "11", "--seeds", "1", "--set",
                                        "saves-next-step=no", "-o", "s.svg", "--progress", "json"});
        const auto result = QJsonDocument::fromJson(drawn.out.trimmed().split('\n').back().toUtf8()).object();
        const auto outcome =
            m_clip.run({"score", sample("cat.jpg"), "s.svg", "--model", "rn.pt", "--precision", "auto"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const double score = QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble();
        QVERIFY2(std::abs(score - result["loss"].toDouble()) < 1e-3 * score, // the file rounds to 0.001 mm
                 qPrintable(QString("%1 %2").arg(score).arg(result["loss"].toDouble())));
    }

    void scoreLooksThroughViewsWhereAsked() {
        test::putFile(m_clip.path("v.svg"), test::twoStrokes("3", "3"));
        const auto scoreOf = [&](const QStringList& more) {
            const auto outcome =
                m_clip.run(QStringList{"score", sample("cat.jpg"), "v.svg", "--model", "rn.pt"} + more);
            return QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        };
        const auto clean = scoreOf({}), five = scoreOf({"--views", "5"});
        QVERIFY(!clean.contains("throughViews"));
        QCOMPARE(five["loss"], clean["loss"]);
        const double ratio = five["throughViews"].toDouble() / clean["loss"].toDouble();
        QVERIFY2(ratio > 0.1 && ratio < 10 && ratio != 1, qPrintable(QString::number(ratio)));
        QVERIFY(scoreOf({"--views", "0"}).isEmpty());
    }

    /// In canvas pixels, through the same map as the strokes.
    void scoreDrawsTheFilesOwnStrokeWidth() {
        const auto loss = [&](const QByteArray& svg, const QStringList& more = {}) {
            test::putFile(m_clip.path("w.svg"), svg);
            const auto outcome =
                m_clip.run(QStringList{"score", sample("cat.jpg"), "w.svg", "--model", "rn.pt"} + more);
            return outcome.code == 0 ? QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble() : -1;
        };
        const double three = loss(test::twoStrokes("3", "3")), six = loss(test::twoStrokes("6", "6"));
        QVERIFY(three > 0 && six > 0 && three != six);
        QCOMPARE(loss(test::twoStrokes("3", "3"), {"--set", "stroke-width=6"}), six);
        QCOMPARE(loss(test::twoStrokes("6", "6"), {"--set", "stroke-width=3"}), three);
        QCOMPARE(loss(test::twoStrokes("6", "6", "red")), six);  // colours are ink
        QCOMPARE(loss(test::twoStrokes("6", "1")), three);       // none that all have: the recipe's
        QCOMPARE(loss(test::twoStrokes("0.01", "0.01")), three); // nothing that could be drawn
        QByteArray small = test::twoStrokes("6", "6");
        QCOMPARE(loss(small.replace("viewBox", "width=\"50mm\" height=\"50mm\" viewBox")), six);
    }

    /// Whose width is rounded to what the file holds.
    void scoreOfAnExportedSketchDrawsTheRecipesWidth() {
        for (const QStringList& page : {QStringList{}, {"--size", "3mm"}, {"--frame", "photo"}}) {
            QCOMPARE(
                m_clip.draw(page + QStringList{"--model", "rn.pt", "--iterations", "0", "--seeds", "1", "-o", "e.svg"})
                    .code,
                0);
            const auto own = m_clip.run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt"}),
                       same = m_clip.run(
                           {"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt", "--set", "stroke-width=3"});
            QCOMPARE(own.code, 0);
            QCOMPARE(own.out, same.out);
        }
        QCOMPARE(m_clip.draw({"--model", "rn.pt", "--iterations", "0", "--seeds", "1", "-o", "e.svg", "--width", "6mm"})
                     .code,
                 0);
        const auto wide = m_clip.run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt"}),
                   same = m_clip.run(
                       {"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt", "--set", "stroke-width=6.72"});
        QCOMPARE(wide.out, same.out);
    }

    /// Also where the sketch was drawn on a part of it, as the recipe "default" draws: its strokes go along.
    void aPhotoOfTheCanvasSizeIsScoredPixelByPixel() {
        const QImage cat(sample("cat.jpg"));
        QVERIFY(cat.scaled(224, 224, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(m_clip.path("small.png")));
        const auto scoreOf = [&](const char* sketch, const QStringList& more = {}) {
            const auto outcome = m_clip.run(QStringList{"score", "small.png", sketch, "--model", "rn.pt"} + more);
            return QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        };
        const auto drawn = m_clip.run({"draw", "small.png", "--model", "rn.pt", "--mask", "none", "--iterations", "0",
                                       "--strokes", "6", "--frame", "photo", "-o", "part.svg"});
        QVERIFY2(drawn.code == 0, qPrintable(drawn.err));
        // The same strokes on the photo's own frame, from a file that says nothing of how they were drawn.
        QString foreign = QString::fromUtf8(test::fileContent(m_clip.path("part.svg")));
        foreign.remove(QRegularExpression("<metadata.*</metadata>", QRegularExpression::DotMatchesEverythingOption));
        QVERIFY(test::putFile(m_clip.path("foreign.svg"), foreign.toUtf8()));
        const auto own = scoreOf("part.svg"), other = scoreOf("foreign.svg");
        QCOMPARE(own["recipe"].toString(), QString("default"));
        QCOMPARE(other["recipe"].toString(), QString("clipasso"));
        QCOMPARE(own["placement"].toString(), QString("squash"));
        const double loss = own["loss"].toDouble();
        QVERIFY2(loss > 0 && std::abs(loss - other["loss"].toDouble()) < 1e-3 * loss,
                 qPrintable(QString("%1 %2").arg(loss).arg(other["loss"].toDouble())));
        const auto asDrawn = scoreOf("part.svg", {"--recipe", "default", "--mask", "none"});
        QCOMPARE(asDrawn["placement"].toString(), QString("fit"));
        QVERIFY(std::abs(asDrawn["loss"].toDouble() - loss) > 1e-3 * loss);
    }
};

QTEST_GUILESS_MAIN(CliClipScoreTest)
#include "cli_clip_score_test.moc"
