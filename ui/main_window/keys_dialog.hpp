// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace croquis::ui {

class WindowActions;

/// What each key does, by the menu it is of. In a low window it scrolls.
class KeysDialog final : public QDialog {
    Q_OBJECT

  public:
    KeysDialog(const WindowActions& actions, QWidget* parent);
};

} // namespace croquis::ui
