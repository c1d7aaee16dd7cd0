// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"
#include "vector/brush/brush_controls.hpp"
#include "vector/brush/brush_file.hpp"

#include <QAbstractButton>
#include <QLabel>
#include <QSlider>
#include <QToolButton>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// Turning the sketch's brush: live, undone as a drag, and nothing for the run.
class BrushSlidersTest : public test::WindowTest {
    Q_OBJECT

  private:
    const vector::Brush& brush() { return document().look().page.brush; }
    QSlider* slider(std::string_view control) {
        return m_window->findChild<QSlider*>(QStringLiteral("brushSlider-") +
                                             QString::fromStdString(std::string(control)));
    }
    QToolButton* button(const char* name) { return m_window->findChild<QToolButton*>(QLatin1String(name)); }
    void choose(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    QString caption() {
        for (const auto* label : button("brush-pen")->parentWidget()->findChildren<QLabel*>(QStringLiteral("caption")))
            return label->text();
        return {};
    }
    void unfold() {
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
    }
    static void drag(QSlider* slider, std::initializer_list<int> positions) {
        slider->setSliderDown(true);
        for (const int position : positions)
            slider->setSliderPosition(position);
        slider->setSliderDown(false);
    }
    /// What the canvas shows once it has painted.
    QImage picture() { return canvas()->grab().toImage(); }

  private Q_SLOTS:
    /// The chosen brush's own, each with a name; those of other brushes aren't shown.
    void aSliderForEachThingThatCanBeTurned() {
        unfold();
        for (const auto& chosen : vector::builtInBrushes()) {
            choose(qPrintable(QStringLiteral("brush-") + QString::fromStdString(chosen.name)));
            QCOMPARE(brush(), chosen);
            for (const auto& control : vector::brushControls()) {
                const auto* found = slider(control.key);
                QVERIFY2(found != nullptr && found->isVisible() == control.belongs(chosen), control.key.data());
                QVERIFY(!found->accessibleName().isEmpty() && !found->toolTip().isEmpty());
            }
        }
        QVERIFY(slider("rim")->isVisible() && !slider("powder")->isVisible()); // watercolour, the last
    }

    /// What hangs on a thing comes with it, by keys too, and stays while it is turned off and on again.
    void whatIsAddedBringsItsOwn() {
        unfold();
        QVERIFY(!slider("bristleLength")->isVisible());
        slider("bristles")->setFocus();
        QTest::keyClick(slider("bristles"), Qt::Key_Right);
        QCOMPARE(brush().bristles.count, 1);
        QVERIFY(slider("bristleLength")->isVisible() && slider("bristleLength")->isEnabled());
        slider("bristleLength")->setFocus();
        QTest::keyClick(slider("bristleLength"), Qt::Key_Left);
        QCOMPARE(brush().bristles.length, 11.99);
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!slider("bristleLength")->isVisible());
        choose("brush-ink");
        drag(slider("bristles"), {0});
        QVERIFY(slider("bristleLength")->isVisible() && !slider("bristleLength")->isEnabled());
    }

    /// Each slider, on the canvas and in the brush, and back with one undo.
    void eachIsLiveAndUndone_data() {
        QTest::addColumn<QString>("control");
        for (const auto& control : vector::brushControls())
            QTest::newRow(control.key.data()) << QString::fromUtf8(control.key.data());
    }
    void eachIsLiveAndUndone() {
        QFETCH(QString, control);
        unfold();
        drawToTheEnd();
        m_window->findChild<ui::MessageBar*>()->clear();
        const auto turnable =
            std::ranges::find(vector::brushControls(), control.toStdString(), &vector::BrushControl::key);
        for (const char* name : {"ink", "calligraphy", "pencil", "charcoal", "watercolour"})
            if (const auto known = vector::brushFromText(name); turnable->belongs(known) && turnable->acts(known)) {
                choose(qPrintable(QStringLiteral("brush-") + QLatin1String(name)));
                break;
            }
        QTRY_COMPARE(canvas()->height(), m_window->centralWidget()->height());
        const vector::Brush before = brush();
        const QImage drawn = picture();
        const int commands = document().undoStack().count(), draws = m_script->draws;
        auto* turned = slider(control.toStdString());
        QVERIFY(turned->isEnabled());
        const int old = turned->value();
        const int wanted = old > (turned->minimum() + turned->maximum()) / 2 ? turned->minimum() : turned->maximum();
        drag(turned, {(old + wanted) / 2, (old + 3 * wanted) / 4, wanted});
        QCOMPARE(turned->value(), wanted);
        QVERIFY(brush() != before && brush().name == before.name);
        QVERIFY(picture() != drawn);
        QVERIFY2(caption().contains(QStringLiteral("adjusted")), qPrintable(caption()));
        QCOMPARE(document().undoStack().count(), commands + 1);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(brush(), before);
        QCOMPARE(turned->value(), old);
        QCOMPARE(picture(), drawn);
        QVERIFY(!caption().contains(QStringLiteral("adjusted")));
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(state(), RunState::done);
    }

