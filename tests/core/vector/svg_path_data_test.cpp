// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/svg_path_data.hpp"

#include "base/error.hpp"

#include <QTest>

#include <cmath>
#include <numbers>

using namespace croquis;
using geometry::CubicBezier;
using geometry::Point;

namespace {

std::vector<CubicBezier> curves(std::string_view data) {
    std::vector<CubicBezier> result;
    vector::CurvePen pen(result);
    vector::drawPathData(data, pen);
    return result;
}

/// The end points of consecutive curves, as text that shows what differs.
QString ends(std::string_view data) {
    QString text;
    for (const CubicBezier& curve : curves(data))
        text += QString("%1,%2-%3,%4 ")
                    .arg(curve.points[0].x)
                    .arg(curve.points[0].y)
                    .arg(curve.points[3].x)
                    .arg(curve.points[3].y);
    return text.trimmed();
}

double distance(Point a, Point b) {
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

class SvgPathDataTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void commands_data() {
        QTest::addColumn<QString>("data");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* data, const char* expected) {
            QTest::newRow(name) << QString(data) << QString(expected);
        };
        row("nothing", " ", "");
        row("none", "none", "");
        row("move only", "M1 2", "");
        row("line", "M1 2L3 4", "1,2-3,4");
        row("implicit lines", "M1 2 3 4 5 6", "1,2-3,4 3,4-5,6");
        row("relative", "m1 2 3 4l-1-1", "1,2-4,6 4,6-3,5");
        row("relative move", "M1 1L2 2m1 1l1 0", "1,1-2,2 3,3-4,3");
        row("horizontal", "M1 2H5h-2 1", "1,2-5,2 5,2-3,2 3,2-4,2");
        row("vertical", "M1 2V5v-2", "1,2-1,5 1,5-1,3");
        row("close", "M1 1L2 1L2 2ZL5 5", "1,1-2,1 2,1-2,2 2,2-1,1 1,1-5,5");
        row("close at start", "M1 1L2 1L1 1z", "1,1-2,1 2,1-1,1");
        row("close then relative", "M1 1h1v1zm3 3h1", "1,1-2,1 2,1-2,2 2,2-1,1 4,4-5,4");
        row("subpaths", "M0 0L1 0M5 5L6 6", "0,0-1,0 5,5-6,6");
        row("a dot", "M1 1L1 1", "1,1-1,1");
        row("compact", "M1-2.5.5e3,7L-.5.5", "1,-2.5-500,7 500,7--0.5,0.5");
        row("cubic", "M0 0C1 1 2 1 3 0 4-1 5-1 6 0", "0,0-3,0 3,0-6,0");
        row("relative cubic", "M1 1c1 1 2 1 3 0 1 1 2 1 3 0", "1,1-4,1 4,1-7,1");
        row("arc flags run together", "M0 0a1 1 0 0110 0", "0,0-5,-5 5,-5-10,0");
        row("arc flags and numbers", "M0 0A5,5,0,1,1,10,0", "0,0-5,-5 5,-5-10,0");
        row("arc without radius", "M0 0A0 5 0 0 1 10 0", "0,0-10,0");
        row("arc to itself", "M1 1A5 5 0 0 1 1 1L2 2", "1,1-2,2");
    }
    void commands() {
        QFETCH(QString, data);
        QFETCH(QString, expected);
        QCOMPARE(ends(data.toStdString()), expected);
    }

    void wrongPaths_data() {
        QTest::addColumn<QString>("data");
        for (const char* data : {"L1 1", "1 1", "M", "M1", "M1 1L", "M1 1L2", "M1 1 2", "M1 1X2 2", "M1 1C1 1 2 2",
                                 "M1 1Z5", "M1 1A1 1 0 2 0 3 3", "M1 1A1 1 0 0 3 3", "M1 1Lnan 1", "M1 1L1e999 1",
                                 "M1 1L1,,1", "M1 1L1 1,", "M1 1;L2 2", "Z", "M1 1L&#1;"})
            QTest::newRow(data) << QString(data);
    }
    void wrongPaths() {
        QFETCH(QString, data);
        QVERIFY_THROWS_EXCEPTION(ExportError, curves(data.toStdString()));
    }

    void linesHaveEvenSpeed() {
        const CubicBezier line = curves("M1 2L4 8").front();
        QVERIFY(distance(line.points[1], {2, 4}) < 1e-12);
        QVERIFY(distance(line.points[2], {3, 6}) < 1e-12);
    }

    void quadraticsAreExact() {
        const auto result = curves("M0 0Q3 6 6 0t6 0T18,0");
        QCOMPARE(result.size(), std::size_t(3));
        for (double t = 0; t <= 1; t += 0.125) {
            const Point expected{2 * 3 * t * (1 - t) + 6 * t * t, 2 * 6 * t * (1 - t)};
            QVERIFY(distance(result[0].at(t), expected) < 1e-12);
            QVERIFY(distance(result[1].at(t), {expected.x + 6, -expected.y}) < 1e-12);
            QVERIFY(distance(result[2].at(t), {expected.x + 12, expected.y}) < 1e-12);
        }
    }

