// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace croquis::ui {

/// A note or caution of the program's own manifest in the person's language; any other text as it is.
QString manifestText(const std::string& text);

} // namespace croquis::ui
