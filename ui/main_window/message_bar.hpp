// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <functional>

class QBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace croquis::ui {

/// One sentence above the canvas with at most one thing to do about it; never a dialog.
class MessageBar final : public QFrame {
    Q_OBJECT

  public:
    enum class Kind { hint, warning };
    explicit MessageBar(QWidget* parent = nullptr);

    /// @param action   the button's text; empty: no button.
    /// @param details  for Copy details; empty: no such button.
    void show(Kind kind, const QString& sentence, const QString& action = {}, std::function<void()> act = {},
              const QString& details = {});
    /// One more thing to do, beside the message's own; without one of its own, in its place.
    void offer(const QString& action, std::function<void()> act);
    /// One more sentence of what is told; what the message offers stays. Without a message it is a hint.
    void add(const QString& sentence);
    /// What is shown is news: it goes with the next thing that happens, unless it is what says so (dropNews).
    void markAsNews();
    /// Something happened.
    void dropNews();
    void clear();
    /// Only what is of that kind.
    void clear(Kind kind);
    /// Pixels that a sentence in two lines beside its buttons takes, whatever is shown.
    int usualHeight() const;
    QString text() const;
    Kind kind() const { return m_kind; }
    /// What it offers to do first; empty: nothing, or there is no message.
    QString offered() const;
    /// Does it, as a click does.
    void act();

  Q_SIGNALS:
    void offerChanged();
    /// The person closed it. @param sentence  that was shown.
    void closed(const QString& sentence);

  protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;

  private:
    /// In the theme's colours.
    void drawIcon();
    /// Buttons beside the sentence where both have room, else below it; Copy details becomes an icon where not even
    /// that is enough.
    void arrange();
    /// What it says; too long a word loses its middle, which pointing at it tells.
    void setSentence(const QString& sentence);
    static void label(QPushButton& button, const QString& text);
    QPushButton* addButton(const QString& objectName, std::function<void()> MessageBar::*act);

    QBoxLayout* m_content; ///< sentence and buttons
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_action;
    QPushButton* m_other;
    QPushButton* m_details;
    QToolButton* m_close;
    std::function<void()> m_act, m_actOther;
    QString m_sentence, m_detailText;
    int m_wideDetails = 0; ///< pixels, of Copy details with its words
    Kind m_kind = Kind::hint;
    int m_shown = 0; ///< counts messages
    bool m_isNews = false;
};

} // namespace croquis::ui
