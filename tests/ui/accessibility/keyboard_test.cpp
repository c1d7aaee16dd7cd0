// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/scripted_session.hpp"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLayout>
#include <QLineEdit>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>

#include <algorithm>

using namespace croquis;
using ui::RunState;

/// The window without a mouse: Tab reaches everything once, in the order the eye has; everything has a name and says
/// what it is for.
class KeyboardTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<ui::MainWindow> m_window;

    static QString nameOf(const QWidget* widget) {
        return QLatin1String(widget->metaObject()->className()) + QLatin1Char(' ') + widget->objectName();
    }
    bool isReachable(const QWidget* widget) const {
        if ((widget->focusPolicy() & Qt::TabFocus) == 0 || !widget->isVisible() || !widget->isEnabled() ||
            widget->window() != m_window.get() || widget->focusProxy() != nullptr)
            return false;
        return qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) == nullptr; // a spin box' own field
    }
    QList<QWidget*> reachable() const {
        QList<QWidget*> widgets;
        for (auto* widget : m_window->findChildren<QWidget*>())
            if (isReachable(widget))
                widgets += widget;
        return widgets;
    }
    /// All that Tab visits until it comes back to where it began.
    QList<QWidget*> walk(Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QList<QWidget*> visited;
        const int limit = 4 * static_cast<int>(reachable().size());
        for (int step = 0; step < limit; ++step) {
            QTest::keyClick(QApplication::focusWidget(), modifiers == Qt::ShiftModifier ? Qt::Key_Backtab : Qt::Key_Tab,
                            modifiers);
            auto* widget = QApplication::focusWidget();
            if (!visited.isEmpty() && widget == visited.front())
                return visited;
            visited += widget;
        }
        return visited;
    }
    /// What was unfolded gets its place by an event.
    bool isLaidOut() const {
        const auto widgets = m_window->findChildren<QWidget*>();
        return std::all_of(widgets.begin(), widgets.end(), [](const auto* widget) {
            return !widget->isVisible() || widget->layout() == nullptr ||
                   widget->height() >= widget->layout()->totalMinimumSize().height();
        });
    }
    /// The part of the window that a widget is in, in the order they are read.
    int partOf(const QWidget* widget) const {
        const QStringList parts{QStringLiteral("toolBar"), QStringLiteral("photoDock"), QString(),
                                QStringLiteral("settingsDock"), QStringLiteral("timelineDock")};
        for (const auto* above = widget; above != nullptr; above = above->parentWidget())
            if (const auto part = parts.indexOf(above->objectName()); part >= 0 && !above->objectName().isEmpty())
                return static_cast<int>(part);
        return 2; // the centre
    }

    /// @return how many there are.
    static int checkNames(const QWidget& window) {
        int checked = 0;
        for (const auto* widget : window.findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->window() != &window ||
                widget->objectName().startsWith(QStringLiteral("qt_")) ||
                qobject_cast<const QAbstractSpinBox*>(widget->parentWidget()) != nullptr)
                continue;
            ++checked;
            if (widget->accessibleName().isEmpty())
                QTest::qFail(qPrintable(nameOf(widget) + QStringLiteral(" has no name")), __FILE__, __LINE__);
            const bool control = qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                                 qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
                                 qobject_cast<const QSlider*>(widget) != nullptr ||
                                 qobject_cast<const QComboBox*>(widget) != nullptr ||
                                 qobject_cast<const QLineEdit*>(widget) != nullptr;
            if (control && widget->toolTip().isEmpty())
                QTest::qFail(qPrintable(nameOf(widget) + QStringLiteral(" has no tool tip")), __FILE__, __LINE__);
        }
        return checked;
    }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("keyboard"));
        ui::applyTheme(ui::Theme::light);
    }

    void tabVisitsEverythingOnceInOrder_data() {
        QTest::addColumn<bool>("drawn");
        QTest::addColumn<bool>("open");
        QTest::newRow("empty") << false << false;
        QTest::newRow("done") << true << false;
        QTest::newRow("done, everything unfolded") << true << true;
    }
    void tabVisitsEverythingOnceInOrder() {
        QFETCH(bool, drawn);
        QFETCH(bool, open);
        QSettings().clear();
        m_window = std::make_unique<ui::MainWindow>(test::opener(std::make_shared<test::Script>()),
                                                    std::make_unique<ui::ThreadRunner>());
        m_window->resize(1400, 1000);
        m_window->show();
        m_window->openEngine();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTRY_COMPARE(m_window->controller().state(), RunState::empty);
        if (drawn) {
            m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")});
            QTRY_COMPARE(m_window->controller().state(), RunState::done);
        }
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(open);
        QTRY_VERIFY(isLaidOut());
        if (drawn) // the buttons of the list are for the stroke that was chosen
            QTest::keyClick(m_window->findChild<QWidget*>(QStringLiteral("strokeView")), Qt::Key_Home);
        auto* first = m_window->findChild<QWidget*>(
            drawn ? QStringLiteral("openButton") : QStringLiteral("pasteButton")); // the primary one opens, too
        first->setFocus(Qt::TabFocusReason);
        QCOMPARE(QApplication::focusWidget(), first);
        auto order = walk();
        const auto all = reachable();
        for (auto* widget : all)
            QVERIFY2(order.count(widget) == 1,
                     qPrintable(QStringLiteral("%1: %2 times").arg(nameOf(widget)).arg(order.count(widget))));
        QCOMPARE(order.size(), all.size());
        std::rotate(order.begin(), std::find(order.begin(), order.end(), first), order.end());
        for (qsizetype k = 1; k < order.size(); ++k) {
            const auto *before = order[k - 1], *after = order[k];
            const QString pair = nameOf(before) + QStringLiteral(" then ") + nameOf(after);
            QVERIFY2(partOf(before) <= partOf(after), qPrintable(pair));
            if (partOf(before) != partOf(after))
                continue;
            const QRect a(before->mapTo(m_window.get(), QPoint()), before->size());
            const QRect b(after->mapTo(m_window.get(), QPoint()), after->size());
            const bool sameRow =
                std::min(a.bottom(), b.bottom()) - std::max(a.top(), b.top()) > std::min(a.height(), b.height()) / 2;
            const bool liesOver = b.contains(a); // a message's buttons come before the canvas below them
            QVERIFY2(liesOver || (sameRow ? a.left() < b.left() : a.top() < b.top()), qPrintable(pair));
        }
        auto back = walk(Qt::ShiftModifier);
        std::reverse(back.begin(), back.end());
        std::rotate(back.begin(), std::find(back.begin(), back.end(), first), back.end());
        QCOMPARE(back, order);
    }

    void everythingHasANameAndSaysWhatItIsFor() {
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        checkNames(*m_window);
    }

    /// Also what isn't visible at first, as fields of another format.
    void soHasEverythingInTheDialogs_data() {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("dialog");
        QTest::newRow("settings") << "settings"
                                  << "settingsDialog";
        QTest::newRow("export") << "export"
                                << "exportDialog";
        QTest::newRow("models") << "models"
                                << "modelsDialog";
    }
    void soHasEverythingInTheDialogs() {
        QFETCH(QString, action);
        QFETCH(QString, dialog);
        QCOMPARE(m_window->controller().state(), RunState::done);
        int checked = 0;
        const auto check = [&] {
            auto* shown = m_window->findChild<QDialog*>(dialog);
            QVERIFY2(shown != nullptr, qPrintable(dialog));
            checked = checkNames(*shown);
            shown->reject();
        };
        QTimer::singleShot(0, this, check);
        m_window->findChild<QAction*>(action)->trigger();
        QTRY_VERIFY(checked >= 3);
    }

    void aToolTipNamesTheShortcut() {
        int withKeys = 0;
        for (const auto* button : m_window->findChildren<QToolButton*>()) {
            const auto* action = button->defaultAction();
            if (action == nullptr || action->shortcut().isEmpty() || button->window() != m_window.get())
                continue;
            ++withKeys;
            QVERIFY2(button->toolTip().contains(action->shortcut().toString(QKeySequence::NativeText)),
                     qPrintable(nameOf(button) + QStringLiteral(": ") + button->toolTip()));
        }
        QVERIFY(withKeys >= 10);
        m_window.reset();
    }
};

QTEST_MAIN(KeyboardTest)
#include "keyboard_test.moc"
