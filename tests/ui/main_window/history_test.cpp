// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// What was drawn before, and how the person gets back to it.
class HistoryTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void theTimelineShowsEveryIterationExactly() {
        drawToTheEnd();
        auto* plot = m_window->findChild<ui::LossPlot*>();
        QCOMPARE(plot->iterationCount(), 61);
        const auto now = document().moment();
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Comma);
        QCOMPARE(document().moment().iteration, 59);
        QCOMPARE(document().moment().strokes[0].curve.points[0].x, now.strokes[0].curve.points[0].x - 0.25);
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(document().moment().iteration, 0);
        QTest::keyClick(plot, Qt::Key_Period);
        auto* use = m_window->findChild<QToolButton*>(QStringLiteral("useMoment"));
        QTest::mouseClick(use, Qt::LeftButton);
        QCOMPARE(document().moment().iteration, 1);
        QVERIFY(!use->isVisible());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().iteration, now.iteration);
    }

    void undoingASettingShowsTheSketchBeforeWithoutDrawing() {
        drawToTheEnd();
        document().removeStroke(3);
        const auto before = document().moment().strokes;
        key(Qt::Key_Down, Qt::ControlModifier); // 16 to 8
        QTRY_COMPARE(strokes(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        const int draws = m_script->draws;
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(document().moment().strokes, before);
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(strokes(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), draws);
    }

    /// Del and the slider in a run, and both undone: nothing is left of them, nor too much.
    void aSliderInARunIsUndoneByKeys() {
        runLong();
        std::vector<int> before;
        for (const auto& stroke : document().moment().strokes)
            before.push_back(stroke.id);
        auto* list = m_window->findChild<QTreeView*>(QStringLiteral("strokeView"));
        list->setCurrentIndex(list->model()->index(2, 0));
        click("stroke-delete");
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 15);
        key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 8);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), std::size_t{15});
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!action("undo")->isEnabled());
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 16);
        m_window->desk().stop();
        QTRY_COMPARE(state(), RunState::done);
        std::vector<int> after;
        for (const auto& stroke : document().moment().strokes)
            after.push_back(stroke.id);
        QCOMPARE(after, before);
        QCOMPARE(m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->value(), 16);
    }

    /// The timeline of the sketch that is back, not an empty one, and none of a sketch out of a file.
    void theTimelineIsOfTheSketchThatIsBack() {
        drawToTheEnd();
        auto* plot = m_window->findChild<ui::LossPlot*>();
        const auto* words = plot->findChild<QLabel*>(QStringLiteral("placeholder"));
        QCOMPARE(plot->iterationCount(), 61);
        m_script->iterations = 30;
        key(Qt::Key_Up, Qt::ControlModifier);
        QTRY_VERIFY(strokes() == 32 && state() == RunState::done);
        QCOMPARE(plot->iterationCount(), 31);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(plot->iterationCount(), 61);
        QVERIFY(!words->isVisible());
        plot->choose(7);
        QCOMPARE(document().moment().iteration, 7);
        QCOMPARE(strokes(), std::size_t{16});
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(plot->iterationCount(), 31);
        quickExport();
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QTRY_VERIFY(QFile::exists(file));
        document().removeStroke(3); // another sketch than that of the file
        drop({file});
        QTRY_COMPARE(plot->iterationCount(), 0);
        QTRY_COMPARE(strokes(), std::size_t{32});
        QVERIFY(words->isVisible());
        QVERIFY2(words->text().contains(QStringLiteral("isn't kept")), qPrintable(words->text()));
        drop({photo("other.jpg")});
        QTRY_COMPARE(plot->iterationCount(), 31);
    }

    /// The plot's mark is at the sketch that is shown and exported, however the run ended.
    void theMarkIsAtTheSketch_data() {
        QTest::addColumn<bool>("elsewhere");
        QTest::newRow("stopped") << false;
        QTest::newRow("stopped while another moment is looked at") << true;
    }
    void theMarkIsAtTheSketch() {
        QFETCH(bool, elsewhere);
        runLong();
        auto* plot = m_window->findChild<ui::LossPlot*>();
        if (elsewhere)
            plot->choose(1);
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        const int best = document().sketch().iteration;
        QCOMPARE(m_window->desk().record().outcome()->iteration, best);
        QCOMPARE(plot->marked(), std::optional(best));
        QCOMPARE(plot->best(), std::optional(best));
        if (elsewhere)
            click("leaveMoment");
        QCOMPARE(document().moment().iteration, best);
        QCOMPARE(plot->marked(), std::optional(best));
        plot->choose(3);
        click("useMoment");
        QCOMPARE(plot->marked(), std::optional(3)); // which the run's best isn't
        QVERIFY(!plot->best());
        quickExport();
        const auto record = vector::readProvenance(m_folder->filePath(QStringLiteral("photo.svg")).toStdString());
        QCOMPARE(record.sketches.at(0).iteration, std::int64_t{3});
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(plot->marked(), std::optional(best));
        key(Qt::Key_R, Qt::ControlModifier); // while it draws it is at the best so far
        const auto newestBest = [this, best] {
            const auto& frames = m_window->desk().record().frames();
            const auto last =
                std::find_if(frames.rbegin(), frames.rend(), [](const auto& frame) { return frame.sketches[0].best; });
            return last == frames.rend() || last->iteration <= best ? std::nullopt : std::optional(last->iteration);
        };
        QTRY_VERIFY(m_script->draws == 2 && newestBest()); // beyond that of the run before
        m_window->desk().pauseOrResume();
        QTRY_COMPARE(plot->marked(), newestBest());
        QCOMPARE(plot->best(), plot->marked());
    }

    void drawingOnIsUndone() {
        drawToTheEnd();
        document().removeStroke(3);
        const auto before = document().moment();
        action("continue")->trigger();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto after = document().moment().strokes;
        QVERIFY(after != before.strokes);
        QCOMPARE(document().undoStack().undoText(), QStringLiteral("Draw on"));
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, before.strokes);
        QCOMPARE(document().moment().iteration, before.iteration);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(document().moment().strokes, after);
        QCOMPARE(m_script->draws.load(), 2);
    }

    void whatIsDeletedInOneLevelStaysInTheOthers() {
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        auto* levels = m_window->findChild<ui::LevelsView*>();
        m_window->desk().choose(2);
        QCOMPARE(strokes(), std::size_t{16});
        auto* list = m_window->findChild<QTreeView*>(QStringLiteral("strokeView"));
        for (int k = 0; k < 3; ++k) {
            list->setCurrentIndex(list->model()->index(0, 0));
            click("stroke-delete");
        }
        QCOMPARE(strokes(), std::size_t{13});
        QCOMPARE(levels->levels()[2].strokes.size(), std::size_t{13}); // the board is what is exported
        QCOMPARE(levels->levels()[1].strokes.size(), std::size_t{8});
        m_window->desk().choose(1);
        QCOMPARE(strokes(), std::size_t{8});
        QVERIFY(document().marks().deleted.empty());
        m_window->desk().choose(2);
        QCOMPARE(strokes(), std::size_t{13});
        for (int k = 0; k < 2; ++k) // both choices
            key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier); // a deletion
        QCOMPARE(strokes(), std::size_t{14});
    }

    void aPromotedLevelIsUndoneAndRedone() {
        click("quality0");
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto board = m_window->findChild<ui::LevelsView*>()->levels();
        const auto* list = m_window->findChild<QTreeView*>(QStringLiteral("strokeView"))->model();
        const auto* box = m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        const auto* sketches = m_window->findChild<QComboBox*>(QStringLiteral("sketchBox"));
        const auto shows = [&](std::size_t level) {
            const int count = static_cast<int>(board[level].strokes.size());
            const auto agree = [&] {
                QCOMPARE(document().moment().strokes, board[level].strokes);
                QCOMPARE(document().settings().strokes, count);
                QCOMPARE(box->value(), count);
                QCOMPARE(list->rowCount(), count);
                QCOMPARE(canvas()->placeOf(count + 1), QRect());
                QVERIFY(canvas()->placeOf(count).isValid());
                QCOMPARE(m_window->desk().policy().drawn().strokes, count);
                QCOMPARE(sketches->currentIndex(), static_cast<int>(level));
                QCOMPARE(state(), RunState::done);
            };
            agree();
            QTRY_VERIFY(!isResting()); // nothing else is made of it
            agree();
        };
        shows(2);
        click("level0");
        shows(0);
        for (int round = 0; round < 3; ++round) {
            key(Qt::Key_Z, Qt::ControlModifier);
            shows(2);
            if (QTest::currentTestFailed())
                return;
            key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            shows(0);
            if (QTest::currentTestFailed())
                return;
        }
        // A change after it and back over both.
        key(Qt::Key_3, Qt::ControlModifier);
        click("level3");
        shows(3);
        for (const std::size_t level : {0, 2}) {
            key(Qt::Key_Z, Qt::ControlModifier);
            shows(level);
        }
        for (const std::size_t level : {0, 3}) {
            key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
            shows(level);
        }
        QCOMPARE(m_script->draws.load(), 2); // nothing is drawn anew
    }

    void aPhotoThatCannotBeReadLeavesTheSketch() {
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        const QString title = m_window->windowTitle();
        m_script->onLoad = [] { throw ImageFileError("other.jpg is damaged or incomplete."); };
        drop({photo("other.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("damaged")), qPrintable(message()));
        QCOMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(m_window->windowTitle(), title);
        m_script->onLoad = nullptr;
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->windowTitle(), title);
    }

    void aHiddenStrokeOfOneSketchIsSeenInTheNext() {
        drawToTheEnd();
        auto marks = document().marks();
        marks.hidden = {2};
        marks.reversed = {3};
        document().setMarks(marks);
        QCOMPARE(document().visibleStrokes().size(), std::size_t{15});
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes().size(), std::size_t{16});
        QVERIFY(document().marks().reversed.empty());
    }
};

QTEST_MAIN(HistoryTest)
#include "history_test.moc"
