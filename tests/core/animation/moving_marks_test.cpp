// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "animation/moving_marks.hpp"

#include "core/animation/animation_samples.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/stroke_painter.hpp"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace croquis;
using animation::Animation;
using animation::Motion;
using animation::MovingMarks;

namespace {

constexpr int kWidth = 400, kHeight = 200; // 4 pixels a millimetre

std::vector<std::uint8_t> painted(const vector::MarkedPage& page) {
    return vector::paint(page, {{kWidth, kHeight}, {}});
}

std::size_t alphaAt(double x, double y) {
    return 4 * (static_cast<std::size_t>(4 * y) * kWidth + static_cast<std::size_t>(4 * x)) + 3;
}

} // namespace

class MovingMarksTest : public QObject {
    Q_OBJECT

    void addBrushes() {
        QTest::addColumn<QString>("name");
        for (const auto& brush : vector::builtInBrushes())
            QTest::newRow(brush.name.c_str()) << QString::fromStdString(brush.name);
    }

  private Q_SLOTS:
    /// Ink comes and stays as it came: at every time there is what the finished drawing has, as far as it is drawn.
    void linesAreUncovered_data() { addBrushes(); }
    void linesAreUncovered() {
        QFETCH(QString, name);
        vector::Drawing drawing = test::crossingLines();
        drawing.brush = vector::brushFromText(name.toStdString());
        drawing.layers[0].runs = {4};
        drawing.layers[0].strokes.resize(4);
        const Animation animation(drawing, {Motion::drawOn, 8, 1});
        const MovingMarks marks(animation);
        const auto whole = painted(vector::markedPage(drawing));
        QVERIFY(painted(marks.at(8)) == whole);
        QVERIFY(painted(marks.at(1e9)) == whole);
        vector::Drawing onDark = drawing; // covers its paper
        onDark.paper = geometry::Colour{0, 0, 0};
        for (auto& stroke : onDark.layers[0].strokes)
            stroke.colour = {255, 255, 255};
        const Animation lightAnimation(onDark, {Motion::drawOn, 8, 1});
        QVERIFY(MovingMarks(lightAnimation).at(8).marks == vector::markedPage(onDark).marks);
        const auto nothing = painted(marks.at(0));
        QCOMPARE(*std::ranges::max_element(nothing), std::uint8_t{0});
        std::vector<std::uint8_t> before = nothing;
        const int rounding = drawing.brush.isLine() ? 6 : 1; // a polyline that ends elsewhere has other corners
        for (const double time : {1.0, 3.0, 4.0, 5.5, 7.9}) {
            const auto now = painted(marks.at(time));
            const double front = 10 + 80 * time / 8; // within a few millimetres
            const double reach =
                animation::uncoveredReach(std::span(drawing.layers[0].strokes).first(1), drawing.brush);
            for (int y = 0; y < kHeight; ++y)
                for (int x = 0; x < kWidth; ++x) {
                    const std::size_t at = 4 * (std::size_t(y) * kWidth + std::size_t(x)) + 3;
                    QVERIFY(now[at] + rounding >= before[at]);
                    if (!drawing.brush.isLine())
                        QVERIFY(now[at] <= whole[at] + rounding);
                    if (x / 4.0 < front - 5 - reach)
                        QVERIFY(std::abs(now[at] - whole[at]) <= rounding);
                    if (x / 4.0 > front + 5 + reach)
                        QCOMPARE(now[at], std::uint8_t{0});
                }
            before = now;
        }
        QVERIFY(whole[alphaAt(50, 25)] > 0 || drawing.brush.name == "pencil" || drawing.brush.name == "charcoal");
    }

    /// Which strokes are there changes nothing in how the others look.
    void aConvergenceDoesNotFlicker() {
        vector::Drawing drawing = test::threeStrokes();
        drawing.brush = vector::brushFromText("charcoal");
        auto moments = test::threeMoments();
        for (auto& moment : moments) { // all stay where they are, but the second comes later
            for (std::size_t k = 0; k < 3; ++k)
                if (moment[k])
                    moment[k] = drawing.layers[0].strokes[k].curve;
        }
        const Animation animation(drawing, {Motion::convergence, 2, 0}, moments);
        const auto first = MovingMarks(animation).at(0).marks, last = MovingMarks(animation).at(2).marks;
        QVERIFY(first.size() < last.size());
        for (const auto& mark : first)
            QVERIFY(std::ranges::find(last, mark) != last.end());
    }

    void paperAndItsTextureAreThereThroughout() {
        vector::Drawing drawing = test::crossingLines();
        drawing.paper = geometry::Colour{250, 240, 220};
        drawing.texture = vector::PaperTexture::laid;
        for (const char* name : {"pen", "watercolour"}) {
            drawing.brush = vector::brushFromText(name);
            const Animation animation(drawing, {Motion::drawOn, 2, 0});
            const auto paper = vector::paperMarks(100, 50, *drawing.paper, drawing.texture);
            const auto marks = MovingMarks(animation).at(0).marks;
            QVERIFY(!paper.empty() && marks == paper);
        }
    }
};

QTEST_APPLESS_MAIN(MovingMarksTest)
#include "moving_marks_test.moc"
