// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/strokes_slider.hpp"
#include "ui/style/theme.hpp"

#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QToolTip>

#include <cmath>

using croquis::ui::StrokesSlider;

/// The scale from 1 to 128: where it catches, where it doesn't, and the way to the next mark.
class StrokesSliderTest : public QObject {
    Q_OBJECT

  private:
    std::unique_ptr<StrokesSlider> m_scale;
    QSlider* slider() { return m_scale->findChild<QSlider*>(); }
    /// The slider's position for a number of strokes, also a broken one: 100 an octave.
    static int positionOf(double strokes) { return static_cast<int>(std::lround(std::log2(strokes) * 100)); }

  private Q_SLOTS:
    void init() {
        croquis::ui::applyTheme(croquis::ui::Theme::light);
        m_scale = std::make_unique<StrokesSlider>();
        m_scale->resize(300, 80);
        m_scale->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_scale.get()));
    }

    void aDragCatchesAtTheMarksOnly() {
        QSignalSpy chosen(m_scale.get(), &StrokesSlider::strokesChosen);
        slider()->setSliderDown(true);
        for (const int tick : {4, 8, 16, 32, 64}) {
            slider()->setSliderPosition(positionOf(tick) + 7);
            QCOMPARE(m_scale->strokes(), tick);
            QCOMPARE(slider()->value(), positionOf(tick)); // the handle is seen to catch
            slider()->setSliderPosition(positionOf(tick) - 7);
            QCOMPARE(m_scale->strokes(), tick);
        }
        slider()->setSliderPosition(positionOf(24));
        QCOMPARE(m_scale->strokes(), 24);
        slider()->setSliderPosition(positionOf(128));
        QCOMPARE(m_scale->strokes(), 128);
        slider()->setSliderDown(false);
        const int drag = chosen.front().at(1).toInt();
        QVERIFY(drag > 0);
        for (const auto& change : chosen)
            QCOMPARE(change.at(1).toInt(), drag); // one drag is undone as one
        slider()->setSliderDown(true);
        slider()->setSliderPosition(positionOf(24));
        QVERIFY(chosen.back().at(1).toInt() > drag);
    }

    /// Undone, or followed by the program, while the handle is held: let go, it is where the number says.
    void whatIsSetWhileTheHandleIsHeldCounts() {
        m_scale->setStrokes(16);
        slider()->setSliderDown(true);
        slider()->setSliderPosition(positionOf(24));
        m_scale->setStrokes(9);
        QSignalSpy chosen(m_scale.get(), &StrokesSlider::strokesChosen);
        slider()->setSliderDown(false);
        QCOMPARE(m_scale->strokes(), 9);
        QCOMPARE(slider()->value(), positionOf(9));
        QCOMPARE(m_scale->findChild<QSpinBox*>()->value(), 9);
        QCOMPARE(chosen.size(), 0);
    }

    void theKeysReachEveryPosition() {
        m_scale->setStrokes(16);
        slider()->setFocus();
        QTest::keyClick(slider(), Qt::Key_Right);
        QCOMPARE(m_scale->strokes(), 19); // a quarter of an octave
        QTest::keyClick(slider(), Qt::Key_Home);
        QCOMPARE(m_scale->strokes(), 1);
        QTest::keyClick(slider(), Qt::Key_End);
        QCOMPARE(m_scale->strokes(), 128);
    }

    void aNumberThatWasSetStaysAsItIs() {
        for (int strokes = 1; strokes <= StrokesSlider::kMostStrokes; ++strokes) {
            QSignalSpy chosen(m_scale.get(), &StrokesSlider::strokesChosen);
            m_scale->setStrokes(strokes);
            QCOMPARE(m_scale->strokes(), strokes);
            QCOMPARE(chosen.size(), 0);
        }
    }

    void aClickOnTheScaleGoesThere() {
        m_scale->setStrokes(64);
        QTest::mouseClick(slider(), Qt::LeftButton, Qt::NoModifier, QPoint(8, slider()->height() / 2));
        QVERIFY2(m_scale->strokes() <= 2, qPrintable(QString::number(m_scale->strokes())));
        QSignalSpy chosen(m_scale.get(), &StrokesSlider::strokesChosen);
        auto* numbers = m_scale->childAt(QPoint(m_scale->width() / 2, m_scale->height() - 6));
        const int x = static_cast<int>(std::lround(7 + 4.0 / 7 * (slider()->width() - 14))); // 16 is 2 to the 4th
        QTest::mouseClick(numbers, Qt::LeftButton, Qt::NoModifier, QPoint(x, numbers->height() / 2));
        QCOMPARE(m_scale->strokes(), 16);
        QCOMPARE(chosen.size(), 1);
    }

    /// Above or below the handle, too; what is set later moves it all the same.
    void aClickAtTheEdgeLeavesTheHandleFree() {
        for (const int y : {0, 2, slider()->height() - 3, slider()->height() - 1}) {
            m_scale->setStrokes(64);
            QTest::mouseClick(slider(), Qt::LeftButton, Qt::NoModifier, QPoint(8, y));
            QVERIFY2(m_scale->strokes() <= 2, qPrintable(QString::number(y)));
            QVERIFY(!slider()->isSliderDown());
            m_scale->setStrokes(32);
            QCOMPARE(slider()->value(), positionOf(32));
        }
    }

    void theNumberIsShownAndTakesAnyOther() {
        auto* number = m_scale->findChild<QSpinBox*>();
        QSignalSpy chosen(m_scale.get(), &StrokesSlider::strokesChosen);
        slider()->setSliderPosition(positionOf(8));
        QCOMPARE(number->value(), 8);
        m_scale->setStrokes(97);
        QCOMPARE(number->value(), 97);
        QCOMPARE(chosen.size(), 1);
        number->setValue(101);
        QCOMPARE(m_scale->strokes(), 101);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.back().at(0).toInt(), 101);
    }

    void theNextMark_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("up");
        QTest::addColumn<int>("down");
        QTest::newRow("on a mark") << 16 << 32 << 8;
        QTest::newRow("between marks") << 24 << 32 << 16;
        QTest::newRow("below all") << 2 << 4 << 1;
        QTest::newRow("the least") << 1 << 4 << 1;
        QTest::newRow("above all") << 100 << 128 << 64;
        QTest::newRow("the most") << 128 << 128 << 64;
    }
    void theNextMark() {
        QFETCH(int, from);
        QTEST(StrokesSlider::nextTick(from, true), "up");
        QTEST(StrokesSlider::nextTick(from, false), "down");
    }

    /// What is typed beyond the bounds becomes the nearest, and that is said; no digit is dropped in silence.
    void whatIsTooMuchIsSaid_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("taken");
        QTest::newRow("too many") << "999" << 128;
        QTest::newRow("none") << "0" << 1;
        QTest::newRow("enough") << "99" << 99;
    }
    void whatIsTooMuchIsSaid() {
        QFETCH(QString, typed);
        QFETCH(int, taken);
        StrokesSlider slider;
        slider.show();
        QVERIFY(QTest::qWaitForWindowActive(&slider));
        QToolTip::hideText();
        QTRY_VERIFY(!QToolTip::isVisible());
        auto* box = slider.findChild<QSpinBox*>(QStringLiteral("strokesBox"));
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, typed);
        QTest::keyClick(box, Qt::Key_Tab); // on to the next
        QCOMPARE(box->value(), taken);
        QCOMPARE(slider.strokes(), taken);
        QTRY_COMPARE(QToolTip::isVisible(), typed != QStringLiteral("99"));
        if (QToolTip::isVisible())
            QCOMPARE(QToolTip::text(), QStringLiteral("At least 1, at most 128."));
        QToolTip::hideText();
    }
};

QTEST_MAIN(StrokesSliderTest)
#include "strokes_slider_test.moc"