    void dragsOfTwoSlidersStayTwo() {
        drawToTheEnd();
        const int commands = document().undoStack().count();
        drag(slider("opacity"), {90, 60});
        drag(slider("edge"), {10, 40});
        drag(slider("edge"), {50});
        auto* width = m_window->findChild<QSlider*>(QStringLiteral("widthSlider"));
        drag(width, {width->value() + 40});
        QCOMPARE(document().undoStack().count(), commands + 4);
        // One that ends where it began was none.
        drag(slider("grain"), {10, 40, 0});
        QCOMPARE(document().undoStack().count(), commands + 4);
    }

    void neverTouchesTheRun() {
        runLong();
        const int draws = m_script->draws, opens = m_script->opens, loads = m_script->loads;
        const auto drawn = m_window->desk().policy().drawn();
        choose("brush-charcoal");
        for (const auto& control : vector::brushControls()) {
            auto* turned = slider(control.key);
            drag(turned, {turned->minimum(), turned->maximum(), (turned->minimum() + turned->maximum()) / 2});
        }
        const int before = document().moment().iteration;
        QTRY_VERIFY(document().moment().iteration > before);
        QCOMPARE(state(), RunState::running);
        QVERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_script->opens.load(), opens);
        QCOMPARE(m_script->loads.load(), loads);
        QVERIFY(m_window->desk().policy().drawn() == drawn);
    }

    /// Every adjusted brush is reset in one step, which is undone as any other.
    void resetGivesTheBrushBack() {
        drawToTheEnd();
        QVERIFY(!action("resetBrush")->isEnabled());
        choose("brush-pencil");
        const vector::Brush pencil = brush();
        drag(slider("grain"), {0});
        drag(slider("taper"), {0});
        const vector::Brush adjusted = brush();
        QVERIFY(button("brush-pencil")->isChecked());
        unfold();
        QVERIFY(button("resetBrushButton")->isEnabled());
        button("resetBrushButton")->click();
        QCOMPARE(brush(), pencil);
        QVERIFY(!action("resetBrush")->isEnabled());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(brush(), adjusted);
        choose("brush-pencil"); // a click on it is a reset as well
        QCOMPARE(brush(), pencil);
    }

    void whatDoesNothingSaysWhy() {
        QVERIFY(!slider("angle")->isEnabled() && !slider("dryness")->isEnabled());
        QVERIFY(slider("angle")->toolTip() != slider("nib")->toolTip());
        slider("nib")->setValue(60);
        QVERIFY(slider("angle")->isEnabled());
        slider("bristles")->setValue(12);
        QVERIFY(slider("dryness")->isEnabled());
        choose("brush-pen");
        QVERIFY(!slider("angle")->isEnabled() && !slider("dryness")->isEnabled());
    }

    /// In the file it is a brush of that name with other numbers, and dropped back it is turned as it was.
    void anAdjustedBrushComesBackFromTheFile() {
        drawToTheEnd();
        choose("brush-ink");
        drag(slider("bristles"), {31});
        drag(slider("opacity"), {55});
        const vector::Brush adjusted = brush();
        quickExport();
        document().setLook({});
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(brush(), adjusted);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(button("brush-ink")->isChecked());
        QCOMPARE(slider("bristles")->value(), 31);
        QCOMPARE(slider("opacity")->value(), 55);
    }

    void keysTurnToo() {
        unfold();
        slider("opacity")->setFocus();
        QTest::keyClick(slider("opacity"), Qt::Key_Left);
        QCOMPARE(brush().opacity, 0.99);
        QTest::keyClick(slider("opacity"), Qt::Key_PageDown);
        QCOMPARE(brush().opacity, 0.89);
        QTest::keyClick(slider("edge"), Qt::Key_Right);
        QCOMPARE(brush().edge.roughness, 0.01);
        key(Qt::Key_Z, Qt::ControlModifier); // of the one slider, not of both
        QCOMPARE(brush().edge.roughness, 0.0);
        QCOMPARE(brush().opacity, 0.89);
    }
};

QTEST_MAIN(BrushSlidersTest)
#include "brush_sliders_test.moc"
