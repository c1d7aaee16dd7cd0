// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/main_window/side_area.hpp"

namespace croquis::ui {

/// A dialog's fields: as large as they ask for, and scrolled where the screen has no room for that, so that the buttons
/// below them are always to be seen.
class FieldsArea final : public SideArea {
  public:
    explicit FieldsArea(QWidget* fields);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
};

} // namespace croquis::ui
