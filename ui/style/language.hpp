// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTranslator>

namespace croquis::ui {

/// The program's words and Qt's own (buttons of dialogs, names of keys) in one language, for as long as it lives.
class Language {
  public:
    /// The locale becomes the default, for numbers too. Where there is no translation, English is spoken.
    /// Before the window is made: it isn't translated again.
    explicit Language(const QLocale& locale);
    ~Language();
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;

  private:
    QLocale m_before;
    QTranslator m_own, m_qt;
};

} // namespace croquis::ui
