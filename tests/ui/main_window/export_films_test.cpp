// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/format_driver.hpp"

#include "ui/canvas/sketch_canvas.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/plots/loss_plot.hpp"
#include "vector/brush/brush_file.hpp"

#include <QAction>
#include <QImageReader>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>

using namespace croquis;
using ui::RunState;

/// What moves leaves the window too; in the background, with a real cancel.
class ExportFilmsTest : public test::FormatDriver {
    Q_OBJECT

  private:
    /// A film of many frames, under way.
    void beginLongFilm() {
        inTheDialog([&] {
            format()->setCurrentIndex(mp4);
            type(QStringLiteral("long.mp4"));
            setFilm(600, 0, 1080);
            exportAnd("keep");
        });
        QTRY_VERIFY(inWindow("exportBar")->isVisible());
    }

  private Q_SLOTS:
    void everythingThatMoves() {
        drawToTheEnd();
        exportAs(animatedSvg, QStringLiteral("m.svg"));
        QCOMPARE(content("m.svg").count("@keyframes"), static_cast<int>(strokes()));
        exportAs(animatedSvg, QStringLiteral("c.svg"), [&] { part<QComboBox>("exportMotion")->setCurrentIndex(1); });
        QVERIFY(content("c.svg").count("d:path(") > static_cast<int>(strokes()));
        exportAs(gif, QStringLiteral("m.gif"), [&] { setFilm(1, 0.5, 80); });
        QCOMPARE(QImageReader(path("m.gif")).imageCount(), 26);
        exportAs(mp4, QStringLiteral("m.mp4"), [&] {
            setFilm(0.5, 0.1, 64);
            part<QComboBox>("exportMotion")->setCurrentIndex(1);
        });
        QVERIFY(content("m.mp4").mid(4, 4) == "ftyp");
        for (const char* file : {"m.svg", "c.svg", "m.gif", "m.mp4"})
            QCOMPARE(record(QLatin1String(file)).sketches.size(), std::size_t{1});
    }

