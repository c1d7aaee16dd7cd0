// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QMenu>
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

    /// One sentence at the first start, with the dialog behind its button; never again.
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
