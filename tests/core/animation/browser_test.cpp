// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animated_svg.hpp"
#include "animation/moving_marks.hpp"
#include "core/animation/animation_samples.hpp"
#include "core/animation/browser_pages.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_writer.hpp"

#include <QTest>

using namespace croquis;
using animation::Animation;
using animation::Motion;
using test::browser;
using test::halted;
using test::ours;
using test::seen;

namespace {

/// Levels of 255 that don't count: a browser's rounding where a wash's faint layers lie over one another behind a mask.
int roundingOf(const vector::Drawing& drawing) {
    return drawing.brush.wash.pools > 0 ? 3 : 0;
}

} // namespace

/// An animated SVG in a real browser: the frames that the film writers paint.
class BrowserTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        if (browser().isEmpty())
            QSKIP(
                "there is no Chromium here; animated_svg_test and moving_marks_test check what the file says and what "
                "films show");
        const std::string nothing = R"(<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"></svg>)";
        if (seen({halted(nothing, {})}).isEmpty())
            QSKIP("Chromium is here but doesn't start (what it says stands above)");
    }

    void framesAreAsPainted_data() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void framesAreAsPainted() {
        QFETCH(QString, name);
        vector::Drawing drawing = test::crossingLines();
        drawing.brush = vector::brushFromText(name.toStdString());
        const Animation animation(drawing, {Motion::drawOn, 8, 2});
        const std::string svg = writeAnimatedSvg(animation);
        const QList<double> times{0, 3, 6, 9};
        QList<QByteArray> svgs;
        for (const double time : times)
            svgs << halted(svg, time);
        svgs << halted(vector::writeSvg(drawing), std::nullopt);
        const auto pictures = seen(svgs);
        QCOMPARE(pictures.size(), 5);
        const animation::MovingMarks marks(animation);
        QCOMPARE(test::difference(ours({100, 50, {}}), pictures[0]).most, 0);
        for (int k = 1; k < 4; ++k) {
            const auto found = test::difference(ours(marks.at(times[k])), pictures[k], roundingOf(drawing));
            qInfo("at %g s: %.2f %% of ink", times[k], 100 * found.share);
            QVERIFY(found.share < 0.02);
        }
        const auto still = test::difference(pictures[4], pictures[3]);
        const int most = roundingOf(drawing) > 0 ? 8 : 6; // behind the mask each pale layer is rounded once more
        QVERIFY2(still.most <= most, qPrintable(QString("the finished one differs by %1").arg(still.most)));
        QVERIFY(test::difference(pictures[4], pictures[2]).share > 0.05);
    }

    void aConvergenceMoves_data() {
        QTest::addColumn<int>("unused");
        QTest::newRow("convergence") << 0;
    }
    void aConvergenceMoves() {
        const Animation animation(test::threeStrokes(), {Motion::convergence, 4, 1}, test::threeMoments());
        const std::string svg = writeAnimatedSvg(animation);
        const QList<double> times{0, 1.2, 3, 4.5};
        QList<QByteArray> svgs;
        for (const double time : times)
            svgs << halted(svg, time);
        const auto pictures = seen(svgs);
        QCOMPARE(pictures.size(), 4);
        const animation::MovingMarks marks(animation);
        for (int k = 0; k < 4; ++k) {
            const auto found = test::difference(ours(marks.at(times[k])), pictures[k]);
            qInfo("at %g s: %.2f %% of ink", times[k], 100 * found.share);
            QVERIFY(found.share < 0.02);
        }
    }

    /// As people put them on a page: all in one document, in which names meet and attributes have no namespace.
    void sketchesOfOnePageKeepApart_data() { framesAreAsPainted_data(); }
    void sketchesOfOnePageKeepApart() {
        QFETCH(QString, name);
        QList<Animation> animations;
        for (vector::Drawing drawing : {test::crossingLines(), test::threeStrokes(), test::crossingLines()}) {
            drawing.brush = vector::brushFromText(name.toStdString());
            if (animations.size() == 2) // the same ids on other lines
                for (auto& stroke : drawing.layers[0].strokes)
                    for (auto& point : stroke.curve.points)
                        point = {100 - point.x, 0.5 * point.y};
            animations.emplace_back(drawing, animation::AnimationOptions{Motion::drawOn, 8, 2});
        }
        QList<std::string> svgs;
        for (const auto& animation : animations)
            svgs << writeAnimatedSvg(animation);
        for (const double time : {3.0, 9.0}) {
            const auto pictures = test::seenTogether(svgs, time);
            QCOMPARE(pictures.size(), animations.size());
            for (int k = 0; k < animations.size(); ++k) {
                const auto found = test::difference(ours(animation::MovingMarks(animations[k]).at(time)), pictures[k],
                                                    roundingOf(animations[k].drawing()));
                qInfo("%d at %g s: %.2f %% of ink", k, time, 100 * found.share);
                QVERIFY(found.share < 0.02);
            }
        }
    }
};

QTEST_GUILESS_MAIN(BrowserTest)
#include "browser_test.moc"
