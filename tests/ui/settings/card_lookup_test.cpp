// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/card_lookup.hpp"

#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <memory>
#include <stdexcept>

using namespace croquis;
using ui::Cards;

/// Cards are looked for in peace, and what was found is said.
class CardLookupTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void whatWasFoundIsToldOnTheListenersThread() {
        const QThread* asked = nullptr;
        const QThread* told = nullptr;
        Cards found;
        ui::lookForCards(
            this,
            [&](const Cards& cards) {
                told = QThread::currentThread();
                found = cards;
            },
            [&] {
                asked = QThread::currentThread();
                return Cards{{"cuda:0", true, "Card.", "Card"}};
            });
        QTRY_VERIFY(told != nullptr);
        QCOMPARE(told, QThread::currentThread());
        QVERIFY(asked != told);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].name, std::string("Card"));
    }

    void aLookThatFailsFindsNone() {
        bool told = false;
        Cards found{{}};
        ui::lookForCards(
            this,
            [&](const Cards& cards) {
                told = true;
                found = cards;
            },
            []() -> Cards { throw std::runtime_error("the bus can't be read"); });
        QTRY_VERIFY(told);
        QVERIFY(found.empty());
    }

    void aListenerThatIsGoneIsToldNothing() {
        auto listener = std::make_unique<QObject>();
        bool told = false, later = false;
        ui::lookForCards(
            listener.get(), [&](const Cards&) { told = true; }, [] { return Cards(); });
        listener.reset();
        ui::lookForCards(
            this, [&](const Cards&) { later = true; }, [] { return Cards(); });
        QTRY_VERIFY(later);
        QThreadPool::globalInstance()->waitForDone();
        QCoreApplication::processEvents();
        QVERIFY(!told);
    }

    void aCardThatCouldDrawIsNamed() {
        const Cards both{{"cuda:0", false,
                          "Old card, too old: its compute capability is 6.1, and 7.5 (Turing, 2018) is needed.",
                          "Old card"},
                         {"cuda:1", true, "New card.", "New card"}};
        QCOMPARE(ui::noteOnCards(both), QStringLiteral("New card could draw, too: it can be chosen in the settings."));
        QVERIFY(ui::explanationOfCards(both).contains(QStringLiteral("too old")));
        const Cards old{both[0]};
        QCOMPARE(ui::noteOnCards(old), QStringLiteral("No graphics card can be used."));
        QVERIFY(ui::explanationOfCards(old).contains(QStringLiteral("Old card, too old")));
        QCOMPARE(ui::noteOnCards({}), QStringLiteral("No graphics card can be used."));
    }
};

QTEST_GUILESS_MAIN(CardLookupTest)
#include "card_lookup_test.moc"
