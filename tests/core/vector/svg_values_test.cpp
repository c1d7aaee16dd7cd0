// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_values.hpp"

#include "base/error.hpp"
#include "vector/svg_colour.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using namespace croquis::vector;

namespace {

std::vector<double> numbers(std::string_view text) {
    NumberScanner scanner(text);
    std::vector<double> result;
    while (!scanner.atEnd())
        result.push_back(scanner.number());
    return result;
}

bool near(geometry::Point a, geometry::Point b) {
    return std::hypot(a.x - b.x, a.y - b.y) < 1e-12;
}

} // namespace

class SvgValuesTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void compactNumbers() {
        QCOMPARE(numbers("1-2.5.5e3"), (std::vector<double>{1, -2.5, 500}));
        QCOMPARE(numbers("1,2 3\n,\t4"), (std::vector<double>{1, 2, 3, 4}));
        QCOMPARE(numbers("+.5-.5+5."), (std::vector<double>{0.5, -0.5, 5}));
    }

    void wrongNumbers_data() {
        QTest::addColumn<QString>("text");
        for (const char* text :
             {"1,,2", "1,", "nan", "inf", "1e999", "-1e400", "0x10", "--1", ".", "1e2E-1", "e5", "1 x"})
            QTest::newRow(text) << QString(text);
    }
    void wrongNumbers() {
        QFETCH(QString, text);
        QVERIFY_THROWS_EXCEPTION(ExportError, numbers(text.toStdString()));
    }

    void tooSmallIsZero() { QCOMPARE(numbers("1e-999 1E-999"), (std::vector<double>{0, 0})); }

    void lengths() {
        QCOMPARE(parseLength(" 25.4mm ").pixels(0), 96.0);
        QCOMPARE(parseLength("1in").pixels(0), 96.0);
        QCOMPARE(parseLength("2.54 cm").pixels(0), 96.0);
        QCOMPARE(parseLength("72pt").pixels(0), 96.0);
        QCOMPARE(parseLength("6pc").pixels(0), 96.0);
        QCOMPARE(parseLength("7px").pixels(0), 7.0);
        QCOMPARE(parseLength("7").pixels(0), 7.0);
        QCOMPARE(parseLength("25%").pixels(80), 20.0);
        QCOMPARE(parseLength("1.5em").pixels(0), 24.0);
        QCOMPARE(parseLength("1rem").pixels(0), 16.0);
        QCOMPARE(parseLength("4ex").pixels(0), 32.0);
        QCOMPARE(parseLength("101.6Q").pixels(0), 96.0);
        QCOMPARE(parseLength("25vw").pixels(80), 20.0);
        for (const char* text : {"", "mm", "1e", "5emm", "1 2", "1mmm", "1e999mm"})
            QVERIFY_THROWS_EXCEPTION(ExportError, parseLength(text));
    }

    void opacities() {
        QCOMPARE(parseOpacity("0.25"), 0.25);
        QCOMPARE(parseOpacity("25%"), 0.25);
        QCOMPARE(parseOpacity("7"), 1.0);
        QCOMPARE(parseOpacity("-7"), 0.0);
        QVERIFY_THROWS_EXCEPTION(ExportError, parseOpacity("1mm"));
        QVERIFY_THROWS_EXCEPTION(ExportError, parseOpacity("1em"));
    }

    void transforms() {
        const geometry::Point p{3, 5};
        QVERIFY(near(parseTransform("")(p), p));
        QVERIFY(near(parseTransform("translate(10)")(p), {13, 5}));
        QVERIFY(near(parseTransform("translate(10,-20)")(p), {13, -15}));
        QVERIFY(near(parseTransform("scale(2)")(p), {6, 10}));
        QVERIFY(near(parseTransform("scale(2 -1)")(p), {6, -5}));
        QVERIFY(near(parseTransform("rotate(90)")(p), {-5, 3}));
        QVERIFY(near(parseTransform("rotate(90 3 4)")(p), {2, 4}));
        QVERIFY(near(parseTransform("skewX(45)")(p), {8, 5}));
        QVERIFY(near(parseTransform("skewY(45)")(p), {3, 8}));
        QVERIFY(near(parseTransform("matrix(1 2 3 4 5 6)")(p), {1 * 3 + 3 * 5 + 5, 2 * 3 + 4 * 5 + 6}));
        QVERIFY(near(parseTransform(" translate ( 10 , 0 ) , scale(2)rotate(90) ")(p), {0, 6}));
    }

    void wrongTransforms_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"rotate", "rotate(", "rotate)", ")(", "rotate()", "rotate(1 2)", "matrix(1 2 3 4 5)",
                                 "matrix(1 2 3 4 5 6 7)", "twist(1)", "scale(1e999)", "translate(1,)", "none none"})
            QTest::newRow(text) << QString(text);
    }
    void wrongTransforms() {
        QFETCH(QString, text);
        QVERIFY_THROWS_EXCEPTION(ExportError, parseTransform(text.toStdString()));
    }

    void colours_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("rgb");
        QTest::addColumn<double>("alpha");
        QTest::newRow("short") << "#1aF" << 0x11aaff << 1.0;
        QTest::newRow("short alpha") << "#1af8" << 0x11aaff << 136 / 255.0;
        QTest::newRow("long") << "#12Ab9f" << 0x12ab9f << 1.0;
        QTest::newRow("long alpha") << "#12ab9f80" << 0x12ab9f << 128 / 255.0;
        QTest::newRow("commas") << "rgb(1, 2,300)" << 0x0102ff << 1.0;
        QTest::newRow("per cent") << "rgb(100%,50%,0%)" << 0xff8000 << 1.0;
        QTest::newRow("alpha") << "rgba(1,2,3,.5)" << 0x010203 << 0.5;
        QTest::newRow("slash") << "rgb(1 2 3 / 50%)" << 0x010203 << 0.5;
        QTest::newRow("first name") << "AliceBlue" << 0xf0f8ff << 1.0;
        QTest::newRow("last name") << " yellowgreen " << 0x9acd32 << 1.0;
        QTest::newRow("rebeccapurple") << "rebeccapurple" << 0x663399 << 1.0;
        QTest::newRow("transparent") << "transparent" << 0 << 0.0;
    }
    void colours() {
        QFETCH(QString, text);
        QFETCH(int, rgb);
        QFETCH(double, alpha);
        const auto result = parseColour(text.toStdString());
        QVERIFY(result.has_value());
        QCOMPARE(result->colour.red << 16 | result->colour.green << 8 | result->colour.blue, rgb);
        QCOMPARE(result->alpha, alpha);
    }

    void unknownColours() {
        for (const char* text : {"", "#", "#12", "#12345", "#1234567", "#123456789", "#12345g", "#-12345", "rgb(1,2)",
                                 "rgb(1,2,3,4,5)", "rgb(a,b,c)", "rgb", "rgb(", "rgb)", "rgb()", "blackish", "url(#a)"})
            QVERIFY2(!parseColour(text), text);
    }
};

QTEST_APPLESS_MAIN(SvgValuesTest)
#include "svg_values_test.moc"
