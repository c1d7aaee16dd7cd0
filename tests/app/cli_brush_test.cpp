// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_program.hpp"

#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace croquis;
using test::fileContent;
using test::runCli;
using test::sample;

namespace {

const QStringList kBrushes{"pen", "ink", "pencil", "charcoal", "calligraphy", "marker", "watercolour"};

const char* kOwnBrush = R"({"croquisBrush": 1, "name": "reed", "ends": "slant", "nib": {"angle": 10, "ratio": 0.3}})";

QByteArray strokes() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 80\" width=\"100mm\" height=\"80mm\">"
           "<g fill=\"none\" stroke=\"#204060\" stroke-width=\"3\"><path id=\"a\" d=\"M10 10C90 20 10 60 90 70\"/>"
           "<path id=\"b\" d=\"M10 70C40 50 60 30 90 10\"/>"
           "<path id=\"w\" d=\"M10 40C20 20 30 20 30 40C30 60 50 60 50 40S70 20 80 45\"/></g></svg>";
}

double inkOf(const QString& png) {
    const QImage image = QImage(png).convertToFormat(QImage::Format_RGBA8888);
    double sum = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            sum += image.pixelColor(x, y).alphaF();
    return image.isNull() ? -1 : sum / image.width() / image.height();
}

} // namespace

class CliBrushTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    test::Outcome run(const QStringList& arguments) const { return runCli(arguments, m_folder.path()); }
    QString path(const QString& name) const { return m_folder.filePath(name); }

  private Q_SLOTS:
    void initTestCase() {
        QVERIFY(test::putFile(path("s.svg"), strokes()));
        QVERIFY(test::putFile(path("own.json"), kOwnBrush));
    }

    void brushesAreListedAndShown() {
        for (const QStringList& command : {QStringList{"brushes"}, QStringList{"brushes", "list"}}) {
            const auto listed = run(command);
            QCOMPARE(listed.code, 0);
            QStringList names;
            for (const QString& line : listed.out.split('\n', Qt::SkipEmptyParts))
                names += line.section(' ', 0, 0);
            QCOMPARE(names, kBrushes);
        }
        for (const QString& name : kBrushes) {
            const auto shown = run({"brushes", "show", name});
            QCOMPARE(shown.code, 0);
            QCOMPARE(QJsonDocument::fromJson(shown.out.toUtf8()).object().value("name").toString(), name);
            // What is shown is a file that draws as the brush does.
            QVERIFY(test::putFile(path("copy.json"), shown.out.toUtf8()));
            QCOMPARE(run({"render", "s.svg", "--brush", name, "-o", "a.svg", "--overwrite"}).code, 0);
            QCOMPARE(run({"render", "s.svg", "--brush", "copy.json", "-o", "b.svg", "--overwrite"}).code, 0);
            QCOMPARE(fileContent(path("a.svg")), fileContent(path("b.svg")));
        }
        QVERIFY(run({"brushes", "numbers"}).out.contains("edge.roughness"));
    }

    void brushesAreRefusedInOneSentence_data() {
        QTest::addColumn<QString>("brush");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::newRow("no such name") << "crayon" << 2 << "There is no brush \"crayon\"";
        QTest::newRow("no such file") << "none.json" << 3 << "none.json: it doesn't exist";
        QTest::newRow("a photo") << sample("cat.jpg") << 3 << "it isn't valid JSON";
        QTest::newRow("bad field") << "bad.json" << 3 << "bad.json: \"opacity\" must lie between 0.01 and 1, not 7";
        QTest::newRow("given as JSON") << "{\"croquisBrush\": 1}" << 3 << "\"name\" is missing";
        QTest::newRow("control characters") << "\x1b[31m" << 2 << "There is no brush \"?[31m\"";
    }
    void brushesAreRefusedInOneSentence() {
        QFETCH(QString, brush);
        QFETCH(int, code);
        QFETCH(QString, words);
        QVERIFY(test::putFile(path("bad.json"), "{\"croquisBrush\": 1, \"name\": \"x\", \"opacity\": 7}"));
        for (const QStringList& command :
             {QStringList{"render", "s.svg", "-o", "refused.png", "--brush", brush},
              QStringList{"draw", sample("cat.jpg"), "-o", "refused.svg", "--brush", brush},
              QStringList{"brushes", "show", brush}}) {
            const auto outcome = run(command);
            QCOMPARE(outcome.code, code);
            QVERIFY2(outcome.saysOneSentence() && outcome.err.contains(words), qPrintable(outcome.err));
        }
        QVERIFY(!test::entries(m_folder.path()).join(' ').contains("refused"));
        QVERIFY(run({"draw", sample("cat.jpg"), "--brush", ""}).code == 2);
    }

    /// SVG and PNG of a brush show the same, and an SVG keeps its brush and its strokes.
    void renderRestyles_data() {
        QTest::addColumn<QString>("brush");
        for (const QString& name : kBrushes)
            QTest::newRow(qPrintable(name)) << name;
        QTest::newRow("own") << "own.json";
    }
    void renderRestyles() {
        QFETCH(QString, brush);
        const auto restyle = [&](const QString& from, const QString& to, const QStringList& options) {
            return run(QStringList{"render", from, "-o", to, "--overwrite"} + options).code;
        };
        QCOMPARE(restyle("s.svg", "direct.png", {"--brush", brush}), 0);
        QCOMPARE(restyle("s.svg", "brushed.svg", {"--brush", brush}), 0);
        QCOMPARE(restyle("brushed.svg", "again.png", {}), 0);
        QCOMPARE(fileContent(path("again.png")), fileContent(path("direct.png")));
        QCOMPARE(fileContent(path("brushed.svg")).count("<g data-croquis-marks="),
                 brush == "pen" ? 0 : 3); // one a path
        QVERIFY(inkOf(path("direct.png")) > 0.01);
        // Back to the pen and on to another brush: nothing of the first one stays.
        QCOMPARE(restyle("brushed.svg", "pen.svg", {"--brush", "pen"}), 0);
        QCOMPARE(restyle("s.svg", "plain.svg", {}), 0);
        QCOMPARE(fileContent(path("pen.svg")), fileContent(path("plain.svg")));
        QCOMPARE(restyle("brushed.svg", "other.svg", {"--brush", "marker", "--width", "2mm", "--colour", "#ff0000"}),
                 0);
        QCOMPARE(restyle("s.svg", "same.svg", {"--brush", "marker", "--width", "2mm", "--colour", "#ff0000"}), 0);
        QCOMPARE(fileContent(path("other.svg")), fileContent(path("same.svg")));
    }

    void damagedBrushSpoilsNoSketch() {
        QCOMPARE(run({"render", "s.svg", "--brush", "ink", "-o", "whole.svg", "--overwrite"}).code, 0);
        QByteArray svg = fileContent(path("whole.svg"));
        svg.replace("&quot;ragged&quot;", "&quot;rugged&quot;");
        svg.replace("\"ragged\"", "\"rugged\"");
        QVERIFY(svg.contains("rugged"));
        QVERIFY(test::putFile(path("damaged.svg"), svg));
        const auto outcome = run({"render", "damaged.svg", "-o", "damaged.png", "--overwrite"});
        QCOMPARE(outcome.code, 0);
        QVERIFY2(outcome.err.contains("\"ends\" must be one of round, butt, felt, slant, ragged, not \"rugged\""),
                 qPrintable(outcome.err));
        QCOMPARE(run({"render", "s.svg", "-o", "plain.png", "--overwrite"}).code, 0);
        QCOMPARE(fileContent(path("damaged.png")), fileContent(path("plain.png")));
    }

    /// A brush comes back with --from, its file long gone; the strokes are those of the pen.
    void drawnAndRepeated() {
        const QStringList draw{"draw",        sample("cat.jpg"), "--iterations", "3",         "--strokes",
                               "6",           "--mask",          "none",         "--threads", "1",
                               "--overwrite", "--progress",      "none"};
        QVERIFY(test::putFile(path("mine.json"), kOwnBrush));
        QCOMPARE(run(draw + QStringList{"--brush", "mine.json", "-o", "first.svg", "--png", "first.png"}).code, 0);
        QVERIFY(QFile::remove(path("mine.json")));
        QCOMPARE(run({"draw", sample("cat.jpg"), "--from", "first.svg", "-o", "second.svg", "--png", "second.png",
                      "--overwrite"})
                     .code,
                 0);
        QCOMPARE(fileContent(path("second.svg")), fileContent(path("first.svg")));
        QCOMPARE(fileContent(path("second.png")), fileContent(path("first.png")));
        QCOMPARE(run({"draw", sample("cat.jpg"), "--from", "first.png", "-o", "third.svg", "--overwrite"}).code, 0);
        QCOMPARE(fileContent(path("third.svg")), fileContent(path("first.svg")));
        QVERIFY(fileContent(path("first.svg")).contains("reed"));
        // The same picture as restyling the pen's file: textures depend on the stroke's number only.
        QCOMPARE(run(draw + QStringList{"-o", "plain.svg"}).code, 0);
        for (const QString& brush : {QString("charcoal"), QString("watercolour")}) {
            QCOMPARE(run({"draw", sample("cat.jpg"), "--from", "plain.svg", "--brush", brush, "-o", "drawn.svg",
                          "--png", "drawn.png", "--overwrite"})
                         .code,
                     0);
            QCOMPARE(run({"render", "plain.svg", "--brush", brush, "-o", "restyled.png", "--overwrite"}).code, 0);
            const double drawn = inkOf(path("drawn.png")), restyled = inkOf(path("restyled.png"));
            QVERIFY2(drawn > 0.001 && std::abs(drawn - restyled) < 0.01 * drawn,
                     qPrintable(QString("%1 and %2").arg(drawn).arg(restyled)));
        }
    }
};

QTEST_GUILESS_MAIN(CliBrushTest)
#include "cli_brush_test.moc"
