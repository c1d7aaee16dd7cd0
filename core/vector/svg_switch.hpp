// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace pugi {
class xml_node;
}

namespace croquis::vector {

/// Of a <switch>: its first child that this reader and a reader of English may show; an empty node where there is none.
pugi::xml_node chosenOf(const pugi::xml_node& parent);

} // namespace croquis::vector
