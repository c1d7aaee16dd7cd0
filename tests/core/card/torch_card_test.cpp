// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ATen/Context.h>
#include <ATen/ops/empty.h>
#include <c10/util/Exception.h>

#include "cuda/launch/card.hpp"
#include "cuda/module/module_entry.hpp"
#include "cuda/module/module_table.hpp"
#include "support/pretended_cuda_runtime.hpp"

#include <QTest>

#include <dlfcn.h>
#include <stdexcept>
#include <vector>

using namespace croquis;
using test::PretendedRuntime;

namespace {

constexpr std::int64_t kMega = 1 << 20;

at::Tensor megabytes(std::int64_t count) {
    return at::empty({count * kMega}, at::TensorOptions(at::kByte).device(c10::Device(c10::kCUDA, 0)));
}

} // namespace

/// croquis_cuda's own card, with the LibTorch that it is built for, on a CUDA runtime that only pretends.
class TorchCardTest : public QObject {
    Q_OBJECT

    std::unique_ptr<cuda::Card> m_card;
    std::unique_ptr<cuda::Card> (*m_open)(int index) = nullptr;
    PretendedRuntime* (*m_runtime)() = nullptr;

    std::size_t used() const { return m_runtime()->usedBytes; }
    void work() const {
        const at::Tensor first = megabytes(50), second = megabytes(30);
        if (m_runtime()->failing == PretendedRuntime::nothing && !m_runtime()->capturing)
            throw std::logic_error("the work isn't captured");
    }

  private Q_SLOTS:
    void initTestCase() {
        m_runtime = reinterpret_cast<PretendedRuntime* (*)()>(::dlsym(RTLD_DEFAULT, "pretendedRuntime"));
        if (m_runtime == nullptr)
            QSKIP("The pretended CUDA runtime isn't preloaded: run this through ctest.");
        void* const module = ::dlopen(CROQUIS_CUDA_MODULE, RTLD_NOW | RTLD_LOCAL);
        QVERIFY2(module != nullptr, ::dlerror());
        const auto entry = reinterpret_cast<cuda::OpenModule*>(::dlsym(module, cuda::kModuleEntry));
        QVERIFY(entry != nullptr);
        m_open = entry()->openCard;
        m_card = m_open(0);
    }

    void init() { m_runtime()->failing = PretendedRuntime::nothing; }

    void aGraphHoldsItsMemoryUntilItIsGone() {
        auto graph = m_card->capture([this] { work(); });
        const int before = m_runtime()->launches;
        graph->replay();
        QCOMPARE(m_runtime()->launches, before + 1);
        m_card->trim();
        QVERIFY(used() >= 80 * kMega);
        graph.reset();
        m_card->trim();
        QCOMPARE(used(), std::size_t{0});
    }

    /// Whatever the capture fails at: its memory comes back, and the next one is as if it were the first.
    void aRefusedCaptureLeavesNothingBehind_data() {
        QTest::addColumn<int>("failing");
        QTest::newRow("at its beginning") << int(PretendedRuntime::beginCapture);
        QTest::newRow("it is void") << int(PretendedRuntime::endCapture);
        QTest::newRow("no graph can be made of it") << int(PretendedRuntime::instantiate);
        QTest::newRow("in the work") << int(PretendedRuntime::nothing);
    }
    void aRefusedCaptureLeavesNothingBehind() {
        QFETCH(int, failing);
        m_runtime()->failing = static_cast<PretendedRuntime::Step>(failing);
        QVERIFY_THROWS_EXCEPTION(cuda::CaptureRefused, m_card->capture([&] {
            work();
            if (failing == PretendedRuntime::nothing)
                throw std::runtime_error("in the work");
        }));
        QVERIFY(!m_runtime()->capturing);
        m_runtime()->failing = PretendedRuntime::nothing;
        m_card->trim();
        QCOMPARE(used(), std::size_t{0});
        m_card->run([] { megabytes(700); }); // more than fits beside what the capture had
        m_card->capture([this] { work(); })->replay();
        m_card->trim();
        QCOMPARE(used(), std::size_t{0});
    }

