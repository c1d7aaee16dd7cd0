// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/export_driver.hpp"

#include "ui/export/plotter_choice.hpp"
#include "vector/provenance_file.hpp"

#include <QAbstractButton>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QRegularExpression>
#include <QSpinBox>
#include <QToolTip>

using namespace croquis;

namespace {

enum Format { plotterSvg = 6, hpgl, gcode };

} // namespace

/// What the window tells a machine: whose words, how long to wait, on which page and how large.
class PlotterFieldsTest : public test::ExportDriver {
    Q_OBJECT

  private:
    template <typename Widget>
    Widget* part(const char* name) {
        for (auto* found : dialog()->findChildren<Widget*>(QLatin1String(name)))
            if (found->isVisible())
                return found;
        qFatal("there is no %s to be seen", name);
        return nullptr;
    }
    bool isSeen(const char* name) {
        const auto all = dialog()->findChildren<QWidget*>(QLatin1String(name));
        return std::any_of(all.begin(), all.end(), [](const QWidget* one) { return one->isVisible(); });
    }
    QString estimate() { return part<QLabel>("plotEstimate")->text(); }
    void choose(const char* box, const char* data) {
        auto* combo = part<QComboBox>(box);
        const int item = combo->findData(QString::fromLatin1(data));
        QVERIFY2(item >= 0, data);
        combo->setCurrentIndex(item);
    }
    void exportAs(Format kind, const QString& name, const std::function<void()>& set) {
        inTheDialog([&] {
            format()->setCurrentIndex(kind);
            type(name);
            set();
            QCOMPARE(exportAnd("keep"), QString());
        });
        QTRY_VERIFY2(message().contains(name), qPrintable(message()));
    }
    std::string setting(const QString& name, const char* key) {
        const auto provenance = vector::readProvenance(m_folder->filePath(name).toStdString());
        const auto* value = vector::findSetting(provenance, key);
        return value == nullptr ? std::string() : *value;
    }

  private Q_SLOTS:
    void marlinIsToldItsOwnWay() {
        drawToTheEnd();
        exportAs(gcode, QStringLiteral("m.gcode"), [&] {
            choose("plotGcodeFor", "marlin");
            part<QLineEdit>("plotPenUp")->setText(QStringLiteral("M280 P0 S90"));
            part<QLineEdit>("plotPenDown")->setText(QStringLiteral("M280 P0 S40"));
            part<QDoubleSpinBox>("plotTravelSpeed")->setValue(50);
            part<QDoubleSpinBox>("plotDwell")->setValue(0.3);
        });
        const QByteArray program = content("m.gcode");
        QVERIFY(program.contains("M280 P0 S40\nG4 P300\n") && program.contains("M280 P0 S90\nG4 P300\n"));
        static const QRegularExpression bareTravel("^G0 X\\S+ Y\\S+$", QRegularExpression::MultilineOption);
        QVERIFY(program.contains("\nG0 X") && !bareTravel.match(QString::fromUtf8(program)).hasMatch());
        QVERIFY(program.contains(" F3000\n"));
        QCOMPARE(setting("m.gcode", "gcode-for"), std::string("marlin"));
        QCOMPARE(setting("m.gcode", "dwell"), std::string("0.3"));
        inTheDialog([&] { // and so the next time
            format()->setCurrentIndex(gcode);
            QCOMPARE(part<QComboBox>("plotGcodeFor")->currentData().toString(), QString("marlin"));
            QCOMPARE(part<QDoubleSpinBox>("plotDwell")->value(), 0.3);
            part<QDoubleSpinBox>("plotDwell")->setValue(-0.1);
            choose("plotGcodeFor", "linuxcnc");
            type(QStringLiteral("l.gcode"));
            exportAnd("keep");
        });
        QTRY_VERIFY(message().contains(QStringLiteral("l.gcode")));
        QVERIFY(content("l.gcode").contains("M280 P0 S40\nG4 P0.2\n"));
        QCOMPARE(setting("l.gcode", "gcode-for"), std::string("linuxcnc"));
        QCOMPARE(setting("l.gcode", "dwell"), std::string());
    }

