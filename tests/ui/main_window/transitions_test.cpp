// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.hpp"
#include "ui/canvas/sketch_canvas.hpp"
#include "ui/window_test.hpp"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>

#include <map>
#include <set>

using namespace croquis;
using ui::RunState;
using namespace Qt::StringLiterals;

namespace {

const std::map<QString, RunState> kStates{{"noModel", RunState::noModel},   {"empty", RunState::empty},
                                          {"loaded", RunState::loaded},     {"preparing", RunState::preparing},
                                          {"running", RunState::running},   {"paused", RunState::paused},
                                          {"stopping", RunState::stopping}, {"done", RunState::done},
                                          {"outdated", RunState::outdated}, {"failed", RunState::failed}};

/// From each state, what the person or the engine does, and the state that follows.
constexpr const char* kTransitions[][3] = {
    {"noModel", "click retryModel", "empty"},
    {"noModel", "drop", "preparing"},
    {"noModel", "drop, model missing", "noModel"},
    {"noModel", "drop unreadable", "failed"},
    {"empty", "drop", "preparing"},
    {"empty", "click sample-cat", "preparing"},
    {"empty", "menu sample-cat", "preparing"},
    {"empty", "paste", "preparing"},
    {"empty", "drop unreadable", "failed"},
    {"empty", "drop, model missing", "noModel"},
    {"empty", "Esc", "empty"},
    {"loaded", "F5", "preparing"},
    {"loaded", "click primaryButton", "preparing"},
    {"loaded", "F5, drawing fails", "failed"},
    {"loaded", "drop", "preparing"},
    {"loaded", "drop unreadable", "loaded"},
    {"loaded", "drop, model missing", "noModel"},
    {"loaded", "Ctrl+R", "preparing"},
    {"preparing", "go on", "running"},
    {"preparing", "Esc", "loaded"},
    {"preparing", "F5", "loaded"},
    {"preparing", "click primaryButton", "loaded"},
    {"preparing", "drop", "preparing"},
    {"preparing", "drop, model missing", "noModel"},
    {"preparing", "go on, drawing fails", "failed"},
    {"preparing", "go on, through", "done"},
    {"preparing the first", "Esc", "empty"},
    {"preparing another seed", "Esc", "outdated"},
    {"preparing another seed", "undo", "done"},
    {"running", "Space", "paused"},
    {"running", "F5", "paused"},
    {"running", "click primaryButton", "paused"},
    {"running", "Esc", "stopping"},
    {"running", "Ctrl+R", "preparing"},
    {"running", "drop", "preparing"},
    {"running", "drop unreadable", "done"},
    {"running", "drop, model missing", "noModel"},
    {"running", "drawing fails", "failed"},
    {"running", "through", "done"},
    {"paused", "Space", "running"},
    {"paused", "F5", "running"},
    {"paused", "click primaryButton", "running"},
    {"paused", "Esc", "stopping"},
    {"paused", "Ctrl+R", "preparing"},
    {"paused", "drop", "preparing"},
    {"paused", "drop unreadable", "done"},
    {"paused", "drop, model missing", "noModel"},
    {"paused", "use the moment", "done"},
    {"stopping", "go on", "done"},
    {"stopping", "go on, without a stroke", "loaded"},
    {"stopping", "go on, it ends in failure", "failed"},
    {"stopping", "drop", "preparing"},
    {"stopping", "drop, model missing", "noModel"},
    {"stopping", "Esc", "stopping"},
    {"done", "Ctrl+Down", "outdated"},
    {"done", "Ctrl+R", "preparing"},
    {"done", "Ctrl+R, drawing fails", "failed"},
    {"done", "continue", "preparing"},
    {"done", "click primaryButton", "preparing"},
    {"done", "delete everything", "loaded"},
    {"done", "drop", "preparing"},
    {"done", "drop unreadable", "done"},
    {"done", "drop, model missing", "noModel"},
    {"done", "Esc", "done"},
    {"outdated", "Ctrl+Z", "done"},
    {"outdated", "F5", "preparing"},
    {"outdated", "F5, drawing fails", "failed"},
    {"outdated", "click primaryButton", "preparing"},
    {"outdated", "drop", "preparing"},
    {"outdated", "drop unreadable", "outdated"},
    {"outdated", "drop, model missing", "noModel"},
    {"outdated", "redraw by itself", "preparing"},
    {"failed", "F5", "preparing"},
    {"failed", "click messageAction", "preparing"},
    {"failed", "click primaryButton", "preparing"},
    {"failed", "drop", "preparing"},
    {"failed", "drop, model missing", "noModel"},
    {"failed", "drop unreadable", "loaded"},
    {"failed over a sketch", "drop unreadable", "outdated"},
    {"failed over a sketch", "undo", "done"},
};

/// Which states follow one another, by interface.md's table of states: a model or a photo may be missing at any time, a
/// photo comes from everywhere, a run leads on as it says.
const std::map<QString, QStringList> kFollowing{
    {"noModel", {"empty", "preparing", "failed"}},
    {"empty", {"preparing", "failed", "noModel"}},
    {"loaded", {"preparing", "failed", "noModel"}},
    {"preparing", {"running", "empty", "loaded", "done", "outdated", "failed", "noModel"}},
    {"running", {"paused", "stopping", "preparing", "done", "failed", "noModel"}},
    {"paused", {"running", "stopping", "preparing", "done", "noModel"}},
    {"stopping", {"done", "loaded", "preparing", "failed", "noModel"}},
    {"done", {"outdated", "preparing", "loaded", "failed", "noModel"}},
    {"outdated", {"done", "preparing", "failed", "noModel"}},
    {"failed", {"preparing", "loaded", "done", "outdated", "noModel"}}};

/// What the primary button says in each state (interface.md): after a run the export's button leads on, which always
/// says the same; after a failure it says what the message offers.
const std::map<QString, QString> kPrimary{{"noModel", "Fetch"},     {"empty", "Open"},    {"loaded", "Sketch"},
                                          {"preparing", "Cancel"},  {"running", "Pause"}, {"paused", "Resume"},
                                          {"stopping", "Stopping"}, {"done", "Draw on"},  {"outdated", "Redraw"},
                                          {"failed", "Try again"}};

/// "preparing another seed" is a way to be preparing.
QString stateOf(const QString& name) {
    return name.section(QLatin1Char(' '), 0, 0);
}

} // namespace

