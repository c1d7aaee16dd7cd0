// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "session/drawing_of_run.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using session::PageOptions;

namespace {

const geometry::CubicBezier kDiagonal{{{{0, 0}, {74.5, 74.5}, {149, 149}, {224, 224}}}};

session::PhotoSummary widePhoto() {
    session::PhotoSummary photo;
    photo.fileName = "cat.jpg";
    photo.sha256 = std::string(64, 'a');
    photo.width = 400;
    photo.height = 200;
    // The canvas is the square of 100 px at (150, 50).
    photo.canvasFromPhoto = geometry::Affine::scaleThenTranslate(2.24, {-336, -112});
    return photo;
}

optimise::RunSummary runOf(std::initializer_list<double> losses) {
    optimise::RunSummary run;
    std::uint64_t seed = 0;
    for (const double loss : losses) {
        optimise::SketchResult sketch;
        sketch.plan.seed = seed++;
        sketch.strokes = {kDiagonal};
        sketch.loss = {loss, {{"edges", loss}}};
        run.sketches.push_back(sketch);
    }
    return run;
}

bool near(geometry::Point a, double x, double y) {
    return std::abs(a.x - x) < 1e-9 && std::abs(a.y - y) < 1e-9;
}

} // namespace

class DrawingOfRunTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void subjectFrameFillsThePage() {
        PageOptions options;
        options.longSideMm = 100;
        const auto drawing = session::drawingOfRun(runOf({1}), widePhoto(), {}, options, "default", {});
        QCOMPARE(drawing.widthMm, 100.0);
        QCOMPARE(drawing.heightMm, 100.0);
        const auto& stroke = drawing.layers.at(0).strokes.at(0);
        QVERIFY(near(stroke.curve.points[0], 0, 0) && near(stroke.curve.points[3], 100, 100));
        QCOMPARE(stroke.width, 1.339); // 300 / 224, in thousandths as in a file
    }

    /// A stroke is called the same in every file, whichever others are there.
    void strokesAreNamedByTheirIds() {
        auto run = runOf({1, 2});
        for (auto& sketch : run.sketches)
            sketch.strokes.assign(3, kDiagonal);
        run.sketches[0].ids = {9, 12, 2};
        const auto idsIn = [](const vector::Layer& layer) {
            QStringList ids;
            for (const auto& stroke : layer.strokes)
                ids += QString::fromStdString(stroke.id);
            return ids;
        };
        const auto one = session::drawingOfRun(run, widePhoto(), {}, {}, "default", {});
        QCOMPARE(idsIn(one.layers.at(0)), (QStringList{"stroke-09", "stroke-12", "stroke-02"}));
        QVERIFY((one.provenance->sketches.at(0).ids == std::vector{9, 12, 2}));
        const auto levels = session::levelsOfRun(run, widePhoto(), {}, {}, "default", {});
        QCOMPARE(idsIn(levels.layers.at(0)),
                 (QStringList{"level-1-stroke-09", "level-1-stroke-12", "level-1-stroke-02"}));
        QCOMPARE(idsIn(levels.layers.at(1)),
                 (QStringList{"level-2-stroke-01", "level-2-stroke-02", "level-2-stroke-03"}));
        QVERIFY(levels.provenance->sketches.at(1).ids.empty());
    }

    /// The first placed is the strongest, wherever in the file it lies; the record says how that is.
    void importanceFollowsTheIds() {
        PageOptions options;
        options.longSideMm = 224;
        options.variation.width = {vector::VaryBy::importance, 0.8};
        auto run = runOf({1});
        auto& sketch = run.sketches.front();
        sketch.strokes.assign(3, kDiagonal);
        sketch.ids = {2, 9, 12};
        const auto plain = session::drawingOfRun(run, widePhoto(), {}, options, "default", {});
        QVERIFY(plain.provenance->sketches.at(0).importance.empty());
        QVERIFY(plain.variation == options.variation);
        sketch.ids = {9, 12, 2};
        for (const auto& drawing : {session::drawingOfRun(run, widePhoto(), {}, options, "default", {}),
                                    session::levelsOfRun(run, widePhoto(), {}, options, "default", {})}) {
            const auto& strokes = drawing.layers.at(0).strokes;
            QVERIFY(std::abs(strokes[2].width - 3) < 1e-9);
            QVERIFY(std::abs(strokes[0].width - 1.8) < 1e-9);
            QVERIFY(std::abs(strokes[1].width - 0.6) < 1e-9);
            QCOMPARE(drawing.provenance->sketches.at(0).importance, (std::vector<int>{1, 2, 0}));
        }
        options.variation.width.amount = 2;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, session::drawingOfRun(run, widePhoto(), {}, options, "default", {}));
    }

    void photoFrameKeepsThePhotosShapeAndPlace() {
        PageOptions options;
        options.frame = PageOptions::Frame::photo;
        options.longSideMm = 200;
        const auto drawing = session::drawingOfRun(runOf({1}), widePhoto(), {}, options, "default", {});
        QCOMPARE(drawing.widthMm, 200.0);
        QCOMPARE(drawing.heightMm, 100.0);
        const auto& stroke = drawing.layers.at(0).strokes.at(0);
        QVERIFY(near(stroke.curve.points[0], 75, 25) && near(stroke.curve.points[3], 125, 75));
    }

    void theBestSeedIsDrawnAndRecorded() {
        session::EngineDescription engine;
        engine.precision = "bf16";
        engine.sketchesAtOnce = 2;
        const auto drawing =
            session::drawingOfRun(runOf({3, 1, 2}), widePhoto(), engine, {}, "default", {{"seed", "0"}});
        QVERIFY(drawing.provenance.has_value());
        QCOMPARE(drawing.provenance->precision, std::string("bf16"));
        QCOMPARE(drawing.provenance->sketchesAtOnce, 2);
        QCOMPARE(drawing.provenance->sketches.at(0).seed, std::uint64_t{1});
        QCOMPARE(drawing.provenance->sketches.at(0).loss, 1.0);
        QCOMPARE(drawing.provenance->source.name, std::string("cat.jpg"));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, session::bestSketch(optimise::RunSummary{}));
    }

    void strokesComeBackToTheCanvas() {
        PageOptions options;
        options.frame = PageOptions::Frame::photo;
        const auto drawing = session::drawingOfRun(runOf({1}), widePhoto(), {}, options, "default", {});
        const auto page = vector::sketchOf(drawing);
        const auto own = session::canvasStrokes(page, drawing.provenance);
        for (std::size_t k = 0; k < 4; ++k)
            QVERIFY(geometry::length(own[0].points[k] - kDiagonal.points[k]) <
                    0.004); // thousandths of a page at 4.48 px/mm
        // A foreign page, twice as wide as high, lies centred on the canvas.
        geometry::Sketch foreign{100, 50, {{kDiagonal, 1, {}, 1, ""}}};
        foreign.strokes[0].curve.points = {{{0, 0}, {0, 50}, {100, 0}, {100, 50}}};
        const auto strokes = session::canvasStrokes(foreign, std::nullopt);
        QVERIFY(near(strokes[0].points[0], 0, 56) && near(strokes[0].points[3], 224, 168));
    }

    void strokeWidthsComeBackToTheCanvas() {
        const auto widthOf = [](std::vector<double> widths, double recipes, double side = 100) {
            geometry::Sketch page{side, side / 2, {}};
            for (const double width : widths)
                page.strokes.push_back({kDiagonal, width, {}, 1, ""});
            return session::canvasStrokeWidth(page, std::nullopt, recipes);
        };
        QVERIFY(std::abs(widthOf({2, 2}, 3).value() - 4.48) < 1e-12);
        QCOMPARE(widthOf({2, 3}, 3), std::nullopt);
        QCOMPARE(widthOf({}, 3), std::nullopt);
        QCOMPARE(widthOf({30}, 3), std::nullopt); // 67 pixels
        QCOMPARE(widthOf({1.339}, 3).value(), 3.0);
        QVERIFY(widthOf({1.341}, 3).value() != 3.0);
        PageOptions options;
        options.frame = PageOptions::Frame::photo;
        const auto drawing = session::drawingOfRun(runOf({1}), widePhoto(), {}, options, "default", {});
        QCOMPARE(session::canvasStrokeWidth(vector::sketchOf(drawing), drawing.provenance, 3).value(), 3.0);
    }

    void pagesOutOfRangeAreRefused() {
        PageOptions options;
        options.longSideMm = 0;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, options.validate());
        options.longSideMm = 200;
        options.strokeWidthMm = -1;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, options.validate());
    }
};

QTEST_APPLESS_MAIN(DrawingOfRunTest)
#include "drawing_of_run_test.moc"
