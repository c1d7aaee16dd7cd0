// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/brush/brush.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace croquis::vector {

/// The schema of brush files this program writes, and the newest it reads.
inline constexpr int kBrushSchema = 1;

/// A brush as JSON. An object with
///   "croquisBrush"  1, the schema; required; "$schema" is passed over
///   "name"          required; "description"
///   "blend"         "normal" (default) or "multiply"
///   "ends"          "round" (default), "butt", "felt", "slant" or "ragged"
///   "profile"       [[place, width] ...], both 0..1, places rising; "gaps" [[place, dryness] ...] likewise
///   "width", "opacity", and the objects "nib", "strands", "wobble", "edge", "bristles", "grain", "wash", "dust" with
///   the numbers that brushNumbers() lists, each within its bounds.
/// What is left out is as the pen has it; what isn't known is refused, so that a misspelt name doesn't pass unseen.
///
/// @param source  for messages: the file's name.
/// @throws ExportError naming the source and the field: not JSON, over 1 MB, nested too deeply, too many entries, a
/// missing, unknown or repeated key, a wrong type, a value out of range, a newer schema.
Brush brushFromJson(std::string_view json, const std::string& source);

/// brushFromJson of a file's content.
Brush readBrush(const std::filesystem::path& file);

/// Only what differs from the pen, keys in a fixed order; ASCII.
/// @param indent  spaces a level; below 0: all on one line. @throws InvalidArgument when the brush isn't valid.
std::string toJson(const Brush& brush, int indent = 2);

/// The same in JSON Schema (draft 2020-12), for editors and other programs.
std::string_view brushSchema();

/// The brushes that come with the program: pen, ink, pencil, charcoal, calligraphy, marker, watercolour.
const std::vector<Brush>& builtInBrushes();

/// A brush as records name it: the name of a built-in one, or JSON (it begins with a brace). Never opens a file.
/// @throws InvalidArgument for a name that is none; ExportError as above.
Brush brushFromText(const std::string& text);

/// What brushFromText() understands: "pen", or the brush as JSON on one line, so that a record holds its numbers.
std::string textFor(const Brush& brush);

} // namespace croquis::vector
