// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <set>

class QStackedWidget;

namespace croquis::ui {

class MessageBar;

/// The window's pages, and messages that come and go above them. A drawing stays where it is and as large as it is
/// whatever is said: its page keeps a strip free at the top, as high as a usual message, and what is higher lies over
/// it. Other pages begin below it.
class Centre final : public QWidget {
    Q_OBJECT

  public:
    /// @param drawings  those of the pages that show one; the strip is their contents margin.
    /// @param message   the bar above. All become parts of this.
    Centre(QStackedWidget* pages, std::set<QWidget*> drawings, MessageBar* message);

  Q_SIGNALS:
    /// @param pixels  of the pages, from the top, that lie below a message.
    void covered(int pixels);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    void keepStrip();
    void makeRoom();

    QStackedWidget* m_pages;
    std::set<QWidget*> m_drawings;
    MessageBar* m_message;
    QWidget* m_above; ///< where the message is, if there is one
};

} // namespace croquis::ui
