// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/thread_time.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/scribble.hpp"
#include "vector/brush/stroke_marks.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>

using namespace croquis;

namespace {

constexpr int kRuns = 15;
constexpr double kFrame = 16, kMaking = 65; ///< milliseconds

/// Milliseconds of the quickest of several.
template <typename Act>
double quickest(const Act& act) {
    double best = 1e9;
    for (int k = 0; k < kRuns; ++k) {
        const double start = test::threadSeconds();
        act();
        best = std::min(best, 1e3 * (test::threadSeconds() - start));
    }
    return best;
}

} // namespace

/// 64 strokes are on the screen, 1000 x 1000 pixels, within a frame of 16 ms, whatever the brush; the marks themselves,
/// made anew where the brush or all strokes change, as with every step of a slider, within 65. Those are `bench`'s
/// figures; here the marks may take half as long again, for what runs beside a test on the same core.
class BrushRedrawTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void withinAFrame_data() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }
    void withinAFrame() {
#if !defined(__OPTIMIZE__) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("times are those of the program as it ships: this build is slower");
#endif
        QFETCH(QString, name);
        const auto sketch = vector::scribble();
        const auto brush = vector::brushFromText(name.toStdString());
        vector::MarkedPage page;
        const double making = quickest([&] { page = vector::markedPage(sketch, brush); });
        const double painting = quickest([&] { vector::paint(page, {{1000, 1000}, geometry::Colour{255, 255, 255}}); });
        qInfo("redrawn in %.1f ms; marks made anew, as when the brush changes, in %.1f ms", painting, making);
        QVERIFY2(painting <= kFrame, qPrintable(QString::number(painting)));
        QVERIFY2(making <= 1.5 * kMaking, qPrintable(QString::number(making)));
    }
};

QTEST_APPLESS_MAIN(BrushRedrawTest)
#include "brush_redraw_test.moc"
