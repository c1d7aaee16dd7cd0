// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/provenance.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace croquis::vector {

/// The provenance as comment lines of a program for a machine (G-code): "; croquis:provenance", then its JSON in pieces
/// of at most 70 characters, each on a line that begins with ";= " and neither begins nor ends with a space.
std::string provenanceComment(const Provenance& provenance);

/// The JSON such lines hold, wherever they stand in the text; nothing without them. CR LF does as well.
std::optional<std::string> provenanceInComments(std::string_view text);

} // namespace croquis::vector
