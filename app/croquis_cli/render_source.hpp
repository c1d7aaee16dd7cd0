// SPDX-FileCopyrightText: Croquis contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "progress_printer.hpp"

#include "vector/drawing.hpp"

#include <string>
#include <vector>

namespace croquis::cli {

/// What a file that is to be rendered holds.
struct ReadSketch {
    vector::Drawing drawing; ///< with brush, texture, variation and record as far as the file has them
    bool inMillimetres = true;
    std::vector<std::string> notices; ///< about what comes out otherwise than the file shows it
};

/// Any SVG of strokes, or another file of Croquis with a record (PNG, PDF, GIF, MP4, G-code), whose strokes are those
/// of the record, on the page and in the look it tells of; what of that is damaged is said, and the pen's plain look
/// used.
/// @throws BadInput naming the file.
ReadSketch readSketch(const std::string& file, ProgressPrinter& printer);

} // namespace croquis::cli