    /// A label between two boxes is as far from both as one at a row's beginning from its own.
    void secondLabelsStandApart() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(gcode);
            dialog()->grab(); // lays out
            const auto isSecond = [&](const QLabel* label) {
                return label->isVisible() && label->buddy() != nullptr &&
                       QStringList({QStringLiteral("Pen&s"), QStringLiteral("pen &up"), QStringLiteral("wait the&n")})
                           .contains(label->text());
            };
            int seen = 0;
            for (const auto* label : dialog()->findChildren<QLabel*>()) {
                if (!isSecond(label))
                    continue;
                ++seen;
                int before = -1000; // the end of what stands left of it
                for (const auto* box : label->parentWidget()->findChildren<QAbstractSpinBox*>())
                    if (box->isVisible() && box->y() < label->geometry().bottom() &&
                        box->geometry().bottom() > label->y() && box->x() < label->x())
                        before = std::max(before, box->geometry().right() + 1);
                QVERIFY2(label->x() - before >= 12 && before > 0, qPrintable(label->text()));
                QVERIFY2(label->buddy()->x() - label->geometry().right() > 12, qPrintable(label->text()));
            }
            QCOMPARE(seen, 3);
        });
    }

    /// The value below zero that stands for "as the lift takes" is none that anybody could type.
    void boundsAreThoseThatCanBeTyped() {
        drawToTheEnd();
        exportAs(gcode, QStringLiteral("b.gcode"), [&] {
            auto* dwell = part<QDoubleSpinBox>("plotDwell");
            for (auto* section : dwell->window()->findChildren<QAbstractButton*>(QStringLiteral("section")))
                section->setChecked(true);
            QVERIFY(QTest::qWaitForWindowActive(dwell->window()));
            dwell->setFocus();
            QTRY_VERIFY(dwell->hasFocus());
            dwell->selectAll();
            QTest::keyClicks(dwell, QStringLiteral("99"));
            QTest::keyClick(dwell, Qt::Key_Tab);
            QCOMPARE(dwell->value(), 60.0);
            QTRY_COMPARE(QToolTip::text(), QStringLiteral("At least 0.00 s, at most 60.00 s."));
            QToolTip::hideText();
        });
        QCOMPARE(setting("b.gcode", "dwell"), std::string("60"));
    }

    /// One function for both programs: waits and the way from the corner are in it.
    void theEstimateIsOfTheFile() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(plotterSvg);
            QTRY_VERIFY(estimate().contains(QStringLiteral("About")));
            const QString svg = estimate();
            format()->setCurrentIndex(gcode);
            QTRY_VERIFY(estimate() != svg);
            const QString before = estimate();
            part<QDoubleSpinBox>("plotDwell")->setValue(60); // after each of the pen's commands
            QTRY_VERIFY(estimate() != before);
            static const QRegularExpression hours("About (\\d+) h \\d+ min");
            const auto match = hours.match(estimate());
            if (strokes() >= 30)
                QVERIFY2(match.hasMatch(), qPrintable(estimate()));
            const QString slow = estimate();
            format()->setCurrentIndex(hpgl);
            QTRY_VERIFY(estimate() != slow);
            QVERIFY(!estimate().contains(QStringLiteral("whole cm/s")));
            part<QDoubleSpinBox>("plotPenSpeed")->setValue(4);
            QTRY_VERIFY2(estimate().contains(QStringLiteral("whole cm/s")) && estimate().contains("10 mm/s"),
                         qPrintable(estimate()));
        });
    }

    void aPageOfAnotherSize() {
        drawToTheEnd();
        exportAs(plotterSvg, QStringLiteral("p.svg"), [&] {
            QVERIFY(isSeen("exportLandscape") && !isSeen("exportPageWidth"));
            choose("exportPage", ui::kOtherPage);
            QVERIFY(!isSeen("exportLandscape") && isSeen("exportPageWidth"));
            part<QDoubleSpinBox>("exportPageWidth")->setValue(300);
            part<QDoubleSpinBox>("exportPageHeight")->setValue(250.5);
        });
        QVERIFY(content("p.svg").contains("width=\"300mm\" height=\"250.5mm\""));
        QCOMPARE(setting("p.svg", "page"), std::string("300x250.5mm"));
        inTheDialog([&] {
            format()->setCurrentIndex(gcode);
            QCOMPARE(part<QDoubleSpinBox>("exportPageHeight")->value(), 250.5);
        });
    }

    void actualSizeIsKeptOrRefused() {
        drawToTheEnd();
        exportAs(plotterSvg, QStringLiteral("p.svg"), [&] {
            choose("exportPage", "A8");
            QTRY_VERIFY2(estimate().contains(QStringLiteral("Scaled to")), qPrintable(estimate()));
            part<QCheckBox>("plotActualSize")->setChecked(true);
            QTRY_VERIFY2(estimate().contains(QStringLiteral("At its actual size")), qPrintable(estimate()));
            choose("exportPage", "A2");
            QTRY_VERIFY2(estimate().contains(QStringLiteral("About")), qPrintable(estimate()));
            QVERIFY2(!estimate().contains(QStringLiteral("Scaled to")), qPrintable(estimate()));
        });
        QCOMPARE(setting("p.svg", "actual-size"), std::string("true"));
    }

    void pensAndPlotters() {
        drawToTheEnd();
        inTheDialog([&] {
            format()->setCurrentIndex(hpgl);
            choose("exportPage", "A5");
            choose("plotHpglFor", "hp7475a");
            QTRY_VERIFY2(estimate().contains(QStringLiteral("7475A takes")), qPrintable(estimate()));
            choose("plotHpglFor", "corner");
            QTRY_VERIFY2(estimate().contains(QStringLiteral("About")), qPrintable(estimate()));
            part<QSpinBox>("plotPens")->setValue(3);
            type(QStringLiteral("a.plt"));
            exportAnd("keep");
        });
        QTRY_VERIFY(message().contains(QStringLiteral("a.plt")));
        const auto choice = ui::PlotterChoice::load();
        QVERIFY(choice.pens == 3 && choice.hpglFor == "corner" && choice.page.format == "A5");
        sheet::SheetRequest request;
        apply(choice, sheet::OutputKind::hpgl, request);
        QVERIFY(request.plot.pens == 3 && request.hpgl == plot::HpglFrame::corner);
    }
};

QTEST_MAIN(PlotterFieldsTest)
#include "plotter_fields_test.moc"
