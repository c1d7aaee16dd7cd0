// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"

#include <QMenu>
#include <QTreeView>

using namespace croquis;

/// What is locked isn't deleted by any way, and whoever tries is told.
class LockedStrokesTest : public test::WindowTest {
    Q_OBJECT

  private:
    QTreeView* view() { return m_window->findChild<QTreeView*>(QStringLiteral("strokeView")); }
    QWidget* bin() { return m_window->findChild<QWidget*>(QStringLiteral("stroke-delete")); }
    void choose(int row) {
        QTest::mouseClick(view()->viewport(), Qt::LeftButton, Qt::NoModifier,
                          view()->visualRect(view()->model()->index(row, 0)).center());
    }

  private Q_SLOTS:
    void theBinSaysWhyItDoesNothing() {
        drawToTheEnd();
        choose(2);
        QVERIFY(bin()->isEnabled());
        const QString usual = bin()->toolTip();
        click("stroke-lock");
        QVERIFY(!bin()->isEnabled());
        QVERIFY2(bin()->toolTip().contains(QStringLiteral("Unlock it first")), qPrintable(bin()->toolTip()));
        choose(3);
        QVERIFY(bin()->isEnabled());
        QCOMPARE(bin()->toolTip(), usual);
        choose(2);
        QVERIFY(!bin()->isEnabled());
        click("stroke-lock");
        click("stroke-delete");
        QCOMPARE(strokes(), std::size_t{15});
    }

    void keysSayWhyTheyDoNothing() {
        drawToTheEnd();
        const int id = document().moment().strokes[2].id;
        choose(2);
        click("stroke-lock");
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(message(), QStringLiteral("This stroke is locked. Unlock it first (L)."));
        QCoreApplication::processEvents();
        QTest::keyClick(view(), Qt::Key_L); // as it says
        QCOMPARE(message(), QString());
        QTest::keyClick(view(), Qt::Key_L);
        canvas()->setHighlighted(id);
        QTest::keyClick(canvas(), Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{16});
        QVERIFY(!message().isEmpty());
        QTest::keyClick(view(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(view(), Qt::Key_Delete);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(message(), QStringLiteral("Some of these strokes are locked. Unlock them first (L)."));
    }

    void theMenuDoesNotOfferIt() {
        drawToTheEnd();
        choose(2);
        for (const bool locked : {false, true}) {
            if (locked)
                click("stroke-lock");
            QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, {});
            QApplication::sendEvent(view()->viewport(), &asked);
            auto* menu = m_window->findChild<QMenu*>(QStringLiteral("strokeMenu"));
            QVERIFY(menu != nullptr);
            QCOMPARE(menu->actions().back()->isEnabled(), !locked);
            delete menu;
        }
    }
};

QTEST_MAIN(LockedStrokesTest)
#include "locked_strokes_test.moc"
