// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/window_test.hpp"

#include "vector/provenance_file.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>

#include <set>
#include <vector>

using namespace croquis;
using ui::RunState;

/// A photo is drawn, and what the person does meanwhile.
class DrawingTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    /// What was opened last is left first.
    void escLeavesAMomentBeforeItStopsTheRun() {
        runLong();
        auto* plot = m_window->findChild<ui::LossPlot*>();
        QTRY_VERIFY(plot->iterationCount() > 10);
        plot->setFocus();
        plot->choose(3);
        QVERIFY(document().isElsewhere());
        QTest::keyClick(plot, Qt::Key_Escape);
        QVERIFY(!document().isElsewhere());
        QCOMPARE(state(), RunState::running);
        QTest::keyClick(plot, Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
    }

    void pauseResumeAndStopByKeys() {
        runLong();
        canvas()->setFocus();
        QTest::keyClick(canvas(), Qt::Key_Space);
        QCOMPARE(state(), RunState::paused);
        QTest::keyClick(canvas(), Qt::Key_Space);
        QCOMPARE(state(), RunState::running);
        key(Qt::Key_F5);
        QCOMPARE(state(), RunState::paused);
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(action("quickExport")->isEnabled());
        QCOMPARE(action("primary")->text(), QStringLiteral("Draw on"));
    }

    /// A second click on it lands on it.
    void whatStandsBesideTheButtonStaysInPlace() {
        const auto* seed = m_window->findChild<QWidget*>(QStringLiteral("newSeedButton"));
        const auto place = [this, seed] {
            QApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
            return seed->mapTo(m_window.get(), QPoint()).x();
        };
        runLong();
        const int before = place();
        std::set<QString> texts;
        const auto stays = [&] {
            texts.insert(action("primary")->text());
            return place() == before;
        };
        QVERIFY(stays());
        QTest::keyClick(canvas(), Qt::Key_Space);
        QVERIFY(stays());
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(stays());
        setAutoStart(false);
        key(Qt::Key_Up, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::outdated);
        QVERIFY(stays());
        QCOMPARE(texts.size(), std::size_t{4}); // Pause, Resume, Draw on, Redraw
    }

    /// The next click lands where it was aimed.
    void unfoldingMovesNothingAbove() {
        m_window->resize(1280, 860);
        const auto* dock = m_window->findChild<QWidget*>(QStringLiteral("settingsDock"));
        const auto sections = dock->findChildren<QAbstractButton*>(QStringLiteral("section"));
        QVERIFY(sections.size() >= 3);
        const auto places = [&] {
            m_window->grab(); // lays out
            std::vector<int> found;
            for (const char* name : {"strokesSlider", "widthSlider"})
                found.push_back(dock->findChild<QWidget*>(QLatin1String(name))->mapTo(m_window.get(), QPoint()).y());
            return found;
        };
        const auto before = places();
        for (auto* section : sections) {
            if (section->mapTo(m_window.get(), QPoint()).y() < before.back())
                continue; // the brush's, which is above the width
            section->setChecked(true);
            QTRY_COMPARE(places(), before);
        }
        QVERIFY(dock->findChild<QScrollArea*>()->verticalScrollBar()->maximum() > 0);
    }

    void preparingIsCancelledAtOnce() {
        m_script->read.close();
        drop({photo()});
        QTRY_COMPARE(m_script->loads.load(), 1);
        QCOMPARE(state(), RunState::preparing);
        action("primary")->trigger(); // the worker is held: nothing of it is waited for
        QCOMPARE(state(), RunState::empty);
        m_script->openGates();
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
    }

    void theSliderWorksWhileItDraws() {
        runLong();
        const int draws = m_script->draws;
        const int before = document().moment().strokes.front().id;
        m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->setValue(24);
        QTRY_COMPARE(strokes(), std::size_t{24});
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(document().moment().strokes.front().id, before);
        key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
    }

    void afterTheEndAnotherCountRedrawsOrIsOutdated() {
        drawToTheEnd();
        setAutoStart(false);
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(state(), RunState::outdated);
        QVERIFY(isResting());
        QTRY_VERIFY(!isResting());
        QCOMPARE(state(), RunState::outdated);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Down, Qt::ControlModifier);
        key(Qt::Key_F5);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(strokes(), std::size_t{8});
        setAutoStart(true);
        key(Qt::Key_Up, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
        QTRY_COMPARE(state(), RunState::done);
    }

    /// A number field that has the focus takes none of the window's keys, and no file.
    void aFieldLeavesTheWindowItsKeys() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        auto* box = m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("8"));
        QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier); // while it is typed, the field's
        QCOMPARE(box->cleanText(), QStringLiteral("16"));
        QVERIFY(!document().undoStack().canUndo());
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("8"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(strokes(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        QTest::keyClick(box, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, before);
        QCOMPARE(box->value(), 16);
        box->clearFocus();
        QVERIFY(!isResting());
        QCOMPARE(document().undoStack().index(), 0); // nothing was committed once more
        box->setFocus();
        QTest::keyClick(box, Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(message().contains(QStringLiteral("on the clipboard")), qPrintable(message()));
        QImage image(80, 60, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QApplication::clipboard()->setImage(image);
        QTest::keyClick(box, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_script->loads.load(), 2);
        for (const auto* field : m_window->findChildren<QLineEdit*>())
            QVERIFY(!field->acceptDrops());
    }

    void theLookCostsNoIterationAndIsUndone() {
        drawToTheEnd();
        const int draws = m_script->draws, iterations = m_script->iterationsDone;
        const auto look = document().look();
        auto* slider = m_window->findChild<QSlider*>(QStringLiteral("widthSlider"));
        const int commands = document().undoStack().count();
        slider->setSliderDown(true);
        for (int k = 1; k <= 5; ++k)
            slider->setSliderPosition(slider->value() + 10);
        slider->setSliderDown(false);
        QCOMPARE(document().undoStack().count(), commands + 1);
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        QVERIFY(!(document().look() == look));
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().look() == look);
        QVERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_script->iterationsDone.load(), iterations);
        QCOMPARE(state(), RunState::done);
    }

    void strokesAreHiddenLockedTurnedAndDeletedWhileItDraws() {
        runLong();
        auto* view = m_window->findChild<QWidget*>(QStringLiteral("strokeView"));
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Home);
        const auto& document = m_window->document();
        const int first = document.moment().strokes.front().id;
        QTest::keyClick(view, Qt::Key_L);
        QVERIFY(document.marks().locked.contains(first));
        QTest::keyClick(view, Qt::Key_R);
        QVERIFY(document.marks().reversed.contains(first));
        QTest::keyClick(view, Qt::Key_H);
        QCOMPARE(document.visibleStrokes().size(), std::size_t{15});
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{16}); // it is locked
        QTest::keyClick(view, Qt::Key_L);
        QTest::keyClick(view, Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{15});
        const int then = document.moment().iteration;
        QTRY_VERIFY(document.moment().iteration > then + 20);
        QCOMPARE(strokes(), std::size_t{15});
        for (int k = 0; k < 5; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
        QVERIFY(document.marks() == ui::StrokeMarks{});
        QCOMPARE(m_script->draws.load(), 1);
    }

    void levelsAreDrawnTogetherPromotedAndExported() {
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        quickExport();
        const auto record = vector::readProvenance(m_folder->filePath(QStringLiteral("photo.svg")).toStdString());
        QCOMPARE(record.sketches.size(), std::size_t{4});
        QCOMPARE(record.sketches[3].layer, std::string("4 - 32 strokes"));
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("level0")), Qt::LeftButton);
        QCOMPARE(strokes(), std::size_t{4});
        QCOMPARE(document().settings().strokes, 4);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), std::size_t{16});
    }
};

QTEST_MAIN(DrawingTest)
#include "drawing_test.moc"
