// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/animated_svg.hpp"

#include "base/error.hpp"
#include "core/animation/animation_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/svg_reader.hpp"
#include "vector/svg_writer.hpp"

#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace croquis;
using animation::Animation;
using animation::Motion;

namespace {

QString written(const Animation& animation) {
    return QString::fromStdString(writeAnimatedSvg(animation));
}

/// What the file is without the motion.
QString stillOf(QString svg) {
    svg.remove(QRegularExpression("  <style>.*</style>\n", QRegularExpression::DotMatchesEverythingOption));
    return svg.remove(QRegularExpression("  <defs>.*</defs>\n", QRegularExpression::DotMatchesEverythingOption));
}

int countOf(const QString& svg, const char* pattern) {
    return static_cast<int>(svg.count(QRegularExpression(QLatin1String(pattern))));
}

bool isWellFormed(const QString& svg) {
    QXmlStreamReader reader(svg);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

} // namespace

class AnimatedSvgTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void isTheSvgWithAStyleSheet() {
        for (const auto& animation :
             {Animation(test::threeStrokes(), {}),
              Animation(test::threeStrokes(), {Motion::convergence, 3, 1}, test::threeMoments())}) {
            const QString svg = written(animation);
            QVERIFY(isWellFormed(svg));
            QCOMPARE(stillOf(svg), QString::fromStdString(vector::writeSvg(test::threeStrokes())));
            QCOMPARE(countOf(svg, "@keyframes croquis-\\d"), 3);
            QCOMPARE(countOf(svg, "\\[id=\"stroke-0\\d\"\\]\\{animation:croquis-\\d"), 3);
            QVERIFY(svg.contains("@media (prefers-reduced-motion: no-preference)"));
            QVERIFY(!svg.contains("<script") && !svg.contains("NaN"));
            const auto strokes = vector::parseSvg(svg.toStdString(), "animated").sketch.strokes;
            QCOMPARE(strokes.size(), std::size_t{3});
            QCOMPARE(strokes[0].curve.points[3].x, 70.0);
        }
    }

    void dashesAreAsLongAsTheStrokesAndTakeTheirTime() {
        const QString svg = written(Animation(test::threeStrokes(), {Motion::drawOn, 9.3, 0.7}));
        QVERIFY2(svg.contains("[id=\"stroke-02\"]{animation:croquis-2 10s linear infinite}"), qPrintable(svg));
        // The second stroke: 30 mm, drawn from 6 s to 9 s of 10.
        const QRegularExpression frames(
            "@keyframes "
            "croquis-2\\{0%,60%\\{visibility:hidden;stroke-dasharray:30[.0-9]*;stroke-dashoffset:30[.0-9]*\\}"
            "60.001%\\{visibility:visible;[^}]*\\}90%,100%\\{visibility:visible;[^}]*stroke-dashoffset:0\\}\\}");
        QVERIFY2(frames.match(svg).hasMatch(), qPrintable(svg));
    }

    void aStrokeThatCameLaterIsHiddenBefore() {
        const QString svg = written(Animation(test::threeStrokes(), {Motion::convergence, 3, 1}, test::threeMoments()));
        QVERIFY2(svg.contains("@keyframes croquis-2{0%{visibility:hidden}37.499%{visibility:hidden}37.5%{visibility:"
                              "visible;d:path(\"M20 40C"),
                 qPrintable(svg));
        QCOMPARE(countOf(svg, "75%,100%\\{visibility:visible;d:path"), 3);
    }

    void brushesAreUncoveredByMasks() {
        for (const char* name : {"charcoal", "watercolour"}) {
            vector::Drawing drawing = test::threeStrokes();
            drawing.brush = vector::brushFromText(name);
            const QString svg = written(Animation(drawing, {}));
            QVERIFY(isWellFormed(svg));
            QCOMPARE(stillOf(svg), QString::fromStdString(vector::writeSvg(drawing)));
            QCOMPARE(countOf(svg, "<mask id=\"mask-stroke-0\\d\""), 3);
            // A masked group is blended as a whole: as its marks are.
            const bool multiplies = drawing.brush.blend == vector::Blend::multiply;
            QCOMPARE(multiplies, name == std::string("watercolour"));
            QCOMPARE(countOf(svg, multiplies
                                      ? "\\[croquis\\|marks=\"stroke-0\\d\"\\]\\{mask:url\\(#mask-stroke-0\\d\\);"
                                        "mix-blend-mode:multiply\\}"
                                      : "\\[croquis\\|marks=\"stroke-0\\d\"\\]\\{mask:url\\(#mask-stroke-0\\d\\)\\}"),
                     3);
            QCOMPARE(countOf(svg, "\\[id=\"mask-line-stroke-0\\d\"\\]\\{animation:"), 3);
            QCOMPARE(vector::parseSvg(svg.toStdString(), "animated").sketch.strokes.size(), std::size_t{3});
            QVERIFY_THROWS_EXCEPTION(InvalidArgument, writeAnimatedSvg(Animation(drawing, {Motion::convergence, 3, 1},
                                                                                 test::threeMoments())));
        }
    }

    /// A path is drawn on as a whole; where strokes move by themselves, each is a path.
    void linesOfSeveralStrokes() {
        vector::Drawing drawing = test::crossingLines();
        for (const char* name : {"pen", "marker"}) {
            drawing.brush = vector::brushFromText(name);
            const QString svg = written(Animation(drawing, {}));
            QCOMPARE(stillOf(svg), QString::fromStdString(vector::writeSvg(drawing)));
            QCOMPARE(countOf(svg, "@keyframes"), 3);
            QVERIFY(svg.contains(drawing.brush.isPen() ? "[id=\"w\"]{animation:croquis-1"
                                                       : "[id=\"mask-line-w\"]{animation:croquis-1"));
        }
        drawing = test::threeStrokes();
        drawing.layers.front().runs = {2, 1};
        drawing.layers.front().compound = true;
        QCOMPARE(countOf(written(Animation(drawing, {})), "<path id="), 2);
        QCOMPARE(countOf(written(Animation(drawing, {Motion::convergence, 3, 1}, test::threeMoments())), "<path id="),
                 3);
    }
};

QTEST_APPLESS_MAIN(AnimatedSvgTest)
#include "animated_svg_test.moc"
