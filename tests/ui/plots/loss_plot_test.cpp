// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/loss_plot.hpp"

#include "ui/panels/timeline_panel.hpp"
#include "ui/plots/plot_legend.hpp"
#include "ui/style/language.hpp"
#include "ui/style/theme.hpp"
#include "ui/window_test.hpp"

#include <QAccessible>
#include <QLabel>
#include <QSpinBox>

#include <cstdlib>

using namespace croquis;
using ui::RunState;

/// What the plot of a run shows beside its curves.
class LossPlotTest : public test::WindowTest {
    Q_OBJECT

  private:
    ui::LossPlot* plot() { return m_window->findChild<ui::LossPlot*>(); }
    QImage picture() {
        const bool shown = QTest::qWaitFor([this] { return !plot()->isResting(); });
        QCoreApplication::processEvents(); // it is painted when there is time
        return shown ? plot()->grab().toImage() : QImage();
    }
    /// How many of the column's pixels are of that colour.
    static int inColumn(const QImage& picture, int x, const QColor& colour) {
        int count = 0;
        for (int y = 0; y < picture.height(); ++y) {
            const QColor here = picture.pixelColor(x, y);
            count += std::abs(here.red() - colour.red()) + std::abs(here.green() - colour.green()) +
                         std::abs(here.blue() - colour.blue()) <
                     60;
        }
        return count;
    }
    /// The column that the left axis is in: the first long line.
    static int leftAxis(const QImage& picture) {
        for (int x = 10; x < picture.width(); ++x)
            if (inColumn(picture, x, ui::hairline()) > picture.height() / 2)
                return x;
        return -1;
    }
    /// What is said of the iteration below the pointer.
    QString pointedAt(double share) {
        const auto* panel = m_window->findChild<ui::TimelinePanel*>();
        for (auto* inner : plot()->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
            if (inner->isVisible())
                QTest::mouseMove(inner, QPoint(static_cast<int>(share * inner->width()), inner->height() / 2));
        QCoreApplication::processEvents();
        return panel->findChild<QLabel*>(QStringLiteral("caption"))->text();
    }

  private Q_SLOTS:
    /// Neither mark nor words are on the axis or its numbers.
    void aMarkAtTheFirstIterationStandsClearOfTheAxis() {
        m_script->iterations = 0;
        drawToTheEnd();
        QCOMPARE(plot()->marked(), std::optional(0));
        const QImage shown = picture();
        const int axis = leftAxis(shown);
        QVERIFY2(axis > 20, qPrintable(QString::number(axis)));
        for (int x = axis - 3; x <= axis + 2; ++x)
            QVERIFY2(inColumn(shown, x, ui::plotColour(0)) == 0, qPrintable(QString::number(x - axis)));
        int beside = 0;
        for (int x = axis + 3; x < axis + 60; ++x)
            beside += inColumn(shown, x, ui::plotColour(0));
        QVERIFY2(beside > 20, qPrintable(QString::number(beside)));
    }

    /// Its first moment is in its own axes, though more than that waits for a while to be shown.
    void anotherRunBeginsInItsOwnAxes() {
        const auto frame = [](double loss) {
            return ui::RunFrame{0, 60, 0, {{0, {loss, {{"edges", loss / 2}}}, {}, {}, true}}};
        };
        ui::LossPlot alone;
        alone.resize(600, 130);
        const auto pixelsOfMark = [&] { // it is at the left axis
            for (int time = 0; time < 2; ++time) {
                alone.grab(); // lays out
                QCoreApplication::processEvents();
            }
            const QImage shown = alone.grab().toImage();
            int count = 0;
            for (int x = leftAxis(shown); x < leftAxis(shown) + 10; ++x)
                count += inColumn(shown, x, ui::plotColour(0));
            return count;
        };
        alone.append({frame(4)});
        QTRY_VERIFY(!alone.isResting());
        const int before = pixelsOfMark();
        QVERIFY(before > 10);
        alone.clear();
        alone.append({frame(900)});
        QCOMPARE(pixelsOfMark(), before);
        QVERIFY(alone.isResting());
    }

    /// Whatever is said of a moment beside it: it neither moves nor loses a line.
    void theLegendStaysWhereItIs_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("german");
        for (const int width : {1024, 1280})
            for (const bool german : {false, true})
                QTest::addRow("%d, %s", width, german ? "German" : "English") << width << german;
    }
    void theLegendStaysWhereItIs() {
        QFETCH(int, width);
        QFETCH(bool, german);
        const ui::Language spoken{QLocale(german ? QLocale::German : QLocale::English)};
        makeWindow();
        m_window->resize(width, 700);
        drawToTheEnd();
        const auto* legend = m_window->findChild<ui::PlotLegend*>();
        const auto place = [legend] { return QRect(legend->mapTo(legend->window(), QPoint()), legend->size()); };
        QTRY_VERIFY(place().width() >= legend->widthInTwoRows()); // all lines have room
        const QRect before = place();
        pointedAt(0.5);
        QCoreApplication::processEvents();
        QCOMPARE(place(), before);
        QTest::keyClick(plot(), Qt::Key_Comma);
        QVERIFY(document().isElsewhere());
        QTRY_VERIFY(m_window->findChild<QWidget*>(QStringLiteral("useMoment"))->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(place(), before);
        click("leaveMoment");
        QTRY_VERIFY(!document().isElsewhere());
        QCoreApplication::processEvents();
        QCOMPARE(place(), before);
    }

    /// Levels with the terms of the one that is chosen, in German, beside the box and the buttons of a small window.
    void theLegendLosesNoLine() {
        ui::PlotLegend legend;
        std::vector<ui::PlotLine> lines;
        QStringList names;
        for (const char* name : {"4 Striche", "8 Striche", "16 Striche", "32 Striche", "Stufe 4", "Stufe 5", "Stufe 6",
                                 "Einbettung", "Kanten"}) {
            names += QString::fromLatin1(name);
            lines.push_back({names.back(), QPen(QColor::fromHsv(40 * static_cast<int>(lines.size()), 255, 200), 3)});
        }
        legend.setLines(lines);
        const auto piecesAt = [&](int width) { // how many lines show a piece
            legend.resize(width, legend.sizeHint().height());
            const QImage picture = legend.grab().toImage();
            std::size_t pieces = 0;
            for (const auto& line : lines) {
                int pixels = 0;
                for (int y = 0; y < picture.height(); ++y)
                    for (int x = 0; x < picture.width(); ++x)
                        pixels += picture.pixel(x, y) == line.pen.color().rgb() ? 1 : 0;
                pieces += pixels >= 10 ? 1 : 0;
            }
            return pieces;
        };
        for (const int width : {legend.sizeHint().width(), legend.widthInTwoRows(), legend.widthInTwoRows() - 60}) {
            QCOMPARE(piecesAt(width), lines.size());
            QCOMPARE(legend.shown(), names);
        }
        QCOMPARE(piecesAt(legend.widthInTwoRows() * 2 / 3), lines.size());
        const QStringList shown = legend.shown();
        QVERIFY2(shown.front().endsWith(QChar(0x2026)) && shown.front().startsWith(QLatin1Char('4')),
                 qPrintable(shown.join(QLatin1Char(' '))));
        QCOMPARE(legend.toolTip(), names.join(QStringLiteral(", ")));
    }

    void anotherNumberOfStrokesIsMarked() {
        const ui::Language spoken{QLocale(QLocale::English)};
        runLong();
        QTRY_VERIFY(plot()->iterationCount() > 50);
        auto* box = m_window->findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("8"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_COMPARE(strokes(), std::size_t{8});
        m_script->iterations = 2 * plot()->iterationCount();
        QTRY_COMPARE_WITH_TIMEOUT(state(), RunState::done, 20000);
        const QImage shown = picture();
        const int axis = leftAxis(shown);
        int lines = 0;
        for (int x = axis + 12; x < shown.width() - 80; ++x)
            lines += inColumn(shown, x, ui::quietText()) > shown.height() / 2;
        QCOMPARE(lines, 1);
        QVERIFY2(pointedAt(0.13).contains(QStringLiteral("16 strokes")), qPrintable(pointedAt(0.13)));
        QVERIFY2(pointedAt(0.85).contains(QStringLiteral("8 strokes")), qPrintable(pointedAt(0.85)));
        auto* interface = QAccessible::queryAccessibleInterface(plot());
        QVERIFY2(interface->text(QAccessible::Description).contains(QStringLiteral("8 strokes from iteration ")),
                 qPrintable(interface->text(QAccessible::Description)));
        m_script->iterations = 60;
        key(Qt::Key_R, Qt::ControlModifier); // another run has none
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY2(!interface->text(QAccessible::Description).contains(QStringLiteral("strokes from")),
                 qPrintable(interface->text(QAccessible::Description)));
    }
};

QTEST_MAIN(LossPlotTest)
#include "loss_plot_test.moc"
