// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "saliency/stroke_seeder.hpp"

#include "core/saliency/drawn_targets.hpp"

#include <QTest>

#include <algorithm>
#include <ctime>

using namespace croquis;

class StrokeSeederSpeedTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// The processor time of all threads together, the least of several tries: other programs on the machine matter
    /// little.
    void mapsAndChoiceTakeLessThan150Milliseconds_data() {
        QTest::addColumn<int>("strokeCount");
        for (const int count : {4, 8, 16, 32, 64})
            QTest::addRow("%d strokes", count) << count;
    }

    void mapsAndChoiceTakeLessThan150Milliseconds() {
        QFETCH(int, strokeCount);
        const image::CanvasTarget target = test::samplePhoto("cat.jpg");
        double best = 1e9;
        for (int i = 0; i < 7; ++i) {
            const std::clock_t start = std::clock();
            const saliency::StrokeSeeder seeder(saliency::photoMaps(target));
            QCOMPARE(static_cast<int>(seeder.place({strokeCount, 0, false}).size()), strokeCount);
            best = std::min(best, 1e3 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        }
        qInfo("%d strokes: %.0f ms", strokeCount, best);
        QVERIFY(best < 150);
    }
};

QTEST_GUILESS_MAIN(StrokeSeederSpeedTest)
#include "stroke_seeder_speed_test.moc"
