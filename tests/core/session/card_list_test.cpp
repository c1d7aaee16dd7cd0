// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/cuda_cards.hpp"

#include <QTest>

#include <fstream>
#include <string>

using namespace croquis::session;

/// What a window asks of the cards, of a driver that pretends (support/pretended_cuda_driver.cpp): nothing is used.
class CardListTest : public QObject {
    Q_OBJECT

    /// Whether a library is loaded into this process.
    static bool isLoaded(const std::string& name) {
        std::ifstream maps("/proc/self/maps");
        for (std::string line; std::getline(maps, line);)
            if (line.find(name) != std::string::npos)
                return true;
        return false;
    }

  private Q_SLOTS:
    void initTestCase() {
        if (!qEnvironmentVariableIsSet("PRETENDED_CUDA"))
            QSKIP("There is no pretended driver: run this through ctest.");
    }

    void cardsAreListedWithoutBeingUsed() {
        const CudaFindings found = listCuda();
        QCOMPARE(found.cards.size(), std::size_t{1});
        QCOMPARE(found.cards[0].name, std::string("Pretended card 7"));
        QCOMPARE(found.cards[0].error, 0); // using it would be refused
        QCOMPARE(found.cards[0].freeMemory, found.cards[0].memory);
        QVERIFY(!isLoaded("libcroquis_cuda") && !isLoaded("libtorch"));
        QCOMPARE(probeCuda().cards[0].error, 46);
    }

    void aCardHasItsName() {
        QCOMPARE(nameOfCard("cuda:0"), std::string("Pretended card 7"));
        for (const char* none : {"cuda:1", "cuda", "cpu", "", "cuda:77"})
            QCOMPARE(nameOfCard(none), std::string());
    }
};

QTEST_APPLESS_MAIN(CardListTest)
#include "card_list_test.moc"
