// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/plot/machine_reader.hpp"
#include "core/vector/vector_samples.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/hpgl_writer.hpp"
#include "plot/page_format.hpp"
#include "plot/pen_path.hpp"
#include "vector/provenance_comment.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;

namespace {

plot::Plot somePlot(std::uint32_t seed, plot::PageFormat page = {}) {
    vector::Drawing drawing;
    drawing.layers = {{"1 sketch", test::randomStrokes(20, 200, 1, seed)}};
    for (std::size_t i = 0; i < drawing.layers[0].strokes.size(); ++i)
        drawing.layers[0].strokes[i].colour = i % 3 == 0 ? geometry::Colour{255, 0, 0} : geometry::Colour{};
    drawing.provenance = test::sampleProvenance();
    plot::PlotOptions options;
    options.page = page;
    options.joinMm = seed % 2 == 0 ? 0 : 10;
    return plot::plotOf(drawing, options);
}

double distance(std::pair<double, double> p, std::pair<double, double> a, std::pair<double, double> b) {
    const double dx = b.first - a.first, dy = b.second - a.second, square = dx * dx + dy * dy;
    const double t =
        square > 0 ? std::clamp(((p.first - a.first) * dx + (p.second - a.second) * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(p.first - a.first - t * dx, p.second - a.second - t * dy);
}

/// How far the machine's line is from the path at most, and whether it ends where it does.
double deviation(const test::MachineLine& line, const plot::PenPath& path, double height) {
    double worst = 0;
    for (const auto& stroke : path.strokes)
        for (int i = 0; i <= 50; ++i) {
            const auto p = stroke.curve.at(i / 50.0);
            const std::pair at{p.x, height - p.y};
            double nearest = std::hypot(at.first - line.points[0].first, at.second - line.points[0].second);
            for (std::size_t k = 1; k < line.points.size(); ++k)
                nearest = std::min(nearest, distance(at, line.points[k - 1], line.points[k]));
            worst = std::max(worst, nearest);
        }
    const auto ends = [&](geometry::Point p, std::pair<double, double> q) {
        return std::hypot(p.x - q.first, height - p.y - q.second);
    };
    return std::max({worst, ends(path.first(), line.points.front()), ends(path.last(), line.points.back())});
}

/// The lines are the plot's paths, in order, with their pens. @return  how far they are off at most.
double worstDeviation(const std::vector<test::MachineLine>& lines, const plot::Plot& plot) {
    double worst = 0;
    auto line = lines.begin();
    for (std::size_t pen = 0; pen < plot.drawing.layers.size(); ++pen)
        for (const plot::PenPath& path : plot::penPathsOf(plot.drawing.layers[pen])) {
            if (line == lines.end() || line->pen != static_cast<int>(pen) + 1)
                return 1e9;
            worst = std::max(worst, deviation(*line++, path, plot.drawing.heightMm));
        }
    return line == lines.end() ? worst : 1e9;
}

} // namespace

class MachineWritersTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void hpglReadsBack() {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            const auto plot = somePlot(seed, {100.0 + 20 * seed, 150});
            const QString text = QString::fromStdString(plot::writeHpgl(plot));
            const double worst = worstDeviation(test::readHpgl(text), plot);
            QVERIFY2(worst < 0.0125 * (1 + std::sqrt(2.0)), qPrintable(QString::number(worst)));
        }
    }

