// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "plot/plot.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "plot/pen_path.hpp"
#include "vector/svg_drawing.hpp"
#include "vector/svg_writer.hpp"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using geometry::Colour;
using plot::Machine;

namespace {

/// A square page with strokes of three colours, some translucent, some beyond its edge.
vector::Drawing colouredDrawing(std::uint32_t seed, int count = 24) {
    vector::Drawing drawing;
    drawing.paper = Colour{250, 240, 230};
    drawing.layers = {{"1 sketch", test::randomStrokes(count, 200, 2.68, seed)}};
    constexpr Colour kColours[] = {{0, 0, 0}, {200, 30, 40}, {20, 60, 220}};
    for (std::size_t i = 0; i < drawing.layers[0].strokes.size(); ++i)
        drawing.layers[0].strokes[i].colour = kColours[(i * i) % 3];
    return drawing;
}

plot::PlotOptions optionsFor(plot::PageFormat page) {
    plot::PlotOptions options;
    options.page = page;
    return options;
}

std::size_t strokesOf(const vector::Drawing& drawing) {
    return vector::sketchOf(drawing).strokes.size();
}

} // namespace

class PlotTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aLayerForEachPen() {
        const auto plot = plot::plotOf(colouredDrawing(1), optionsFor({}));
        const auto& layers = plot.drawing.layers;
        QCOMPARE(layers.size(), std::size_t{2}); // i * i modulo 3 is 0 or 1
        QCOMPARE(layers[0].label, std::string("1 pen #000000"));
        QCOMPARE(layers[1].label, std::string("2 pen #c81e28"));
        for (const auto& layer : layers)
            for (const auto& stroke : layer.strokes)
                QVERIFY(stroke.colour == layer.strokes[0].colour && stroke.opacity == 1 && stroke.width == 0.5);
        QVERIFY(!plot.drawing.paper);
        QCOMPARE(strokesOf(plot.drawing), std::size_t{24});
    }

    void everythingLiesWithinTheMargins() {
        for (std::uint32_t seed = 0; seed < 50; ++seed) {
            auto options = optionsFor({100.0 + 3 * seed, 150});
            options.marginMm = 5 + seed % 20;
            for (const auto& stroke : vector::sketchOf(plot::plotOf(colouredDrawing(seed), options).drawing).strokes) {
                const auto box = stroke.curve.boundingBox();
                QVERIFY(std::min(box.minimum.x, box.minimum.y) > options.marginMm - 1e-6);
                QVERIFY(box.maximum.x < options.page.widthMm - options.marginMm + 1e-6);
                QVERIFY(box.maximum.y < options.page.heightMm - options.marginMm + 1e-6);
            }
        }
    }

    void travelIsNeverLongerThanInFileOrder() {
        int shorter = 0;
        for (std::uint32_t seed = 0; seed < 100; ++seed) {
            auto options = optionsFor({});
            options.joinMm = seed % 2;
            const auto plot = plot::plotOf(colouredDrawing(seed, static_cast<int>(seed % 50)), options);
            const auto report = plot::reportOf(plot, {});
            QVERIFY(report.travelMm <= report.fileOrderTravelMm);
            shorter += report.travelMm < report.fileOrderTravelMm;
            // The same for who reads the file, which holds three decimals.
            options.keepOrder = true;
            options.joinMm = 0;
            double travel = 0, inFileOrder = 0;
            for (auto* sum : {&travel, &inFileOrder}) {
                const auto drawing =
                    sum == &travel ? plot.drawing
                                   : plot::plotOf(colouredDrawing(seed, static_cast<int>(seed % 50)), options).drawing;
                const auto read = vector::drawingOf(vector::parseSvg(vector::writeSvg(drawing), "plot"));
                for (const auto& layer : read.layers)
                    *sum += plot::travelMm(plot::penPathsOf(layer));
            }
            QVERIFY(travel <= inFileOrder);
        }
        QVERIFY(shorter > 90);
    }

    void drawingOrderIsKeptOnRequest() {
        auto options = optionsFor({200, 200});
        options.keepOrder = true;
        auto drawing = colouredDrawing(3);
        for (auto& stroke : drawing.layers[0].strokes)
            stroke.colour = {};
        const auto plot = plot::plotOf(drawing, options);
        QCOMPARE(plot.drawing.layers.size(), std::size_t{1});
        const auto& first = drawing.layers[0].strokes[0].curve.points[0];
        const auto& placed = plot.drawing.layers[0].strokes[0].curve.points[0];
        const double scale = (plot.drawing.layers[0].strokes[1].curve.points[3].x - placed.x) /
                             (drawing.layers[0].strokes[1].curve.points[3].x - first.x);
        for (std::size_t i = 0; i < 24; ++i)
            for (std::size_t k = 0; k < 4; ++k) {
                const auto off = drawing.layers[0].strokes[i].curve.points[k] - first;
                QVERIFY(length(plot.drawing.layers[0].strokes[i].curve.points[k] - placed - scale * off) < 1e-9);
            }
        const auto report = plot::reportOf(plot, {});
        QCOMPARE(report.travelMm, report.fileOrderTravelMm);
    }

    void theReportAddsUp() {
        vector::Drawing drawing;
        drawing.layers = {{"1 sketch", {}}};
        for (const double x : {20.0, 60.0, 40.0}) { // straight down, 100 mm each
            geometry::Stroke stroke;
            stroke.curve = {{{{x, 30}, {x, 60}, {x, 90}, {x, 130}}}};
            drawing.layers[0].strokes.push_back(stroke);
        }
        const auto plot = plot::plotOf(drawing, optionsFor({200, 200}));
        plot::PenSpeeds speeds{50, 100, 0.5};
        const auto report = plot::reportOf(plot, speeds);
        QCOMPARE(report.pens, std::size_t{1});
        QCOMPARE(report.paths, std::size_t{3});
        QCOMPARE(report.lifts, std::size_t{3});
        QVERIFY(std::abs(report.penDownMm - 300) < 1e-6);
        QVERIFY(std::abs(report.travelMm - 40) < 1e-9); // to and fro, 20 mm aside each
        QVERIFY(std::abs(report.fileOrderTravelMm - std::hypot(40, 100) - std::hypot(20, 100)) < 1e-9);
        QVERIFY(std::abs(report.cornerMm - std::hypot(20, 170) - std::hypot(60, 70)) < 1e-9); // (20, 30), (60, 130)
        QVERIFY(std::abs(report.seconds - 300 / 50.0 - 40 / 100.0 - 3 * 0.5) < 1e-6);
    }

    void aPathOfSeveralSegmentsStaysOne() {
        const auto document = vector::parseSvg(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100mm\" height=\"100mm\" viewBox=\"0 0 100 100\">"
            "<path stroke=\"black\" d=\"M10 10 L20 10 L20 20 M50 50 Q60 60 70 50 T90 50\"/>"
            "<path stroke=\"red\" d=\"M30 30 H40 V40 Z\"/></svg>",
            "three.svg");
        const auto plot = plot::plotOf(vector::drawingOf(document), optionsFor({}));
        QCOMPARE(plot.drawing.layers.size(), std::size_t{2});
        QCOMPARE(plot::penPathsOf(plot.drawing.layers[0]).size(), std::size_t{2});
        QCOMPARE(plot::penPathsOf(plot.drawing.layers[1]).size(), std::size_t{1});
        const std::string svg = vector::writeSvg(plot.drawing);
        QCOMPARE(QString::fromStdString(svg).count("<path "), 3);
        QCOMPARE(strokesOf(vector::drawingOf(vector::parseSvg(svg, "plot"))), std::size_t{7});
    }

    void cuttersGetPureColoursAndOnePathOnRequest() {
        auto options = optionsFor({});
        options.machine = Machine::cutter;
        options.compound = true;
        const auto plot = plot::plotOf(colouredDrawing(5), options);
        const std::string svg = vector::writeSvg(plot.drawing);
        const QString text = QString::fromStdString(svg);
        QCOMPARE(text.count("<path "), 2);
        QVERIFY(text.contains("stroke=\"#ff0000\" stroke-width=\"0.1\"") && text.contains("stroke=\"#000000\""));
        QCOMPARE(text.count(QRegularExpression("M[\\d.]+ [\\d.]+C")), 24);
        QCOMPARE(strokesOf(vector::drawingOf(vector::parseSvg(svg, "plot"))), std::size_t{24});
        QVERIFY(plot::pureColour({127, 128, 255}) == (Colour{0, 255, 255}));
        QVERIFY(plot::pureColour({255, 250, 200}) == Colour{});
    }

    /// The nearest colours share a pen, the rarer one gives way, and every line stays.
    void coloursAreMergedToThePensThereAre() {
        QVERIFY((plot::mergedPens({{0, 0, 0}, {10, 0, 0}, {200, 0, 0}, {205, 0, 0}}, {1, 5, 9, 2}, 2) ==
                 std::vector<std::size_t>{1, 1, 2, 2}));
        QVERIFY((plot::mergedPens({{0, 0, 0}, {90, 0, 0}, {200, 0, 0}}, {1, 1, 1}, 1).size() == 3));
        QVERIFY(plot::mergedPens({}, {}, 3).empty());
        auto drawing = colouredDrawing(5);
        drawing.layers[0].strokes[3].colour = {210, 30, 40}; // all but the red of the others
        auto options = optionsFor({});
        QCOMPARE(plot::plotOf(drawing, options).drawing.layers.size(), std::size_t{3});
        options.pens = 2;
        const auto plot = plot::plotOf(drawing, options);
        QCOMPARE(plot.drawing.layers.size(), std::size_t{2});
        QCOMPARE(strokesOf(plot.drawing), std::size_t{24});
        for (const auto& stroke : vector::sketchOf(plot.drawing).strokes)
            QVERIFY(!(stroke.colour == Colour{210, 30, 40}));
        options.pens = 0;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, plot::plotOf(drawing, options));
    }

    void whatNobodySeesIsNotPlotted() {
        auto drawing = colouredDrawing(6, 6);
        drawing.layers[0].strokes[0].width = 0;
        drawing.layers[0].strokes[1].opacity = 0;
        QCOMPARE(strokesOf(plot::plotOf(drawing, optionsFor({})).drawing), std::size_t{4});
        drawing.layers.clear();
        const auto nothing = plot::plotOf(drawing, optionsFor({}));
        QVERIFY(nothing.drawing.layers.empty());
        QCOMPARE(plot::reportOf(nothing, {}).seconds, 0.0);
    }

    void badOptionsAreNamed() {
        const auto refused = [](auto change, const char* word) {
            plot::PlotOptions options;
            change(options);
            try {
                static_cast<void>(plot::plotOf({}, options));
            } catch (const InvalidArgument& error) {
                return QString(error.what()).contains(word);
            }
            return false;
        };
        QVERIFY(refused([](auto& o) { o.marginMm = 4.9; }, "margin"));
        QVERIFY(refused([](auto& o) { o.marginMm = 110; }, "margin"));
        QVERIFY(refused([](auto& o) { o.joinMm = -1; }, "joined"));
        QVERIFY(refused([](auto& o) { o.joinMm = std::nan(""); }, "joined"));
        QVERIFY(refused([](auto& o) { o.lineWidthMm = 0; }, "wide"));
        for (const plot::PenSpeeds& speeds :
             {plot::PenSpeeds{0, 100, 0.5}, plot::PenSpeeds{50, std::nan(""), 0.5}, plot::PenSpeeds{50, 100, -1}})
            QVERIFY_EXCEPTION_THROWN(speeds.validate(), InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(PlotTest)
#include "plot_test.moc"
