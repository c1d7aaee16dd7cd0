// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.hpp"
#include "vector/provenance.hpp"

#include <filesystem>

namespace croquis::vector {

/// The file carries a record, so Croquis wrote it, but no sketch can be restored from that: it is damaged, of a newer
/// program, or a contact sheet's.
class RecordError : public ExportError {
  public:
    using ExportError::ExportError;
};

/// Whether it is a PNG, GIF, MP4, PDF or HPGL file, or G-code with a record: if it keeps strokes, then in that alone.
/// Else it may be an SVG.
/// @throws ExportError naming the file: unreadable.
bool isNoSvg(const std::filesystem::path& file);

/// How an exported SVG, PNG, GIF, MP4, PDF or G-code file was made; which of them it is shows in its content, not its
/// name.
/// @throws ExportError naming the file: unreadable, none of these, without a record; RecordError for a damaged one, or
/// one of a newer program.
Provenance readProvenance(const std::filesystem::path& file, NewerRecord newer = NewerRecord::refused);

/// The same of what can be drawn again. @throws RecordError also for a contact sheet.
Provenance readSketchProvenance(const std::filesystem::path& file, NewerRecord newer = NewerRecord::refused);

} // namespace croquis::vector
