// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_colour.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QStringList>
#include <QTest>

#include <array>
#include <cmath>

using namespace croquis;
using geometry::Point;

namespace {

vector::SvgDocument page(const std::string& content, const std::string& attributes = "viewBox='0 0 100 100'") {
    return vector::parseSvg("<svg xmlns='http://www.w3.org/2000/svg' " + attributes + ">" + content + "</svg>", "test");
}

} // namespace

/// What other programs say in CSS: read, or told of.
class SvgCssTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// Chains with parents and ancestors mixed, where the nearest ancestor isn't the right one.
    void ancestors_data() {
        QTest::addColumn<QString>("selector");
        QTest::addColumn<bool>("matches");
        QTest::newRow("descendant") << "g path" << true;
        QTest::newRow("child") << "g > path" << true;
        QTest::newRow("not the parent") << ".outer > path" << false;
        QTest::newRow("grandparent") << ".outer path" << true;
        QTest::newRow("the farther of two") << ".outer > g path" << true;
        QTest::newRow("parent of the farther") << "svg > .outer .inner path" << true;
        QTest::newRow("wrong order") << ".inner .outer path" << false;
        QTest::newRow("goes back once") << ".outer > .middle g > path" << true;
        QTest::newRow("goes back in vain") << ".outer > .inner path" << false;
        QTest::newRow("all") << "* > * > * > *" << true;
        QTest::newRow("too deep") << "* > * > * > * > * > *" << false;
        QTest::newRow("id") << "#here" << true;
        QTest::newRow("id and class") << "g path#here.a.b" << true;
        QTest::newRow("a class more") << "path.a.b.c" << false;
    }
    void ancestors() {
        QFETCH(QString, selector);
        QFETCH(bool, matches);
        const auto read = page("<style>" + selector.replace('>', "&gt;").toStdString() +
                               "{stroke:red}</style><g class='outer'><g class='middle'><g class='inner'>"
                               "<path id='here' class='a b' stroke='blue' d='M0 0L1 1'/></g></g></g>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t(1));
        QCOMPARE(read.sketch.strokes[0].colour.red == 255, matches);
        QVERIFY(read.notices.empty());
    }

    /// A width in em is one of the element's own letters, wherever their size is said.
    void widthsByLetters() {
        const auto read = page("<style>.x{stroke-width:.5em}</style><g font-size='4px' stroke='red'>"
                               "<path stroke-width='1' d='M0 0L1 1'/><path class='x' d='M0 0L1 1'/>"
                               "<path stroke-width='1em' font-size='2em' d='M0 0L1 1'/>"
                               "<path style='stroke-width:1em;font-size:250%' d='M0 0L1 1'/>"
                               "<path font-size='nonsense' stroke-width='1ex' d='M0 0L1 1'/>"
                               "<path stroke-width='1rem' d='M0 0L1 1'/></g>");
        const std::array widths{1.0, 2.0, 8.0, 10.0, 2.0, 16.0};
        QCOMPARE(read.sketch.strokes.size(), widths.size());
        for (std::size_t i = 0; i < widths.size(); ++i)
            QVERIFY(std::abs(read.sketch.strokes[i].width - widths[i] * read.sketch.strokes[0].width) < 1e-9);
    }

    /// A path that closes where it began is a dot of a round pen, and nothing of another.
    void closedOnTheSpot() {
        const auto read = page("<g stroke='red'><path stroke-linecap='round' d='M50 20z'/><path d='M60 20z'/>"
                               "<path stroke-linecap='round' d='M5 5h9v9zM30 30zm4 4z'/></g>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t(6));
        QCOMPARE(read.sketch.strokes[0].curve.arcLength(), 0.0);
    }

    /// A rule that hides strokes hides them.
    void rulesHideStrokes() {
        const auto read = page("<style>g .a path {stroke:none} .b{stroke:#00f!important}</style><g stroke='black'>"
                               "<g class='a'><path d='M0 0L1 1'/></g><path class='b' style='stroke:red' d='M0 0L1 1'/>"
                               "</g>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t(1));
        QCOMPARE(int(read.sketch.strokes[0].colour.blue), 255);
    }

    void hues_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rgb");
        QTest::addColumn<double>("alpha");
        QTest::newRow("red") << "hsl(0, 100%, 50%)" << 0xff0000 << 1.;
        QTest::newRow("green") << "hsl(120,100%,25%)" << 0x008000 << 1.;
        QTest::newRow("turned round") << "hsl(-240deg 100% 25%)" << 0x008000 << 1.;
        QTest::newRow("turns") << "HSL(0.5turn 100% 50%)" << 0x00ffff << 1.;
        QTest::newRow("radians") << "hsl(3.14159265rad,100%,50%)" << 0x00ffff << 1.;
        QTest::newRow("grey") << "hsl(77,0%,40%)" << 0x666666 << 1.;
        QTest::newRow("opacity") << "hsla(210, 40%, 60%, .5)" << 0x7099c2 << 0.5;
        QTest::newRow("slash") << "hsl(210 40% 60% / 25%)" << 0x7099c2 << 0.25;
    }
    void hues() {
        QFETCH(QString, text);
        QFETCH(int, rgb);
        QFETCH(double, alpha);
        const auto colour = vector::parseColour(text.toStdString());
        QVERIFY(colour);
        QCOMPARE(colour->colour.red << 16 | colour->colour.green << 8 | colour->colour.blue, rgb);
        QCOMPARE(colour->alpha, alpha);
        for (const char* bad :
             {"hsl()", "hsl(0)", "hsl(0,1%)x", "hsl(red,1%,1%)", "hsl(0 1% 1% 1 1)", "hsl(0foo,1%,1%)"})
            QVERIFY2(!vector::parseColour(bad), bad);
    }

    void transforms_data() {
        QTest::addColumn<QString>("attributes");
        QTest::addColumn<double>("x"); // of the point (10, 20)
        QTest::addColumn<double>("y");
        QTest::newRow("translate") << "style='transform:translate(5px, 10%)'" << 15. << 30.;
        QTest::newRow("one way") << "style='transform:translateY(1in)'" << 10. << 116.;
        QTest::newRow("rotate") << "style='transform:rotate(90deg)'" << -20. << 10.;
        QTest::newRow("turn") << "style='transform:rotate(.25turn) scale(2)'" << -40. << 20.;
        QTest::newRow("scaleX") << "style='transform:scaleX(300%)'" << 30. << 20.;
        QTest::newRow("skew") << "style='transform:skew(45deg)'" << 30. << 20.;
        QTest::newRow("matrix") << "style='transform:matrix(0, 1, 1, 0, 3, 4)'" << 23. << 14.;
        QTest::newRow("origin") << "style='transform:rotate(180deg);transform-origin:10px 10px'" << 10. << 0.;
        QTest::newRow("origin without units") << "transform='rotate(180)' transform-origin='10 10'" << 10. << 0.;
        QTest::newRow("origin of the attribute") << "transform='rotate(180)' transform-origin='50% 50%'" << 90. << 80.;
        QTest::newRow("style wins") << "transform='translate(1 1)' style='transform:translate(2px,0)'" << 12. << 20.;
        QTest::newRow("none") << "transform='translate(1 1)' style='transform:none'" << 10. << 20.;
        QTest::newRow("rule") << "class='moved'" << 11. << 22.;
    }
    void transforms() {
        QFETCH(QString, attributes);
        QFETCH(double, x);
        QFETCH(double, y);
        const auto read = page("<style>.moved{transform:translate(1px,2px)}</style><g " + attributes.toStdString() +
                               "><path stroke='black' d='M10 20L50 50'/></g>");
        const Point p = read.sketch.strokes.at(0).curve.points[0];
        QVERIFY2(std::hypot(p.x - x, p.y - y) < 1e-9, qPrintable(QString("%1 %2").arg(p.x).arg(p.y)));
        QVERIFY(read.notices.empty());
    }

    /// A width of the screen stays what it is, however the drawing is scaled.
    void widthsOfTheScreen() {
        const std::string path = "<g transform='scale(5)'><path stroke='black' stroke-width='3' "
                                 "vector-effect='non-scaling-stroke' d='M0 0L1 1'/></g>";
        QCOMPARE(page(path).sketch.strokes.at(0).width, 3.);
        QCOMPARE(page(path, "width='200mm' height='200mm' viewBox='0 0 50 50'").sketch.strokes.at(0).width,
                 3 * 25.4 / 96);
    }

    /// A matrix that can't be turned round draws nothing of what it is on.
    void flatTransformsDrawNothing() {
        for (const char* matrix : {"scale(0)", "scale(3 0)", "matrix(0 0 0 0 0 0)", "matrix(1 1 1 1 5 5)"}) {
            const auto read = page(std::string("<g transform='") + matrix +
                                   "'><path id='a' stroke='black' d='M0 0L9 9M3 1L5 5'/></g>"
                                   "<path id='b' stroke='black' d='M0 0L9 9'/>");
            QCOMPARE(read.sketch.strokes.size(), std::size_t(1));
            QCOMPARE(read.sketch.strokes.front().id, std::string("b"));
        }
    }

    void notices_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("about"); // what its only sentence begins with; empty: there is none
        const char* path = "<path stroke='black' d='M0 0L9 9'/>";
        const auto with = [](const char* attributes) {
            return QString("<path stroke='black' d='M0 0L9 9' %1/>").arg(attributes);
        };
        const auto ruled = [path](const char* css) { return QString("<style>%1</style>%2").arg(css, path); };
        QTest::newRow("plain") << QString(path) << "";
        QTest::newRow("dashes") << with("stroke-dasharray='3 1'") << "Dashed strokes";
        QTest::newRow("dashes by a rule") << ruled("path{stroke-dasharray:3,1}") << "Dashed strokes";
        QTest::newRow("stretched") << with("stroke-width='9' stroke-linecap='round' transform='scale(10 0.2)'")
                                   << "Strokes whose transform";
        QTest::newRow("sheared") << with("stroke-width='9' stroke-linecap='round' transform='skewX(40)'")
                                 << "Strokes whose transform";
        QTest::newRow("turned") << with("stroke-width='9' stroke-linecap='round' transform='rotate(30) scale(2)'")
                                << "";
        QTest::newRow("mirrored") << with("stroke-width='9' stroke-linecap='round' transform='scale(-1 1)'") << "";
        QTest::newRow("stretched, a width of the screen")
            << with("stroke-width='9' stroke-linecap='round' transform='scale(10 0.2)' "
                    "vector-effect='non-scaling-stroke'")
            << "";
        QTest::newRow("no dashes") << with("stroke-dasharray='none'") << "";
        QTest::newRow("a dash as long as the path") << with("pathLength='1' stroke-dasharray='1'") << "";
        QTest::newRow("dashes of what isn't drawn")
            << QString(path) + "<path stroke-dasharray='1' fill='none' d='M0 0L9 9'/>"
            << "";
        QTest::newRow("arrows") << with("style='marker-end:url(#arrow)'") << "Arrowheads";
        QTest::newRow("gradient") << QString("<path stroke='url(#a)' d='M0 0L9 9'/>") << "Strokes with a gradient";
        QTest::newRow("colour") << QString("<path stroke='oklch(60% 0.2 30)' d='M0 0L9 9'/>") << "Colours given";
        QTest::newRow("colour profile") << QString("<path stroke='#123 icc-color(a, 1)' d='M0 0L9 9'/>") << "";
        QTest::newRow("sibling") << ruled("g + path{stroke:none}") << "Style rules with";
        QTest::newRow("attribute selector") << ruled("path[d]{stroke-width:3}") << "Style rules with";
        QTest::newRow("of fills only") << ruled("path[d]{fill:red}") << "";
        QTest::newRow("pointed at") << ruled("path:hover{stroke:red}") << "";
        QTest::newRow("media") << ruled("@media screen{path{stroke:none}}") << "Style rules inside";
        QTest::newRow("print") << ruled("@media print{path{stroke:none}}") << "";
        QTest::newRow("import") << ruled("@import url(a.css);") << "Style sheets in other";
        QTest::newRow("space") << with("style='transform:rotateY(30deg)'") << "Transforms";
        QTest::newRow("box") << with("style='transform:rotate(9deg);transform-box:fill-box'") << "Transforms";
        QTest::newRow("clip") << QString("<g clip-path='url(#a)'>%1</g>").arg(path) << "Clips and masks";
        QTest::newRow("filter") << with("style='filter:blur(3px)'") << "Filters";
        QTest::newRow("text") << QString(path) + "<text stroke='black'>a</text>"
                              << "Stroked text";
        QTest::newRow("filled text") << QString(path) + "<text>a</text>"
                                     << "Left out, having no strokes: 1 text.";
    }
    void notices() {
        QFETCH(QString, content);
        QFETCH(QString, about);
        const auto read = page(content.toStdString());
        QCOMPARE(read.sketch.strokes.size(), std::size_t(1));
        QCOMPARE(read.notices.size(), std::size_t(about.isEmpty() ? 0 : 1));
        if (!about.isEmpty()) {
            const QString sentence = QString::fromStdString(read.notices[0]);
            QVERIFY2(sentence.startsWith(about) && sentence.endsWith('.'), qPrintable(sentence));
        }
    }
    void sheetOfAnotherFile() {
        const auto read = vector::parseSvg("<?xml version='1.0'?><?xml-stylesheet href='a.css'?><svg xmlns="
                                           "'http://www.w3.org/2000/svg' width='9' height='9'/>",
                                           "test");
        QCOMPARE(read.notices.size(), std::size_t(1));
    }

    /// What we write ourselves asks for nothing that isn't read.
    void oursAreReadInFull() {
        for (const vector::Brush& brush : vector::builtInBrushes()) {
            auto drawing = test::sampleDrawing();
            drawing.brush = brush;
            drawing.paper = geometry::Colour{250, 245, 230};
            drawing.texture = vector::PaperTexture::flecked;
            drawing.captions = {{"cat, 16 strokes", {20, 30}}};
            QVERIFY2(vector::parseSvg(vector::writeSvg(drawing), "ours").notices.empty(), brush.name.c_str());
        }
    }

    /// However many rules and elements there are, it ends soon.
    void hostileSheets() {
        std::string css, paths;
        for (int i = 0; i < 20000; ++i)
            css += "g g g g .a" + std::to_string(i) + " path{stroke:red}";
        for (int i = 0; i < 20000; ++i)
            paths += "<path d='M0 0L1 1'/>";
        QVERIFY_THROWS_EXCEPTION(ExportError, page("<style>" + css + "</style>" + paths));
        std::string many;
        for (int i = 0; i < 120000; ++i)
            many += ".a" + std::to_string(i) + "{stroke:red}";
        QVERIFY_THROWS_EXCEPTION(ExportError, page("<style>" + many + "</style>"));
    }
};

QTEST_APPLESS_MAIN(SvgCssTest)
#include "svg_css_test.moc"
