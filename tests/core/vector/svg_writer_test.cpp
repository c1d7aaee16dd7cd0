// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_writer.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/svg_reader.hpp"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>

using namespace croquis;

namespace {

vector::Drawing oneStroke(const geometry::CubicBezier& curve) {
    vector::Drawing drawing;
    drawing.layers = {{"1 sketch", {{curve, 2.68, {0, 0, 0}, 1, ""}}}};
    return drawing;
}

QStringList pathIds(const std::string& svg) {
    QStringList ids;
    QXmlStreamReader reader(QByteArray::fromStdString(svg));
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == QString("path"))
            ids += reader.attributes().value("id").toString();
    return ids;
}

} // namespace

class SvgWriterTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void exactPath() {
        const std::string svg =
            writeSvg(oneStroke({{{{1.5, -0.0001}, {2.0004, 3.0006}, {100, 0.25}, {-7.125, 12.3456789}}}}));
        const char* expected =
            "    <path id=\"stroke-01\" d=\"M1.5 0C2 3.001 100 0.25 -7.125 12.346\" fill=\"none\" "
            "stroke=\"#000000\" stroke-width=\"2.68\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/>\n";
        QVERIFY2(svg.find(expected) != std::string::npos, svg.c_str());
    }

    void rootIsInMillimetres() {
        const std::string svg = writeSvg(test::sampleDrawing());
        QVERIFY(svg.find("width=\"200mm\" height=\"150.5mm\" viewBox=\"0 0 200 150.5\" role=\"img\"") !=
                std::string::npos);
        QVERIFY(
            svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""));
        QVERIFY(svg.ends_with("</svg>\n"));
        QVERIFY(svg.find('\r') == std::string::npos);
    }

    void wellFormedForAnotherParser() {
        QXmlStreamReader reader(QByteArray::fromStdString(writeSvg(test::sampleDrawing())));
        int groups = 0;
        QString title;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement) {
                groups += reader.name() == QString("g") ? 1 : 0;
                if (reader.name() == QString("title") && title.isEmpty())
                    title = reader.readElementText();
            }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(groups, 2);
        QCOMPARE(title, QString("A cat"));
    }

    void comesBackToThreeDecimals() {
        const vector::Drawing drawing = test::sampleDrawing();
        const vector::SvgDocument document = vector::parseSvg(writeSvg(drawing), "test");
        const auto expected = sketchOf(drawing).strokes;
        QVERIFY(document.inMillimetres);
        QCOMPARE(document.sketch.width, 200.0);
        QCOMPARE(document.sketch.height, 150.5);
        QCOMPARE(document.sketch.strokes.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const geometry::Stroke& stroke = document.sketch.strokes[i];
            for (std::size_t k = 0; k < 4; ++k) {
                QVERIFY(std::abs(stroke.curve.points[k].x - expected[i].curve.points[k].x) < 0.00050001);
                QVERIFY(std::abs(stroke.curve.points[k].y - expected[i].curve.points[k].y) < 0.00050001);
            }
            QVERIFY(std::abs(stroke.width - expected[i].width) < 0.00050001);
            QVERIFY(std::abs(stroke.opacity - expected[i].opacity) < 0.00050001);
            QCOMPARE(stroke.colour, expected[i].colour);
        }
        QVERIFY(vector::provenanceFromJson(document.provenanceJson.value()) == *drawing.provenance);
    }

    void writtenAgainItIsTheSame() {
        vector::Drawing drawing = test::sampleDrawing();
        drawing.layers.resize(1);
        const std::string first = writeSvg(drawing);
        QCOMPARE(writeSvg(drawing), first);
        drawing.layers[0].strokes = vector::parseSvg(first, "test").sketch.strokes;
        QCOMPARE(writeSvg(drawing), first);
    }

    void paperIsTheFirstLayer() {
        vector::Drawing drawing = test::sampleDrawing();
        QVERIFY(writeSvg(drawing).find("%paper") == std::string::npos);
        QVERIFY(!vector::parseSvg(writeSvg(drawing), "test").paper);
        drawing.paper = geometry::Colour{250, 240, 230};
        const std::string svg = writeSvg(drawing);
        const std::size_t paper = svg.find("<g inkscape:groupmode=\"layer\" inkscape:label=\"%paper\" id=\"paper\">\n"
                                           "    <rect width=\"200\" height=\"150.5\" fill=\"#faf0e6\"/>");
        QVERIFY(paper != std::string::npos);
        QVERIFY(paper < svg.find("inkscape:label=\"1 - 4 strokes\" id=\"layer1\""));
        const vector::SvgDocument document = vector::parseSvg(svg, "test");
        QVERIFY(document.paper == drawing.paper);
        QCOMPARE(document.sketch.strokes.size(), std::size_t(12));
    }

    void idsAreUniqueAndStable() {
        vector::Drawing drawing;
        const geometry::Stroke stroke{{}, 1, {}, 1, ""};
        drawing.layers = {{"1 sketch", std::vector<geometry::Stroke>(6, stroke)}};
        const char* given[] = {"stroke-02", "", "two words", "stroke-02", "layer1", "eye"};
        for (std::size_t i = 0; i < 6; ++i)
            drawing.layers[0].strokes[i].id = given[i];
        QCOMPARE(pathIds(writeSvg(drawing)),
                 (QStringList{"stroke-02", "stroke-01", "stroke-03", "stroke-04", "stroke-05", "eye"}));
    }

    void numberingGoesOnThroughTheLayers() {
        const QStringList ids = pathIds(writeSvg(test::sampleDrawing()));
        QCOMPARE(ids.size(), 12);
        QCOMPARE(ids.front(), QString("stroke-01"));
        QCOMPARE(ids.back(), QString("stroke-12"));
    }

    void levelLabels() {
        QCOMPARE(vector::levelLabel(2, 8), std::string("2 - 8 strokes"));
        QCOMPARE(vector::levelLabel(1, 1), std::string("1 - 1 stroke"));
    }

    void anyNameIsLegalXml_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("shown");
        QTest::newRow("markup") << QByteArray("a<b>&\"'c]]>") << QString("a<b>&\"'c]]>");
        QTest::newRow("emoji") << QByteArray("\xf0\x9f\x90\x88 caf\xc3\xa9")
                               << QString::fromUtf8("\xf0\x9f\x90\x88 caf\xc3\xa9");
        QTest::newRow("controls") << QByteArray("a\x01\x1f\x0b z", 6)
                                  << QString::fromUtf8("a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd z");
        QTest::newRow("zero") << QByteArray("a\0b", 3)
                              << QString::fromUtf8("a\xef\xbf\xbd"
                                                   "b");
        QTest::newRow("line ends") << QByteArray("a\r\n\tb") << QString("a\r\n\tb");
        QTest::newRow("not UTF-8") << QByteArray("\xff\xfe") << QString::fromUtf8("\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("cut sequence") << QByteArray("a\xf0\x9f\x90")
                                      << QString::fromUtf8("a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("overlong") << QByteArray("\xc0\xaf") << QString::fromUtf8("\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80")
                                   << QString::fromUtf8("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
        QTest::newRow("noncharacter") << QByteArray("\xef\xbf\xbe")
                                      << QString::fromUtf8("\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
    }
    void anyNameIsLegalXml() {
        QFETCH(QByteArray, name);
        QFETCH(QString, shown);
        vector::Drawing drawing = test::sampleDrawing();
        drawing.title = drawing.description = drawing.layers[0].label = name.toStdString();
        drawing.provenance->source.name = name.toStdString();
        QXmlStreamReader reader(QByteArray::fromStdString(writeSvg(drawing)));
        QStringList titles;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement) {
                if (reader.name() == QString("title") || reader.name() == QString("desc") ||
                    reader.name() == QString("source"))
                    titles += reader.readElementText();
                else if (reader.attributes().value("id") == QString("layer1"))
                    titles += reader.attributes().value("inkscape:label").toString();
            }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QCOMPARE(titles, QStringList(5, shown));
    }

    void badDrawingsAreRefused() {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeSvg(oneStroke({{{{nan, 0}, {}, {}, {}}}})));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeSvg(oneStroke({{{{1e300, 0}, {}, {}, {}}}})));
        for (const double side : {0.0, -1.0, 1e9, nan}) {
            vector::Drawing drawing = oneStroke({});
            drawing.heightMm = side;
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeSvg(drawing));
        }
        for (const double value : {-0.1, 1.1, nan}) {
            vector::Drawing drawing = oneStroke({});
            drawing.layers[0].strokes[0].opacity = value;
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeSvg(drawing));
        }
        vector::Drawing drawing = oneStroke({});
        drawing.layers[0].strokes[0].width = -1;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeSvg(drawing));
    }

    void numbersAreShort() {
        const QString svg = QString::fromStdString(writeSvg(test::sampleDrawing()));
        auto paths = QRegularExpression(" d=\"([^\"]*)\"").globalMatch(svg);
        const QRegularExpression number("^-?(0|[1-9][0-9]*)(\\.[0-9]{0,2}[1-9])?$");
        int count = 0;
        while (paths.hasNext())
            for (const QString& text :
                 paths.next().captured(1).split(QRegularExpression("[MC ]"), Qt::SkipEmptyParts)) {
                QVERIFY2(number.match(text).hasMatch() && text != "-0", qPrintable(text));
                ++count;
            }
        QCOMPARE(count, 12 * 8);
    }

    void aRunSharesAPathAndACompoundLayerDoes() {
        vector::Drawing drawing;
        const auto at = [](double x, double y) {
            return geometry::Stroke{{{{{x, y}, {x, y + 1}, {x, y + 2}, {x, y + 3}}}}, 1, {0, 0, 0}, 1, ""};
        };
        drawing.layers = {{"1 sketch", {at(1, 0), at(1, 3), at(5, 0)}, {2}}};
        const QString lines = QString::fromStdString(writeSvg(drawing));
        QVERIFY(lines.contains("id=\"stroke-01\" d=\"M1 0C1 1 1 2 1 3C1 4 1 5 1 6\""));
        QVERIFY(lines.contains("id=\"stroke-02\" d=\"M5 0C5 1 5 2 5 3\""));
        drawing.layers[0].compound = true;
        const QString compound = QString::fromStdString(writeSvg(drawing));
        QCOMPARE(compound.count("<path "), 1);
        QVERIFY(compound.contains("id=\"stroke-01\" d=\"M1 0C1 1 1 2 1 3C1 4 1 5 1 6M5 0C5 1 5 2 5 3\""));
        drawing.layers[0].strokes.clear();
        drawing.layers[0].runs.clear();
        QCOMPARE(QString::fromStdString(writeSvg(drawing)).count("<path "), 0);
        drawing.layers[0].runs = {1};
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writeSvg(drawing)), InvalidArgument);
        drawing.layers[0] = {"1 sketch", {at(1, 0)}, {0}};
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(writeSvg(drawing)), InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(SvgWriterTest)
#include "svg_writer_test.moc"
