// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/format_driver.hpp"

#include "plot/pen_journey.hpp"
#include "ui/export/pen_preview.hpp"

#include <QSlider>

using namespace croquis;
using ui::RunState;

/// What plotters and cutters are told, and what the dialog shows of it.
class ExportMachinesTest : public test::FormatDriver {
    Q_OBJECT

  private Q_SLOTS:
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

QTEST_MAIN(ExportMachinesTest)
#include "export_machines_test.moc"
