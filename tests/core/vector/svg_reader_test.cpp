// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_reader.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_writer.hpp"

#include <fmt/format.h>

#include <QTest>

#include <cmath>
#include <utility>

using namespace croquis;
using geometry::Point;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(CROQUIS_TEST_DATA) / "svg";

/// A document of 100 x 100 user units around `content`.
vector::SvgDocument page(const std::string& content, const std::string& attributes = "viewBox=\"0 0 100 100\"") {
    return vector::parseSvg("<svg xmlns=\"http://www.w3.org/2000/svg\" " + attributes + ">" + content + "</svg>",
                            "test");
}

bool near(Point a, Point b, double tolerance = 1e-9) {
    return std::hypot(a.x - b.x, a.y - b.y) < tolerance;
}

} // namespace

class SvgReaderTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void units_data() {
        QTest::addColumn<QString>("attributes");
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("height");
        QTest::addColumn<bool>("millimetres");
        QTest::addColumn<double>("x"); // of the user point (10, 10)
        QTest::addColumn<double>("y");
        QTest::newRow("mm") << "width='200mm' height='100mm' viewBox='0 0 200 100'" << 200. << 100. << true << 10.
                            << 10.;
        QTest::newRow("cm") << "width='20cm' height='10cm' viewBox='0 0 20 10'" << 200. << 100. << true << 100. << 100.;
        QTest::newRow("in") << "width='1in' height='1in' viewBox='0 0 100 100'" << 25.4 << 25.4 << true << 2.54 << 2.54;
        QTest::newRow("px") << "width='96px' height='96px'" << 25.4 << 25.4 << true << 254 / 96. << 254 / 96.;
        QTest::newRow("pt") << "width='72pt' height='36pt'" << 25.4 << 12.7 << true << 254 / 96. << 254 / 96.;
        QTest::newRow("pc") << "width='6pc' height='3pc'" << 25.4 << 12.7 << true << 254 / 96. << 254 / 96.;
        QTest::newRow("no unit") << "width='50' height='40'" << 50. << 40. << false << 10. << 10.;
        QTest::newRow("viewBox only") << "viewBox='5 5 50 40'" << 50. << 40. << false << 5. << 5.;
        QTest::newRow("per cent") << "width='100%' height='100%' viewBox='0 0 50 40'" << 50. << 40. << false << 10.
                                  << 10.;
        QTest::newRow("width only") << "width='100mm' viewBox='0 0 50 40'" << 100. << 80. << true << 20. << 20.;
        QTest::newRow("height only") << "height='80mm' viewBox='0 0 50 40'" << 100. << 80. << true << 20. << 20.;
        QTest::newRow("centred") << "width='200mm' height='100mm' viewBox='0 0 100 100'" << 200. << 100. << true << 60.
                                 << 10.;
        QTest::newRow("xMin") << "width='200mm' height='100mm' viewBox='0 0 100 100' preserveAspectRatio='xMinYMid'"
                              << 200. << 100. << true << 10. << 10.;
        QTest::newRow("xMax") << "width='200mm' height='100mm' viewBox='0 0 100 100' preserveAspectRatio='xMaxYMid'"
                              << 200. << 100. << true << 110. << 10.;
        QTest::newRow("slice")
            << "width='200mm' height='100mm' viewBox='0 0 100 100' preserveAspectRatio='xMidYMax slice'" << 200. << 100.
            << true << 20. << -80.;
        QTest::newRow("stretched") << "width='200mm' height='100mm' viewBox='0 0 100 100' preserveAspectRatio='none'"
                                   << 200. << 100. << true << 20. << 10.;
    }
    void units() {
        QFETCH(QString, attributes);
        QFETCH(double, width);
        QFETCH(double, height);
        QFETCH(bool, millimetres);
        QFETCH(double, x);
        QFETCH(double, y);
        const auto document = page("<path stroke='red' d='M10 10L30 40'/>", attributes.toStdString());
        QCOMPARE(document.sketch.width, width);
        QCOMPARE(document.sketch.height, height);
        QCOMPARE(document.inMillimetres, millimetres);
        const Point first = document.sketch.strokes.at(0).curve.points[0];
        QVERIFY2(near(first, {x, y}), qPrintable(QString("%1 %2").arg(first.x).arg(first.y)));
    }

    void transformsNest() {
        const auto document =
            page("<g transform='translate(10 20)'><g transform='rotate(90)'>"
                 "<path transform='scale(2)' stroke='#000' stroke-width='1.5' d='M1 2L3 4'/></g></g>");
        const geometry::Stroke& stroke = document.sketch.strokes.at(0);
        QVERIFY(near(stroke.curve.points[0], {10 - 4, 20 + 2}));
        QVERIFY(near(stroke.curve.points[3], {10 - 8, 20 + 6}));
        QVERIFY(std::abs(stroke.width - 3) < 1e-12);
    }

    void innerSvgHasItsOwnFrame() {
        const auto document = page("<svg x='10' y='20' width='50' height='50' viewBox='0 0 10 10'>"
                                   "<line stroke='red' x1='1' y1='2' x2='50%' y2='100%'/></svg>");
        const geometry::Stroke& stroke = document.sketch.strokes.at(0);
        QVERIFY(near(stroke.curve.points[0], {15, 30}));
        QVERIFY(near(stroke.curve.points[3], {35, 70}));
        QVERIFY(std::abs(stroke.width - 5) < 1e-12);
    }

    void shapesBecomeCubics() {
        const auto count = [](const std::string& element) {
            return page("<g stroke='red'>" + element + "</g>").sketch.strokes.size();
        };
        QCOMPARE(count("<line x1='1' x2='5'/>"), std::size_t(1));
        QCOMPARE(count("<polyline points='0,0 1,1 2,0'/>"), std::size_t(2));
        QCOMPARE(count("<polygon points='0,0 1,1 2,0'/>"), std::size_t(3));
        QCOMPARE(count("<rect width='4' height='5'/>"), std::size_t(4));
        QCOMPARE(count("<rect width='4' height='5' rx='1'/>"), std::size_t(8));
        QCOMPARE(count("<rect width='4' height='4' rx='9'/>"), std::size_t(4));
        QCOMPARE(count("<rect width='0' height='5'/>"), std::size_t(0));
        QCOMPARE(count("<circle r='3'/>"), std::size_t(4));
        QCOMPARE(count("<ellipse rx='3' ry='2'/>"), std::size_t(4));
        QCOMPARE(count("<path d='M0 0h1v1h-1z m5 5l1 1'/>"), std::size_t(5));
        QCOMPARE(count("<text>T</text><image/><use href='#nobody'/><use href='a.svg#b'/><path/>"), std::size_t(0));
    }

    void useDrawsAnElementAgain() {
        const auto document =
            page("<defs><path id='leaf' d='M0 0L1 0'/><g id='pair' stroke-width='2'><use href='#leaf'/>"
                 "<use xlink:href='#leaf' y='4'/></g>"
                 "<symbol id='sign' viewBox='0 0 2 2'><path id='bar' d='M0 0L2 2'/></symbol></defs>"
                 "<use id='one' href='#leaf' stroke='red' transform='scale(2)' x='5'/>"
                 "<use href='#pair' stroke='blue' x='10' y='20'/>"
                 "<use id='big' href='#sign' stroke='lime' x='50' width='10' height='10'/>"
                 "<symbol><path stroke='red' d='M0 0L2 2'/></symbol><use href='#leaf'/>");
        const auto& strokes = document.sketch.strokes;
        QCOMPARE(strokes.size(), std::size_t(4)); // the last one is not stroked
        QVERIFY(near(strokes[0].curve.points[0], {10, 0}) && near(strokes[0].curve.points[3], {12, 0}));
        QCOMPARE(strokes[0].width, 2.0);
        QCOMPARE(strokes[0].id, std::string("one.leaf"));
        QVERIFY(near(strokes[1].curve.points[0], {10, 20}));
        QVERIFY(near(strokes[2].curve.points[3], {11, 24}));
        QCOMPARE(strokes[2].width, 2.0);
        QCOMPARE(strokes[2].colour, (geometry::Colour{0, 0, 255}));
        QCOMPARE(strokes[1].id + strokes[2].id, std::string());
        QVERIFY(near(strokes[3].curve.points[3], {60, 10}));
        QCOMPARE(strokes[3].id, std::string("big.bar"));
    }

    void aBombOfUsesIsRefused() {
        const auto cause = [](const std::string& content) -> std::string {
            try {
                page(content);
            } catch (const ExportError& error) {
                return error.what();
            }
            return {};
        };
        std::string bomb = "<defs><g id='n0'/>";
        for (int k = 1; k <= 40; ++k) {
            const std::string use = "<use href='#n" + std::to_string(k - 1) + "'/>";
            bomb += "<g id='n" + std::to_string(k) + "'>" + use + use + "</g>";
        }
        QVERIFY(cause(bomb + "</defs><use href='#n40'/>").ends_with("more than 2 million elements through use."));
    }

    void circlesAreRound() {
        for (const auto& stroke : page("<circle stroke='red' cx='50' cy='40' r='20'/>").sketch.strokes)
            for (double t = 0; t <= 1; t += 1.0 / 32)
                QVERIFY(std::abs(geometry::length(stroke.curve.at(t) - Point{50, 40}) - 20) < 20 * 2.8e-4);
    }

    void styleIsInherited() {
        const auto document =
            page("<g stroke='#f00' stroke-width='3' style='stroke-opacity: .5; opacity:0.5' color='lime'>"
                 "<path id='a' d='M0 0L1 1'/>"
                 "<path id='b' stroke='blue' style='stroke:rgb(1,2,3)!important;stroke-width:2mm' d='M0 0L1 1'/>"
                 "<path id='c' stroke='currentColor' opacity='50%' d='M0 0L1 1'/>"
                 "<path id='d' stroke='inherit' stroke-opacity='1' d='M0 0L1 1'/>"
                 "<path id='e' stroke='url(#g) #00f' d='M0 0L1 1'/>"
                 "<path id='f' stroke='#0000ff80' d='M0 0L1 1'/>"
                 "<path id='g' stroke='nosuchcolour' d='M0 0L1 1'/></g>");
        const auto& strokes = document.sketch.strokes;
        QCOMPARE(strokes.size(), std::size_t(7));
        QCOMPARE(strokes[0].colour, (geometry::Colour{255, 0, 0}));
        QCOMPARE(strokes[0].opacity, 0.25);
        QCOMPARE(strokes[0].width, 3.0);
        QCOMPARE(strokes[0].id, std::string("a"));
        QCOMPARE(strokes[1].colour, (geometry::Colour{1, 2, 3}));
        QCOMPARE(strokes[1].width, 2 * 96 / 25.4);
        QCOMPARE(strokes[2].colour, (geometry::Colour{0, 255, 0}));
        QCOMPARE(strokes[2].opacity, 0.125);
        QCOMPARE(strokes[3].opacity, 0.5);
        QCOMPARE(strokes[4].colour, (geometry::Colour{0, 0, 255}));
        QCOMPARE(strokes[5].opacity, 0.25 * 128 / 255);
        QCOMPARE(strokes[6].colour, (geometry::Colour{255, 0, 0}));
    }

    void whatIsntShownIsLeftOut_data() {
        QTest::addColumn<QString>("content");
        for (const char* content :
             {"<path fill='red' d='M0 0L1 1'/>", "<path stroke='none' d='M0 0L1 1'/>",
              "<path stroke='red' stroke-width='0' d='M0 0L1 1'/>", "<path stroke='red' opacity='0' d='M0 0L1 1'/>",
              "<path stroke='transparent' d='M0 0L1 1'/>", "<path stroke='red' display='none' d='M0 0L1 1'/>",
              "<g style='display:none'><path stroke='red' style='display:inline' d='M0 0L1 1'/></g>",
              "<g visibility='hidden'><path stroke='red' d='M0 0L1 1'/></g>",
              "<defs><path stroke='red' d='M0 0L1 1'/></defs>",
              "<clipPath><path stroke='red' d='M0 0L1 1'/></clipPath>",
              "<mask><path stroke='red' d='M0 0L1 1'/></mask>", "<symbol><path stroke='red' d='M0 0L1 1'/></symbol>",
              "<other:path xmlns:other='urn:other' stroke='red' d='M0 0L1 1'/>",
              "<!--<path stroke='red' d='M0 0L1 1'/>-->"})
            QTest::newRow(content) << QString(content);
    }
    void whatIsntShownIsLeftOut() {
        QFETCH(QString, content);
        QCOMPARE(page(content.toStdString()).sketch.strokes.size(), std::size_t(0));
    }

    void wholeDocumentHidden() {
        const auto document =
            page("<path stroke='red' display='inline' d='M0 0L1 1'/>", "viewBox='0 0 9 9' display='none'");
        QCOMPARE(document.sketch.strokes.size(), std::size_t(0));
    }

    void visibleInsideHidden() {
        QCOMPARE(page("<g visibility='hidden'><path visibility='visible' stroke='red' d='M0 0L1 1'/></g>")
                     .sketch.strokes.size(),
                 std::size_t(1));
    }

    void segmentsAreNumbered() {
        const auto strokes = page("<path id='eye' stroke='red' d='M0 0L1 1L2 0'/>").sketch.strokes;
        QCOMPARE(strokes[0].id, std::string("eye.1"));
        QCOMPARE(strokes[1].id, std::string("eye.2"));
    }

    void prefixedDocuments() {
        const auto document =
            vector::parseSvg("<s:svg xmlns:s='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>"
                             "<s:g><s:path stroke='red' d='M0 0L1 1'/></s:g><path stroke='red' d='M0 0L1 1'/>"
                             "<s:metadata><q:provenance xmlns:q='urn:croquis:provenance'>{}</q:provenance>"
                             "<provenance>no</provenance></s:metadata></s:svg>",
                             "test");
        QCOMPARE(document.sketch.strokes.size(), std::size_t(1));
        QCOMPARE(document.provenanceJson.value(), std::string("{}"));
    }

    void inkscapeFile() {
        const auto document = vector::readSvg(kFolder / "inkscape.svg");
        QVERIFY(document.inMillimetres);
        QCOMPARE(document.sketch.width, 210.0);
        QCOMPARE(document.sketch.height, 297.0);
        QCOMPARE(document.sketch.strokes.size(), std::size_t(4));
        QCOMPARE(document.sketch.strokes[0].id, std::string("path12"));
        QVERIFY(near(document.sketch.strokes[0].curve.points[0], {32.5, 41.25}));
        QVERIFY(near(document.sketch.strokes[0].curve.points[3], {92.5, 41.25}));
        QVERIFY(std::abs(document.sketch.strokes[0].width - 0.264583) < 1e-9);
        QVERIFY(!document.provenanceJson);
    }

    void withDocumentTypeOfSvgItself() {
        QCOMPARE(vector::readSvg(kFolder / "doctype.svg").sketch.strokes.size(), std::size_t(1));
        const auto illustrator = vector::readSvg(kFolder / "illustrator.svg").sketch; // says its style by an entity
        QCOMPARE(illustrator.strokes.size(), std::size_t(1));
        QCOMPARE(illustrator.strokes.front().width, 3 * 25.4 / 96);
    }

    void otherEncodings() {
        const QString text = "<?xml version='1.0' encoding='UTF-16'?><svg viewBox='0 0 9 9'>"
                             "<path stroke='red' id='\u00e9' d='M0 0L1 1'/></svg>";
        QByteArray bytes("\xff\xfe");
        bytes += QByteArray(reinterpret_cast<const char*>(text.utf16()), text.size() * 2);
        const auto document = vector::parseSvg(bytes.toStdString(), "test");
        QCOMPARE(document.sketch.strokes.at(0).id, std::string("\xc3\xa9"));
    }

    void missingFilesAreNamed() {
        try {
            vector::readSvg("/no/such folder/caf\xc3\xa9.svg");
            QFAIL("read a file that isn't there");
        } catch (const ExportError& error) {
            QCOMPARE(QString(error.what()),
                     QString::fromUtf8("Couldn't read /no/such folder/caf\xc3\xa9.svg: it doesn't exist."));
        }
        QVERIFY_THROWS_EXCEPTION(ExportError, vector::readSvg("/tmp"));
    }

    void pathsWithoutAGapAreRuns() {
        const auto read = page("<g stroke='black'><path d='M1 1 L2 1 L2 2 M5 5 L6 6 L5 5 z m0 0 l1 1 M6 6 L7 7'/>"
                               "<path d='M2 2L3 3'/><rect width='3' height='3'/></g>",
                               "width='10' height='10'");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{11});
        // A move to where the pen is anyway breaks nothing.
        QVERIFY(read.runs == (std::vector<std::size_t>{2, 4, 1, 4}));
    }

    void layersTitleAndDescriptionAreKept() {
        const auto read =
            page("<title>A &amp; B</title><desc>what</desc><path stroke='black' d='M0 0L9 9'/>"
                 "<g inkscape:groupmode='layer' inkscape:label='Lines'><title>not this</title>"
                 "<path stroke='black' d='M0 0L9 9L9 0'/><g inkscape:groupmode='layer' inkscape:label='7 inner'>"
                 "<path stroke='red' d='M0 0L9 9'/></g><path stroke='black' d='M0 0L9 96'/></g>"
                 "<g inkscape:groupmode='layer' inkscape:label='empty'/>",
                 "xmlns:inkscape='i' width='96' height='96'");
        QCOMPARE(read.title, std::string("A & B"));
        QCOMPARE(read.description, std::string("what"));
        const auto drawing = vector::drawingOf(read);
        QCOMPARE(drawing.title, std::string("A & B"));
        QStringList layers;
        for (const auto& layer : drawing.layers)
            layers += QString("%1: %2").arg(QString::fromStdString(layer.label)).arg(layer.strokes.size());
        QCOMPARE(layers, (QStringList{"1 sketch: 1", "2 Lines: 2", "7 inner: 1", "4 Lines: 1"}));
        QVERIFY(std::abs(drawing.widthMm - 25.4) < 1e-12); // 96 CSS pixels
        QVERIFY(near(drawing.layers[3].strokes[0].curve.points[3], {9 * 25.4 / 96, 25.4}));
        QVERIFY(std::abs(drawing.layers[0].strokes[0].width - 25.4 / 96) < 1e-12);
    }

    void aPageInMillimetresIsWhatWasWritten() {
        for (const auto& [width, height] : {std::pair{200.0, 200.0}, {210.0, 297.0}, {215.9, 279.4}, {0.5, 1189.0}}) {
            const auto size = fmt::format("width='{0}mm' height='{1}mm' viewBox='0 0 {0} {1}'", width, height);
            const auto drawing = vector::drawingOf(page("<path stroke='black' d='M0 0L9 9'/>", size.c_str()));
            QCOMPARE(std::pair(drawing.widthMm, drawing.heightMm), std::pair(width, height));
        }
    }

    void whatWasWrittenIsReadAsTheSameDrawing() {
        auto written = test::sampleDrawing();
        written.layers[1].runs = {3, 1, 2};
        for (const std::size_t i : {1, 2, 5})
            written.layers[1].strokes[i].curve.points[0] = written.layers[1].strokes[i - 1].curve.points[3];
        for (auto& stroke : written.layers[1].strokes) // one look for each path
            stroke = {stroke.curve, 2, {}, 1, ""};
        const std::string svg = vector::writeSvg(written);
        QCOMPARE(QString::fromStdString(svg).count("<path "), 4 + 5);
        const auto read = vector::parseSvg(svg, "test");
        auto drawing = vector::drawingOf(read);
        drawing.provenance = vector::provenanceFromJson(*read.provenanceJson);
        for (auto& layer : drawing.layers)
            for (auto& stroke : layer.strokes)
                if (stroke.id.find('.') != std::string::npos) // a segment's
                    stroke.id.erase(stroke.id.find('.'));
        QVERIFY(vector::writeSvg(drawing) == svg);
    }

    void styleSheets_data() {
        QTest::addColumn<QString>("css");
        QTest::addColumn<QString>("widths"); // of the paths a, b (class x), c (class "y x") and d (style="")
        QTest::newRow("class") << ".x{stroke:red;stroke-width:3}"
                               << "1 3 3 9";
        QTest::newRow("type") << "path { stroke-width : 4px ; }"
                              << "4 4 4 9";
        QTest::newRow("all") << "*{stroke-width:2}"
                             << "2 2 2 9";
        QTest::newRow("id") << "#b{stroke-width:5}.x{stroke-width:6}path{stroke-width:7}"
                            << "7 5 6 9";
        QTest::newRow("type and class") << "path.x{stroke-width:5}.x{stroke-width:6}g.x{stroke-width:8}"
                                        << "1 5 5 9";
        QTest::newRow("later wins") << ".y{stroke-width:5}.x{stroke-width:6}"
                                    << "1 6 6 9";
        QTest::newRow("later in the class attribute doesn't") << ".x{stroke-width:6}.y{stroke-width:5}"
                                                              << "1 6 5 9";
        QTest::newRow("list") << ".q,.x , #a{stroke-width:3}"
                              << "3 3 3 9";
        QTest::newRow("comments") << "/* .x{stroke-width:8} */.x/**/{stroke-width:3/*;*/}/*"
                                  << "1 3 3 9";
        QTest::newRow("important") << ".x{stroke-width:3!important}#b{stroke-width:4}"
                                   << "1 3 3 3";
        QTest::newRow("at-rules") << "@import 'a.css';@media print{.x{stroke-width:8}}@font-face{a:b}.x{stroke-width:3}"
                                  << "1 3 3 9";
        QTest::newRow("what isn't known") << "g+path{stroke-width:8}path:hover{stroke-width:8}path[d]{stroke-width:8}"
                                             ".{stroke-width:8}a|path{stroke-width:8}>{stroke-width:8}.x{foo:bar}"
                                          << "1 1 1 9";
        QTest::newRow("below one another") << "g .x{stroke-width:3}svg > g>#a{stroke-width:4}"
                                           << "4 3 3 9";
        QTest::newRow("not a child") << "svg>path{stroke-width:3}g>svg path{stroke-width:4}"
                                     << "1 1 1 9";
        QTest::newRow("two classes") << ".x.y{stroke-width:3}.x{stroke-width:4}path#a.x{stroke-width:5}"
                                     << "1 4 3 9";
        QTest::newRow("weights") << "svg g path{stroke-width:3}.x{stroke-width:4}g path.x.y{stroke-width:5}"
                                 << "3 4 5 9";
        QTest::newRow("damaged") << "}{stroke-width:8}.x{stroke-width:3"
                                 << "1 3 3 9";
        QTest::newRow("two properties of two rules") << ".x{stroke-width:3}.x{stroke:blue}"
                                                     << "1 3 3 9";
        QTest::newRow("nothing") << ""
                                 << "1 1 1 9";
    }

    void styleSheets() {
        QFETCH(QString, css);
        QFETCH(QString, widths);
        const auto read = page("<g stroke='black'><path id='a' d='M0 0L1 1'/><path id='b' class='x' d='M0 0L1 1'/>"
                               "<path id='c' class=' y\tx ' stroke-width='1' d='M0 0L1 1'/>"
                               "<path id='d' class='x' style='stroke-width:9' d='M0 0L1 1'/></g><defs><style>" +
                               css.toStdString() + "</style></defs>");
        QStringList found;
        for (const auto& stroke : read.sketch.strokes)
            found += QString::number(stroke.width);
        QCOMPARE(found.join(' '), widths);
    }

    void styleSheetsShowAndHide() {
        // As Illustrator writes it.
        const auto read = page("<style type=\"text/css\"><![CDATA[\n\t.st0{fill:none;stroke:#1D1D1B;stroke-width:2;}\n"
                               "\t.st1{display:none;}\n]]></style><path class=\"st0\" d=\"M0 0L1 1\"/>"
                               "<g class=\"st1\"><path class=\"st0\" d=\"M0 0L1 1\"/></g><path d=\"M0 0L1 1\"/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{1});
        QVERIFY(read.sketch.strokes[0].colour == (geometry::Colour{0x1d, 0x1d, 0x1b}));
    }
};

QTEST_APPLESS_MAIN(SvgReaderTest)
#include "svg_reader_test.moc"