    /// The timeline and the export say the same of a sketch, also of one that is back.
    void whatTheTimelineShowsCanConverge() {
        const auto curve = [this] { return m_window->findChild<ui::LossPlot*>()->iterationCount(); };
        const auto why = [this] {
            QString said;
            inTheDialog([&] {
                format()->setCurrentIndex(gif);
                const auto* label = part<QLabel>("exportWhy");
                said = label->isVisible() ? label->text() : QString();
                QCOMPARE(part<QComboBox>("exportMotion")->isEnabled(), said.isEmpty());
            });
            m_window->activateWindow(); // after the dialog
            [this] { QVERIFY(QTest::qWaitForWindowActive(m_window.get())); }();
            return said;
        };
        drawToTheEnd();
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(curve() > 1);
        QCOMPARE(why(), QString());
        askForLevels();
        QTRY_VERIFY(m_window->desk().record().isLevels() && state() == RunState::done);
        QVERIFY(curve() > 1);
        QCOMPARE(why(), QStringLiteral("Levels side by side can't be shown converging: choose one of them first."));
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(why(), QString());
        QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("lossPlot")), Qt::Key_Home);
        click("useMoment");
        QVERIFY(curve() > 1);
        QCOMPARE(why(), QStringLiteral("This is where the run began: it hasn't converged yet."));
        m_window->close();
        makeWindow(); // where nobody knows its run
        m_window->begin({});
        click("bringAside");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(curve(), 0);
        QVERIFY(m_window->desk().record().isLevels()); // all of them were put aside
        key(Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(why(), QStringLiteral("How it converged isn't known any more."));
    }

    void whatCannotConvergeIsNotOffered() {
        drawToTheEnd();
        auto look = document().look();
        look.page.brush = vector::brushFromText("ink");
        document().setLook(look);
        inTheDialog([&] {
            format()->setCurrentIndex(animatedSvg);
            QVERIFY(!part<QComboBox>("exportMotion")->isEnabled());
            format()->setCurrentIndex(gif); // pixels can
            QVERIFY(part<QComboBox>("exportMotion")->isEnabled());
        });
    }

    void cancellingLeavesNothing_data() {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("by its button") << false;
        QTest::newRow("by Esc") << true;
    }
    void cancellingLeavesNothing() {
        QFETCH(bool, byKey);
        drawToTheEnd();
        const auto before = files();
        auto* bar = m_window->findChild<ui::MessageBar*>();
        bar->show(ui::MessageBar::Kind::warning, QStringLiteral("What went wrong before."));
        bar->markAsNews();
        QVERIFY(!action("stop")->isEnabled());
        beginLongFilm();
        QVERIFY2(message().isEmpty(), qPrintable(message()));
        auto* progress = inWindow("exportBar")->findChild<QProgressBar*>();
        const auto* text = qobject_cast<QLabel*>(inWindow("exportText"));
        QTRY_VERIFY(progress->value() > 0);
        QVERIFY2(text->text().contains(QStringLiteral("long.mp4")), qPrintable(text->text()));
        QSignalSpy ended(m_window->findChild<ui::ExportTasks*>(), &ui::ExportTasks::ended);
        if (byKey) {
            m_window->activateWindow(); // after the dialog
            QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
            key(Qt::Key_Escape);
        } else {
            click("exportCancel");
        }
        QVERIFY(ended.wait(2000));
        QVERIFY(!action("stop")->isEnabled());
        QTRY_VERIFY(!inWindow("exportBar")->isVisible());
        QVERIFY2(message().contains(QStringLiteral("nothing was written")), qPrintable(message()));
        QCOMPARE(files(), before);
    }

    /// Also where the name was free when it was ordered.
    void progressSaysTheNameThatIsWritten() {
        drawToTheEnd();
        auto* tasks = m_window->findChild<ui::ExportTasks*>();
        ui::ExportOrder order;
        order.drawing = ui::drawingOf(m_window->desk(), document().look());
        order.file = path("twice.svg");
        QSignalSpy began(tasks, &ui::ExportTasks::began), ended(tasks, &ui::ExportTasks::ended);
        tasks->write(order);
        tasks->write(order);
        QTRY_COMPARE(ended.count(), 2);
        QCOMPARE(began.at(0).front().toString(), path("twice.svg"));
        QCOMPARE(began.at(1).front().toString(), path("twice-2.svg"));
        QCOMPARE(ended.at(1).front().value<ui::ExportOutcome>().file, path("twice-2.svg"));
    }

    /// What waits is told of, in the progress and to whoever closes, and its names are taken.
    void whatWaitsIsToldOf() {
        drawToTheEnd();
        beginLongFilm();
        const auto* text = qobject_cast<QLabel*>(inWindow("exportText"));
        QVERIFY2(!text->text().contains(QStringLiteral("waiting")), qPrintable(text->text()));
        QString offered, asked;
        inTheDialog([&] {
            format()->setCurrentIndex(mp4);
            setFilm(0.2, 0, 64);
            type(QStringLiteral("second.mp4"));
            exportAnd("keep");
        });
        for (const char* answer : {"keep", "replace"})
            inTheDialog([&] {
                format()->setCurrentIndex(mp4);
                setFilm(0.2, 0, 64);
                type(QStringLiteral("second.mp4"));
                asked = exportAnd(answer);
            });
        QCOMPARE(asked, QStringLiteral("second.mp4 is still to be written. Replace it then?"));
        QTRY_VERIFY2(text->text().contains(QStringLiteral("long.mp4")) &&
                         text->text().contains(QStringLiteral("2 more waiting")),
                     qPrintable(text->text()));
        QVERIFY(!m_window->close());
        QVERIFY2(message().contains(QStringLiteral("long.mp4 is still being written, and 2 more waiting")),
                 qPrintable(message()));
        m_window->findChild<ui::MessageBar*>()->clear();
        click("exportCancel");
        QTRY_VERIFY(!m_window->findChild<ui::ExportTasks*>()->isBusy());
        QVERIFY(QFile::exists(path("second.mp4")));
        QVERIFY(!QFile::exists(path("second-2.mp4")) && !QFile::exists(path("long.mp4")));
    }

    /// Neither the page nor what is said above it.
    void progressCoversNothing() {
        drawToTheEnd();
        m_window->findChild<ui::MessageBar*>()->clear();
        const auto place = [this](const QWidget* widget) {
            return QRect(widget->mapTo(m_window.get(), QPoint()), widget->size());
        };
        const QRect before = place(canvas());
        beginLongFilm();
        m_window->grab(); // lays out
        QCOMPARE(place(canvas()), before);
        const auto* bar = inWindow("exportBar");
        QVERIFY(!place(bar).intersects(place(m_window->centralWidget())));
        for (const int width : {1280, 1024, 700}) {
            m_window->resize(width, 640);
            m_window->grab();
            QTRY_COMPARE(m_window->width(), width);
            QVERIFY(m_window->rect().contains(place(inWindow("exportCancel"))));
        }
        click("exportCancel");
        QTRY_VERIFY(!m_window->findChild<ui::ExportTasks*>()->isBusy());
    }

    void theWindowGoesOnMeanwhile() {
        drawToTheEnd();
        beginLongFilm();
        const int draws = m_script->draws;
        m_window->activateWindow(); // after the dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        key(Qt::Key_R, Qt::ControlModifier); // another sketch
        QTRY_COMPARE(m_script->draws.load(), draws + 1);
        QTRY_COMPARE(state(), RunState::done);
        quickExport();
        QVERIFY2(message().contains(QStringLiteral(".svg")), qPrintable(message()));
        click("exportCancel");
        QTRY_VERIFY(!m_window->findChild<ui::ExportTasks*>()->isBusy());
    }

    void closingAsksAboutWhatIsBeingWritten() {
        drawToTheEnd();
        const auto before = files();
        beginLongFilm();
        QVERIFY(!m_window->close());
        QVERIFY2(message().contains(QStringLiteral("long.mp4 is still being written")), qPrintable(message()));
        m_window->activateWindow(); // after the dialog
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        key(Qt::Key_Escape); // no: the window stays, and the film is written
        QCOMPARE(message(), QString());
        const QSignalSpy progressed(m_window->findChild<ui::ExportTasks*>(), &ui::ExportTasks::progressed);
        QTRY_VERIFY(progressed.count() > 5);
        QVERIFY(!m_window->close());
        click("messageAction");
        QVERIFY(!m_window->isVisible());
        m_window.reset(); // waits for the writer, which stops
        QCOMPARE(files(), before);
    }
};

QTEST_MAIN(ExportFilmsTest)
#include "export_films_test.moc"
