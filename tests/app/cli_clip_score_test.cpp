// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_program.hpp"

#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <random>

using namespace croquis;
using namespace croquis::tests;
using test::sample;

namespace {

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

} // namespace

/// `score` with CLIP's networks.
class CliClipScoreTest : public QObject {
    Q_OBJECT

    test::ClipProgram m_clip;

  private Q_SLOTS:
    /// Of the whole photo, value for value, against plain loops over the same file. A stroke beside the canvas
    /// leaves the paper white, so that no rasteriser is part of the comparison.
    void scoreIsThePapersLoss() {
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
        QVERIFY(photo.save(m_clip.path("photo.png")));
        QVERIFY(test::putFile(m_clip.path("beside.svg"),
                              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\"><path d=\"M -90 -90 C "
                              "-80 -90 -70 -90 -60 -90\" fill=\"none\" stroke=\"black\"/></svg>"));
        const auto outcome = m_clip.run({"score", "photo.png", "beside.svg", "--model", "rn.pt"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto score = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        QCOMPARE(score["recipe"].toString(), QString("clipasso"));
        const auto terms = score["terms"].toObject();
        QCOMPARE(terms.keys(), (QStringList{"embedding", "layer2", "layer3"}));

        const PlainEncoding seen = encodePlainly(test::kSmallResNet, test::kSmallResNet.weights(1), picture),
                            paper = encodePlainly(test::kSmallResNet, test::kSmallResNet.weights(1),
                                                  std::vector<double>(picture.size(), 1.0));
        const double layer2 = meanSquaredDifference(seen.stages[2], paper.stages[2]),
                     layer3 = meanSquaredDifference(seen.stages[3], paper.stages[3]),
                     embedding = 0.1 * (1 - cosine(seen.embedding, paper.embedding));
        QCOMPARE(score["total"].toDouble(), score["loss"].toDouble());
        QCOMPARE(score["weights"].toObject(), (QJsonObject{{"layer2", 1}, {"layer3", 1}, {"embedding", 0.1}}));
        for (const auto& name : terms.keys())
            QCOMPARE(score["distances"].toObject()[name].toDouble() * score["weights"].toObject()[name].toDouble(),
                     terms[name].toDouble());
        QCOMPARE(score["placement"].toString(), QString("squash"));
        QVERIFY(!score["masked"].toBool());
        const auto near = [](double got, double expected) { return std::abs(got - expected) < 1e-4 * expected; };
        QVERIFY2(near(terms["layer2"].toDouble(), layer2) && near(terms["layer3"].toDouble(), layer3) &&
                     near(terms["embedding"].toDouble(), embedding) &&
                     near(score["loss"].toDouble(), layer2 + layer3 + embedding),
                 qPrintable(outcome.out + QString(" instead of %1 %2 %3").arg(layer2).arg(layer3).arg(embedding)));
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
