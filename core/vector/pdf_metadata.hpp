// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace croquis::vector {

/// The XMP packet (ISO 16684-1) of a drawing: title, description, program, and the provenance as croquis:provenance.
std::string xmpOf(const Drawing& drawing);

/// The provenance JSON in a PDF's uncompressed XMP packets; nothing where there is none. Everything else of the file is
/// left unread, so that a damaged one does no harm.
std::optional<std::string> provenanceInPdf(std::string_view pdf);

/// A text string of PDF (ISO 32000-1, 7.9.2.2): in parentheses when it is printable ASCII, else UTF-16 in hexadecimal
/// digits. Bytes that aren't UTF-8 become U+FFFD.
std::string pdfText(std::string_view utf8);

} // namespace croquis::vector