    /// A capture for which there is no room: that is said as such, for of fewer sketches there may be.
    void fullMemoryIsNoRefusal() {
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->capture([] {
            const at::Tensor half = megabytes(600), other = megabytes(600);
        }));
        m_runtime()->failing = PretendedRuntime::roomForGraph;
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->capture([this] { work(); }));
        m_runtime()->failing = PretendedRuntime::nothing;
        QVERIFY(!m_runtime()->capturing);
        m_card->run([] { megabytes(1000); });
        m_card->trim();
        QCOMPARE(used(), std::size_t{0});
    }

    /// What a run before left in LibTorch's cache is free for the next one.
    void memoryThatNobodyUsesIsFree() {
        const std::uint64_t before = m_card->freeMemory();
        QCOMPARE(before, std::uint64_t{1} << 30);
        m_card->run([] { megabytes(300); });
        QVERIFY(used() >= 300 * kMega); // it is kept
        QCOMPARE(m_card->freeMemory(), before);
        void* const mine = m_card->allocate(100 * kMega);
        QVERIFY(m_card->freeMemory() <= before - 100 * kMega);
        m_card->release(mine);
        QCOMPARE(m_card->freeMemory(), before);
    }

    /// LibTorch's convolutions catch what their first algorithm lacks room for, and take another.
    void memoryThatIsNotThereCannotBeWorkedAround() {
        bool other = false;
        const auto work = [&other] {
            try {
                megabytes(2000);
            } catch (const c10::OutOfMemoryError&) {
                other = true;
            }
        };
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->run(work));
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->capture(work));
        QVERIFY(!other && !m_runtime()->capturing);
        m_card->run([] { megabytes(1000); });
        m_card->trim();
        QCOMPARE(used(), std::size_t{0});
    }

    /// The bits that a card computes don't depend on what it is used for beside.
    void theBitsAreChosenOnce() {
        const auto& context = at::globalContext();
        QVERIFY(context.deterministicCuDNN() && !context.benchmarkCuDNN());
        QVERIFY(!context.allowTF32CuDNN() && !context.allowTF32CuBLAS());
        QCOMPARE(m_card->caution(), std::string()); // the allocator is LibTorch's own
    }

    /// What was kept for a card goes with it.
    void aCardThatGoesLeavesNothing() {
        auto other = m_open(0);
        other->run([] { megabytes(300); });
        QVERIFY(used() >= 300 * kMega);
        other.reset();
        QCOMPARE(used(), std::size_t{0});
    }

    /// LibTorch keeps functions of the module.
    void theModuleStays() {
        void* const again = ::dlopen(CROQUIS_CUDA_MODULE, RTLD_NOW | RTLD_NOLOAD);
        QVERIFY(again != nullptr);
        for (int k = 0; k < 4; ++k) // more than it was opened
            ::dlclose(again);
        QVERIFY(::dlopen(CROQUIS_CUDA_MODULE, RTLD_NOW | RTLD_NOLOAD) != nullptr);
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->allocate(2000 * kMega));
    }

    /// A kernel that went wrong before a capture is no matter of the capture.
    void aCardThatHasFailedIsNoRefusal() {
        m_runtime()->failing = PretendedRuntime::everything;
        try {
            m_card->capture([this] { work(); });
            QFAIL("It was captured.");
        } catch (const cuda::CaptureRefused&) {
            QFAIL("It is called a refusal.");
        } catch (const DeviceError& error) {
            QVERIFY2(QString(error.what()).startsWith("The card failed: "), error.what());
        }
    }

    /// Whoever says so: what leaves the card is one of ours.
    void othersExceptionsStayInside() {
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->run([] { throw std::runtime_error("no plan"); }));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->run([] { TORCH_CHECK(false, "an illegal address"); }));
        void* const memory = m_card->allocate(64);
        void* const pinned = m_card->allocatePinned(64);
        const auto event = m_card->makeEvent();
        m_runtime()->failing = PretendedRuntime::device;
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->upload(memory, pinned, 64));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->download(pinned, memory, 64));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->run([] {}));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->capture([] {}));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->allocate(64));
        QVERIFY_THROWS_EXCEPTION(DeviceError, m_card->freeMemory());
        QVERIFY_THROWS_EXCEPTION(DeviceError, event->record(cuda::Lane::work));
        QVERIFY_THROWS_EXCEPTION(DeviceError, event->holdBack(cuda::Lane::fetch));
        m_card->waitForAll(); // which has nobody to tell
        m_runtime()->failing = PretendedRuntime::nothing;
        m_card->releasePinned(pinned);
        m_card->release(memory);
    }

    /// However often: each stream that was ever computed on keeps a workspace of cuBLAS'.
    void aCardThatIsOpenedAgainHasTheSameStreams() {
        const auto other = m_open(0);
        for (const auto lane : {cuda::Lane::work, cuda::Lane::fetch})
            QCOMPARE(other->stream(lane), m_card->stream(lane));
        QVERIFY(other->stream(cuda::Lane::work) != other->stream(cuda::Lane::fetch));
    }

    /// Also where LibTorch made room by what it kept, and there is room again.
    void memoryThatWasShortIsNoted() {
        QCOMPARE(m_card->allMemory(), std::uint64_t{1} << 30);
        m_card->freeMemory();
        m_card->run([] { megabytes(700); });
        QVERIFY(m_card->hasKeptRoom());
        m_card->run([] { megabytes(750); }); // in place of what was kept
        QVERIFY(!m_card->hasKeptRoom());
        m_card->freeMemory();
        QVERIFY(m_card->hasKeptRoom());
        m_card->run([] { const at::Tensor first = megabytes(400), second = megabytes(400); });
        QVERIFY(!m_card->hasKeptRoom());
    }

    /// It is the machine's, not the card's.
    void pinnedMemoryThatIsNotThereIsSaid() {
        m_runtime()->failing = PretendedRuntime::pin;
        QString trouble;
        try {
            m_card->allocatePinned(64);
        } catch (const cuda::CardMemoryError& error) {
            trouble = error.what();
        }
        QVERIFY2(trouble.contains("machine has no memory"), qPrintable(trouble));
        m_runtime()->failing = PretendedRuntime::nothing;
        void* const pinned = m_card->allocatePinned(64);
        QVERIFY(pinned != nullptr);
        m_card->releasePinned(pinned);
    }

    void memoryThatIsNotThereIsSaid() {
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->allocate(2000 * kMega));
        QVERIFY_THROWS_EXCEPTION(cuda::CardMemoryError, m_card->run([] { megabytes(2000); }));
    }
};

QTEST_APPLESS_MAIN(TorchCardTest)
#include "torch_card_test.moc"
