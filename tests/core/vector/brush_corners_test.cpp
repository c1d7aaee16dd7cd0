// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using vector::Brush;

namespace {

geometry::Stroke dotAt(geometry::Point p, double width) {
    return {{{p, p, p, p}}, width, {}, 1, "dot"};
}

/// How many points all outlines have together.
std::size_t pointsOf(const std::vector<vector::Mark>& marks) {
    std::size_t count = 0;
    for (const auto& mark : marks)
        for (const auto& contour : mark.contours)
            count += contour.points.size();
    return count;
}

} // namespace

/// Brushes and strokes at the edge of what there can be.
class BrushCornersTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aProfileOfZerosIsRefused() {
        Brush brush;
        brush.name = "nothing";
        brush.profile = {{0, 0}, {0.5, 0}, {1, 0}};
        QVERIFY_THROWS_EXCEPTION(InvalidArgument, brush.validate());
        try {
            static_cast<void>(vector::brushFromJson(
                R"({"croquisBrush": 1, "name": "nothing", "profile": [[0, 0], [1, 0]]})", "own.json"));
            QFAIL("read it");
        } catch (const ExportError& error) {
            QVERIFY2(QString(error.what()).contains("0 throughout"), error.what());
        }
        brush.profile[1].value = 0.01;
        brush.validate();
    }

    /// A brush put down on the spot leaves its texture there.
    void dotsAreAsRoughAsLines_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ink", "pencil", "charcoal"})
            QTest::newRow(name) << name;
    }
    void dotsAreAsRoughAsLines() {
        QFETCH(QString, name);
        const Brush brush = vector::brushFromText(name.toStdString());
        const geometry::Point place{40, 30};
        const auto dot = vector::marksOf(dotAt(place, 4), brush, 7);
        QVERIFY2(pointsOf(dot) > 40, qPrintable(QString::number(pointsOf(dot)))); // a disc has 13
        QVERIFY(dot == vector::marksOf(dotAt(place, 4), brush, 7));
        QVERIFY(dot != vector::marksOf(dotAt(place, 4), brush, 8));
        const auto stroke = dotAt(place, 4);
        const double reach = vector::reachOf({&stroke, 1}, brush);
        for (const auto& mark : dot)
            for (const auto& contour : mark.contours)
                for (const auto& point : contour.points)
                    QVERIFY2(length(point - place) <= reach, qPrintable(QString::number(length(point - place))));
    }
    void dotsOfSmoothBrushesAreDiscs() {
        const auto marks = vector::marksOf(dotAt({40, 30}, 4), vector::brushFromText("watercolour"), 7);
        QCOMPARE(pointsOf(marks), std::size_t{13});
    }
};

QTEST_APPLESS_MAIN(BrushCornersTest)
#include "brush_corners_test.moc"
