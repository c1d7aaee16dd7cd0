// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"
#include "support/plain_clip.hpp"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <random>

#include <sys/stat.h>

using namespace croquis;
using namespace croquis::tests;
using test::runCli;
using test::sample;

namespace {

/// CLIP's architectures, small, with random weights, in files like the published ones.
const PlainResNet kResNet{4, {1, 1, 2, 1}, 224, 12};
const PlainViT kViT{64, 2, 32, 7, 12}, kJudgingViT{64, 4, 32, 7, 12};

/// Two curves of those widths.
QByteArray strokes(const char* first, const char* second, const char* colour = "black") {
    return QString("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\" fill=\"none\" stroke=\"%1\">"
                   "<path d=\"M 30 40 C 90 60 120 150 180 160\" stroke-width=\"%2\"/>"
                   "<path d=\"M 30 80 C 90 190 150 150 190 90\" stroke-width=\"%3\"/></svg>")
        .arg(colour, first, second)
        .toUtf8();
}

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

class CliClipTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    PlainWeights m_weights = kResNet.weights(1);
    QProcessEnvironment m_environment = QProcessEnvironment::systemEnvironment();

    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    test::Outcome run(const QStringList& arguments) const { return runCli(arguments, m_folder.path(), m_environment); }
    test::Outcome draw(const QStringList& more) const {
        return run(QStringList{"draw", sample("cat.jpg"), "--recipe", "clipasso", "--strokes", "6", "--overwrite"} +
                   more);
    }
    /// The points and losses of one sketch at every iteration.
    QStringList history(const char* file, int sketch) const {
        QStringList lines;
        for (const auto& line : test::fileContent(path(file)).trimmed().split('\n'))
            lines += QString::fromUtf8(
                QJsonDocument(QJsonDocument::fromJson(line).object()["sketches"].toArray().at(sketch).toObject())
                    .toJson(QJsonDocument::Compact));
        return lines;
    }

  private Q_SLOTS:
    void initTestCase() {
        SafetensorsWriter::save(path("rn.pt").toStdString(), scriptArchiveOf(m_weights));
        SafetensorsWriter::save(path("vit.pt").toStdString(), scriptArchiveOf(kViT.weights(2)));
        SafetensorsWriter::save(path("judge.pt").toStdString(), scriptArchiveOf(kJudgingViT.weights(3)));
        m_environment.insert("CROQUIS_MODELS", path("models")); // nothing is installed there
    }

    void aSketchIsDrawnAndFromRepeatsIt() {
        const auto first = draw({"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "13", "--seeds", "2",
                                 "--set", "view-fill=1,augmented-views=2", "-o", "a.svg"});
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QCOMPARE(first.err, QString());
        const auto again = run({"draw", sample("cat.jpg"), "--from", "a.svg", "-o", "b.svg", "--overwrite"});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(test::fileContent(path("b.svg")), test::fileContent(path("a.svg")));
        const auto other = run({"draw", sample("cat.jpg"), "--from", "a.svg", "--set", "view-fill=0", "-o", "c.svg"});
        QCOMPARE(other.code, 0);
        QVERIFY(test::fileContent(path("c.svg")) != test::fileContent(path("a.svg")));
    }

