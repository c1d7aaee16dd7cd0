// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "vector/drawing.hpp"
#include "vector/svg_reader.hpp"

namespace croquis::vector {

/// The document as a drawing in millimetres: a page without units is taken as CSS has it, 96 units an inch. Layers keep
/// their labels, with a number before those that begin with none. Brush and provenance are left to the caller,
/// but for the brushes of single layers. @throws ExportError for one of those that is none.
Drawing drawingOf(const SvgDocument& document);

} // namespace croquis::vector
