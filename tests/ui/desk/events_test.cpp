// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desk/desk_events.hpp"
#include "ui/scripted_session.hpp"

#include <QSettings>
#include <QStandardPaths>
#include <QTest>

using namespace croquis;

/// The same five hundred events as real_events_test's, and more of them, on runs that cost nothing: the desk, the
/// protocol and the worker, all of it code that ThreadSanitizer knows.
class EventsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void manyEventsInAnyOrder_data() {
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 12; ++seed)
            QTest::addRow("seed %u", seed) << seed;
    }
    void manyEventsInAnyOrder() {
        QFETCH(unsigned, seed);
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("events"));
        QSettings().clear();
        const auto script = std::make_shared<test::Script>();
        script->iterations = 200;
        script->iterationMs = 1;
        script->marksPhotos = script->leadsInTurn = true;
        test::DeskEvents desk(test::opener(script),
                              {QStringLiteral("a.jpg"), QStringLiteral("b.jpg"), QStringLiteral("broken.jpg")}, seed);
        desk.run(500);
    }
};

QTEST_GUILESS_MAIN(EventsTest)
#include "events_test.moc"