    /// Whatever told how the sketch came about is in its record, and missed where it is another.
    void otherNetworksAreSaidWhenASketchIsRepeated() {
        const QStringList drawn{"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "0", "--seeds", "1"};
        QCOMPARE(draw(drawn + QStringList{"-o", "n.svg"}).code, 0);
        QVERIFY(test::fileContent(path("n.svg"))
                    .contains("saliencyModel&quot;:{&quot;name&quot;:&quot;clip-vit-64-2-32&quot;"));
        const QStringList again{"draw", sample("cat.jpg"), "--from", "n.svg", "-o", "m.svg", "--overwrite"};
        auto outcome = run(again + QStringList{"--saliency-model", "judge.pt"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(
            outcome.err.contains("told by clip-vit-64-4-32 and not, as for the sketch repeated, by clip-vit-64-2-32"),
            qPrintable(outcome.err));
        outcome = run(again + QStringList{"--model", "judge.pt"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("drawn with another network (clip-resnet"), qPrintable(outcome.err));
    }

    /// Bit for bit, whatever the network's batches do to its rounding.
    void sketchesDrawnTogetherDontInfluenceEachOther() {
        const QStringList options{"--model", "rn.pt", "--iterations", "12"};
        QCOMPARE(draw(options + QStringList{"--seeds", "3", "-o", "t.svg", "--history", "three.jsonl"}).code, 0);
        QCOMPARE(
            draw(options + QStringList{"--seeds", "1", "--seed", "1000", "-o", "o.svg", "--history", "one.jsonl"}).code,
            0);
        const auto alone = history("one.jsonl", 0);
        QCOMPARE(alone.size(), 12);
        QCOMPARE(history("three.jsonl", 1), alone);
        QVERIFY(history("three.jsonl", 2) != alone);
    }

    /// Equal threads give equal bytes; their number may decide how products are split, and so the last bits.
    void threadsDecideTheLastBitsAtMost() {
        const auto drawn = [&](const char* threads, const char* file) {
            const auto outcome = draw({"--model", "rn.pt", "--precision", "fp32", "--iterations", "3", "--seeds", "1",
                                       "--threads", threads, "-o", file, "--history", "threads.jsonl"});
            return outcome.code == 0 ? test::fileContent(path("threads.jsonl")) : QByteArray();
        };
        const QByteArray one = drawn("1", "t1.svg"), two = drawn("2", "t2.svg"), again = drawn("2", "t3.svg");
        QVERIFY(!one.isEmpty());
        QCOMPARE(again, two);
        QCOMPARE(test::fileContent(path("t3.svg")), test::fileContent(path("t2.svg")));
        const auto firstLoss = [](const QByteArray& history) {
            return QJsonDocument::fromJson(history.split('\n').front())
                .object()["sketches"]
                .toArray()
                .at(0)
                .toObject()["loss"]
                .toDouble();
        };
        QVERIFY(firstLoss(one) > 0);
        QVERIFY(std::abs(firstLoss(one) - firstLoss(two)) < 1e-5 * firstLoss(one));
    }

    void theDefaultRecipeDrawsWithClipToo() {
        const auto outcome = run({"draw", sample("cat.jpg"), "--model", "rn.pt", "--mask", "none", "--iterations", "10",
                                  "-o", "d.svg", "--progress", "json"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto result =
            QJsonDocument::fromJson(outcome.out.trimmed().split('\n').back().toUtf8()).object()["terms"].toObject();
        QCOMPARE(result.keys(), (QStringList{"embedding", "layer2", "layer3"}));
    }

    /// Of the whole photo, value for value, against plain loops over the same file. A stroke beside the canvas leaves
    /// the paper white, so that no rasteriser is part of the comparison.
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
        QVERIFY(photo.save(path("photo.png")));
        QVERIFY(test::putFile(path("beside.svg"),
                              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 224 224\"><path d=\"M -90 -90 C "
                              "-80 -90 -70 -90 -60 -90\" fill=\"none\" stroke=\"black\"/></svg>"));
        const auto outcome = run({"score", "photo.png", "beside.svg", "--model", "rn.pt"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto score = QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        QCOMPARE(score["recipe"].toString(), QString("clipasso"));
        const auto terms = score["terms"].toObject();
        QCOMPARE(terms.keys(), (QStringList{"embedding", "layer2", "layer3"}));

        const PlainEncoding seen = encodePlainly(kResNet, m_weights, picture),
                            paper = encodePlainly(kResNet, m_weights, std::vector<double>(picture.size(), 1.0));
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
    /// kept it is the same. Both in one precision: a sketch is drawn in bf16 where the processor has it, the score is
    /// fp32 unless it's asked otherwise.
    void scoreOfASketchIsItsLoss() {
        const auto drawn = draw({"--model", "rn.pt", "--iterations", "11", "--seeds", "1", "--set",
                                 "saves-next-step=no", "-o", "s.svg", "--progress", "json"});
        const auto result = QJsonDocument::fromJson(drawn.out.trimmed().split('\n').back().toUtf8()).object();
        const auto outcome = run({"score", sample("cat.jpg"), "s.svg", "--model", "rn.pt", "--precision", "auto"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const double score = QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble();
        QVERIFY2(std::abs(score - result["loss"].toDouble()) < 1e-3 * score, // the file rounds to 0.001 mm
                 qPrintable(QString("%1 %2").arg(score).arg(result["loss"].toDouble())));
    }

    void withoutTheViTItSaysWhatToldWhereStrokesBegin() {
        const auto outcome = draw({"--model", "rn.pt", "--iterations", "2", "--seeds", "1", "-o", "n.svg"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("ViT-B/32 is not installed") && outcome.err.contains("Grad-CAM"),
                 qPrintable(outcome.err));
    }

    void everyNetworkTellsByOcclusion_data() {
        QTest::addColumn<QString>("model");
        QTest::newRow("ResNet") << "rn.pt";
        QTest::newRow("ViT") << "judge.pt";
    }
    void everyNetworkTellsByOcclusion() {
        QFETCH(QString, model);
        const auto outcome = draw({"--model", model, "--iterations", "1", "--seeds", "1", "--set",
                                   "saliency=occlusion,occlusion-spacing=32", "-o", "occlusion.svg"});
        QVERIFY2(outcome.code == 0 && outcome.err.isEmpty(), qPrintable(outcome.err));
    }

    void aSaliencyModelThatHasNoAttentionIsRefused() {
        const auto outcome = runCli({"draw", sample("cat.jpg"), "--recipe", "clipasso", "--model", "rn.pt",
                                     "--saliency-model", "efficientnet-lite0", "--iterations", "1", "-o", "x.svg"},
                                    m_folder.path());
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("efficientnet-lite0 has neither attention nor"),
                 qPrintable(outcome.err));
        QVERIFY(!QFile::exists(path("x.svg")));
    }

    void aSaliencyModelThatIsNotAskedIsNamed() {
        const auto outcome = draw({"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "1", "--seeds",
                                   "1", "--set", "saliency=occlusion,occlusion-spacing=64", "-o", "occlusion.svg"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("vit.pt is not asked"), qPrintable(outcome.err));
    }

    /// In canvas pixels, through the same map as the strokes.
    void scoreDrawsTheFilesOwnStrokeWidth() {
        const auto loss = [&](const QByteArray& svg, const QStringList& more = {}) {
            test::putFile(path("w.svg"), svg);
            const auto outcome = run(QStringList{"score", sample("cat.jpg"), "w.svg", "--model", "rn.pt"} + more);
            return outcome.code == 0 ? QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble() : -1;
        };
        const double three = loss(strokes("3", "3")), six = loss(strokes("6", "6"));
        QVERIFY(three > 0 && six > 0 && three != six);
        QCOMPARE(loss(strokes("3", "3"), {"--set", "stroke-width=6"}), six);
        QCOMPARE(loss(strokes("6", "6"), {"--set", "stroke-width=3"}), three);
        QCOMPARE(loss(strokes("6", "6", "red")), six);  // colours are ink
        QCOMPARE(loss(strokes("6", "1")), three);       // none that all have: the recipe's
        QCOMPARE(loss(strokes("0.01", "0.01")), three); // nothing that could be drawn
        QByteArray small = strokes("6", "6");
        QCOMPARE(loss(small.replace("viewBox", "width=\"50mm\" height=\"50mm\" viewBox")), six);
    }

    /// Whose width is rounded to what the file holds.
    void scoreOfAnExportedSketchDrawsTheRecipesWidth() {
        for (const QStringList& page : {QStringList{}, {"--size", "3mm"}, {"--frame", "photo"}}) {
            QCOMPARE(
                draw(page + QStringList{"--model", "rn.pt", "--iterations", "0", "--seeds", "1", "-o", "e.svg"}).code,
                0);
            const auto own = run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt"}),
                       same = run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt", "--set", "stroke-width=3"});
            QCOMPARE(own.code, 0);
            QCOMPARE(own.out, same.out);
        }
        QCOMPARE(draw({"--model", "rn.pt", "--iterations", "0", "--seeds", "1", "-o", "e.svg", "--width", "6mm"}).code,
                 0);
        const auto wide = run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt"}),
                   same = run({"score", sample("cat.jpg"), "e.svg", "--model", "rn.pt", "--set", "stroke-width=6.72"});
        QCOMPARE(wide.out, same.out);
    }

    void aModelThatIsNoFileIsToldSo_data() {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("said");
        QTest::newRow("folder") << "./models"
                                << "The model file ./models can't be used: it is a folder";
        QTest::newRow("folder's end") << "models/"
                                      << "models/ can't be used: it is a folder";
        QTest::newRow("gone") << "./gone"
                              << "There is no file ./gone";
        QTest::newRow("gone by its ending") << "RN101.PT"
                                            << "There is no file RN101.PT";
        QTest::newRow("pipe") << "./pipe"
                              << "The model file ./pipe can't be used: it is not a regular file";
        QTest::newRow("web page") << "page.html"
                                  << "it is no weights file but a web page";
        QTest::newRow("name") << "nonesuch"
                              << "There is no model \"nonesuch\"";
    }
    void aModelThatIsNoFileIsToldSo() {
        QFETCH(QString, model);
        QFETCH(QString, said);
        QDir(m_folder.path()).mkdir("models");
        ::mkfifo(qPrintable(path("pipe")), 0600);
        test::putFile(path("page.html"), "<html>Please log in</html>");
        for (const char* option : {"--model", "--saliency-model"}) {
            const bool judges = QByteArray(option) == "--model";
            const auto outcome = draw((judges ? QStringList{} : QStringList{"--model", "rn.pt"}) +
                                      QStringList{option, model, "--iterations", "1", "-o", "y.svg"});
            QCOMPARE(outcome.code, 5);
            QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(said) && !outcome.err.contains("u2netp"),
                     qPrintable(outcome.err));
        }
    }

    /// Of a file that doesn't tell how it was trained, and what a setting changes.
    void transformersThatDontTellAreNamed() {
        SafetensorsWriter::save(path("some.safetensors").toStdString(),
                                safetensorsOf(kJudgingViT.weights(3), "visual.").bytes());
        for (const QStringList& models : {QStringList{"--model", "some.safetensors"},
                                          {"--model", "rn.pt", "--saliency-model", "some.safetensors"}}) {
            const QStringList options = models + QStringList{"--iterations", "1", "--seeds", "1", "-o"};
            const auto outcome = draw(options + QStringList{"l.svg"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.err.contains("Nothing tells whether some.safetensors was trained with QuickGELU"),
                     qPrintable(outcome.err));
            const auto quick = draw(options + QStringList{"q.svg", "--set", "activation=quickgelu"}),
                       gelu = draw(options + QStringList{"u.svg", "--set", "activation=gelu"});
            QVERIFY(quick.code == 0 && gelu.code == 0);
            QVERIFY2(!(quick.err + gelu.err).contains("GELU"), qPrintable(quick.err + gelu.err));
        }
        const auto loss = [&](const char* activation) {
            test::putFile(path("two.svg"), strokes("3", "3"));
            const auto outcome = run({"score", sample("cat.jpg"), "two.svg", "--model", "some.safetensors", "--set",
                                      QString("activation=%1").arg(activation)});
            return QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble();
        };
        QCOMPARE(loss("auto"), loss("quickgelu"));
        QVERIFY(loss("gelu") != loss("quickgelu"));
    }

    /// Also where the sketch was drawn on a part of it, as the recipe "default" draws: its strokes go along.
    void aPhotoOfTheCanvasSizeIsScoredPixelByPixel() {
        const QImage cat(sample("cat.jpg"));
        QVERIFY(cat.scaled(224, 224, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).save(path("small.png")));
        const auto scoreOf = [&](const char* sketch, const QStringList& more = {}) {
            const auto outcome = run(QStringList{"score", "small.png", sketch, "--model", "rn.pt"} + more);
            return QJsonDocument::fromJson(outcome.out.toUtf8()).object();
        };
        const auto drawn = run({"draw", "small.png", "--model", "rn.pt", "--mask", "none", "--iterations", "0",
                                "--strokes", "6", "--frame", "photo", "-o", "part.svg"});
        QVERIFY2(drawn.code == 0, qPrintable(drawn.err));
        // The same strokes on the photo's own frame, from a file that says nothing of how they were drawn.
        QString foreign = QString::fromUtf8(test::fileContent(path("part.svg")));
        foreign.remove(QRegularExpression("<metadata.*</metadata>", QRegularExpression::DotMatchesEverythingOption));
        QVERIFY(test::putFile(path("foreign.svg"), foreign.toUtf8()));
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

    /// The precision that was used, too, where another would be automatic.
    void stageWeightsAreRepeated() {
        const QStringList options{"--model", "rn.pt", "--iterations", "3", "--seeds", "1"};
        QCOMPARE(draw(options + QStringList{"--set", "stage-weights=1:2,4:1,view-fill=1", "-o", "g.svg", "--progress",
                                            "json", "--history", "g.jsonl"})
                     .code,
                 0);
        QVERIFY(history("g.jsonl", 0).join("").contains("layer4") &&
                !history("g.jsonl", 0).join("").contains("layer2"));
        QVERIFY(test::fileContent(path("g.svg")).contains("&quot;precision&quot;:&quot;") ||
                test::fileContent(path("g.svg")).contains("\"precision\":\""));
        const auto again = run({"draw", sample("cat.jpg"), "--from", "g.svg", "-o", "h.svg", "--overwrite"});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(test::fileContent(path("h.svg")), test::fileContent(path("g.svg")));
        QCOMPARE(draw(options + QStringList{"--set", "stage-weights=9:1", "-o", "i.svg"}).code, 2);
    }

    void withoutClipItSaysWhatIsMissing() {
        const auto missing = draw({"-o", "m.svg"});
        QCOMPARE(missing.code, 5);
        QVERIFY2(missing.saysOneSentence() && missing.err.contains("models fetch RN101"), qPrintable(missing.err));
        m_environment.remove("CROQUIS_MODELS");
        const auto embedded =
            runCli({"draw", sample("cat.jpg"), "--recipe", "clipasso", "--model", "efficientnet-lite0", "-o", "e.svg"},
                   m_folder.path());
        QCOMPARE(embedded.code, 2);
        QVERIFY2(embedded.saysOneSentence() && embedded.err.contains("needs one of CLIP's networks"),
                 qPrintable(embedded.err));
        m_environment.insert("CROQUIS_MODELS", path("models"));
    }

    void recipesAreListed() {
        const auto outcome = run({"recipes"});
        QCOMPARE(outcome.code, 0);
        for (const char* words : {"saves-next-step", "squash", "2001", "view-fill"})
            QVERIFY2(outcome.out.contains(words), words);
        QCOMPARE(draw({"--set", "soup=1"}).code, 2);
    }
};

QTEST_GUILESS_MAIN(CliClipTest)
#include "cli_clip_test.moc"
