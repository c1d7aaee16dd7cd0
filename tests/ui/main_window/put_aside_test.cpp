// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/main_window/window_actions.hpp"
#include "ui/panels/photo_panel.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/window_test.hpp"
#include "vector/provenance_file.hpp"

#include <QApplication>
#include <QClipboard>
#include <QDateTime>
#include <QDir>
#include <QImage>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

#include <set>
#include <utility>
#include <vector>

using namespace croquis;
using ui::RunState;

/// Sketches that give way before they were exported.
class PutAsideTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void aSketchThatWasNotExportedIsPutAside() {
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        const auto shown = document().moment().strokes;
        const auto look = document().look();
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QStringLiteral("The sketch of photo.jpg was put aside."));
        const auto other = document().moment().strokes;
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QVERIFY(document().look() == look);
        m_window->close(); // ending the program loses nothing either
        makeWindow();
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        const auto names = menu->actions();
        QCOMPARE(names.size(), 2); // what was brought back lies there once
        for (auto* each : names)
            if (each->text().startsWith(QStringLiteral("other"))) {
                each->trigger();
                break;
            }
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, other);
    }

    /// By its photo, its strokes and its time, on the start page and in the menu.
    void sketchesOfOnePhotoAreToldApart() {
        const auto drawWith = [this](int count) {
            auto settings = document().settings();
            settings.strokes = count;
            document().setSettings(settings);
            drop({photo("fox & hen.jpg")});
            QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("fox & hen.jpg - Croquis"));
            QTRY_VERIFY(state() == RunState::done && static_cast<int>(strokes()) == count);
            m_window->close();
            makeWindow();
        };
        drawWith(8);
        drawWith(12);
        const auto files = ui::putAsideSketches();
        QCOMPARE(files.size(), 2);
        QStringList names;
        for (const auto& file : files) {
            const auto [name, rest] = ui::nameOfPutAside(file);
            QCOMPARE(name, QStringLiteral("fox & hen.jpg"));
            names += QStringLiteral("fox && hen.jpg, ") + rest;
        }
        QVERIFY(names.filter(QStringLiteral(" 8 stroke")).size() == 1);
        QVERIFY(names.filter(QStringLiteral(" 12 stroke")).size() == 1);
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        QStringList listed;
        for (const auto* each : menu->actions())
            listed += each->text();
        QCOMPARE(listed, names);
        m_window->begin({});
        const auto* onPage = m_window->findChild<QPushButton*>(QStringLiteral("bringAside"));
        QTRY_VERIFY(onPage->isVisible());
        QCOMPARE(onPage->text(),
                 QStringLiteral("Bring back fox && hen.jpg, %1").arg(ui::nameOfPutAside(files.front()).rest));
        m_window->resize(640, 600); // it has room all the same
        m_window->grab();
        QVERIFY(onPage->parentWidget()->rect().contains(onPage->geometry()));
    }

    /// Its middle gives way wherever it is said, and what is below a photo tells it in full.
    void aNameAsLongAsAFilesMakesNothingTooWide() {
        const QByteArray name = QByteArray("beginning-") + QByteArray(236, 'x') + "-end.jpg";
        m_window->resize(1024, 640);
        drop({photo(name.constData())});
        QTRY_COMPARE(state(), RunState::done);
        const auto isBrief = [](const QString& text) {
            return text.contains(QStringLiteral("beginning-")) && text.contains(QStringLiteral("-end")) &&
                   text.size() < 90;
        };
        QVERIFY2(isBrief(m_window->windowTitle()), qPrintable(m_window->windowTitle()));
        const auto* caption = m_window->findChild<ui::PhotoPanel*>()->findChild<QLabel*>(QStringLiteral("caption"));
        QVERIFY(caption->toolTip().contains(QLatin1String(name)));
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        const auto* said = m_window->findChild<QLabel*>(QStringLiteral("messageText"));
        QVERIFY2(isBrief(said->text()), qPrintable(said->text()));
        auto* bar = m_window->findChild<ui::MessageBar*>();
        const QString path = m_window->windowTitle() + QLatin1Char('/') + QLatin1String(name);
        bar->show(ui::MessageBar::Kind::hint, path); // as of an export
        QCOMPARE(message(), path);
        QVERIFY2(isBrief(said->text()), qPrintable(said->text()));
        QVERIFY(said->toolTip().contains(QLatin1String(name)));
        bar->show(ui::MessageBar::Kind::hint, QStringLiteral("Short."));
        m_window->grab(); // lays out
        const int least = m_window->minimumSizeHint().width();
        bar->show(ui::MessageBar::Kind::hint, QString(600, QLatin1Char('W')));
        m_window->grab();
        QCOMPARE(m_window->minimumSizeHint().width(), least);
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        QVERIFY2(isBrief(menu->actions().front()->text()), qPrintable(menu->actions().front()->text()));
        auto* recent = m_window->findChild<ui::WindowActions*>()->recentMenu();
        Q_EMIT recent->aboutToShow();
        QVERIFY2(isBrief(recent->actions().at(1)->text()), qPrintable(recent->actions().at(1)->text()));
        QVERIFY(recent->actions().at(1)->toolTip().contains(QLatin1String(name)));
        QVERIFY(menu->sizeHint().width() < 640 && recent->sizeHint().width() < 640);
    }

    /// However the program ended: the bar offers the sketch until it is brought back, the start page always.
    void aRestartOffersTheLast_data() {
        QTest::addColumn<QString>("end");
        for (const char* end : {"closed", "asked to end", "broken off after another photo"})
            QTest::addRow("%s", end) << QString::fromLatin1(end);
    }
    void aRestartOffersTheLast() {
        QFETCH(QString, end);
        m_window->begin({});
        QCOMPARE(offered(), QString());
        const auto* onPage = m_window->findChild<QPushButton*>(QStringLiteral("bringAside"));
        QVERIFY(!onPage->isVisible()); // there is none yet
        drawToTheEnd();
        ui::StrokeMarks marks = document().marks();
        marks.hidden = {2};
        marks.locked = {3, 5};
        document().setMarks(marks);
        const auto shown = document().visibleStrokes();
        if (end == QStringLiteral("closed")) {
            m_window->close();
        } else if (end == QStringLiteral("asked to end")) {
            m_window->closeUnasked();
        } else {
            drop({photo("other.jpg")});
            QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
        }
        makeWindow();
        m_window->begin({});
        QCOMPARE(message(), QStringLiteral("The sketch of photo.jpg was put aside."));
        QCOMPARE(offered(), QStringLiteral("Bring it back"));
        onPage = m_window->findChild<QPushButton*>(QStringLiteral("bringAside"));
        QTRY_VERIFY(onPage->isVisible());
        const auto [name, rest] = ui::nameOfPutAside(ui::putAsideSketches().front());
        QCOMPARE(name, QStringLiteral("photo.jpg"));
        QVERIFY2(rest.startsWith(QStringLiteral("16 stroke(s), ")), qPrintable(rest));
        QCOMPARE(onPage->text(), QStringLiteral("Bring back photo.jpg, %1").arg(rest));
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(document().marks().locked, (std::set<int>{3, 5}));
        makeWindow(); // it was brought back: only the page still has it
        m_window->begin({});
        QCOMPARE(message(), QString());
        QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("bringAside"))->isVisible());
        click("bringAside");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(document().marks().locked, (std::set<int>{3, 5}));
        m_window->close(); // as it was brought back it is kept again, once
        QCOMPARE(ui::putAsideSketches().size(), 1);
        makeWindow();
        m_window->begin({photo("other.jpg"), photo("kept.jpg")}); // how many wait is said in the offer's place
        QTRY_COMPARE(state(), RunState::done);
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        menu->actions().front()->trigger();
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(document().marks().locked, (std::set<int>{3, 5}));
    }

    /// What it is told apart by in its folder is nobody's business.
    void aPastedPictureIsCalledThat() {
        QImage image(80, 60, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QApplication::clipboard()->setImage(image);
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        const QString called = QStringLiteral("Pasted photo, ");
        QVERIFY2(m_window->windowTitle().startsWith(called), qPrintable(m_window->windowTitle()));
        QVERIFY(!m_window->windowTitle().contains(QStringLiteral("pasted-")));
        const auto* caption = m_window->findChild<ui::PhotoPanel*>()->findChild<QLabel*>(QStringLiteral("caption"));
        QVERIFY2(caption->toolTip().startsWith(called), qPrintable(caption->toolTip()));
        QVERIFY2(canvas()->spokenDescription().contains(called), qPrintable(canvas()->spokenDescription()));
        QVERIFY2(action("quickExport")->toolTip().contains(QStringLiteral("pasted.svg")),
                 qPrintable(action("quickExport")->toolTip()));
        drop({photo("other.jpg")});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("The sketch of Pasted photo, ")) &&
                         message().endsWith(QStringLiteral(" was put aside.")),
                     qPrintable(message()));
        QCOMPARE(QFileInfo(ui::putAsideSketches().front()).fileName(), QStringLiteral("pasted.svg"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_VERIFY(document().photo() && document().photo()->summary.fileName.starts_with("pasted-"));
    }

    /// It was closed: the person doesn't want it.
    void whatIsDeclinedIsNotOfferedAgain() {
        drawToTheEnd();
        m_window->close();
        makeWindow();
        m_window->begin({});
        QCOMPARE(offered(), QStringLiteral("Bring it back"));
        click("closeMessage");
        makeWindow();
        m_window->begin({});
        QCOMPARE(message(), QString());
    }

    /// A restart with a photo: both are there.
    void aRestartWithAPhotoOffersItToo() {
        drawToTheEnd();
        m_window->close();
        makeWindow();
        m_window->begin({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QCOMPARE(offered(), QStringLiteral("Bring it back"));
    }

    void hiddenAndLockedStrokesComeBackAsTheyWere() {
        drawToTheEnd();
        ui::StrokeMarks marks = document().marks();
        marks.hidden = {2};
        marks.locked = {3, 5};
        marks.deleted = {4};
        document().setMarks(marks);
        const auto shown = document().visibleStrokes();
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().marks().hidden, (std::set<int>{2}));
        QCOMPARE(document().marks().locked, (std::set<int>{3, 5}));
        QCOMPARE(document().visibleStrokes(), shown);
    }

    /// Not only of the last one, and each as it was left the last time.
    void afterARestartAllComeBackWithTheirHiddenAndLockedStrokes() {
        const auto bringBack = [this](const QString& name) {
            auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
            Q_EMIT menu->aboutToShow();
            for (auto* each : menu->actions())
                if (each->text().startsWith(name))
                    return each->trigger();
        };
        const std::vector<std::pair<std::set<int>, std::set<int>>> marks{{{2}, {3, 5}}, {{7, 8}, {}}, {{}, {1}}};
        const std::vector<const char*> names{"a.jpg", "b.jpg", "c.jpg"};
        for (std::size_t k = 0; k < names.size(); ++k) {
            drop({photo(names[k])});
            QTRY_COMPARE(m_window->windowTitle(), QString::fromLatin1(names[k]) + QStringLiteral(" - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
            auto changed = document().marks();
            changed.hidden = marks[k].first;
            changed.locked = marks[k].second;
            document().setMarks(changed);
        }
        m_window->close();
        makeWindow();
        for (std::size_t k = 0; k < names.size(); ++k) {
            bringBack(QString::fromLatin1(names[k]).left(1));
            QTRY_COMPARE(m_window->windowTitle(), QString::fromLatin1(names[k]) + QStringLiteral(" - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
            QCOMPARE(document().marks().hidden, marks[k].first);
            QCOMPARE(document().marks().locked, marks[k].second);
        }
        document().setMarks({}); // of the third nothing is locked any more
        m_window->close();
        makeWindow();
        bringBack(QStringLiteral("c"));
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("c.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(document().marks() == ui::StrokeMarks());
        QCOMPARE(ui::putAsideSketches().size(), 3);
    }

    /// Until the program ends: how the sketch came about is to be looked at as before, without what was deleted from
    /// it.
    void itsTimelineComesBackToo() {
        drawToTheEnd();
        document().removeStroke(4);
        const auto* plot = m_window->findChild<ui::LossPlot*>();
        const int iterations = plot->iterationCount();
        const auto total = plot->totalAt(20);
        QVERIFY(iterations > 50 && total);
        const auto shown = document().moment().strokes;
        m_window->desk().lookAt(20);
        const auto then = document().moment().strokes;
        QCOMPARE(then.size(), std::size_t{15});
        m_script->iterations = 30;
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(plot->iterationCount() < iterations);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(plot->iterationCount(), iterations);
        QCOMPARE(plot->totalAt(20), total);
        m_window->desk().lookAt(20);
        QCOMPARE(document().moment().strokes, then);
        m_window->desk().leaveMoment();
        QCOMPARE(document().moment().strokes, shown);
        const QString kept = ui::putAsideSketches().front();
        makeWindow(); // in another one nobody knows of it
        m_window->openFiles({kept});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->findChild<ui::LossPlot*>()->iterationCount(), 0);
    }

    /// A photo that is opened once more while it is drawn is drawn on; changed meanwhile it is another one, and what
    /// was drawn is put aside.
    void openingWhatIsDrawnLosesNothing() {
        runLong();
        const int draws = m_script->draws, loads = m_script->loads, before = document().moment().iteration;
        drop({photo()});
        QCOMPARE(message(), QStringLiteral("This photo is being drawn already."));
        QCOMPARE(state(), RunState::running);
        QTRY_VERIFY(document().moment().iteration > before);
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_script->loads.load(), loads);
        m_script->iterations = 60;
        QFile changed(photo());
        QVERIFY(changed.open(QIODevice::ReadWrite));
        QVERIFY(changed.setFileTime(QDateTime::currentDateTime().addSecs(60), QFileDevice::FileModificationTime));
        changed.close();
        drop({photo()});
        QTRY_COMPARE(m_script->draws.load(), draws + 1);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QStringLiteral("The sketch of photo.jpg was put aside."));
        drop({photo()}); // drawn to the end it is drawn anew, as ever
        QTRY_COMPARE(m_script->draws.load(), draws + 2);
    }

    /// An export holds what is seen, and not what is locked of it.
    void whatAnExportLeavesOutIsPutAside_data() {
        QTest::addColumn<bool>("hides");
        QTest::addColumn<bool>("locks");
        QTest::addColumn<bool>("before"); // it is exported
        QTest::newRow("all is in the file") << false << false << true;
        QTest::newRow("a stroke is hidden") << true << false << true;
        QTest::newRow("a stroke is locked") << false << true << true;
        QTest::newRow("a stroke is hidden after it") << true << false << false;
        QTest::newRow("a stroke is locked after it") << false << true << false;
    }
    void whatAnExportLeavesOutIsPutAside() {
        QFETCH(bool, hides);
        QFETCH(bool, locks);
        QFETCH(bool, before);
        drawToTheEnd();
        ui::StrokeMarks marks = document().marks();
        if (hides)
            marks.hidden = {2};
        if (locks)
            marks.locked = {3};
        if (before)
            document().setMarks(marks);
        quickExport();
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        document().setMarks(marks);
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message().contains(QStringLiteral("was put aside")), hides || locks);
    }

    void closingKeepsWhatCantBePutAside() {
        drawToTheEnd();
        QVERIFY(QDir().mkpath(QFileInfo(ui::putAsideFolder()).path()));
        QFile blocked(ui::putAsideFolder()); // a file in the folder's place
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        blocked.close();
        QVERIFY(!m_window->close());
        QVERIFY2(message().startsWith(QStringLiteral("Couldn't save")), qPrintable(message()));
        QVERIFY(m_window->isVisible());
        click("messageAction");
        QVERIFY(!m_window->isVisible());
        QVERIFY(blocked.remove());
    }

    /// Whatever is opened, the sketch that can't be kept stays until somebody gives it up.
    void aPhotoWaitsForASketchThatCantBePutAside_data() {
        QTest::addColumn<QString>("next");
        QTest::addColumn<bool>("running");
        QTest::newRow("a photo") << "other.jpg" << false;
        QTest::newRow("a photo, during a run") << "other.jpg" << true;
        QTest::newRow("a sketch and its photo") << "kept.svg" << false;
        QTest::newRow("a sketch alone") << "alone.svg" << false;
    }
    void aPhotoWaitsForASketchThatCantBePutAside() {
        QFETCH(QString, next);
        QFETCH(bool, running);
        drop({photo("kept.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        quickExport();
        if (running)
            runLong();
        else
            drawToTheEnd();
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        if (next == QStringLiteral("alone.svg")) {
            QVERIFY(QFile::rename(m_folder->filePath(QStringLiteral("kept.svg")), m_folder->filePath(next)));
            QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("kept.jpg"))));
        }
        photo("other.jpg");
        QDir(ui::putAsideFolder()).removeRecursively();
        QVERIFY(QDir().mkpath(QFileInfo(ui::putAsideFolder()).path()));
        QFile blocked(ui::putAsideFolder()); // a file in the folder's place
        QVERIFY(blocked.open(QIODevice::WriteOnly));
        blocked.close();
        const int draws = m_script->draws;
        drop({m_folder->filePath(next)});
        QTRY_VERIFY2(message().startsWith(QStringLiteral("Couldn't save")), qPrintable(message()));
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QCOMPARE(document().photo()->summary.fileName, std::string("photo.jpg"));
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(m_script->draws.load(), draws);
        m_script->iterations = 60;
        click("messageAction");
        const std::string name = next == QStringLiteral("other.jpg") ? "other.jpg" : "kept.jpg";
        if (next == QStringLiteral("alone.svg"))
            QTRY_VERIFY(!document().photo() && strokes() == 16);
        else
            QTRY_VERIFY(document().photo() && document().photo()->summary.fileName == name && strokes() == 16);
        QVERIFY(blocked.remove());
    }

    void nothingIsLostWhileThereAreManyOrTheyAreNew() {
        const QByteArray svg("<svg/>");
        const auto age = [](const QString& file, int days) {
            QFile touched(file);
            return touched.open(QIODevice::ReadWrite) &&
                   touched.setFileTime(QDateTime::currentDateTime().addDays(-days), QFileDevice::FileModificationTime);
        };
        for (int k = 0; k < 205; ++k)
            ui::putAside(svg, QStringLiteral("new-%1.jpg").arg(k));
        QCOMPARE(ui::putAsideSketches().size(), 205); // of one long queue
        for (const auto& file : ui::putAsideSketches().mid(0, 150))
            QVERIFY(age(file, 100));
        ui::putAside(svg, QStringLiteral("one-more.jpg"));
        QCOMPARE(ui::putAsideSketches().size(), 200); // 56 of the last days, and the newest of the old ones
        auto* menu = m_window->findChild<ui::WindowActions*>()->putAsideMenu();
        Q_EMIT menu->aboutToShow();
        QCOMPARE(menu->actions().size(), 21); // short enough for a screen
        QCOMPARE(menu->actions().back()->text(), QStringLiteral("Others..."));
    }

    void inAQueueThePutAsideIsSaidToo() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        action("nextPhoto")->trigger();
        QTRY_VERIFY2(message().contains(QStringLiteral("The sketch of a.jpg was put aside.")), qPrintable(message()));
        QVERIFY2(message().contains(QStringLiteral("1 more photo")), qPrintable(message()));
        const auto* next = m_window->findChild<QPushButton*>(QStringLiteral("messageOther"));
        QVERIFY(next->isVisible());
        QCOMPARE(next->text(), QStringLiteral("Next photo"));
        QTRY_COMPARE(state(), RunState::done);
        click("messageAction");
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("a.jpg - Croquis"));
        QVERIFY(action("nextPhoto")->isEnabled()); // c waits still
    }

    void hiddenStrokesArePutAsideToo() {
        drawToTheEnd();
        auto marks = document().marks();
        for (const auto& stroke : document().moment().strokes)
            marks.hidden.insert(stroke.id);
        document().setMarks(marks);
        action("copy")->trigger();
        QVERIFY2(message().contains(QStringLiteral("All strokes are hidden")), qPrintable(message()));
        m_window->close();
        const auto aside = ui::putAsideSketches();
        QCOMPARE(aside.size(), 1);
        QCOMPARE(vector::readProvenance(aside.front().toStdString()).sketches.at(0).curves.size(), std::size_t{16});
    }

    void whatWasExportedIsNotPutAside() {
        drawToTheEnd();
        action("quickPng")->trigger();
        QTRY_VERIFY(message().startsWith(QStringLiteral("Saved")));
        drop({photo("other.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(!message().contains(QStringLiteral("aside")), qPrintable(message()));
        action("copy")->trigger(); // which ends with the program, so it keeps nothing
        drop({photo("third.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("other.jpg was put aside")), qPrintable(message()));
    }
};

QTEST_MAIN(PutAsideTest)
#include "put_aside_test.moc"
