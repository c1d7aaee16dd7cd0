// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/export/drawing_of_desk.hpp"
#include "ui/main_window/put_aside.hpp"
#include "ui/window_test.hpp"
#include "vector/png_writer.hpp"
#include "vector/svg_writer.hpp"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QUndoStack>

#include <memory>
#include <utility>
#include <vector>

using namespace croquis;
using ui::RunState;

/// Exports that come back: to the sketch they are of, to the photo they are of, from a program of the future.
class RestoringTest : public test::WindowTest {
    Q_OBJECT

  private:
    using Alterations = std::vector<std::pair<QByteArray, QByteArray>>;

    QUndoStack& stack() { return document().undoStack(); }
    QString path(const char* name) { return m_folder->filePath(QLatin1String(name)); }
    /// An export whose record is altered before it is written.
    QString exportAltered(bool png, const Alterations& alterations) {
        const auto drawing = ui::drawingOf(m_window->desk(), document().look());
        QByteArray json = QByteArray::fromStdString(vector::toJson(*drawing.provenance));
        for (const auto& [before, after] : alterations) {
            const auto at = json.indexOf(before);
            if (at < 0)
                return {};
            json.replace(at, before.size(), after);
        }
        QFile file(path(png ? "altered.png" : "altered.svg"));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        if (png) {
            vector::PngOptions options;
            options.size = vector::pictureSize(drawing.widthMm, drawing.heightMm, 72);
            options.provenanceJson = json.toStdString();
            const auto bytes = vector::encodePng(vector::markedPage(drawing), drawing.paper, options);
            file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size()));
        } else {
            QByteArray svg = QByteArray::fromStdString(vector::writeSvg(drawing));
            const auto escaped = [](QByteArray text) { return text.replace("\"", "&quot;"); };
            const QByteArray whole = escaped(QByteArray::fromStdString(vector::toJson(*drawing.provenance)));
            const auto place = svg.indexOf(whole);
            if (place < 0)
                return {};
            file.write(svg.replace(place, whole.size(), escaped(json)));
        }
        return file.fileName();
    }

  private Q_SLOTS:
    /// What is there already is left as it is, with all that can be undone of it.
    void theSketchThatIsOpenLosesNothing_data() {
        QTest::addColumn<QString>("how");
        QTest::newRow("pasted") << "paste";
        QTest::newRow("an SVG dropped") << "photo.svg";
        QTest::newRow("a PNG dropped") << "photo.png";
    }
    void theSketchThatIsOpenLosesNothing() {
        QFETCH(QString, how);
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        m_script->iterations = 30; // another sketch
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const int commands = stack().count();
        QVERIFY(commands >= 2);
        const auto shown = document().visibleStrokes();
        const auto look = document().look();
        if (how == u"paste") {
            key(Qt::Key_C, Qt::ControlModifier);
            key(Qt::Key_V, Qt::ControlModifier);
        } else {
            quickExport();
            action("quickPng")->trigger();
            QTRY_VERIFY(QFile::exists(m_folder->filePath(how)));
            drop({m_folder->filePath(how)});
        }
        QTRY_COMPARE(message(), QStringLiteral("This sketch is open already."));
        QCOMPARE(stack().count(), commands);
        QCOMPARE(stack().index(), commands);
        QCOMPARE(document().visibleStrokes(), shown);
        QVERIFY(document().look() == look);
        QCOMPARE(state(), RunState::done);
        QVERIFY(!m_window->desk().record().frames().empty()); // its timeline, too
        QVERIFY(ui::putAsideSketches().isEmpty());
        for (int k = 0; k < 2; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().visibleStrokes() != shown && !(document().look() == look));
    }

    /// Whether it draws, rests or draws another one by then: what comes back is there, and the run goes on.
    void aRunIsNotEndedForItsOwnSketch_data() {
        QTest::addColumn<bool>("paused");
        QTest::addColumn<bool>("asPicture");
        QTest::addColumn<bool>("marked");
        QTest::newRow("running") << false << false << false;
        QTest::newRow("with marks") << false << false << true;
        QTest::newRow("paused") << true << false << true;
        QTest::newRow("as a picture") << false << true << true;
    }
    void aRunIsNotEndedForItsOwnSketch() {
        QFETCH(bool, paused);
        QFETCH(bool, asPicture);
        QFETCH(bool, marked);
        runLong();
        QTRY_VERIFY(m_window->desk().record().frames().size() > 20);
        auto marks = document().marks();
        if (marked) {
            marks.hidden = {2};
            marks.reversed = {3};
        }
        document().setMarks(marks);
        key(Qt::Key_C, Qt::ControlModifier);
        if (asPicture) { // all that a clipboard's keeper kept
            auto mime = std::make_unique<QMimeData>();
            mime->setData(QStringLiteral("image/png"),
                          QApplication::clipboard()->mimeData()->data(QStringLiteral("image/png")));
            QApplication::clipboard()->setMimeData(mime.release());
        }
        const auto seen = m_window->desk().record().frames().size();
        QTRY_VERIFY(m_window->desk().record().frames().size() > seen + 20);
        if (paused)
            m_window->desk().pauseOrResume();
        const int commands = stack().count();
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(message(), QStringLiteral("This sketch is open already."));
        QCOMPARE(state(), paused ? RunState::paused : RunState::running);
        QCOMPARE(stack().count(), commands);
        m_window->desk().stop();
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_V, Qt::ControlModifier); // now it is another one
        QTRY_COMPARE(document().visibleStrokes().size(), std::size_t(marked ? 15 : 16));
        QCOMPARE(stack().count(), commands + 1);
    }

    void aSketchThatStandsWhileTheNextIsPreparedIsOpen() {
        drawToTheEnd();
        key(Qt::Key_C, Qt::ControlModifier);
        m_script->place.close();
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(m_script->draws.load(), 2);
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(message(), QStringLiteral("This sketch is open already."));
        QCOMPARE(state(), RunState::preparing);
        m_script->openGates();
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(document().settings().seed != 0);
    }

    void aPictureThatIsDrawnIsOpen() {
        QImage picture(300, 200, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QApplication::clipboard()->setImage(picture);
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(state(), RunState::running);
        key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(message(), QStringLiteral("This photo is open already."));
        QCOMPARE(state(), RunState::running);
        QCOMPARE(m_script->loads.load(), 1);
        picture.fill(Qt::blue); // another
        QApplication::clipboard()->setImage(picture);
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_script->loads.load(), 2);
    }

    /// Another sketch of the photo that is open is a step like any other.
    void anEarlierSketchOfThePhotoIsAStep() {
        drawToTheEnd();
        const auto first = document().visibleStrokes();
        const auto look = document().look();
        quickExport();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        key(Qt::Key_Down, Qt::ControlModifier);
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
        const auto second = document().visibleStrokes();
        const auto wider = document().look();
        const int commands = stack().count();
        drop({path("photo.svg")});
        QCOMPARE(document().visibleStrokes(), first); // no photo is read for it
        QVERIFY(document().look() == look);
        QCOMPARE(document().settings().strokes, 16);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(stack().count(), commands + 1);
        QVERIFY(!isResting());
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().visibleStrokes(), second);
        QVERIFY(document().look() == wider);
        QCOMPARE(document().settings().strokes, 8);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(document().visibleStrokes(), first);
        QVERIFY(document().look() == look);
        for (int k = 0; k <= commands; ++k)
            key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().visibleStrokes(), first);
        QVERIFY(!stack().canUndo());
        QCOMPARE(m_script->draws.load(), 2);
        QCOMPARE(m_script->loads.load(), 1);
        QCOMPARE(ui::putAsideSketches().size(), 1); // the second, which was no file yet
    }

    void aRunUnderWayIsUndoneTo() {
        drawToTheEnd();
        const auto first = document().visibleStrokes();
        quickExport();
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        key(Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(m_window->desk().record().frames().size() > 100); // of the second
        drop({path("photo.svg")});
        QCOMPARE(document().visibleStrokes(), first);
        QCOMPARE(state(), RunState::done);
        key(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().visibleStrokes() != first);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(state(), RunState::done);
    }

    void aSketchOfANewerProgramIsShownWithAWord_data() {
        QTest::addColumn<bool>("png");
        QTest::addColumn<bool>("schema");
        QTest::newRow("SVG, newer record") << false << true;
        QTest::newRow("PNG, newer record") << true << true;
        QTest::newRow("SVG, newer program") << false << false;
    }
    void aSketchOfANewerProgramIsShownWithAWord() {
        QFETCH(bool, png);
        QFETCH(bool, schema);
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        const QString file = schema ? exportAltered(png, {{"\"schema\":1", "\"schema\":2,\"future\":{\"hue\":3}"}})
                                    : exportAltered(png, {{"\"version\":\"", "\"version\":\"97."}});
        QVERIFY(!file.isEmpty());
        makeWindow();
        drop({file});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().visibleStrokes(), shown);
        QVERIFY2(message().contains(QStringLiteral("made by a newer Croquis")) &&
                     message().contains(QStringLiteral("may not be understood")),
                 qPrintable(message()));
        QCOMPARE(m_script->draws.load(), 1); // nothing is drawn on
    }

    /// A record that can't be read makes no photo of the sketch, and no foreign strokes.
    void whatCannotBeReadIsNotDrawnOnInSilence_data() {
        QTest::addColumn<bool>("png");
        QTest::addColumn<bool>("newer");
        for (const bool png : {false, true})
            for (const bool newer : {false, true})
                QTest::addRow("%s, %s", png ? "PNG" : "SVG", newer ? "newer" : "damaged") << png << newer;
    }
    void whatCannotBeReadIsNotDrawnOnInSilence() {
        QFETCH(bool, png);
        QFETCH(bool, newer);
        drawToTheEnd();
        const auto shown = document().visibleStrokes();
        Alterations alterations{{"\"curves\"", "\"splines\""}};
        if (newer)
            alterations.push_back({"\"schema\":1", "\"schema\":2"});
        const QString file = exportAltered(png, alterations);
        QVERIFY(!file.isEmpty());
        drop({file});
        QVERIFY2(message().contains(newer ? QStringLiteral("newer Croquis") : QStringLiteral("is damaged")),
                 qPrintable(message()));
        QCOMPARE(document().visibleStrokes(), shown);
        QCOMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
        QCOMPARE(m_script->loads.load(), 1);
    }

    void anExportDroppedBackRestoresEverything() {
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        auto look = document().look();
        look.page.paper = geometry::Colour{0xf4, 0xec, 0xd8};
        look.page.colour = {0x20, 0x40, 0x60};
        document().setLook(look);
        const auto shown = document().moment().strokes;
        for (const char* name : {"quickExport", "quickPng"})
            action(name)->trigger();
        QTRY_VERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo.png"))));
        for (const char* name : {"photo.svg", "photo.png"}) {
            drop({photo("other.jpg")});
            QTRY_COMPARE(state(), RunState::done);
            key(Qt::Key_BracketLeft, Qt::ControlModifier);
            document().setLook({});
            const int draws = m_script->draws;
            drop({m_folder->filePath(QLatin1String(name))});
            QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
            QTRY_COMPARE(state(), RunState::done);
            QCOMPARE(document().moment().strokes, shown);
            QVERIFY(document().look() == look);
            QTRY_VERIFY(!isResting());
            QCOMPARE(state(), RunState::done);
            QCOMPARE(m_script->draws.load(), draws);
        }
        QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        QSettings().clear();
        makeWindow();
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QVERIFY2(message().contains(QStringLiteral("wasn't found")), qPrintable(message()));
        QCOMPARE(document().moment().strokes, shown); // to be looked at and exported all the same
    }

    void anAlteredExportIsRefused() {
        drawToTheEnd();
        quickExport();
        QFile file(m_folder->filePath(QStringLiteral("photo.svg")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        const auto at = text.indexOf("&quot;curves&quot;:[[") + 21;
        QVERIFY(at > 21);
        const auto end = text.indexOf(',', at);
        for (const char* value : {"1e9", "-1e30"}) {
            const QString altered = put("altered.svg", text.left(at) + value + text.mid(end));
            drop({altered});
            QTRY_VERIFY2(message().contains(QStringLiteral("damaged")), qPrintable(message() + altered));
            QCOMPARE(strokes(), std::size_t{16}); // what was there is there
        }
        const QByteArray width("&quot;width&quot;:&quot;");
        const auto value = text.indexOf(width) + width.size();
        QVERIFY(value > width.size());
        drop({put("wide.svg", text.left(value) + "1e9mm" + text.mid(text.indexOf("&quot;", value)))});
        QTRY_VERIFY(message().isEmpty()); // its own width instead
        QTRY_COMPARE(state(), RunState::done);
        key(Qt::Key_C, Qt::ControlModifier);
        QVERIFY2(message().contains(QStringLiteral("on the clipboard")), qPrintable(message()));
    }

    void aSketchWithoutItsPhotoWaitsForTheEngine() {
        drawToTheEnd();
        quickExport();
        QVERIFY(QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg"))));
        QSettings().clear();
        m_window = std::make_unique<ui::MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->begin({m_folder->filePath(QStringLiteral("photo.svg"))});
        const auto* engine = m_window->findChild<QLabel*>(QStringLiteral("engineStatus"));
        QTRY_VERIFY2(engine->text().contains(QStringLiteral("scripted")), qPrintable(engine->text()));
        QCOMPARE(strokes(), std::size_t{16});
    }

    void thePaperAndTheOrderOfDrawingComeBack() {
        drawToTheEnd();
        auto look = document().look();
        look.order = ui::StrokeOrder::topDown;
        document().setLook(look); // transparent paper
        std::vector<geometry::CubicBezier> before;
        for (const auto& stroke : document().visibleStrokes())
            before.push_back(stroke.curve);
        quickExport();
        look.order = ui::StrokeOrder::leftToRight;
        look.page.paper = geometry::Colour{1, 2, 3};
        document().setLook(look);
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(!document().look().page.paper);
        std::vector<geometry::CubicBezier> after;
        for (const auto& stroke : document().visibleStrokes())
            after.push_back(stroke.curve);
        QVERIFY(before == after);
    }

    /// There is no need of its photo or a network to look at a sketch, and to export it.
    void aRestoredSketchIsShownWhateverIsMissing_data() {
        QTest::addColumn<bool>("model");
        QTest::newRow("the photo is damaged") << false;
        QTest::newRow("the model is missing") << true;
    }
    void aRestoredSketchIsShownWhateverIsMissing() {
        QFETCH(bool, model);
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        quickExport();
        QSettings().setValue(QStringLiteral("exportFolder"), m_folder->path());
        if (model)
            m_script->onOpen = [] { throw ModelFileError("The model x is missing: y is not in z."); };
        else
            m_script->onLoad = [] { throw ImageFileError("photo.jpg is damaged or incomplete."); };
        makeWindow();
        drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_COMPARE(document().moment().strokes, shown);
        QVERIFY(canvas()->isVisible());
        QVERIFY(!document().photo());
        QTRY_COMPARE(state(), model ? RunState::noModel : RunState::empty);
        QVERIFY2(
            message().contains(model ? QStringLiteral("is missing") : QStringLiteral("is shown without its photo")),
            qPrintable(message()));
        quickExport();
        QVERIFY(QFile::exists(m_folder->filePath(QStringLiteral("photo-2.svg"))));
        const int draws = m_script->draws;
        m_script->onOpen = m_script->onLoad = nullptr;
        if (model)
            m_window->openEngine(); // it has arrived: the photo has waited
        else
            drop({m_folder->filePath(QStringLiteral("photo.svg"))});
        QTRY_VERIFY(document().photo() != nullptr);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(m_script->draws.load(), draws);
        QVERIFY2(ui::putAsideSketches().isEmpty(), "it was a file all the time");
    }

    /// What was copied here is a sketch still, not a photo of one.
    void theOwnClipboardRestoresTheSketch() {
        drawToTheEnd();
        const auto shown = document().moment().strokes;
        key(Qt::Key_C, Qt::ControlModifier);
        drop({photo("other.jpg")});
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("other.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        const int draws = m_script->draws;
        key(Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(m_window->windowTitle(), QStringLiteral("photo.jpg - Croquis"));
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(document().moment().strokes, shown);
        QCOMPARE(m_script->draws.load(), draws);
    }

    void aLevelStripDroppedBackBringsTheWholeBoard_data() {
        QTest::addColumn<bool>("withPhoto");
        QTest::newRow("beside its photo") << true;
        QTest::newRow("alone") << false;
    }
    void aLevelStripDroppedBackBringsTheWholeBoard() {
        QFETCH(bool, withPhoto);
        drawToTheEnd();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        const auto board = m_window->findChild<ui::LevelsView*>()->levels();
        quickExport();
        const QString strip = m_folder->filePath(QStringLiteral("photo.svg"));
        QVERIFY(QFile::exists(strip));
        QSettings().clear();
        if (!withPhoto)
            QFile::remove(m_folder->filePath(QStringLiteral("photo.jpg")));
        makeWindow();
        drop({strip});
        auto* levels = m_window->findChild<ui::LevelsView*>();
        QTRY_COMPARE(levels->levels().size(), std::size_t{4});
        QTRY_COMPARE(state(), withPhoto ? RunState::done : RunState::empty);
        QVERIFY(action("viewLevels")->isChecked());
        for (std::size_t level = 0; level < 4; ++level) {
            QCOMPARE(levels->levels()[level].strokes, board[level].strokes);
            QCOMPARE(levels->levels()[level].loss.total, board[level].loss.total);
        }
        QCOMPARE(document().settings().strokes, 16); // the promoted one
        QCOMPARE(document().moment().strokes, board[2].strokes);
        QTRY_VERIFY(!isResting());
        QCOMPARE(m_script->draws.load(), 2); // nothing is drawn anew
        QTest::mouseClick(m_window->findChild<QWidget*>(QStringLiteral("level3")), Qt::LeftButton);
        QCOMPARE(document().moment().strokes, board[3].strokes);
        QCOMPARE(document().settings().strokes, 32);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(document().moment().strokes, board[2].strokes);
        QCOMPARE(document().settings().strokes, 16);
    }
};

QTEST_MAIN(RestoringTest)
#include "restoring_test.moc"