/// Every state of the window is reached from every other one it should be, by drops, keys and clicks.
class TransitionsTest : public test::WindowTest {
    Q_OBJECT

  private:
    static void missing() {
        throw ModelFileError("The model x is missing: y is not in z. \"croquis-cli models fetch x\" brings it.");
    }
    static void broken() { throw Error("it broke"); }

    void reach(const QString& name) {
        if (name == u"noModel") {
            qputenv("CROQUIS_MODELS", m_folder->filePath(u"nothing"_s).toUtf8()); // so that there is one to fetch
            m_script->onOpen = missing;
            makeWindow();
        } else if (name == u"loaded" || name == u"outdated") {
            if (name == u"outdated")
                drawToTheEnd();
            setAutoStart(false);
            if (name == u"outdated")
                key(Qt::Key_Down, Qt::ControlModifier);
            else
                drop({photo()});
        } else if (name == u"preparing") {
            m_script->place.close();
            drop({photo()});
            QTRY_COMPARE(m_script->draws.load(), 1);
        } else if (name == u"preparing the first") {
            m_script->read.close();
            drop({photo()});
            QTRY_COMPARE(m_script->loads.load(), 1);
        } else if (name == u"preparing another seed") {
            drawToTheEnd();
            m_script->place.close();
            key(Qt::Key_R, Qt::ControlModifier);
            QTRY_COMPARE(m_script->draws.load(), 2);
        } else if (name == u"done") {
            drawToTheEnd();
        } else if (name.startsWith(u"failed"_s)) {
            if (name == u"failed over a sketch")
                drawToTheEnd();
            m_script->onDraw = broken;
            if (name == u"failed over a sketch")
                key(Qt::Key_R, Qt::ControlModifier);
            else
                drop({photo()});
        } else if (name != u"empty") {
            runLong();
            if (name == u"paused")
                QTest::keyClick(canvas(), Qt::Key_Space);
            if (name == u"stopping") {
                m_script->finish.close();
                key(Qt::Key_Escape);
            }
        }
        QTRY_COMPARE(state(), kStates.at(stateOf(name)));
        if (name == u"done" || name == u"preparing another seed" || name == u"failed over a sketch")
            setAutoStart(false); // else a changed setting would be drawn at once
    }

