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

/// The name that the file's own begin with.
QString scopeOf(const QString& svg) {
    return QRegularExpression("<svg class=\"(croquis-[0-9a-f]{8})\"").match(svg).captured(1);
}

/// What the file is without the motion.
QString stillOf(QString svg) {
    svg.replace(QString("<svg class=\"%1\"").arg(scopeOf(svg)), "<svg");
    svg.remove(" pathLength=\"1\"").remove(QRegularExpression("croquis-[0-9a-f]{8}-(?=title|desc)"));
    svg.remove(QRegularExpression("  <style>.*</style>\n", QRegularExpression::DotMatchesEverythingOption));
    return svg.remove(QRegularExpression("  <defs>.*</defs>\n", QRegularExpression::DotMatchesEverythingOption));
}

int countOf(const QString& svg, const QByteArray& pattern) {
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
            const QByteArray scope = scopeOf(svg).toUtf8();
            QVERIFY(!scope.isEmpty());
            QCOMPARE(countOf(svg, "@keyframes " + scope + "-\\d"), 3);
            QCOMPARE(countOf(svg, "\\." + scope + " \\[id=\"stroke-0\\d\"\\]\\{animation:" + scope + "-\\d"), 3);
            QCOMPARE(countOf(svg, "@namespace"), 0);
            QVERIFY(svg.contains("aria-labelledby=\"" + scope + "-title\"") &&
                    svg.contains("<title id=\"" + scope + "-title\">"));
            QVERIFY(svg.contains("@media (prefers-reduced-motion: no-preference)"));
            QVERIFY(!svg.contains("<script") && !svg.contains("NaN"));
            const auto strokes = vector::parseSvg(svg.toStdString(), "animated").sketch.strokes;
            QCOMPARE(strokes.size(), std::size_t{3});
            QCOMPARE(strokes[0].curve.points[3].x, 70.0);
        }
    }

    void dashesAreAsLongAsTheStrokesAndTakeTheirTime() {
        const QString svg = written(Animation(test::threeStrokes(), {Motion::drawOn, 9.3, 0.7}));
        const QString scope = scopeOf(svg);
        QVERIFY2(svg.contains(QString(".%1 [id=\"stroke-02\"]{animation:%1-2 10s linear infinite}").arg(scope)),
                 qPrintable(svg));
        QCOMPARE(countOf(svg, "<path id=\"stroke-0\\d\" pathLength=\"1\" d="), 3);
        // The second stroke: 30 mm, drawn from 6 s to 9 s of 10.
        const QRegularExpression frames(
            "@keyframes " + scope +
            "-2\\{0%,60%\\{visibility:hidden;stroke-dasharray:1 1.01;stroke-dashoffset:1\\}"
            "60.001%\\{visibility:visible;[^}]*\\}90%\\{visibility:visible;stroke-dasharray:1 1.01;stroke-dashoffset:0"
            "\\}90.001%,100%\\{visibility:visible;stroke-dasharray:none;[^}]*\\}\\}");
        QVERIFY2(frames.match(svg).hasMatch(), qPrintable(svg));
    }

    /// In one web page no sketch may answer to another's names; nor a drawing to its own of another length.
    void eachFileHasNamesOfItsOwn() {
        vector::Drawing other = test::threeStrokes();
        other.layers[0].strokes[1].width = 3;
        const auto named = [](const vector::Drawing& drawing, const animation::AnimationOptions& options) {
            return scopeOf(written(Animation(drawing, options)));
        };
        const QString name = named(test::threeStrokes(), {});
        QCOMPARE(named(test::threeStrokes(), {}), name);
        QVERIFY(named(other, {}) != name);
        QVERIFY(named(test::threeStrokes(), {Motion::drawOn, 5, 1.5}) != name);
        other.description = "one & all";
        const QString svg = written(Animation(other, {}));
        QVERIFY(svg.contains(QString("aria-labelledby=\"%1-title %1-desc\"").arg(scopeOf(svg))));
        QVERIFY(svg.contains(QString("<desc id=\"%1-desc\">one &amp; all</desc>").arg(scopeOf(svg))));
        QCOMPARE(stillOf(svg), QString::fromStdString(vector::writeSvg(other)));
    }

    void onceOrAgainAndAgain() {
        QCOMPARE(
            countOf(written(Animation(test::threeStrokes(), {Motion::drawOn, 4, 1, true})), " 5s linear 1 both\\}"), 3);
        QCOMPARE(countOf(written(Animation(test::threeStrokes(), {Motion::drawOn, 4, 1})), " 5s linear infinite\\}"),
                 3);
    }

    void aStrokeThatCameLaterIsHiddenBefore() {
        const QString svg = written(Animation(test::threeStrokes(), {Motion::convergence, 3, 1}, test::threeMoments()));
        QVERIFY2(svg.contains("@keyframes " + scopeOf(svg) +
                              "-2{0%{visibility:hidden}37.499%{visibility:hidden}37.5%{visibility:"
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
            const QByteArray scope = scopeOf(svg).toUtf8();
            QCOMPARE(countOf(svg, "<mask id=\"" + scope + "-mask-stroke-0\\d\""), 3);
            // A masked group is blended as a whole: as its marks are.
            const bool multiplies = drawing.brush.blend == vector::Blend::multiply;
            QCOMPARE(multiplies, name == std::string("watercolour"));
            QCOMPARE(countOf(svg, multiplies ? "\\[data-croquis-marks=\"stroke-0\\d\"\\]\\{mask:url\\(#" + scope +
                                                   "-mask-stroke-0\\d\\);mix-blend-mode:multiply\\}"
                                             : "\\[data-croquis-marks=\"stroke-0\\d\"\\]\\{mask:url\\(#" + scope +
                                                   "-mask-stroke-0\\d\\)\\}"),
                     3);
            QCOMPARE(countOf(svg, "\\[id=\"" + scope + "-line-stroke-0\\d\"\\]\\{animation:"), 3);
            QCOMPARE(vector::parseSvg(svg.toStdString(), "animated").sketch.strokes.size(), std::size_t{3});
            drawing.paper = geometry::Colour{0, 0, 0}; // as dark as the ink: that multiplies still
            QCOMPARE(written(Animation(drawing, {})).contains("mix-blend-mode"), multiplies);
            for (auto& stroke : drawing.layers[0].strokes)
                stroke.colour = {255, 255, 255};
            QVERIFY(!written(Animation(drawing, {})).contains("mix-blend-mode"));
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
            QVERIFY(svg.contains(QString(drawing.brush.isPen() ? ".%1 [id=\"w\"]{animation:%1-1"
                                                               : ".%1 [id=\"%1-line-w\"]{animation:%1-1")
                                     .arg(scopeOf(svg))));
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
