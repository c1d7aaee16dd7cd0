// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cuda/traced_memory.hpp"
#include "cuda/launch/sequential_launcher.hpp"

#include <QTest>

#include <algorithm>

using namespace croquis;
using namespace croquis::cuda;

namespace {

/// out[index + shift] = in[index] + 1, on `count` threads.
struct Shift {
    int count;
    int shift;
    Input<int> in;
    Output<int> out;
    int threads() const { return count; }
    void operator()(int index) const { out.set(index + shift, in[index] + 1); }
};

/// Every thread writes element index / share.
struct Collide {
    int share;
    Output<int> out;
    int threads() const { return 8; }
    void operator()(int index) const { out.set(index / share, index); }
};

struct Remember {
    std::vector<int>* seen;
    int count;
    int threads() const { return count; }
    void operator()(int index) const { seen->push_back(index); }
};

QString faultOf(const auto& body, ThreadOrder order = ThreadOrder::ascending) {
    try {
        launchSequentially(body, order);
        return {};
    } catch (const KernelFault& fault) {
        return QString(fault.what());
    }
}

} // namespace

/// The stand-in for a card finds what would be wrong on one.
class SequentialLauncherTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void everyThreadRunsOnceInEachOrder() {
        for (const auto order : {ThreadOrder::ascending, ThreadOrder::descending, ThreadOrder::scattered})
            for (const int count : {0, 1, 7, 1000, 70001}) {
                std::vector<int> seen;
                launchSequentially(Remember{&seen, count}, order);
                if (count > 2)
                    QCOMPARE(std::is_sorted(seen.begin(), seen.end()), order == ThreadOrder::ascending);
                std::sort(seen.begin(), seen.end());
                QCOMPARE(seen.size(), static_cast<std::size_t>(count));
                for (int i = 0; i < count; ++i)
                    QCOMPARE(seen[static_cast<std::size_t>(i)], i);
            }
    }

    void accessesOutsideAreFaults() {
        test::TracedMemory<int> in("in", 8, false), out("out", 8, false);
        QCOMPARE(faultOf(Shift{8, 0, in.in(), out.out()}), QString());
        QVERIFY(faultOf(Shift{8, 1, in.in(), out.out()}).contains("reaches for element 8 of 8"));
        QVERIFY(faultOf(Shift{8, -1, in.in(), out.out()}).contains("reaches for element -1 of 8"));
        QVERIFY(faultOf(Shift{9, -1, in.in(), out.out()}, ThreadOrder::descending).contains("element 8 of 8"));
        QVERIFY_THROWS_EXCEPTION(KernelFault, in.in().row(7, 2));
        QVERIFY_THROWS_EXCEPTION(KernelFault, in.in().row(-1, 2));
        QCOMPARE(*in.in().row(6, 2), 0);
    }

    void threadsThatMeetAreFaultsInAnyOrder() {
        test::TracedMemory<int> memory("memory", 9, true), other("other", 9, true);
        QCOMPARE(faultOf(Shift{8, 1, memory.in(), other.out()}), QString());
        QCOMPARE(faultOf(Shift{8, 0, memory.in(), memory.out()}), QString()); // its own element
        QVERIFY(faultOf(Shift{8, 1, memory.in(), memory.out()})
                    .contains("thread 1 reads what thread 0 writes", Qt::CaseInsensitive));
        QVERIFY(faultOf(Shift{8, 1, memory.in(), memory.out()}, ThreadOrder::descending)
                    .contains("writes what another thread reads"));
        QCOMPARE(faultOf(Collide{1, other.out()}), QString());
        QVERIFY(faultOf(Collide{2, other.out()}).contains("Thread 1 writes what thread 0 writes: other[0]"));
    }

    void launchesFollowEachOther() {
        test::TracedMemory<int> memory("memory", 9, true);
        for (int launch = 0; launch < 3; ++launch)
            QCOMPARE(faultOf(Collide{1, memory.out()}), QString());
        QCOMPARE(memory.written(), std::int64_t{8});
        launchSequentially(Shift{1, 3, memory.in(), memory.out()});
        QCOMPARE(memory.written(), std::int64_t{1});
        QCOMPARE(memory.values[3], 1);
    }
};

QTEST_APPLESS_MAIN(SequentialLauncherTest)
#include "sequential_launcher_test.moc"
