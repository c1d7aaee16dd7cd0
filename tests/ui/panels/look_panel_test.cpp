// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/panels/look_panel.hpp"
#include "ui/style/language.hpp"
#include "ui/window_test.hpp"
#include "vector/stroke_painter.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QSlider>
#include <QToolButton>

#include <algorithm>
#include <cstdlib>

using namespace croquis;
using ui::RunState;
using vector::PaperTexture;

/// The paper below the sketch, and the panel as a whole.
class LookPanelTest : public test::WindowTest {
    Q_OBJECT

  private:
    QComboBox* box() { return m_window->findChild<QComboBox*>(QStringLiteral("textureBox")); }
    void choose(PaperTexture texture) {
        box()->setCurrentIndex(static_cast<int>(texture));
        Q_EMIT box()->activated(static_cast<int>(texture));
    }
    PaperTexture texture() { return document().look().page.texture; }

  private Q_SLOTS:
    /// What was folded fits the panel's width, in longer words too.
    void unfoldingWidensNothing_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void unfoldingWidensNothing() {
        QFETCH(QString, language);
        const ui::Language spoken{QLocale(language)};
        makeWindow();
        const auto* panel = m_window->findChild<ui::LookPanel*>();
        const QSize folded = panel->minimumSizeHint();
        for (auto* section : panel->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        const auto* last = m_window->findChild<QWidget*>(QStringLiteral("moreBrushesButton"));
        QTRY_VERIFY(panel->minimumSizeHint().height() > folded.height() + 300 &&
                    last->width() >= last->sizeHint().width());
        QVERIFY2(panel->minimumSizeHint().width() <= folded.width(),
                 qPrintable(QStringLiteral("%1 > %2").arg(panel->minimumSizeHint().width()).arg(folded.width())));
        m_window.reset();
    }

    /// Undoing takes back one drag, or one key; what was undone and done again stays a step of its own.
    void aDragIsOneStepAndEachKeyOne() {
        drawToTheEnd();
        auto* slider = m_window->findChild<QSlider*>(QStringLiteral("widthSlider"));
        const auto drag = [slider](std::initializer_list<int> by) {
            slider->setSliderDown(true);
            for (const int each : by)
                slider->setSliderPosition(slider->sliderPosition() + each);
            slider->setSliderDown(false);
        };
        const auto width = [this] { return document().strokeWidthMm(); };
        const auto undo = [this] { key(Qt::Key_Z, Qt::ControlModifier); };
        const auto redo = [this] { key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); };
        const double first = width();
        drag({20, 10, 10});
        const double second = width();
        undo();
        QCOMPARE(width(), first);
        redo();
        slider->setFocus();
        for (int k = 0; k < 2; ++k)
            QTest::keyClick(slider, Qt::Key_Right);
        const double third = width();
        undo();
        undo();
        QCOMPARE(width(), second);
        redo();
        redo();
        QCOMPARE(width(), third);
        slider->setSliderDown(true); // a drag in the midst of which something is undone and done again
        slider->setSliderPosition(slider->sliderPosition() + 10);
        const double fourth = width();
        undo();
        redo();
        slider->setSliderPosition(slider->sliderPosition() + 20);
        slider->setSliderDown(false);
        undo();
        QCOMPARE(width(), fourth);
        undo();
        QCOMPARE(width(), third);
    }

    /// The same of the number of strokes, whose changes of one kind become one before their sketch is seen.
    void aNumberThatWasUndoneStaysAStep() {
        drawToTheEnd();
        setAutoStart(false);
        const auto strokes = [this] { return document().settings().strokes; };
        key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(strokes(), 32);
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(strokes(), 32);
        key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(strokes(), 64);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), 32);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), 16);
    }

    void aTextureNeedsAColour() {
        QVERIFY(!box()->isEnabled());
        const QString why = box()->toolTip();
        m_window->findChild<QToolButton*>(QStringLiteral("paper-cream"))->click();
        QVERIFY(box()->isEnabled() && box()->toolTip() != why);
        QCOMPARE(texture(), PaperTexture::none);
    }

    /// On the canvas as in the picture files: chosen, undone, brought back.
    void isSeenExportedAndUndone_data() {
        QTest::addColumn<int>("number");
        QTest::newRow("laid") << static_cast<int>(PaperTexture::laid);
        QTest::newRow("flecked") << static_cast<int>(PaperTexture::flecked);
    }
    void isSeenExportedAndUndone() {
        QFETCH(int, number);
        drawToTheEnd();
        m_window->findChild<ui::MessageBar*>()->clear();
        m_window->findChild<QToolButton*>(QStringLiteral("paper-cream"))->click();
        QTRY_COMPARE(canvas()->height(), m_window->centralWidget()->height());
        const QImage smooth = canvas()->grab().toImage();
        const int draws = m_script->draws;
        choose(static_cast<PaperTexture>(number));
        QVERIFY(canvas()->grab().toImage() != smooth);

        const auto drawing = ui::drawingOf(m_window->desk(), document().look());
        constexpr int kSide = 500;
        const auto pixels = vector::paint(vector::markedPage(drawing), {{kSide, kSide}, drawing.paper});
        const QImage file = QImage(pixels.data(), kSide, kSide, 4 * kSide, QImage::Format_RGBA8888)
                                .convertToFormat(ui::SketchPicture::kFormat);
        QImage screen(kSide, kSide, ui::SketchPicture::kFormat);
        screen.fill(QColor(0xf7, 0xf1, 0xe3));
        const double scale = kSide / document().page().widthMm;
        ui::paintTexture(screen, QTransform::fromScale(scale, scale), document());
        ui::SketchPicture sketch;
        sketch.setStrokes(document().visibleStrokes(), ui::mannerOf(document()));
        sketch.paint(screen, QTransform::fromScale(scale, scale));
        int worst = 0;
        for (int y = 0; y < kSide; ++y)
            for (int x = 0; x < 4 * kSide; ++x)
                worst = std::max(worst, std::abs(screen.constScanLine(y)[x] - file.constScanLine(y)[x]));
        QVERIFY2(worst <= 2, qPrintable(QString::number(worst)));

        quickExport();
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(texture(), PaperTexture::none);
        QCOMPARE(m_script->draws.load(), draws);
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(static_cast<int>(texture()), number);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(box()->currentIndex(), number);
    }
};

QTEST_MAIN(LookPanelTest)
#include "look_panel_test.moc"
