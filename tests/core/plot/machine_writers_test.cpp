// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/plot/machine_reader.hpp"
#include "core/vector/vector_samples.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/hpgl_writer.hpp"
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

    void gcodeReadsBack() {
        for (std::uint32_t seed = 0; seed < 20; ++seed) {
            const auto plot = somePlot(seed, {100.0 + 20 * seed, 150});
            plot::GcodeOptions options;
            if (seed % 3 == 0) {
                options.penUp = "M5";
                options.penDown = "M3 S90";
            }
            const QString text = QString::fromStdString(plot::writeGcode(plot, options));
            const auto lines =
                test::readGcode(text, QString::fromStdString(options.penUp), QString::fromStdString(options.penDown));
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
                 std::string("IN;\nSP1;\nPU400,1600;\nPD1600,400;\nPU200,200;\nPD;\nPU;\nSP0;\n"));
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
                             "G1 X40.5 Y9.75 F2400\nG0 Z5\nG0 X0 Y0\nM0\n; 2 pen #ff0000\nG0 X0 Y0\nM2\n"));
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
        QCOMPARE(plot::writeHpgl({}), std::string("IN;\nSP0;\n"));
        QVERIFY(test::readGcode(QString::fromStdString(plot::writeGcode({}, {})), "G0 Z5", "G1 Z0 F600").empty());
    }

    void penCommandsAreOnePlainLine() {
        for (const char* command : {"", "M3\nM30", "M5 ; off", "(up)", "M3 \xC3\xA4", "$H", "%"}) {
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
