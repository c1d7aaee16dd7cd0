// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"

#include "plot/pen_journey.hpp"
#include "ui/export/export_tasks.hpp"
#include "ui/export/pen_preview.hpp"
#include "ui/style/language.hpp"
#include "vector/brush/brush_file.hpp"
#include "vector/provenance_file.hpp"

#include <QAction>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QImageReader>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>

using namespace croquis;
using ui::RunState;

namespace {

enum Format { svg, png, pdf, animatedSvg, gif, mp4, plotterSvg, hpgl, gcode };

} // namespace

/// What leaves the window besides still pictures: pages, machines' files, what moves; in the background, with a real
/// cancel.
class ExportFormatsTest : public test::ExportDriver {
    Q_OBJECT

  private:
    template <typename Widget>
    Widget* part(const char* name) {
        return dialog()->findChild<Widget*>(QLatin1String(name));
    }
    QWidget* inWindow(const char* name) { return m_window->findChild<QWidget*>(QLatin1String(name)); }
    QStringList files() { return QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden); }
    QString path(const QString& name) { return m_folder->filePath(name); }
    vector::Provenance record(const QString& name) { return vector::readProvenance(path(name).toStdString()); }
    std::string setting(const QString& name, const char* key) {
        const auto provenance = record(name);
        const auto* value = vector::findSetting(provenance, key);
        return value == nullptr ? std::string() : *value;
    }
    /// The whole dialog: that format, that name, what else is to be set, Export; until the file is there.
    void exportAs(Format kind, const QString& name, const std::function<void()>& set = {}) {
        inTheDialog([&] {
            format()->setCurrentIndex(kind);
            type(name);
            if (set)
                set();
            QCOMPARE(exportAnd("keep"), QString());
        });
        QTRY_VERIFY2(QFile::exists(path(name)), qPrintable(message()));
        QTRY_VERIFY2(message().contains(name), qPrintable(message()));
    }
    void setFilm(double seconds, double hold, int pixels) {
        part<QDoubleSpinBox>("exportSeconds")->setValue(seconds);
        part<QDoubleSpinBox>("exportHold")->setValue(hold);
        part<QSpinBox>("exportPixels")->setValue(pixels);
    }
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
    /// A strip of levels is described, and written, as wide as it is.
    void aStripOfLevelsIsAsLargeAsTheDialogSays() {
        drawFox();
        askForLevels();
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QString said;
        double offered = 0;
        inTheDialog([&] {
            auto* size = dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportSize"));
            offered = size->value();
            format()->setCurrentIndex(png);
            size->setValue(300);
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportDpi"))->setValue(100);
            for (const auto* label : dialog()->findChildren<QLabel*>())
                if (label->isVisible() && label->text().contains(QStringLiteral("pixels")))
                    said = label->text();
            type(QStringLiteral("strip.png"));
            press("primary");
        });
        QTRY_VERIFY2(QFile::exists(path("strip.png")), qPrintable(message()));
        const QSize size = QImageReader(path("strip.png")).size();
        QCOMPARE(said, QStringLiteral("%1 × %2 pixels").arg(size.width()).arg(size.height()));
        QVERIFY2(std::abs(size.width() - 300 / 25.4 * 100) <= 4, qPrintable(said));
        QVERIFY2(size.width() > 3 * size.height(), qPrintable(said));
        QVERIFY2(offered > 3 * document().look().page.longSideMm, qPrintable(QString::number(offered)));
    }

    void whatIsTooLargeIsRefusedBeforeItIsTried() {
        drawFox();
        inTheDialog([&] {
            format()->setCurrentIndex(png);
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportSize"))->setValue(999);
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportDpi"))->setValue(999);
            press("primary");
            QVERIFY(dialog()->isVisible());
            QVERIFY2(problem().contains(QStringLiteral("20000")), qPrintable(problem()));
            dialog()->findChild<QDoubleSpinBox*>(QStringLiteral("exportDpi"))->setValue(72);
            type(QStringLiteral("small.png"));
            press("primary");
        });
        QTRY_VERIFY2(QFile::exists(path("small.png")), qPrintable(message()));
    }

    void aPdfOnAPage() {
        drawToTheEnd();
        exportAs(pdf, QStringLiteral("a.pdf"), [&] {
            part<QComboBox>("exportPage")->setCurrentText(QStringLiteral("A5"));
            part<QCheckBox>("exportLandscape")->setChecked(true);
            part<QDoubleSpinBox>("exportMargin")->setValue(12);
        });
        const QByteArray page = content("a.pdf");
        QVERIFY(page.startsWith("%PDF-1.7"));
        QVERIFY2(page.contains("/MediaBox [0 0 595.27"), page.mid(page.indexOf("/MediaBox"), 60).constData());
        QCOMPARE(setting("a.pdf", "page"), std::string("A5-landscape"));
        QCOMPARE(setting("a.pdf", "margin"), std::string("12mm"));
        QVERIFY(!vector::findSetting(record("a.pdf"), "profile"));
    }

    /// A named page says how long the sketch's side is, whatever stood in the field.
    void thePageIsTheSize() {
        drawToTheEnd();
        auto look = document().look();
        look.page.strokeWidthMm = 1;
        document().setLook(look);
        const auto choose = [&](double side) {
            auto* size = part<QDoubleSpinBox>("exportSize");
            size->setValue(side);
            QVERIFY(size->isEnabled());
            part<QComboBox>("exportPage")->setCurrentText(QStringLiteral("A4"));
            QVERIFY(!size->isEnabled());
        };
        exportAs(pdf, QStringLiteral("a.pdf"), [&] { choose(200); });
        exportAs(pdf, QStringLiteral("b.pdf"), [&] { choose(400); });
        QCOMPARE(content("b.pdf"), content("a.pdf"));
    }

    void theDialogStaysOnTheScreen() {
        drawToTheEnd();
        inTheDialog([&] {
            const QRect screen = dialog()->screen()->availableGeometry();
            for (int kind = format()->count() - 1; kind >= 0; --kind) {
                dialog()->move(screen.bottomRight() - QPoint(300, 200));
                format()->setCurrentIndex(kind);
                const QRect frame = dialog()->frameGeometry();
                QVERIFY2(screen.contains(frame), qPrintable(QStringLiteral("%1: %2, %3 to %4, %5")
                                                                .arg(kind)
                                                                .arg(frame.left())
                                                                .arg(frame.top())
                                                                .arg(frame.right())
                                                                .arg(frame.bottom())));
            }
        });
    }

    void aPlotterIsToldWhatItAsksFor() {
        drawToTheEnd();
        exportAs(plotterSvg, QStringLiteral("p.svg"), [&] {
            QVERIFY(part<QWidget>("penPreview")->isVisible());
            part<QComboBox>("exportPage")->setCurrentIndex(5); // still the drawing's own, which is hidden
            for (auto* page : dialog()->findChildren<QComboBox*>(QStringLiteral("exportPage")))
                if (page->isVisible())
                    page->setCurrentText(QStringLiteral("A3"));
            part<QDoubleSpinBox>("plotJoin")->setValue(0.3);
            part<QComboBox>("plotOrder")->setCurrentIndex(1);
        });
        const QByteArray sheet = content("p.svg");
        QVERIFY(sheet.contains("width=\"297mm\" height=\"420mm\""));
        QVERIFY(sheet.contains("inkscape:label=\"1 pen #000000\""));
        QCOMPARE(setting("p.svg", "profile"), std::string("plotter"));
        QCOMPARE(setting("p.svg", "page"), std::string("A3"));
        QCOMPARE(setting("p.svg", "join"), std::string("0.3mm"));
        QCOMPARE(setting("p.svg", "keep-order"), std::string("true"));

        // The next time it is as it was left.
        inTheDialog([&] {
            format()->setCurrentIndex(gcode);
            QCOMPARE(part<QDoubleSpinBox>("plotJoin")->value(), 0.3);
            QCOMPARE(part<QComboBox>("plotOrder")->currentIndex(), 1);
        });
    }

    void machinesFiles() {
        drawToTheEnd();
        exportAs(hpgl, QStringLiteral("a.plt"));
        QVERIFY(content("a.plt").startsWith("IN;\nVS4;\nSP1;\nPU"));
        exportAs(gcode, QStringLiteral("a.gcode"), [&] {
            part<QLineEdit>("plotPenDown")->setText(QStringLiteral("M3 S90"));
            part<QLineEdit>("plotPenUp")->setText(QStringLiteral("M5"));
        });
        const QByteArray program = content("a.gcode");
        QVERIFY(program.contains("\nM3 S90\n") && program.contains("\nM5\n") && program.contains("G21"));
        QCOMPARE(program.count("\nM3 S90\n"), static_cast<int>(strokes()));
        QCOMPARE(setting("a.gcode", "pen-up"), std::string("M5"));
        QCOMPARE(setting("a.gcode", "pen-down"), std::string("M3 S90"));
    }

    void whatAMachineCannotDoIsSaidAtOnce() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(gcode);
            auto* estimate = part<QLabel>("plotEstimate");
            QTRY_VERIFY2(estimate->text().contains(QStringLiteral("travel")), qPrintable(estimate->text()));
            part<QLineEdit>("plotPenDown")->clear();
            QTRY_VERIFY2(!estimate->text().contains(QStringLiteral("travel")), qPrintable(estimate->text()));
            exportAnd("keep");
            QVERIFY(dialog()->isVisible());
            QCOMPARE(problem(), estimate->text());
            part<QLineEdit>("plotPenDown")->setText(QStringLiteral("M3"));
            QTRY_VERIFY(estimate->text().contains(QStringLiteral("travel")));
        });
    }

    void theEstimateFollowsAndTheSliderMovesThePen() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(hpgl);
            auto* preview = part<ui::PenPreview>("penPreview");
            auto* slider = part<QSlider>("penSlider");
            auto* estimate = part<QLabel>("plotEstimate");
            QTRY_VERIFY(preview->journey());
            const double seconds = preview->journey()->seconds();
            const QString before = estimate->text();
            part<QDoubleSpinBox>("plotPenSpeed")->setValue(4); // a tenth
            QTRY_VERIFY(preview->journey()->seconds() > 3 * seconds);
            QVERIFY(estimate->text() != before);

            QCOMPARE(preview->place()->leg, preview->journey()->legs().size() - 1); // all of it is drawn
            const QImage whole = preview->grab().toImage();
            slider->setFocus();
            QTest::keyClick(slider, Qt::Key_Home);
            QCOMPARE(preview->place()->leg, std::size_t{0});
            const QImage none = preview->grab().toImage();
            QVERIFY(whole != none);
            const auto* where = part<QLabel>("penPlace");
            QVERIFY2(where->text().startsWith(QStringLiteral("0 s of ")), qPrintable(where->text()));
            std::size_t leg = 0;
            for (int k = 0; k < 20; ++k) {
                QTest::keyClick(slider, Qt::Key_PageUp);
                QVERIFY(preview->place()->leg >= leg);
                leg = preview->place()->leg;
            }
            QCOMPARE(leg, preview->journey()->legs().size() - 1);
            QVERIFY(preview->grab().toImage() == whole);
        });
    }

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

    void theyAreDroppedBack() {
        drawToTheEnd();
        const auto strokesBefore = document().sketch().strokes;
        exportAs(pdf, QStringLiteral("a.pdf"));
        exportAs(mp4, QStringLiteral("a.mp4"), [&] { setFilm(0.2, 0, 32); });
        exportAs(gcode, QStringLiteral("a.gcode"));
        for (const char* file : {"a.pdf", "a.mp4", "a.gcode"}) {
            makeWindow();
            drop({path(QLatin1String(file))});
            QTRY_COMPARE(state(), RunState::done);
            QCOMPARE(document().sketch().strokes.size(), strokesBefore.size());
            for (std::size_t k = 0; k < strokesBefore.size(); ++k)
                QVERIFY(document().sketch().strokes[k].curve == strokesBefore[k].curve);
        }
    }

    void levelsAreExportedAsAPageToo() {
        drawToTheEnd();
        askForLevels();
        QTRY_VERIFY(m_window->desk().record().isLevels() && state() == RunState::done);
        exportAs(pdf, QStringLiteral("levels.pdf"));
        QCOMPARE(record("levels.pdf").sketches.size(), std::size_t{4});
        exportAs(gif, QStringLiteral("levels.gif"), [&] {
            QVERIFY(!part<QComboBox>("exportMotion")->isEnabled());
            setFilm(0.5, 0, 100);
        });
        QVERIFY(QImageReader(path("levels.gif")).size().width() == 100);
    }

    void cancellingLeavesNothing() {
        drawToTheEnd();
        const auto before = files();
        beginLongFilm();
        auto* progress = inWindow("exportBar")->findChild<QProgressBar*>();
        const auto* text = qobject_cast<QLabel*>(inWindow("exportText"));
        QTRY_VERIFY(progress->value() > 0);
        QVERIFY2(text->text().contains(QStringLiteral("long.mp4")), qPrintable(text->text()));
        QSignalSpy ended(m_window->findChild<ui::ExportTasks*>(), &ui::ExportTasks::ended);
        click("exportCancel");
        QVERIFY(ended.wait(2000));
        QTRY_VERIFY(!inWindow("exportBar")->isVisible());
        QVERIFY2(message().contains(QStringLiteral("nothing was written")), qPrintable(message()));
        QCOMPARE(files(), before);
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
        action("quickExport")->trigger();
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
        click("messageAction");
        QVERIFY(!m_window->isVisible());
        m_window.reset(); // waits for the writer, which stops
        QCOMPARE(files(), before);
    }

    void aFolderThatIsGoneIsSaid() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(pdf);
            type(path(QStringLiteral("nowhere/a.pdf")));
            exportAnd("keep");
        });
        QTRY_VERIFY2(message().contains(QStringLiteral("there is no folder")), qPrintable(message()));
    }

    void everyControlHasANameAndAKeyOfItsOwn_data() {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("German") << QStringLiteral("de");
    }
    void everyControlHasANameAndAKeyOfItsOwn() {
        QFETCH(QString, language);
        const ui::Language spoken{QLocale(language)};
        makeWindow();
        drawToTheEnd();
        inTheDialog([&] {
            for (int kind = 0; kind < format()->count(); ++kind) {
                format()->setCurrentIndex(kind);
                QStringList keys;
                for (auto* widget : dialog()->findChildren<QWidget*>()) {
                    if (!widget->isVisible())
                        continue;
                    if ((widget->focusPolicy() & Qt::TabFocus) != 0 &&
                        widget->objectName() != QLatin1String("qt_spinbox_lineedit"))
                        QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
                    if (const QString key = QKeySequence::mnemonic(widget->property("text").toString()).toString();
                        !key.isEmpty()) {
                        QVERIFY2(!keys.contains(key), qPrintable(format()->currentText() + ": " + key));
                        keys += key;
                    }
                }
                QVERIFY2(
                    dialog()->height() <= 600 && dialog()->width() <= 1000,
                    qPrintable(QStringLiteral("%1: %2 x %3").arg(kind).arg(dialog()->width()).arg(dialog()->height())));
            }
        });
    }

    /// A sketch that was restored from a plotter's file isn't one itself.
    void aRestoredPlotIsExportedAsADrawing() {
        drawToTheEnd();
        exportAs(plotterSvg, QStringLiteral("p.svg"));
        makeWindow();
        drop({path(QStringLiteral("p.svg"))});
        QTRY_COMPARE(state(), RunState::done);
        exportAs(pdf, QStringLiteral("d.pdf"));
        QVERIFY(setting("p.svg", "profile") == "plotter" && setting("d.pdf", "profile").empty());
        exportAs(plotterSvg, QStringLiteral("q.svg"));
        QCOMPARE(setting("q.svg", "profile"), std::string("plotter"));
    }
};

QTEST_MAIN(ExportFormatsTest)
#include "export_formats_test.moc"
