// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/style_sheet.hpp"

#include <QHash>
#include <QRegularExpression>

namespace croquis::ui {
namespace {

constexpr const char* kButtons = R"(
QToolButton { border: 1px solid transparent; border-radius: 6px; padding: 5px 9px; color: %text; }
QToolButton:hover { background: %hover; }
QToolButton:pressed { background: %line; }
QToolButton:checked { background: %base; border-color: %line; }
QToolButton:disabled { color: %disabled; }
QToolButton:focus { border-color: %accent; }
QToolButton[popupMode="1"] { padding-right: 22px; }
QToolButton[popupMode="2"] { padding-right: 22px; }
QToolButton::menu-indicator { image: url(:/icons/%down.svg); width: 9px; height: 9px; subcontrol-origin: padding; subcontrol-position: center right; right: 7px; }
QToolButton::menu-button { border: none; width: 18px; }
QToolButton::menu-arrow { image: url(:/icons/%down.svg); width: 9px; height: 9px; }
QToolButton[small="true"] { padding: 3px; }
QFileDialog QToolButton { padding: 1px; }
QToolButton[accent="true"], QPushButton#primary, QPushButton[accent="true"] { background: %accent; border-color: %accent; color: %onAccent; font-weight: 600; }
QToolButton[accent="true"]:hover, QPushButton#primary:hover, QPushButton[accent="true"]:hover, QToolButton[accent="true"]:focus, QPushButton#primary:focus, QPushButton[accent="true"]:focus { border-color: %text; }
QToolButton[accent="true"]:disabled, QPushButton#primary:disabled { background: %hover; border-color: %hover; color: %disabled; }
QToolButton[accent="true"]::menu-arrow { image: url(:/icons/%onAccentDown.svg); }
QPushButton { border: 1px solid %field; border-radius: 6px; padding: 6px 14px; background: %button; color: %text; }
QPushButton:hover { background: %hover; }
QPushButton:pressed { background: %line; }
QPushButton:focus { border-color: %accent; }
QPushButton:disabled { color: %disabled; border-color: %line; }
QPushButton#section { border: 1px solid transparent; background: transparent; color: %quiet; padding: 2px 6px 2px 0; text-align: left; }
QPushButton#section[slim="true"] { padding: 0 6px 0 0; }
QPushButton#section:hover { color: %text; }
QPushButton#section:focus { border-color: %accent; }
QFrame#segments { background: %track; border: none; border-radius: 8px; }
QFrame#segments QToolButton { padding: 4px 8px; }
QFrame#segments QToolButton:hover:!checked { background: %hover; }
QFrame#segments QToolButton:checked { background: %segment; border-color: %line; }
QFrame#segments QToolButton:focus { border-color: %accent; }
)";

constexpr const char* kFields = R"(
QLineEdit, QAbstractSpinBox, QComboBox { border: 1px solid %field; border-radius: 6px; padding: 3px 7px; background: %base; color: %text; selection-background-color: %accent; selection-color: %onAccent; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: %quiet; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: %accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { border-color: %line; color: %disabled; background: %window; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 18px; border: none; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 2px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 2px 2px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: %hover; border-radius: 3px; }
QAbstractSpinBox::up-arrow { image: url(:/icons/%up.svg); width: 8px; height: 8px; }
QAbstractSpinBox::down-arrow { image: url(:/icons/%down.svg); width: 8px; height: 8px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(:/icons/%down.svg); width: 9px; height: 9px; }
QComboBox QAbstractItemView { border: 1px solid %field; background: %base; color: %text; selection-background-color: %accent; selection-color: %onAccent; outline: none; }
QCheckBox { spacing: 7px; border: 1px solid transparent; border-radius: 4px; padding: 1px 2px; }
QCheckBox:disabled { color: %disabled; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid %quiet; border-radius: 4px; background: %base; }
QCheckBox::indicator:hover { border-color: %accent; }
QCheckBox::indicator:checked { background: %accent; border-color: %accent; image: url(:/icons/%check.svg); }
QCheckBox::indicator:disabled { border-color: %line; background: %window; }
QCheckBox::indicator:checked:disabled { background: %disabled; border-color: %disabled; }
QCheckBox:focus { border-color: %accent; }
QSlider:horizontal { min-height: 20px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: %line; }
QSlider::sub-page:horizontal { border-radius: 2px; background: %accent; }
QSlider::sub-page:horizontal:disabled { background: %line; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border: 1px solid %quiet; border-radius: 8px; background: %base; }
QSlider::handle:horizontal:hover { border-color: %accent; background: %hover; }
QSlider::handle:horizontal:focus { border: 2px solid %accent; width: 12px; height: 12px; }
QSlider::handle:horizontal:pressed { background: %accent; }
QSlider::handle:horizontal:disabled { border-color: %line; background: %window; }
)";

constexpr const char* kParts = R"(
QToolBar { border: none; border-bottom: 1px solid %line; background: %window; spacing: 2px; padding: 5px 8px; }
QToolBar::separator { background: %line; width: 1px; margin: 6px 5px; }
QToolBar QToolButton { padding: 6px 7px; }
QMenuBar { background: %window; }
QMenu { border: 1px solid %field; background: %base; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 10px; border-radius: 4px; }
QMenu::item:selected { background: %accent; color: %onAccent; }
QMenu::item:disabled { color: %disabled; background: transparent; }
QMenu::separator { height: 1px; background: %line; margin: 4px 8px; }
QDockWidget { border: none; }
QDockWidget > QWidget { background: %window; }
QMainWindow::separator { background: %line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: %accent; }
QStatusBar { border-top: 1px solid %line; background: %window; }
QStatusBar::item { border: none; }
QStatusBar QToolButton { padding: 1px 8px; }
QStatusBar QLabel { color: %quiet; padding: 3px 8px; }
QLabel#heading { font-weight: 700; letter-spacing: 1px; color: %text; }
QLabel#caption, QLabel#photoHints { color: %quiet; }
QLabel#caption:disabled { color: %disabled; }
QLabel#placeholder { color: %quiet; background: %track; border-radius: 6px; }
QFrame#rule { background: %line; border: none; max-height: 1px; }
QFrame#card { background: %base; border: 1px solid %line; border-radius: 12px; }
QFrame#messageBar { background: %alternate; border: none; border-bottom: 1px solid %line; }
QTreeView { background: %base; border: 1px solid %line; border-radius: 6px; padding: 2px; outline: none; }
QTreeView:focus { border-color: %accent; }
QTreeView::item:hover { background: %hover; }
QTreeView::item:selected { background: %line; color: %text; }
QScrollBar:vertical { background: %window; width: 10px; margin: 0; }
QTreeView QScrollBar:vertical { background: %base; }
QScrollBar::handle:vertical { background: %field; border-radius: 4px; min-height: 24px; margin: 1px; }
QScrollBar::handle:vertical:hover { background: %quiet; }
QScrollBar:horizontal { background: %window; height: 10px; margin: 0; }
QScrollBar::handle:horizontal { background: %field; border-radius: 4px; min-width: 24px; margin: 1px; }
QScrollBar::handle:horizontal:hover { background: %quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListView { border: 1px solid %line; border-radius: 6px; background: %base; padding: 2px; }
QProgressBar { border: none; border-radius: 2px; background: %line; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: %accent; border-radius: 2px; }
QToolTip { border: 1px solid %field; background: %base; color: %text; padding: 4px 6px; }
)";

} // namespace

