// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "core/vector/vector_samples.hpp"
#include "plot/gcode_writer.hpp"
#include "plot/hpgl_writer.hpp"
#include "plot/pen_journey.hpp"

#include <QMap>
#include <QStringList>
#include <QTest>

#include <cmath>

using namespace croquis;

namespace {

plot::Plot somePlot(int strokes, double side = 200) {
    vector::Drawing drawing;
    drawing.layers = {{"1 sketch", test::randomStrokes(strokes, 200, 1, 7)}};
    for (std::size_t i = 0; i < drawing.layers[0].strokes.size(); i += 3)
        drawing.layers[0].strokes[i].colour = {200, 0, 0};
    plot::PlotOptions options;
    options.page = {side, side};
    return plot::plotOf(drawing, options);
}

/// The seconds that a machine takes which obeys the file word by word and has no weight.
double secondsOf(const std::string& gcode, bool marlin, const plot::PenSpeeds& speeds) {
    QMap<QChar, double> at{{'X', 0}, {'Y', 0}};
    double feed = speeds.drawMmPerSecond, seconds = 0; // of what ran before
    for (const QString& line : QString::fromStdString(gcode).split('\n')) {
        const QStringList words = line.split(' ');
        if (words[0] == "G4")
            seconds += words[1].mid(1).toDouble() / (marlin ? 1000 : 1);
        if (words[0] != "G0" && words[0] != "G1")
            continue;
        double square = 0;
        for (const QString& word : words.mid(1)) {
            const double value = word.mid(1).toDouble();
            if (word[0] == 'F') {
                feed = value / 60;
                continue;
            }
            square += std::pow(value - at.value(word[0], value), 2); // nobody knows where Z was at the beginning
            at[word[0]] = value;
        }
        const double speed = words[0] == "G0" && !marlin ? speeds.travelMmPerSecond : feed;
        if (square > 0)
            seconds += std::sqrt(square) / speed;
    }
    return seconds;
}

} // namespace

/// The estimate against what the files tell the machine.
class PlotPaceTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void gcodeTakesWhatIsEstimated_data() {
        QTest::addColumn<QString>("up");
        QTest::addColumn<QString>("down");
        QTest::addColumn<bool>("marlin");
        QTest::addColumn<double>("dwell"); // below 0: the default
        QTest::newRow("Z") << "G0 Z5"
                           << "G1 Z0 F600" << false << -1.0;
        QTest::newRow("Z, slowly") << "G1 Z8 F300"
                                   << "G1 Z-0.5 F120" << false << -1.0;
        QTest::newRow("Z and a wait") << "G0 Z5"
                                      << "G1 Z0 F600" << false << 0.25;
        QTest::newRow("Z without a feed rate") << "G1 Z5"
                                               << "G1 Z0" << false << -1.0;
        QTest::newRow("servo") << "M5"
                               << "M3 S90" << false << -1.0;
        QTest::newRow("servo with a long wait") << "M5"
                                                << "M3 S90" << false << 2.0;
        QTest::newRow("Marlin, Z") << "G0 Z5"
                                   << "G1 Z0 F600" << true << -1.0;
        QTest::newRow("Marlin, Z as fast as it travels") << "G0 Z5 F900"
                                                         << "G0 Z0" << true << -1.0;
        QTest::newRow("Marlin, servo") << "M280 P0 S90"
                                       << "M280 P0 S40" << true << 0.5;
    }
    void gcodeTakesWhatIsEstimated() {
        QFETCH(QString, up);
        QFETCH(QString, down);
        QFETCH(bool, marlin);
        QFETCH(double, dwell);
        plot::GcodeOptions options;
        options.penUp = up.toStdString();
        options.penDown = down.toStdString();
        options.speeds = {30, 90, 0.6};
        if (marlin)
            options.dialect = plot::GcodeDialect::marlin;
        if (dwell >= 0)
            options.dwellSeconds = dwell;
        const auto plot = somePlot(40);
        const double estimate = plot::reportOf(plot, options.pace()).seconds;
        const double taken = secondsOf(plot::writeGcode(plot, options), marlin, options.speeds);
        qInfo("%.2f s, estimated %.2f s", taken, estimate);
        QVERIFY(std::abs(estimate - taken) < 0.003 * taken);
        QVERIFY(std::abs(plot::PenJourney(plot, options.pace()).seconds() - taken) < 0.003 * taken);
    }

    /// Of a move that doesn't say how far it goes nothing is known but what was asked.
    void unknownMovesTakeTheLiftTime() {
        plot::GcodeOptions options;
        options.speeds.liftSeconds = 0.8;
        options.penUp = "G0 A30";
        options.penDown = "G1 A0 F600";
        QCOMPARE(options.pace().liftSeconds(), 0.8);
    }

    void aJourneyFromTheCornerGoesBackThere() {
        const auto plot = somePlot(12);
        const plot::PenJourney journey(plot, plot::GcodeOptions().pace());
        const geometry::Point corner{0, plot.drawing.heightMm};
        QVERIFY(journey.legs().front().points.front() == corner && !journey.legs().front().down);
        QVERIFY(journey.legs().back().points.back() == corner && !journey.legs().back().down);
        QCOMPARE(journey.legs().size(), 2 * std::size_t{12} + plot.drawing.layers.size());
        QVERIFY(journey.at(journey.seconds()).point == corner);
    }

    void hpglIsAsFastAsItsCommandSays_data() {
        QTest::addColumn<double>("asked");
        QTest::addColumn<double>("written");
        QTest::newRow("as asked") << 40.0 << 40.0;
        QTest::newRow("too slow") << 4.0 << 10.0;
        QTest::newRow("rounded") << 57.0 << 60.0;
        QTest::newRow("too fast") << 1000.0 << 380.0;
    }
    void hpglIsAsFastAsItsCommandSays() {
        QFETCH(double, asked);
        QFETCH(double, written);
        const auto pace = plot::hpglPace({210, 297}, plot::HpglFrame::byPage, {asked, 120, 0.4});
        QCOMPARE(pace.drawMmPerSecond, written);
        QCOMPARE(pace.askedMmPerSecond, asked);
        const auto vs = QString("VS%1;").arg(written / 10);
        plot::Plot plot;
        plot.drawing.widthMm = 210;
        plot.drawing.heightMm = 297;
        QVERIFY(QString::fromStdString(plot::writeHpgl(plot, plot::HpglFrame::byPage, {asked, 120, 0.4})).contains(vs));
        QCOMPARE(plot::hpglPace({100, 100}, plot::HpglFrame::byPage, {2000, 120, 0.4}).drawMmPerSecond, 1270.0);
    }
};

QTEST_GUILESS_MAIN(PlotPaceTest)
#include "plot_pace_test.moc"
