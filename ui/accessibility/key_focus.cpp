// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accessibility/key_focus.hpp"

#include <QApplication>
#include <QFocusEvent>

namespace croquis::ui {
namespace {

bool g_ledByKeys = false; // the window's thread only

class KeyWatch final : public QObject {
  public:
    using QObject::QObject;

  protected:
    bool eventFilter(QObject* /*watched*/, QEvent* event) override {
        if (event->type() == QEvent::KeyPress)
            g_ledByKeys = true;
        else if (event->type() == QEvent::MouseButtonPress)
            g_ledByKeys = false;
        return false;
    }
};

} // namespace

void watchKeys() {
    static const bool watching = [] {
        qApp->installEventFilter(new KeyWatch(qApp));
        return true;
    }();
    static_cast<void>(watching);
}

bool isByKeys(const QFocusEvent& event, bool before) {
    switch (event.reason()) {
    case Qt::TabFocusReason:
    case Qt::BacktabFocusReason:
    case Qt::ShortcutFocusReason:
        return true;
    case Qt::ActiveWindowFocusReason:
    case Qt::PopupFocusReason:
    case Qt::MenuBarFocusReason:
        return before;
    case Qt::OtherFocusReason:
        return g_ledByKeys;
    default:
        return false;
    }
}

} // namespace croquis::ui
