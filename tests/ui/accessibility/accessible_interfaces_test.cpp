// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/main_window/main_window.hpp"
#include "ui/plots/loss_plot.hpp"
#include "ui/scripted_session.hpp"

#include <QAccessible>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <private/qguiapplication_p.h>
#include <qpa/qplatformaccessibility.h>
#include <qpa/qplatformintegration.h>

using namespace croquis;
using ui::RunState;

namespace {

/// What was told of the status line, and of the message bar, since the handler was installed.
QStringList g_heard, g_messages;
int g_events = 0;

void listen(QAccessibleEvent* event) {
    ++g_events;
    if (event->type() != QAccessible::Alert || event->object() == nullptr)
        return;
    const auto* widget = static_cast<QWidget*>(event->object());
    (widget->objectName() == QStringLiteral("messageBar") ? g_messages : g_heard) += widget->accessibleName();
}

} // namespace

/// What a screen reader finds and hears.
class AccessibleInterfacesTest : public QObject {
    Q_OBJECT

  private:
    std::shared_ptr<test::Script> m_script;
    std::unique_ptr<ui::MainWindow> m_window;

    void draw() { m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")}); }
    QAccessibleInterface* interfaceOf(QWidget* widget) { return QAccessible::queryAccessibleInterface(widget); }

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("accessible-interfaces"));
        QLocale::setDefault(QLocale::c());
        // What a screen reader does when it starts; the offscreen platform has none to do it.
        QGuiApplicationPrivate::platformIntegration()->accessibility()->setActive(true);
        QVERIFY(QAccessible::isActive());
    }
    void init() {
        QSettings().clear();
        m_script = std::make_shared<test::Script>();
        m_window = std::make_unique<ui::MainWindow>(test::opener(m_script), std::make_unique<ui::ThreadRunner>());
        m_window->show();
        m_window->openEngine();
        QTRY_COMPARE(m_window->controller().state(), RunState::empty);
        g_heard.clear();
        g_messages.clear();
        g_events = 0;
        QAccessible::installUpdateHandler(listen);
    }
    void cleanup() {
        QAccessible::installUpdateHandler(nullptr);
        m_window.reset();
    }

    void theCanvasSaysWhatItShows() {
        auto* canvas = m_window->findChild<ui::SketchCanvas*>();
        auto* spoken = interfaceOf(canvas);
        QCOMPARE(spoken->role(), QAccessible::Graphic);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("Canvas"));
        QCOMPARE(spoken->childCount(), 0);
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        draw();
        QTRY_VERIFY(m_window->document().moment().iteration > 3);
        QVERIFY(spoken->text(QAccessible::Description).contains(QStringLiteral(" of 1000000")));
        m_window->desk().pauseOrResume();
        const auto& moment = m_window->document().moment();
        QCOMPARE(spoken->text(QAccessible::Description),
                 QStringLiteral("Sketch of cat.jpg, 16 stroke(s), iteration %1 of 1000000, loss %2")
                     .arg(moment.iteration)
                     .arg(moment.loss.total, 0, 'f', 2));
        m_window->desk().stop();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        QVERIFY(!spoken->text(QAccessible::Description).contains(QStringLiteral(" of 1000000")));
    }

    void theStrokesAreTheCanvasChildren() {
        draw();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        auto* canvas = m_window->findChild<ui::SketchCanvas*>();
        auto* spoken = interfaceOf(canvas);
        QCOMPARE(spoken->childCount(), 16);
        auto* stroke = spoken->child(2);
        QVERIFY(stroke->isValid());
        QCOMPARE(stroke->text(QAccessible::Name), QStringLiteral("Stroke 3"));
        QCOMPARE(spoken->child(2), stroke);
        QCOMPARE(spoken->indexOfChild(stroke), 2);
        QCOMPARE(stroke->parent(), spoken);
        QVERIFY(QRect(canvas->mapToGlobal(QPoint(0, 0)), canvas->size()).contains(stroke->rect()));
        const QPoint middle = stroke->rect().center();
        const auto* there = spoken->childAt(middle.x(), middle.y());
        QVERIFY(there != nullptr);
        QVERIFY(there->rect().contains(middle));
        auto marks = m_window->document().marks();
        marks.locked = {3};
        m_window->document().setMarks(marks);
        QCOMPARE(stroke->text(QAccessible::Description), QStringLiteral("locked"));
        m_window->document().removeStroke(3);
        QVERIFY(!stroke->isValid());
        QCOMPARE(spoken->childCount(), 15);
        QCOMPARE(spoken->child(15), nullptr);
        QCOMPARE(spoken->child(-1), nullptr);
    }

    void thePlotIsASliderOverTheIterations() {
        auto* plot = m_window->findChild<ui::LossPlot*>();
        auto* value = interfaceOf(plot)->valueInterface();
        QVERIFY(value != nullptr);
        QCOMPARE(value->maximumValue().toInt(), 0);
        QCOMPARE(interfaceOf(plot)->text(QAccessible::Description), QStringLiteral("Nothing is drawn yet."));
        draw();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        QCOMPARE(value->minimumValue().toInt(), 0);
        QCOMPARE(value->maximumValue().toInt(), 60);
        QCOMPARE(value->currentValue().toInt(), 60);
        const int before = g_events;
        value->setCurrentValue(12);
        QVERIFY(g_events > before);
        QCOMPARE(value->currentValue().toInt(), 12);
        QCOMPARE(m_window->document().moment().iteration, 12);
        QVERIFY(interfaceOf(plot)->text(QAccessible::Value).startsWith(QStringLiteral("iteration 12, loss 0.30")));
        QVERIFY(interfaceOf(plot)->text(QAccessible::Description).startsWith(QStringLiteral("Best at iteration 60.")));
        m_window->desk().acceptMoment(); // the mark on the screen is spoken, too
        QVERIFY(interfaceOf(plot)
                    ->text(QAccessible::Description)
                    .startsWith(QStringLiteral("The sketch is of iteration 12.")));
        value->setCurrentValue(1000);
        QCOMPARE(value->currentValue().toInt(), 60);
    }

    /// Whoever can't see the bar hears what it says, once.
    void messagesAreReadOut() {
        draw();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        g_messages.clear();
        m_script->onDraw = [] { throw Error("it broke"); };
        m_window->desk().newSeed();
        QTRY_COMPARE(m_window->controller().state(), RunState::failed);
        QCOMPARE(g_messages, QStringList(QStringLiteral("it broke")));
        QVERIFY(!g_heard.contains(QStringLiteral("it broke")));
        g_messages.clear();
        m_window->openFiles({QStringLiteral(CROQUIS_SAMPLES "/README.md")}); // refused
        QCOMPARE(g_messages.size(), 1);
        QVERIFY2(g_messages[0].contains(QStringLiteral("README.md")), qPrintable(g_messages[0]));
    }

    void theEndOfARunAndAChangeAreReadOut() {
        m_script->iterations = 1000000;
        m_script->iterationMs = 1;
        draw();
        QTRY_VERIFY(m_window->document().moment().iteration > 3);
        m_window->desk().pauseOrResume();
        QCOMPARE(g_heard.back(), QStringLiteral("Paused"));
        m_window->desk().stop();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        QVERIFY2(g_heard.back().startsWith(QStringLiteral("Stopped: 16 stroke")), qPrintable(g_heard.back()));
        m_window->desk().setAutoStart(false);
        ui::RunSettings settings = m_window->document().settings();
        settings.strokes = 8;
        m_window->document().setSettings(settings);
        QCOMPARE(g_heard.back(), QStringLiteral("The settings were changed since this sketch."));
    }

    void milestonesAreToldAtEveryTenthAndNotMoreOften() {
        m_script->iterations = 100;
        m_script->iterationMs = 4;
        draw();
        QTRY_COMPARE(m_window->controller().state(), RunState::done);
        QVERIFY2(g_heard.size() <= 10, qPrintable(g_heard.join(QLatin1Char('\n'))));
        QVERIFY2(g_heard.size() >= 4, qPrintable(g_heard.join(QLatin1Char('\n')))); // several tenths may come at once
        QCOMPARE(g_heard.back().left(26), QStringLiteral("The sketch is done: 16 str"));
        int last = 0;
        for (const auto& sentence : g_heard.mid(0, g_heard.size() - 1)) {
            QVERIFY2(sentence.contains(QStringLiteral(" percent drawn, loss ")), qPrintable(sentence));
            const int percent = sentence.section(QLatin1Char(' '), 0, 0).toInt();
            QCOMPARE(percent % 10, 0);
            QVERIFY(percent > last);
            last = percent;
        }
    }
};

QTEST_MAIN(AccessibleInterfacesTest)
#include "accessible_interfaces_test.moc"
