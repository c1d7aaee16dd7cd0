// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_test.hpp"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLabel>

using namespace croquis;
using ui::RunState;

/// What a message tells goes when it isn't news, or isn't true, any more.
class NewsTest : public test::WindowTest {
    Q_OBJECT

  private:
    /// By one of the ways there are.
    void makeNews(const QString& kind) {
        if (kind == QStringLiteral("saved"))
            quickExport();
        else if (kind == QStringLiteral("copied"))
            action("copy")->trigger();
        else if (kind == QStringLiteral("refused"))
            drop({put("notes.txt", "Some words.")});
        else if (kind == QStringLiteral("damaged"))
            drop({put("broken.jpg", QByteArray("\xff\xd8\xff", 3) + QByteArray(200, 'x'))});
        else if (kind == QStringLiteral("lost"))
            Q_EMIT document().stepLost(QStringLiteral("Levels"));
        QTRY_VERIFY(!message().isEmpty());
        QTRY_VERIFY(!m_window->controller().isBusy());
        QCoreApplication::processEvents();
        QVERIFY(!message().isEmpty()); // until something else happens
    }

  private Q_SLOTS:
    void newsGoWithTheNextChange_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"saved", "copied", "refused", "damaged", "lost"})
            QTest::addRow("%s", kind) << QString::fromLatin1(kind);
    }
    void newsGoWithTheNextChange() {
        QFETCH(QString, kind);
        drawToTheEnd();
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        makeNews(kind);
        key(Qt::Key_BracketRight, Qt::ControlModifier); // an edit
        QCOMPARE(message(), QString());
        makeNews(kind);
        key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(message(), QString());
        makeNews(kind);
        key(Qt::Key_R, Qt::ControlModifier); // a run
        QTRY_COMPARE(message(), QString());
        QTRY_VERIFY(m_script->draws == 2 && state() == RunState::done);
    }

    void whatWaitsIsSaidAgain() {
        drop({photo("a.jpg"), photo("b.jpg"), photo("c.jpg")});
        QTRY_COMPARE(state(), RunState::done);
        QCOMPARE(message(), QStringLiteral("2 more photo(s) wait."));
        makeNews(QStringLiteral("saved"));
        QVERIFY2(message().startsWith(QStringLiteral("Saved")), qPrintable(message()));
        key(Qt::Key_BracketRight, Qt::ControlModifier);
        QCOMPARE(message(), QStringLiteral("2 more photo(s) wait."));
        QCOMPARE(offered(), QStringLiteral("Next photo"));
    }

    /// What is said of the photo as it was read is of that reading.
    void whatIsSaidOfTheSubjectGoesWithIt_data() {
        QTest::addColumn<bool>("draws");
        QTest::newRow("it is drawn anew") << true;
        QTest::newRow("nothing is drawn by itself") << false;
    }
    void whatIsSaidOfTheSubjectGoesWithIt() {
        QFETCH(bool, draws);
        m_script->notices = {"Zoomed in on the subject."};
        m_script->hints = {"It is small."};
        drawToTheEnd();
        const auto* hints = m_window->findChild<QLabel*>(QStringLiteral("photoHints"));
        QVERIFY(hints->isVisible());
        QCOMPARE(message(), QStringLiteral("Zoomed in on the subject."));
        m_script->notices = {};
        m_script->hints = {};
        setAutoStart(draws);
        m_window->findChild<QCheckBox*>(QStringLiteral("onlySubject"))->click();
        QTRY_COMPARE(message(), QString());
        QTRY_COMPARE(state(), draws ? RunState::done : RunState::outdated);
        QVERIFY2(!hints->isVisible(), qPrintable(hints->text()));
        QCOMPARE(message(), QString());
    }
};

QTEST_MAIN(NewsTest)
#include "news_test.moc"
