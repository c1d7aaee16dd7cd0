// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/tool_bar.hpp"

#include "ui/main_window/window_actions.hpp"
#include "ui/panels/panel_parts.hpp"

#include <QAction>
#include <QEvent>
#include <QLayout>
#include <QMainWindow>
#include <QMenu>
#include <QToolBar>
#include <QToolButton>

#include <numeric>
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

/// Gives up the views' words where there is no room for all.
class FittingToolBar final : public QToolBar {
  public:
    explicit FittingToolBar(const QString& title) : QToolBar(title) {}
    void setViews(const QList<QToolButton*>& views) { m_views = views; }

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
        const bool shown = m_words == 0;
        const int hint = layout()->sizeHint().width();
        if (shown == (hint + m_words <= width()))
            return;
        const auto viewsWidth = [this] {
            return std::accumulate(m_views.begin(), m_views.end(), 0,
                                   [](int sum, const auto* view) { return sum + view->sizeHint().width(); });
        };
        const int before = viewsWidth();
        for (auto* view : std::as_const(m_views))
            view->setToolButtonStyle(shown ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        m_words = shown ? before - viewsWidth() : 0;
        // At once: until the event loop came round, what stands at the end would be out of sight.
        for (auto* toFit : {m_views.front()->parentWidget()->layout(), layout()}) {
            toFit->invalidate();
            toFit->activate();
        }
    }

    int m_words = 0; ///< pixels that the words need; 0: they are shown
    QList<QToolButton*> m_views;
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
        bar->addWidget(button);
        return button;
    };
    ToolBarButtons buttons;
    buttons.open = bar->addWidget(buttonFor(actions.at("open"), Qt::ToolButtonIconOnly));
    place("paste", Qt::ToolButtonIconOnly);
    bar->addSeparator();
    buttons.primary = place("primary", Qt::ToolButtonTextBesideIcon);
    place("stop", Qt::ToolButtonIconOnly);
    place("newSeed", Qt::ToolButtonIconOnly);
    bar->addSeparator();
    QList<QToolButton*> views;
    for (const auto* key : {"viewSketch", "viewOverlay", "viewLevels", "viewProcess"})
        views += buttonFor(actions.at(key), Qt::ToolButtonTextBesideIcon);
    bar->addWidget(segments(QList<QWidget*>(views.begin(), views.end())));
    bar->setViews(views);
    bar->addSeparator();
    place("undo", Qt::ToolButtonIconOnly);
    place("redo", Qt::ToolButtonIconOnly);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    buttons.exportSketch = place("quickExport", Qt::ToolButtonTextBesideIcon);
    actions.at("quickExport")->setIconText(WindowActions::tr("Export"));
    auto* menu = new QMenu(&window);
    for (const auto* key : {"quickExport", "quickPng", "export", "copy"})
        menu->addAction(actions.at(key));
    buttons.exportSketch->setMenu(menu);
    buttons.exportSketch->setPopupMode(QToolButton::MenuButtonPopup);
    return buttons;
}

} // namespace croquis::ui