    void act(const QString& event) {
        if (event == u"drop" || event == u"F5" || event == u"Ctrl+R" || event == u"paste" || event == u"continue" ||
            event.startsWith(u"click"_s) || event.startsWith(u"menu"_s) || event == u"redraw by itself")
            m_script->onDraw = nullptr;
        m_script->losesAll = event.endsWith(u"without a stroke"_s);
        if (event.endsWith(u"in failure"_s))
            m_script->onFinish = broken;
        if (event.endsWith(u"model missing"_s))
            m_script->onOpen = m_script->onLoad = missing;
        else
            m_script->onOpen = nullptr;
        if (event.endsWith(u"unreadable"_s))
            m_script->onLoad = [] { throw ImageFileError("other.jpg is damaged or incomplete."); };
        if (event.endsWith(u"drawing fails"_s))
            m_script->breaks = true;
        if (event.endsWith(u"through"_s))
            m_script->iterations = 0;
        if (event.startsWith(u"go on"_s) && !event.endsWith(u"through"_s))
            m_script->iterations = 1000000;
        m_script->iterationMs = 1; // what follows is looked at while it is there
        if (m_expected == RunState::preparing) {
            m_script->place.close();
            if (event == u"drop")
                m_script->read.close();
        }
        if (event.startsWith(u"drop"_s))
            drop({photo("other.jpg")});
        else if (event == u"paste") {
            QImage image(80, 60, QImage::Format_RGB32);
            image.fill(Qt::darkGreen);
            QApplication::clipboard()->setImage(image);
            key(Qt::Key_V, Qt::ControlModifier);
        } else if (event.startsWith(u"click "_s)) {
            if (state() == RunState::noModel)
                unfoldCard();
            click(event.mid(6).toLatin1().constData());
        } else if (event.startsWith(u"menu "_s))
            action(event.mid(5).toLatin1().constData())->trigger();
        else if (event == u"undo")
            action("undo")->trigger();
        else if (event == u"use the moment") {
            QTest::keyClick(m_window->findChild<QWidget*>(u"lossPlot"_s), Qt::Key_Comma);
            click("useMoment");
        } else if (event == u"delete everything")
            while (document().hasStrokes()) {
                canvas()->setHighlighted(document().moment().strokes.front().id);
                QTest::keyClick(canvas(), Qt::Key_Delete);
            }
        else if (event.startsWith(u"F5"_s))
            key(Qt::Key_F5);
        else if (event == u"Esc")
            key(Qt::Key_Escape);
        else if (event == u"Space")
            QTest::keyClick(canvas(), Qt::Key_Space);
        else if (event.startsWith(u"Ctrl+R"_s))
            key(Qt::Key_R, Qt::ControlModifier);
        else if (event == u"Ctrl+Z")
            key(Qt::Key_Z, Qt::ControlModifier);
        else if (event == u"Ctrl+Down")
            key(Qt::Key_Down, Qt::ControlModifier);
        else if (event == u"continue")
            action("continue")->trigger();
        else if (event == u"redraw by itself")
            setAutoStart(true);
        if (event.startsWith(u"go on"_s) || event.endsWith(u"model missing"_s))
            m_script->openGates();
    }

    RunState m_expected{};

