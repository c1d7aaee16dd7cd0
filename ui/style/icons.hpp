// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QPalette>

namespace croquis::ui {

/// One of the program's line icons (resources/icons), drawn in the palette's colour of the moment, crisp at any scale.
QIcon lineIcon(const QString& name, QPalette::ColorRole role = QPalette::ButtonText);

QIcon applicationIcon();

} // namespace croquis::ui
