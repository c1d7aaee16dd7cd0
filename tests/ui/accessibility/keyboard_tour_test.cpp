// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/levels_view.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/panels/brush_picker.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/window_test.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QMenu>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

using namespace croquis;
using ui::RunState;

namespace {

QString nameOf(const QWidget* widget) {
    return widget == nullptr
               ? QStringLiteral("nothing")
               : QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
}

double luminance(QRgb colour) {
    const auto linear = [](int channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(qRed(colour)) + 0.7152 * linear(qGreen(colour)) + 0.0722 * linear(qBlue(colour));
}

/// How many pixels differ by 2 to 1 or more.
int changed(const QImage& a, const QImage& b) {
    int count = 0;
    for (int y = 0; y < std::min(a.height(), b.height()); ++y)
        for (int x = 0; x < std::min(a.width(), b.width()); ++x) {
            if (a.pixel(x, y) == b.pixel(x, y))
                continue;
            const double la = luminance(a.pixel(x, y)), lb = luminance(b.pixel(x, y));
            count += (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05) >= 2;
        }
    return count;
}

} // namespace

/// A whole sketch without a mouse, and where the keys go is always to be seen.
class KeyboardTourTest : public test::WindowTest {
    Q_OBJECT

  private:
    static void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        auto* widget = QApplication::focusWidget();
        QVERIFY(widget != nullptr);
        QTest::keyClick(widget, key, modifiers);
    }
    /// By Tab alone, from wherever the focus is.
    static bool tabTo(const char* name) {
        for (int step = 0; step < 200; ++step) {
            auto* widget = QApplication::focusWidget();
            if (widget == nullptr) {
                qWarning("nothing has the focus");
                return false;
            }
            if (widget->objectName() == QLatin1String(name))
                return true;
            QTest::keyClick(widget, Qt::Key_Tab);
        }
        return false;
    }
    static QString focused() {
        return QApplication::focusWidget() != nullptr ? QApplication::focusWidget()->objectName() : QString();
    }

    /// What is done in the dialog that opens next; it is left afterwards.
    void inDialog(const QString& name, const std::function<void(QDialog&)>& act) {
        QTimer::singleShot(20, this, [this, name, act] {
            auto* dialog = m_window->findChild<QDialog*>(name);
            if (dialog == nullptr || !dialog->isVisible())
                return inDialog(name, act); // it is being made
            dialog->activateWindow();
            QTRY_COMPARE(QApplication::activeWindow(), dialog);
            if (QApplication::focusWidget() == nullptr)
                QTest::keyClick(dialog, Qt::Key_Tab);
            act(*dialog);
            if (dialog->isVisible())
                dialog->reject();
        });
    }
    /// Goes round by Tab. Whatever has the focus looks otherwise than without.
    static int checkFocusIsSeen(QWidget& window) {
        QList<QWidget*> visited;
        for (int step = 0; step < 200; ++step) {
            auto* widget = window.focusWidget();
            if (widget == nullptr || visited.contains(widget))
                break;
            visited += widget;
            constexpr int kAround = 4; // pixels, that a frame may be outside
            const auto look = [&] {
                QCoreApplication::processEvents(); // what was to be painted is
                const QRect place(widget->mapTo(&window, QPoint()), widget->size());
                return window.grab(place.adjusted(-kAround, -kAround, kAround, kAround).intersected(window.rect()))
                    .toImage();
            };
            const QImage with = look();
            QTest::keyClick(widget, Qt::Key_Tab);
            if (const int pixels = changed(with, look()); pixels < 12)
                QTest::qFail(qPrintable(QStringLiteral("%1: %2 pixels").arg(nameOf(widget)).arg(pixels)), __FILE__,
                             __LINE__);
        }
        return static_cast<int>(visited.size());
    }

