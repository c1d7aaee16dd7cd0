// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "vector/brush/brush_controls.hpp"

#include "base/error.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/brush/stroke_marks.hpp"

#include <QTest>

#include <cmath>

using namespace croquis;
using vector::Brush;
using vector::BrushControl;

namespace {

const BrushControl& control(std::string_view key) {
    for (const auto& known : vector::brushControls())
        if (known.key == key)
            return known;
    qFatal("no such control");
}

Brush builtIn(const char* name) {
    return vector::brushFromText(name);
}

std::vector<vector::Mark> drawn(const Brush& brush) {
    const geometry::Stroke stroke{{{{{10, 10}, {60, 90}, {120, 0}, {180, 70}}}}, 6, {}, 1, {}};
    return vector::marksOf(stroke, brush, 3);
}

} // namespace

class BrushControlsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// Whatever is set is there then, is a brush, and comes back as a file.
    void everyValueIsABrush() {
        for (const Brush& origin : vector::builtInBrushes())
            for (const BrushControl& control : vector::brushControls())
                for (int step = 0; step <= 10; ++step) {
                    Brush brush = origin;
                    const double value = std::lerp(control.minimum, control.maximum, step / 10.0);
                    control.set(brush, value, origin);
                    brush.validate();
                    const QString which = QStringLiteral("%1 %2 %3: %4")
                                              .arg(origin.name.c_str(), control.key.data())
                                              .arg(value)
                                              .arg(control.get(brush));
                    const bool counts = control.key == "bristles" || control.key == "lines" || control.key == "layers";
                    const double apart = counts ? 0.5 : 1e-3;
                    const bool half = control.key == "angle" && std::abs(value) == 90; // the same either way
                    QVERIFY2(half || std::abs(control.get(brush) - value) <= apart, qPrintable(which));
                    QVERIFY(vector::brushFromJson(vector::toJson(brush), "b") == brush);
                }
    }

    /// A way and back: to the slider's old place the old brush belongs, to the last digit.
    void theOldValueGivesTheOldBrush() {
        for (const Brush& origin : vector::builtInBrushes())
            for (const BrushControl& control : vector::brushControls()) {
                Brush brush = origin;
                const double before = control.get(origin);
                for (const double value : {control.maximum, control.minimum}) {
                    control.set(brush, value, origin);
                    control.set(brush, before, origin);
                    if (control.key == "angle") // a calligrapher's 40 is as good as -140
                        QCOMPARE(brush.nib.angle, before);
                    else
                        QVERIFY2(brush == origin,
                                 qPrintable(QString("%1 %2").arg(origin.name.c_str(), control.key.data())));
                }
            }
    }

    void eachChangesWhatItSaysOnly() {
        for (const Brush& origin : vector::builtInBrushes())
            for (const BrushControl& control : vector::brushControls())
                for (const BrushControl& other : vector::brushControls()) {
                    if (&control == &other)
                        continue;
                    Brush brush = origin;
                    control.set(brush, 0.5 * (control.minimum + control.maximum), origin);
                    QCOMPARE(other.get(brush), other.get(origin));
                }
    }

    /// Where a control is said to act, its ends look different; where not, they don't.
    void actsWhereItSays() {
        std::vector<Brush> brushes(vector::builtInBrushes().begin(), vector::builtInBrushes().end());
        const Brush wash = brushes.back();
        QCOMPARE(wash.name, std::string("watercolour"));
        for (const int which : {0, 1, 2, 3}) { // has neither rim nor pools any more
            Brush& rough = brushes.emplace_back(wash);
            rough.edge.roughness = which == 0 ? 0.03 : 0;
            rough.grain.amount = which == 1 ? 0.4 : 0;
            rough.bristles.count = which == 2 ? 1 : 0;
            if (which == 3)
                rough.ends = Brush::Ends::ragged;
        }
        for (const Brush& origin : brushes)
            for (const BrushControl& control : vector::brushControls()) {
                if (!control.belongs(origin))
                    continue;
                Brush low = origin, high = origin;
                low.wobble.amount = high.wobble.amount = 0.1; // else the one may be a line and the other its outline
                control.set(low, control.minimum, origin);
                control.set(high, control.key == "angle" ? 30 : control.maximum, origin);
                const bool differs = drawn(low) != drawn(high);
                QVERIFY2(differs == control.acts(origin),
                         qPrintable(QString("%1 %2").arg(origin.name.c_str(), control.key.data())));
            }
    }

    /// Every number of a brush file is turned by a control, of brushes that have what it is about.
    void theBrushsOwnNumbers() {
        const auto belonging = [](const Brush& brush) {
            std::string keys;
            for (const BrushControl& control : vector::brushControls())
                if (control.belongs(brush) && !control.belongs(Brush()))
                    keys += std::string(control.key) + " ";
            return keys;
        };
        QCOMPARE(belonging(builtIn("ink")), std::string("swell swellLength notchLength bristleLength bristleDryness "));
        QCOMPARE(belonging(builtIn("pencil")),
                 std::string("lines spread lineWidth notchLength grainSize grainStretch grainFade "));
        QCOMPARE(
            belonging(builtIn("charcoal")),
            std::string("swell swellLength notchLength grainSize grainStretch grainFade powder smudge powderWidth "));
        QCOMPARE(belonging(builtIn("watercolour")), std::string("swell swellLength layers rim rimOpacity pools "));
        QCOMPARE(belonging(builtIn("marker")), std::string());
        for (const auto& number : vector::brushNumbers()) {
            if (number.name == "width" && number.group.empty())
                continue; // that of the strokes is turned instead
            bool turned = false;
            for (const BrushControl& control : vector::brushControls()) {
                Brush brush;
                control.set(brush, std::lerp(control.minimum, control.maximum, 0.3), Brush());
                turned = turned || number.get(brush) != number.get(Brush());
            }
            QVERIFY2(turned, std::string(number.name).c_str());
        }
    }

    void aTaperIsTheBrushsOwn() {
        const Brush ink = builtIn("ink"); // 0.42, 0.84, 1, 0.86, 0.45
        Brush brush = ink;
        control("taper").set(brush, 0.29, ink);
        QVERIFY(std::abs(brush.profile[0].value - 0.71) < 1e-9 && std::abs(brush.profile[4].value - 0.725) < 1e-9);
        QCOMPARE(brush.profile[2].value, 1.0);
        control("taper").set(brush, 0, ink);
        QVERIFY(brush.profile.empty());
        Brush pen;
        control("taper").set(pen, 1, Brush());
        QCOMPARE(vector::valueAt(pen.profile, 0, 1), 0.0);
        QCOMPARE(vector::valueAt(pen.profile, 0.5, 1), 1.0);
        QVERIFY(!pen.isLine());
    }
};

QTEST_APPLESS_MAIN(BrushControlsTest)
#include "brush_controls_test.moc"
