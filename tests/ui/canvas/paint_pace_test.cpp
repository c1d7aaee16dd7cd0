// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/paint_pace.hpp"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QWidget>

using croquis::ui::PaintPace;
using croquis::ui::threadSeconds;

namespace {

/// Counts its paintings, each of which costs so much of the processor.
class Easel final : public QWidget {
  public:
    Easel() : pace(*this, 0.01) { resize(60, 60); }
    PaintPace pace;
    double cost = 0; ///< s
    int paintings = 0;

  protected:
    void paintEvent(QPaintEvent* /*event*/) override {
        const PaintPace::Painting painting(pace);
        for (const double begun = threadSeconds(); threadSeconds() - begun < cost;) {
        }
        ++paintings;
    }
};

} // namespace

class PaintPaceTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aCostlyPaintingIsFollowedByARest() {
        Easel easel;
        easel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&easel));
        easel.cost = 0.005; // paid for after half a second
        QElapsedTimer clock;
        clock.start();
        easel.repaint();
        const int before = easel.paintings;
        easel.pace.update(easel.rect());
        QTRY_COMPARE(easel.paintings, before + 1);
        QVERIFY2(clock.elapsed() >= 400, qPrintable(QString::number(clock.elapsed())));
    }

    /// What a costly brush draws is seen coming all the same.
    void theRestHasAnEnd() {
        Easel easel;
        easel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&easel));
        easel.cost = 0.1; // ten seconds of rest for its share
        easel.repaint();
        const int before = easel.paintings;
        QElapsedTimer clock;
        clock.start();
        easel.pace.update(easel.rect());
        QTRY_COMPARE_WITH_TIMEOUT(easel.paintings, before + 1, 8000);
        QVERIFY2(clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
    }

    /// The end of a run doesn't wait: what is on the screen is what would be exported.
    void whatWaitsIsPaintedAtTheEnd() {
        Easel easel;
        easel.show();
        QVERIFY(QTest::qWaitForWindowExposed(&easel));
        easel.cost = 0.1;
        easel.repaint();
        const int before = easel.paintings;
        easel.pace.update(easel.rect());
        easel.pace.flush();
        QCoreApplication::sendPostedEvents(&easel); // no timer is waited for
        QCOMPARE(easel.paintings, before + 1);
    }
};

QTEST_MAIN(PaintPaceTest)
#include "paint_pace_test.moc"