    /// As the plotter sees it: what its pens reach, from its own origin, the sheet on its side.
    void hpglForAnHp7475a_data() {
        QTest::addColumn<QString>("page");
        QTest::addColumn<int>("x"); // hard-clip limits, units
        QTest::addColumn<int>("y");
        QTest::newRow("A4") << "A4" << 11040 << 7721;
        QTest::newRow("A4 landscape") << "A4-landscape" << 11040 << 7721;
        QTest::newRow("A3") << "A3" << 16158 << 11040;
        QTest::newRow("letter") << "Letter" << 10365 << 7962;
        QTest::newRow("tabloid") << "Tabloid-landscape" << 16640 << 10365;
    }
    void hpglForAnHp7475a() {
        QFETCH(QString, page);
        QFETCH(int, x);
        QFETCH(int, y);
        const auto plot = somePlot(3, plot::pageFormatFrom(page.toStdString())); // its margin is 15 mm
        const std::string text = plot::writeHpgl(plot);
        QCOMPARE(text, plot::writeHpgl(plot, plot::HpglFrame::hp7475a));
        const auto lines = test::readHpgl(QString::fromStdString(text), 1);
        for (const auto& line : lines)
            for (const auto& [px, py] : line.points)
                QVERIFY2(px >= 0 && py >= 0 && px <= x && py <= y, qPrintable(QString("%1 %2").arg(px).arg(py)));
        // Turned back and moved, it is what the other frame holds; the corner of the sheet lies below the origin.
        const bool upright = plot.drawing.heightMm > plot.drawing.widthMm;
        const auto inCorner = test::readHpgl(QString::fromStdString(plot::writeHpgl(plot, plot::HpglFrame::corner)));
        QCOMPARE(inCorner.size(), lines.size());
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const auto a = lines[i].points.front(), b = lines.front().points.front(), c = inCorner[i].points.front(),
                       d = inCorner.front().points.front();
            const double dx = 0.02488 * (a.first - b.first), dy = 0.02488 * (a.second - b.second);
            const double wantedX = upright ? d.second - c.second : c.first - d.first;
            const double wantedY = upright ? c.first - d.first : c.second - d.second;
            QVERIFY2(std::hypot(dx - wantedX, dy - wantedY) < 0.06, qPrintable(QString("%1 %2").arg(dx).arg(wantedX)));
        }
        // What lies in the middle of the sheet is within a few millimetres of the middle of what the pens reach.
        plot::Plot middle = plot;
        geometry::Stroke dot;
        const geometry::Point centre{plot.drawing.widthMm / 2, plot.drawing.heightMm / 2};
        dot.curve = {{{centre, centre, centre, centre}}};
        middle.drawing.layers = {{"1 pen", {dot}}};
        const auto place = test::readHpgl(QString::fromStdString(plot::writeHpgl(middle)), 0.02488)[0].points[0];
        QVERIFY(std::hypot(place.first - 0.01244 * x, place.second - 0.01244 * y) < 8);
    }

    void whatAnHp7475aCannotDrawIsRefused() {
        const auto wide = somePlot(3, {100, 150});
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, plot::writeHpgl(wide, plot::HpglFrame::hp7475a));
        plot::Plot edge;
        edge.drawing.widthMm = 210;
        edge.drawing.heightMm = 297;
        geometry::Stroke line;
        line.curve = {{{{5, 5}, {20, 20}, {30, 30}, {40, 40}}}};
        edge.drawing.layers = {{"1 pen", {line}}};
        QVERIFY_THROWS_EXCEPTION(ExportError, plot::writeHpgl(edge));
        QVERIFY(!plot::writeHpgl(edge, plot::HpglFrame::corner).empty());
        line.curve = {{{{50, 50}, {60, 60}, {70, 70}, {80, 80}}}};
        edge.drawing.layers.assign(6, {"1 pen", {line}});
        QVERIFY(!plot::writeHpgl(edge).empty());
        edge.drawing.layers.assign(7, {"1 pen", {line}});
        QVERIFY_THROWS_EXCEPTION(ExportError, plot::writeHpgl(edge));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, plot::hpglFrameFrom("dxy"));
        QVERIFY(plot::hpglFrameFrom("corner") == plot::HpglFrame::corner);
    }

    /// The pen of a servo is waited for; the one on an axis has arrived when its command is over.
    void gcodeWaitsForThePen() {
        const auto plot = somePlot(4, {150, 150});
        plot::GcodeOptions options;
        options.penUp = "M5";
        options.penDown = "M3 S90";
        options.speeds.liftSeconds = 0.5;
        const auto read = [&](const char* dwell) {
            return test::readGcode(QString::fromStdString(plot::writeGcode(plot, options)),
                                   QString::fromStdString(options.penUp), QString::fromStdString(options.penDown),
                                   dwell);
        };
        QVERIFY(worstDeviation(read("G4 P0.25"), plot) < 0.011);
        options.dwellSeconds = 0.1;
        QVERIFY(worstDeviation(read("G4 P0.1"), plot) < 0.011);
        options.dialect = plot::gcodeDialectFrom("marlin");
        QVERIFY(worstDeviation(read("G4 P100"), plot) < 0.011);
        const QString marlin = QString::fromStdString(plot::writeGcode(plot, options));
        QCOMPARE(marlin.count(QRegularExpression("^G0 X\\S+ Y\\S+ F7200$", QRegularExpression::MultilineOption)),
                 marlin.count("\nG0 "));
        options.dwellSeconds.reset();
        options.penUp = "g0 Z5";
        options.penDown = "G1 Z0 F600";
        QVERIFY(plot::writeGcode(plot, options).find("G4") == std::string::npos);
        options.dwellSeconds = -1;
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, plot::writeGcode(plot, options));
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, plot::gcodeDialectFrom("heidenhain"));
    }

    void gcodeReadsBack() {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            const auto plot = somePlot(seed, {100.0 + 20 * seed, 150});
            plot::GcodeOptions options;
            if (seed % 3 == 0) {
                options.penUp = "M5";
                options.penDown = "M3 S90";
            }
            const QString text = QString::fromStdString(plot::writeGcode(plot, options));
            const auto lines = test::readGcode(text, QString::fromStdString(options.penUp),
                                               QString::fromStdString(options.penDown), seed % 3 == 0 ? "G4 P0.2" : "");
            const double worst = worstDeviation(lines, plot);
            QVERIFY2(worst < 0.011, qPrintable(QString::number(worst)));
            QVERIFY(text.contains(" F2400\n")); // 40 mm/s
        }
    }

    void exactHpgl() {
        plot::Plot plot;
        plot.drawing.widthMm = 100;
        plot.drawing.heightMm = 50;
        geometry::Stroke line;
        line.curve = {{{{10, 10}, {20, 20}, {30, 30}, {40, 40}}}};
        geometry::Stroke dot;
        dot.curve = {{{{5, 45}, {5, 45}, {5, 45}, {5, 45}}}};
        plot.drawing.layers = {{"1 pen", {line, dot}}};
        QCOMPARE(plot::writeHpgl(plot),
                 std::string("IN;\nVS4;\nSP1;\nPU400,1600;\nPD1600,400;\nPU200,200;\nPD;\nPU;\nSP0;\n"));
    }

    void hpglGoesAsFastAsTheEstimate() {
        const auto speed = [](const plot::Plot& plot, double drawMmPerSecond) {
            return plot::writeHpgl(plot, plot::HpglFrame::byPage, {drawMmPerSecond, 120, 0.4}).substr(4, 6);
        };
        const auto a4 = somePlot(1, plot::pageFormatFrom("A4")), other = somePlot(1, {100, 150});
        QCOMPARE(speed(a4, 104), std::string("VS10;\n"));
        QCOMPARE(speed(a4, 0.5), std::string("VS1;\nS"));
        QCOMPARE(speed(a4, 9000), std::string("VS38;\n")); // an HP 7475A's fastest
        QCOMPARE(speed(other, 9000), std::string("VS127;"));
    }

    void exactGcode() {
        plot::Plot plot;
        plot.drawing.widthMm = 100;
        plot.drawing.heightMm = 50;
        geometry::Stroke line;
        line.curve = {{{{10, 10}, {20, 20}, {30, 30}, {40.5, 40.25}}}};
        line.curve.points[1] = {10 + 30.5 / 3, 10 + 30.25 / 3};
        line.curve.points[2] = {10 + 61 / 3.0, 10 + 60.5 / 3};
        plot.drawing.layers = {{"1 pen #000000", {line}}, {"2 pen #ff0000", {}}};
        plot::GcodeOptions options;
        options.programVersion = "0.1.0";
        QCOMPARE(plot::writeGcode(plot, options),
                 std::string("; G-code by Croquis 0.1.0\n; page 100 x 50 mm, origin at its lower left corner\n"
                             "G21\nG90\nG17\nG0 Z5\n; 1 pen #000000\nG0 X10 Y40\nG1 Z0 F600\n"
                             "G1 X40.5 Y9.75 F2400\nG0 Z5\nG0 X0 Y0\n; 2 pen #ff0000\nM0\nG0 X0 Y0\nM2\n"));
    }

    void theRecordSurvivesInComments() {
        const auto plot = somePlot(1);
        const std::string text = plot::writeGcode(plot, {});
        const auto json = vector::provenanceInComments(text);
        QVERIFY(json && vector::provenanceFromJson(*json) == *plot.drawing.provenance);
        QString windows = QString::fromStdString(text);
        windows.replace("\n", "\r\n");
        QVERIFY(vector::provenanceInComments(windows.toStdString()) == json);
        for (const QString& line : QString::fromStdString(text).split('\n'))
            QVERIFY(line == line.trimmed());
        QVERIFY(!vector::provenanceInComments(plot::writeHpgl(plot)));
    }

    void anEmptyPlotIsAProgramAllTheSame() {
        QCOMPARE(plot::writeHpgl({}), std::string("IN;\nVS4;\nSP0;\n"));
        QVERIFY(test::readGcode(QString::fromStdString(plot::writeGcode({}, {})), "G0 Z5", "G1 Z0 F600").empty());
    }

    void penCommandsAreOnePlainLine() {
        for (const char* command :
             {"M5", "M3 S90", "m3s90", "G1 Z-0.5 F600", "G0Z5", "M280 P0 S40", "M106 S.5", "M20"}) {
            plot::GcodeOptions options;
            options.penDown = command;
            options.validate();
        }
        for (const char* command :
             {"", "M3\nM30", "M5 ; off", "(up)", "M3 \xC3\xA4", "$H", "%", "rm -rf /", "up", "M", "G20", "G0 Z5 G91",
              "g90 G0 Z1", "G092 Z0", "M2", "M30", "M0", "M5 M02", "G0Z5G91"}) {
            plot::GcodeOptions options;
            options.penDown = command;
            QVERIFY_EXCEPTION_THROWN(static_cast<void>(plot::writeGcode({}, options)), InvalidArgument);
        }
        plot::GcodeOptions options;
        options.penUp = std::string(71, 'M');
        QVERIFY_EXCEPTION_THROWN(options.validate(), InvalidArgument);
    }
};

QTEST_GUILESS_MAIN(MachineWritersTest)
#include "machine_writers_test.moc"
