// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/cuda_cards.hpp"

#include <QTest>

#include <vector>

using namespace croquis::session;

namespace {

constexpr std::uint64_t kGigabyte = 1'000'000'000;

/// A machine in order: two cards, a driver, croquis_cuda.
CudaFindings inOrder() {
    CudaFindings found;
    found.cardOnBus = true;
    found.driverVersion = 13000;
    found.cards = {{"NVIDIA H100", 9, 0, 80 * kGigabyte, 79 * kGigabyte, 0},
                   {"NVIDIA T4", 7, 5, 16 * kGigabyte, 15 * kGigabyte, 0}};
    found.moduleFound = true;
    return found;
}

/// Whether a probe that finds this yields one note of `device`, unusable, with all of the words.
bool says(const CudaFindings& found, std::size_t index, const QString& device, const QStringList& words) {
    const CudaProbe probe = [&] { return found; };
    const auto notes = explainCuda(probe());
    if (notes.size() <= index || QString::fromStdString(notes[index].device) != device || notes[index].usable)
        return false;
    const QString text = QString::fromStdString(notes[index].text);
    for (const QString& word : words)
        if (!text.contains(word)) {
            qWarning("no \"%s\" in: %s", qPrintable(word), qPrintable(text));
            return false;
        }
    return true;
}

} // namespace

/// What is said of NVIDIA's cards, for whatever a machine may be found to be.
class CudaCardsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aMachineInOrder() {
        const auto notes = explainCuda(inOrder());
        QCOMPARE(notes.size(), std::size_t{2});
        QCOMPARE(notes[0].device, std::string("cuda:0"));
        QCOMPARE(notes[1].device, std::string("cuda:1"));
        for (const auto& note : notes)
            QVERIFY(note.usable);
        QVERIFY(notes[0].text.find("NVIDIA H100") == 0 && notes[1].text.find("NVIDIA T4") == 0);
    }

    void noCard() {
        CudaFindings found;
        found.driverError = "libcuda.so.1: cannot open shared object file";
        QVERIFY(says(found, 0, "cuda", {"no NVIDIA card"}));
        QCOMPARE(explainCuda(found).size(), std::size_t{1});
    }

    void noDriver() {
        CudaFindings found;
        found.cardOnBus = true;
        found.driverError = "libcuda.so.1: cannot open shared object file";
        QVERIFY(
            says(found, 0, "cuda", {"isn't installed", "libcuda.so.1: cannot open", "Install NVIDIA's driver", "580"}));
    }

    void aDriverThatCannotStart() {
        auto found = inOrder();
        found.cards.clear();
        found.startError = 100;
        QVERIFY(says(found, 0, "cuda", {"no card", "CUDA_VISIBLE_DEVICES"}));
        found.startError = 803;
        QVERIFY(says(found, 0, "cuda", {"different versions", "Restart"}));
        found.startError = 999;
        QVERIFY(says(found, 0, "cuda", {"can't start", "999", "nvidia-smi"}));
        found.startError = 0;
        QVERIFY(says(found, 0, "cuda", {"finds no card"}));
    }

    void aDriverThatIsTooOld() {
        auto found = inOrder();
        found.driverVersion = 12080;
        QVERIFY(says(found, 0, "cuda", {"too old", "12.8", "13.0", "580 or later"}));
        found.driverVersion = 13010; // newer ones run it
        QVERIFY(explainCuda(found)[0].usable);
    }

    void aCardThatIsTooOld() {
        auto found = inOrder();
        found.cards[0] = {"NVIDIA GTX 1080", 6, 1, 8 * kGigabyte, 7 * kGigabyte, 0};
        QVERIFY(says(found, 0, "cuda:0", {"NVIDIA GTX 1080", "too old", "6.1", "7.5"}));
        QVERIFY(explainCuda(found)[1].usable); // the other one isn't
        found.cards[0].major = 7;
        found.cards[0].minor = 0;
        QVERIFY(says(found, 0, "cuda:0", {"7.0"}));
    }

    void outOfMemory() {
        auto found = inOrder();
        found.cards[0].error = 2;
        found.cards[0].freeMemory = 0;
        QVERIFY(says(found, 0, "cuda:0", {"out of memory", "0.0 of 80.0 GB", "Close other programs"}));
        found.cards[0].error = 0;
        found.cards[0].freeMemory = kGigabyte - 1;
        QVERIFY(says(found, 0, "cuda:0", {"out of memory", "1.0 of 80.0 GB"}));
        found.cards[0].freeMemory = kGigabyte;
        QVERIFY(explainCuda(found)[0].usable);
        found.cards[0].error = 46; // devices unavailable: another program has it for itself
        QVERIFY(says(found, 0, "cuda:0", {"can't be used", "46"}));
    }

    void aLibraryThatIsMissing() {
        auto found = inOrder();
        found.moduleFound = false;
        QVERIFY(says(found, 0, "cuda:0", {"NVIDIA H100", "lacks libcroquis_cuda.so", "CROQUIS_CUDA=ON packaging/run"}));
        QVERIFY(says(found, 1, "cuda:1", {"lacks libcroquis_cuda.so"}));
        found.moduleFound = true;
        found.moduleError = "libtorch_cuda.so: cannot open shared object file";
        QVERIFY(says(found, 0, "cuda:0", {"can't be opened", "libtorch_cuda.so: cannot open"}));
    }

    /// The first thing that is the matter is the one that is said.
    void theCauseComesFirst() {
        auto found = inOrder();
        found.driverVersion = 11000;
        found.moduleFound = false;
        found.cards[0].major = 3;
        QVERIFY(says(found, 0, "cuda", {"driver is too old"}));
        found.driverVersion = 13000;
        QVERIFY(says(found, 0, "cuda:0", {"compute capability"}));
        QVERIFY(says(found, 1, "cuda:1", {"lacks"}));
    }

    /// Whatever this machine has: a note, and nothing that throws.
    void thisMachineIsExplained() {
        const auto notes = explainCuda(probeCuda());
        QVERIFY(!notes.empty());
        for (const auto& note : notes)
            QVERIFY(note.device.starts_with("cuda") && note.text.size() > 20 && note.text.ends_with('.'));
    }
};

QTEST_APPLESS_MAIN(CudaCardsTest)
#include "cuda_cards_test.moc"
