// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "vector/svg_reader.hpp"

#include <QStringList>
#include <QTest>

#include <cmath>

using namespace croquis;

namespace {

vector::SvgDocument page(const std::string& content, const std::string& attributes = "viewBox='0 0 100 100'") {
    return vector::parseSvg("<svg xmlns='http://www.w3.org/2000/svg' " + attributes +
                                "><g fill='none' stroke='black'>" + content + "</g></svg>",
                            "test");
}

QString noticesOf(const vector::SvgDocument& document) {
    QStringList all;
    for (const auto& sentence : document.notices)
        all += QString::fromStdString(sentence);
    return all.join(' ');
}

} // namespace

/// Files of other programs: what is odd in them costs no more than itself, and is told.
class SvgForeignTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    /// As icon sets have them: their size is that of the letters or the window around.
    void iconsHaveTheSizeOfTheirViewBox_data() {
        QTest::addColumn<QString>("size");
        for (const char* size : {"1em", "100vw", "2rem", "100%", "50vmin", "3ch"})
            QTest::newRow(size) << size;
    }
    void iconsHaveTheSizeOfTheirViewBox() {
        QFETCH(QString, size);
        const std::string side = size.toStdString();
        const auto icon = page("<path stroke-width='2' d='M4 12h16'/>",
                               "viewBox='0 0 24 24' width='" + side + "' height='" + side + "'");
        QVERIFY(!icon.inMillimetres);
        QCOMPARE(icon.sketch.width, 24.0);
        QCOMPARE(icon.sketch.strokes.at(0).width, 2.0);
        QCOMPARE(icon.sketch.strokes.at(0).curve.points[3].x, 20.0);
    }
    void withoutAViewBoxLettersAreSixteenPixels() {
        QCOMPARE(page("<path d='M4 4h8'/>", "width='2em' height='1em'").sketch.width, 32.0);
    }

    void widthsByCalcAreToldOf() {
        const auto read = page("<path stroke-width='calc(1px + 2px)' d='M0 0h9'/>"
                               "<path style='stroke-width:calc(2*var(--w));opacity:var(--o)' d='M0 5h9'/>"
                               "<path stroke-width='3' d='M0 9h9' stroke-linecap='round'/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{3});
        QCOMPARE(read.sketch.strokes[0].width, 1.0);
        QCOMPARE(read.sketch.strokes[2].width, 3.0);
        QCOMPARE(noticesOf(read), QString("Widths and opacities that calc() or var() give are passed over."));
    }

    /// Whatever one sees in another program and that has no stroke to draw.
    void whatHasNoStrokeIsCounted_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<QString>("list");
        QTest::newRow("all") << "<g fill='red' stroke='none'><text>a</text><text><tspan>b</tspan></text>"
                                "<path d='M0 0h5v5z'/><rect width='4' height='4'/><circle r='3'/></g>"
                                "<image href='data:image/png;base64,AAAA'/>"
                             << "2 texts, 3 filled shapes, 1 picture";
        QTest::newRow("pictures") << "<image href='a.png'/><image xlink:href='b.png'/>"
                                  << "2 pictures";
        QTest::newRow("black by default") << "</g><polygon points='0,0 1,1 2,0'/><g>"
                                          << "1 filled shape";
        QTest::newRow("gradient") << "<path stroke='none' fill='url(#a)' d='M0 0h5v5z'/>"
                                  << "1 filled shape";
        QTest::newRow("by a sheet") << "<style>.a{fill:#123;stroke:none}</style><path class='a' d='M0 0h5v5z'/>"
                                    << "1 filled shape";
        QTest::newRow("used") << "<defs><path id='p' stroke='none' fill='red' d='M0 0h5v5z'/></defs>"
                                 "<use href='#p'/><use href='#p' x='9'/>"
                              << "2 filled shapes";
        QTest::newRow("stroked too") << "<path fill='red' d='M0 0h5v5z'/>"
                                     << "";
        QTest::newRow("no fill") << "<path stroke='none' d='M0 0h24v24H0z'/><text stroke='none'>a</text>"
                                 << "";
        QTest::newRow("transparent") << "<g stroke='none'><path fill='transparent' d='M0 0h5v5z'/>"
                                        "<path fill='red' fill-opacity='0' d='M0 0h5v5z'/>"
                                        "<path fill='red' opacity='0' d='M0 0h5v5z'/></g>"
                                     << "";
        QTest::newRow("hidden") << "<g display='none'><text fill='red' stroke='none'>a</text><image href='a.png'/></g>"
                                   "<image href='a.png' visibility='hidden'/>"
                                << "";
        QTest::newRow("nothing there") << "<g fill='red' stroke='none'><text> </text><path/><polygon/>"
                                          "<line x2='9'/></g><image/>"
                                       << "";
        QTest::newRow("only for others") << "<defs><path fill='red' stroke='none' d='M0 0h5v5z'/></defs>"
                                            "<clipPath><rect fill='red' stroke='none' width='4' height='4'/></clipPath>"
                                         << "";
        QTest::newRow("a damaged opacity") << "<path fill='red' fill-opacity='x' stroke='none' d='M0 0h5v5z'/>"
                                           << "1 filled shape";
    }
    void whatHasNoStrokeIsCounted() {
        QFETCH(QString, content);
        QFETCH(QString, list);
        const auto read = page("<path d='M5 5h5'/>" + content.toStdString());
        QVERIFY(!read.sketch.strokes.empty());
        QCOMPARE(noticesOf(read), list.isEmpty() ? QString() : "Left out, having no strokes: " + list + ".");
    }

    void whatIsDamagedIsLeftOutAlone() {
        const auto read = page("<path id='eye' d='M1 1L3 x'/><path d='M5 5h5'/>"
                               "<g transform='turn(3)'><path d='M6 6h5'/></g><circle r='1e300'/><path d='M7 7h5'/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{2});
        QVERIFY2(noticesOf(read).contains("3 damaged elements are left out, the first because in the <path> \"eye\" a "
                                          "number is missing at \"x\"."),
                 qPrintable(noticesOf(read)));
        QCOMPARE(noticesOf(page("<path d='M5 5h5'/><path d='M0 0L'/>")),
                 QString("A damaged element is left out: in a <path> a number is missing at its end."));
        // A use of it, too; and what comes after isn't taken for a part of the use.
        const auto used =
            page("<defs><path id='bad' d='M1'/></defs><use id='u' href='#bad'/><path id='p' d='M5 5h5'/>");
        QCOMPARE(used.sketch.strokes.at(0).id, std::string("p"));
        QVERIFY_THROWS_EXCEPTION(ExportError, page("<path d='M1 1L3 x'/>")); // there is nothing else
    }

    /// As SVG has it: up to the segment that isn't whole.
    void aDamagedPathIsDrawnUpToThere() {
        const auto read = page("<path id='eye' d='M1 1L2 2C3 3 4 4 5 x L6 6'/><path d='M5 5h5'/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{2});
        QCOMPARE(read.sketch.strokes[0].curve.points[3], (geometry::Point{2, 2}));
        QCOMPARE(noticesOf(read), QString("A damaged path is drawn as far as it is whole: in the <path> \"eye\" a "
                                          "number is missing at \"x L6 6\"."));
        const auto two = page("<path d='M1 1L2 2k'/><path d='M1 1L2 2h'/><path d='M1 1'/>");
        QCOMPARE(two.sketch.strokes.size(), std::size_t{2});
        QVERIFY2(noticesOf(two).contains("2 damaged paths are drawn as far as they are whole, the first because in a "
                                         "<path> it has a path with an unknown command"),
                 qPrintable(noticesOf(two)));
        const auto comma = page("<path d='M1 1L2 2,'/><polyline points='1 1 2 2 3'/><polygon points='1 1 2 2 3 3,'/>"
                                "<path d='M1 1L2 2,,3 3'/>");
        QCOMPARE(comma.sketch.strokes.size(), std::size_t{5});
        for (const std::size_t k : {0, 1, 2, 4})
            QCOMPARE(comma.sketch.strokes[k].curve.points[3], (geometry::Point{2, 2}));
        QCOMPARE(comma.sketch.strokes[3].curve.points[3], (geometry::Point{3, 3}));
        QVERIFY2(noticesOf(comma).contains("4 damaged paths are drawn as far as they are whole, the first because in a "
                                           "<path> it has a path with a comma that no number follows"),
                 qPrintable(noticesOf(comma)));
    }

    void circlesOfUsesAreLeftOut_data() {
        QTest::addColumn<QString>("content");
        QTest::newRow("itself") << "<use id='a' href='#a'/>";
        QTest::newRow("its parent") << "<g id='a'><use href='#a'/></g>";
        QTest::newRow("one another") << "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>";
    }
    void circlesOfUsesAreLeftOut() {
        QFETCH(QString, content);
        const auto read = page(content.toStdString() + "<path d='M5 5h5'/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{1});
        QCOMPARE(noticesOf(read), QString("Elements that use themselves are left out."));
    }
    void theSameUsedTwiceIsNoCircle() {
        const auto read =
            page("<defs><path id='p' d='M5 5h5'/><g id='q'><use href='#p'/><use href='#p' y='5'/></g></defs>"
                 "<use href='#q'/><use href='#q' x='20'/>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{4});
        QVERIFY(read.notices.empty());
    }

    void aSwitchShowsOne_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<double>("y");
        QTest::newRow("the first") << "<path d='M0 1h9'/><path d='M0 2h9'/>" << 1.0;
        QTest::newRow("language")
            << "<path systemLanguage='de, fr' d='M0 1h9'/><path systemLanguage='en-GB' d='M0 2h9'/>"
               "<path d='M0 3h9'/>"
            << 2.0;
        QTest::newRow("extension")
            << "<foreignObject requiredExtensions='http://ns.adobe.com/'/><g><path d='M0 4h9'/></g>" << 4.0;
        QTest::newRow("damaged") << "<path systemLanguage='de' d='M0'/><path d='M0 5h9'/>" << 5.0;
    }
    void aSwitchShowsOne() {
        QFETCH(QString, content);
        QFETCH(double, y);
        const auto read = page("<switch>" + content.toStdString() + "</switch>");
        QCOMPARE(read.sketch.strokes.size(), std::size_t{1});
        QCOMPARE(read.sketch.strokes[0].curve.points[0].y, y);
        QVERIFY(read.notices.empty());
    }

    void pathsByCss_data() {
        QTest::addColumn<QString>("content");
        QTest::addColumn<double>("length");
        QTest::newRow("style") << "<path style='d:path(\"M0 1h9\")'/>" << 9.0;
        QTest::newRow("rule") << "<style>.a{d:path('M0 1h8')}</style><path class='a'/>" << 8.0;
        QTest::newRow("wins over the attribute") << "<path d='M0 1h3' style='d: path(\"M0 1h7\")'/>" << 7.0;
        QTest::newRow("not a path") << "<path d='M0 1h3' style='d:var(--d)'/>" << 3.0;
    }
    void pathsByCss() {
        QFETCH(QString, content);
        QFETCH(double, length);
        const auto read = page(content.toStdString());
        QCOMPARE(read.sketch.strokes.size(), std::size_t{1});
        QCOMPARE(read.sketch.strokes[0].curve.points[3].x, length);
        QCOMPARE(page("<path d='M0 1h3' style='d:none'/>").sketch.strokes.size(), std::size_t{0});
    }

    /// They come out round, which makes wide ones longer than they were.
    void endsAndCornersAreToldOf_data() {
        QTest::addColumn<QString>("attributes");
        QTest::addColumn<QString>("data");
        QTest::addColumn<bool>("ends");
        QTest::addColumn<bool>("corners");
        QTest::newRow("SVG's own") << ""
                                   << "M20 50h60" << true << false;
        QTest::newRow("square") << "stroke-linecap='square'"
                                << "M20 50h60" << true << false;
        QTest::newRow("round") << "stroke-linecap='round'"
                               << "M20 50h60" << false << false;
        QTest::newRow("round by css") << "style='stroke-linecap:round'"
                                      << "M20 50h60" << false << false;
        QTest::newRow("corner") << "stroke-linecap='round'"
                                << "M20 50h60v20" << false << true;
        QTest::newRow("round corner") << "stroke-linecap='round' stroke-linejoin='round'"
                                      << "M20 50h60v20" << false << false;
        QTest::newRow("smooth") << "stroke-linecap='round'"
                                << "M20 50h30h30" << false << false;
        QTest::newRow("closed") << ""
                                << "M20 50h60v20z" << false << true;
        QTest::newRow("closed and smooth") << ""
                                           << "M50 20A30 30 0 0 1 50 80A30 30 0 0 1 50 20Z" << false << false;
        QTest::newRow("dot") << ""
                             << "M50 50h0" << false << false;
        QTest::newRow("two parts") << "stroke-linejoin='round'"
                                   << "M20 20h9v9zM50 50h9" << true << false;
    }
    void endsAndCornersAreToldOf() {
        QFETCH(QString, attributes);
        QFETCH(QString, data);
        QFETCH(bool, ends);
        QFETCH(bool, corners);
        for (const bool wide : {true, false}) {
            const auto read = page(QString("<path stroke-width='%1' %2 d='%3'/>")
                                       .arg(wide ? "10" : "0.4")
                                       .arg(attributes, data)
                                       .toStdString(),
                                   "viewBox='0 0 100 100' width='100mm' height='100mm'");
            const QString notices = noticesOf(read);
            QCOMPARE(notices.contains("square ends"), ends && wide);
            QCOMPARE(notices.contains("cut corners"), corners && wide);
        }
    }
};

QTEST_APPLESS_MAIN(SvgForeignTest)
#include "svg_foreign_test.moc"
