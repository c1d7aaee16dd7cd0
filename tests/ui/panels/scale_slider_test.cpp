// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_test.hpp"

#include <QAbstractButton>
#include <QSlider>

#include <algorithm>
#include <cmath>

using namespace croquis;

/// All sliders of the window answer a click alike.
class ScaleSliderTest : public test::WindowTest {
    Q_OBJECT

  private Q_SLOTS:
    void aClickBringsTheHandleThere() {
        drawToTheEnd();
        for (auto* section : m_window->findChildren<QAbstractButton*>(QStringLiteral("section")))
            section->setChecked(true);
        m_window->grab(); // lays out
        m_window->desk().setAutoStart(false);
        QStringList seen;
        for (auto* slider : m_window->findChildren<QSlider*>()) {
            if (!slider->isVisible() || !slider->isEnabled())
                continue;
            const int before = slider->value();
            for (const double share : {0.2, 0.8}) {
                QTest::mouseClick(slider, Qt::LeftButton, Qt::NoModifier,
                                  QPoint(static_cast<int>(share * slider->width()), slider->height() / 2));
                const double there =
                    static_cast<double>(slider->value() - slider->minimum()) / (slider->maximum() - slider->minimum());
                const double step = 1.0 / std::max(1, slider->maximum() - slider->minimum());
                QVERIFY2(std::abs(there - share) < 0.08 + step,
                         qPrintable(QStringLiteral("%1: %2").arg(slider->objectName()).arg(there)));
                QVERIFY(!slider->isSliderDown());
            }
            QVERIFY2(slider->value() != before, qPrintable(slider->objectName()));
            seen += slider->objectName();
        }
        for (const char* name : {"strokesSlider", "widthSlider"})
            QVERIFY2(seen.contains(QLatin1String(name)), name);
        QVERIFY2(seen.size() > 5, qPrintable(seen.join(QLatin1Char(' '))));
    }

    void aClickIsOneStep() {
        drawToTheEnd();
        auto& stack = document().undoStack();
        const int steps = stack.count();
        auto* slider = m_window->findChild<QSlider*>(QStringLiteral("widthSlider"));
        const int before = slider->value();
        QTest::mouseClick(slider, Qt::LeftButton, Qt::NoModifier, QPoint(slider->width() - 12, slider->height() / 2));
        QCOMPARE(stack.count(), steps + 1);
        stack.undo();
        QCOMPARE(slider->value(), before);
    }
};

QTEST_MAIN(ScaleSliderTest)
#include "scale_slider_test.moc"
