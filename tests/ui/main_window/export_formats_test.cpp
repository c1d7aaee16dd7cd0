// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/format_driver.hpp"

#include "ui/style/language.hpp"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QImageReader>
#include <QScreen>

using namespace croquis;
using ui::RunState;

/// What leaves the window as pages and pictures in all formats; what is set for them in the dialog.
class ExportFormatsTest : public test::FormatDriver {
    Q_OBJECT

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
        QCOMPARE(said, QStringLiteral("4 level(s) side by side, of 4, 8, 16, 32 strokes. %1 × %2 pixels")
                           .arg(size.width())
                           .arg(size.height()));
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

    void aFolderThatIsGoneIsSaid() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(pdf);
            type(path(QStringLiteral("nowhere/a.pdf")));
            exportAnd("keep");
            QVERIFY2(problem().contains(QStringLiteral("no folder")), qPrintable(problem()));
        });
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
};

QTEST_MAIN(ExportFormatsTest)
#include "export_formats_test.moc"
