// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string>
#include <vector>

namespace croquis::ui {

/// A sentence of the core's in the window's language; one that isn't known stays as it is.
QString localised(const std::string& sentence);
/// The core's sentences that localised() knows, with %1, %2 ... where it puts names and numbers.
std::vector<std::string> knownSentences();

} // namespace croquis::ui
