// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_catalogue.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/canvas/start_page.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDialog>
#include <QFile>
#include <QMenu>
#include <QMenuBar>
#include <QScopeGuard>
#include <QSet>
#include <QSettings>

using namespace croquis;
using ui::RunState;

/// The window's parts.
class MainWindowTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void theCanvasZoomsAndPeeks() {
        drawToTheEnd();
        key(Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(canvas()->zoom() > 1);
        key(Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(canvas()->zoom(), 1.0);
        const QImage sketch = canvas()->grab().toImage();
        QTest::keyPress(canvas(), Qt::Key_Shift);
        QVERIFY(canvas()->grab().toImage() != sketch);
        QTest::keyRelease(canvas(), Qt::Key_Shift);
        QCOMPARE(canvas()->grab().toImage(), sketch);
    }

    /// Neither moves nor grows when a message comes or goes; what else is shown begins below it.
    void theDrawingStaysWhereItIsWhateverIsSaid() {
        auto* bar = m_window->findChild<ui::MessageBar*>();
        const auto* page = m_window->findChild<ui::StartPage*>();
        const auto top = [this](const QWidget* widget) { return widget->mapTo(m_window.get(), QPoint()).y(); };
        bar->clear();
        QCoreApplication::processEvents();
        const int without = top(page);
        bar->show(ui::MessageBar::Kind::hint, QStringLiteral("Something to know."));
        QVERIFY(bar->height() > 20 && top(bar) == without);
        QTRY_COMPARE(top(page), without + bar->height());
        drawToTheEnd();
        bar->clear();
        QCoreApplication::processEvents();
        const int stroke = document().moment().strokes[4].id;
        const QRect place = canvas()->placeOf(stroke);
        const QPoint corner = canvas()->mapTo(m_window.get(), QPoint());
        const QImage plain = canvas()->grab().toImage();
        bar->show(ui::MessageBar::Kind::warning, QStringLiteral("Something went wrong. ").repeated(20),
                  QStringLiteral("Try again"), [] {});
        QTRY_VERIFY(bar->height() > 40 && bar->isVisible());
        QCOMPARE(canvas()->placeOf(stroke), place);
        QCOMPARE(canvas()->mapTo(m_window.get(), QPoint()), corner);
        QCOMPARE(canvas()->grab().toImage(), plain);
        QVERIFY(bar->isAncestorOf(m_window->childAt(bar->mapTo(m_window.get(), QPoint(30, 20))))); // it lies above
        click("messageAction");
        QCOMPARE(message(), QString());
        QCOMPARE(canvas()->placeOf(stroke), place);
    }

    /// Of a drawing that fits, and it makes no difference to where that is.
    void aUsualMessageHidesNothing_data() {
        QTest::addColumn<QSize>("size");
        QTest::newRow("as it begins") << QSize(1280, 860);
        QTest::newRow("small") << QSize(1024, 640);
        QTest::newRow("smallest") << QSize(640, 344);
    }
    void aUsualMessageHidesNothing() {
        QFETCH(QSize, size);
        m_window->resize(size);
        auto* bar = m_window->findChild<ui::MessageBar*>();
        drawToTheEnd();
        bar->clear();
        m_window->grab();                // lays out
        const auto topOfPaper = [this] { // canvas pixels
            const QImage picture = canvas()->grab().toImage();
            int y = 0;
            while (y < picture.height() && picture.pixelColor(picture.width() / 2, y) != QColor(Qt::white))
                ++y;
            return y;
        };
        const auto tellSomething = [bar, small = size.width() < 1000] { // where a button has no room beside it
            bar->show(ui::MessageBar::Kind::hint, QStringLiteral("Saved it."),
                      small ? QString() : QStringLiteral("Open"), [] {});
        };
        const int paper = topOfPaper();
        QVERIFY2(paper < canvas()->height() / 2, qPrintable(QString::number(paper)));
        tellSomething();
        QTRY_VERIFY(bar->isVisible() && bar->height() > 20);
        QVERIFY2(bar->height() <= paper, qPrintable(QStringLiteral("%1 over %2").arg(bar->height()).arg(paper)));
        QCOMPARE(topOfPaper(), paper);
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        bar->clear();
        m_window->grab();
        const auto* tile = m_window->findChild<QWidget*>(QStringLiteral("level0"));
        const QRect place(tile->mapTo(m_window.get(), QPoint()), tile->size());
        tellSomething();
        m_window->grab();
        QCOMPARE(QRect(tile->mapTo(m_window.get(), QPoint()), tile->size()), place);
        const int below = bar->mapTo(m_window.get(), QPoint(0, bar->height())).y();
        QVERIFY2(below <= place.top(), qPrintable(QStringLiteral("%1 over %2").arg(below).arg(place.top())));
        key(Qt::Key_4, Qt::ControlModifier);
        const auto* process = m_window->findChild<QWidget*>(QStringLiteral("process"));
        QTRY_VERIFY(process->isVisible());
        QVERIFY(process->contentsRect().top() >= bar->height());
        QCOMPARE(process->mapTo(m_window.get(), QPoint()), bar->mapTo(m_window.get(), QPoint()));
    }

    void arrowKeysPanWhileItIsZoomedIn() {
        drawToTheEnd();
        const int stroke = document().moment().strokes[4].id;
        canvas()->setFocus();
        const QRect fitted = canvas()->placeOf(stroke);
        QTest::keyClick(canvas(), Qt::Key_Right); // there is nowhere to go
        QCOMPARE(canvas()->placeOf(stroke), fitted);
        key(Qt::Key_Plus, Qt::ControlModifier);
        const QRect zoomed = canvas()->placeOf(stroke);
        QTest::keyClick(canvas(), Qt::Key_Right); // what is right of the view comes in
        QCOMPARE(canvas()->placeOf(stroke).top(), zoomed.top());
        QVERIFY(canvas()->placeOf(stroke).left() < zoomed.left() - 10);
        QTest::keyClick(canvas(), Qt::Key_Down);
        QVERIFY(canvas()->placeOf(stroke).top() < zoomed.top() - 10);
        QTest::keyClick(canvas(), Qt::Key_Left);
        QTest::keyClick(canvas(), Qt::Key_Up);
        QCOMPARE(canvas()->placeOf(stroke), zoomed);
    }

    void aRightClickOnAStrokeOffersWhatCanBeDoneWithIt() {
        drawToTheEnd();
        const int stroke = document().moment().strokes[4].id;
        const QPoint place = canvas()->placeOf(stroke).center();
        QCOMPARE(canvas()->strokeAt(QPointF(place)), std::optional(stroke));
        const auto choose = [&](int row) {
            QContextMenuEvent event(QContextMenuEvent::Mouse, place, canvas()->mapToGlobal(place));
            QApplication::sendEvent(canvas(), &event);
            auto* menu = m_window->findChild<QMenu*>(QStringLiteral("strokeMenu"));
            QVERIFY(menu != nullptr && menu->isVisible());
            menu->actions().at(row)->trigger();
            menu->close();
            QTRY_VERIFY(m_window->findChild<QMenu*>(QStringLiteral("strokeMenu")) == nullptr);
        };
        choose(0);
        QVERIFY(document().marks().locked.contains(stroke));
        choose(0);
        QVERIFY(document().marks().locked.empty());
        choose(4);
        QCOMPARE(strokes(), std::size_t{15});
        QContextMenuEvent beside(QContextMenuEvent::Mouse, QPoint(2, 2), canvas()->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(canvas(), &beside);
        QVERIFY(m_window->findChild<QMenu*>(QStringLiteral("strokeMenu")) == nullptr);
    }

    /// The recipe decides how the photo is read, how many sketches are drawn, and what the record says.
    void theRecipeIsChosenUnderMore() {
        drawToTheEnd();
        const auto& network = models::ModelCatalogue::builtIn().find("RN101"); // as far as its size tells
        QFile file(m_folder->filePath(QString::fromStdString(network.file)));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(static_cast<qint64>(network.size())));
        const QByteArray before = qgetenv("CROQUIS_MODELS");
        const bool wasSet = qEnvironmentVariableIsSet("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toUtf8());
        const auto restore =
            qScopeGuard([&] { wasSet ? qputenv("CROQUIS_MODELS", before) : qunsetenv("CROQUIS_MODELS"); });
        auto* box = m_window->findChild<QComboBox*>(QStringLiteral("recipeBox"));
        QVERIFY(box != nullptr);
        box->setCurrentIndex(box->findData(QStringLiteral("clipasso")));
        Q_EMIT box->activated(box->currentIndex());
        const auto& settings = document().settings();
        QVERIFY(settings.recipe == "clipasso" && settings.seeds == 3 && !settings.onlySubject);
        QTRY_COMPARE(m_script->photoOptions.placement, geometry::Placement::squash);
        QCOMPARE(m_script->photoOptions.mask, session::PhotoOptions::Mask::none);
        const auto recorded = ui::settingsOf(settings, {}, {});
        vector::Provenance record;
        record.settings = recorded;
        QCOMPARE(*vector::findSetting(record, "recipe"), std::string("clipasso"));
        QCOMPARE(*vector::findSetting(record, "mask"), std::string("auto"));
        ui::RunSettings restored;
        ui::Look look;
        ui::restoreSettings(record, restored, look);
        QVERIFY(restored == settings);
        document().undoStack().undo();
        QCOMPARE(document().settings().recipe, std::string("default"));
        QVERIFY(document().settings().onlySubject);
    }

    /// Whatever there is to do; and each key that pauses still does.
    void theSketchMenuNamesEachThingOnce() {
        const auto isEachOnce = [this] {
            QStringList names;
            for (auto* menu : m_window->menuBar()->findChildren<QMenu*>())
                if (menu->actions().contains(action("sketch")))
                    for (const auto* each : menu->actions())
                        if (each->isVisible() && !each->isSeparator())
                            names += QString(each->text()).remove(QLatin1Char('&'));
            return names.size() >= 5 && QSet<QString>(names.begin(), names.end()).size() == names.size();
        };
        QVERIFY(isEachOnce());
        runLong();
        QCOMPARE(action("sketch")->text(), QStringLiteral("Pause"));
        QVERIFY(isEachOnce());
        key(Qt::Key_F5);
        QCOMPARE(state(), RunState::paused);
        QCOMPARE(action("sketch")->text(), QStringLiteral("Resume"));
        QVERIFY(isEachOnce());
        key(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(state(), RunState::running);
        QTest::keyClick(canvas(), Qt::Key_Space);
        QCOMPARE(state(), RunState::paused);
        key(Qt::Key_Escape);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(action("sketch")->text(), QStringLiteral("Draw on"));
        QVERIFY(isEachOnce());
        setAutoStart(false);
        key(Qt::Key_Up,
            Qt::ControlModifier); // another number of strokes: it is to be redrawn, and can still be drawn on
        QTRY_COMPARE(action("sketch")->text(), QStringLiteral("Redraw"));
        QVERIFY(isEachOnce() && action("continue")->isEnabled());
        QCOMPARE(QString(action("continue")->text()).remove(QLatin1Char('&')), QStringLiteral("Draw on"));
        const int draws = m_script->draws;
        m_script->iterations = 60;
        action("continue")->trigger();
        QTRY_COMPARE(m_script->draws.load(), draws + 1);
        QTRY_COMPARE(state(), RunState::done);
    }

    void theModelsAreBehindTheirAction() {
        QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("modelsDialog")) == nullptr);
        action("models")->trigger();
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("modelsDialog"));
        QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