QString styleSheetFor(const Colours& c, bool dark) {
    const auto icon = [dark](const char* name) {
        return QLatin1String(name) + (dark ? QStringLiteral("-light") : QString());
    };
    const QHash<QString, QString> values{{"window", c.window},
                                         {"base", c.base},
                                         {"alternate", c.alternate},
                                         {"button", c.button},
                                         {"text", c.text},
                                         {"quiet", c.quiet},
                                         {"disabled", c.disabled},
                                         {"accent", c.accent},
                                         {"onAccent", c.onAccent},
                                         {"line", c.line},
                                         {"field", c.field},
                                         {"track", c.track},
                                         {"desk", c.desk},
                                         {"hover", c.hover},
                                         {"segment", dark ? c.button : c.base},
                                         {"check", dark ? "check" : "check-light"},
                                         {"down", icon("down")},
                                         {"up", icon("up")},
                                         {"onAccentDown", dark ? "down-ink" : "down-paper"}};
    QString sheet = QLatin1String(kButtons) + QLatin1String(kFields) + QLatin1String(kParts);
    static const QRegularExpression mark(QStringLiteral("%([A-Za-z]+)"));
    for (auto found = mark.match(sheet); found.hasMatch(); found = mark.match(sheet, found.capturedStart()))
        sheet.replace(found.capturedStart(), found.capturedLength(), values.value(found.captured(1)));
    return sheet;
}

} // namespace croquis::ui
