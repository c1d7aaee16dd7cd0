// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/clip_program.hpp"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <utility>

using namespace croquis;
using namespace croquis::tests;
using test::sample;

/// Drawing with CLIP's networks.
class CliClipTest : public QObject {
    Q_OBJECT

    test::ClipProgram m_clip;

    /// The points and losses of one sketch at every iteration.
    QStringList history(const char* file, int sketch) const {
        QStringList lines;
        for (const auto& line : test::fileContent(m_clip.path(file)).trimmed().split('\n'))
            lines += QString::fromUtf8(
                QJsonDocument(QJsonDocument::fromJson(line).object()["sketches"].toArray().at(sketch).toObject())
                    .toJson(QJsonDocument::Compact));
        return lines;
    }

  private Q_SLOTS:
    void aSketchIsDrawnAndFromRepeatsIt() {
        const auto first = m_clip.draw({"--model", "rn.pt", "--saliency-model", "vit.pt", "--iterations", "13",
                                        "--seeds", "2", "--set", "view-fill=1,augmented-views=2", "-o", "a.svg"});
        QVERIFY2(first.code == 0, qPrintable(first.err));
        QCOMPARE(first.err, QString());
        const auto again = m_clip.run({"draw", sample("cat.jpg"), "--from", "a.svg", "-o", "b.svg", "--overwrite"});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(test::fileContent(m_clip.path("b.svg")), test::fileContent(m_clip.path("a.svg")));
        const auto other =
            m_clip.run({"draw", sample("cat.jpg"), "--from", "a.svg", "--set", "view-fill=0", "-o", "c.svg"});
        QCOMPARE(other.code, 0);
        QVERIFY(test::fileContent(m_clip.path("c.svg")) != test::fileContent(m_clip.path("a.svg")));
    }

    /// The observer's attention is found in fp32, whatever the judge computes in.
    void strokesBeginAlikeInEitherPrecision() {
        const auto begun = [&](const char* precision, const char* file) {
            const auto outcome = m_clip.draw({"--model", "rn.pt", "--saliency-model", "vit.pt", "--precision",
                                              precision, "--iterations", "0", "--seeds", "1", "-o", file});
            QStringList curves;
            auto found = QRegularExpression(QStringLiteral(" d=\"([^\"]+)\""))
                             .globalMatch(QString::fromUtf8(test::fileContent(m_clip.path(file))));
            while (found.hasNext())
                curves += found.next().captured(1);
            return std::pair(outcome.err, curves);
        };
        const auto plain = begun("fp32", "p32.svg"), half = begun("bf16", "p16.svg");
        if (half.first.contains("no instructions for bf16"))
            QSKIP("the processor has no bf16");
        QVERIFY(plain.second.size() >= 6);
        QCOMPARE(half.second, plain.second);
    }

    /// Bit for bit, whatever the network's batches do to its rounding.
    void sketchesDrawnTogetherDontInfluenceEachOther() {
        const QStringList options{"--model", "rn.pt", "--iterations", "12", "--set", "early-share=0.5"};
        QCOMPARE(m_clip.draw(options + QStringList{"--seeds", "3", "-o", "t.svg", "--history", "three.jsonl"}).code, 0);
        QCOMPARE(
            m_clip
                .draw(options + QStringList{"--seeds", "1", "--seed", "1000", "-o", "o.svg", "--history", "one.jsonl"})
                .code,
            0);
        const auto alone = history("one.jsonl", 0);
        QCOMPARE(alone.size(), 12);
        QCOMPARE(history("three.jsonl", 1), alone);
        QVERIFY(history("three.jsonl", 2) != alone);
    }

    /// Equal threads give equal bytes; their number may decide how products are split, and so the last bits.
    void threadsDecideTheLastBitsAtMost() {
        const auto drawn = [&](const char* threads, const char* file) {
            const auto outcome = m_clip.draw({"--model", "rn.pt", "--precision", "fp32", "--iterations", "3", "--seeds",
                                              "1", "--threads", threads, "-o", file, "--history", "threads.jsonl"});
            return outcome.code == 0 ? test::fileContent(m_clip.path("threads.jsonl")) : QByteArray();
        };
        const QByteArray one = drawn("1", "t1.svg"), two = drawn("2", "t2.svg"), again = drawn("2", "t3.svg");
        QVERIFY(!one.isEmpty());
        QCOMPARE(again, two);
        QCOMPARE(test::fileContent(m_clip.path("t3.svg")), test::fileContent(m_clip.path("t2.svg")));
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
        const auto outcome = m_clip.run({"draw", sample("cat.jpg"), "--model", "rn.pt", "--mask", "none",
                                         "--iterations", "10", "-o", "d.svg", "--progress", "json"});
        QVERIFY2(outcome.code == 0, qPrintable(outcome.err));
        const auto result =
            QJsonDocument::fromJson(outcome.out.trimmed().split('\n').back().toUtf8()).object()["terms"].toObject();
        QCOMPARE(result.keys(), (QStringList{"embedding", "layer2", "layer3"}));
    }

