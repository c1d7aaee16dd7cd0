// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.hpp"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include <array>

namespace croquis::ui {
namespace {

struct Colours {
    const char *window, *base, *alternate, *button, *text, *quiet, *disabled, *accent, *onAccent, *line, *desk, *hover;
};
constexpr Colours kLight{"#f5f3ef", "#ffffff", "#efece6", "#fbfaf7", "#24211d", "#67615a",
                         "#a9a39a", "#b0402a", "#ffffff", "#dcd7ce", "#e4e0d8", "#ebe7e0"};
constexpr Colours kDark{"#262422", "#1d1b1a", "#2b2927", "#33302d", "#ece8e1", "#aaa39a",
                        "#716b64", "#e8866d", "#1d1b1a", "#3d3a36", "#171615", "#37342f"};

bool g_dark = false; // of the theme at hand; the window's thread only

const Colours& colours() {
    return g_dark ? kDark : kLight;
}

bool desktopIsDark() {
    static const QPalette desktop = QApplication::style()->standardPalette();
    const QPalette own = QGuiApplication::palette();
    return own.color(QPalette::Window).lightness() < 128 || desktop.color(QPalette::Window).lightness() < 128;
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

/// What Fusion has no colour for: flat panels, quiet headings, roomy buttons.
QString sheetFor(const Colours& c) {
    return QStringLiteral(R"(
QToolBar { border: none; border-bottom: 1px solid %line; background: %window; spacing: 4px; padding: 6px 10px; }
QToolBar::separator { background: %line; width: 1px; margin: 6px 8px; }
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px 9px; color: %text; }
QToolButton:hover { background: %hover; }
QToolButton:pressed { background: %line; }
QToolButton:checked { background: %base; border-color: %line; }
QToolButton:disabled { color: %disabled; }
QToolButton:focus { border-color: %accent; }
QToolButton#primary, QPushButton#primary { background: %accent; color: %onAccent; font-weight: 600; }
QToolButton#primary { padding: 5px 14px; }
QToolButton#primary:hover, QPushButton#primary:hover { background: %accent; border-color: %text; }
QToolButton#primary:disabled, QPushButton#primary:disabled { background: %hover; color: %disabled; }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton::menu-button { border: none; width: 18px; }
QPushButton { border: 1px solid %line; border-radius: 6px; padding: 6px 14px; background: %button; color: %text; }
QPushButton:hover { background: %hover; }
QPushButton:focus { border-color: %accent; }
QPushButton:disabled { color: %disabled; }
QDockWidget { border: none; }
QDockWidget > QWidget { background: %window; }
QMainWindow::separator { background: %line; width: 1px; height: 1px; }
QStatusBar { border-top: 1px solid %line; background: %window; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: %quiet; padding: 3px 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %quiet; border-radius: 3px; background: %base; }
QCheckBox::indicator:checked { background: %accent; border-color: %accent; image: url(:/icons/%check.svg); }
QCheckBox::indicator:disabled { border-color: %line; }
QCheckBox:focus { color: %accent; }
QLabel#heading { font-weight: 700; letter-spacing: 1px; color: %text; }
QLabel#caption { color: %quiet; }
QFrame#rule { background: %line; border: none; max-height: 1px; }
QFrame#messageBar { background: %alternate; border: none; border-bottom: 1px solid %line; }
QTreeView { background: %base; border: 1px solid %line; border-radius: 6px; padding: 2px; }
QTreeView::item { padding: 3px 2px; }
QScrollBar:vertical { background: %window; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: %line; border-radius: 4px; min-height: 24px; margin: 1px; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView { border: 1px solid %line; border-radius: 6px; background: %base; padding: 2px; }
QProgressBar { border: none; border-radius: 2px; background: %hover; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %accent; border-radius: 2px; }
QToolTip { border: 1px solid %line; background: %base; color: %text; padding: 4px 6px; }
)")
        .replace(QLatin1String("%check"), QLatin1String(g_dark ? "check" : "check-light"))
        .replace(QLatin1String("%window"), QLatin1String(c.window))
        .replace(QLatin1String("%base"), QLatin1String(c.base))
        .replace(QLatin1String("%alternate"), QLatin1String(c.alternate))
        .replace(QLatin1String("%button"), QLatin1String(c.button))
        .replace(QLatin1String("%text"), QLatin1String(c.text))
        .replace(QLatin1String("%quiet"), QLatin1String(c.quiet))
        .replace(QLatin1String("%disabled"), QLatin1String(c.disabled))
        .replace(QLatin1String("%accent"), QLatin1String(c.accent))
        .replace(QLatin1String("%onAccent"), QLatin1String(c.onAccent))
        .replace(QLatin1String("%line"), QLatin1String(c.line))
        .replace(QLatin1String("%hover"), QLatin1String(c.hover));
}

} // namespace

void applyTheme(Theme theme) {
    static const bool desktopDark = desktopIsDark(); // before our own palette hides it
    g_dark = theme == Theme::dark || (theme == Theme::system && desktopDark);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteFor(colours()));
    qApp->setStyleSheet(sheetFor(colours()));
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

QColor highlightInk() {
    return QColor(0xd6, 0x4b, 0x2f);
}

QColor maskTint() {
    return QColor(0x2b, 0x5c, 0x8a, 120);
}

QColor plotColour(int index) {
    constexpr std::array<const char*, 6> kOnLight{"#b0402a", "#2b5c8a", "#5a7d2a", "#8a5aa8", "#8a6a14", "#2a7d78"};
    constexpr std::array<const char*, 6> kOnDark{"#e8866d", "#7fb2e0", "#a8c878", "#c9a3e0", "#d9b95c", "#76c9c2"};
    return QColor((g_dark ? kOnDark : kOnLight)[static_cast<std::size_t>(index) % kOnLight.size()]);
}

} // namespace croquis::ui
