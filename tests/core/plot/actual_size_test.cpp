// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "plot/page_layout.hpp"
#include "plot/plot.hpp"
#include "vector/pdf_writer.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_writer.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <stdexcept>

using namespace croquis;

namespace {

/// Of a page of that size in millimetres.
vector::Drawing drawingOf(double width, double height, const std::string& content) {
    const std::string size = std::to_string(width) + "mm' height='" + std::to_string(height) + "mm' viewBox='0 0 " +
                             std::to_string(width) + ' ' + std::to_string(height);
    return vector::drawingOf(vector::parseSvg("<svg xmlns='http://www.w3.org/2000/svg' width='" + size +
                                                  "'><g fill='none' stroke='black'>" + content + "</g></svg>",
                                              "made"));
}

plot::Plot plotted(const vector::Drawing& drawing, plot::PageFormat page, double marginMm, bool actualSize) {
    plot::PlotOptions options;
    options.page = page;
    options.marginMm = marginMm;
    options.actualSize = actualSize;
    return plot::plotOf(drawing, options);
}

geometry::Box boxOf(const plot::Plot& plot) {
    geometry::Box box{{1e9, 1e9}, {-1e9, -1e9}};
    for (const auto& stroke : vector::sketchOf(plot.drawing).strokes) {
        const auto one = stroke.curve.boundingBox();
        box.minimum = {std::min(box.minimum.x, one.minimum.x), std::min(box.minimum.y, one.minimum.y)};
        box.maximum = {std::max(box.maximum.x, one.maximum.x), std::max(box.maximum.y, one.maximum.y)};
    }
    return box;
}

bool isNear(geometry::Point p, geometry::Point q) {
    return length(p - q) < 1e-9;
}

} // namespace

/// How large a plot is, and what of that is told.
class ActualSizeTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aPlotTellsHowItWasScaled() {
        const auto card = drawingOf(100, 50, "<rect x='25' y='10' width='50' height='30'/>");
        const auto fitted = plotted(card, {210, 297}, 15, false);
        QCOMPARE(fitted.scale, 1.8);
        QCOMPARE(plot::reportOf(fitted, {}).scale, 1.8);
        const auto box = boxOf(fitted);
        QVERIFY(isNear(box.maximum - box.minimum, {90, 54}));
        const auto inPlace = plotted(drawingOf(210, 297, "<path d='M20 20H120'/>"), {210, 297}, 15, false);
        QCOMPARE(inPlace.scale, 1.0);
    }

    void actualSizeIsKept() {
        const auto card = drawingOf(100, 50, "<rect x='25' y='10' width='50' height='30'/>");
        const auto kept = plotted(card, {210, 297}, 15, true);
        QCOMPARE(kept.scale, 1.0);
        const auto box = boxOf(kept);
        QVERIFY(isNear(box.minimum, {80, 133.5}) && isNear(box.maximum, {130, 163.5})); // the pages' middles meet
    }

    /// A line nearer to the edge than the margin is pushed, and stays as long as it is.
    void whatEntersTheMarginIsPushed() {
        const auto page = drawingOf(210, 297, "<path d='M3 40H103'/>");
        const auto box = boxOf(plotted(page, {210, 297}, 5, true));
        QVERIFY(isNear(box.minimum, {5, 40}) && isNear(box.maximum, {105, 40}));
        QVERIFY(plotted(page, {210, 297}, 5, false).scale < 1);
    }

    void whatDoesNotFitIsRefused() {
        const auto wide = drawingOf(210, 297, "<path d='M3 40H204'/>");
        try {
            static_cast<void>(plotted(wide, {210, 297}, 5, true));
            QFAIL("201 mm between margins that leave 200 mm");
        } catch (const InvalidArgument& error) {
            QVERIFY2(QString(error.what()).contains("201.0 x 0.0 mm") &&
                         QString(error.what()).contains("200.0 x 287.0"),
                     error.what());
        }
        static_cast<void>(plotted(drawingOf(210, 297, "<path d='M3 40H203'/>"), {210, 297}, 5, true));
        static_cast<void>(plotted(drawingOf(210, 297, ""), {210, 297}, 5, true));
    }

    void whatWouldFitTurnedIsOffered() {
        const auto turnedOf = [](const vector::Drawing& drawing, plot::PageFormat page) {
            try {
                static_cast<void>(plotted(drawing, page, 5, true));
            } catch (const plot::DoesNotFit& error) {
                return error.turned();
            }
            throw std::logic_error("it fits");
        };
        const auto wide = drawingOf(210, 100, "<path d='M5 40H205M5 50V60'/>");
        QVERIFY(turnedOf(wide, {148, 210}) == plot::PageFormat({210, 148}));
        QVERIFY(!turnedOf(drawingOf(300, 300, "<path d='M5 40H205'/>"), {148, 200}));
        const auto high = drawingOf(100, 210, "<path d='M40 5V205'/>");
        QVERIFY(turnedOf(high, {210, 148}) == plot::PageFormat({148, 210}));
        for (const char* name : {"A5", "A5-landscape", "Letter", "Tabloid-landscape", "300x200mm"})
            QCOMPARE(plot::nameOf(plot::pageFormatFrom(name)), std::string(name));
    }

    void closedShapesStayClosed() {
        const auto shapes = drawingOf(100, 100,
                                      "<rect x='10' y='10' width='20' height='20'/><circle cx='60' cy='30' r='10'/>"
                                      "<path d='M10 60L30 60L20 80Z'/><path d='M50 60L70 60L60 80'/>"
                                      "<path d='M80 80L80 80'/>");
        for (const bool compound : {false, true}) {
            plot::PlotOptions options;
            options.page = {100, 100};
            options.marginMm = 5;
            options.compound = compound;
            const auto plot = plot::plotOf(shapes, options);
            const QString svg = QString::fromStdString(vector::writeSvg(plot.drawing));
            QCOMPARE(svg.count('Z'), 3);
            QCOMPARE(svg.count("<path "), compound ? 1 : 5);
            const auto again = vector::parseSvg(svg.toStdString(), "plot");
            QCOMPARE(again.sketch.strokes.size(), vector::sketchOf(plot.drawing).strokes.size());
            QCOMPARE(again.runs.size(), std::size_t{5});
        }
        // A sketch's strokes are open paths, whatever they look like.
        QCOMPARE(QString::fromStdString(vector::writeSvg(shapes)).count('Z'), 0);
        const auto marks = vector::markedPage(plotted(shapes, {100, 100}, 5, false).drawing).marks;
        QCOMPARE(std::ranges::count_if(marks, [](const auto& mark) { return mark.line && mark.line->closed; }), 3);
        QCOMPARE(std::ranges::count_if(vector::markedPage(shapes).marks,
                                       [](const auto& mark) { return mark.line && mark.line->closed; }),
                 0);
    }
};

QTEST_GUILESS_MAIN(ActualSizeTest)
#include "actual_size_test.moc"