  private Q_SLOTS:
    void aSketchIsMadeAndExportedByKeysAlone() {
        QVERIFY(tabTo("sample-cat"));
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        press(Qt::Key_Space);
        QTRY_COMPARE(state(), RunState::running);
        QTRY_VERIFY(document().hasStrokes());
        QVERIFY(tabTo("primaryButton"));
        press(Qt::Key_Space);
        QTRY_COMPARE(state(), RunState::paused);
        QCOMPARE(focused(), QStringLiteral("primaryButton")); // the same key goes on
        press(Qt::Key_Space);
        QTRY_COMPARE(state(), RunState::running);
        QVERIFY(tabTo("strokesBox"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("8"));
        press(Qt::Key_Return);
        QTRY_COMPARE(strokes(), std::size_t{8});
        QCOMPARE(focused(), QStringLiteral("strokesBox"));
        m_script->iterations = 0; // it comes to its end
        QTRY_COMPARE(state(), RunState::done);
        m_script->iterations = 60;
        QVERIFY(tabTo("brush-pen")); // of a group Tab goes to what is chosen, arrows go on from there
        press(Qt::Key_Right);
        press(Qt::Key_Space);
        QCOMPARE(document().look().page.brush.name, std::string("ink"));
        QCOMPARE(focused(), QStringLiteral("brush-ink"));
        QVERIFY(tabTo("strokeView"));
        press(Qt::Key_Home);
        press(Qt::Key_Down);
        press(Qt::Key_H);
        QCOMPARE(document().visibleStrokes().size(), std::size_t{7});
        QCOMPARE(focused(), QStringLiteral("strokeView"));
        QVERIFY(tabTo("viewLevelsButton"));
        press(Qt::Key_Space);
        QVERIFY(tabTo("drawLevels"));
        press(Qt::Key_Space);
        QTRY_COMPARE(m_script->draws.load(), 2);
        QTRY_COMPARE(state(), RunState::done);
        QVERIFY(tabTo("level1"));
        press(Qt::Key_Space);
        QCOMPARE(strokes(), std::size_t{8});
        QCOMPARE(QApplication::focusWidget(), canvas());
        QVERIFY(tabTo("lossPlot"));
        for (int k = 0; k < 3; ++k)
            press(Qt::Key_Left);
        QVERIFY(document().isElsewhere());
        QVERIFY(tabTo("useMoment"));
        press(Qt::Key_Space);
        QVERIFY(!document().isElsewhere());
        QCOMPARE(focused(), QStringLiteral("lossPlot")); // its button is gone
        const QString file = m_folder->filePath(QStringLiteral("by-keys.svg"));
        bool done = false;
        inDialog(QStringLiteral("exportDialog"), [&](QDialog& /*dialog*/) {
            QVERIFY(tabTo("exportFile"));
            press(Qt::Key_A, Qt::ControlModifier);
            QTest::keyClicks(QApplication::focusWidget(), file);
            press(Qt::Key_Return);
            done = true;
        });
        press(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(done);
        QTRY_VERIFY2(QFile::exists(file), qPrintable(message()));
    }

    /// What the little arrow beside it opens, too.
    void theMenuOfExportsOpensByAKey() {
        drawToTheEnd();
        QVERIFY(tabTo("quickExportButton"));
        press(Qt::Key_Down);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu != nullptr && menu->actions().contains(action("quickPng")));
        QTest::keyClick(menu, Qt::Key_Down); // from the first to the second
        QTest::keyClick(menu, Qt::Key_Return);
        QTRY_VERIFY2(message().contains(QStringLiteral("photo.png")), qPrintable(message()));
        m_window->activateWindow(); // as a window manager does it
        QTRY_COMPARE(focused(), QStringLiteral("quickExportButton"));
    }

    /// A button that can't be pressed any more hands the keys on to where they do no harm.
    void whatWasPressedLeavesTheFocusWhereItHarmsNothing() {
        runLong();
        QVERIFY(tabTo("stopButton"));
        press(Qt::Key_Space);
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(m_script->draws.load(), 1);
        press(Qt::Key_Space); // once more, in a hurry
        QCoreApplication::processEvents();
        QCOMPARE(state(), RunState::done); // nothing begins
        QCOMPARE(m_script->draws.load(), 1);
        m_script->iterations = 30;
        QVERIFY(tabTo("strokeView"));
        press(Qt::Key_Home);
        QVERIFY(tabTo("stroke-delete")); // round the window
        press(Qt::Key_Space);
        QCOMPARE(strokes(), std::size_t{15});
        QCOMPARE(focused(), QStringLiteral("stroke-delete")); // the next one is chosen
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(strokes(), std::size_t{16});
        QCOMPARE(focused(), QStringLiteral("stroke-delete"));
    }

    void theFocusIsSeen_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<bool>("levels");
        QTest::newRow("light") << false << false;
        QTest::newRow("dark") << true << false;
        QTest::newRow("light, levels") << false << true;
        QTest::newRow("dark, levels") << true << true;
    }
    void theFocusIsSeen() {
        QFETCH(bool, dark);
        QFETCH(bool, levels);
        ui::applyTheme(dark ? ui::Theme::dark : ui::Theme::light);
        m_window->resize(1400, 1000);
        drawToTheEnd();
        if (levels) {
            askForLevels();
            QTRY_COMPARE(m_script->draws.load(), 2);
            QTRY_COMPARE(state(), RunState::done);
        } else {
            for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
                section->setChecked(true);
        }
        QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("strokeView")), Qt::Key_Home);
        QTRY_VERIFY(!m_window->findChild<ui::BrushPicker*>()->isPainting());
        m_window->findChild<QWidget*>(QStringLiteral("openButton"))->setFocus(Qt::TabFocusReason);
        QVERIFY(checkFocusIsSeen(*m_window) > 30);
        ui::applyTheme(ui::Theme::light);
    }

    void soItIsInTheDialogs_data() {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<QString>("opens");
        QTest::addColumn<QString>("name");
        for (const bool dark : {false, true})
            for (const auto& [opens, name] : {std::pair("settings", "settingsDialog"),
                                              std::pair("export", "exportDialog"), std::pair("models", "modelsDialog")})
                QTest::newRow(qPrintable(
                    QStringLiteral("%1, %2").arg(QLatin1String(opens), QLatin1String(dark ? "dark" : "light"))))
                    << dark << QString::fromLatin1(opens) << QString::fromLatin1(name);
    }
    void soItIsInTheDialogs() {
        QFETCH(bool, dark);
        QFETCH(QString, opens);
        QFETCH(QString, name);
        ui::applyTheme(dark ? ui::Theme::dark : ui::Theme::light);
        drawToTheEnd();
        int seen = 0;
        inDialog(name, [&](QDialog& dialog) { seen = checkFocusIsSeen(dialog); });
        action(opens.toLatin1().constData())->trigger();
        QTRY_VERIFY2(seen >= 3, qPrintable(QString::number(seen)));
        ui::applyTheme(ui::Theme::light);
    }
};

QTEST_MAIN(KeyboardTourTest)
#include "keyboard_tour_test.moc"
