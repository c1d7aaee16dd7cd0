// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace croquis::vector {

/// Any bytes as XML character data that is also safe inside double quotes: the five special characters and line ends as
/// references; whatever isn't UTF-8 or isn't allowed in XML 1.0 (control characters, U+FFFE, U+FFFF) as U+FFFD.
std::string xmlText(std::string_view bytes);

} // namespace croquis::vector
