// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/process_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"

#include <QCheckBox>
#include <QSlider>

using namespace croquis;
using ui::RunState;

/// The views of what goes on: the network's, the seeds, the subject's tint and the photo below.
class ProcessTest : public test::WindowTest {
    Q_OBJECT

  private:
    std::vector<geometry::CubicBezier> shown() {
        std::vector<geometry::CubicBezier> strokes;
        for (const auto& stroke : document().visibleStrokes())
            strokes.push_back(stroke.curve);
        return strokes;
    }
    /// The network was asked for exactly what is on the screen.
    bool isSeen() {
        return QTest::qWaitFor([this] { return m_script->seen.get() == shown(); });
    }
    bool hasPictures() { return m_window->findChild<ui::ProcessView*>()->hasPictures(); }

  private Q_SLOTS:
    void theNetworksViewIsOfWhatIsShown() {
        drawToTheEnd();
        QVERIFY(!hasPictures());
        key(Qt::Key_4, Qt::ControlModifier);
        QTRY_VERIFY(hasPictures());
        QVERIFY(isSeen());
        QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("lossPlot")), Qt::Key_Home); // another moment
        QCOMPARE(document().moment().iteration, 0);
        QVERIFY(isSeen());
        click("leaveMoment");
        QVERIFY(isSeen());
        canvas()->setHighlighted(document().moment().strokes[2].id);
        QTest::keyClick(canvas(), Qt::Key_Delete);
        QCOMPARE(shown().size(), std::size_t{15});
        QVERIFY(isSeen());
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(isSeen());
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(isSeen()); // the best, not the last preview
    }

    void ofABatchItIsOfTheChosenSketch() {
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(m_window->desk().record().isLevels());
        for (const std::size_t level : {std::size_t{3}, std::size_t{0}, std::size_t{2}}) {
            m_window->desk().choose(level);
            QCOMPARE(shown().size(), std::size_t{4} << level);
            QVERIFY(isSeen());
        }
    }

    /// While it draws the previews are of the one that is looked at.
    void whileItDrawsToo() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        key(Qt::Key_3, Qt::ControlModifier);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::running);
        QTRY_VERIFY(document().hasStrokes());
        key(Qt::Key_4, Qt::ControlModifier);
        for (const std::size_t level : {std::size_t{3}, std::size_t{1}}) {
            m_window->desk().choose(level);
            QTRY_COMPARE(m_script->seen.get().size(), std::size_t{4} << level);
        }
        // Held, it still answers.
        m_window->desk().pauseOrResume();
        QTRY_VERIFY(m_window->controller().isHeld());
        QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("lossPlot")), Qt::Key_Home);
        QCOMPARE(document().moment().iteration, 0);
        QVERIFY(isSeen());
        const int iterations = m_script->iterationsDone;
        m_window->desk().choose(0);
        QVERIFY(isSeen());
        QCOMPARE(m_script->iterationsDone.load(), iterations);
        m_window->desk().pauseOrResume();
        QTRY_VERIFY(m_script->iterationsDone > iterations);
        m_window->desk().stop();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(isSeen());
    }

    /// Of many that are asked for while one is made, only the last is.
    void scrubbingAsksForTheLastOnly() {
        m_script->iterations = 400;
        drawToTheEnd();
        key(Qt::Key_4, Qt::ControlModifier);
        QVERIFY(isSeen());
        const int views = m_script->views;
        for (int iteration = 0; iteration < 400; ++iteration)
            m_window->desk().lookAt(iteration);
        QVERIFY(isSeen());
        QVERIFY2(m_script->views - views < 20, qPrintable(QString::number(m_script->views - views)));
    }

    void seedsAppearWhileStrokesArePlaced() {
        m_script->iterations = 0;
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        std::size_t seeds = 0;
        connect(&m_window->controller(), &ui::RunController::strokesPlaced, canvas(),
                [&] { seeds = canvas()->seeds().size(); });
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(seeds, std::size_t{16});
        QVERIFY(canvas()->seeds().empty()); // the strokes are there now
        const QImage without = canvas()->grab().toImage();
        canvas()->setSeeds({{112, 112}});
        QVERIFY(canvas()->grab().toImage() != without);
    }

    void whatIsLeftOutIsTintedBeforeItIsDrawn() {
        auto* box = m_window->findChild<QCheckBox*>(QStringLiteral("showMask"));
        setAutoStart(false);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::loaded);
        QTRY_VERIFY(box->isChecked() && canvas()->isMaskShown());
        key(Qt::Key_F5);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!box->isChecked() && !canvas()->isMaskShown());
        drop({photo("other.jpg")});
        QTRY_VERIFY(state() == RunState::loaded && box->isChecked());
        box->click(); // whoever chose has chosen
        QVERIFY(!canvas()->isMaskShown());
        drop({photo("third.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("third.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::loaded);
        QVERIFY(!box->isChecked() && !canvas()->isMaskShown());
    }

    void howMuchOfThePhotoShowsIsChosenWhereItShows() {
        const auto* slider = m_window->findChild<QSlider*>(QStringLiteral("opacitySlider"));
        drawToTheEnd();
        QVERIFY(!slider->isEnabled());
        key(Qt::Key_2, Qt::ControlModifier);
        QVERIFY(slider->isEnabled());
        key(Qt::Key_1, Qt::ControlModifier);
        QVERIFY(!slider->isEnabled());
    }
};

QTEST_MAIN(ProcessTest)
#include "process_test.moc"
