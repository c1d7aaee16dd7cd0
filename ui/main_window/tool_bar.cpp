// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/tool_bar.hpp"

#include "ui/main_window/window_actions.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QAction>
#include <QEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

#include <utility>

namespace croquis::ui {
namespace {

QToolButton* buttonFor(QAction* action, Qt::ToolButtonStyle style) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setAccessibleName(action->text().remove(QLatin1Char('&')).remove(QStringLiteral("...")));
    button->setToolButtonStyle(style);
    button->setFocusPolicy(Qt::TabFocus);
    button->setIconSize({20, 20});
    return button;
}

/// The down key opens the menu of a button that has one beside its action, as a click on its arrow does.
class MenuKey final : public QObject {
  public:
    MenuKey(QToolButton* button, QMenu* menu) : QObject(button), m_button(button), m_menu(menu) {
        button->installEventFilter(this);
    }

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        if (event->type() != QEvent::KeyPress || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Down)
            return QObject::eventFilter(watched, event);
        m_menu->popup(m_button->mapToGlobal(QPoint(0, m_button->height())));
        m_menu->setActiveAction(m_menu->actions().front());
        return true;
    }

  private:
    QToolButton* m_button;
    QMenu* m_menu;
};

/// Gives up words where there is no room for all: the views' first, then those of the export; then whole buttons.
class FittingToolBar final : public QToolBar {
  public:
    explicit FittingToolBar(const QString& title) : QToolBar(title) {}
    /// @param groups    in the order that they give up their words.
    /// @param optional  actions of buttons that go then, in that order: a menu has them, too.
    void setGroups(QList<QList<QToolButton*>> groups, QList<QAction*> optional) {
        m_groups = std::move(groups);
        m_optional = std::move(optional);
        m_saved.fill(0, m_groups.size() + m_optional.size());
    }

  protected:
    void resizeEvent(QResizeEvent* event) override {
        QToolBar::resizeEvent(event);
        fit();
    }
    bool event(QEvent* event) override {
        const bool result = QToolBar::event(event);
        if (event->type() == QEvent::LayoutRequest) // a button has another text
            fit();
        return result;
    }

  private:
    void fit() {
        int needed = layout()->sizeHint().width();
        const qsizetype before = m_givenUp;
        while (m_givenUp < m_saved.size() && needed > width()) {
            m_saved[m_givenUp] = -show(m_givenUp, false);
            needed -= m_saved[m_givenUp++];
        }
        while (m_givenUp > 0 && needed + m_saved[m_givenUp - 1] <= width())
            needed += show(--m_givenUp, true);
        if (m_givenUp == before)
            return;
        // At once: until the event loop came round, what stands at the end would be out of sight.
        for (auto* toFit : {m_groups.front().front()->parentWidget()->layout(), layout()}) {
            toFit->invalidate();
            toFit->activate();
        }
    }

    /// @return how many pixels more that needs.
    int show(qsizetype step, bool shown) {
        if (step < m_groups.size())
            return setWords(m_groups[step], shown);
        auto* action = m_optional[step - m_groups.size()];
        action->setVisible(shown);
        const int width = widgetForAction(action)->sizeHint().width() + layout()->spacing();
        return shown ? width : -width;
    }

    static int setWords(const QList<QToolButton*>& buttons, bool shown) {
        int more = 0;
        for (auto* button : buttons) {
            more -= button->sizeHint().width();
            button->setToolButtonStyle(shown ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
            more += button->sizeHint().width();
        }
        return more;
    }

    QList<QList<QToolButton*>> m_groups;
    QList<QAction*> m_optional;
    QList<int> m_saved;      ///< pixels, of each of both that was given up
    qsizetype m_givenUp = 0; ///< how many were
};

} // namespace

ToolBarButtons makeToolBar(QMainWindow& window, const WindowActions& actions) {
    auto* bar = new FittingToolBar(WindowActions::tr("Tools"));
    window.addToolBar(bar);
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    const auto place = [&](const char* key, Qt::ToolButtonStyle style) {
        auto* button = buttonFor(actions.at(key), style);
        return std::pair(button, bar->addWidget(button));
    };
    ToolBarButtons buttons;
    buttons.open = bar->addWidget(buttonFor(actions.at("open"), Qt::ToolButtonIconOnly));
    auto* paste = place("paste", Qt::ToolButtonIconOnly).second;
    bar->addSeparator();
    buttons.primary = place("primary", Qt::ToolButtonTextBesideIcon).first;
    place("stop", Qt::ToolButtonIconOnly);
    place("newSeed", Qt::ToolButtonIconOnly);
    bar->addSeparator();
    QList<QToolButton*> views;
    for (const auto* key : {"viewSketch", "viewOverlay", "viewLevels", "viewProcess"})
        views += buttonFor(actions.at(key), Qt::ToolButtonTextBesideIcon);
    bar->addWidget(segments(QList<QWidget*>(views.begin(), views.end())));
    bar->addSeparator();
    place("undo", Qt::ToolButtonIconOnly);
    auto* redo = place("redo", Qt::ToolButtonIconOnly).second;
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    buttons.exportSketch = place("quickExport", Qt::ToolButtonTextBesideIcon).first;
    bar->setGroups({views, {buttons.exportSketch}}, {paste, redo});
    actions.at("quickExport")->setIconText(WindowActions::tr("Export SVG"));
    auto* menu = new QMenu(&window);
    for (const auto* key : {"quickExport", "quickPng", "export", "copy"})
        menu->addAction(actions.at(key));
    buttons.exportSketch->setMenu(menu);
    buttons.exportSketch->setPopupMode(QToolButton::MenuButtonPopup);
    new MenuKey(buttons.exportSketch, menu);
    return buttons;
}

} // namespace croquis::ui
