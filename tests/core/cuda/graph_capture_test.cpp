// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cuda/launch/graph_capture.hpp"

#include <QTest>

#include <stdexcept>

using namespace croquis;

namespace {

enum Step { nothing, takePool, beginCapture, theWork, endCapture, leavePool, instantiate };

/// A stream and an allocator by CUDA's and LibTorch's rules. A step that fails has done nothing, but for the end of a
/// capture, which ends it even then.
struct Rules {
    int failing = nothing;
    bool pooled = false, capturing = false, instantiated = false;
    int pools = 0; ///< that are held
    int unruly = 0;

    void failAt(int step) const {
        if (step == failing)
            throw std::runtime_error("step " + std::to_string(step));
    }
    void insist(bool fits) { unruly += fits ? 0 : 1; }

    void takePool() {
        insist(!pooled);
        failAt(Step::takePool);
        pooled = true;
        ++pools;
    }
    void beginCapture() {
        insist(pooled && !capturing);
        failAt(Step::beginCapture);
        capturing = true;
    }
    void endCapture() {
        insist(capturing);
        capturing = false;
        failAt(Step::endCapture);
        if (failing == theWork)
            throw std::runtime_error("what failed in it has made the capture void");
    }
    void leavePool() {
        insist(pooled && !capturing);
        pooled = false;
        failAt(Step::leavePool);
    }
    void instantiate() {
        insist(!pooled && !capturing);
        failAt(Step::instantiate);
        instantiated = true;
    }
    void givePoolBack() {
        insist(!pooled && pools == 1);
        --pools;
    }
};

} // namespace

/// A capture leaves the card as it was, wherever it fails.
class GraphCaptureTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aCaptureEndsInAGraphThatKeepsItsPool() {
        Rules rules;
        bool captured = false;
        cuda::captureGraph(rules, [&] { captured = rules.pooled && rules.capturing; });
        QVERIFY(captured && rules.instantiated && !rules.pooled && !rules.capturing);
        QCOMPARE(rules.pools, 1);
        QCOMPARE(rules.unruly, 0);
    }

    void aFailureLeavesNothingBehind_data() {
        QTest::addColumn<int>("failing");
        for (int step = takePool; step <= instantiate; ++step)
            QTest::addRow("step %d", step) << step;
    }
    void aFailureLeavesNothingBehind() {
        QFETCH(int, failing);
        Rules rules;
        rules.failing = failing;
        QString told;
        try {
            cuda::captureGraph(rules, [&] { rules.failAt(theWork); });
        } catch (const std::runtime_error& error) {
            told = error.what();
        }
        QCOMPARE(told, QString("step %1").arg(failing)); // not what failed of the undoing
        QVERIFY(!rules.instantiated && !rules.capturing && !rules.pooled);
        QCOMPARE(rules.pools, 0);
        QCOMPARE(rules.unruly, 0);
        rules.failing = nothing;
        cuda::captureGraph(rules, [] {}); // and the next one is as if it were the first
        QVERIFY(rules.instantiated && rules.pools == 1 && rules.unruly == 0);
    }
};

QTEST_APPLESS_MAIN(GraphCaptureTest)
#include "graph_capture_test.moc"
