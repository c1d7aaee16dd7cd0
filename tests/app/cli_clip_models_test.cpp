// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_program.hpp"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <sys/stat.h>

using namespace croquis;
using namespace croquis::tests;
using test::runCli;
using test::sample;

/// What is said of the networks that were asked for, and of those that are missing.
class CliClipModelsTest : public QObject {
    Q_OBJECT

    test::ClipProgram m_clip;

  private Q_SLOTS:
    /// Whatever told how the sketch came about is in its record, and missed where it is another.
    void otherNetworksAreSaidWhenASketchIsRepeated() {
        const QStringList drawn{"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "0", "--seeds", "1"};
        QCOMPARE(m_clip.draw(drawn + QStringList{"-o", "n.svg"}).code, 0);
        QVERIFY(test::fileContent(m_clip.path("n.svg"))
                    .contains("saliencyModel&quot;:{&quot;name&quot;:&quot;clip-vit-64-2-32&quot;"));
        const QStringList again{"draw", sample("cat.jpg"), "--from", "n.svg", "-o", "m.svg", "--overwrite"};
        auto outcome = m_clip.run(again + QStringList{"--saliency-model", "judge.pt"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(
            outcome.err.contains("told by clip-vit-64-4-32 and not, as for the sketch repeated, by clip-vit-64-2-32"),
            qPrintable(outcome.err));
        outcome = m_clip.run(again + QStringList{"--model", "judge.pt"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("drawn with another network (clip-resnet"), qPrintable(outcome.err));
    }

    void aSketchWhoseNetworksAreGoneIsDrawnWithOthers() {
        QVERIFY(QFile::copy(m_clip.path("rn.pt"), m_clip.path("gone-rn.pt")));
        QVERIFY(QFile::copy(m_clip.path("vit.pt"), m_clip.path("gone-vit.pt")));
        QCOMPARE(m_clip
                     .draw({"--model", "gone-rn.pt", "--saliency-model", "gone-vit.pt", "--iterations", "0", "--seeds",
                            "1", "-o", "g.svg"})
                     .code,
                 0);
        QVERIFY(QFile::remove(m_clip.path("gone-rn.pt")) && QFile::remove(m_clip.path("gone-vit.pt")));
        QStringList again{"draw", sample("cat.jpg"), "--from", "g.svg", "-o", "h.svg", "--overwrite"};
        auto outcome = m_clip.run(again);
        QVERIFY2(outcome.code == 5 &&
                     outcome.err.contains("gone-rn.pt. The sketch repeated was drawn with it: --model takes"),
                 qPrintable(outcome.err));
        again << "--model"
              << "rn.pt";
        outcome = m_clip.run(again);
        QVERIFY2(outcome.code == 5 && outcome.err.contains("gone-vit.pt.") &&
                     outcome.err.contains("--saliency-model takes another"),
                 qPrintable(outcome.err));
        outcome = m_clip.run(again + QStringList{"--saliency-model", "vit.pt"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        outcome = m_clip.run(again + QStringList{"--model", "gone-rn.pt"}); // typed: nothing of the sketch's
        QVERIFY2(outcome.code != 0 && !outcome.err.contains("takes another"), qPrintable(outcome.err));
    }

    /// The one's name is the end of the other's.
    void theNetworkThatIsGoneIsToldFromTheOther() {
        QVERIFY(QFile::copy(m_clip.path("vit.pt"), m_clip.path("other-rn.pt")));
        QCOMPARE(m_clip
                     .draw({"--model", "rn.pt", "--saliency-model", "other-rn.pt", "--iterations", "0", "--seeds", "1",
                            "-o", "o.svg"})
                     .code,
                 0);
        QVERIFY(QFile::remove(m_clip.path("other-rn.pt")));
        const auto outcome = m_clip.run({"draw", sample("cat.jpg"), "--from", "o.svg", "-o", "p.svg"});
        QVERIFY2(outcome.code == 5 && outcome.err.contains(": --saliency-model takes another"),
                 qPrintable(outcome.err));
    }

    void withoutTheViTItSaysWhatToldWhereStrokesBegin() {
        const auto outcome = m_clip.draw({"--model", "rn.pt", "--iterations", "2", "--seeds", "1", "-o", "n.svg"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("ViT-B/32 is not installed") && outcome.err.contains("Grad-CAM"),
                 qPrintable(outcome.err));
    }

    void aSaliencyModelThatHasNoAttentionIsRefused() {
        const auto outcome = runCli({"draw", sample("cat.jpg"), "--recipe", "clipasso", "--model", "rn.pt",
                                     "--saliency-model", "efficientnet-lite0", "--iterations", "1", "-o", "x.svg"},
                                    m_clip.folder.path());
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.saysOneSentence() && outcome.err.contains("efficientnet-lite0 has neither attention nor"),
                 qPrintable(outcome.err));
        QVERIFY(!QFile::exists(m_clip.path("x.svg")));
    }

    void aSaliencyModelThatIsNotAskedIsNamed() {
        const auto outcome =
            m_clip.draw({"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "1", "--seeds", "1", "--set",
                         "saliency=occlusion,occlusion-spacing=64", "-o", "occlusion.svg"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("vit.pt is not asked"), qPrintable(outcome.err));
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
        QDir(m_clip.folder.path()).mkdir("models");
        ::mkfifo(qPrintable(m_clip.path("pipe")), 0600);
        test::putFile(m_clip.path("page.html"), "<html>Please log in</html>");
        for (const char* option : {"--model", "--saliency-model"}) {
            const bool judges = QByteArray(option) == "--model";
            const auto outcome = m_clip.draw((judges ? QStringList{} : QStringList{"--model", "rn.pt"}) +
                                             QStringList{option, model, "--iterations", "1", "-o", "y.svg"});
            QCOMPARE(outcome.code, 5);
            QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(said) && !outcome.err.contains("u2netp"),
                     qPrintable(outcome.err));
        }
    }

    /// Of a file that doesn't tell how it was trained, and what a setting changes.
    void transformersThatDontTellAreNamed() {
        SafetensorsWriter::save(m_clip.path("some.safetensors").toStdString(),
                                safetensorsOf(test::kSmallJudgingViT.weights(3), "visual.").bytes());
        for (const QStringList& models : {QStringList{"--model", "some.safetensors"},
                                          {"--model", "rn.pt", "--saliency-model", "some.safetensors"}}) {
            const QStringList options = models + QStringList{"--iterations", "1", "--seeds", "1", "-o"};
            const auto outcome = m_clip.draw(options + QStringList{"l.svg"});
            QCOMPARE(outcome.code, 0);
            QVERIFY2(outcome.err.contains("Nothing tells whether some.safetensors was trained with QuickGELU"),
                     qPrintable(outcome.err));
            const auto quick = m_clip.draw(options + QStringList{"q.svg", "--set", "activation=quickgelu"}),
                       gelu = m_clip.draw(options + QStringList{"u.svg", "--set", "activation=gelu"});
            QVERIFY(quick.code == 0 && gelu.code == 0);
            QVERIFY2(!(quick.err + gelu.err).contains("GELU"), qPrintable(quick.err + gelu.err));
        }
        const auto loss = [&](const char* activation) {
            test::putFile(m_clip.path("two.svg"), test::twoStrokes("3", "3"));
            const auto outcome = m_clip.run({"score", sample("cat.jpg"), "two.svg", "--model", "some.safetensors",
                                             "--set", QString("activation=%1").arg(activation)});
            return QJsonDocument::fromJson(outcome.out.toUtf8()).object()["loss"].toDouble();
        };
        QCOMPARE(loss("auto"), loss("quickgelu"));
        QVERIFY(loss("gelu") != loss("quickgelu"));
    }

    /// As `draw` says it, and where a program that reads the score finds it.
    void scoresSayWhatIsUncertain() {
        SafetensorsWriter::save(m_clip.path("open_clip_model.safetensors").toStdString(),
                                safetensorsOf(test::kSmallJudgingViT.weights(3), "visual.").bytes());
        test::putFile(m_clip.path("two.svg"), test::twoStrokes("3", "3"));
        QImage tiny(40, 32, QImage::Format_RGB32);
        tiny.fill(Qt::white);
        for (int k = 0; k < 30; ++k)
            tiny.setPixel(k, k, qRgb(0, 0, 0));
        QVERIFY(tiny.save(m_clip.path("tiny.png")));
        const QString caution("Nothing tells whether open_clip_model.safetensors was trained with QuickGELU"),
            small("This picture is only 40 x 32 pixels.");
        const auto scored = [&](const QStringList& more) {
            return m_clip.run(QStringList{"score", "tiny.png", "two.svg", "--model", "open_clip_model.safetensors"} +
                              more);
        };
        const auto noticesIn = [](const test::Outcome& outcome) {
            QStringList said;
            for (const auto& notice : QJsonDocument::fromJson(outcome.out.toUtf8()).object()["notices"].toArray())
                said.append(notice.toString());
            return said;
        };
        const auto uncertain = scored({});
        QCOMPARE(uncertain.code, 0);
        QVERIFY2(uncertain.err.contains(caution) && uncertain.err.contains("tiny.png: " + small),
                 qPrintable(uncertain.err));
        const QStringList said = noticesIn(uncertain);
        QVERIFY2(said.size() == 2 && said[0].startsWith(small) && said[1].startsWith(caution),
                 qPrintable(said.join('|')));
        const auto decided = scored({"--set", "activation=quickgelu"});
        QCOMPARE(decided.code, 0);
        QVERIFY2(!decided.err.contains("GELU") && decided.err.contains(small), qPrintable(decided.err));
        QCOMPARE(noticesIn(decided).size(), 1);
    }

    /// What was put in a model's place is refused by its size, before anything is read of it or of the photo.
    void anotherFileInAModelsPlaceIsRefusedAtOnce() {
        QDir(m_clip.folder.path()).mkdir("models");
        QFile other(m_clip.path("models/RN101.pt"));
        QVERIFY(other.open(QIODevice::WriteOnly) && other.resize(40'000'000));
        const auto outcome = m_clip.draw({"-o", "m.svg", "--progress", "json"});
        QVERIFY(other.remove());
        QCOMPARE(outcome.code, 5);
        QVERIFY2(outcome.err.contains("The model RN101 differs from the expected one") &&
                     !outcome.out.contains("finding subject"),
                 qPrintable(outcome.out + outcome.err));
    }

    void withoutClipItSaysWhatIsMissing() {
        const auto missing = m_clip.draw({"-o", "m.svg"});
        QCOMPARE(missing.code, 5);
        QVERIFY2(missing.saysOneSentence() && missing.err.contains("models fetch RN101"), qPrintable(missing.err));
        m_clip.environment.remove("CROQUIS_MODELS");
        const auto embedded =
            runCli({"draw", sample("cat.jpg"), "--recipe", "clipasso", "--model", "efficientnet-lite0", "-o", "e.svg"},
                   m_clip.folder.path());
        QCOMPARE(embedded.code, 2);
        QVERIFY2(embedded.saysOneSentence() && embedded.err.contains("needs one of CLIP's networks"),
                 qPrintable(embedded.err));
        m_clip.environment.insert("CROQUIS_MODELS", m_clip.path("models"));
    }
};

QTEST_GUILESS_MAIN(CliClipModelsTest)
#include "cli_clip_models_test.moc"