    void everyNetworkTellsByOcclusion_data() {
        QTest::addColumn<QString>("model");
        QTest::newRow("ResNet") << "rn.pt";
        QTest::newRow("ViT") << "judge.pt";
    }
    void everyNetworkTellsByOcclusion() {
        QFETCH(QString, model);
        const auto outcome = m_clip.draw({"--model", model, "--iterations", "1", "--seeds", "1", "--set",
                                          "saliency=occlusion,occlusion-spacing=32", "-o", "occlusion.svg"});
        QVERIFY2(outcome.code == 0 && outcome.err.isEmpty(), qPrintable(outcome.err));
    }

    void constantsOfEdgesAndWalksAreHeard_data() {
        QTest::addColumn<QString>("setting");
        for (const char* setting : {"xdog-sharing=0.5", "xdog-steepness=2", "xdog-threshold=-1", "xdog-sigma=3",
                                    "xdog-ratio=2", "walk-step=0.1"})
            QTest::newRow(setting) << setting;
    }
    void constantsOfEdgesAndWalksAreHeard() {
        QFETCH(QString, setting);
        const auto first = [&](const QStringList& more, const char* file) {
            const QStringList options{"--model", "rn.pt", "--iterations", "0", "--seeds", "1", "-o", file};
            if (m_clip.draw(options + more).code != 0)
                return QByteArray();
            QByteArray svg = test::fileContent(m_clip.path(file));
            return svg.mid(svg.indexOf("</metadata>"));
        };
        const QByteArray published = first({}, "published.svg"), other = first({"--set", setting}, "other.svg");
        QVERIFY(published.contains("<path") && other.contains("<path"));
        QVERIFY(published != other);
    }

    /// The precision that was used, too, where another would be automatic.
    void stageWeightsAreRepeated() {
        const QStringList options{"--model", "rn.pt", "--iterations", "3", "--seeds", "1"};
        QCOMPARE(m_clip
                     .draw(options + QStringList{"--set", "stage-weights=1:2,4:1,view-fill=1", "-o", "g.svg",
                                                 "--progress", "json", "--history", "g.jsonl"})
                     .code,
                 0);
        QVERIFY(history("g.jsonl", 0).join("").contains("layer4") &&
                !history("g.jsonl", 0).join("").contains("layer2"));
        QVERIFY(test::fileContent(m_clip.path("g.svg")).contains("&quot;precision&quot;:&quot;") ||
                test::fileContent(m_clip.path("g.svg")).contains("\"precision\":\""));
        const auto again = m_clip.run({"draw", sample("cat.jpg"), "--from", "g.svg", "-o", "h.svg", "--overwrite"});
        QVERIFY2(again.code == 0, qPrintable(again.err));
        QCOMPARE(test::fileContent(m_clip.path("h.svg")), test::fileContent(m_clip.path("g.svg")));
        QCOMPARE(m_clip.draw(options + QStringList{"--set", "stage-weights=9:1", "-o", "i.svg"}).code, 2);
    }

    void recipesAreListed() {
        const auto outcome = m_clip.run({"recipes"});
        QCOMPARE(outcome.code, 0);
        for (const char* words : {"saves-next-step", "squash", "2001", "view-fill", "best-below"})
            QVERIFY2(outcome.out.contains(words), words);
        for (const char* option : {"early-share", "views-by-seed", "views-resampled"}) {
            const auto lines = outcome.out.split('\n').filter(QRegularExpression(QString("^%1 ").arg(option)));
            QVERIFY2(lines.size() == 1 && lines.front().contains("not on a card"), option);
        }
        const QString help = m_clip.run({"draw", "--help"}).out;
        QVERIFY(help.mid(help.indexOf("--seed ")).section('\n', 0, 1).contains("--set views-by-seed=yes"));
        QCOMPARE(m_clip.draw({"--set", "soup=1"}).code, 2);
    }
};

QTEST_GUILESS_MAIN(CliClipTest)
#include "cli_clip_test.moc"