  private Q_SLOTS:
    void everyStateIsReached_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("event");
        QTest::addColumn<QString>("to");
        for (const auto& [from, event, to] : kTransitions)
            QTest::addRow("%s: %s", from, event)
                << QString::fromLatin1(from) << QString::fromLatin1(event) << QString::fromLatin1(to);
    }
    void everyStateIsReached() {
        QFETCH(QString, from);
        QFETCH(QString, event);
        QFETCH(QString, to);
        m_expected = kStates.at(to);
        reach(from);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(action("primary")->text(), kPrimary.at(stateOf(from)));
        std::vector<RunState> seen;
        connect(&m_window->controller(), &ui::RunController::stateChanged, this,
                [&](RunState now) { seen.push_back(now); });
        act(event);
        if (from == to && event.startsWith(u"drop"_s) && from != u"preparing")
            QTRY_VERIFY(!seen.empty()); // and back again
        QTRY_COMPARE(state(), m_expected);
        if (state() == RunState::failed)
            QCOMPARE(action("primary")->text(), m_window->findChild<ui::MessageBar*>()->offered());
        else
            QCOMPARE(action("primary")->text(), kPrimary.at(to));
        // The one function that enables everything, seen from outside.
        const bool strokes = document().hasStrokes();
        QCOMPARE(action("quickExport")->isEnabled(), strokes);
        QCOMPARE(action("stop")->isEnabled(),
                 state() == RunState::preparing || state() == RunState::running || state() == RunState::paused);
        const bool isNamedPause = action("sketch")->text() == u"Pause"_s || action("sketch")->text() == u"Resume"_s;
        QCOMPARE(isNamedPause, state() == RunState::running || state() == RunState::paused);
        QCOMPARE(action("continue")->isEnabled(),
                 strokes && document().photo() && !ui::isBusy(state()) && state() != RunState::noModel);
        if (event == u"drop") { // it is the new photo that is prepared
            m_script->openGates();
            QTRY_COMPARE(QFileInfo(m_window->desk().photoPath()).fileName(), QStringLiteral("other.jpg"));
        }
    }

    void everyStateCanBeClosed_data() {
        QTest::addColumn<QString>("from");
        for (const auto& [name, value] : kStates)
            QTest::addRow("%s", qPrintable(name)) << name;
    }
    void everyStateCanBeClosed() {
        QFETCH(QString, from);
        reach(from);
        m_script->openGates();
        m_window->close();
        m_window.reset();
    }

    /// One button leads on in each state, as interface.md's table has it: the page's own where it says what to do.
    void oneButtonLeadsOn_data() { everyStateCanBeClosed_data(); }
    void oneButtonLeadsOn() {
        QFETCH(QString, from);
        reach(from);
        QStringList accents;
        for (const auto* button : m_window->findChildren<QAbstractButton*>())
            if (button->isVisible() && (button->property("accent").toBool() || button->objectName() == u"primary"))
                accents += button->text();
        const std::map<QString, QString> expected{
            {"noModel", "Fetch"},   {"empty", "Open a photo..."}, {"loaded", "Sketch"},  {"paused", "Resume"},
            {"outdated", "Redraw"}, {"failed", "Try again"},      {"done", "Export SVG"}};
        const auto found = expected.find(from);
        QCOMPARE(accents, found == expected.end() ? QStringList() : QStringList(found->second));
    }

    /// Every pair of states that follow one another is in the list above, and no other one.
    void noStateIsForgotten() {
        std::map<QString, std::set<QString>> listed;
        for (const auto& [from, event, to] : kTransitions)
            if (const QString state = stateOf(QString::fromLatin1(from)); state != QLatin1String(to))
                listed[state].insert(QString::fromLatin1(to));
        for (const auto& [name, value] : kStates) {
            const QStringList& following = kFollowing.at(name);
            QCOMPARE(listed[name], std::set<QString>(following.begin(), following.end()));
        }
    }
};

QTEST_MAIN(TransitionsTest)
#include "transitions_test.moc"
