// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"

#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/message_bar.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/scripted_session.hpp"
#include "vector/provenance_file.hpp"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace croquis;
using test::Script;
using ui::MainWindow;
using ui::RunState;

/// The window as its user drives it: drops, keys, clicks; beneath it a scripted session.
class MainWindowTest : public QObject {
    Q_OBJECT

  private:
    std::shared_ptr<Script> m_script;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;

    RunState state() { return m_window->controller().state(); }
    QAction* action(const char* name) { return m_window->findChild<QAction*>(QLatin1String(name)); }
    QString message() { return m_window->findChild<ui::MessageBar*>()->text(); }
    ui::SketchCanvas* canvas() { return m_window->findChild<ui::SketchCanvas*>(); }
    QString photo(const char* name = "photo.jpg") {
        const QString file = m_folder->filePath(QLatin1String(name));
        QFile::copy(QStringLiteral(CROQUIS_SAMPLES "/cat.jpg"), file);
        return file;
    }
    void drop(const QStringList& files) {
        QMimeData data;
        QList<QUrl> urls;
        for (const auto& file : files)
            urls += QUrl::fromLocalFile(file);
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
    }
    void drawToTheEnd() {
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
    }
    void runLong() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        drop({photo()});
        QTRY_COMPARE(state(), RunState::running);
        QTRY_VERIFY(m_window->document().hasStrokes());
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(m_window.get(), key, modifiers);
    }
    std::size_t strokes() { return m_window->document().moment().strokes.size(); }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("main-window"));
        ui::applyTheme(ui::Theme::light);
    }
    void init() {
        QSettings().clear();
        m_folder = std::make_unique<QTemporaryDir>();
        m_script = std::make_shared<Script>();
        m_window = std::make_unique<MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }

    void aDroppedPhotoIsDrawnAndExported() {
        QCOMPARE(state(), RunState::empty);
        QVERIFY(!action("quickExport")->isEnabled());
        drawToTheEnd();
        QCOMPARE(strokes(), std::size_t{16});
        key(Qt::Key_E, Qt::ControlModifier);
        const QString file = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY2(QFile::exists(file), qPrintable(message()));
        QCOMPARE(vector::readProvenance(file.toStdString()).sketches.at(0).curves.size(), std::size_t{16});
        key(Qt::Key_E, Qt::ControlModifier);
        QVERIFY2(QFile::exists(m_folder->filePath(QStringLiteral("photo-2.svg"))), "nothing is overwritten");
    }

    void aSampleIsOneClickAway() {
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("sample-cat")), Qt::LeftButton);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(QString::fromStdString(m_window->document().photo()->summary.fileName), QStringLiteral("cat.jpg"));
    }

    void aPictureOnTheClipboardIsPasted() {
        QImage image(80, 60, QImage::Format_RGB32);
        image.fill(Qt::darkGreen);
        QApplication::clipboard()->setImage(image);
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QApplication::clipboard()->setText(QStringLiteral("no picture"));
        key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(message().contains(QStringLiteral("no picture on the clipboard")));
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

    void preparingIsCancelledAtOnce() {
        m_script->subjectMs = 300;
        drop({photo()});
        QTRY_COMPARE(m_script->loads.load(), 1);
        QCOMPARE(state(), RunState::preparing);
        action("primary")->trigger();
        QVERIFY(state() != RunState::preparing);
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
    }

    void theSliderWorksWhileItDraws() {
        runLong();
        const int draws = m_script->draws;
        const int before = m_window->document().moment().strokes.front().id;
        m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"))->setValue(24);
        QTRY_COMPARE(strokes(), std::size_t{24});
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_window->document().moment().strokes.front().id, before);
        key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
    }

    void afterTheEndAnotherCountRedrawsOrIsOutdated() {
        drawToTheEnd();
        m_window->findChild<QCheckBox*>(QStringLiteral("autoStart"))->setChecked(false);
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(state(), RunState::outdated);
        QTest::qWait(400);
        QCOMPARE(state(), RunState::outdated);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Down, Qt::ControlModifier);
        key(Qt::Key_F5);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(strokes(), std::size_t{8});
        m_window->findChild<QCheckBox*>(QStringLiteral("autoStart"))->setChecked(true);
        key(Qt::Key_Up, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
        QTRY_COMPARE(state(), RunState::done);
    }

    void theLookCostsNoIterationAndIsUndone() {
        drawToTheEnd();
        const int draws = m_script->draws, iterations = m_script->iterationsDone;
        const auto look = m_window->document().look();
        auto* slider = m_window->findChild<QSlider*>(QStringLiteral("widthSlider"));
        const int commands = m_window->document().undoStack().count();
        slider->setSliderDown(true);
        for (int k = 1; k <= 5; ++k)
            slider->setSliderPosition(slider->value() + 10);
        slider->setSliderDown(false);
        QCOMPARE(m_window->document().undoStack().count(), commands + 1);
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        QVERIFY(!(m_window->document().look() == look));
        key(Qt::Key_Z, Qt::ControlModifier);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_window->document().look() == look);
        QTest::qWait(350);
        QCOMPARE(m_script->draws.load(), draws);
        QCOMPARE(m_script->iterationsDone.load(), iterations);
        QCOMPARE(state(), RunState::done);
    }

    void theTimelineShowsEveryIterationExactly() {
        drawToTheEnd();
        auto* plot = m_window->findChild<ui::LossPlot*>();
        QCOMPARE(plot->iterationCount(), 61);
        const auto now = m_window->document().moment();
        plot->setFocus();
        QTest::keyClick(plot, Qt::Key_Comma);
        QCOMPARE(m_window->document().moment().iteration, 59);
        QCOMPARE(m_window->document().moment().strokes[0].curve.points[0].x, now.strokes[0].curve.points[0].x - 0.25);
        QTest::keyClick(plot, Qt::Key_Home);
        QCOMPARE(m_window->document().moment().iteration, 0);
        QTest::keyClick(plot, Qt::Key_Period);
        auto* use = m_window->findChild<QToolButton*>(QStringLiteral("useMoment"));
        QTest::mouseClick(use, Qt::LeftButton);
        QCOMPARE(m_window->document().moment().iteration, 1);
        QVERIFY(!use->isVisible());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->document().moment().iteration, now.iteration);
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
        QCOMPARE(strokes(), std::size_t{15});
        QTest::qWait(80);
        QCOMPARE(strokes(), std::size_t{15});
        for (int k = 0; k < 4; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(strokes(), std::size_t{16});
        QVERIFY(document.marks() == ui::StrokeMarks{});
        QCOMPARE(m_script->draws.load(), 1);
    }

    void aRightClickOnAStrokeOffersWhatCanBeDoneWithIt() {
        drawToTheEnd();
        const int stroke = m_window->document().moment().strokes[4].id;
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
        QVERIFY(m_window->document().marks().locked.contains(stroke));
        choose(0);
        QVERIFY(m_window->document().marks().locked.empty());
        choose(4);
        QCOMPARE(strokes(), std::size_t{15});
        QContextMenuEvent beside(QContextMenuEvent::Mouse, QPoint(2, 2), canvas()->mapToGlobal(QPoint(2, 2)));
        QApplication::sendEvent(canvas(), &beside);
        QVERIFY(m_window->findChild<QMenu*>(QStringLiteral("strokeMenu")) == nullptr);
    }

    void levelsAreDrawnTogetherPromotedAndExported() {
        drawToTheEnd();
        key(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_E, Qt::ControlModifier);
        const auto record = vector::readProvenance(m_folder->filePath(QStringLiteral("photo.svg")).toStdString());
        QCOMPARE(record.sketches.size(), std::size_t{4});
        QCOMPARE(record.sketches[3].layer, std::string("4 - 32 strokes"));
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("level0")), Qt::LeftButton);
        QCOMPARE(strokes(), std::size_t{4});
        QCOMPARE(m_window->document().settings().strokes, 4);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), std::size_t{16});
    }

    void anExportDroppedBackRestoresEverything() {
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        const auto look = m_window->document().look();
        const auto shown = m_window->document().moment().strokes;
        for (const char* name : {"quickExport", "quickPng"})
            action(name)->trigger();
        for (const char* name : {"photo.svg", "photo-sketch.png"}) {
            drop({photo("other.jpg")});
            QTRY_COMPARE(state(), RunState::done);
            key(Qt::Key_BracketLeft, Qt::ControlModifier);
            const int draws = m_script->draws;
            drop({m_folder->filePath(QLatin1String(name))});
            QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
            QCOMPARE(m_window->document().moment().strokes, shown);
            QVERIFY(m_window->document().look() == look);
            QTest::qWait(350);
            QCOMPARE(m_script->draws.load(), draws);
        }
        QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        QSettings().clear();
        m_window = std::make_unique<MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QVERIFY2(message().contains(QStringLiteral("wasn't found")), qPrintable(message()));
        QCOMPARE(m_window->document().moment().strokes, shown); // to be looked at and exported all the same
    }

    void aLevelStripDroppedBackBringsTheWholeBoard_data() {
        QTest::addColumn<bool>("withPhoto");
        QTest::newRow("beside its photo") << true;
        QTest::newRow("alone") << false;
    }
    void aLevelStripDroppedBackBringsTheWholeBoard() {
        QFETCH(bool, withPhoto);
        drawToTheEnd();
        key(Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto board = m_window->findChild<ui::LevelsView*>()->levels();
        key(Qt::Key_E, Qt::ControlModifier);
        const QString strip = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY(QFile::exists(strip));
        QSettings().clear();
        if (!withPhoto)
            QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        m_window = std::make_unique<MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        drop({strip});
        auto* levels = m_window->findChild<ui::LevelsView*>();
        QTRY_COMPARE(levels->levels().size(), std::size_t{4});
        QTRY_COMPARE(state(), withPhoto ? RunState::done : RunState::empty);
        QVERIFY(action("viewLevels")->isChecked());
        for (std::size_t level = 0; level < 4; ++level) {
            QCOMPARE(levels->levels()[level].strokes, board[level].strokes);
            QCOMPARE(levels->levels()[level].loss.total, board[level].loss.total);
        }
        QCOMPARE(m_window->document().settings().strokes, 16); // the promoted one
        QCOMPARE(m_window->document().moment().strokes, board[2].strokes);
        QTest::qWait(350);
        QCOMPARE(m_script->draws.load(), 2); // nothing is drawn anew
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("level3")), Qt::LeftButton);
        QCOMPARE(m_window->document().moment().strokes, board[3].strokes);
        QCOMPARE(m_window->document().settings().strokes, 32);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_window->document().moment().strokes, board[2].strokes);
        QCOMPARE(m_window->document().settings().strokes, 16);
    }

    void undoingASettingShowsTheSketchBeforeWithoutDrawing() {
        drawToTheEnd();
        m_window->document().removeStroke(3);
        const auto before = m_window->document().moment().strokes;
        key(Qt::Key_Down, Qt::ControlModifier); // 16 to 8
        QTRY_COMPARE(strokes(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        const int draws = m_script->draws;
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(m_window->document().moment().strokes, before);
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(strokes(), std::size_t{8});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), draws);
    }

    void aPhotoThatCannotBeReadLeavesTheSketch() {
        drawToTheEnd();
        const auto shown = m_window->document().moment().strokes;
        const QString title = m_window->windowTitle();
        m_script->onLoad = [] { throw ImageFileError("other.jpg is damaged or incomplete."); };
        drop({photo("other.jpg")});
        QTRY_VERIFY2(message().contains(QStringLiteral("damaged")), qPrintable(message()));
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_window->document().moment().strokes, shown);
        QCOMPARE(m_window->windowTitle(), title);
        m_script->onLoad = nullptr;
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->windowTitle(), title);
    }

    void aHiddenStrokeOfOneSketchIsSeenInTheNext() {
        drawToTheEnd();
        auto marks = m_window->document().marks();
        marks.hidden = {2};
        marks.reversed = {3};
        m_window->document().setMarks(marks);
        QCOMPARE(m_window->document().visibleStrokes().size(), std::size_t{15});
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->document().visibleStrokes().size(), std::size_t{16});
        QVERIFY(m_window->document().marks().reversed.empty());
    }

    void aHintAboutThePhotoStaysWhileItIsDrawn() {
        m_script->notices = {"This picture is only 40 x 32 pixels. The sketch may not be recognisable."};
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(message().contains(QStringLiteral("40 x 32")), qPrintable(message()));
    }

    void everyProblemIsSaidInOneSentence_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("text") << "notes.txt" << QByteArray("hello there") << "isn't a picture";
        QTest::newRow("text named as a photo") << "notes.jpg" << QByteArray("hello there") << "isn't a picture";
        QTest::newRow("pdf") << "page.pdf" << QByteArray("%PDF-1.4 ...") << "isn't a picture";
        QTest::newRow("heic") << "photo.heic"
                              << QByteArray("\0\0\0\x18"
                                            "ftypheic\0\0\0\0heicmif1",
                                            24)
                              << "can't read";
    }
    void everyProblemIsSaidInOneSentence() {
        QFETCH(QString, name);
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        m_script->onLoad = [] { throw ImageFileError("notes.jpg isn't a picture (its content is text)."); };
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        drop({file.fileName()});
        QTRY_VERIFY2(message().contains(says), qPrintable(message()));
        QVERIFY(message().contains(name) || name.endsWith(QStringLiteral("pdf")));
    }

    void noticesFailuresAndFullDisksAreTold() {
        m_script->notices = {"No clear subject found (nothing stands out). The whole photo will be drawn."};
        drop({photo()});
        QTRY_COMPARE(state(), RunState::done);
        m_script->notices.clear();
        m_script->onDraw = [] { throw ImageFileError("photo.jpg looks almost uniform, so there is nothing to draw."); };
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::failed);
        QVERIFY(message().contains(QStringLiteral("almost uniform")));
        QCOMPARE(strokes(), std::size_t{16}); // the last good sketch is kept
        m_script->onDraw = nullptr;
        action("primary")->trigger();
        QTRY_COMPARE(state(), RunState::done);
        QSettings().setValue(QStringLiteral("exportFolder"), QString());
        for (const int id : {1, 2, 3})
            m_window->document().removeStroke(id);
        QCOMPARE(strokes(), std::size_t{13});
    }

    void aMissingModelShowsItsCard() {
        m_script->onOpen = [] {
            throw ModelFileError("The model x is missing: y is not in z. \"croquis-cli models fetch x\" brings it.");
        };
        m_window = std::make_unique<MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        QTRY_COMPARE(state(), RunState::noModel);
        QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("modelCard"))->isVisible());
        m_script->onOpen = nullptr;
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("retryModel")), Qt::LeftButton);
        QTRY_COMPARE(state(), RunState::empty);
        QVERIFY(m_window->findChild<QWidget*>(QStringLiteral("startPage"))->isVisible());
    }

    /// One sentence at the first start, with the dialog behind its button; never again.
    void clipIsOfferedOnce() {
        const auto before = qgetenv("CROQUIS_MODELS");
        qputenv("CROQUIS_MODELS", m_folder->path().toLocal8Bit());
        QSettings().clear();
        for (const bool first : {true, false}) {
            m_window = std::make_unique<MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
            QSignalSpy opened(&m_window->controller(), &ui::RunController::engineOpened);
            m_window->show();
            m_window->openEngine();
            QTRY_COMPARE(opened.size(), 1);
            QCOMPARE(message().contains(QStringLiteral("ViT-B/32; 646 MB, licence MIT")), first);
        }
        QVERIFY(m_window->findChild<QDialog*>(QStringLiteral("modelsDialog")) == nullptr);
        action("models")->trigger();
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("modelsDialog"));
        QVERIFY(dialog != nullptr && dialog->isVisible() && !dialog->isModal());
        before.isNull() ? qunsetenv("CROQUIS_MODELS") : qputenv("CROQUIS_MODELS", before);
    }

    void severalPhotosQueue() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(action("nextPhoto")->isEnabled());
        action("nextPhoto")->trigger();
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_window->document().photo()->summary.fileName, std::string("b.jpg"));
    }

    void copyPutsVectorsAndPixelsOnTheClipboard() {
        drawToTheEnd();
        key(Qt::Key_C, Qt::ControlModifier);
        const auto* data = QApplication::clipboard()->mimeData();
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).startsWith("<?xml"));
        QVERIFY(!QImage::fromData(data->data(QStringLiteral("image/png"))).isNull());
    }

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
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
