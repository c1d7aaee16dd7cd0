// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/plots/plot_legend.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"
#include "vector/svg_reader.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdlib>

using namespace croquis;
using ui::RunState;

/// The view of levels is one that is looked at: what was drawn before is not lost to it.
class LevelsTest : public test::WindowTest {
    Q_OBJECT

  private:
    std::vector<vector::SketchRecord> exported() {
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QFile::remove(file);
        quickExport();
        if (!QFile::exists(file))
            return {};
        return vector::readProvenance(file.toStdString()).sketches;
    }
    /// Pixels in each level's colour, and in that of the focus.
    static std::array<int, 5> levelsIn(const QWidget* widget) {
        std::array<int, 5> counts{};
        const QImage picture = const_cast<QWidget*>(widget)->grab().toImage();
        const QColor focus = QGuiApplication::palette().color(QPalette::Highlight);
        const auto isNear = [](const QColor& a, const QColor& b) {
            return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue()) < 40;
        };
        for (int y = 0; y < picture.height(); ++y)
            for (int x = 0; x < picture.width(); ++x)
                for (int k = 0; k < 5; ++k)
                    counts[static_cast<std::size_t>(k)] +=
                        isNear(picture.pixelColor(x, y), k < 4 ? ui::levelColour(k) : focus);
        return counts;
    }
    void drawLevels() {
        const int draws = m_script->draws;
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), draws + 1);
        QTRY_COMPARE(state(), RunState::done);
    }

  private Q_SLOTS:
    /// Looking draws nothing: the view says what its button does, and the sketch's list and timeline stay.
    void theyAreDrawnWhenTheyAreAskedFor() {
        drawToTheEnd();
        const auto before = document().moment().strokes;
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        const auto* view = m_window->findChild<ui::LevelsView*>();
        const int iterations = plot->iterationCount();
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(view->isVisible() && !canvas()->isVisible());
        const auto* promise = view->findChild<QLabel*>(QStringLiteral("levelsPromise"));
        QVERIFY(promise->isVisible());
        for (const char* words : {"4, 8, 16 and 32 strokes", "Undo brings this sketch back"})
            QVERIFY2(promise->text().contains(QLatin1String(words)), qPrintable(promise->text()));
        QTRY_VERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), 1);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(plot->iterationCount(), iterations);
        QCOMPARE(exported().size(), std::size_t{1}); // what is exported is the sketch still
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, before);
        QVERIFY(canvas()->isVisible());
        QCOMPARE(m_script->draws.load(), 1);
        drawLevels();
        QVERIFY(view->isVisible() && !promise->isVisible());
        QCOMPARE(view->levels().size(), std::size_t{4});
    }

    void aPhotoThatWaitsIsNotDrawnByLookingEither() {
        setAutoStart(false);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::loaded);
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
        QCOMPARE(m_script->draws.load(), 0);
        m_script->place.close();
        key(Qt::Key_F5); // the sketch, and that is what is looked at
        QTRY_COMPARE(m_script->draws.load(), 1);
        QVERIFY(canvas()->isVisible() && action("viewSketch")->isChecked());
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!m_window->desk().record().isLevels());
    }

    /// What is said in their place is true of the photo that is there.
    void whatIsPromisedIsTrue() {
        const auto* view = m_window->findChild<ui::LevelsView*>();
        const auto* promise = view->findChild<QLabel*>(QStringLiteral("levelsPromise"));
        setAutoStart(false);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::loaded);
        const auto isOffered = [&] {
            return promise->isVisible() && view->findChild<QWidget*>(QStringLiteral("drawLevels"))->isVisible() &&
                   !promise->text().contains(QStringLiteral("this sketch")); // there is none
        };
        askForLevels();
        QTRY_COMPARE(state(), RunState::done);
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::loaded);
        QVERIFY2(isOffered(), qPrintable(promise->text()));
        m_script->first.close();
        click("drawLevels");
        QTRY_VERIFY(state() == RunState::running && m_window->desk().isComing());
        QVERIFY(promise->isVisible());
        QCOMPARE(promise->text(), QStringLiteral("4, 8, 16 and 32 strokes are drawn here."));
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        key(Qt::Key_1, Qt::ControlModifier);
        m_window->desk().drawSketch();
        QTRY_VERIFY(state() == RunState::running && !m_window->desk().isComing());
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(promise->text().contains(QStringLiteral("when this sketch is done")));
    }

    void undoingThemBringsTheSketchBack() {
        drawToTheEnd();
        document().removeStroke(3);
        const auto before = document().moment().strokes;
        drawLevels();
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, before);
        QVERIFY(canvas()->isVisible());
        QVERIFY(action("viewSketch")->isChecked());
        QCOMPARE(exported().size(), std::size_t{1});
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        key(Qt::Key_3, Qt::ControlModifier); // the board came back with them
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
        QCOMPARE(m_window->findChild<ui::LevelsView*>()->levels().size(), std::size_t{4});
        QCOMPARE(exported().size(), std::size_t{4});
        QCOMPARE(m_script->draws.load(), 2);
    }

    /// They were promised for the end of a run that was then stopped: the view is the sketch's again, and they are a
    /// click away.
    void levelsThatDontComeAreNotLookedAt() {
        runLong();
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(action("viewSketch")->isChecked());
        QVERIFY(canvas()->isVisible());
        m_script->iterations = 60;
        drawLevels();
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
    }

    void anExportWhileTheyArePreparedIsOfWhatIsShown() {
        drawToTheEnd();
        m_script->place.close();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        const auto sketches = exported();
        QCOMPARE(sketches.size(), std::size_t{1});
        QCOMPARE(sketches[0].curves.size(), std::size_t{16});
        QVERIFY(canvas()->isVisible());
    }

    void drawingOnShowsWhatIsDrawn() {
        drawToTheEnd();
        drawLevels();
        click("primaryButton");
        QTRY_COMPARE(m_script->draws.load(), 3);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(canvas()->isVisible() && action("viewSketch")->isChecked());
        const auto sketches = exported();
        QCOMPARE(sketches.size(), std::size_t{1});
        QCOMPARE(sketches[0].curves[0][0], static_cast<float>(document().moment().strokes[0].curve.points[0].x));
        QCOMPARE(m_script->draws.load(), 3);
    }

    void theyComeAfterASketchThatIsDrawnStill() {
        runLong();
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible()); // says that they come
        m_script->iterations = 0;
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(m_window->findChild<ui::LevelsView*>()->levels().size(), std::size_t{4});
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), std::size_t{16});
        QVERIFY(!m_window->desk().record().isLevels());
    }

    /// What was to come after the sketch doesn't once that is stopped: the view says so, and may be asked for again.
    void aStopLeavesTheViewOfWhatWontCome() {
        runLong();
        key(Qt::Key_3, Qt::ControlModifier);
        QVERIFY(action("viewLevels")->isChecked());
        canvas()->setFocus();
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(action("viewSketch")->isChecked());
        QVERIFY(canvas()->isVisible());
        m_script->iterations = 20;
        drawLevels();
        QVERIFY(action("viewLevels")->isChecked());
        QCOMPARE(m_window->findChild<ui::LevelsView*>()->levels().size(), std::size_t{4});
    }

    /// Curve, status and marked level are of one sketch.
    void theTimelineIsOfTheMarkedLevel() {
        m_script->leader = 0;
        key(Qt::Key_3, Qt::ControlModifier);
        runLong();
        QCOMPARE(m_window->desk().record().sketch(), std::size_t{2});
        m_window->desk().pauseOrResume();
        QTRY_VERIFY(m_window->controller().isHeld());
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        QTRY_COMPARE(plot->iterationCount(), document().sketch().iteration + 1);
        QCOMPARE(plot->totalAt(document().sketch().iteration).value_or(0), document().sketch().loss.total);
        QVERIFY(document().sketch().loss.total > 3);
    }

    /// Whoever was in the middle of the window stays there: what is typed after the click changes no setting.
    void whoDrawsLevelsAndLeavesThemIsInNoField() {
        drawToTheEnd();
        const auto staysInTheMiddle = [&](const char* when) {
            auto* focused = QApplication::focusWidget();
            const bool inside = focused != nullptr && m_window->centralWidget()->isAncestorOf(focused);
            QVERIFY2(inside, qPrintable(QStringLiteral("%1: %2").arg(
                                 QLatin1String(when), focused != nullptr ? focused->objectName() : QString())));
            const auto settings = document().settings();
            for (const auto typed : {Qt::Key_7, Qt::Key_Up}) // neither is a key of the canvas at this zoom
                QTest::keyClick(focused, typed);
            QCOMPARE(document().settings(), settings);
            QVERIFY(QApplication::focusWidget()->isVisible());
        };
        QTest::mouseClick(canvas(), Qt::LeftButton);
        key(Qt::Key_3, Qt::ControlModifier);
        staysInTheMiddle("offered");
        click("drawLevels");
        QTRY_VERIFY(!isResting());
        QTRY_COMPARE(state(), RunState::done);
        const auto* view = m_window->findChild<ui::LevelsView*>();
        QVERIFY(view->isVisible());
        staysInTheMiddle("drawn");
        click("level1"); // makes it the sketch
        QVERIFY(canvas()->isVisible());
        QCOMPARE(QApplication::focusWidget(), canvas());
        staysInTheMiddle("promoted");
        key(Qt::Key_3, Qt::ControlModifier);
        m_window->findChild<QAbstractButton*>(QStringLiteral("level2"))->setFocus(Qt::TabFocusReason);
        click("viewSketchButton");
        QCOMPARE(QApplication::focusWidget(), canvas());
        key(Qt::Key_3, Qt::ControlModifier);
        m_window->findChild<QAbstractButton*>(QStringLiteral("level2"))->setFocus(Qt::TabFocusReason);
        key(Qt::Key_Z, Qt::ControlModifier); // the choice of a level; then their being drawn
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(view->levels().empty() && canvas()->isVisible());
        QCOMPARE(QApplication::focusWidget(), canvas());
    }

    /// Frame, caption, curve and legend of a level are of one colour, which is no other's nor that of the focus.
    void eachHasItsColour_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void eachHasItsColour() {
        QFETCH(bool, dark);
        const ui::Language spoken{QLocale(QLocale::English)};
        drawToTheEnd();
        drawLevels();
        ui::applyTheme(dark ? ui::Theme::dark : ui::Theme::light);
        m_window->findChild<QWidget*>(QStringLiteral("strokesBox"))->setFocus();
        const auto* legend = m_window->findChild<ui::PlotLegend*>();
        QCOMPARE(legend->accessibleDescription().section(QStringLiteral(", "), 0, 3),
                 QStringLiteral("4 strokes, 8 strokes, 16 strokes, 32 strokes"));
        QTRY_VERIFY(!m_window->findChild<ui::LossPlot*>()->isResting());
        const auto isLegendLaidOut = [&] {
            const auto counts = levelsIn(legend);
            return std::all_of(counts.begin(), counts.begin() + 4, [](int count) { return count > 8; });
        };
        QTRY_VERIFY(isLegendLaidOut());
        const auto inPlot = levelsIn(m_window->findChild<ui::LossPlot*>());
        for (int level = 0; level < 4; ++level) {
            QVERIFY2(inPlot[static_cast<std::size_t>(level)] > 20,
                     qPrintable(QStringLiteral("%1: %2").arg(level).arg(inPlot[static_cast<std::size_t>(level)])));
            const auto inTile = levelsIn(m_window->findChild<QWidget*>(QStringLiteral("level%1").arg(level)));
            for (int other = 0; other < 4; ++other)
                QVERIFY2(other == level ? inTile[other] > 300 : inTile[other] == 0,
                         qPrintable(QStringLiteral("%1 in %2: %3").arg(other).arg(level).arg(inTile[other])));
            QCOMPARE(inTile[4], 0);
        }
        auto* tile = m_window->findChild<QWidget*>(QStringLiteral("level3"));
        tile->setFocus(Qt::TabFocusReason);
        QVERIFY(levelsIn(tile)[4] > 300);
        QVERIFY(levelsIn(tile)[3] > 300);
        click("primaryButton"); // one sketch again: its terms have the colours
        QTRY_COMPARE(m_script->draws.load(), 3);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(legend->accessibleDescription(), QStringLiteral("total, edges, embedding"));
        ui::applyTheme(ui::Theme::light);
    }

    /// What people read of an export is in the window's language; English is as the command line writes it.
    void anExportSpeaksTheWindowsLanguage_data() {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("caption");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("of");
        QTest::newRow("English") << QLocale(QLocale::English) << QStringLiteral("8 strokes")
                                 << QStringLiteral("Sketch of photo.jpg") << QStringLiteral("4 levels of abstraction");
        QTest::newRow("German") << QLocale(QLocale::German) << QStringLiteral("8 Striche")
                                << QStringLiteral("Skizze von photo.jpg") << QStringLiteral("4 Stufen der Abstraktion");
    }
    void anExportSpeaksTheWindowsLanguage() {
        QFETCH(QLocale, locale);
        QFETCH(QString, caption);
        QFETCH(QString, title);
        QFETCH(QString, of);
        const ui::Language spoken(locale);
        makeWindow();
        drawToTheEnd();
        drawLevels();
        QCOMPARE(exported().size(), std::size_t{4});
        const auto file = vector::readSvg(m_folder->filePath(QStringLiteral("photo.svg")).toStdString());
        QCOMPARE(file.captions.size(), std::size_t{4});
        QCOMPARE(QString::fromStdString(file.captions[1].text), caption);
        QCOMPARE(QString::fromStdString(file.title), title);
        QVERIFY2(file.description.starts_with(of.toStdString() + ", "), file.description.c_str());
    }

    /// As on the canvas: white on white there would be nothing.
    void lightInkLiesOnChequers() {
        drawToTheEnd();
        drawLevels();
        const auto darkPixels = [this] {
            const QImage picture = m_window->findChild<QWidget*>(QStringLiteral("level0"))->grab().toImage();
            int dark = 0;
            for (int y = 0; y < picture.height(); ++y)
                for (int x = 0; x < picture.width(); ++x)
                    dark += picture.pixelColor(x, y).lightnessF() < 0.75 ? 1 : 0;
            return static_cast<double>(dark) / (picture.width() * picture.height());
        };
        const double black = darkPixels();
        auto look = document().look();
        look.page.colour = {255, 255, 255};
        document().setLook(look);
        QVERIFY2(black < 0.2 && darkPixels() > 0.4, qPrintable(QStringLiteral("%1, %2").arg(black).arg(darkPixels())));
    }

    /// Before it is written, and of the file.
    void theExportSaysHowManyThereAre() {
        const ui::Language spoken{QLocale(QLocale::English)};
        makeWindow();
        const auto described = [this] {
            QString text;
            QTimer::singleShot(0, this, [&] {
                auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("exportDialog"));
                for (const auto* label : dialog->findChildren<QLabel*>(QStringLiteral("caption")))
                    text += label->isVisible() ? label->text() : QString();
                dialog->reject();
            });
            action("export")->trigger();
            return text;
        };
        drawToTheEnd();
        const QString one = described();
        QVERIFY2(!one.isEmpty() && !one.contains(QStringLiteral("level")), qPrintable(one));
        m_window->activateWindow();                           // after a dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get())); // else it takes no keys
        drawLevels();
        const QString four = described();
        QVERIFY2(four.startsWith(QStringLiteral("4 levels side by side, of 4, 8, 16, and 32 strokes.")),
                 qPrintable(four));
        quickExport();
        QVERIFY2(message().contains(QStringLiteral("(4 levels, 800 x 200 mm)")), qPrintable(message()));
    }

    /// A field keeps the keys whatever the view.
    void whoIsInAFieldStaysThere() {
        drawToTheEnd();
        auto* field = m_window->findChild<QWidget*>(QStringLiteral("strokesBox"));
        field->setFocus();
        key(Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), field);
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), field);
    }

    /// Tab goes from one to the next and on to the settings, Space pauses as on the canvas, and a tile is no trap.
    void theyAreReachedByTab() {
        m_script->iterations = 20;
        drawToTheEnd();
        canvas()->setFocus();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        askForLevels();
        QTRY_COMPARE(m_window->findChild<ui::LevelsView*>()->levels().size(), std::size_t{4});
        QTRY_COMPARE(state(), RunState::running);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
        QTRY_COMPARE(state(), RunState::paused);
        QVERIFY(m_window->findChild<ui::LevelsView*>()->isVisible());
        for (const char* tile : {"level0", "level1", "level2", "level3"}) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            QCOMPARE(QApplication::focusWidget()->objectName(), QLatin1String(tile));
        }
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const auto* settings = m_window->findChild<QWidget*>(QStringLiteral("settingsDock"));
        QVERIFY2(settings->isAncestorOf(QApplication::focusWidget()),
                 qPrintable(QApplication::focusWidget()->objectName()));
    }

    void allHiddenLevelsAreNoFile() {
        drawToTheEnd();
        drawLevels();
        for (std::size_t level = 0; level < 4; ++level) {
            m_window->desk().choose(level);
            auto marks = document().marks();
            for (const auto& stroke : document().moment().strokes)
                marks.hidden.insert(stroke.id);
            document().setMarks(marks);
        }
        QVERIFY(exported().empty());
        QVERIFY2(message().contains(QStringLiteral("hidden")), qPrintable(message()));
    }
};

QTEST_MAIN(LevelsTest)
#include "levels_test.moc"
