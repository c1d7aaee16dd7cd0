// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"

#include <string>

namespace croquis::vector {

/// The drawing as a PDF 1.7 file of one page, whose size is the drawing's in millimetres (1 pt = 25.4 / 72 mm). Strokes
/// are cubics with round caps and joins, at most four decimals of a millimetre; translucent ones through their stroke's
/// alpha; what runs on is one path. With a brush other than the pen the page holds the brush's marks, whose outlines
/// are filled and which may multiply. Colours are DeviceRGB, which every viewer takes for sRGB. Strokes of width 0 are
/// left out.
///
/// Title, subject and program stand in the document's information and as XMP; the provenance stands in the XMP packet,
/// as croquis:provenance in the namespace of the SVG's. No dates and an identifier that is the content's own hash:
/// equal input gives equal bytes. What is drawn is compressed (zlib).
/// @throws InvalidArgument as writeSvg; and for a page above 5080 mm, where PDF ends.
std::string writePdf(const Drawing& drawing);

} // namespace croquis::vector
