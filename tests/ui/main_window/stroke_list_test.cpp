// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/sketch_painting.hpp"
#include "ui/style/theme.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QScrollBar>
#include <QSpinBox>
#include <QTreeView>
#include <QWheelEvent>

using namespace croquis;
using ui::RunState;

/// The list of strokes by mouse and keys.
class StrokeListTest : public test::WindowTest {
    Q_OBJECT

  private:
    QTreeView* view() { return m_window->findChild<QTreeView*>(QStringLiteral("strokeView")); }
    void clickOn(QPoint place) { QTest::mouseClick(view()->viewport(), Qt::LeftButton, Qt::NoModifier, place); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(view(), key, modifiers);
    }

  private Q_SLOTS:
    /// The canvas still has it under the pointer.
    void aDeletedStrokeIsNotMarked() {
        drawToTheEnd();
        const int id = document().moment().strokes[4].id;
        canvas()->setHighlighted(id);
        QTest::keyClick(canvas(), Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{15});
        const int commands = document().undoStack().count();
        for (const auto pressed : {Qt::Key_L, Qt::Key_H, Qt::Key_R})
            QTest::keyClick(canvas(), pressed);
        QCOMPARE(document().undoStack().count(), commands);
        QVERIFY(document().marks().locked.empty() && document().marks().hidden.empty());
    }

