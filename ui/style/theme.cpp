// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.hpp"

#include "ui/style/style_sheet.hpp"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <utility>

namespace croquis::ui {
namespace {

constexpr Colours kLight{"#f5f3ef", "#ffffff", "#efece6", "#fbfaf7", "#24211d", "#67615a", "#a9a39a",
                         "#b0402a", "#ffffff", "#dcd7ce", "#bdb6ab", "#e9e5dd", "#e4e0d8", "#ebe7e0"};
constexpr Colours kDark{"#262422", "#1d1b1a", "#2b2927", "#33302d", "#ece8e1", "#aaa39a", "#716b64",
                        "#e8866d", "#1d1b1a", "#3d3a36", "#5a554f", "#1b1a18", "#171615", "#37342f"};

// The window's thread only.
bool g_dark = false; // of the theme at hand
Theme g_theme = Theme::system;
std::optional<bool> g_desktopDark; // none: not asked yet

const Colours& colours() {
    return g_dark ? kDark : kLight;
}

/// Before our own palette hides it.
bool desktopIsDark() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = QGuiApplication::styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    const auto isDark = [](const QPalette& palette) { return palette.color(QPalette::Window).lightness() < 128; };
    return isDark(QGuiApplication::palette()) || isDark(QApplication::style()->standardPalette());
}

void listenToDesktop() {
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    static const bool listening = [] {
        QObject::connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, qApp,
                         [](Qt::ColorScheme scheme) {
                             if (scheme != Qt::ColorScheme::Unknown)
                                 desktopBecame(scheme == Qt::ColorScheme::Dark);
                         });
        return true;
    }();
    static_cast<void>(listening);
#endif
}

QPalette paletteFor(const Colours& c) {
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.base);
    palette.setColor(QPalette::AlternateBase, c.alternate);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::PlaceholderText, c.quiet);
    palette.setColor(QPalette::Button, c.button);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::BrightText, c.accent);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, c.onAccent);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::LinkVisited, c.accent);
    palette.setColor(QPalette::ToolTipBase, c.base);
    palette.setColor(QPalette::ToolTipText, c.text);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, c.disabled);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.line);
    return palette;
}

} // namespace

void applyTheme(Theme theme) {
    if (!g_desktopDark)
        g_desktopDark = desktopIsDark();
    listenToDesktop();
    g_theme = theme;
    g_dark = theme == Theme::dark || (theme == Theme::system && *g_desktopDark);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteFor(colours()));
    qApp->setStyleSheet(styleSheetFor(colours(), g_dark));
}

void desktopBecame(bool dark) {
    if (std::exchange(g_desktopDark, dark) != dark && g_theme == Theme::system)
        applyTheme(g_theme);
}

void followDesktop() {
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
    QApplication::setPalette(QPalette()); // the desktop's own shows
    g_desktopDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    applyTheme(g_theme);
#endif
}

bool isDark() {
    return g_dark;
}

QColor deskColour() {
    return colours().desk;
}

QColor quietText() {
    return colours().quiet;
}

QColor hairline() {
    return colours().line;
}

QColor fieldBorder() {
    return colours().field;
}

QColor highlightInk() {
    return QColor(0xd6, 0x4b, 0x2f);
}

QColor markInk(const QColor& ink, const QColor& paper) {
    constexpr int kAlike = 75; // the three lie more than twice as far from one another: one is always left
    const auto isLike = [](const QColor& one, const QColor& other) {
        const int red = one.red() - other.red(), green = one.green() - other.green(), blue = one.blue() - other.blue();
        return red * red + green * green + blue * blue < kAlike * kAlike;
    };
    const std::array<QColor, 3> marks{highlightInk(), QColor(0x1f, 0x6f, 0xd0), QColor(0x2e, 0x9e, 0x3e)};
    return *std::find_if(marks.begin(), std::prev(marks.end()),
                         [&](const QColor& mark) { return !isLike(mark, ink) && !isLike(mark, paper); });
}

QColor maskTint() {
    return QColor(0x2b, 0x5c, 0x8a, 120);
}

QColor thumbnailPaper() {
    return g_dark ? QColor(0xb8, 0xb2, 0xa8) : QColor(Qt::white);
}

StrokePictureColours strokePictureColours() {
    if (g_dark)
        return {QColor(0x2b, 0x29, 0x27), QColor(0x55, 0x50, 0x4a), QColor(0xec, 0xe8, 0xe1)};
    return {QColor(Qt::white), QColor(0xd8, 0xd3, 0xca), QColor(0x24, 0x21, 0x1d)};
}

QColor plotColour(int index) {
    constexpr std::array<const char*, 6> kOnLight{"#b0402a", "#2b5c8a", "#55772a", "#8a5aa8", "#856613", "#2a7672"};
    constexpr std::array<const char*, 6> kOnDark{"#e8866d", "#7fb2e0", "#a8c878", "#c9a3e0", "#d9b95c", "#76c9c2"};
    return QColor((g_dark ? kOnDark : kOnLight)[static_cast<std::size_t>(index) % kOnLight.size()]);
}

QColor levelColour(int level) {
    constexpr std::array<const char*, 4> kOnLight{"#6e6211", "#101c5e", "#aa28c0", "#22746a"};
    constexpr std::array<const char*, 4> kOnDark{"#f2dc62", "#7a9fb8", "#dd60f2", "#62f0ae"};
    return QColor((g_dark ? kOnDark : kOnLight)[static_cast<std::size_t>(level) % kOnLight.size()]);
}

} // namespace croquis::ui
