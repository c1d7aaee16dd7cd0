// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/main_window.hpp"
#include "ui/plots/plot_legend.hpp"
#include "ui/scripted_session.hpp"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

using namespace croquis;
using ui::RunState;
using ui::Theme;

namespace {

/// WCAG 2.1: relative luminance and contrast ratio.
double luminance(const QColor& colour) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

/// The most that a pixel differs from what most pixels are.
double contrastIn(const QImage& picture) {
    std::map<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ++counts[picture.pixel(x, y)];
    const QColor ground(std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                            return a.second < b.second;
                        })->first);
    double most = 1;
    for (const auto& [pixel, count] : counts)
        most = std::max(most, contrast(ground, QColor(pixel)));
    return most;
}

} // namespace

/// Everything written in the window differs from its ground by 4.5 to 1, in both themes.
class ContrastTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("croquis-test"));
        QCoreApplication::setApplicationName(QStringLiteral("contrast"));
    }

    void theMeasureIsRight() {
        QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
        QVERIFY(std::abs(contrast(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01); // the guideline's own example
    }

    void thePaletteHasContrast_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void thePaletteHasContrast() {
        QFETCH(bool, dark);
        ui::applyTheme(dark ? Theme::dark : Theme::light);
        const QPalette palette = QGuiApplication::palette();
        const QColor window = palette.color(QPalette::Window);
        const std::initializer_list<std::pair<QPalette::ColorRole, QPalette::ColorRole>> pairs{
            {QPalette::WindowText, QPalette::Window},
            {QPalette::Text, QPalette::Base},
            {QPalette::Text, QPalette::AlternateBase},
            {QPalette::ButtonText, QPalette::Button},
            {QPalette::HighlightedText, QPalette::Highlight},
            {QPalette::ToolTipText, QPalette::ToolTipBase},
            {QPalette::PlaceholderText, QPalette::Base},
            {QPalette::BrightText, QPalette::Window},
            {QPalette::Link, QPalette::Base}};
        for (const auto& [text, ground] : pairs)
            QVERIFY2(contrast(palette.color(text), palette.color(ground)) >= 4.5, qPrintable(QString::number(text)));
        for (const QColor& ground : {window, ui::deskColour(), palette.color(QPalette::Base)})
            QVERIFY2(contrast(ui::quietText(), ground) >= 4.5, qPrintable(ground.name()));
        for (int line = 0; line < 6; ++line)
            QVERIFY2(contrast(ui::plotColour(line), window) >= 4.5, qPrintable(ui::plotColour(line).name()));
        for (int level = 0; level < 4; ++level)
            for (const QColor& ground : {window, ui::deskColour()})
                QVERIFY2(contrast(ui::levelColour(level), ground) >= (ground == window ? 4.5 : 3), // a frame's is 3
                         qPrintable(ui::levelColour(level).name()));
    }

    void whatIsWrittenHasContrast_data() { thePaletteHasContrast_data(); }
    void whatIsWrittenHasContrast() {
        QFETCH(bool, dark);
        ui::applyTheme(dark ? Theme::dark : Theme::light);
        QSettings().clear();
        ui::MainWindow window(test::opener(std::make_shared<test::Script>()), std::make_unique<ui::ThreadRunner>());
        window.resize(1400, 1000);
        window.show();
        window.openEngine();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        int looked = 0;
        const auto look = [&] {
            const QImage picture = window.grab().toImage();
            for (const auto* widget : window.findChildren<QWidget*>()) {
                const auto* label = qobject_cast<const QLabel*>(widget);
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const auto* box = qobject_cast<const QComboBox*>(widget);
                const bool written = (label != nullptr && !label->text().isEmpty()) ||
                                     (button != nullptr && !button->text().isEmpty()) || box != nullptr;
                if (!written || !widget->isVisible() || !widget->isEnabled() || widget->window() != &window)
                    continue;
                const QRect place(widget->mapTo(&window, QPoint()), widget->size());
                const double least = contrastIn(picture.copy(place.adjusted(2, 2, -2, -2)));
                QVERIFY2(least >= 4.5, qPrintable(QStringLiteral("%1 \"%2\": %3")
                                                      .arg(QLatin1String(widget->metaObject()->className()),
                                                           label != nullptr    ? label->text()
                                                           : button != nullptr ? button->text()
                                                                               : widget->objectName())
                                                      .arg(least)));
                ++looked;
            }
        };
        look();
        window.openFiles({QStringLiteral(CROQUIS_SAMPLES "/cat.jpg")});
        QTRY_COMPARE(window.controller().state(), RunState::done);
        look();
        QVERIFY(looked > 40);
    }
};

QTEST_MAIN(ContrastTest)
#include "contrast_test.moc"