    /// As any list; the guard of values that lie around it mustn't take that from it.
    void theWheelScrolls() {
        drawToTheEnd();
        m_window->resize(1024, 640);
        auto* bar = view()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0);
        canvas()->setFocus();
        QCOMPARE(bar->value(), 0);
        const QPointF place = view()->viewport()->rect().center();
        QWheelEvent wheel(place, view()->viewport()->mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view()->viewport(), &wheel);
        QVERIFY(bar->value() > 0);
    }

    /// A picture of a stroke is light on dark in a dark window, and its stroke is seen as well.
    void picturesSuitTheTheme() {
        drawToTheEnd();
        const auto shares = [&] { // of light pixels and of dark ones
            QCoreApplication::processEvents();
            const QRect row = view()->visualRect(view()->model()->index(2, 0));
            const QImage picture =
                view()->viewport()->grab(QRect(row.left() + 3, row.center().y() - 11, 22, 22)).toImage();
            std::pair<double, double> counts{0, 0};
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x) {
                    const double lightness = picture.pixelColor(x, y).lightnessF();
                    counts.first += lightness > 0.75;
                    counts.second += lightness < 0.25;
                }
            const double all = picture.width() * picture.height();
            return std::pair(counts.first / all, counts.second / all);
        };
        const auto light = shares();
        QVERIFY2(light.first > 0.5 && light.second > 0.02, qPrintable(QString::number(light.second)));
        ui::applyTheme(ui::Theme::dark);
        const auto dark = shares();
        ui::applyTheme(ui::Theme::light);
        QVERIFY2(dark.second > 0.5 && dark.first > 0.02 && dark.first < 0.3, qPrintable(QString::number(dark.first)));
    }

    void copyingFromTheListCopiesTheSketch() {
        auto* clipboard = QApplication::clipboard();
        clipboard->setText(QStringLiteral("kept"));
        clickOn(QPoint(10, 10));
        view()->setFocus();
        press(Qt::Key_C, Qt::ControlModifier); // there is no row
        QCOMPARE(clipboard->text(), QStringLiteral("kept"));
        QVERIFY(!view()->model()->data(QModelIndex(), Qt::DisplayRole).isValid());
        drawToTheEnd();
        clickOn(view()->visualRect(view()->model()->index(2, 0)).center());
        QCOMPARE(view()->currentIndex().row(), 2);
        press(Qt::Key_C, Qt::ControlModifier);
        QVERIFY(clipboard->mimeData()->data(QStringLiteral("image/svg+xml")).startsWith("<?xml"));
    }

    void keysGoOnAfterADeletion() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        view()->setFocus();
        view()->setCurrentIndex(view()->model()->index(4, 0));
        press(Qt::Key_Delete);
        QCOMPARE(view()->currentIndex().row(), 4); // the next one took its place
        QCOMPARE(canvas()->chosen(), std::set<int>{before[5].id});
        press(Qt::Key_H);
        QCOMPARE(document().marks().hidden, std::set<int>{before[5].id});
        press(Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{14});
        press(Qt::Key_End);
        press(Qt::Key_Delete); // the last one: the one before it
        QCOMPARE(view()->currentIndex().row(), 12);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(view()->currentIndex().row(), 13); // the one that is back
        QCOMPARE(strokes(), std::size_t{14});
    }

    /// What comes back is what is chosen, in the list and on the canvas, also while the run hasn't heard of it.
    void aDeletedStrokeComesBackChosen_data() {
        QTest::addColumn<bool>("running");
        QTest::newRow("after the run") << false;
        QTest::newRow("in the run") << true;
    }
    void aDeletedStrokeComesBackChosen() {
        QFETCH(bool, running);
        if (running)
            runLong();
        else
            drawToTheEnd();
        const int id = document().moment().strokes[4].id;
        const auto chosen = [this] {
            return document().moment().strokes.at(static_cast<std::size_t>(view()->currentIndex().row())).id;
        };
        view()->setFocus();
        view()->setCurrentIndex(view()->model()->index(4, 0));
        press(Qt::Key_Delete);
        if (running)
            QTRY_COMPARE(m_window->desk().record().strokesOf(0), 15);
        QVERIFY(chosen() != id);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(chosen(), id);
        QCOMPARE(canvas()->chosen(), std::set<int>{id});
        if (running) { // news that were on their way don't take it out again
            QTRY_COMPARE(m_window->desk().record().strokesOf(0), 16);
            QCOMPARE(chosen(), id);
        }
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(strokes(), std::size_t{15});
        QVERIFY(chosen() != id);
    }

    /// With several seeds another may lead by then: the one that the deletion is of comes back for it.
    void deletingAgainBringsTheSketchBack() {
        document().setSettings([this] {
            auto settings = document().settings();
            settings.seeds = 3;
            return settings;
        }());
        runLong();
        view()->setFocus();
        view()->setCurrentIndex(view()->model()->index(4, 0));
        press(Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{15});
        key(Qt::Key_Z, Qt::ControlModifier);
        m_script->leader = 2;
        QTRY_COMPARE(m_window->desk().record().sketch(), std::size_t{2});
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(strokes(), std::size_t{15});
        QCOMPARE(m_window->desk().record().sketch(), std::size_t{0});
        QCOMPARE(state(), RunState::running);
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 15);
        QCOMPARE(strokes(), std::size_t{15});
        Q_EMIT document().stepLost(QStringLiteral("Delete stroke")); // as where the sketch is nowhere
        QVERIFY2(message().contains(QStringLiteral("taken out of the history")), qPrintable(message()));
    }

    /// The box says how many are drawn, the status bar how many of them are left.
    void theNumberOfDeletedStrokesIsSaid() {
        drawToTheEnd();
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QVERIFY2(status->text().contains(QStringLiteral("16 stroke")), qPrintable(status->text()));
        view()->setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_Delete);
        press(Qt::Key_Delete);
        QCOMPARE(m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->value(), 16);
        QVERIFY2(status->text().contains(QStringLiteral("14 of 16 stroke")) &&
                     status->text().contains(QStringLiteral("2 deleted")),
                 qPrintable(status->text()));
        for (int k = 0; k < 2; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY2(!status->text().contains(QStringLiteral("deleted")), qPrintable(status->text()));
    }

    /// Also of three digits, with the scroll bar beside them.
    void namesAreNotCut() {
        auto settings = document().settings();
        settings.strokes = 128;
        document().setSettings(settings);
        drawToTheEnd();
        QCOMPARE(view()->model()->rowCount(), 128);
        m_window->grab();           // lays out
        constexpr int kBeside = 34; // pixels, of the picture
        const int room = view()->columnWidth(0) - kBeside;
        const int needed = QFontMetrics(view()->font()).horizontalAdvance(QStringLiteral("Stroke 128"));
        QVERIFY2(room >= needed, qPrintable(QStringLiteral("%1 in %2").arg(needed).arg(room)));
    }

    void theNumberOfHiddenStrokesIsSaid() {
        drawToTheEnd();
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QVERIFY2(!status->text().contains(QStringLiteral("hidden")), qPrintable(status->text()));
        view()->setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_Delete);
        for (int k = 0; k < 3; ++k) {
            press(Qt::Key_H);
            press(Qt::Key_Down);
        }
        QVERIFY2(status->text().contains(QStringLiteral("15 of 16 stroke(s), 1 deleted, 3 hidden")),
                 qPrintable(status->text()));
        press(Qt::Key_Up);
        press(Qt::Key_H);
        QVERIFY2(status->text().contains(QStringLiteral("2 hidden")), qPrintable(status->text()));
    }

    void pointingIsNotChoosing() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        const auto middleOf = [this](int row) { return view()->visualRect(view()->model()->index(row, 0)).center(); };
        clickOn(middleOf(2));
        QTest::mouseMove(view()->viewport(), middleOf(1)); // on the way to the bin
        QTest::mouseMove(view()->viewport(), middleOf(0));
        QTRY_COMPARE(canvas()->highlighted(), std::optional(before[0].id));
        QVERIFY(view()->model()->data(view()->model()->index(0, 0), Qt::BackgroundRole).isValid());
        QCOMPARE(view()->currentIndex().row(), 2);
        canvas()->setHighlighted(before[7].id); // nor is pointing on the canvas
        QCOMPARE(view()->currentIndex().row(), 2);
        QVERIFY(view()->model()->data(view()->model()->index(7, 0), Qt::BackgroundRole).isValid());
        click("stroke-delete");
        QCOMPARE(document().marks().deleted, std::set<int>{before[2].id});
    }

    /// Wherever the pointer is: keys and buttons are about it.
    void whatIsChosenStaysMarked() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        const auto middleOf = [this](int row) { return view()->visualRect(view()->model()->index(row, 0)).center(); };
        const auto marked = [&](int id) { // pixels of the mark's colour
            const QImage picture = canvas()->grab(canvas()->placeOf(id)).toImage();
            int count = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    count += picture.pixelColor(x, y) == ui::highlightInk() ? 1 : 0;
            return count;
        };
        QCOMPARE(marked(before[2].id), 0);
        clickOn(middleOf(2));
        QVERIFY(marked(before[2].id) > 0);
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(view()->viewport(), &leave);
        QCOMPARE(canvas()->highlighted(), std::optional<int>());
        QCOMPARE(canvas()->chosen(), std::set<int>{before[2].id});
        QVERIFY(marked(before[2].id) > 0);
        QTest::keyClick(canvas(), Qt::Key_L); // nothing is under the pointer
        QCOMPARE(document().marks().locked, std::set<int>{before[2].id});
        QTest::mouseClick(canvas(), Qt::LeftButton, Qt::NoModifier, QPoint(3, 3)); // beside all
        QVERIFY(canvas()->chosen().empty());
        QCOMPARE(marked(before[2].id), 0);
        QVERIFY(!m_window->findChild<QWidget*>(QStringLiteral("stroke-lock"))->isEnabled());
        clickOn(middleOf(2));
        key(Qt::Key_R, Qt::ControlModifier); // another sketch: its strokes aren't those
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        QVERIFY(canvas()->chosen().empty());
    }

    /// Whatever the ink and the paper, in both themes.
    void pointingLooksOtherThanChoosing_data() {
        QTest::addColumn<QColor>("ink");
        QTest::addColumn<QColor>("paper");
        QTest::addColumn<bool>("dark");
        const QColor mark = ui::highlightInk(), other = ui::markInk(mark, Qt::white);
        QTest::newRow("usual") << QColor(Qt::black) << QColor(Qt::white) << false;
        QTest::newRow("in the dark") << QColor(Qt::black) << QColor(Qt::white) << true;
        QTest::newRow("ink as the mark") << mark << QColor(Qt::white) << false;
        QTest::newRow("paper as the mark") << QColor(Qt::white) << mark << false;
        QTest::newRow("both as marks") << mark << other << true;
    }
    void pointingLooksOtherThanChoosing() {
        QFETCH(QColor, ink);
        QFETCH(QColor, paper);
        QFETCH(bool, dark);
        drawToTheEnd();
        if (dark)
            ui::applyTheme(ui::Theme::dark);
        auto look = document().look();
        look.page.colour = ui::colourOf(ink);
        look.page.paper = ui::colourOf(paper);
        document().setLook(look);
        const int id = document().moment().strokes[4].id;
        const QRect place = canvas()->placeOf(id).adjusted(-8, -8, 8, 8);
        const QRgb markColour = ui::markInk(ink, paper).rgb();
        const auto marked = [&] { // pixels of the mark's colour
            const QImage picture = canvas()->grab(place).toImage();
            int count = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    count += picture.pixel(x, y) == markColour ? 1 : 0;
            return std::pair(picture, count);
        };
        const auto [plain, none] = marked();
        QCOMPARE(none, 0);
        canvas()->setHighlighted(id);
        const auto [pointedAt, outline] = marked();
        canvas()->setHighlighted(std::nullopt);
        QCOMPARE(marked().first, plain);
        canvas()->setChosen({id});
        const auto [chosen, recoloured] = marked();
        canvas()->setHighlighted(id);
        const auto [both, most] = marked();
        ui::applyTheme(ui::Theme::light);
        QVERIFY2(outline > 20, qPrintable(QString::number(outline)));
        QVERIFY2(recoloured > 20, qPrintable(QString::number(recoloured)));
        QVERIFY(pointedAt != chosen && both != chosen && both != pointedAt && most > recoloured);
    }

    /// The pointer is at one place only: here or there.
    void pointingEndsWhereThePointerLeft() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        view()->setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_Down);
        QCOMPARE(canvas()->chosen(), std::set<int>{before[1].id});
        QCOMPARE(canvas()->highlighted(), std::optional<int>()); // nothing is pointed at
        canvas()->setHighlighted(before[0].id);                  // by the list, before the pointer came here
        const QPoint place = canvas()->placeOf(before[5].id).center();
        QTest::mouseClick(canvas(), Qt::LeftButton, Qt::NoModifier, place);
        const auto there = canvas()->strokeAt(QPointF(place));
        QVERIFY(there && *there != before[0].id);
        QCOMPARE(canvas()->chosen(), std::set<int>{*there});
        QCOMPARE(canvas()->highlighted(), there);
        QVERIFY(!view()->model()->data(view()->model()->index(0, 0), Qt::BackgroundRole).isValid());
    }

    void allAreChosenAndMeant() {
        drawToTheEnd();
        std::set<int> all;
        for (const auto& stroke : document().moment().strokes)
            all.insert(stroke.id);
        view()->setFocus();
        press(Qt::Key_Home);
        press(Qt::Key_H); // one of them is hidden already
        press(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(canvas()->chosen(), all);
        press(Qt::Key_H);
        QCOMPARE(document().marks().hidden, all);
        press(Qt::Key_H);
        QVERIFY(document().marks().hidden.empty());
        click("stroke-lock");
        QCOMPARE(document().marks().locked, all);
        press(Qt::Key_L);
        QVERIFY(document().marks().locked.empty());
        const auto before = document().moment().strokes;
        press(Qt::Key_R);
        QCOMPARE(document().marks().reversed, all);
        press(Qt::Key_Delete);
        QVERIFY(!document().hasStrokes());
        key(Qt::Key_Z, Qt::ControlModifier); // one step, each in its place
        QCOMPARE(document().moment().strokes, before);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!document().hasStrokes());
    }

    /// During a run too, which hears of all of them.
    void severalAreDeletedInARun() {
        runLong();
        view()->setFocus();
        view()->setCurrentIndex(view()->model()->index(3, 0));
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        const auto before = document().moment().strokes;
        press(Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{13});
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 13);
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_window->desk().record().strokesOf(0), 16);
        for (std::size_t k = 0; k < before.size(); ++k)
            QCOMPARE(document().moment().strokes[k].id, before[k].id);
        QCOMPARE(canvas()->chosen(), (std::set<int>{before[3].id, before[4].id, before[5].id})); // as before it
    }

    /// A click with Ctrl takes a stroke out of the choice and leaves the frame there: the menu is about what the
    /// buttons are about.
    void theMenuKeyIsAboutWhatIsChosen() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        view()->setFocus();
        view()->setCurrentIndex(view()->model()->index(3, 0));
        press(Qt::Key_Down, Qt::ShiftModifier);
        press(Qt::Key_Down, Qt::ShiftModifier);
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, Qt::ControlModifier,
                          view()->visualRect(view()->model()->index(5, 0)).center());
        QCOMPARE(view()->currentIndex().row(), 5);
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(), QPoint());
        QApplication::sendEvent(view()->viewport(), &asked);
        auto* menu = m_window->findChild<QMenu*>(QStringLiteral("strokeMenu"));
        QVERIFY(menu != nullptr);
        menu->actions().front()->trigger();
        menu->close();
        QCOMPARE(document().marks().locked, (std::set<int>{before[3].id, before[4].id}));
    }

    void aClickOnTheCanvasChooses() {
        drawToTheEnd();
        const auto stroke = document().moment().strokes[5];
        QTest::mouseClick(canvas(), Qt::LeftButton, Qt::NoModifier, canvas()->placeOf(stroke.id).center());
        const int row = view()->currentIndex().row();
        QVERIFY(row >= 0);
        canvas()->setFocus();
        const int chosen = document().moment().strokes[static_cast<std::size_t>(row)].id;
        canvas()->setHighlighted(chosen);
        QTest::keyClick(canvas(), Qt::Key_R);
        QCOMPARE(document().marks().reversed, std::set<int>{chosen});
    }

    void withoutAStrokeNothingIsDone() {
        drawToTheEnd();
        view()->setFocus();
        press(Qt::Key_Home);
        while (document().hasStrokes())
            press(Qt::Key_Delete);
        QCOMPARE(state(), RunState::loaded);
        QCOMPARE(action("primary")->text(), QStringLiteral("Sketch"));
        const auto* status = m_window->findChild<QLabel*>(QStringLiteral("status"));
        QVERIFY2(!status->text().contains(QStringLiteral("Done")), qPrintable(status->text()));
        QVERIFY(!action("continue")->isEnabled() && !action("quickExport")->isEnabled());
        key(Qt::Key_Z, Qt::ControlModifier); // the last one is back
        QCOMPARE(state(), RunState::done);
        QCOMPARE(action("primary")->text(), QStringLiteral("Draw on"));
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(state(), RunState::loaded);
        QCOMPARE(m_script->draws.load(), 1); // nothing is drawn unasked
        key(Qt::Key_F5);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(strokes(), std::size_t{16});
    }
};

QTEST_MAIN(StrokeListTest)
#include "stroke_list_test.moc"
