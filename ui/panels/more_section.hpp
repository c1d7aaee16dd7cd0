// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace croquis::ui {

/// What isn't needed every day, folded away under one line. It stays open or shut until the next start, too.
class MoreSection final : public QWidget {
    Q_OBJECT

  public:
    /// @param key  of the setting that remembers it, and of the button's object name.
    MoreSection(const QString& key, const QString& title, const QString& what, QLayout* content,
                QWidget* parent = nullptr);
    bool isOpen() const;
    void setOpen(bool open);
    /// The line that folds it, for where another stands already; to be put into a layout.
    QPushButton* takeButton();

  private:
    void toggled(bool open);

    QPushButton* m_button;
    bool m_buttonTaken = false;
    QWidget* m_content;
    QString m_setting;
};

} // namespace croquis::ui