    void smoothCubicsMirror() {
        const auto result = curves("M0 0C1 2 3 4 5 5S8 8 9 9s1 2 3 4");
        QVERIFY(distance(result[1].points[1], {7, 6}) < 1e-12);
        QVERIFY(distance(result[2].points[1], {10, 10}) < 1e-12);
        QVERIFY(distance(result[2].points[2], {10, 11}) < 1e-12);
        // After anything but C and S the control point is the pen's own place; the same for T.
        QVERIFY(distance(curves("M1 1L2 2S3 3 4 4")[1].points[1], {2, 2}) < 1e-12);
        QVERIFY(distance(curves("M1 1C3 3 4 4 5 5T8 5")[1].points[1], {5, 5}) < 1e-12);
    }

    void arcsLieOnTheirCircle_data() {
        QTest::addColumn<bool>("large");
        QTest::addColumn<bool>("sweep");
        for (const bool large : {false, true})
            for (const bool sweep : {false, true})
                QTest::addRow("large %d sweep %d", large, sweep) << large << sweep;
    }
    void arcsLieOnTheirCircle() {
        QFETCH(bool, large);
        QFETCH(bool, sweep);
        // From (10, 0) to (0, 10) with radius 10: the two circles have their centres at (0, 0) and (10, 10).
        const std::string data = QString("M10 0A10 10 30 %1 %2 0 10").arg(int(large)).arg(int(sweep)).toStdString();
        const auto result = curves(data);
        QCOMPARE(result.size(), std::size_t(large ? 3 : 1));
        const Point centre = large == sweep ? Point{10, 10} : Point{0, 0};
        double turned = 0;
        for (const CubicBezier& curve : result) {
            const double from = std::atan2(curve.points[0].y - centre.y, curve.points[0].x - centre.x);
            const double to = std::atan2(curve.points[3].y - centre.y, curve.points[3].x - centre.x);
            turned += std::remainder(to - from, 2 * std::numbers::pi);
            for (double t = 0; t <= 1; t += 1.0 / 64)
                QVERIFY(std::abs(distance(curve.at(t), centre) - 10) < 10 * 2.8e-4);
        }
        const double quarter = std::numbers::pi / 2;
        QVERIFY(std::abs(turned - (large ? 3 : 1) * (sweep ? quarter : -quarter)) < 1e-9);
        QCOMPARE(result.back().points[3], (Point{0, 10}));
    }

    void smallRadiiAreStretched() {
        const auto result = curves("M0 0A1 2 0 0 1 20 0");
        for (const CubicBezier& curve : result)
            for (double t = 0; t <= 1; t += 1.0 / 64) {
                const Point p = curve.at(t);
                QVERIFY(std::abs(std::hypot((p.x - 10) / 10, p.y / 20) - 1) < 3e-4);
                QVERIFY(p.y < 1e-9); // with the sweep: over the top
            }
    }

    void turnedEllipse() {
        // An ellipse with axes 6 and 3 around (5, 5), turned by 30 degrees; from the end of its long axis to that of
        // the short one.
        const double angle = std::numbers::pi / 6;
        const Point longEnd{5 + 6 * std::cos(angle), 5 + 6 * std::sin(angle)};
        const Point shortEnd{5 - 3 * std::sin(angle), 5 + 3 * std::cos(angle)};
        std::vector<CubicBezier> result;
        vector::CurvePen pen(result);
        pen.moveTo(longEnd);
        pen.arcTo({6, 3}, 30, false, true, shortEnd);
        QCOMPARE(result.size(), std::size_t(1));
        for (double t = 0; t <= 1; t += 1.0 / 64) {
            const Point p = result[0].at(t) - Point{5, 5};
            const Point local{p.x * std::cos(angle) + p.y * std::sin(angle),
                              p.y * std::cos(angle) - p.x * std::sin(angle)};
            QVERIFY(std::abs(std::hypot(local.x / 6, local.y / 3) - 1) < 3e-4);
        }
    }

    void extremeArcsStayFinite() {
        for (const char* data : {"M0 0A1e300 1e300 0 0 1 1 1", "M0 0A1e-300 1e-300 0 1 1 1 1",
                                 "M0 0A1 1e200 45 1 0 1e-200 0", "M0 0A5 5 0 1 1 1e-300 0", "M0 0A1e9 1 1e9 1 1 3 4"})
            for (const CubicBezier& curve : curves(data))
                for (const Point p : curve.points)
                    QVERIFY2(std::isfinite(p.x) && std::isfinite(p.y), data);
    }

    void tooManyCurvesAreRefused() {
        std::string data = "M0 0H";
        for (std::size_t i = 0; i <= vector::kMaximumCurves; ++i)
            data += "1 ";
        QVERIFY_THROWS_EXCEPTION(ExportError, curves(data));
    }
};

QTEST_APPLESS_MAIN(SvgPathDataTest)
#include "svg_path_data_test.moc"
