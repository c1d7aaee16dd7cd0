// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>

namespace croquis::ui {

/// A sentence of the core's in the window's language; one that isn't known stays as it is.
QString localised(const std::string& sentence);

} // namespace croquis::ui
