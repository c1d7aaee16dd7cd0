// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/sketch/document_commands.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QAction>
#include <QLabel>
#include <QSpinBox>

using namespace croquis;
using ui::RunState;

/// A sketch of another photo comes back as a step: undoing it leads to the one that lay there, with its history.
class BringingBackTest : public test::WindowTest {
    Q_OBJECT

  private:
    QUndoStack& stack() { return document().undoStack(); }
    void remove(int id) {
        stack().push(
            new ui::DeleteStrokeCommand(document(), id, [this](auto change) { return m_window->desk().edit(change); }));
    }
    void isOf(const char* photo) {
        QTRY_COMPARE(m_window->windowTitle(), QLatin1String(photo) + QStringLiteral(" - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().photo()->summary.fileName, std::string(photo));
    }
    int countInBox() { return m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->value(); }
    /// The sketch of photo.jpg was put aside for that of other.jpg; each has had a stroke deleted.
    void putOneAside() {
        drawToTheEnd();
        remove(4);
        drop({photo("other.jpg")});
        isOf("other.jpg");
        remove(7);
    }

  private Q_SLOTS:
    void undoLeadsToTheSketchThatWasOpen() {
        m_script->marksPhotos = true;
        putOneAside();
        const auto other = document().moment().strokes;
        const auto look = document().look();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        const auto wider = document().look();
        click("messageAction");
        isOf("photo.jpg");
        QCOMPARE(strokes(), std::size_t{15});
        const auto brought = document().moment().strokes;
        QVERIFY(action("undo")->isEnabled());
        action("undo")->trigger();
        isOf("other.jpg");
        QCOMPARE(document().moment().strokes, other);
        QVERIFY(document().look() == wider);
        action("undo")->trigger();
        QVERIFY(document().look() == look);
        action("undo")->trigger();
        QCOMPARE(strokes(), std::size_t{16});
        for (int step = 0; step < 3; ++step)
            action("redo")->trigger();
        isOf("photo.jpg");
        QCOMPARE(document().moment().strokes, brought);
        QVERIFY(!action("redo")->isEnabled());
        action("undo")->trigger();
        const int loads = m_script->loads;
        action("newSeed")->trigger(); // is drawn on the photo that is shown
        QTRY_COMPARE(m_script->loads.load(), loads + 1);
        isOf("other.jpg");
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(test::photoMarkOf(document().sketch().loss), std::optional(test::markOf(document().photo()->summary)));
    }

    /// It isn't once it lies on the desk again.
    void whatIsBackIsNotSaidToBePutAside() {
        putOneAside();
        click("messageAction");
        isOf("photo.jpg");
        const auto* message = m_window->findChild<QLabel*>(QStringLiteral("messageText"));
        QVERIFY2(message->text().contains(QStringLiteral("sketch of other.jpg was put aside")),
                 qPrintable(message->text()));
        remove(2);
        QVERIFY(message->text().contains(QStringLiteral("was put aside")));
        stack().undo();
        stack().undo();
        isOf("other.jpg");
        QTRY_VERIFY2(message->text().isEmpty(), qPrintable(message->text()));
    }

    void allLevelsArePutAsideWhicheverIsLookedAt() {
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_1, Qt::ControlModifier);
        drop({photo("other.jpg")});
        isOf("other.jpg");
        const auto kept = vector::readSketchProvenance(ui::putAsideSketches().front().toStdString(),
                                                       vector::NewerRecord::readAsKnown);
        QCOMPARE(kept.sketches.size(), std::size_t{4});
        click("messageAction");
        isOf("photo.jpg");
        QVERIFY(m_window->desk().record().isLevels());
    }

    void itIsUndoneBeforeItsSubjectIsKnown() {
        putOneAside();
        const auto other = document().moment().strokes;
        m_script->subject.close();
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QCOMPARE(state(), RunState::preparing);
        stack().undo();
        m_script->openGates();
        isOf("other.jpg");
        QCOMPARE(document().moment().strokes, other);
        stack().redo();
        isOf("photo.jpg");
        QCOMPARE(strokes(), std::size_t{15});
        stack().undo();
        isOf("other.jpg");
        QCOMPARE(document().moment().strokes, other);
    }

    void aSketchWithoutItsPhotoIsUndoneToo() {
        drawToTheEnd();
        quickExport();
        drop({photo("other.jpg")});
        isOf("other.jpg");
        const auto other = document().moment().strokes;
        m_script->onLoad = [] { throw ImageFileError("photo.jpg is damaged or incomplete."); };
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(state(), RunState::empty);
        QCOMPARE(strokes(), std::size_t{16});
        stack().undo();
        isOf("other.jpg");
        QCOMPARE(document().moment().strokes, other);
        stack().redo();
        QCOMPARE(state(), RunState::empty);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
    }

    /// However often it comes back.
    void aChosenMomentIsNotCalledTheBest() {
        drawToTheEnd();
        m_window->desk().lookAt(27);
        m_window->desk().acceptMoment();
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        QVERIFY(!plot->best());
        QString kept;
        for (int time = 0; time < 2; ++time) {
            drop({photo("other.jpg")});
            isOf("other.jpg");
            QVERIFY(plot->best());
            if (kept.isEmpty())
                kept = ui::putAsideSketches().front();
            m_window->openFiles({kept});
            isOf("photo.jpg");
            QCOMPARE(plot->marked(), std::optional(27));
            QVERIFY(!plot->best());
        }
    }

    void theBestIsStillCalledThat() {
        drawToTheEnd();
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        const auto best = plot->best();
        drop({photo("other.jpg")});
        isOf("other.jpg");
        click("messageAction");
        isOf("photo.jpg");
        QVERIFY(best && plot->best() == best);
    }

    /// Box, status and timeline tell of as many strokes as before: a deleted one is a part of them.
    void itsNumberOfStrokesIsTheSameEverywhere() {
        putOneAside();
        click("messageAction");
        isOf("photo.jpg");
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        QCOMPARE(plot->strokesAt(document().moment().iteration), std::optional(16));
        QCOMPARE(countInBox(), 16);
        QCOMPARE(m_window->desk().policy().drawn().strokes, 16);
    }
};

QTEST_MAIN(BringingBackTest)
#include "bringing_back_test.moc"
