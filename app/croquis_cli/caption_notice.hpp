// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheet/output_kind.hpp"
#include "vector/drawing.hpp"

#include <optional>
#include <string>

namespace croquis::cli {

/// A sentence about the letters of a drawing's captions that a file of that kind can't show, and what it shows instead;
/// nothing where it shows them all, as an SVG does.
std::optional<std::string> captionNotice(const vector::Drawing& drawing, sheet::OutputKind kind);

} // namespace croquis::cli
