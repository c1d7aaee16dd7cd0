// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/stroke_variation.hpp"

#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using vector::StrokeVariation;
using vector::Variation;
using vector::VaryBy;

namespace {

geometry::Stroke lineOf(double length, double x = 0) {
    geometry::Stroke stroke;
    for (std::size_t k = 0; k < 4; ++k)
        stroke.curve.points[k] = {x + length * static_cast<double>(k) / 3, 7};
    stroke.width = 2;
    return stroke;
}

std::vector<double> widthsOf(const std::vector<geometry::Stroke>& strokes) {
    std::vector<double> widths;
    for (const auto& stroke : strokes)
        widths.push_back(stroke.width);
    return widths;
}

bool near(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return std::abs(x - y) < 1e-9; });
}

/// What a file with three decimals keeps of a number.
double rounded(double value) {
    return std::round(value * 1000) / 1000;
}

} // namespace

class StrokeVariationTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void nothingVariesNothing() {
        auto strokes = test::randomStrokes(20, 200, 2, 1);
        const auto before = strokes;
        vector::vary(strokes, {}, {});
        vector::vary(strokes, {}, {{VaryBy::length, 0}, {VaryBy::nothing, 0.9}});
        QVERIFY(strokes == before);
    }

    void byLength() {
        std::vector<geometry::Stroke> strokes{lineOf(30), lineOf(120), lineOf(60), lineOf(0)};
        vector::vary(strokes, {}, {{VaryBy::length, 0.8}, {VaryBy::length, 0.4}});
        QVERIFY(near(widthsOf(strokes), {2 * 0.4, 2, 2 * 0.6, 2 * 0.2}));
        QVERIFY(std::abs(strokes[0].opacity - 0.7) < 1e-9 && strokes[1].opacity == 1);
        // All dots, or a single one: none is weaker than another.
        std::vector<geometry::Stroke> dots{lineOf(0), lineOf(0, 9)};
        vector::vary(dots, {}, {{VaryBy::length, 0.8}, {}});
        QVERIFY(near(widthsOf(dots), {2, 2}));
    }

    /// A path of several segments is one stroke, as long as all of them.
    void linesAreStrokes() {
        const std::vector<geometry::Stroke> before{lineOf(50), lineOf(70), lineOf(60)};
        const std::vector<std::size_t> runs{2, 1};
        for (const auto by : {VaryBy::length, VaryBy::order}) {
            auto strokes = before;
            const vector::StrokeVariation variation{{by, 0.8}, {by, 0.4}};
            vector::vary(strokes, {}, variation, runs);
            QVERIFY(near(widthsOf(strokes),
                         by == VaryBy::length ? std::vector<double>{2, 2, 2 * 0.6} : std::vector<double>{2, 2, 0.4}));
            vector::unvary(strokes, {}, variation, runs);
            QVERIFY(strokes == before);
        }
        auto strokes = before;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, vector::vary(strokes, {}, {}, std::vector<std::size_t>{2, 2}));
    }

    void byImportanceAndOrder() {
        const auto varied = [](const Variation& variation, std::vector<int> importance) {
            std::vector<geometry::Stroke> strokes(3, lineOf(50));
            vector::vary(strokes, importance, {variation, {}});
            return widthsOf(strokes);
        };
        QVERIFY(near(varied({VaryBy::order, 0.5}, {}), {2, 1.5, 1}));
        QVERIFY(near(varied({VaryBy::order, 0.5}, {5, 1, 3}), {2, 1.5, 1}));
        QVERIFY(near(varied({VaryBy::importance, 0.5}, {5, 1, 3}), {1, 2, 1.5}));
        QVERIFY(near(varied({VaryBy::importance, 0.5}, {}), {2, 1.5, 1}));
        QVERIFY(near(varied({VaryBy::importance, 0.5}, {4, 4, -9}), {1.5, 1, 2})); // equal ones as they are drawn
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, varied({VaryBy::importance, 0.5}, {1, 2}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, varied({VaryBy::order, 0.96}, {}));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, varied({VaryBy::order, std::nan("")}, {}));
        std::vector<geometry::Stroke> one{lineOf(5)}, none;
        vector::vary(one, {}, {{VaryBy::order, 0.9}, {VaryBy::importance, 0.9}});
        QVERIFY(one.front() == lineOf(5));
        vector::vary(none, {}, {{VaryBy::order, 0.9}, {}});
        vector::unvary(none, {}, {{VaryBy::order, 0.9}, {}});
    }

    /// The page plays no part, and no stroke ever vanishes.
    void dependsOnTheStrokesAlone() {
        for (std::uint32_t seed = 0; seed < 30; ++seed) {
            auto strokes = test::randomStrokes(1 + static_cast<int>(seed), 200, 2, seed);
            std::vector<geometry::CubicBezier> here, there;
            for (auto& stroke : strokes) {
                here.push_back(stroke.curve);
                there.push_back(stroke.curve);
                for (auto& point : there.back().points)
                    point = {0.01 * point.y - 3, 0.01 * point.x + 8};
            }
            for (const VaryBy by : {VaryBy::length, VaryBy::importance, VaryBy::order}) {
                const StrokeVariation variation{{by, Variation::kMost}, {by, 0.3}};
                const auto a = vector::emphasisOf(here, {}, variation), b = vector::emphasisOf(there, {}, variation);
                double strongest = 0;
                for (std::size_t k = 0; k < a.size(); ++k) {
                    QVERIFY(std::abs(a[k].width - b[k].width) < 1e-6);
                    QVERIFY(a[k].width > 0.049 && a[k].width <= 1 && a[k].opacity > 0.69 && a[k].opacity <= 1);
                    strongest = std::max(strongest, a[k].width);
                }
                QCOMPARE(strongest, 1.0);
            }
        }
    }

    /// Off a file that holds thousandths, strokes that were alike are again.
    void isTakenOffExactly() {
        for (std::uint32_t seed = 0; seed < 40; ++seed)
            for (const VaryBy by : {VaryBy::length, VaryBy::importance, VaryBy::order})
                for (const double width : {0.1, 0.35, 2.6785714285714286, 18.0}) {
                    auto strokes = test::randomStrokes(16, 70 * width, 1, seed); // as wide as on any page
                    for (auto& stroke : strokes) {
                        stroke.width = width;
                        stroke.opacity = 0.8;
                    }
                    auto before = strokes;
                    const StrokeVariation variation{{by, 0.95}, {by, 0.5}};
                    vector::vary(strokes, {}, variation);
                    QVERIFY(strokes != before);
                    for (std::size_t k = 0; k < strokes.size(); ++k) {
                        strokes[k].width = rounded(strokes[k].width);
                        strokes[k].opacity = rounded(strokes[k].opacity);
                        for (auto& point : strokes[k].curve.points)
                            point = {rounded(point.x), rounded(point.y)};
                        before[k].curve = strokes[k].curve;
                        before[k].width = rounded(width); // the widest one's is in the file
                    }
                    vector::unvary(strokes, {}, variation);
                    QVERIFY(strokes == before);
                }
        // Strokes that were never alike come back as far as the file tells.
        std::vector<geometry::Stroke> strokes{lineOf(100), lineOf(50)};
        strokes[1].width = 5;
        vector::vary(strokes, {}, {{VaryBy::length, 0.5}, {}});
        vector::unvary(strokes, {}, {{VaryBy::length, 0.5}, {}});
        QVERIFY(near(widthsOf(strokes), {2, 5}));
    }

    void asText() {
        for (const char* text : {"none", "length", "importance", "order", "length:0.25", "order:0", "importance:0.95"})
            QCOMPARE(textFor(vector::variationFrom(text)), std::string(text));
        QCOMPARE(textFor(vector::variationFrom("length:0.6")), std::string("length"));
        QVERIFY(vector::variationFrom("length").amount == 0.6);
        QVERIFY(vector::variationFrom("order:0").isNone());
        QVERIFY(Variation({VaryBy::nothing, 0.2}) == Variation({VaryBy::nothing, 0.3}));
        QVERIFY(!(Variation({VaryBy::order, 0.2}) == Variation({VaryBy::order, 0.3})));
    }

    void badTextIsRefused_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"", "long", "Length", "length:", "length:x", "length:0.5x", "length:0,5", "length: 0.5", "length:1",
              "length:-0.1", "length:nan", "length:inf", "length:1e400", "none:0.5", "order:0.5:0.5", ":", "\x1b[31m"})
            QTest::newRow(text) << text;
        QTest::newRow("long one") << QString(100000, 'x');
    }
    void badTextIsRefused() {
        QFETCH(QString, text);
        try {
            vector::variationFrom(text.toStdString());
            QFAIL("taken");
        } catch (const InvalidArgument& error) {
            QVERIFY2(QString(error.what()).endsWith('.') && QString(error.what()).size() < 250, error.what());
        }
    }

    void importanceOfIds() {
        QCOMPARE(vector::importanceFromIds(std::vector<int>{3, 4, 90}), std::vector<int>());
        QCOMPARE(vector::importanceFromIds(std::vector<int>{}), std::vector<int>());
        QCOMPARE(vector::importanceFromIds(std::vector<int>{9, 12, 2}), (std::vector<int>{1, 2, 0}));
    }
};

QTEST_APPLESS_MAIN(StrokeVariationTest)
#include "stroke_variation_test.moc"
