// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace croquis::ui {

/// Panels one below the other: as wide as they need, also with a scroll bar beside them; they scroll up and down only.
class SideArea : public QScrollArea {
    Q_OBJECT

  public:
    explicit SideArea(int width) : m_width(width) {}
    QSize minimumSizeHint() const override;
    /// What is done to a field that happens to have the focus, or to be under the pointer, is meant for the window: the
    /// wheel scrolls, but where the field has the focus; files are dropped on the window; undoing goes through its
    /// history, but while a number is being typed.
    void guardValues();

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    int m_width;
};

} // namespace croquis::ui
